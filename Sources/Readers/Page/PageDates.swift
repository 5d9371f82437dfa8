import Articles

/// Finds what speaks for the dates of an article.
///
///     source                                      basis   trust
///     datePublished of the linked article         jsonld  0.95
///     article:published_time and its like         meta    0.90
///     itemprop datePublished                      time    0.88
///     <time> in the header of the article         time    0.82
///     date element in the header                  byline  0.75
///     <time> or date element elsewhere            time    0.50
///     URL                                         url     0.45
///     modified, where nothing says published      meta    0.30
struct PageDates {
    var published: [DateEvidence] = []
    var modified: [DateEvidence] = []
    private(set) var candidates: [PageCandidate] = []
    /// Raw texts whose order of day and month was a guess.
    var ambiguous: Set<String> = []
    private let language: String?

    /// Collects from all sources.
    ///
    /// - Parameter scripts: what stands in scripts that are no linked data; looked through where
    ///   nothing else says when the article was published.
    init(_ context: PageContext, scripts: [ArraySlice<UInt8>] = []) {
        language = context.locale
        fromLinkedData(context.linked)
        fromMeta(context.facts)
        fromElements(context)
        if let url = context.url, let date = DateParsing.fromURL(url) {
            // A month alone is less than a labelled day.
            let trust = EDTF(date.edtf)?.precision == .day ? 0.45 : 0.35
            published.append(.init(source: .url, raw: url, value: date.edtf, trust: trust))
        }
        fromEdges(context)
        if published.allSatisfy({ $0.trust < 0.5 }) { fromScripts(scripts) }
        settleOrders()
        leaveChanges()
        preferPrintedDay()
        preferAgreement()
        published.sort { $0.trust > $1.trust }
        modified.sort { $0.trust > $1.trust }
        for date in published {
            candidates.append(
                .init(
                    field: .published, source: date.source.rawValue, raw: date.raw,
                    trust: date.trust))
        }
        for date in modified {
            candidates.append(
                .init(
                    field: .modified, source: date.source.rawValue, raw: date.raw,
                    trust: date.trust))
        }
    }

    mutating func add(
        _ raw: String?, _ source: DateBasis, _ trust: Double, modified isModified: Bool = false
    ) {
        guard let raw, raw.utf8.count < 400, let date = DateParsing.parse(raw, language: language)
        else { return }
        guard let precision = EDTF(date.edtf)?.precision else { return }
        var trust = trust
        switch precision {
        case .day, .time: break
        case .interval, .month, .year:
            // In elements that is a copyright line or an archive link.
            guard source == .jsonld || source == .meta else { return }
            trust *= 0.5
        }
        let value = localDay(date.edtf) ?? date.edtf
        let evidence = DateEvidence(source: source, raw: raw, value: value, trust: trust)
        if date.dayFirstAmbiguous { ambiguous.insert(raw) }
        if isModified { modified.append(evidence) } else { published.append(evidence) }
    }

    /// Languages whose sites keep Central European time.
    private static let centralEuropean: Set<String> = [
        "de", "fr", "it", "es", "nl", "pl", "da", "sv", "no", "cs", "hu",
    ]

    /// The day that begins in Central Europe at a time in UTC; nil for any other time.
    ///
    /// `2022-11-06T23:00:00Z` is 7 November: systems that keep days store their midnights.
    private func localDay(_ value: String) -> String? {
        guard value.hasSuffix("Z"), let language, value.utf8.count <= 20,
            Self.centralEuropean.contains(String(language.prefix(2))),
            let day = EDTF(value)?.first
        else { return nil }
        let time = value.dropFirst(day.description.utf8.count)
        // Summer time ends and begins within October and March: both hours occur there.
        let month = day.components.1
        let isMidnight =
            (time == "T23:00:00Z" || time == "T23:00Z") && !(4...9).contains(month)
            || (time == "T22:00:00Z" || time == "T22:00Z") && (3...10).contains(month)
        return isMidnight ? day.adding(days: 1).description : nil
    }

    private mutating func fromLinkedData(_ linked: LinkedData) {
        for (index, article) in linked.articles.prefix(4).enumerated() {
            let share = index == 0 ? 1.0 : article.isMain ? 0.95 : 0.5
            add(article.published, .jsonld, 0.95 * share)
            add(article.created, .jsonld, 0.8 * share)
            add(article.modified, .jsonld, 0.9 * share, modified: true)
        }
    }

    private static let publishedKeys: [(String, Double)] = [
        ("article:published_time", 0.9), ("article:published", 0.9), ("og:published_time", 0.9),
        ("datepublished", 0.9), ("parsely-pub-date", 0.9), ("sailthru.date", 0.88),
        ("dcterms.issued", 0.88), ("dc.date.issued", 0.88), ("dcterms.created", 0.85),
        ("dc.date.created", 0.85), ("dc.date", 0.8), ("dcterms.date", 0.8), ("dc:date", 0.8),
        ("dc.issued", 0.85), ("dc.created", 0.85), ("citation_publication_date", 0.85),
        ("citation_date", 0.8), ("citation_online_date", 0.85), ("publishdate", 0.88),
        ("publish-date", 0.88), ("publish_date", 0.88), ("pubdate", 0.88), ("published", 0.85),
        ("publication_date", 0.88), ("publication-date", 0.88), ("date.published", 0.88),
        ("published_time", 0.88), ("published-date", 0.88), ("og:article:published_time", 0.88),
        ("article.published", 0.88), ("article_date_original", 0.88),
        ("originalpublicationdate", 0.88),
        ("cxenseparse:recs:publishtime", 0.88), ("rnews:datepublished", 0.88), ("bt:pubdate", 0.88),
        ("bt:pubDate", 0.88), ("ptime", 0.8), ("pdate", 0.8), ("pub_date", 0.85), ("hdl_p", 0.5),
        ("displaydate", 0.8),
        ("date_published", 0.85), ("creation_date", 0.75), ("created", 0.7),
        ("article.created", 0.75),
        ("datecreated", 0.8), ("vr:published_time", 0.85),
        ("shareaholic:article_published_time", 0.85),
        ("gentime", 0.5), ("timestamp", 0.6), ("date", 0.75), ("release_date", 0.75),
        ("releasedate", 0.75), ("og:release_date", 0.75),
    ]

    private static let modifiedKeys = [
        "article:modified_time", "datemodified", "og:updated_time", "dcterms.modified",
        "dc.date.modified", "article:modified", "last-modified", "lastmod", "revised",
        "og:modified_time",
        "modified_time", "article:updated_time", "updated", "dc.modified", "last_modified",
        "lastmodified",
    ]

    private mutating func fromMeta(_ facts: PageFacts) {
        for (key, trust) in Self.publishedKeys {
            for value in facts.allMeta(key).prefix(2) { add(value, .meta, trust) }
        }
        for key in Self.modifiedKeys { add(facts.meta(key), .meta, 0.85, modified: true) }
    }

    /// Whether the element right around a time is named as the date of an update, and it alone.
    private static func isInModified(_ node: Int, _ tree: PageTree) -> Bool {
        guard let parent = tree.parent(node) else { return false }
        let hints = tree.nodes[parent].hints
        return hints.contains(.modified) && !hints.contains(.published)
            && tree.below(parent).filter { tree.nodes[$0].tag == .time }.count == 1
    }

    private mutating func fromElements(_ context: PageContext) {
        let tree = context.tree
        var seen = 0
        for node in (context.facts.times + context.facts.dates).sorted() where seen < 400 {
            seen += 1
            if context.isFurniture(node) { continue }
            let property = tree.lowercased(node, .itemprop)
            let hints = tree.nodes[node].hints
            let isTime = tree.nodes[node].tag == .time
            let near = context.proximity(node)
            let isModified =
                property.holds("datemodified")
                || (hints.contains(.modified) && !property.holds("datepublished")
                    && !hints.contains(.published))
                || isTime && Self.isInModified(node, tree)
            let source: DateBasis = isTime || !property.isEmpty ? .time : .byline
            var trust = isTime ? 0.82 : 0.75
            if property.holds("datepublished") { trust = 0.88 }
            if property.holds("datecreated") { trust = 0.82 }
            if tree.bytes(node, .pubdate) != nil || hints.contains(.published) { trust += 0.02 }
            if near < 1 { trust = property.isEmpty ? near * 0.55 : trust * (0.5 + near / 2) }
            let raws: [String?] = [
                tree.value(node, .datetime), tree.value(node, .content),
                tree.value(node, .dataDatetime), tree.value(node, .dataPublished),
                tree.value(node, .dataDate),
            ]
            let before = published.count + modified.count
            if isTime, let label = Self.labelled(node, tree) { add(label, source, trust + 0.01) }
            for raw in raws where published.count + modified.count == before {
                add(raw, source, trust, modified: isModified)
            }
            guard published.count + modified.count == before else { continue }
            let text = tree.textContent(node, limit: 160, apart: true)
            if text.isEmpty, let title = tree.value(node, .title) {
                add(title, source, trust - 0.02, modified: isModified)
            }
            guard !text.isEmpty, text.count < 160, text.contains(where: { $0 &- 0x30 < 10 }) else {
                continue
            }
            let raw = ByteText.string(text)
            if let parts = PrintedDates.parts(raw) {
                add(parts.published, source, trust - 0.02)
                add(parts.modified, source, trust - 0.02, modified: true)
                continue
            }
            add(raw, source, trust - 0.02, modified: isModified || PrintedDates.saysModified(raw))
            if published.count + modified.count == before, let title = tree.value(node, .title) {
                add(title, source, trust - 0.02, modified: isModified)
            }
        }
        guard published.allSatisfy({ $0.trust < 0.6 }) else { return }
        // No markup at all: a line of the header that is little more than a date.
        for block in context.headerBlocks {
            let block = context.body.blocks.blocks[block]
            guard block.words <= 16, block.range.count < 160 else { continue }
            let apart = tree.textContent(block.container, limit: 200, apart: true)
            let raw =
                apart.count < 180 ? ByteText.string(apart) : context.body.blocks.string(block)
            guard raw.utf8.contains(where: { $0 &- 0x30 < 10 }), !Self.isMembership(raw) else {
                continue
            }
            add(raw, .byline, 0.6, modified: PrintedDates.saysModified(raw))
        }
    }

    /// What an element prints as the day of publication, with the word for it: some templates put
    /// the last change into the attribute of the same element.
    private static func labelled(_ node: Int, _ tree: PageTree) -> String? {
        let text = tree.textContent(node, limit: 100, apart: true)
        guard text.count < 100, text.contains(where: isDigit) else { return nil }
        let line = ByteText.string(text)
        return PrintedDates.saysPublished(line) ? line : nil
    }
}
