import Articles

/// Text as it comes off a page by copying or by a scraper (`*.txt`): one article a file.
///
/// The shape, every part of it optional, with furniture of the site anywhere between:
///
///     The Embassy                                   section
///     The Real Clue                                 title
///     Why nobody saw it                             subtitle
///     By Jane Doe                                   byline
///     Published: 25 December 2024 | Updated: …      dates
///     A tank. Image Credit: Somebody                caption
///     Paragraphs …                                  body, with its subheads
///     Correction: An earlier version …              correction
///     About the Author: Dr. Jane Doe                bio, which may be repeated
///     Jane Doe is a fellow at …
///
/// Lines are the units; lines that an editor has wrapped are joined. What is furniture is decided
/// by kind (``Furniture``): never by the name of a site.
enum ScrapedText {
    static let format = Format(
        name: "text", extensions: ["txt", "text"], mediaType: "text/plain",
        about: "text scraped off a page: one article a file", maximumItemBytes: maximumBytes,
        sniff: { _ in false },
        split: { source, emit in
            try WholeFile.split(source, format: "text", atMost: maximumBytes, emit: emit)
        }, parse: parse)

    /// Books are shorter.
    static let maximumBytes = 20 << 20

    private static func parse(_ item: RawItem) throws(ReadError) -> ReadArticle {
        let decoded = TextDecoding.text(item.bytes)
        var draft = draft(
            of: CleanText.normalised(decoded.text), title: nil, language: nil, site: nil, url: nil)
        guard !draft.title.isEmpty || !draft.paragraphs.isEmpty else {
            throw ReadError(
                item.bytes.isEmpty ? "the file is empty" : "the file has no text",
                hint: "an article has a title or a paragraph")
        }
        if let warning = decoded.warning { draft.warnings.append(warning) }
        return ReadArticle(article: draft.article(givenID: nil, place: item.path))
    }

    /// Whether the first bytes of a file are text: no zeros, or the byte order mark of UTF-16.
    static func looksLikeText(_ bytes: [UInt8]) -> Bool {
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { return true }
        let controls = bytes.filter { $0 < 0x09 || (0x0E..<0x20).contains($0) }
        return controls.isEmpty
    }

    /// The article in a text with `\n` as its line end.
    ///
    /// - Parameters:
    ///   - title: the title where it is known: its line is no subtitle and no paragraph then.
    ///   - language: ISO 639-1 code where known; else it is detected.
    ///   - site: the name or host of the site where known.
    ///   - url: of the page, where known: its date is evidence.
    static func draft(
        of text: String, title: String?, language: String?, site: String?, url: String?
    ) -> ArticleDraft {
        let language = language ?? LanguageDetection.detect(text)
        let units = TextUnit.units(of: text)
        let knownSite = site ?? ScrapedSite.name(in: units)
        var head = ScrapedHead(
            units: units, title: title, language: language, site: knownSite)
        let bodyStart = head.read()
        var body = ScrapedBody(
            units: Array(units[bodyStart...]), authors: head.authors, language: language,
            site: knownSite)
        body.read()

        var draft = ArticleDraft()
        draft.title = head.title
        draft.subtitle = head.subtitle
        draft.section = head.section
        draft.language = language
        draft.site = knownSite
        draft.authors = body.authors
        draft.paragraphs = body.paragraphs
        draft.captions = CaptionText.distinct(head.captions + body.captions)
        draft.corrections = body.corrections
        draft.candidates = head.dates
        draft.modified = head.modified ?? body.modified
        if let url, let date = DateParsing.fromURL(url) {
            draft.candidates.append(
                DateEvidence(
                    source: .url, raw: url, value: date.edtf, trust: DateChoice.trust(in: .url)))
        }
        if draft.title.isEmpty, let first = draft.paragraphs.first {
            draft.title = TextUnit.opening(of: first)
            draft.warnings.append("No title found: the first words stand for it.")
        }
        return draft
    }
}
