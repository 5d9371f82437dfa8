/// Finds the article's text among the blocks of a page.
///
/// 1. Elements that are furniture by their kind or name (navigation, comments, share bars …) are
///    set aside, unless they hold most of the page's prose.
/// 2. Every element's weight is the sum of what its blocks speak for (prose) or against (links,
///    crumbs); the heaviest element holds the article, then the smallest one inside that keeps
///    nearly all of it.
/// 3. Inside, what is not body by position or wording goes.
struct PageBody {
    let tree: PageTree
    var blocks: PageBlocks
    let title: PageTitle
    /// The element that holds the article; 0 where there is no prose.
    private(set) var root = 0
    /// For each node, words of prose before it.
    private var prose: [Int32] = []

    /// Decides about all blocks of a page.
    init(_ tree: PageTree, blocks: PageBlocks, title: PageTitle) {
        self.tree = tree
        self.title = title
        self.blocks = blocks
        prose = sums { $0.isProse ? $0.words : 0 }
        setAside()
        root = chooseRoot()
        settleInside()
    }

    /// Sums of a measure of blocks, by node.
    private func sums(_ measure: (PageBlocks.Block) -> Int) -> [Int32] {
        var sums = [Int32](repeating: 0, count: tree.nodes.count + 1)
        // At the container: a line is not the first of its spans'.
        for block in blocks.blocks { sums[block.container + 1] += Int32(measure(block)) }
        var total: Int32 = 0
        for index in sums.indices {
            total += sums[index]
            sums[index] = total
        }
        return sums
    }

    private func proseWords(in node: Int) -> Int {
        Int(prose[Int(tree.nodes[node].end)] - prose[node])
    }

    // MARK: furniture

    private mutating func setAside() {
        let total = Int(prose.last ?? 0)
        var index = 0
        while index < tree.nodes.count {
            let node = tree.nodes[index]
            guard node.tag != .text, let fate = fate(of: index, total: total) else {
                index += 1
                continue
            }
            for block in blocks.indices(in: index, of: tree) { blocks.settle(block, fate) }
            // Captions and bios may lie inside a caption or bio: the outer one decides.
            index = Int(node.end)
        }
    }

    /// What an element makes of all its blocks; nil where it decides nothing.
    func fate(of index: Int, total: Int) -> PageBlocks.Fate? {
        let node = tree.nodes[index]
        switch node.tag {
        case .html, .body, .main: return nil
        case .nav, .menu, .dialog: return isSmall(index, 0.7, total) ? .boilerplate : nil
        case .figcaption, .caption: return .caption
        // A figure may frame a quotation or a table.
        case .figure: return isSmall(index, 0.1, total) ? .caption : nil
        case .footer: return isSmall(index, 0.7, total) ? .boilerplate : nil
        case .aside: return isSmall(index, 0.4, total) ? .boilerplate : nil
        case .form, .fieldset: return isSmall(index, 0.2, total) ? .boilerplate : nil
        case _: break
        }
        var hints = node.hints
        guard !hints.isDisjoint(with: Self.deciding) else { return nil }
        if node.tag == .article || node.tag == .a {
            hints.subtract([.related, .promotion, .tags, .metadata])
        }
        // A teaser text is the lead of an article as often as a teaser.
        if hints.contains(.subtitle) { hints.subtract(.promotion) }
        if hints.contains(.correction) && proseWords(in: index) < 120 { return .correction }
        if hints.contains(.bio) && isSmall(index, 0.3, total) { return .bio }
        if hints.contains(.caption) || (hints.contains(.credit) && proseWords(in: index) < 40) {
            if isSmall(index, 0.2, total) { return .caption }
        }
        if hints.contains(.picture), isSmall(index, 0.1, total), holdsPicture(index) {
            return .caption
        }
        guard !hints.isDisjoint(with: .boilerplate) else { return nil }
        if hints.contains([.article, .body]) {
            return isSmall(index, 0.12, total) ? .boilerplate : nil
        }
        if !hints.isDisjoint(with: Self.never) {
            return isSmall(index, 0.8, total) ? .boilerplate : nil
        }
        let limit = hints.isDisjoint(with: [.article, .body]) ? 0.4 : 0.12
        return isSmall(index, limit, total) ? .boilerplate : nil
    }

    /// Names that a template does not give to what holds the article.
    private static let never: PageHints = [.comment, .cookie, .footer, .related, .newsletter]

    /// Whether an element holds less than a share of the page's prose, and not the headline.
    private func isSmall(_ index: Int, _ share: Double, _ total: Int) -> Bool {
        if let heading = title.heading, heading > index, heading < Int(tree.nodes[index].end),
            proseWords(in: index) > 0
        {
            return false
        }
        let words = proseWords(in: index)
        return words == 0 || Double(words) < share * Double(total)
    }

    private static let deciding: PageHints = PageHints.boilerplate.union([
        .caption, .credit, .correction, .bio, .picture,
    ])

    /// Whether an element is a picture with a line or two.
    private func holdsPicture(_ index: Int) -> Bool {
        blocks.indices(in: index, of: tree).count <= 3
            && tree.below(index).contains {
                tree.nodes[$0].tag == .img || tree.nodes[$0].tag == .picture
            }
    }

    // MARK: root

    private func chooseRoot() -> Int {
        let best = heaviest { block in
            guard block.fate == .undecided else { return 0 }
            if block.isProse { return block.words * 4 }
            if block.linkDensity > 0.5 { return -min(block.words, 12) * 2 }
            return block.kind == .heading ? 0 : -min(block.words, 4)
        }
        if proseWords(in: best) >= 40 { return single(best) }
        // Tables, lists, verse: what is not link counts, near the headline twice.
        let start = title.heading ?? 0
        return heaviest { block in
            guard block.fate == .undecided, block.node > start else { return 0 }
            if block.linkDensity > 0.5 { return -min(block.words, 12) * 2 }
            return block.words * (block.isProse ? 4 : 2)
        }
    }

    /// The heaviest element, narrowed to the smallest one inside that keeps nearly all.
    private func heaviest(_ measure: (PageBlocks.Block) -> Int) -> Int {
        let weights = sums(measure)
        func weight(_ node: Int) -> Int32 { weights[Int(tree.nodes[node].end)] - weights[node] }
        var best = 0
        var bestWeight: Int32 = 0
        for index in tree.nodes.indices where tree.nodes[index].tag != .text {
            let current = weight(index)
            if current > bestWeight || (current == bestWeight && current > 0) {
                (best, bestWeight) = (index, current)
            }
        }
        while let child = narrower(best, weight) { best = child }
        return best
    }

    /// The child that holds the article where its parent holds other things as well.
    ///
    /// That is one with nearly all of the weight, or one with half of it beside children of other
    /// names, behind the headline: a page's columns, not the parts of an article.
    private func narrower(_ node: Int, _ weight: (Int) -> Int32) -> Int? {
        let whole = weight(node)
        let children = tree.children(node).filter { tree.nodes[$0].tag != .text }
        guard let child = children.max(by: { weight($0) < weight($1) }),
            Self.container.contains(tree.nodes[child].tag)
        else { return nil }
        let own = weight(child)
        // A list of other articles may outweigh the one that has the headline.
        if let heading = title.heading,
            let titled = children.first(where: {
                $0 < heading && heading < Int(tree.nodes[$0].end)
            }), titled != child, tree.nodes[titled].tag != .header,
            proseWords(in: titled) >= 50, weight(titled) * 3 >= own
        {
            return titled
        }
        if own * 100 >= whole * 85 { return own > 0 ? child : nil }
        guard own * 100 >= whole * 45, !isNamedArticle(node) else { return nil }
        if let heading = title.heading, heading > Int(tree.nodes[child].end) { return nil }
        let name = tree.lowercased(child, .class)
        for other in children where other != child && weight(other) > 0 {
            guard Self.container.contains(tree.nodes[other].tag) else { return nil }
            guard tree.nodes[other].tag == tree.nodes[child].tag else { continue }
            let hints = tree.nodes[other].hints
            if tree.lowercased(other, .class) == name
                || (!hints.isEmpty && hints == tree.nodes[child].hints)
            {
                return nil
            }
        }
        return child
    }

    /// Whether an element or one of the two around it is named as an article or its text.
    private func isNamedArticle(_ node: Int) -> Bool {
        tree.closest(node, within: 2) { candidate in
            let node = tree.nodes[candidate]
            if node.tag == .body || node.tag == .html || node.tag == .main { return false }
            return node.tag == .article || node.hints.contains(.article)
                || (node.hints.contains(.body) && node.tag == .section)
        } != nil
    }

    private static let container = HTMLTagSet([
        .article, .body, .center, .custom, .div, .form, .main, .section, .table, .tbody, .td, .tr,
        .other, .ul, .ol, .span, .header, .dl, .dd, .fieldset, .font, .aside,
    ])

    /// Of several articles in one element, the one that has the headline.
    private func single(_ root: Int) -> Int {
        guard let heading = title.heading, heading > root, heading < Int(tree.nodes[root].end)
        else {
            return root
        }
        var articles: [Int] = []
        var index = root + 1
        while index < Int(tree.nodes[root].end) {
            let node = tree.nodes[index]
            if node.tag == .article
                || (node.tag != .text && node.hints.contains(.article) && node.tag != .a
                    && HTMLTagSet.block.contains(node.tag)),
                proseWords(in: index) >= 25
            {
                articles.append(index)
                index = Int(node.end)
            } else {
                index += 1
            }
        }
        guard articles.count > 1,
            let own = articles.first(where: { $0 < heading && heading < Int(tree.nodes[$0].end) }),
            proseWords(in: own) >= 60
        else { return root }
        return own
    }
}
