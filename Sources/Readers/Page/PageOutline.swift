extension PageExtraction {
    /// The blocks of a page, one a line, with what became of each and the names around it: for
    /// looking into why a page reads as it does.
    package static func outline(
        _ html: some Collection<UInt8>, url: String?
    ) throws(ReadError) -> [String] {
        let page = PageEncoding.utf8(Array(html), declared: nil).bytes
        let tree = try PageTreeBuilder.parse(PageScan(page).markup)
        let facts = PageFacts(tree)
        let linked = LinkedData([], url: url, titles: [])
        let blocks = PageBlocks(tree)
        let title = PageTitle(
            tree, blocks, facts, linked, site: nil, host: url.flatMap(PageURL.host))
        let body = PageBody(tree, blocks: blocks, title: title)
        var lines = ["root " + path(body.root, tree)]
        for block in body.blocks.blocks {
            let density = Int(block.linkDensity * 100)
            var decided = ""
            var current: Int? = block.node
            while let node = current {
                if let fate = body.fate(of: node, total: 1_000_000) {
                    decided +=
                        " [\(fate) \(tree.nodes[node].tag).\(tree.lowercased(node, .class).prefix(50)) \(String(tree.nodes[node].hints.rawValue, radix: 16))]"
                }
                current = tree.parent(node)
            }
            lines.append(
                "\(block.fate) \(block.kind) w\(block.words) l\(density) "
                    + String(body.blocks.string(block).prefix(60)) + "  <<"
                    + path(block.container, tree) + ">>" + decided)
        }
        return lines
    }

    private static func path(_ node: Int, _ tree: PageTree) -> String {
        var parts: [String] = []
        var current: Int? = node
        while let node = current, parts.count < 7 {
            let names = tree.lowercased(node, .class) + "#" + tree.lowercased(node, .id)
            parts.append("\(tree.nodes[node].tag).\(names.prefix(60))")
            current = tree.parent(node)
        }
        return parts.joined(separator: " < ")
    }
}
