import Articles
import Testing

@testable import Readers

@Suite struct WARCTests {
    private let page = """
        <html><head><title>Cheap gas</title><meta name="author" content="Jane Doe"></head><body>
        <article><h1>Cheap gas</h1>
        <p>The first paragraph of the page is long enough, with clauses, to be one.</p>
        <p>The second paragraph of the page is long enough, with clauses, as well.</p>
        </article></body></html>
        """

    private func http(
        _ body: [UInt8], status: String = "200 OK", type: String = "text/html; charset=utf-8",
        fields: String = ""
    ) -> [UInt8] {
        Array("HTTP/1.1 \(status)\r\nContent-Type: \(type)\r\n\(fields)\r\n".utf8) + body
    }

    private func record(
        _ block: [UInt8], type: String = "response", uri: String = "https://g.example/gas",
        length: Int? = nil, fields: String = ""
    ) -> [UInt8] {
        Array(
            """
            WARC/1.0\r
            WARC-Type: \(type)\r
            WARC-Target-URI: \(uri)\r
            WARC-Date: 2022-03-04T09:30:00Z\r
            WARC-Record-ID: <urn:uuid:7>\r
            \(fields)Content-Type: application/http; msgtype=response\r
            Content-Length: \(length ?? block.count)\r
            \r

            """.utf8) + block + Array("\r\n\r\n".utf8)
    }

    private func response(_ fields: String = "", body: [UInt8]? = nil) -> [UInt8] {
        record(http(body ?? Array(page.utf8), fields: fields))
    }

    private func read(_ bytes: [UInt8]) throws -> FormatReading {
        try FormatReading(bytes, name: "a.warc")
    }

    /// What the page alone gives.
    private func expected() throws -> Article {
        let draft = try HTMLPage.draft(
            of: Array(page.utf8), url: "https://g.example/gas", encoding: "utf-8")
        return draft.article(givenID: nil, place: "x")
    }

    @Test("a page of an archive is the page at its address; the day of the crawl is no date of it")
    func whole() throws {
        let info = record(Array("software: x\r\n".utf8), type: "warcinfo")
        let request = record(Array("GET / HTTP/1.1\r\n\r\n".utf8), type: "request")
        let reading = try read(info + request + response())
        #expect(reading.articles == [try expected()])
        let article = try #require(reading.articles.first)
        #expect(article.title == "Cheap gas")
        #expect(article.url == "https://g.example/gas")
        #expect(article.id == ArticleID.hashed("https://g.example/gas"))
        #expect(article.authors.map(\.name) == ["Jane Doe"])
        #expect(article.date.published == nil)
        #expect(article.body.hasPrefix("The first paragraph"))
        #expect(reading.problems == [])
    }

    @Test("members of gzip, one a record, are read, and told apart from others by their bytes")
    func compressed() throws {
        let second = record(http(Array(page.utf8)), uri: "<https://g.example/b>")
        let bytes = deflated(response()) + deflated(second)
        for name in ["a.warc.gz", "-"] {
            let reading = try FormatReading(bytes, name: name)
            #expect(
                reading.articles.map(\.url) == ["https://g.example/gas", "https://g.example/b"])
            #expect(reading.problems == [])
        }
    }

    @Test("bodies in chunks and compressed bodies are the page")
    func encodings() throws {
        let body = Array(page.utf8)
        let half = body.count / 2
        let chunked =
            Array("\(String(half, radix: 16));x=y\r\n".utf8) + body[..<half]
            + Array("\r\n\(String(body.count - half, radix: 16).uppercased())\r\n".utf8)
            + body[half...] + Array("\r\n0\r\n\r\n".utf8)
        for (fields, bytes) in [
            ("Transfer-Encoding: chunked\r\n", chunked),
            ("Transfer-Encoding: chunked\r\n", body),
            ("Content-Encoding: gzip\r\n", deflated(body)), ("Content-Encoding: gzip\r\n", body),
            ("Content-Encoding: deflate\r\n", deflated(body, windowBits: 15)),
            ("Content-Encoding: deflate\r\n", deflated(body, windowBits: -15)),
            ("Content-Encoding: identity\r\n", body),
        ] {
            let reading = try read(response(fields, body: bytes))
            #expect(reading.articles == [try expected()], "\(fields)")
            #expect(reading.problems == [], "\(fields)")
        }
    }

    @Test("the encoding of the head decides about the page")
    func charset() throws {
        let body =
            Array("<html><body><h1>Caf".utf8) + [0xE9] + Array("</h1><p>x</p></body></html>".utf8)
        let block = http(body, type: "text/html;charset=\"ISO-8859-1\"")
        #expect(try read(record(block)).articles.map(\.title) == ["Café"])
    }

    @Test(
        "what is no page is passed over",
        arguments: [
            ("response", "404 Not Found", "text/html"), ("response", "301 Moved", "text/html"),
            ("response", "200 OK", "image/png"), ("response", "200 OK", "application/json"),
            ("revisit", "200 OK", "text/html"), ("metadata", "200 OK", "text/html"),
            ("conversion", "200 OK", "text/html"),
        ])
    func others(_ type: String, _ status: String, _ media: String) throws {
        let block = http(Array(page.utf8), status: status, type: media)
        let reading = try read(record(block, type: type) + response())
        #expect(reading.articles.count == 1)
        #expect(reading.problems == [])
    }

    @Test("pages that stand in an archive without HTTP are read")
    func resource() throws {
        let bytes = String(decoding: record(Array(page.utf8), type: "resource"), as: UTF8.self)
            .replacing("application/http; msgtype=response", with: "text/html")
        #expect(try read(Array(bytes.utf8)).articles == [try expected()])
    }

    @Test("a page that the archive cut off has a warning")
    func truncated() throws {
        let reading = try read(record(http(Array(page.utf8)), fields: "WARC-Truncated: length\r\n"))
        #expect(
            reading.articles.map(\.warnings) == [["The archive cut the page off (length)."]])
    }

    @Test("a wrong length is told with its byte, and reading goes on at the next record")
    func wrongLength() throws {
        let block = http(Array(page.utf8))
        let short = record(block, length: block.count - 40)
        let reading = try read(short + response())
        #expect(reading.articles.count == 2)
        #expect(
            reading.problems == [
                "malformed a.warc, byte \(short.count - 44): no record begins here: the record "
                    + "before has a wrong Content-Length; reading goes on at the next record"
            ])
        let none = String(decoding: record(block), as: UTF8.self)
            .replacing("Content-Length: \(block.count)\r\n", with: "")
        let without = try read(Array(none.utf8) + response())
        #expect(without.articles.count == 1)
        #expect(
            without.problems == [
                "malformed a.warc, byte 0: the record has no Content-Length; "
                    + "reading goes on at the next record"
            ])
    }

    @Test("an archive that is cut off says so, and its whole records are read")
    func cut() throws {
        let bytes = response() + response().dropLast(60)
        let reading = try read(bytes)
        #expect(reading.articles.count == 1)
        #expect(reading.problems.count == 1)
        #expect(reading.problems.first?.contains("ends early: the record of byte") == true)
    }

    @Test("what is compressed by what is not read says so")
    func brotli() throws {
        let reading = try read(response("Content-Encoding: br\r\n"))
        #expect(
            reading.problems
                == ["unreadable a.warc: the page is compressed by br, which is not read"])
    }

    @Test("bombs in bodies are stopped")
    func bomb() throws {
        let reading = try read(
            response(
                "Content-Encoding: gzip\r\n",
                body: deflated([UInt8](repeating: 0x20, count: 30 << 20))))
        #expect(reading.articles == [])
        #expect(reading.problems.map { $0.hasPrefix("tooLarge a.warc: unfolds") } == [true])
    }

    @Test("records are found alike however the bytes come in chunks")
    func chunks() throws {
        let bytes = record(Array("x".utf8), type: "warcinfo") + response()
        let whole = try read(bytes)
        for size in [1, 2, 3, 50, 1_000] {
            let reading = try FormatReading(bytes, name: "a.warc", chunks: size)
            #expect(reading.articles == whole.articles)
            #expect(reading.problems == [])
        }
    }

    @Test("what is no archive says so", arguments: ["text\n", "\r\n\r\ntext"])
    func foreign(_ text: String) throws {
        #expect(
            try read(Array(text.utf8)).problems.map { $0.hasSuffix(": is no WARC file") } == [true])
        let item = RawItem(bytes: Array(text.utf8), format: "warc", path: "a")
        #expect(throws: ReadError.self) { try Reading.parse(item) }
    }

    @Test("broken chunks end the page, and trap nothing")
    func brokenChunks() {
        for text in [
            "", "zz", "5\r\nabc", "-1\r\nabc", "ffffffffffffffff\r\nabc", "7fffffffffffffff\r\na",
            "3\r\nabc",
        ] {
            let bytes = Array(text.utf8)
            let body = HTTPBody.unchunked(bytes)
            #expect(body == nil || body.map { $0.count <= 3 } == true, "\(text)")
        }
    }
}
