import Articles

/// JSON Feed 1.0 and 1.1: one article an item (https://www.jsonfeed.org/version/1.1/).
///
///     {"version": "https://jsonfeed.org/version/1.1", "title": "Site", "language": "en",
///      "home_page_url": "…", "authors": [{"name": "…"}],
///      "items": [{"id": "1", "url": "…", "title": "…", "content_html": "…", "content_text": "…",
///                 "summary": "…", "date_published": "2024-12-25T10:00:00Z", "date_modified": "…",
///                 "authors": [{"name": "Jane Doe"}], "tags": ["Opinion"], "language": "en"}]}
///
/// An item's bytes are a feed of that item alone. Version 1.0 has `author` in place of `authors`.
enum JSONFeed {
    static let format = JSONFile.format(
        name: "jsonfeed", extensions: ["jsonfeed"], mediaType: "application/feed+json",
        about: "JSON Feed: one article an item", parse: parse)

    /// Whether bytes may be those of a feed: the version is named near the beginning or anywhere.
    static func isFeed(_ bytes: [UInt8]) -> Bool {
        ByteText.find(Array("jsonfeed.org".utf8), in: bytes, from: 0) != nil
            && ((try? JSONValue(parsing: bytes)).map(isFeed) ?? false)
    }

    /// Whether a value is a feed.
    static func isFeed(_ value: JSONValue) -> Bool {
        value["version"]?.text?.contains("jsonfeed.org/version") ?? false
    }

    /// Emits the items of a feed.
    static func split(
        _ bytes: [UInt8], line: Int, _ source: FileSource, emit: (ReadEvent) throws -> Void
    ) throws {
        guard case .object(let members) = try? JSONValue(parsing: bytes) else { return }
        let head = members.filter {
            ["version", "title", "language", "home_page_url", "feed_url", "authors", "author"]
                .contains($0.key)
        }
        let items = members.first { $0.key == "items" }?.value ?? .null
        for item in items.list {
            let feed = JSONValue.object(
                head + [JSONValue.Member(key: "items", value: .array([item]))])
            try emit(
                .item(
                    RawItem(
                        bytes: feed.serialised(), format: "jsonfeed", path: source.name, line: line)
                ))
        }
    }

    static func parse(_ item: RawItem) throws(ReadError) -> ReadArticle {
        let feed = try JSONFile.value(of: item)
        guard let entry = feed["items"]?.list.first, case .object = entry else {
            throw ReadError("the feed holds no item")
        }
        var draft = ArticleDraft()
        let base = feed["home_page_url"]?.text ?? feed["feed_url"]?.text
        draft.url = StatedFields.absolute(entry["url"]?.text, base: base)
        draft.title = StatedFields.line(ofMarkup: entry["title"]?.text ?? "")
        try content(entry).fill(&draft)
        draft.section =
            (entry["tags"]?.list ?? []).lazy.compactMap {
                CleanText.optionalLine($0.text)
            }.first
        draft.language = StatedFields.language(
            entry["language"]?.text ?? feed["language"]?.text, of: draft.paragraphs)
        let site = CleanText.optionalLine(feed["title"]?.text)
        if draft.url == nil { draft.site = site }
        for holder in [entry, feed] where draft.authors.isEmpty {
            let stated = (holder["authors"]?.list ?? []) + (holder["author"]?.list ?? [])
            draft.authors = StatedFields.authors(
                stated.compactMap { $0["name"]?.text ?? $0.text }, source: "feed",
                language: draft.language, site: site)
        }
        draft.candidates = StatedFields.evidence(
            [entry["date_published"]?.text, entry["date_modified"]?.text], source: .feed,
            language: "en")
        draft.modified = StatedFields.edtf(entry["date_modified"]?.text, language: "en")
        try StatedFields.settleTitle(&draft, of: "item")
        let givenID = draft.url == nil ? CleanText.optionalLine(entry["id"]?.scalarText) : nil
        // The lines of items are not known: the title tells them apart.
        return ReadArticle(
            article: draft.article(
                givenID: givenID, place: OnlyItem.place(item) + "#" + draft.title),
            givenID: givenID != nil)
    }

    private static func content(_ entry: JSONValue) throws(ReadError) -> HTMLFragment {
        if let html = entry["content_html"]?.text, !html.isEmpty {
            return try HTMLFragment(of: CleanText.normalised(html))
        }
        return HTMLFragment(plain: entry["content_text"]?.text ?? entry["summary"]?.text ?? "")
    }
}
