import Schema

extension SearchRequest {
    /// The request as JSON; what is as usual is left out.
    public func json() -> [UInt8] {
        var json = JSONWriter()
        write(into: &json)
        return json.bytes
    }

    func write(into json: inout JSONWriter) {
        let usual = SearchRequest()
        json.object { json in
            if !q.isEmpty { json.field("q", q) }
            if mode != usual.mode { json.field("mode", mode.rawValue) }
            if !filters.isEmpty {
                json.key("filters")
                json.object { filters.write(into: &$0) }
            }
            if !facets.isEmpty {
                json.key("facets")
                json.object { json in
                    for facet in facets { facet.write(into: &json) }
                }
            }
            if like != nil || likeText != nil {
                json.key("like")
                json.object { json in
                    if let like { json.field("id", like) }
                    if let likeText { json.field("text", likeText) }
                }
            }
            if sort != usual.sort { json.field("sort", sort.rawValue) }
            if limit != usual.limit { json.field("limit", limit) }
            if offset != usual.offset { json.field("offset", offset) }
            if let cursor { json.field("cursor", cursor) }
            if collapse != usual.collapse { json.field("collapse", collapse.rawValue) }
            if snippets != usual.snippets { json.field("snippets", snippets) }
            if total != usual.total { json.field("total", total) }
            if expand != usual.expand { json.field("expand", expand) }
            if explain != usual.explain { json.field("explain", explain) }
            if let fields { json.field("fields", fields.map(\.rawValue)) }
            if let budgetMilliseconds { json.field("budget_ms", budgetMilliseconds) }
            if onBudget != usual.onBudget { json.field("on_budget", onBudget.rawValue) }
        }
    }
}

extension Filters {
    fileprivate func write(into json: inout JSONWriter) {
        for field in active {
            let filter = self[field]
            json.key(text: field.rawValue)
            json.object { json in
                if !filter.any.isEmpty { json.field("any", filter.any) }
                if !filter.all.isEmpty { json.field("all", filter.all) }
                if !filter.none.isEmpty { json.field("none", filter.none) }
                if let type = filter.type { json.field("type", type.rawValue) }
                filter.mentions.write(into: &json)
            }
        }
        guard let date else { return }
        json.key("date")
        json.object { json in
            if let from = date.from { json.field("from", from) }
            if let to = date.to { json.field("to", to) }
            json.field("undated", date.undated.rawValue)
        }
    }
}

extension FacetRequest {
    fileprivate func write(into json: inout JSONWriter) {
        let usual = FacetRequest(facet)
        json.key(text: facet.rawValue)
        json.object { json in
            if limit != usual.limit { json.field("limit", limit) }
            if let type { json.field("type", type.rawValue) }
            if !prefix.isEmpty { json.field("prefix", prefix) }
            if scope != usual.scope { json.field("scope", scope.rawValue) }
            if interval != usual.interval { json.field("interval", interval.rawValue) }
            if sort != usual.sort { json.field("sort", sort.rawValue) }
            if minimum != usual.minimum { json.field("min", minimum) }
            if !with.isEmpty { json.field("with", with) }
            mentions.write(into: &json)
            if let unit { json.field("unit", unit.rawValue) }
        }
    }
}

extension ActorOptions {
    fileprivate func write(into json: inout JSONWriter) {
        if roll { json.field("roll", roll) }
        if minimumMentions != 1 { json.field("min_mentions", minimumMentions) }
        if !kinds.isEmpty { json.field("kinds", kinds.map(\.rawValue)) }
        if prominent { json.field("prominent", prominent) }
    }
}
