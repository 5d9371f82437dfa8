extension SearchRequest {
    /// - Throws: `bad_parameter` for a number outside of its limits.
    func check(_ options: SearchOptions) throws(SearchError) {
        try Self.check("limit", limit, 0...options.maximumLimit)
        try Self.check("snippets", snippets, 0...options.maximumSnippets)
        if let budgetMilliseconds {
            try Self.check("budget_ms", budgetMilliseconds, 1...options.budgetMilliseconds)
        }
        for facet in facets {
            try Self.check(
                "facets.\(facet.facet.rawValue).limit", facet.limit, 0...options.maximumFacetLimit)
            try Self.check("facets.\(facet.facet.rawValue).min", facet.minimum, 0...Int.max)
            try Self.check("facets.\(facet.facet.rawValue)", facet.mentions)
        }
        try Self.check("filters.actor", filters[.actor].mentions)
    }

    private static func check(_ name: String, _ options: ActorOptions) throws(SearchError) {
        try check("\(name).min_mentions", options.minimumMentions, 1...ActorOptions.mostMentions)
    }

    private static func check(
        _ name: String, _ number: Int, _ range: ClosedRange<Int>
    ) throws(SearchError) {
        guard !range.contains(number) else { return }
        let limits =
            range.upperBound == .max
            ? "at least \(range.lowerBound)"
            : "from \(range.lowerBound) to \(range.upperBound)"
        throw SearchError(
            .badParameter, "\(name) is \(number), it must be \(limits)", param: name)
    }
}
