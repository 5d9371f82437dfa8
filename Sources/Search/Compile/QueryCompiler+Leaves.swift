import QueryLanguage

/// A part of a query that is met or not: a word, a phrase, a value, an exclusion.
struct QueryLeaf {
    /// As it is printed.
    let text: String
    let condition: Condition
}

extension QueryCompiler {
    /// The parts of a tree below AND and OR, in its order.
    func leaves(of tree: QueryTree) throws(SearchError) -> [QueryLeaf] {
        switch tree {
        case .and(let children):
            return try narrowed(to: children).leaves(ofAll: children)
        case .or(let children): return try leaves(ofAll: children)
        case .all: return []
        case .text, .near, .value, .flag, .date, .not:
            // A copy: what the caller should know was said when the whole was compiled.
            var compiler = self
            let condition = try compiler.compile(tree)
            return [QueryLeaf(text: stemmed(tree).description, condition: condition)]
        }
    }

    private func leaves(ofAll trees: [QueryTree]) throws(SearchError) -> [QueryLeaf] {
        var leaves: [QueryLeaf] = []
        for tree in trees { leaves += try self.leaves(of: tree) }
        return leaves
    }
}

extension Condition {
    /// The stems that make a document match, each as often as it is asked for.
    var wantedStems: [Stem] {
        switch self {
        case .stems(let stems, _): stems
        case .phrase(let phrase), .verbatim(let phrase, _): phrase.sequences.flatMap { $0 }
        case .near(let group): group.operands.flatMap { $0.flatMap { $0 } }
        case .all(let children), .any(let children): children.flatMap(\.wantedStems)
        case .everything, .nothing, .terms, .days, .isDated, .hasAuthor, .hasActor, .flagged,
            .mentioned, .not:
            []
        }
    }
}
