import Articles

/// One way in which articles are written down: a row of ``Formats/table``.
///
/// Reading has two steps, since the source store keeps the bytes of each article by itself:
/// splitting streams a file into items, parsing makes an article of one item.
public struct Format: Sendable {
    /// The name that options and the source store use: `text`, `html`, `markdown`, `jsonl`.
    public let name: String
    /// File extensions in lower case, without the dot.
    public let extensions: [String]
    /// The media type of a file of this format.
    public let mediaType: String
    /// One line for help and documentation.
    public let about: String
    /// The largest item in bytes.
    public let maximumItemBytes: Int
    /// Whether the first bytes of a file without a known extension are surely of this format.
    let sniff: @Sendable ([UInt8]) -> Bool
    /// Streams the items of a file.
    ///
    /// - Throws: ``ReadError`` where the rest of the file cannot be read, or what `emit` throws.
    let split: @Sendable (FileSource, (ReadEvent) throws -> Void) throws -> Void
    /// Makes the article of one item; a pure function.
    let parse: @Sendable (RawItem) throws(ReadError) -> ReadArticle
}

/// The registry of formats.
public enum Formats {
    /// Every format that Byline reads, one row each.
    public static let table: [Format] = [
        ScrapedText.format, HTMLPage.format, MarkdownFile.format, JSONLines.format,
        JSONFile.format, Ninjs.format, WordPressPost.format, JSONFeed.format,
        XMLFile.format, WXR.format, RSSFeed.format, AtomFeed.format, NITF.format, NewsML.format,
        CSVFile.format, WARC.format, PDFFile.format, WordDocument.format,
    ]

    /// What a column of a table can hold: the keys of ``ReadingOptions/columns``.
    public static var columnKeys: [String] { CSVColumns.Key.allCases.map(\.rawValue) }

    /// The format of that name.
    public static func format(named name: String) -> Format? {
        table.first { $0.name == name }
    }

    /// The format of a file by its extension, else by its first bytes; nil where neither tells.
    public static func format(forPath path: String, firstBytes: [UInt8]) -> Format? {
        if let known = format(forExtensionOf: path) { return known }
        return table.first { $0.sniff(firstBytes) }
    }

    /// The format of a file by its extension alone.
    public static func format(forExtensionOf path: String) -> Format? {
        let name = path.split(separator: "/").last ?? ""
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return nil }
        let suffix = name[name.index(after: dot)...].lowercased()
        return table.first { $0.extensions.contains(suffix) }
    }
}
