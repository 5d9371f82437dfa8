import Articles

/// Markdown files with front matter (`*.md`, `*.markdown`), as Jekyll, Hugo and Zola read them.
///
/// Of the front matter: `title`, `subtitle` (`subheadline`, `description` is none), `author` or
/// `authors` (text, list or map with `name` and `bio`; Zola's `[taxonomies] authors`, Hugo's
/// `[params]`), `date` (`pubDate`, `published`), `lastmod` (`updated`, `last_modified_at`,
/// `modified`), `section` or the first of `categories` (`category`), `lang` (`language`), `url`
/// (`permalink`, `canonical_url`, where it is absolute), `id`, `site`. `draft: true` and
/// `published: false` keep the article out, `status` too where it names a state that is not public;
/// `embargo` (`embargoed_until`) and `publishDate` keep it out until then. Without a title the first heading is it; without a date
/// the name of the file may have one (`2016-06-27-name.md`).
enum MarkdownFile {
    static let format = Format(
        name: "markdown", extensions: ["md", "markdown", "mdown", "mkd"],
        mediaType: "text/markdown", about: "Markdown with front matter: one article a file",
        maximumItemBytes: maximumBytes, sniff: looksLikeFrontMatter,
        split: { source, emit in
            try WholeFile.split(source, format: "markdown", atMost: maximumBytes, emit: emit)
        }, parse: parse)

    /// Books are shorter.
    private static let maximumBytes = 20 << 20

    private static func looksLikeFrontMatter(_ bytes: [UInt8]) -> Bool {
        let start = String(decoding: bytes.prefix(1_024), as: UTF8.self)
        for fence in ["---\n", "+++\n", "---\r\n", "+++\r\n"] where start.hasPrefix(fence) {
            return start.dropFirst(fence.count).contains(fence.hasPrefix("-") ? ":" : "=")
        }
        return false
    }

    private static func parse(_ item: RawItem) throws(ReadError) -> ReadArticle {
        let decoded = TextDecoding.text(item.bytes)
        let text = CleanText.normalised(decoded.text)
        let matter = try FrontMatter(of: text)
        var fields = MatterFields(fields: matter.fields)
        var draft = ArticleDraft()
        draft.url = fields.url()
        let givenID = fields.line("id", "guid", "uuid")
        draft.embargoedUntil = try Withholding.check(
            fields.draftState, Withholding.publication(status: fields.line("status")),
            fields.embargo,
            id: ArticleDraft.id(url: draft.url, givenID: givenID, place: item.path))
        let content = MarkdownText(parsing: String(matter.body))
        draft.language = fields.line("lang", "language", "locale").map {
            String($0.lowercased().prefix { $0 != "-" && $0 != "_" })
        }
        draft.site = fields.line("site", "site_name", "publication")
        draft.title = fields.line("title", "headline") ?? content.title ?? ""
        draft.subtitle = fields.line("subtitle", "subheadline", "standfirst", "dek")
        draft.section = fields.section()
        draft.authors = fields.authors(language: draft.language, site: draft.site)
        draft.paragraphs = content.paragraphs(title: draft.title)
        draft.captions = content.captions
        draft.corrections = content.corrections
        draft.candidates = fields.dates(language: fields.line("lang", "language") ?? "en")
        draft.modified = fields.modified(language: draft.language)
        if draft.candidates.isEmpty, let day = dayInName(item.path) {
            draft.candidates = [
                DateEvidence(
                    source: .url, raw: item.path, value: day,
                    trust: DateChoice.trust(in: .url))
            ]
        }
        if let warning = decoded.warning { draft.warnings.append(warning) }
        draft.warnings += fields.warnings
        guard !draft.title.isEmpty || !draft.paragraphs.isEmpty else {
            throw ReadError("the file has neither a title nor a text")
        }
        if draft.title.isEmpty, let first = draft.paragraphs.first {
            draft.title = TextUnit.opening(of: first)
            draft.warnings.append("No title found: the first words stand for it.")
        }
        return ReadArticle(
            article: draft.article(givenID: givenID, place: item.path), givenID: givenID != nil)
    }

    /// The day that Jekyll puts before the name of a post.
    private static func dayInName(_ path: String) -> String? {
        let name = path.split(separator: "/").last ?? ""
        let day = String(name.prefix(10))
        guard CalendarDay(day) != nil, name.dropFirst(10).first.map({ "-_. ".contains($0) }) ?? true
        else { return nil }
        return day
    }
}

/// The fields of front matter by the names that generators of sites use.
private struct MatterFields {
    let fields: JSONValue
    var warnings: [String] = []

    init(fields: JSONValue) {
        self.fields = fields
    }

    /// The value of the first of the names; in `params` and `extra` too, where Hugo and Zola keep
    /// what is not theirs.
    private func value(_ names: [String]) -> JSONValue? {
        for table in [fields, fields["params"], fields["extra"]] {
            for name in names {
                if let value = table?[name] { return value }
            }
        }
        return nil
    }

    func line(_ names: String...) -> String? {
        CleanText.optionalLine(value(names)?.scalarText)
    }

    /// What the switches of generators say.
    var draftState: Withholding.Publication {
        if isTrue(fields["draft"]) { return .withheld("the front matter says draft: true") }
        if isFalse(fields["published"]) {
            return .withheld("the front matter says published: false")
        }
        return .open
    }

    /// Until when the article stays out; generators leave out what is published later than today.
    var embargo: Withholding.Publication {
        if let raw = line("embargo", "embargoed_until", "embargo_until", "embargoed") {
            return Withholding.publication(embargo: raw)
        }
        guard let raw = line("publishDate", "publish_date"),
            let date = edtf(raw, language: line("lang", "language"))
        else { return .open }
        return Moment(date).map { .embargoed($0) } ?? .open
    }

    private func isTrue(_ value: JSONValue?) -> Bool {
        value == .bool(true) || value?.text?.lowercased() == "true"
    }

    private func isFalse(_ value: JSONValue?) -> Bool {
        value == .bool(false) || value?.text?.lowercased() == "false"
    }

    func url() -> String? {
        for name in ["canonical_url", "canonical", "canonicalURL", "url", "permalink", "link"] {
            if let text = line(name), CanonicalURL.normalised(text) != nil { return text }
        }
        return nil
    }

    func section() -> String? {
        if let section = line("section", "rubric") { return section }
        for table in [fields, fields["taxonomies"], fields["params"]] {
            for name in ["categories", "category"] {
                if let first = table?[name]?.list.first?.scalarText { return CleanText.line(first) }
            }
        }
        return nil
    }

    func authors(language: String?, site: String?) -> [Author] {
        let taxonomy = fields["taxonomies"]
        for value in [
            value(["authors"]), value(["author"]), taxonomy?["authors"], taxonomy?["author"],
            value(["byline", "by"]),
        ] {
            var authors: [Author] = []
            for entry in value?.list ?? [] {
                authors += self.authors(entry, language: language, site: site)
            }
            if !authors.isEmpty { return authors }
        }
        return []
    }

    private func authors(_ entry: JSONValue, language: String?, site: String?) -> [Author] {
        guard let text = entry.text ?? entry["name"]?.text ?? entry["display_name"]?.text else {
            return []
        }
        var authors = AuthorNames.parse(
            text, source: "front matter", language: language, site: site)
        if authors.count == 1 {
            authors[0].bio = CleanText.optionalLine(
                entry["bio"]?.text ?? entry["description"]?.text)
            if let title = CleanText.optionalLine(entry["honorific"]?.text) {
                authors[0].honorific = title
            }
        }
        return authors
    }

    mutating func dates(language: String?) -> [DateEvidence] {
        for name in ["date", "pubDate", "pubdate", "publishDate", "published_at", "published"] {
            guard let raw = value([name])?.scalarText, !raw.isEmpty else { continue }
            guard let edtf = edtf(raw, language: language) else {
                warnings.append("The front matter's \(name) is no date: \(raw.prefix(60))")
                continue
            }
            return [
                DateEvidence(
                    source: .meta, raw: raw, value: edtf, trust: DateChoice.trust(in: .meta))
            ]
        }
        return []
    }

    func modified(language: String?) -> String? {
        line("lastmod", "updated", "last_modified_at", "modified", "updated_at", "updatedDate")
            .flatMap { edtf($0, language: language) }
    }

    private func edtf(_ raw: String, language: String?) -> String? {
        EDTF(raw) != nil ? raw : DateParsing.parse(raw, language: language)?.edtf
    }
}
