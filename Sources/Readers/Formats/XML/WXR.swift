import Articles

/// Exports of WordPress (WordPress eXtended RSS, `*.wxr`, `*.xml`): RSS with a namespace of its own.
///
///     <wp:author><wp:author_login>jd</…><wp:author_display_name>Jane Doe</…></wp:author>
///     <item>
///       <title> <link> <pubDate> <dc:creator>jd</dc:creator> <guid>
///       <content:encoded>text with shortcodes and block comments</content:encoded>
///       <wp:post_date_gmt>2024-12-25 10:00:00</…>  <wp:post_modified_gmt>
///       <wp:post_type>post</…> <wp:status>publish</…> <wp:post_password>
///       <category domain="category" nicename="opinion">Opinion</category>
///       <category domain="author" nicename="cap-jd">jd</category>      (Co-Authors Plus)
///     </item>
///
/// Posts and pages are articles; what is not published or has a password is withheld, what is
/// scheduled is embargoed until then. An export of several gigabytes is read post by post.
enum WXR {
    static let format = XMLFile.format(
        name: "wxr", extensions: ["wxr"], mediaType: "application/rss+xml",
        about: "WordPress export: one article a published post", parse: parse)

    /// What a post is to us.
    enum PostKind: Equatable {
        case article
        /// A picture, a menu: nothing to read.
        case none
        case unknown(String)
    }

    static func postKind(of item: XMLElement) -> PostKind {
        let type = item.line("wp:post_type") ?? "post"
        switch type {
        case "post", "page": return .article
        case "attachment", "nav_menu_item", "revision", "custom_css", "customize_changeset",
            "oembed_cache", "user_request", "guest-author", "acf-field", "acf-field-group":
            return .none
        default: return type.hasPrefix("wp_") ? .none : .unknown(type)
        }
    }

    /// The post without what plugins keep in it.
    static func pruned(_ item: XMLElement) -> XMLElement {
        var item = item
        item.children.removeAll { node in
            switch node {
            case .element(let element): element.name == "wp:postmeta"
            case .text(let text): text.allSatisfy(\.isWhitespace)
            }
        }
        return item
    }

    /// The logins of those who wrote a post, in order.
    static func logins(of item: XMLElement) -> [String] {
        var logins: [String] = []
        for category in item.all("category") where category.attribute("domain") == "author" {
            // The nicename of a guest author begins so, the login not.
            if let name = category.attribute("nicename") {
                logins.append(name.hasPrefix("cap-") ? String(name.dropFirst(4)) : name)
            }
            if let name = category.textLine { logins.append(name) }
        }
        if let creator = item.line("dc:creator") { logins.append(creator) }
        var seen: Set<String> = []
        return logins.filter { seen.insert($0).inserted }
    }

    private static func parse(_ item: RawItem) throws(ReadError) -> ReadArticle {
        let root = try XMLElement.parse(item.bytes)
        guard let channel = root.first("channel"), let post = channel.first("item") else {
            throw ReadError("the export holds no item")
        }
        var draft = ArticleDraft()
        draft.url = StatedFields.absolute(post.line("link"), base: channel.line("link"))
        let givenID = draft.url == nil ? post.line("guid") : nil
        let place = OnlyItem.place(item)
        draft.embargoedUntil = try Withholding.check(
            WordPressText.publication(
                status: post.line("wp:status"), date: time(post, "wp:post_date_gmt", zone: "Z"),
                hasPassword: post.line("wp:post_password") != nil),
            id: ArticleDraft.id(url: draft.url, givenID: givenID, place: place))
        draft.title = StatedFields.line(ofMarkup: post.first("title")?.text ?? "")
        try WordPressText.fragment(post.first("content:encoded")?.text ?? "").fill(&draft)
        draft.section = section(post)
        draft.language = StatedFields.language(channel.line("language"), of: draft.paragraphs)
        addAuthors(post, channel, to: &draft)
        addDates(post, to: &draft)
        try StatedFields.settleTitle(&draft, of: "post")
        return ReadArticle(
            article: draft.article(givenID: givenID, place: place),
            givenID: givenID != nil)
    }

    private static func section(_ post: XMLElement) -> String? {
        post.all("category").first { category in
            category.attribute("domain") == "category"
                && category.attribute("nicename") != "uncategorized"
        }?.textLine
    }

    private static func addAuthors(
        _ post: XMLElement, _ channel: XMLElement, to draft: inout ArticleDraft
    ) {
        var names: [String: String] = [:]
        for author in channel.all("wp:author") {
            guard let login = author.line("wp:author_login") else { continue }
            let parts = ["wp:author_first_name", "wp:author_last_name"].compactMap(author.line)
            names[login] = author.line("wp:author_display_name") ?? parts.joined(separator: " ")
        }
        let coauthors = post.all("category").filter { $0.attribute("domain") == "author" }
        var stated: [String] = []
        for category in coauthors {
            var slug = category.attribute("nicename") ?? ""
            if slug.hasPrefix("cap-") { slug.removeFirst(4) }
            let text = category.textLine ?? slug
            if let name = names[slug] ?? names[text] {
                stated.append(name)
            } else if text.contains(" ") {
                stated.append(text)
            } else if let name = name(ofSlug: slug) {
                stated.append(name)
                draft.warnings.append(
                    "The export does not name the author \(slug): taken for \(name).")
            }
        }
        if coauthors.isEmpty, let creator = post.line("dc:creator") {
            stated.append(names[creator] ?? creator)
        }
        draft.authors = StatedFields.authors(
            stated, source: "wxr", language: draft.language, site: channel.line("title"))
    }

    /// `Jane Doe` of `jane-doe`; nil where it has no two parts of letters.
    private static func name(ofSlug slug: String) -> String? {
        let parts = slug.split(separator: "-")
        guard (2...4).contains(parts.count),
            parts.allSatisfy({ $0.count > 1 && $0.allSatisfy(\.isLetter) })
        else { return nil }
        return parts.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined(separator: " ")
    }

    private static func addDates(_ post: XMLElement, to draft: inout ArticleDraft) {
        draft.candidates = StatedFields.evidence(
            [
                time(post, "wp:post_date_gmt", zone: "Z"), time(post, "wp:post_date", zone: ""),
                post.line("pubDate"),
            ], source: .meta, language: "en")
        draft.modified =
            (time(post, "wp:post_modified_gmt", zone: "Z")
            ?? time(
                post, "wp:post_modified", zone: "")).flatMap {
                StatedFields.edtf($0, language: "en")
            }
    }

    /// `2024-12-25 10:00:00` as EDTF; nil for the zeros of what has no date.
    private static func time(_ post: XMLElement, _ name: String, zone: String) -> String? {
        guard let text = post.line(name), !text.hasPrefix("0000") else { return nil }
        return text.replacing(" ", with: "T") + zone
    }
}
