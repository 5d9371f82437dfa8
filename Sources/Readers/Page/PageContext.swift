/// All that has been found out about a page before title, authors and dates are chosen.
struct PageContext {
    let tree: PageTree
    let facts: PageFacts
    let linked: LinkedData
    let body: PageBody
    let url: String?
    let site: String?
    let host: String?
    /// What can be an author's name on the site.
    let rules: NameRules
    /// The names of the house that publishes it.
    let house: House
    let language: String?
    /// The language with the region that the page states: `en-GB`.
    let locale: String?
    let title: String
    /// The heading that bears the title; nil where none does.
    let heading: Int?
    /// Candidates so far, best first within a field.
    var candidates: [PageCandidate] = []

    /// The blocks between which bylines stand: from a little before the headline (or the body) to
    /// the first paragraphs of the body.
    var headerBlocks: Range<Int> {
        let count = body.blocks.blocks.count
        let first = body.firstBodyBlock ?? count
        guard let heading else { return max(0, first - 12)..<min(count, first + 2) }
        let start = body.blocks.firstIndex(atOrBehind: heading)
        if first < start { return max(0, first - 6)..<min(count, start + 6) }
        return max(0, start - 8)..<min(count, max(min(first + 2, start + 40), start + 8))
    }

    /// Whether an element lies in one that is furniture: comments, related articles, navigation.
    ///
    /// - Parameter strictly: only those that hold others' names: comments and related articles.
    func isFurniture(_ node: Int, strictly: Bool = false) -> Bool {
        let kinds: PageHints =
            strictly ? [.comment, .related] : [.comment, .related, .navigation, .cookie, .login]
        let hasMain = body.root > 0 && heading != nil
        return tree.closest(node) { candidate in
            let node = tree.nodes[candidate]
            if node.tag == .nav && !strictly { return true }
            // Another article: one of a list of teasers, a comment.
            if node.tag == .article && hasMain && !isOnMainPath(candidate) { return true }
            if node.tag == .body || node.tag == .html { return false }
            return !node.hints.isDisjoint(with: kinds)
                && !isOnMainPath(candidate)
        } != nil
    }

    /// Whether an element holds the headline or the body, whatever its name.
    func isOnMainPath(_ node: Int) -> Bool {
        let range = node..<Int(tree.nodes[node].end)
        if body.root > 0 && range.contains(body.root) { return true }
        return heading.map(range.contains) ?? false
    }

    /// How an element lies to the article: 1 in its header, less elsewhere.
    func proximity(_ node: Int) -> Double {
        let block = body.blocks.firstIndex(atOrBehind: node)
        if headerBlocks.contains(block) { return 1 }
        guard let last = body.lastBodyBlock, let first = body.firstBodyBlock else { return 0.7 }
        if block > last && block <= last + 6 { return 0.9 }
        if block >= first && block <= last { return 0.6 }
        if block < first { return 0.6 }
        let article = tree.closest(body.root, within: 4) {
            tree.nodes[$0].tag == .article || tree.nodes[$0].tag == .main
                || tree.nodes[$0].hints.contains(.article)
        }
        if let article, node > article, node < Int(tree.nodes[article].end) { return 0.75 }
        return 0.4
    }
}
