import Articles

/// Finds the article on a web page.
///
///     let page = try PageExtraction.extract(bytes, url: "https://example.org/a", encoding: nil)
///     print(page.title, page.authors.map(\.name), page.paragraphs.count)
public enum PageExtraction {
    /// Title, authors, dates, body and the rest of one page.
    ///
    /// - Parameters:
    ///   - html: the bytes of the page, in any encoding.
    ///   - url: where it was, where known.
    ///   - encoding: what an HTTP or WARC header says of the encoding, where known.
    /// - Throws: ``ReadError`` where the page is larger than ``PageLimits/pageBytes``.
    public static func extract(
        _ html: some Collection<UInt8>, url: String?, encoding: String?
    ) throws(ReadError) -> ExtractedPage {
        guard html.count <= PageLimits.pageBytes else {
            throw ReadError(
                "a page of \(html.count) bytes, more than the \(PageLimits.pageBytes) that are read",
                hint: "split the page or leave it out")
        }
        let page = PageEncoding.utf8(Array(html), declared: encoding).bytes
        let scan = PageScan(page)
        let tree = try PageTreeBuilder.parse(scan.markup)
        return assemble(tree, scan: scan, page: page, url: url)
    }

    private static func assemble(
        _ tree: PageTree, scan: PageScan, page: [UInt8], url: String?
    ) -> ExtractedPage {
        let facts = PageFacts(tree)
        let canonical = PageURL.canonical(
            [facts.canonical, facts.meta("og:url"), facts.meta("dc.identifier")].compactMap { $0 },
            given: url)
        let linked = LinkedData(
            scan.linkedData.map { page[$0] }, url: canonical,
            titles: [facts.meta("og:title"), facts.documentTitle].compactMap { $0 })
        let host = (canonical ?? url).flatMap(PageURL.host)
        let site = siteName(facts, linked, host: host)
        let blocks = PageBlocks(tree)
        let title = PageTitle(tree, blocks, facts, linked, site: site, host: host)
        let body = PageBody(tree, blocks: blocks, title: title)
        let language = language(facts, linked, title.title, body.paragraphs)
        let context = PageContext(
            tree: tree, facts: facts, linked: linked, body: body, url: canonical ?? url,
            site: site, host: host, rules: NameRules(site: site),
            house: House(site: site, host: host), language: language,
            locale: Self.locale(facts, language: language),
            title: title.title, heading: title.heading)
        let authors = PageAuthors(context)
        let details = PageDetails(context, authors: authors.authors, paragraphs: body.paragraphs)
        let paragraphs = details.paragraphs
        let dates = PageDates(context, scripts: scan.scripts.map { page[$0] })
        var evidence = dates.published
        if evidence.isEmpty, let changed = dates.modified.first {
            evidence.append(
                .init(source: changed.source, raw: changed.raw, value: changed.value, trust: 0.3))
        }
        if evidence.isEmpty {
            evidence = DateInference.infer(
                title: title.title, paragraphs: paragraphs, language: language, notAfter: nil)
        }
        return ExtractedPage(
            title: title.title, subtitle: details.subtitle, authors: details.authors,
            date: DateChoice.choose(evidence, modified: dates.modified.first?.value),
            section: details.section, url: canonical ?? url, site: site ?? host, language: language,
            paragraphs: paragraphs, captions: body.captions, corrections: body.corrections,
            warnings: scan.warnings,
            candidates: title.candidates + authors.candidates + dates.candidates)
    }

    private static func siteName(
        _ facts: PageFacts, _ linked: LinkedData, host: String?
    ) -> String? {
        let name =
            facts.meta("og:site_name", "application-name", "dc.publisher", "publisher", "cre")
            .map(MarkupText.plain)
        return name ?? linked.articles.first { $0.publisher != nil }?.publisher ?? linked.site
            ?? PageDetails.site(inTitle: facts.documentTitle, host: host) ?? host
    }

    /// The language with the region of the page's own locale, where they agree.
    private static func locale(_ facts: PageFacts, language: String?) -> String? {
        for said in [facts.language, facts.meta("og:locale", "content-language")] {
            let parts = (said ?? "").lowercased().split { $0 == "-" || $0 == "_" }
            if parts.count == 2, let language, parts[0] == language {
                return parts.joined(separator: "-")
            }
        }
        return language
    }

    private static func language(
        _ facts: PageFacts, _ linked: LinkedData, _ title: String, _ paragraphs: [String]
    ) -> String? {
        var text = title
        for paragraph in paragraphs {
            text += "\n" + paragraph
            if text.utf8.count > 4_000 { break }
        }
        if text.utf8.count > 400, let detected = LanguageDetection.detect(text) { return detected }
        let said =
            facts.language ?? facts.meta("og:locale", "content-language", "dc.language", "language")
            ?? linked.articles.first { $0.language != nil }?.language
        let code = said?.lowercased().prefix { $0.isLetter && $0.isASCII } ?? ""
        if code.utf8.count == 2 { return String(code) }
        return LanguageDetection.detect(text)
    }
}
