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
    private(set) var published: [DateEvidence] = []
    private(set) var modified: [DateEvidence] = []
    private(set) var candidates: [PageCandidate] = []
    /// Raw texts whose order of day and month was a guess.
    private var ambiguous: Set<String> = []
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

    private mutating func add(
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
        let evidence = DateEvidence(source: source, raw: raw, value: date.edtf, trust: trust)
        if date.dayFirstAmbiguous { ambiguous.insert(raw) }
        if isModified { modified.append(evidence) } else { published.append(evidence) }
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
                property.contains("datemodified")
                || (hints.contains(.modified) && !property.contains("datepublished")
                    && !hints.contains(.published))
                || isTime && Self.isInModified(node, tree)
            let source: DateBasis = isTime || !property.isEmpty ? .time : .byline
            var trust = isTime ? 0.82 : 0.75
            if property.contains("datepublished") { trust = 0.88 }
            if property.contains("datecreated") { trust = 0.82 }
            if tree.bytes(node, .pubdate) != nil || hints.contains(.published) { trust += 0.02 }
            if near < 1 { trust = property.isEmpty ? near * 0.55 : trust * (0.5 + near / 2) }
            let raws: [String?] = [
                tree.value(node, .datetime), tree.value(node, .content),
                tree.value(node, .dataDatetime), tree.value(node, .dataPublished),
                tree.value(node, .dataDate),
            ]
            let before = published.count + modified.count
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

    // MARK: edges of the body

    /// A date that opens the first paragraph, or stands under a label behind the last.
    private mutating func fromEdges(_ context: PageContext) {
        let blocks = context.body.blocks
        guard let first = context.body.firstBodyBlock, let last = context.body.lastBodyBlock else {
            return
        }
        for index in first..<min(first + 2, blocks.blocks.count) {
            let head = ByteText.string(blocks.bytes(blocks.blocks[index]).prefix(70))
            guard head.utf8.contains(where: { $0 &- 0x30 < 10 }),
                let mark = head.firstIndex(where: { "–—|„\"“:".contains($0) })
                    ?? head.find(" - ")?.lowerBound
            else { continue }
            add(String(head[..<mark]), .dateline, 0.45)
        }
        for index in 0..<min(blocks.blocks.count, last + 2_000) {
            let block = blocks.blocks[index]
            guard block.words <= 60, block.range.count < 500 else { continue }
            var raw = blocks.string(block)
            // A label with its date in the next line.
            if index + 1 < blocks.blocks.count, blocks.blocks[index + 1].range.count < 60,
                block.words <= 4, !raw.utf8.contains(where: { $0 &- 0x30 < 10 })
            {
                raw += " " + blocks.string(blocks.blocks[index + 1])
            }
            let lower = raw.lowercased()
            guard lower.utf8.contains(where: { $0 &- 0x30 < 10 }) else { continue }
            for label in Self.labels {
                guard let range = lower.find(label) else { continue }
                let offset = lower.utf8.distance(from: lower.startIndex, to: range.upperBound)
                let tail = ByteText.string(Array(raw.utf8).dropFirst(offset).prefix(50))
                add(tail, .byline, Self.labelTrust, modified: PrintedDates.saysModified(label))
                break
            }
        }
    }

    /// What a date behind a label is trusted, wherever on the page it stands.
    private static let labelTrust = 0.44

    private static let labels = [
        "veröffentlicht am", "veröffentlicht:", "erschienen am", "erstellt am", "publiziert am",
        "datum:", "stand:", "published on", "published:", "posted on", "first published",
        "publié le", "mis en ligne le", "mise en ligne", "publicado el", "publicado em",
        "pubblicato il",
        "gepubliceerd op", "aktualisiert am", "letzte änderung", "zuletzt geändert",
        "zuletzt bearbeitet", "last updated", "last modified", "last edited", "wurde am",
    ]

    private static func isMembership(_ line: String) -> Bool {
        let lower = line.lowercased()
        return ["registriert", "joined", "member since", "mitglied seit", "dabei seit"]
            .contains { lower.contains($0) }
    }

    // MARK: scripts

    private static let scriptKeys = [
        "datePublished", "publishedDate", "published_at", "publishDate", "publish_date",
        "datePublication", "publicationDate", "publishedAt", "firstPublished", "createdAt",
    ].map { Array(("\"" + $0 + "\"").utf8) }

    /// The first date that a script's data call one of publication.
    private mutating func fromScripts(_ scripts: [ArraySlice<UInt8>]) {
        var left = 2 << 20
        for script in scripts where script.count <= left {
            left -= script.count
            let bytes = Array(script)
            for key in Self.scriptKeys {
                guard let found = ByteText.find(key, in: bytes, from: 0) else { continue }
                var index = found + key.count
                while index < bytes.count, index < found + key.count + 4, bytes[index] != 0x22 {
                    index += 1
                }
                guard index < bytes.count, bytes[index] == 0x22,
                    let end = bytes[(index + 1)...].firstIndex(of: 0x22), end - index < 60
                else { continue }
                let before = published.count
                add(ByteText.string(bytes[(index + 1)..<end]), .meta, 0.42)
                if published.count > before { return }
            }
        }
    }

    // MARK: changes

    /// A plain `date` that is the day of the last change gives way to a day that the page labels
    /// as that of publication.
    private mutating func leaveChanges() {
        guard let best = published.max(by: { $0.trust < $1.trust }), best.trust <= 0.82,
            let day = EDTF(best.value)?.first,
            modified.contains(where: { EDTF($0.value)?.first == day }),
            let label = published.firstIndex(where: { candidate in
                candidate.trust == Self.labelTrust
                    && EDTF(candidate.value).map { $0.first < day } ?? false
            })
        else { return }
        published[label].trust = best.trust + 0.01
    }

    // MARK: order of day and month

    /// Where the order of day and month was a guess and a sure date is the other reading, it is
    /// that one.
    private mutating func settleOrders() {
        guard !ambiguous.isEmpty else { return }
        let sure = Set(
            published.filter { !ambiguous.contains($0.raw) }.compactMap { candidate in
                EDTF(candidate.value).flatMap { $0.precision == .month ? nil : $0.first }
            })
        for index in published.indices where ambiguous.contains(published[index].raw) {
            guard let read = EDTF(published[index].value), !sure.contains(read.first) else {
                continue
            }
            let (year, month, day) = read.first.components
            guard let other = CalendarDay(year: year, month: day, day: month),
                sure.contains(other)
            else { continue }
            let time = published[index].value.dropFirst(read.first.description.utf8.count)
            published[index].value = other.description + time
        }
    }

    // MARK: agreement

    /// A day that the meta elements give and the page prints outweighs one that only linked data
    /// has, or only one meta element.
    private mutating func preferAgreement() {
        guard let best = published.max(by: { $0.trust < $1.trust }), best.trust >= 0.7,
            let day = EDTF(best.value)?.first
        else { return }
        var bases: [CalendarDay: Set<DateBasis>] = [:]
        for candidate in published where candidate.trust >= 0.7 {
            guard let own = EDTF(candidate.value), own.precision == .day || own.precision == .time
            else { continue }
            // What a page prints in an element or in a line is one source.
            let basis = candidate.source == .time ? DateBasis.byline : candidate.source
            bases[own.first, default: []].insert(basis)
        }
        guard let own = bases[day], own.count == 1 else { return }
        // Published before modified: the minute (or, without a time, the day) of a change is none
        // of publication.
        let changes = Set(modified.map { $0.value.prefix(16) })
        let changed = Set(
            published.filter { changes.contains($0.value.prefix(16)) }
                .compactMap { EDTF($0.value)?.first })
        let rival = bases.filter {
            $0.key != day && !changed.contains($0.key) && $0.value.isSuperset(of: [.meta, .byline])
        }
        guard rival.count == 1, let other = rival.first?.key,
            let index = published.indices.filter({ EDTF(published[$0].value)?.first == other })
                .max(by: { published[$0].trust < published[$1].trust })
        else { return }
        published[index].trust = min(1, best.trust + 0.01)
    }

    // MARK: zones

    /// A time in UTC and a printed day beside it are one date: the day is that of the site's zone.
    ///
    /// `2022-05-04T00:44Z` and a printed 3 May are an evening in America.
    private mutating func preferPrintedDay() {
        guard let best = published.max(by: { $0.trust < $1.trust }), best.trust >= 0.7,
            let day = EDTF(best.value), day.precision == .time,
            best.value.hasSuffix("Z") || best.value.hasSuffix("+00:00"),
            let mark = best.value.firstIndex(of: "T"),
            let hour = Int(best.value[best.value.index(after: mark)...].prefix(2))
        else { return }
        let expected = day.first.adding(days: hour < 12 ? -1 : 1)
        let printed = published.indices.filter {
            let candidate = published[$0]
            return (candidate.source == .byline || candidate.source == .time)
                && candidate.trust >= 0.7 && !candidate.value.hasSuffix("Z")
        }
        let days = Set(printed.compactMap { EDTF(published[$0].value)?.first })
        // A printed day that agrees, or two that differ, decide nothing.
        guard days == [expected], let index = printed.first else { return }
        published[index].trust = min(1, best.trust + 0.01)
    }
}
