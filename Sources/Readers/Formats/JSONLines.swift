import Articles

/// Rows of JSON, one article a line (`*.jsonl`, `*.ndjson`).
///
///     {"id": "a1", "title": "Cheap gas", "author": "Jane Doe", "date": "2022-03-04", "body": "…"}
///
/// Keys: `id, url, title, subtitle, body | text | html, authors | author, actors | actor, date,
/// modified, section, language, site, status, embargoed_until`; others are ignored. A `status` that
/// is not public (`draft`, `withheld`, `canceled`) keeps the row out of answers, `embargoed_until`
/// does until that moment. `authors` and `actors` are a string, a
/// list of strings, or a list of objects with the keys of the article object, and stand as they
/// are. `body` stands as it is but for its line ends; `text` is cleaned like scraped text; `html`
/// goes through page extraction, and what the row gives wins over what is found.
/// Empty lines are passed over. See https://jsonlines.org.
enum JSONLines {
    static let format = Format(
        name: "jsonl", extensions: ["jsonl", "ndjson"], mediaType: "application/x-ndjson",
        about: "JSON Lines: one article a row", maximumItemBytes: maximumLineBytes,
        sniff: { $0.first { $0 > 0x20 } == 0x7B && looksLikeRow($0) },
        split: split, parse: parse)

    /// The longest row that is read: a million words fit, a file that is no row file does not.
    static let maximumLineBytes = 16 << 20

    /// A row of JSON Lines has its braces on one line, a JSON document usually does not.
    private static func looksLikeRow(_ bytes: [UInt8]) -> Bool {
        guard let start = bytes.firstIndex(of: 0x7B) else { return false }
        let line = bytes[start...].prefix { $0 != 0x0A }
        return line.count > 2 && line.contains(0x22)
    }

    private static func split(_ source: FileSource, emit: (ReadEvent) throws -> Void) throws {
        var lines = LineReader(
            stream: source.stream, maximumLineBytes: maximumLineBytes)
        while let line = try lines.next() {
            switch line.content {
            case .whole(let bytes):
                if bytes.allSatisfy({ $0 <= 0x20 }) { continue }
                try emit(
                    .item(
                        RawItem(
                            bytes: bytes, format: format.name, path: source.name,
                            line: line.number, byteOffset: line.offset)))
            case .tooLong(let count):
                try emit(
                    .rejected(
                        Rejection(
                            kind: .tooLarge, path: source.location, line: line.number,
                            reason: "the row has \(count) bytes, more than \(maximumLineBytes)",
                            hint: "one article a row; split or shorten it")))
            }
        }
    }

    private static func parse(_ item: RawItem) throws(ReadError) -> ReadArticle {
        let value: JSONValue
        do {
            value = try JSONValue(parsing: item.bytes)
        } catch {
            throw ReadError(
                "not JSON: " + error.what, byte: error.byte,
                hint: "each line is one JSON object in UTF-8")
        }
        return try ArticleRow.article(value, item: item)
    }
}
