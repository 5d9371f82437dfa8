/// Chooses the headline among what a page says of it.
///
/// The headline on the page is what readers know the article by. `<title>` and OpenGraph carry the
/// site's name, linked data is at times shortened. So: the heading that agrees with one of them
/// wins; else linked data, OpenGraph, `<title>` without the site's name, the first heading.
struct PageTitle {
    /// The headline; empty where there is none.
    private(set) var title = ""
    /// The heading element that bears it.
    private(set) var heading: Int?
    private(set) var candidates: [PageCandidate] = []

    /// Chooses.
    init(
        _ tree: PageTree, _ facts: PageFacts, _ linked: LinkedData, site: String?, host: String?
    ) {
        let document = facts.documentTitle
        let graph = facts.meta("og:title").map(MarkupText.plain)
        let twitter = facts.meta(
            "twitter:title", "parsely-title", "sailthru.title", "dc.title", "dcterms.title",
            "citation_title", "title", "headline"
        )
        .map(MarkupText.plain)
        let headline = linked.articles.first { $0.headline != nil }?.headline
        let strip = { (title: String?) -> String? in
            title.map { TitleText.withoutSite($0, site: site, host: host) }
        }
        let trimmed = [strip(headline), strip(graph), strip(twitter), strip(document)]
        let keys = trimmed.map { $0.map(TitleText.key) ?? "" }
        note("jsonld", headline, 0.8)
        note("og:title", graph, 0.8)
        note("meta title", twitter, 0.7)
        note("title element", document, 0.6)
        // Headings, each with how well it agrees with the rest.
        var best: (node: Int, text: String, score: Double)?
        for node in facts.headings {
            let text = ByteText.string(tree.textContent(node, limit: 600))
            let key = TitleText.key(text)
            guard !key.isEmpty, key.utf8.count < 400 else { continue }
            let isFirst = tree.nodes[node].tag == .h1
            var score = 0.0
            for other in keys where !other.isEmpty {
                score += Self.agreement(key, other)
            }
            if let document {
                let parts = TitleText.parts(document).map(TitleText.key)
                if parts.contains(key) { score += 0.5 }
            }
            if isFirst { score += 0.35 }
            if !tree.nodes[node].hints.isDisjoint(with: [.title]) { score += 0.15 }
            if tree.lowercased(node, .itemprop).contains("headline") { score += 0.3 }
            if TitleText.key(TitleText.withoutSite(text, site: site, host: host)).isEmpty {
                score -= 1
            }
            if isFirst { note("h1", text, min(0.9, 0.4 + score / 4)) }
            if best.map({ score > $0.score }) ?? true { best = (node, text, score) }
        }
        if let best, best.score >= 0.85 {
            heading = best.node
            title = best.text
        } else {
            title = trimmed.compactMap { $0 }.first { !$0.isEmpty } ?? best?.text ?? ""
            if let best, best.score >= 0.35, tree.nodes[best.node].tag == .h1 {
                heading = best.node
            }
        }
        title = TitleText.withoutSite(title, site: site, host: host)
        candidates.sort { $0.trust > $1.trust }
    }

    /// 1 where equal, part where one begins or ends the other, else 0.
    private static func agreement(_ left: String, _ right: String) -> Double {
        if left == right { return 1 }
        let (short, long) = left.utf8.count < right.utf8.count ? (left, right) : (right, left)
        guard short.utf8.count >= 12 else { return 0 }
        let share = Double(short.utf8.count) / Double(long.utf8.count)
        if long.hasPrefix(short) || long.hasSuffix(short) { return 0.4 + share * 0.5 }
        return long.contains(short) && share > 0.5 ? share * 0.6 : 0
    }

    private mutating func note(_ source: String, _ raw: String?, _ trust: Double) {
        guard let raw, !raw.isEmpty else { return }
        candidates.append(.init(field: .title, source: source, raw: raw, trust: trust))
    }
}
