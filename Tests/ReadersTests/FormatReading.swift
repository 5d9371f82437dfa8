import Articles
import Testing

@testable import Readers

/// Everything that reading the bytes of one file gives.
struct FormatReading {
    /// The articles, in order.
    var articles: [Article] = []
    /// The formats of their items.
    var formats: [String] = []
    /// The lines of their items.
    var lines: [Int?] = []
    /// What was passed over: `kind place: reason; hint`.
    var problems: [String] = []

    /// Reads a file of that name.
    init(
        _ bytes: [UInt8], name: String, format: String? = nil, columns: [String: String] = [:]
    ) throws {
        try Reading.items(
            bytes: bytes, name: name, format: format, columns: columns
        ) { event in
            switch event {
            case .rejected(let rejection): problems.append("\(rejection.kind) \(rejection)")
            case .item(let item):
                do throws(ReadError) {
                    let article = try Reading.parse(item).article
                    articles.append(article)
                    formats.append(item.format)
                    lines.append(item.line)
                } catch {
                    problems.append("\(error.kind) \(error)")
                }
            }
        }
    }

    /// Reads a text as a file of that name.
    init(
        _ text: String, name: String, format: String? = nil, columns: [String: String] = [:]
    ) throws {
        try self.init(Array(text.utf8), name: name, format: format, columns: columns)
    }

    /// Reads bytes that came in chunks of a size.
    init(_ bytes: [UInt8], name: String, chunks size: Int) throws {
        var position = 0
        let stream = ByteStream { chunk throws(ReadError) in
            let end = min(position + size, bytes.count)
            chunk = Array(bytes[position..<end])
            position = end
        }
        let source = FileSource(name: name, location: name, stream: stream)
        let format = try #require(Formats.format(forPath: name, firstBytes: []))
        do {
            try format.split(source) { event in
                switch event {
                case .rejected(let rejection): problems.append("\(rejection.kind) \(rejection)")
                case .item(let item):
                    do throws(ReadError) {
                        articles.append(try Reading.parse(item).article)
                        formats.append(item.format)
                        lines.append(item.line)
                    } catch {
                        problems.append("\(error.kind) \(error)")
                    }
                }
            }
        } catch let error as ReadError {
            problems.append("\(error.kind) \(Rejection(error, path: name))")
        }
    }
}

/// A date of publication that one source states.
func stated(
    _ published: String, raw: String, basis: DateBasis, modified: String? = nil
) -> PublicationDate {
    var date =
        PublicationDate(
            published: published, basis: basis,
            evidence: [
                DateEvidence(
                    source: basis, raw: raw, value: published, trust: DateChoice.trust(in: basis))
            ]) ?? PublicationDate()
    date.modified = modified
    return date
}
