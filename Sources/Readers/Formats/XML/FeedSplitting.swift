/// Cuts feeds and WordPress exports into their entries.
///
/// Each item is a feed of one entry: what an entry inherits stands before it, so that it can be
/// parsed by itself, and it is a valid file of its format.
///
///     <rss><channel><title>Site</title><link>…</link><wp:author>…</wp:author>
///       <item>…</item></channel></rss>
///
/// What a feed says of itself behind its entries comes too late and is not seen.
enum FeedSplitting {
    /// Emits the entries of a file with the root `rss`, `rdf:RDF`, `feed` or `entry`.
    static func split(_ source: FileSource, emit: (ReadEvent) throws -> Void) throws {
        let xml = try XMLPull(source.stream)
        guard try xml.next() == .start else { throw ReadError("holds no XML element") }
        var feed = Feed(root: XMLElement(name: xml.name, attributes: xml.attributes()))
        if entryNames.contains(xml.name) {
            feed.root.name = xml.name == "entry" ? "feed" : "atom:feed"
            return try emitEntry(of: xml, in: &feed, source, emit)
        }
        var count = 0
        while let event = try xml.next() {
            guard event == .start else { continue }
            switch xml.name {
            case "channel", "Channel":
                // The address of RSS 1.0's channel, and the language of it.
                feed.root.attributes += xml.attributes().filter { new in
                    !feed.root.attributes.contains { $0.name == new.name }
                }
            case _ where entryNames.contains(xml.name):
                count += 1
                try emitEntry(of: xml, in: &feed, source, emit)
            case _ where headNames.contains(xml.name):
                feed.note(try xml.element(atMost: maximumHeadBytes))
            default: try xml.skip()
            }
        }
        guard count > 0 else {
            throw ReadError("is a feed without entries", kind: .unknownFormat)
        }
    }

    private static let entryNames: Set<String> = ["item", "atom:entry", "entry"]

    /// What of a feed its entries may need.
    private static let headNames: Set<String> = [
        "title", "link", "language", "dc:language", "dc:creator", "atom:title", "atom:link",
        "atom:author", "author", "wp:wxr_version", "wp:author", "wp:base_site_url",
        "wp:base_blog_url",
    ]

    /// No title or author is longer.
    private static let maximumHeadBytes = 64 << 10

    private static func emitEntry(
        of xml: XMLPull, in feed: inout Feed, _ source: FileSource,
        _ emit: (ReadEvent) throws -> Void
    ) throws {
        let line = xml.line
        let entry: XMLElement
        do throws(ReadError) {
            // Comments are others' words.
            entry = try xml.element(skipping: ["wp:comment"])
        } catch {
            guard error.kind == .tooLarge else { throw error }
            return try emit(.rejected(Rejection(error, path: source.location, line: line)))
        }
        if feed.isExport || entry.first("wp:post_type") != nil {
            feed.noteGuest(entry)
            switch WXR.postKind(of: entry) {
            case .article: break
            case .none: return
            case .unknown(let type):
                return try emit(
                    .rejected(
                        Rejection(
                            kind: .unknownFormat, path: source.location, line: line,
                            reason: "is of the post type \(type), of which nothing is known",
                            hint: "posts and pages are read")))
            }
            let item = WXR.pruned(entry)
            try emit(
                .item(
                    RawItem(
                        bytes: feed.document(of: item, authors: WXR.logins(of: item)),
                        format: "wxr", path: source.name, line: line)))
        } else {
            let format = feed.root.name.hasSuffix("feed") ? "atom" : "rss"
            try emit(
                .item(
                    RawItem(
                        bytes: feed.document(of: entry, authors: []), format: format,
                        path: source.name, line: line)))
        }
    }

    /// What is known of a feed so far.
    private struct Feed {
        var root: XMLElement
        private var head: [XMLElement] = []
        /// `wp:author` by login.
        private var authors: [String: XMLElement] = [:]
        private(set) var isExport = false

        init(root: XMLElement) {
            self.root = root
        }

        mutating func note(_ element: XMLElement) {
            switch element.name {
            case "wp:author":
                isExport = true
                if let login = element.line("wp:author_login") { authors[login] = element }
            case "wp:wxr_version": isExport = true
            default:
                // A feed that repeats its head without end does not grow its entries.
                if head.count < 40 { head.append(element) }
            }
        }

        /// Keeps the name of a guest author, whom Co-Authors Plus exports as a post.
        mutating func noteGuest(_ post: XMLElement) {
            guard post.line("wp:post_type") == "guest-author" else { return }
            var meta: [String: String] = [:]
            for row in post.all("wp:postmeta") {
                if let key = row.line("wp:meta_key") { meta[key] = row.line("wp:meta_value") }
            }
            guard let login = meta["cap-user_login"],
                let name = meta["cap-display_name"] ?? post.line("title")
            else { return }
            var author = XMLElement(name: "wp:author")
            for (key, value) in [("wp:author_login", login), ("wp:author_display_name", name)] {
                var field = XMLElement(name: key)
                field.append(value)
                author.append(field)
            }
            authors[login] = author
        }

        /// A feed with this entry alone, and the authors of those logins.
        func document(of entry: XMLElement, authors logins: [String]) -> [UInt8] {
            var root = root
            root.children = []
            var body = head + logins.compactMap { authors[$0] }
            body.append(entry)
            if root.name.hasSuffix("feed") {
                for element in body { root.append(element) }
            } else {
                // RSS 1.0 has entries beside its channel; one spelling is enough.
                root.name = "rss"
                var channel = XMLElement(name: "channel")
                for element in body { channel.append(element) }
                root.append(channel)
            }
            return root.document()
        }
    }
}
