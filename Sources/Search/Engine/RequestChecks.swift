extension SearchRequest {
    /// - Throws: `bad_parameter` for a number outside of its limits.
    func check(_ options: SearchOptions) throws(SearchError) {
        try Self.check("limit", limit, 0...options.maximumLimit)
        try Self.check("snippets", snippets, 0...options.maximumSnippets)
        if let budgetMilliseconds {
            try Self.check("budget_ms", budgetMilliseconds, 1...options.budgetMilliseconds)
        }
        try checkOffset(options)
        if like != nil, likeText != nil {
            throw SearchError(
                .badParameter, "like names an article and a text", param: "like",
                hint: "leave one of them out")
        }
        if facets.count > options.maximumFacets {
            throw SearchError(
                .badParameter,
                "\(facets.count) facets are asked for, the limit is \(options.maximumFacets)",
                param: "facets")
        }
        let values = Filters.fields.reduce(0) { count, field in
            let filter = filters[field]
            return count + filter.any.count + filter.all.count + filter.none.count
        }
        if values > options.maximumFilterValues {
            throw SearchError(
                .queryTooManyTerms,
                "the filters have \(values) values, the limit is \(options.maximumFilterValues)",
                param: "filters", hint: "ask in several requests")
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

    private func checkOffset(_ options: SearchOptions) throws(SearchError) {
        try Self.check("offset", offset, 0...Int.max)
        guard offset > 0 else { return }
        if cursor != nil {
            throw SearchError(
                .badParameter, "offset and cursor both say where the page begins",
                param: "offset", hint: "leave one of them out")
        }
        guard offset <= options.maximumPageDepth - limit else {
            throw SearchError(
                .pageTooDeep,
                "the page ends at rank \(offset.addingReportingOverflow(limit).partialValue), the"
                    + " limit is \(options.maximumPageDepth)", param: "offset",
                hint: "go on with the cursor of the page before, or narrow the query")
        }
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
