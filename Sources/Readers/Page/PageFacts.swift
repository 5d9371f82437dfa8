/// What one pass over a tree collects: meta elements, links, headings, and elements whose names or
/// attributes say that they hold an author, a date or the like.
struct PageFacts {
    /// `<meta>`: key in lower case (name, property, itemprop or http-equiv) and content.
    private(set) var metas: [(key: String, value: String)] = []
    private(set) var canonical: String?
    /// `<title>`, the first that is not empty.
    private(set) var documentTitle: String?
    private(set) var language: String?
    private(set) var headings: [Int] = []
    private(set) var times: [Int] = []
    /// Elements that may hold authors: rel, itemprop, byline and author names.
    private(set) var authors: [Int] = []
    /// Elements that may hold dates.
    private(set) var dates: [Int] = []
    private(set) var breadcrumbs: [Int] = []
    private(set) var subtitles: [Int] = []
    private(set) var sections: [Int] = []
    private(set) var bios: [Int] = []

    /// Collects from a tree.
    init(_ tree: PageTree) {
        for index in tree.nodes.indices {
            let node = tree.nodes[index]
            switch node.tag {
            case .text: continue
            case .html: language = tree.value(index, .lang) ?? tree.value(index, .xmlLang)
            case .meta: collectMeta(tree, index)
            case .link: collectLink(tree, index)
            case .title:
                if documentTitle == nil {
                    let title = ByteText.string(Self.plainText(tree, index))
                    documentTitle = title.isEmpty ? nil : title
                }
            case .h1, .h2: headings.append(index)
            case .h3: if node.hints.contains(.title) { headings.append(index) }
            case .time: times.append(index)
            case _: break
            }
            guard node.count > 0, node.tag != .meta, node.tag != .link, node.tag != .body,
                node.tag != .html
            else { continue }
            collectElement(tree, index, node)
        }
    }

    /// The text of an element that extraction takes for silent, such as `<title>`.
    private static func plainText(_ tree: PageTree, _ node: Int) -> [UInt8] {
        var text: [UInt8] = []
        for child in tree.below(node) where tree.nodes[child].tag == .text {
            ByteText.appendCollapsed(tree.text(child), to: &text)
        }
        return ByteText.collapsed(text)
    }

    /// Every key is looked for in the whole list; no page has more for a reason.
    private static let maximumMetas = 600

    private mutating func collectMeta(_ tree: PageTree, _ index: Int) {
        guard metas.count < Self.maximumMetas else { return }
        // Some tools rewrite pages and call it `value`.
        guard let content = tree.value(index, .content) ?? tree.value(index, .value) else { return }
        for key in [HTMLAttribute.name, .property, .itemprop, .httpEquiv] {
            let name = tree.lowercased(index, key)
            // A property may be a list (RDFa).
            for name in name.split(separator: " ") { metas.append((String(name), content)) }
        }
    }

    private mutating func collectLink(_ tree: PageTree, _ index: Int) {
        guard canonical == nil, let href = tree.value(index, .href) else { return }
        let rel = tree.lowercased(index, .rel)
        if rel == "canonical" || rel.hasPrefix("canonical ") { canonical = href }
    }

    private mutating func collectElement(_ tree: PageTree, _ index: Int, _ node: PageTree.Node) {
        let hints = node.hints
        if node.tag == .a,
            tree.bytes(index, .rel) != nil && tree.lowercased(index, .rel).holds("author")
                || tree.bytes(index, .href).map(AuthorLink.surelyLeadsToAuthor) ?? false
        {
            authors.append(index)
        }
        if tree.bytes(index, .itemprop) != nil {
            let property = tree.lowercased(index, .itemprop)
            if property.holds("author") || property == "creator", authors.last != index {
                authors.append(index)
            }
            if property.hasPrefix("date") || property.holds("datepublished") {
                dates.append(index)
            }
        } else if !hints.isDisjoint(with: [.byline, .author]) {
            if authors.last != index { authors.append(index) }
        }
        if !hints.isDisjoint(with: [.date, .modified, .byline, .metadata, .author]),
            node.tag != .time
        {
            if dates.last != index { dates.append(index) }
        }
        if hints.contains(.breadcrumb) { breadcrumbs.append(index) }
        if hints.contains(.subtitle) { subtitles.append(index) }
        if hints.contains(.section) { sections.append(index) }
        if hints.contains(.bio) || (hints.contains(.author) && hints.contains(.description)) {
            bios.append(index)
        }
    }

    /// The content of the first `<meta>` of those keys that is there, by the order of the keys.
    func meta(_ keys: String...) -> String? {
        for key in keys {
            if let found = metas.first(where: { $0.key == key }) { return found.value }
        }
        return nil
    }

    /// The contents of all `<meta>` of a key.
    func allMeta(_ key: String) -> [String] {
        metas.filter { $0.key == key }.map(\.value)
    }
}
