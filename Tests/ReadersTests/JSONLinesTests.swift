import Articles
import Testing

@testable import Readers

@Suite struct JSONLinesTests {
    private func rows(_ text: String) throws -> [ReadEvent] { try rows(Array(text.utf8)) }

    private func rows(_ bytes: [UInt8]) throws -> [ReadEvent] {
        var events: [ReadEvent] = []
        try Reading.items(bytes: bytes, name: "rows.jsonl", format: nil) { events.append($0) }
        return events
    }

    private func row(_ text: String) throws -> ReadArticle {
        try Reading.parse(
            RawItem(bytes: Array(text.utf8), format: "jsonl", path: "rows.jsonl", line: 3))
    }

    private func fault(_ bytes: [UInt8]) -> String {
        do {
            _ = try Reading.parse(
                RawItem(bytes: bytes, format: "jsonl", path: "rows.jsonl", line: 3))
            return "read"
        } catch {
            return "\(error)"
        }
    }

    @Test("rows come with line and offset; empty lines, CRLF and a byte order mark are no matter")
    func split() throws {
        let events = try rows("\u{FEFF}{\"title\":\"a\"}\r\n\n  \n{\"title\":\"b\"}")
        let places = events.map { event -> [Int?] in
            guard case .item(let item) = event else { return [] }
            return [item.bytes.count, item.line, item.byteOffset]
        }
        #expect(places == [[14, 1, 3], [13, 4, 22]])
    }

    @Test("a row that is too long is rejected by its line, and the next is read")
    func tooLong() throws {
        let long = [UInt8](repeating: 0x20, count: JSONLines.maximumLineBytes + 1)
        let events = try rows(long + [0x0A] + Array("{\"title\":\"b\"}\n".utf8))
        #expect(events.count == 2)
        guard case .rejected(let rejection) = events.first, case .item(let item) = events.last
        else {
            Issue.record("\(events.count) events")
            return
        }
        #expect(rejection.kind == .tooLarge)
        #expect(rejection.line == 1)
        #expect(item.line == 2)
    }

    @Test("lines are found alike however the bytes come in chunks")
    func chunks() throws {
        let text = Array("one\n\ntwo\r\nthree, which is longer\nfour".utf8)
        for size in 1...text.count {
            var position = 0
            let stream = ByteStream { chunk throws(ReadError) in
                let end = min(position + size, text.count)
                chunk = Array(text[position..<end])
                position = end
            }
            var reader = LineReader(stream: stream, maximumLineBytes: 10)
            var lines: [String] = []
            while let line = try reader.next() {
                switch line.content {
                case .whole(let bytes):
                    lines.append(
                        "\(line.number) \(line.offset) \(String(decoding: bytes, as: UTF8.self))")
                case .tooLong(let count): lines.append("\(line.number) \(line.offset) #\(count)")
                }
            }
            #expect(lines == ["1 0 one", "2 4 ", "3 5 two\r", "4 10 #22", "5 33 four"])
        }
    }

    @Test("every key of a row comes into the article")
    func keys() throws {
        let read = try row(
            """
            {"id": "a1", "url": "HTTPS://Example.org/a?utm_source=x#top", "title": " A  title ",
             "subtitle": "Sub", "body": "One.\\r\\n\\r\\nTwo.", "authors": ["Jane Doe", "dpa"],
             "actors": "NATO", "date": "2022-03-04", "modified": "2022-03-05T10:00:00Z",
             "section": "Opinion", "language": "EN", "site": "The Paper", "extra": {"x": [1, null]}}
            """)
        var expected = Article(id: "a1", title: "A title", body: "One.\n\nTwo.")
        expected.url = "https://example.org/a"
        expected.site = "The Paper"
        expected.subtitle = "Sub"
        expected.section = "Opinion"
        expected.language = "en"
        expected.authors = [
            Author(name: "Jane Doe", source: "given"), Author(name: "dpa", source: "given"),
        ]
        let evidence = DateEvidence(
            source: .given, raw: "2022-03-04", value: "2022-03-04", trust: 1)
        expected.date = try #require(
            PublicationDate(published: "2022-03-04", basis: .given, evidence: [evidence]))
        expected.date.modified = "2022-03-05T10:00:00Z"
        expected.actors = [Actor(id: "name/nato", label: "NATO", type: .unknown)]
        #expect(read == ReadArticle(article: expected, givenID: true, hasGivenActors: true))
    }

    @Test("authors and actors may be objects, and keep what they are given")
    func objects() throws {
        let read = try row(
            """
            {"title": "t", "author": {"name": "Jane Doe", "honorific": "Dr.", "bio": "B", "id": "author/jd"},
             "actors": [{"id": "org/nato", "label": "NATO", "type": "organisation", "mentions": 7,
                         "in_title": true, "kinds": ["alias", "name"]}, {"name": "Kyiv"}, "Kyiv"]}
            """)
        var author = Author(name: "Jane Doe", honorific: "Dr.", bio: "B", source: "given")
        author.id = "author/jd"
        #expect(read.article.authors == [author])
        #expect(
            read.article.actors == [
                Actor(
                    id: "org/nato", label: "NATO", type: .organisation, mentions: 7, inTitle: true,
                    kinds: [.name, .alias]),
                Actor(id: "name/kyiv", label: "Kyiv", type: .unknown),
            ])
    }

    @Test("an id comes of the given one, else of the URL, else of the place")
    func identifiers() throws {
        let given = try row("{\"id\": 12, \"title\": \"t\", \"url\": \"https://a.org/x\"}")
        #expect(given.article.id == "12")
        let url = try row("{\"title\": \"t\", \"url\": \"https://a.org/x?fbclid=1\"}")
        #expect(url.article.id == ArticleID.hashed("https://a.org/x"))
        #expect(url.givenID == false)
        let place = try row("{\"title\": \"t\"}")
        #expect(place.article.id == ArticleID.hashed("rows.jsonl:3"))
    }

    @Test("a key of a wrong kind is a warning")
    func warnings() throws {
        let read = try row(
            "{\"title\": \"t\", \"body\": \"b\", \"date\": \"soon\", \"section\": 3}")
        #expect(
            read.article.warnings == [
                "The key section should be a string, here is a number: ignored.",
                "The key date should be a date as 2024-12-25, here is \"soon\": ignored.",
            ])
        #expect(read.article.date == PublicationDate())
    }

    @Test("a body is not read for a date, a text is")
    func inference() throws {
        let text =
            "This week they met. On December 25, 2024, a spokesman of the group agreed to it."
        #expect(try row("{\"title\": \"t\", \"body\": \"\(text)\"}").article.date.basis == .none)
        let read = try row("{\"title\": \"t\", \"text\": \"\(text)\"}")
        #expect(read.article.date.published == "2024-12-25/2025-01-01")
    }

    @Test(
        "a broken row says where and why",
        arguments: [
            ("{\"title\": \"a\" \"b\"}", "byte 14: not JSON: a comma or a closing brace"),
            ("{\"title\" \"a\"}", "byte 9: not JSON: a colon should follow the key \"title\""),
            ("{\"title\": \"a", "byte 12: not JSON: the string that begins at byte 10"),
            ("{\"title\": tru}", "byte 10: not JSON: an unknown word"),
            ("{\"title\": 01}", "byte 10: not JSON: a number begins with a zero"),
            ("{\"title\": \"\\x\"}", "byte 11: not JSON: no such escape"),
            ("{\"title\": \"\u{1}\"}", "byte 11: not JSON: a control character"),
            ("{} {}", "byte 3: not JSON: more after the end"),
            ("", "byte 0: not JSON: the text ends where a value should be"),
            ("[1]", ": a row must be an object, here is a list"),
            ("{\"id\": 1}", ": the row has neither a title nor a text"),
        ])
    func broken(_ text: String, _ message: String) {
        let separator = message.hasPrefix(":") ? "" : ", "
        #expect(fault(Array(text.utf8)).hasPrefix("rows.jsonl, line 3" + separator + message))
    }

    @Test("bytes that are not UTF-8 are named by their offset")
    func encoding() {
        let bytes = Array("{\"title\": \"a".utf8) + [0xE9] + Array("b\"}".utf8)
        #expect(
            fault(bytes).hasPrefix(
                "rows.jsonl, line 3, byte 12: not JSON: bytes that are not UTF-8"))
    }

    @Test("nesting has a limit")
    func depth() {
        let deep = [UInt8](repeating: 0x5B, count: 100_000)
        #expect(fault(deep).contains("nested deeper than 256"))
    }

    @Test(
        "strings are unescaped",
        arguments: [
            (#""a\u00e9b""#, "aéb"), (#""\ud83d\ude00""#, "😀"), (#""\ud83d""#, "\u{FFFD}"),
            (#""\ud83dx""#, "\u{FFFD}x"), (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"),
            (#""é\né""#, "é\né"), (#""""#, ""),
        ])
    func strings(_ json: String, _ text: String) throws {
        #expect(try JSONValue(parsing: Array(json.utf8)) == .string(text))
    }
}
