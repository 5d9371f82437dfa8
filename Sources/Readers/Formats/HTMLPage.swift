import Articles

/// Web pages (`*.html`, `*.htm`), by page extraction.
enum HTMLPage {
    static let format = Format(
        name: "html", extensions: ["html", "htm", "xhtml"], mediaType: "text/html",
        about: "HTML: one article a page", maximumItemBytes: 20 << 20, sniff: looksLikeHTML,
        split: { source, emit in
            try WholeFile.split(source, format: "html", atMost: 20 << 20, emit: emit)
        },
        parse: { item throws(ReadError) in
            guard item.bytes.contains(where: { $0 > 0x20 }) else {
                throw ReadError("the file is empty", hint: "a page has at least a title or a text")
            }
            let draft = try draft(of: item.bytes, url: nil, encoding: nil)
            return ReadArticle(article: draft.article(givenID: nil, place: item.path))
        })

    /// What page extraction finds in the bytes of a page.
    static func draft(
        of bytes: [UInt8], url: String?, encoding: String?
    ) throws(ReadError) -> ArticleDraft {
        let page = try PageExtraction.extract(bytes, url: url, encoding: encoding)
        var draft = ArticleDraft()
        draft.url = page.url
        draft.site = page.site
        draft.title = page.title
        draft.subtitle = page.subtitle
        draft.section = page.section
        draft.language = page.language
        draft.authors = page.authors
        draft.paragraphs = page.paragraphs
        // Credits are no part of a caption, on pages as in scraped text.
        draft.captions = CaptionText.distinct(
            page.captions.map { CaptionText.caption(in: $0) ?? $0 })
        draft.corrections = page.corrections
        draft.warnings = page.warnings
        draft.date = page.date
        draft.modified = page.date.modified
        return draft
    }

    /// Whether the first bytes are those of a page: a doctype, or a tag that only pages have.
    static func looksLikeHTML(_ bytes: [UInt8]) -> Bool {
        let start = String(decoding: bytes.prefix(1_024), as: UTF8.self).lowercased()
        // A record of an archive or a row of JSON may hold a page, too.
        guard start.first(where: { !$0.isWhitespace && $0 != "\u{FEFF}" }) == "<" else {
            return false
        }
        return ["<!doctype html", "<html", "<head", "<body"].contains { start.contains($0) }
    }
}
