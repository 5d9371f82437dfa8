import Articles

/// JSON files (`*.json`): an object, or a list of objects, each an article as ninjs, WordPress's
/// REST interface or a row of ``JSONLines`` has it; or a JSON Feed.
///
/// What an object is is told by its keys, so that one row reads whatever a folder holds; the rows
/// `ninjs`, `wordpress` and `jsonfeed` of the table are for those who know.
enum JSONFile {
    static let format = Format(
        name: "json", extensions: ["json"], mediaType: "application/json",
        about: "JSON: rows as of JSON Lines, ninjs, WordPress posts or a JSON Feed",
        maximumItemBytes: maximumItemBytes, sniff: looksLikeJSON,
        split: { source, emit in try split(source, as: "json", emit: emit) }, parse: parse)

    /// Whether the first bytes are those of an object or a list of objects.
    private static func looksLikeJSON(_ bytes: [UInt8]) -> Bool {
        let rest = bytes.filter { !ByteText.isSpace($0) }.prefix(2)
        return rest.elementsEqual([0x5B, 0x7B]) || rest.elementsEqual([0x7B, 0x22])
    }

    /// A row of the table for one kind.
    static func format(
        name: String, extensions: [String], mediaType: String, about: String,
        parse: @escaping @Sendable (RawItem) throws(ReadError) -> ReadArticle
    ) -> Format {
        Format(
            name: name, extensions: extensions, mediaType: mediaType, about: about,
            maximumItemBytes: maximumItemBytes, sniff: { _ in false },
            split: { source, emit in try split(source, as: name, emit: emit) }, parse: parse)
    }

    /// The largest object.
    static let maximumItemBytes = 20 << 20

    private static func split(
        _ source: FileSource, as format: String, emit: (ReadEvent) throws -> Void
    ) throws {
        var elements = JSONElements(stream: source.stream, maximumBytes: maximumItemBytes)
        var count = 0
        while let element = try elements.next() {
            count += 1
            let bytes: [UInt8]
            switch element.content {
            case .whole(let whole): bytes = whole
            case .tooLarge(let size):
                try emit(
                    .rejected(
                        Rejection(
                            kind: .tooLarge, path: source.location, line: element.line,
                            reason: "the object has \(size) bytes, more than \(maximumItemBytes)",
                            hint: "one article an object; split or shorten it")))
                continue
            }
            if !element.isListed, JSONFeed.isFeed(bytes) {
                try JSONFeed.split(bytes, line: element.line, source, emit: emit)
                continue
            }
            try emit(
                .item(
                    RawItem(
                        bytes: bytes, format: format, path: source.name,
                        line: element.isListed || count > 1 ? element.line : nil,
                        byteOffset: element.offset)))
        }
        guard count > 0 else { throw ReadError("the file holds no object") }
    }

    private static func parse(_ item: RawItem) throws(ReadError) -> ReadArticle {
        let value = try value(of: item)
        if JSONFeed.isFeed(value) { return try JSONFeed.parse(item) }
        if WordPressPost.isPost(value) { return try WordPressPost.article(of: value, item: item) }
        if Ninjs.isNinjs(value) {
            return try Ninjs.article(of: value, item: item)
        }
        let isArticle = ["title", "body", "text", "html"].contains { value[$0] != nil }
        // A schema has a title, too.
        let isSchema = value["$schema"]?.text?.contains("json-schema.org") ?? false
        guard isArticle, !isSchema else {
            throw ReadError(
                "is JSON but no article: it has neither a title nor a text",
                kind: item.line == nil ? .unknownFormat : .malformed,
                hint: "give one of title, body, text, html")
        }
        return try ArticleRow.article(value, item: item)
    }

    /// The value of an item.
    static func value(of item: RawItem) throws(ReadError) -> JSONValue {
        do {
            return try JSONValue(parsing: item.bytes)
        } catch {
            throw ReadError(
                "not JSON: " + error.what, byte: error.byte + (item.byteOffset ?? 0),
                hint: "the byte counts from the beginning of the file")
        }
    }
}
