import Articles
import Readers
import Testing

@testable import Archive
@testable import Indexing

@Suite struct ExtractionMessagesTests {
    private var item: RawItem {
        RawItem(
            bytes: [0, 1, 255], format: "html", path: "a/Zürich\n.html", line: nil, byteOffset: 7)
    }

    private func body(_ frame: [UInt8]) -> [UInt8] { Array(frame.dropFirst(4)) }

    @Test("every request reads back as it was written")
    func requests() throws {
        var buffer = FrameBuffer()
        let requests: [ExtractionRequest] = [
            .parse(item), .split(format: "rss", name: "n", location: "l/n"), .data([]),
            .data([UInt8](repeating: 7, count: 70_000)), .end,
        ]
        // Byte by byte as well as all at once.
        for request in requests { request.frame.withUnsafeBytes { buffer.append($0) } }
        for request in requests {
            let next = buffer.next()
            let frame = try #require(next)
            #expect(try ExtractionRequest(frame) == request)
        }
        #expect(buffer.next() == nil)
        for byte in requests[0].frame {
            #expect(buffer.next() == nil)
            withUnsafeBytes(of: byte) { buffer.append($0) }
        }
        #expect(try buffer.next().map { try ExtractionRequest($0) } == requests[0])
    }

    @Test("every answer reads back as it was written")
    func answers() throws {
        var article = Article(id: "a", title: "Gas", body: "Cheap.\n\nVery cheap.")
        article.authors = [Author(name: "Jane Doe", bio: "b", source: "s")]
        article.embargoedUntil = Moment(seconds: -5)
        var error = ReadError("w", kind: .withheld, path: nil, line: 3, byte: nil, hint: "h")
        error.articleID = "a"
        let answers: [ExtractionAnswer] = [
            .article(ReadArticle(article: article, givenID: true, hasGivenActors: false)),
            .article(ReadArticle(article: Article(id: "", title: "", body: ""))),
            .failed(error), .failed(ReadError("x")), .item(item),
            .rejected(Rejection(kind: .tooLarge, path: "p", line: 1, byte: 2, reason: "r")), .done,
        ]
        for answer in answers {
            #expect(try ExtractionAnswer(body(answer.frame)) == answer)
        }
    }

    @Test("a frame that is cut off anywhere, or of an unknown kind, is an error")
    func malformed() {
        let frame = body(ExtractionRequest.split(format: "rss", name: "n", location: "l").frame)
        for end in 0..<frame.count {
            #expect(throws: ByteReader.End.self) { try ExtractionRequest(Array(frame[..<end])) }
        }
        #expect(throws: ByteReader.End.self) { try ExtractionRequest([9]) }
        #expect(throws: ByteReader.End.self) { try ExtractionAnswer([9]) }
        #expect(throws: ByteReader.End.self) { try ExtractionAnswer([]) }
    }
}
