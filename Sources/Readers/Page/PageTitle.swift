/// Chooses the headline among what a page says of it.
///
/// Every wording collects the weights of the sources that have it; the heaviest wins:
///
///     og:title                     0.65    without the site's name
///     headline of linked data      0.45
///     dc.title, parsely-title …    0.50
///     twitter:title                0.25
///     <title> without the site     0.40    a part of it: 0.30
///     h1                           0.45    and up to 0.85 more by place, name and likeness
///     h2, h3 named as a title      0.15    the same
///
/// What wins gives way to what the page states of itself (see ``stated(against:)``) where both are
/// different sentences: a heading is as often a rubric, a blog's name or a slogan.
struct PageTitle {
    /// The headline; empty where there is none.
    private(set) var title = ""
    /// The heading element that bears it.
    private(set) var heading: Int?
    private(set) var candidates: [PageCandidate] = []

    private struct Wording {
        var text: String
        var key: String
        var weight: Double
        var node: Int?
    }

    private var wordings: [Wording] = []

    /// Chooses.
    init(
        _ tree: PageTree, _ blocks: PageBlocks, _ facts: PageFacts, _ linked: LinkedData,
        site: String?, host: String?
    ) {
        let names = SiteNames(site: site, host: host)
        let strip = { (title: String) in TitleText.withoutSite(title, names) }
        let graph = facts.meta("og:title").map(MarkupText.plain)
        let other = facts.meta("twitter:title", "title", "headline").map(MarkupText.plain)
        let record = facts.meta(
            "dc:title", "dc.title", "dcterms.title", "dcterm:title", "citation_title"
        ).map(MarkupText.plain)
        let service = facts.meta("parsely-title", "sailthru.title", "weibo:article:title")
            .map(MarkupText.plain)
        let stated = record ?? service
        let headline = linked.articles.first { $0.headline != nil }?.headline
        own = Own(
            record: (record ?? (graph == nil ? service : nil)).map(strip),
            headline: headline.map(strip), graph: graph.map(strip),
            document: facts.documentTitle.map(strip),
            hasCards: facts.meta("twitter:title") != nil)
        add("og:title", graph, 0.6, strip)
        add("jsonld", headline, 0.3, strip)
        add("meta title", stated, 0.4, strip)
        add("twitter:title", other, 0.12, strip)
        if let document = facts.documentTitle {
            let stripped = strip(document)
            let isAlone = graph == nil && headline == nil && stated == nil
            add("title element", document, isAlone ? 0.44 : 0.35, strip)
            for part in TitleText.parts(document) where part != stripped {
                vote(part, part.utf8.count * 2 > document.utf8.count ? 0.3 : 0.1)
            }
            if let head = TitleText.withoutTail(stripped) { vote(head, 0.15) }
            if let printed = Self.printedTail(of: document, blocks) { vote(printed, 0.5) }
        }
        addHeadings(
            tree, blocks, facts, names,
            hasMeta: graph != nil || headline != nil || stated != nil)
        if let best = wordings.max(by: { $0.weight < $1.weight }), best.weight > 0 {
            if let stated = self.stated(against: best), !names.name(stated) {
                title = stated
                heading = nearestHeading(TitleText.key(stated))
            } else {
                title = strip(best.text)
                heading = best.node ?? nearestHeading(best.key)
            }
        }
        candidates.sort { $0.trust > $1.trust }
    }

    // MARK: what the page states of itself

    /// The headline as records for machines have it, without the site's name.
    private struct Own {
        /// `dc.title` and its like, which are written for catalogues; those of services without
        /// `og:title`.
        var record: String?
        /// Of linked data.
        var headline: String?
        /// `og:title`.
        var graph: String?
        /// `<title>`.
        var document: String?
        /// Whether the page has headlines of their own for cards in social networks.
        var hasCards = false
    }

    private var own = Own()

    /// What the page states of itself in place of a wording that won, where that is rather right.
    ///
    /// - a catalogue's title, and linked data that `<title>` confirms, against another sentence;
    /// - `og:title` against a heading that has a rubric before the same words;
    /// - `og:title` against a heading that is another sentence, if linked data confirms it, or if
    ///   the page writes no cards: where it does, `og:title` is theirs, and the heading is right.
    private func stated(against best: Wording) -> String? {
        let headline = own.headline.map(TitleText.key)
        guard best.node != nil, headline != best.key else { return nil }
        if let record = own.record, differs(best, from: record) { return record }
        if let text = own.headline, headline == own.document.map(TitleText.key),
            differs(best, from: text)
        {
            return text
        }
        guard let graph = own.graph else { return nil }
        let key = TitleText.key(graph)
        if best.key.hasSuffix(" " + key), key.split(separator: " ").count >= 3 { return graph }
        let isOwn = headline.map { $0 == key } ?? !own.hasCards
        return isOwn && differs(best, from: graph) ? graph : nil
    }

    /// Whether a wording is another sentence than a title: neither holds the other.
    private func differs(_ wording: Wording, from title: String) -> Bool {
        let key = TitleText.key(title)
        guard key.contains(" ") else { return false }
        return !wording.key.holds(key) && !key.holds(wording.key)
    }

    /// What stands behind the colon of a `<title>`, where the page prints that alone.
    private static func printedTail(of document: String, _ blocks: PageBlocks) -> String? {
        guard let (_, tail) = document.cutFirst(": ") else { return nil }
        let bytes = Array(tail.utf8)
        let isPrinted = blocks.blocks.prefix(80).contains {
            $0.linkDensity < 0.5
                && blocks.bytes($0).split(separator: 0x0A).contains { $0.elementsEqual(bytes) }
        }
        return isPrinted && tail.contains(" ") ? tail : nil
    }

    private mutating func add(
        _ source: String, _ raw: String?, _ weight: Double, _ strip: (String) -> String
    ) {
        guard let raw, !raw.isEmpty else { return }
        candidates.append(.init(field: .title, source: source, raw: raw, trust: weight))
        vote(strip(raw), weight)
    }

    private mutating func vote(_ text: String, _ weight: Double, node: Int? = nil) {
        let key = TitleText.key(text)
        guard !key.isEmpty else { return }
        if let index = wordings.firstIndex(where: { $0.key == key }) {
            // Two headings with the same words are one source.
            if node != nil, wordings[index].node != nil { return }
            wordings[index].weight += weight
            if let node {
                wordings[index].node = node
                // Meta elements are at times in capitals or without typographic marks.
                wordings[index].text = text
            }
        } else {
            wordings.append(Wording(text: text, key: key, weight: weight, node: node))
        }
    }

    // MARK: headings

    private mutating func addHeadings(
        _ tree: PageTree, _ blocks: PageBlocks, _ facts: PageFacts, _ names: SiteNames,
        hasMeta: Bool
    ) {
        let others = wordings.map { Self.words($0.key) }
        let firsts = facts.headings.count { tree.nodes[$0].tag == .h1 }
        let title = facts.documentTitle.map(TitleText.parts) ?? []
        for node in facts.headings.prefix(60) {
            let text = ByteText.string(tree.textContent(node, limit: 600))
            let key = TitleText.key(text)
            guard !key.isEmpty, key.utf8.count < 400 else { continue }
            let hints = tree.nodes[node].hints
            let isFirst = tree.nodes[node].tag == .h1
            var weight = isFirst ? 0.7 : 0.15
            if isFirst && firsts == 1 { weight += 0.2 }
            if hints.contains(.title) { weight += 0.1 }
            if tree.lowercased(node, .itemprop).holds("headline") { weight += 0.2 }
            let words = Self.words(key)
            let likeness = others.map { Self.likeness(words, $0) }.max() ?? 0
            weight += likeness * 0.3
            // What the page says of itself for others is as unlike as can be.
            if likeness < 0.5, hasMeta { weight -= 0.1 }
            if likeness == 0, !others.isEmpty { weight -= 0.2 }
            weight += isFollowedByProse(node, tree, blocks) ? 0.15 : 0
            // One of many is a chapter's unless the page calls itself so; so is one of second rank.
            if likeness < 0.6, isFirst ? firsts > 2 : hints.isDisjoint(with: .title) {
                weight = min(weight, 0.3)
            }
            // Three words that nothing else on the page says: a rubric.
            if likeness == 0, key.count(where: { $0 == " " }) <= 2, !others.isEmpty {
                weight = min(weight, 0.3)
            }
            if Self.isSiteName(node, text, title, tree, names) { weight -= 1 }
            if tree.closest(
                node,
                where: {
                    tree.nodes[$0].tag == .nav || tree.nodes[$0].tag == .aside
                        || tree.nodes[$0].tag == .footer
                }) != nil
            {
                weight -= 0.5
            }
            if isFirst || weight > 0.5 {
                candidates.append(
                    .init(
                        field: .title, source: "\(tree.nodes[node].tag)", raw: text,
                        trust: max(0, min(0.9, weight))))
            }
            vote(text, weight, node: node)
        }
    }

    /// The words of a wording but for short ones, which any two sentences share.
    private static func words(_ key: String) -> Set<Substring> {
        let all = key.split(separator: " ")
        let long = all.filter { $0.utf8.count > 3 }
        return Set(long.isEmpty ? all : long)
    }

    /// The share of words that two titles have in common.
    private static func likeness(_ left: Set<Substring>, _ right: Set<Substring>) -> Double {
        let smaller = min(left.count, right.count)
        guard smaller > 0 else { return 0 }
        let shared = Double(left.intersection(right).count)
        return smaller >= 3
            ? shared / Double(smaller) : shared / Double(max(left.count, right.count))
    }

    private func isFollowedByProse(_ node: Int, _ tree: PageTree, _ blocks: PageBlocks) -> Bool {
        let next = blocks.firstIndex(atOrBehind: Int(tree.nodes[node].end))
        return blocks.blocks[next..<min(blocks.blocks.count, next + 14)].contains(where: \.isProse)
    }

    /// Whether a heading is a site's name or logo.
    private static func isSiteName(
        _ node: Int, _ text: String, _ parts: [String], _ tree: PageTree, _ names: SiteNames
    ) -> Bool {
        if names.name(text) { return true }
        for link in tree.below(node).prefix(6) where tree.nodes[link].tag == .a {
            guard let href = tree.value(link, .href) else { continue }
            if href == "/" || href == "./" || href == "index.html"
                || (href.holds("://") && PageURL.path(href).isEmpty && !href.contains("?"))
            {
                return true
            }
        }
        // The last part of several in `<title>`.
        let key = TitleText.key(text)
        return parts.count > 1 && parts.last.map(TitleText.key) == key
            && parts.first.map(TitleText.key) != key && key.utf8.count < 40
    }

    /// The heading whose words are nearest to the title, where the title is not of a heading.
    private func nearestHeading(_ key: String) -> Int? {
        let words = Self.words(key)
        let best = wordings.filter { $0.node != nil && $0.weight > 0.2 }
            .max { left, right in
                rank(left, words) < rank(right, words)
            }
        guard let best, rank(best, words) >= 0.6 else { return nil }
        return best.node
    }

    private func rank(_ wording: Wording, _ words: Set<Substring>) -> Double {
        wording.weight + Self.likeness(Self.words(wording.key), words)
    }
}
