import Articles

/// Posts as WordPress's REST interface gives them (`/wp-json/wp/v2/posts?_embed`): an object or a
/// list of them.
///
///     {"id": 7, "date": "2024-12-25T11:00:00", "date_gmt": "2024-12-25T10:00:00",
///      "modified_gmt": "…", "link": "https://…", "status": "publish", "author": 3,
///      "title": {"rendered": "Gas &#8211; cheap"}, "content": {"rendered": "<p>…", "protected": false},
///      "_embedded": {"author": [{"name": "Jane Doe", "description": "bio"}],
///                    "wp:term": [[{"taxonomy": "category", "name": "Opinion", "slug": "opinion"}]]}}
///
/// `date` is local time without a zone: it is used only where there is no `date_gmt`. Without
/// `_embed` the authors are known by number only, and Yoast's or a co-author plugin's fields are
/// asked. See https://developer.wordpress.org/rest-api/reference/posts/.
enum WordPressPost {
    static let format = JSONFile.format(
        name: "wordpress", extensions: [], mediaType: "application/json",
        about: "WordPress REST: one article a post",
        parse: { item throws(ReadError) in try article(of: try JSONFile.value(of: item), item: item)
        })

    /// Whether an object is a post.
    static func isPost(_ value: JSONValue) -> Bool {
        value["content"]?["rendered"] != nil || value["title"]?["rendered"] != nil
    }

    static func article(of post: JSONValue, item: RawItem) throws(ReadError) -> ReadArticle {
        guard isPost(post) else {
            throw ReadError(
                "no post of WordPress: it has no title.rendered and no content.rendered")
        }
        var draft = ArticleDraft()
        draft.url = StatedFields.absolute(post["link"]?.text, base: nil)
        let givenID = draft.url == nil ? post["guid"]?["rendered"]?.text : nil
        let place = OnlyItem.place(item)
        draft.embargoedUntil = try Withholding.check(
            WordPressText.publication(
                status: post["status"]?.text, date: time(post["date_gmt"]?.text, zone: "Z"),
                hasPassword: post["content"]?["protected"] == .bool(true)),
            id: ArticleDraft.id(url: draft.url, givenID: givenID, place: place))
        draft.title = StatedFields.line(ofMarkup: post["title"]?["rendered"]?.text ?? "")
        try HTMLFragment(of: CleanText.normalised(post["content"]?["rendered"]?.text ?? ""))
            .fill(&draft)
        let yoast = post["yoast_head_json"]
        draft.language = StatedFields.language(
            post["lang"]?.text ?? yoast?["og_locale"]?.text, of: draft.paragraphs)
        draft.section = section(post)
        draft.authors = authors(post, language: draft.language, site: yoast?["og_site_name"]?.text)
        draft.candidates = StatedFields.evidence(
            [
                time(post["date_gmt"]?.text, zone: "Z"),
                yoast?["article_published_time"]?.text, time(post["date"]?.text, zone: ""),
            ], source: .meta, language: "en")
        draft.modified = StatedFields.edtf(
            time(post["modified_gmt"]?.text, zone: "Z") ?? time(post["modified"]?.text, zone: ""),
            language: "en")
        try StatedFields.settleTitle(&draft, of: "post")
        return ReadArticle(
            article: draft.article(givenID: givenID, place: place),
            givenID: givenID != nil)
    }

    private static func section(_ post: JSONValue) -> String? {
        for terms in post["_embedded"]?["wp:term"]?.list ?? [] {
            for term in terms.list
            where term["taxonomy"]?.text == "category" && term["slug"]?.text != "uncategorized" {
                if let name = term["name"]?.text { return StatedFields.line(ofMarkup: name) }
            }
        }
        return nil
    }

    /// The authors by the first field that names some, with their bios.
    private static func authors(_ post: JSONValue, language: String?, site: String?) -> [Author] {
        let fields = [
            post["authors"], post["coauthors"], post["_embedded"]?["author"],
            post["yoast_head_json"]?["author"], post["author"],
        ]
        for field in fields {
            var found: [Author] = []
            for entry in field?.list ?? [] {
                guard
                    let name = entry["display_name"]?.text ?? entry["name"]?.text ?? entry.text
                else { continue }
                var authors = StatedFields.authors(
                    [name], source: "wordpress", language: language, site: site)
                if authors.count == 1, let bio = entry["description"]?.text {
                    authors[0].bio = CleanText.optionalLine(StatedFields.line(ofMarkup: bio))
                }
                found += authors.filter { author in !found.contains { $0.id == author.id } }
            }
            if !found.isEmpty { return found }
        }
        return []
    }

    private static func time(_ text: String?, zone: String) -> String? {
        guard let text = CleanText.optionalLine(text), !text.hasPrefix("0000") else { return nil }
        return text.hasSuffix("Z") ? text : text + zone
    }
}
