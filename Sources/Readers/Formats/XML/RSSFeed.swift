import Articles

/// Feeds of RSS 2.0, 0.9x and 1.0 (`*.rss`, `*.rdf`): one article an `item`.
///
///     <item rdf:about="…">
///       <title> <link> <guid isPermaLink="true"> <category>
///       <dc:creator>Jane Doe</dc:creator>  <author>jane@example.org (Jane Doe)</author>
///       <pubDate>Wed, 25 Dec 2024 10:00:00 GMT</pubDate>  <dc:date>
///       <content:encoded>whole text</content:encoded>  <description>text or summary</description>
///     </item>
///
/// See https://www.rssboard.org/rss-specification and https://web.resource.org/rss/1.0/spec.
enum RSSFeed {
    static let format = XMLFile.format(
        name: "rss", extensions: ["rss", "rdf"], mediaType: "application/rss+xml",
        about: "RSS 2.0, 0.9x and 1.0: one article an item", parse: parse)

    private static func parse(_ item: RawItem) throws(ReadError) -> ReadArticle {
        let root = try XMLElement.parse(item.bytes)
        guard let channel = root.first("channel"), let entry = channel.first("item") else {
            throw ReadError("the feed holds no item")
        }
        let base =
            entry.attribute("xml:base") ?? channel.attribute("xml:base")
            ?? root.attribute("xml:base") ?? channel.line("link")
        let guid = entry.line("guid")
        var draft = ArticleDraft()
        draft.url = url(entry, guid: guid, base: base)
        draft.title = StatedFields.line(
            ofMarkup: (entry.first("title") ?? entry.first("dc:title"))?.text ?? "")
        try content(entry).fill(&draft)
        draft.section =
            entry.all("category").lazy.compactMap(\.textLine).first.map(
                StatedFields.line(ofMarkup:))
            ?? entry.line("dc:subject")
        draft.language = StatedFields.language(
            entry.line("dc:language") ?? channel.line("language") ?? channel.line("dc:language")
                ?? root.attribute("xml:lang"), of: draft.paragraphs)
        let site = channel.line("title").map(StatedFields.line(ofMarkup:))
        if draft.url == nil { draft.site = site }
        draft.authors = authors(entry, language: draft.language, site: site)
        draft.candidates = StatedFields.evidence(
            [
                entry.line("pubDate"), entry.line("pubdate"), entry.line("dc:date"),
                entry.line("dcterms:issued"), entry.line("dcterms:created"),
                entry.line("atom:published"), entry.line("atom:updated"),
            ], source: .feed, language: "en")
        draft.modified = StatedFields.edtf(
            entry.line("atom:updated") ?? entry.line("dcterms:modified"), language: "en")
        try StatedFields.settleTitle(&draft, of: "item")
        let givenID = draft.url == nil ? guid : nil
        return ReadArticle(
            article: draft.article(givenID: givenID, place: OnlyItem.place(item)),
            givenID: givenID != nil)
    }

    private static func url(_ entry: XMLElement, guid: String?, base: String?) -> String? {
        let isPermanent = entry.first("guid")?.attribute("isPermaLink")?.lowercased() != "false"
        let links = [
            entry.line("link"), entry.first("link")?.attribute("href"),
            entry.all("atom:link").first { $0.attribute("rel") ?? "alternate" == "alternate" }?
                .attribute("href"),
            entry.attribute("rdf:about"), isPermanent ? guid : nil,
        ]
        for link in links {
            if let url = StatedFields.absolute(link, base: base) { return url }
        }
        return nil
    }

    /// Where the text may stand, the whole one before its summary.
    private static let contents = [
        "content:encoded", "fullitem", "xhtml:body", "body", "xhtml:div", "atom:content",
        "description", "dc:description", "atom:summary", "itunes:summary",
    ]

    /// The whole text where the feed has it, else its summary.
    private static func content(_ entry: XMLElement) throws(ReadError) -> HTMLFragment {
        for name in contents {
            guard let element = entry.first(name) else { continue }
            let fragment: HTMLFragment
            if name.hasPrefix("atom:") {
                fragment = try AtomFeed.fragment(of: element)
            } else if element.elements.isEmpty || name == "content:encoded" {
                fragment = try HTMLFragment(of: element.text)
            } else {
                // Some feeds put markup into it without escaping it.
                fragment = try HTMLFragment(element.innerMarkup())
            }
            if !fragment.paragraphs.isEmpty { return fragment }
        }
        return HTMLFragment()
    }

    private static func authors(_ entry: XMLElement, language: String?, site: String?) -> [Author] {
        let stated = [
            entry.all("dc:creator").compactMap(\.textLine), entry.all("author").map(name),
            entry.all("atom:author").map(name), entry.all("itunes:author").compactMap(\.textLine),
        ]
        for names in stated {
            let authors = StatedFields.authors(
                names, source: "feed", language: language, site: site)
            if !authors.isEmpty { return authors }
        }
        return []
    }

    private static func name(of author: XMLElement) -> String {
        author.line("atom:name") ?? author.line("name") ?? author.textLine ?? ""
    }
}
