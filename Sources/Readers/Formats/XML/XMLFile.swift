import Articles

/// XML of any kind that Byline reads, told by the root: RSS, Atom, WordPress exports, NITF,
/// NewsML-G2, XHTML.
///
/// All rows of the table for XML split by this: a feed that calls itself something else is read as
/// what it is.
enum XMLFile {
    static let format = Format(
        name: "xml", extensions: ["xml"], mediaType: "application/xml",
        about: "XML of any of these kinds, told by its root", maximumItemBytes: maximumItemBytes,
        sniff: looksLikeXML, split: split,
        parse: { item throws(ReadError) in try OnlyItem.parse(item, split: split) })

    /// A row of the table for one kind.
    static func format(
        name: String, extensions: [String], mediaType: String, about: String,
        parse: @escaping @Sendable (RawItem) throws(ReadError) -> ReadArticle
    ) -> Format {
        Format(
            name: name, extensions: extensions, mediaType: mediaType, about: about,
            maximumItemBytes: maximumItemBytes, sniff: { _ in false }, split: split, parse: parse)
    }

    /// The largest entry of a feed or export, and the largest NITF or NewsML-G2 file.
    static let maximumItemBytes = XMLPull.maximumElementBytes

    /// Whether the first bytes are those of XML that is no HTML.
    static func looksLikeXML(_ bytes: [UInt8]) -> Bool {
        // Wide encodings: the ASCII between the zeros is enough.
        let start = bytes.prefix(4_096).filter { $0 != 0 }
        guard let first = start.first(where: { !ByteText.isSpace($0) && $0 < 0x80 }),
            first == 0x3C, let root = try? root(of: Array(start))
        else { return false }
        return kind(root.name) != nil
    }

    /// What roots mean.
    private enum Kind {
        case feed, nitf, newsML, html
    }

    private static func kind(_ root: String) -> Kind? {
        switch root {
        case "rss", "RSS", "rdf:RDF", "atom:feed", "atom:entry", "feed", "entry": .feed
        case "nitf": .nitf
        case "newsItem", "newsMessage", "packageItem", "conceptItem", "knowledgeItem",
            "planningItem", "catalogItem":
            .newsML
        case "html", "xhtml:html": .html
        default: nil
        }
    }

    /// The first element of a file, by its first bytes.
    private static func root(of start: [UInt8]) throws(ReadError) -> (name: String, line: Int) {
        // An element more would be the end of a cut file to the parser: only the first is asked.
        let xml = try XMLPull(ByteStream(bytes: start))
        guard try xml.next() == .start else { throw ReadError("holds no XML element") }
        return (xml.name, xml.line)
    }

    /// How far into a file its root is looked for: behind comments on how to import it.
    private static let rootWithin = 64 << 10

    static func split(_ source: FileSource, emit: (ReadEvent) throws -> Void) throws {
        let (first, stream) = try source.stream.peeked(Self.rootWithin)
        guard !first.isEmpty else { throw ReadError("the file is empty") }
        let root = try root(of: first)
        let whole = FileSource(name: source.name, location: source.location, stream: stream)
        switch kind(root.name) {
        case .feed: try FeedSplitting.split(whole, emit: emit)
        case .nitf:
            try WholeFile.split(whole, format: "nitf", atMost: maximumItemBytes, emit: emit)
        case .newsML: try NewsML.split(whole, emit: emit)
        case .html:
            try WholeFile.split(whole, format: "html", atMost: maximumItemBytes, emit: emit)
        case nil:
            throw ReadError(
                "is XML with the root <\(root.name.prefix(60))>, which is no known format",
                kind: .unknownFormat, line: root.line,
                hint: "known: rss, rdf:RDF, feed, nitf, newsItem, newsMessage, html")
        }
    }
}

/// Parsing a file that was not split before.
enum OnlyItem {
    /// What tells an item without id and URL from others.
    static func place(_ item: RawItem) -> String {
        item.line.map { "\(item.path):\($0)" } ?? item.path
    }

    /// The article of the only item of a file.
    ///
    /// - Throws: ``ReadError`` where it has none or several.
    static func parse(
        _ item: RawItem, split: (FileSource, (ReadEvent) throws -> Void) throws -> Void
    ) throws(ReadError) -> ReadArticle {
        var items: [RawItem] = []
        var rejection: Rejection?
        do {
            let source = FileSource(
                name: item.path, location: item.path, stream: ByteStream(bytes: item.bytes))
            try split(source) { event in
                switch event {
                case .item(let item): items.append(item)
                case .rejected(let found): rejection = rejection ?? found
                }
            }
        } catch {
            if items.isEmpty { throw error as? ReadError ?? ReadError("\(error)") }
        }
        guard items.count == 1, let only = items.first, only.format != item.format else {
            if let rejection, items.isEmpty {
                throw ReadError(
                    rejection.reason, kind: rejection.kind, line: rejection.line,
                    byte: rejection.byte, hint: rejection.hint)
            }
            throw ReadError(
                "holds \(items.count) articles where one was asked for",
                hint: "read it as a file, which is split into its articles")
        }
        return try Reading.parse(only)
    }
}
