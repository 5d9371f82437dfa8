import Articles
import Foundation

/// Feeds of Atom 1.0 (RFC 4287, `*.atom`): one article an `entry`.
///
///     <entry xml:lang="en" xml:base="https://example.org/">
///       <title type="html">Cheap &amp;amp; gas</title> <id> <link rel="alternate" href="…"/>
///       <published>2024-12-25T10:00:00Z</published> <updated> <category term="…" label="…"/>
///       <author><name>Jane Doe</name></author>      (else that of the feed)
///       <content type="xhtml"><div>…</div></content> <summary>
///       <app:control><app:draft>yes</app:draft></app:control>       (RFC 5023: withheld)
///     </entry>
enum AtomFeed {
    static let format = XMLFile.format(
        name: "atom", extensions: ["atom"], mediaType: "application/atom+xml",
        about: "Atom: one article an entry", parse: parse)

    private static func parse(_ item: RawItem) throws(ReadError) -> ReadArticle {
        let feed = try XMLElement.parse(item.bytes)
        guard let entry = first(feed, "entry") else { throw ReadError("the feed holds no entry") }
        let base = entry.attribute("xml:base") ?? feed.attribute("xml:base") ?? link(feed, nil)
        var draft = ArticleDraft()
        draft.url = link(entry, base)
        let givenID = draft.url == nil ? first(entry, "id")?.textLine : nil
        let place = OnlyItem.place(item)
        let isDraft = entry.first("app:control")?.line("app:draft")?.lowercased() == "yes"
        _ = try Withholding.check(
            isDraft ? .withheld("it is a draft") : .open,
            id: ArticleDraft.id(url: draft.url, givenID: givenID, place: place))
        draft.title = first(entry, "title").map(line) ?? ""
        try content(entry).fill(&draft)
        draft.section = section(entry)
        draft.language = StatedFields.language(
            first(entry, "content")?.attribute("xml:lang") ?? entry.attribute("xml:lang")
                ?? feed.attribute("xml:lang") ?? feed.line("dc:language"), of: draft.paragraphs)
        let site = first(feed, "title").map(line)
        if draft.url == nil { draft.site = site }
        for holder in [entry, first(entry, "source"), feed] where draft.authors.isEmpty {
            draft.authors = StatedFields.authors(
                authors(holder), source: "feed", language: draft.language, site: site)
        }
        addDates(entry, to: &draft)
        try StatedFields.settleTitle(&draft, of: "entry")
        return ReadArticle(
            article: draft.article(givenID: givenID, place: place),
            givenID: givenID != nil)
    }

    /// The first child of that name, in the namespace of Atom or, where a feed forgot that, none.
    private static func first(_ element: XMLElement?, _ name: String) -> XMLElement? {
        element?.first("atom:" + name) ?? element?.first(name)
    }

    private static func all(_ element: XMLElement?, _ name: String) -> [XMLElement] {
        (element?.all("atom:" + name) ?? []) + (element?.all(name) ?? [])
    }

    private static func link(_ element: XMLElement, _ base: String?) -> String? {
        for link in all(element, "link") {
            let rel = link.attribute("rel") ?? "alternate"
            guard rel == "alternate" || rel.hasSuffix("relation/alternate") else { continue }
            if let url = StatedFields.absolute(link.attribute("href"), base: base) { return url }
        }
        // Some feeds have the address as the id alone.
        return CanonicalURL.normalised(first(element, "id")?.textLine ?? "").map { _ in
            first(element, "id")?.textLine ?? ""
        }
    }

    /// A title or name by its `type` (RFC 4287, 3.1).
    private static func line(_ element: XMLElement) -> String {
        switch kind(element) {
        case .html: StatedFields.line(ofMarkup: element.text)
        case .base64: StatedFields.line(ofMarkup: decoded(element) ?? "")
        // Markup by its tags, so that scripts in it are no title.
        case .xhtml:
            StatedFields.line(ofMarkup: String(decoding: element.innerMarkup(), as: UTF8.self))
        case .text, .other: CleanText.line(element.text)
        }
    }

    private enum Kind {
        case text, html, xhtml, base64, other
    }

    /// The text of an element in Base64; nil where it is none.
    private static func decoded(_ element: XMLElement) -> String? {
        let letters = element.text.filter { !$0.isWhitespace }
        guard let data = Data(base64Encoded: letters), !data.contains(0) else { return nil }
        return String(validating: data, as: UTF8.self)
    }

    private static func kind(_ element: XMLElement) -> Kind {
        switch element.attribute("mode") {
        case "escaped": return .html
        case "base64": return .base64
        default: break
        }
        switch (element.attribute("type") ?? "text").lowercased() {
        case "html", "text/html": return element.elements.isEmpty ? .html : .xhtml
        case "xhtml", "application/xhtml+xml": return .xhtml
        case "text", "text/plain": return .text
        default: return .other
        }
    }

    /// The text of a `content` or `summary`.
    static func fragment(of element: XMLElement) throws(ReadError) -> HTMLFragment {
        switch kind(element) {
        case .html: return try HTMLFragment(of: element.text)
        case .xhtml: return try HTMLFragment(element.innerMarkup())
        case .base64:
            return try HTMLFragment(of: decoded(element) ?? "")
        case .text:
            return try element.elements.isEmpty
                ? HTMLFragment(plain: element.text) : HTMLFragment(element.innerMarkup())
        case .other:
            // What is neither text nor XML is Base64 (RFC 4287, 4.1.3.3), and may hold text.
            let type = element.attribute("type")?.lowercased() ?? ""
            let isMedia = ["image/", "audio/", "video/"].contains { type.hasPrefix($0) }
            if isMedia { return HTMLFragment() }
            guard type.hasPrefix("text/") || type.hasSuffix("xml") else {
                return try HTMLFragment(of: decoded(element) ?? "")
            }
            return try element.elements.isEmpty
                ? HTMLFragment(of: element.text) : HTMLFragment(element.innerMarkup())
        }
    }

    private static func content(_ entry: XMLElement) throws(ReadError) -> HTMLFragment {
        for name in ["content", "summary"] {
            for element in all(entry, name) {
                let fragment = try fragment(of: element)
                if !fragment.paragraphs.isEmpty { return fragment }
            }
        }
        return HTMLFragment()
    }

    private static func section(_ entry: XMLElement) -> String? {
        for category in all(entry, "category") {
            // What Blogger marks the kind of an entry with.
            if category.attribute("scheme")?.hasSuffix("#kind") == true { continue }
            if let name = category.attribute("label") ?? category.attribute("term"),
                let line = CleanText.optionalLine(StatedFields.line(ofMarkup: name))
            {
                return line
            }
        }
        return entry.line("dc:subject")
    }

    private static func authors(_ holder: XMLElement?) -> [String] {
        let names = all(holder, "author").map { author in
            first(author, "name")?.textLine ?? (author.elements.isEmpty ? author.text : "")
        }
        return names + (holder?.all("dc:creator").map(\.text) ?? [])
    }

    private static func addDates(_ entry: XMLElement, to draft: inout ArticleDraft) {
        func stated(_ names: String...) -> String? {
            names.lazy.compactMap { first(entry, $0)?.textLine }.first
        }
        // `issued` and `modified` are those of Atom 0.3.
        let updated = stated("updated", "modified")
        draft.candidates = StatedFields.evidence(
            [
                stated("published", "issued", "created"), entry.line("dcterms:issued"),
                entry.line("dc:date"), updated,
            ], source: .feed, language: "en")
        draft.modified = StatedFields.edtf(updated, language: "en")
    }
}
