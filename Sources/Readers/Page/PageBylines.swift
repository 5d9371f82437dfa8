/// Finds the elements and lines of a page that say who wrote it.
struct PageBylines {
    /// What was found, in the order of the page.
    private(set) var groups: [PageAuthors.Group] = []
    private let context: PageContext
    private var tree: PageTree { context.tree }

    /// Looks through a page.
    init(_ context: PageContext) {
        self.context = context
        fromElements()
        fromHeaderLines()
        fromLastLines()
    }

    private mutating func add(
        _ source: String, _ raws: [String], _ trust: Double, node: Int?, namesAuthor: Bool = true
    ) {
        let raws = raws.map(BylineLine.cleaned).filter { !$0.isEmpty && $0.utf8.count < 400 }
        guard !raws.isEmpty else { return }
        groups.append(
            .init(source: source, raws: raws, trust: trust, node: node, namesAuthor: namesAuthor))
    }

    // MARK: elements

    private mutating func fromElements() {
        var behind = 0
        for node in context.facts.authors.prefix(400) where node >= behind {
            let hints = tree.nodes[node].hints
            // The name of the body is no byline, however it is called.
            if context.isOnMainPath(node) { continue }
            let property = tree.lowercased(node, .itemprop)
            let isProperty = property.holds("author") || property == "creator"
            let isRel = tree.lowercased(node, .rel).holds("author")
            let isLink = tree.nodes[node].tag == .a && !isRel
            if context.isFurniture(node, strictly: isProperty || isRel) { continue }
            var raws: [String] = []
            if let content = tree.value(node, .content), isProperty { raws = [content] }
            if raws.isEmpty { raws = names(in: node) }
            guard !raws.isEmpty else { continue }
            behind = Int(tree.nodes[node].end)
            var trust = isProperty ? 0.82 : isRel ? 0.8 : hints.contains(.byline) ? 0.8 : 0.72
            if isLink && hints.isDisjoint(with: [.byline, .author]) {
                trust = 0.7
                raws = raws.filter { AuthorNames.isName($0, rules: context.rules) }
                // In running text such links lead to whom it is about.
                if raws.isEmpty || context.proximity(node) < 0.9 { continue }
            }
            trust *= max(context.proximity(node), isProperty ? 0.6 : 0)
            let source =
                isProperty
                ? "itemprop author" : isRel ? "rel author" : isLink ? "author link" : "byline block"
            if joins(source, node, behind, trust) {
                groups[groups.count - 1].raws += raws.map(BylineLine.cleaned)
            } else {
                add(source, raws, trust, node: node)
            }
        }
    }

    /// Whether an element stands beside the last one, so that both are one byline.
    private func joins(_ source: String, _ node: Int, _ end: Int, _ trust: Double) -> Bool {
        guard let last = groups.last, last.source == source, let previous = last.node,
            end - previous < 60, last.raws.count < 12, abs(last.trust - trust) < 0.001,
            tree.nodes[node].tag == tree.nodes[previous].tag
        else { return false }
        let parents = (tree.parent(previous), tree.parent(node))
        return parents.0 == parents.1
            || parents.0.flatMap(tree.parent) == parents.1.flatMap(tree.parent)
    }

    /// The names inside an element: those of inner elements that are marked as such, else its text.
    private func names(in node: Int) -> [String] {
        var inner: [String] = []
        var index = node + 1
        let end = Int(tree.nodes[node].end)
        while index < end, inner.count < 40 {
            if isName(index) {
                let text = tree.textContent(index, limit: 200, apart: true)
                if text.count > 2, text.count < 120 {
                    let name = ByteText.string(text)
                    if !inner.contains(name) { inner.append(name) }
                    index = Int(tree.nodes[index].end)
                    continue
                }
            }
            index += 1
        }
        if !inner.isEmpty { return inner }
        let text = tree.textContent(node, separator: 0x0A, limit: 400, apart: true)
        guard !text.isEmpty, text.count <= 300 else { return [] }
        return lines(ByteText.string(text))
    }

    /// The lines of a byline that name somebody, or all of it as one.
    private func lines(_ text: String) -> [String] {
        let lines = text.split(separator: "\n").map(String.init)
        let whole = lines.joined(separator: " ")
        guard lines.count > 1 else { return [whole] }
        let named = lines.filter { AuthorNames.isName($0, rules: context.rules) }
        if !named.isEmpty { return named }
        if let begin = lines.first(where: BylineLine.begins), begin.utf8.count > 8 {
            return [begin]
        }
        return [whole]
    }

    private func isName(_ node: Int) -> Bool {
        let child = tree.nodes[node]
        guard child.tag != .text, child.tag != .img else { return false }
        if tree.lowercased(node, .itemprop) == "name" { return true }
        if tree.lowercased(node, .rel).holds("author") { return true }
        if child.tag == .a, let href = tree.bytes(node, .href), AuthorLink.leadsToAuthor(href) {
            return true
        }
        return child.hints.contains(.name)
            && child.hints.isDisjoint(with: [.bio, .description, .date])
    }

    // MARK: lines

    private mutating func fromHeaderLines() {
        let blocks = context.body.blocks
        for index in context.headerBlocks {
            let block = blocks.blocks[index]
            guard block.words <= 24, block.range.count < 240, !block.isProse else { continue }
            if context.isFurniture(block.container) { continue }
            let raw = ByteText.collapsed(blocks.string(block))
            let hasDigit = raw.utf8.contains { $0 &- 0x30 < 10 }
            if BylineLine.isLabel(raw), let next = after(index) {
                add("byline", [next], 0.68, node: block.container)
            } else if BylineLine.begins(raw) {
                add("byline", [raw], 0.91, node: block.container)
            } else if block.kind == .heading || block.fate == .caption {
                continue
            } else if block.words <= 16, hasDigit || raw.contains(where: { "|·•—".contains($0) }),
                let tail = BylineLine.introduced(in: raw)
            {
                add("byline", [tail], 0.66, node: block.container)
            } else if hasDigit, block.words <= 8, block.linkBytes == 0,
                let name = besideDate(raw)
            {
                add("dateline", [name], 0.5, node: block.container, namesAuthor: false)
            }
        }
    }

    /// The text behind a label, where it is short.
    private func after(_ index: Int) -> String? {
        let blocks = context.body.blocks
        guard index + 1 < blocks.blocks.count else { return nil }
        let next = blocks.blocks[index + 1]
        return next.words <= 10 && next.range.count < 120 ? blocks.string(next) : nil
    }

    /// The one part of a line with a date that is a person's name.
    private func besideDate(_ line: String) -> String? {
        let parts = line.split { "|·•–—,/".contains($0) }.flatMap { part in
            part.components(by: " - ").filter { !$0.isEmpty }
        }.map(ByteText.collapsed)
        guard parts.count > 1 else { return nil }
        let names = parts.filter {
            !$0.isEmpty && !$0.contains(where: \.isNumber)
                && AuthorNames.isName($0, rules: context.rules)
        }
        guard names.count == 1, names[0].split(separator: " ").count <= 3,
            names[0].first?.isUppercase ?? false
        else { return nil }
        let title = " " + TitleText.key(context.title) + " "
        return title.holds(" " + TitleText.key(names[0]) + " ") ? nil : names[0]
    }

    private mutating func fromLastLines() {
        let blocks = context.body.blocks
        guard let last = context.body.lastBodyBlock else { return }
        for index in max(0, last - 3)..<min(blocks.blocks.count, last + 12) {
            let block = blocks.blocks[index]
            guard block.words <= 16, block.range.count < 160 else { continue }
            if context.isFurniture(block.container) { continue }
            // "— Jane Doe" is signed with a dash.
            let raw = String(blocks.string(block).drop { "—–- ".contains($0) })
            if BylineLine.isLabel(raw), let next = after(index) {
                add("byline", [next], 0.55, node: block.container, namesAuthor: false)
            } else if BylineLine.begins(raw) {
                add("byline", [raw], 0.55, node: block.container, namesAuthor: false)
            } else if index == last, block.words <= 12, let comma = raw.firstIndex(of: ","),
                BylineLine.isSignature(String(raw[..<comma])),
                AuthorNames.isName(String(raw[..<comma]), rules: context.rules)
            {
                add(
                    "signature", [String(raw[..<comma])], 0.45, node: block.container,
                    namesAuthor: false)
            } else if index <= last, index >= last - 1, block.words <= 4, block.kind != .heading,
                block.kind != .item, BylineLine.isSignature(raw),
                AuthorNames.isName(raw, rules: context.rules)
            {
                add("signature", [raw], 0.5, node: block.container, namesAuthor: false)
            }
        }
    }
}
