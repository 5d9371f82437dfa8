import Articles

/// Finds who wrote an article.
///
///     source                                    trust
///     author of the linked article              0.90
///     parsely-author, sailthru.author, byl …    0.85
///     itemprop author, rel author, byline       0.80
///     article:author that is no URL             0.75
///     meta author                               0.70
///     a line of the header that begins with By  0.70
struct PageAuthors {
    /// The authors, in the order of the byline.
    private(set) var authors: [Author] = []
    private(set) var candidates: [PageCandidate] = []
    /// The elements that hold them, where elements did.
    private(set) var nodes: [Int] = []

    private struct Group {
        var source: String
        var raws: [String]
        var trust: Double
        var node: Int?
    }

    private var groups: [Group] = []

    /// Collects from all sources and chooses.
    init(_ context: PageContext) {
        fromLinkedData(context.linked)
        fromMeta(context.facts)
        fromElements(context)
        fromLines(context)
        groups.sort { $0.trust > $1.trust }
        for group in groups {
            for raw in group.raws {
                candidates.append(
                    .init(field: .author, source: group.source, raw: raw, trust: group.trust))
            }
        }
        choose(context)
    }

    private mutating func choose(_ context: PageContext) {
        for group in groups {
            let parsed = Self.parse(group, context)
            guard !parsed.isEmpty else { continue }
            authors = parsed
            if let node = group.node { nodes = [node] }
            return
        }
    }

    private static func parse(_ group: Group, _ context: PageContext) -> [Author] {
        var authors: [Author] = []
        for raw in group.raws {
            for author in AuthorNames.parse(
                raw, source: group.source, language: context.language, site: context.site)
            where !authors.contains(where: { $0.id == author.id }) {
                authors.append(author)
            }
        }
        return authors
    }

    private mutating func add(
        _ source: String, _ raws: [String], _ trust: Double, _ node: Int? = nil
    ) {
        let raws = raws.map(MarkupText.plain).filter { !$0.isEmpty && $0.utf8.count < 400 }
        guard !raws.isEmpty else { return }
        groups.append(Group(source: source, raws: raws, trust: trust, node: node))
    }

    private mutating func fromLinkedData(_ linked: LinkedData) {
        for (index, article) in linked.articles.prefix(3).enumerated() {
            let share = index == 0 ? 1.0 : article.isMain ? 0.95 : 0.5
            let people = article.authors.filter { !$0.isOrganization }
            add("jsonld", people.map(\.name), 0.9 * share)
        }
    }

    private static let keys: [(String, Double)] = [
        ("parsely-author", 0.85), ("sailthru.author", 0.85), ("byl", 0.85),
        ("citation_author", 0.88), ("dc.creator", 0.8), ("dcterms.creator", 0.8),
        ("dc:creator", 0.8), ("dc.author", 0.8), ("authors", 0.78), ("article:author", 0.75),
        ("article:author_name", 0.8), ("og:article:author", 0.75), ("author", 0.7),
        ("article.author", 0.75), ("rbauthors", 0.8), ("cxenseparse:author", 0.75),
        ("vr:author", 0.75), ("shareaholic:article_author_name", 0.75), ("twitter:data1", 0.3),
    ]

    private mutating func fromMeta(_ facts: PageFacts) {
        for (key, trust) in Self.keys {
            let values = facts.allMeta(key).filter { !$0.contains("://") && !$0.hasPrefix("@") }
            add(key, values, trust)
        }
    }

    // MARK: elements

    private mutating func fromElements(_ context: PageContext) {
        let tree = context.tree
        var behind = 0
        for node in context.facts.authors.prefix(300) where node >= behind {
            if context.isFurniture(node) { continue }
            let hints = tree.nodes[node].hints
            let property = tree.lowercased(node, .itemprop)
            let isProperty = property.contains("author") || property == "creator"
            let isRel = tree.nodes[node].tag == .a
            var raws: [String] = []
            if let content = tree.value(node, .content), isProperty { raws = [content] }
            if raws.isEmpty { raws = Self.names(in: node, tree) }
            guard !raws.isEmpty else { continue }
            behind = Int(tree.nodes[node].end)
            var trust = isProperty ? 0.82 : isRel ? 0.8 : hints.contains(.byline) ? 0.8 : 0.72
            trust *= context.proximity(node)
            let source = isProperty ? "itemprop author" : isRel ? "rel author" : "byline block"
            // Several elements side by side are one byline.
            if let last = groups.last, last.source == source, let previous = last.node,
                behind - previous < 400, abs(last.trust - trust) < 0.001,
                tree.parent(previous) == tree.parent(node)
                    || tree.parent(previous).flatMap(tree.parent)
                        == tree.parent(node).flatMap(tree.parent)
            {
                groups[groups.count - 1].raws += raws
                continue
            }
            add(source, raws, trust, node)
        }
    }

    /// The names inside an element: those of inner elements that are marked as such, else its text.
    private static func names(in node: Int, _ tree: PageTree) -> [String] {
        var inner: [String] = []
        var index = node + 1
        let end = Int(tree.nodes[node].end)
        while index < end, inner.count < 40 {
            let child = tree.nodes[index]
            let isName =
                child.tag != .text && child.tag != .img
                && (tree.lowercased(index, .itemprop) == "name"
                    || tree.lowercased(index, .rel).contains("author")
                    || (child.tag == .a && isAuthorLink(tree.lowercased(index, .href)))
                    || (child.hints.contains(.name)
                        && child.hints.isDisjoint(with: [.bio, .description])))
            if isName {
                let text = tree.textContent(index, limit: 200)
                if text.count > 2, text.count < 120 {
                    let name = ByteText.string(text)
                    if !inner.contains(name) { inner.append(name) }
                    index = Int(child.end)
                    continue
                }
            }
            index += 1
        }
        if !inner.isEmpty { return inner }
        let text = tree.textContent(node, separator: 0x0A, limit: 400)
        return text.isEmpty || text.count > 300 ? [] : [ByteText.string(text)]
    }

    private static let linkMarks = [
        "/author/", "/authors/", "/autor/", "/autoren/", "/auteur/", "/autore/", "/people/",
        "/person/", "/staff/",
        "/contributor", "/columnist", "/journalist", "/profile/", "/reporter", "/by/", "/writers/",
        "/writer/", "/bio/",
    ]

    private static func isAuthorLink(_ href: String) -> Bool {
        linkMarks.contains { href.contains($0) }
    }

    // MARK: lines

    private static let prefixes = [
        "by ", "by: ", "von ", "par ", "por ", "di ", "door ", "text: ", "autor: ", "author: ",
        "written by ",
        "words by ", "posted by ", "von: ", "text von ", "ein kommentar von ", "kommentar von ",
        "ein gastbeitrag von ",
        "gastbeitrag von ", "a cura di ", "publié par ", "escrito por ", "an article by ",
        "story by ", "opinion by ", "autorin: ", "analysis by ",
    ]

    private mutating func fromLines(_ context: PageContext) {
        let blocks = context.body.blocks
        for index in context.headerBlocks {
            let block = blocks.blocks[index]
            guard block.words <= 20, block.range.count < 200 else { continue }
            let raw = blocks.string(block)
            let lower = raw.lowercased()
            guard Self.prefixes.contains(where: { lower.hasPrefix($0) }) else { continue }
            add("byline", [raw], 0.7, block.container)
        }
    }
}
