import Articles
import QueryLanguage
import Schema

/// The request as parameters of a URL: the same names as in JSON.
///
///     q=oil  mode=natural  sort=-date  limit=20  cursor=…  like=ID  fields=id,title
///     author=a&author=b        any of them; author.all= every one, author.not= none
///     actor.roll=1  actor.min_mentions=2  actor.kinds=name,alias  actor.prominent=1
///     actor.type=person        for filter and facet of actors; facet.actor.roll= for the facet alone
///     facet.actor.with=org/nato  counts only articles about NATO, too; repeated: about each
///     date=2022-03..2023  from=2022-03  to=2023  undated=exclude|include|only
///     facet=author:20,actor:30,date:month   facet.actor.type=person   facet.author.scope=filtered
///     scope=sideways|filtered|query         for every facet without its own
///     unit=articles|stories                 for every facet without its own
extension SearchRequest {
    /// The request of decoded parameters, in their order.
    ///
    /// - Throws: `unknown_parameter`, `bad_parameter` with the parameter's name.
    public init(queryItems: [(name: String, value: String)]) throws(SearchError) {
        self.init()
        var details: [(name: String, value: String)] = []
        var mentions: [(name: String, value: String)] = []
        var scope: FacetRequest.Scope?
        var unit: FacetRequest.Unit?
        for (name, value) in queryItems {
            if name == "scope" {
                scope = try SearchError.choice(value, param: name)
            } else if Self.actorParameters.contains(name) {
                mentions.append((name, value))
            } else if name == "unit" {
                unit = try SearchError.choice(value, param: name)
            } else if name.hasPrefix("facet.") {
                details.append((name, value))
            } else {
                try set(name, value)
            }
        }
        if let scope { for index in facets.indices { facets[index].scope = scope } }
        for (name, value) in mentions { try setMentions(name, value) }
        if let unit { for index in facets.indices { facets[index].unit = unit } }
        for (name, value) in details { try setDetail(name, value) }
    }

    private mutating func set(_ name: String, _ value: String) throws(SearchError) {
        switch name {
        case "q": q = value
        case "mode": mode = try SearchError.choice(value, param: name)
        case "sort": sort = try SearchError.choice(value, param: name)
        case "limit": limit = try Self.number(value, name)
        case "offset": offset = try Self.number(value, name)
        case "cursor": cursor = value.isEmpty ? nil : value
        case "collapse": collapse = try SearchError.choice(value, param: name)
        case "snippets": snippets = try Self.number(value, name)
        case "total": total = try Self.flag(value, name)
        case "expand": expand = try Self.flag(value, name)
        case "like": like = value
        case "like.text": likeText = value
        case "explain": explain = try Self.flag(value, name)
        case "fields":
            var list = fields ?? []
            for part in value.split(separator: ",") {
                list.append(try SearchError.choice(String(part), param: name))
            }
            fields = list
        case "budget_ms": budgetMilliseconds = try Self.number(value, name)
        case "on_budget": onBudget = try SearchError.choice(value, param: name)
        case "date": try setDate(value)
        case "from": try changeDate(name) { $0.from = value }
        case "to": try changeDate(name) { $0.to = value }
        case "undated":
            let undated: DateFilter.Undated = try SearchError.choice(value, param: name)
            var date = filters.date ?? DateFilter()
            date.undated = undated
            filters.date = date
        case "facet":
            for part in value.split(separator: ",") { try addFacet(String(part)) }
        default: try setFilter(name, value)
        }
    }

    private mutating func setDate(_ value: String) throws(SearchError) {
        guard filters.date?.from == nil, filters.date?.to == nil else {
            throw SearchError(
                .badParameter, "date stands twice", param: "date", hint: "one range is enough")
        }
        var date = filters.date ?? DateFilter()
        if let dots = value.firstRange(of: "..") {
            let from = String(value[..<dots.lowerBound])
            let to = String(value[dots.upperBound...])
            guard !from.isEmpty || !to.isEmpty else {
                throw SearchError(
                    .badValue, "the range .. has neither start nor end", param: "date",
                    hint: "for instance 2019..2021, 2019.. or ..2021")
            }
            date.from = from.isEmpty ? nil : from
            date.to = to.isEmpty ? nil : to
        } else {
            date.from = value
            date.to = value
        }
        filters.date = date
    }

    private mutating func changeDate(
        _ name: String, _ change: (inout DateFilter) -> Void
    ) throws(SearchError) {
        var date = filters.date ?? DateFilter()
        guard (name == "from" ? date.from : date.to) == nil else {
            throw SearchError(.badParameter, "\(name) stands twice", param: name)
        }
        change(&date)
        filters.date = date
    }

    private mutating func setFilter(_ name: String, _ value: String) throws(SearchError) {
        let parts = name.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let field = Field.Name(rawValue: String(parts[0])), Filters.fields.contains(field)
        else {
            throw SearchError.unknownParameter(name, name: name, known: Self.parameterNames)
        }
        switch parts.count == 2 ? parts[1] : "any" {
        case "any": filters[field].any.append(value)
        case "all": filters[field].all.append(value)
        case "not", "none": filters[field].none.append(value)
        default:
            throw SearchError.unknownParameter(
                name, name: name,
                known: [field.rawValue, field.rawValue + ".all", field.rawValue + ".not"])
        }
    }

    /// The names that a URL can have, but for those of details.
    static var parameterNames: [String] {
        names.filter { $0 != "filters" && $0 != "facets" }
            + ["like.text", "date", "from", "to", "undated", "facet", "scope", "unit"]
            + Filters.fields.map(\.rawValue) + actorParameters
    }

    fileprivate static func number(_ value: String, _ name: String) throws(SearchError) -> Int {
        if let number = Int(value) { return number }
        throw SearchError(.badParameter, "\(name)=\(value) is not a whole number", param: name)
    }

    fileprivate static func flag(_ value: String, _ name: String) throws(SearchError) -> Bool {
        switch value {
        case "true", "1", "": return true
        case "false", "0": return false
        default:
            throw SearchError(
                .badParameter, "\(name)=\(value) is neither true nor false", param: name)
        }
    }

    /// `author`, `author:20`, `date:month`.
    private mutating func addFacet(_ text: String) throws(SearchError) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard let field = Field.facets.first(where: { $0.name.rawValue == parts[0] }) else {
            throw SearchError(
                .badParameter, "there is no facet \"\(parts[0])\"", param: "facet",
                hint: "one of " + Field.facets.map(\.name.rawValue).joined(separator: ", "))
        }
        var facet = FacetRequest(field.name)
        if parts.count == 2 {
            let detail = String(parts[1])
            switch field.facet {
            case .calendar: facet.interval = try SearchError.choice(detail, param: "facet")
            case .values, nil: facet.limit = try Self.number(detail, "facet")
            }
        }
        facets.removeAll { $0.facet == field.name }
        facets.append(facet)
    }

    /// `facet.actor.type=person`.
    private mutating func setDetail(_ name: String, _ value: String) throws(SearchError) {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3,
            let row = Field.facets.first(where: { $0.name.rawValue == parts[1] })
        else {
            throw SearchError.unknownParameter(
                name, name: name, known: Field.facets.map { "facet.\($0.name.rawValue).limit" })
        }
        if !facets.contains(where: { $0.facet == row.name }) {
            facets.append(FacetRequest(row.name))
        }
        for index in facets.indices where facets[index].facet == row.name {
            switch parts[2] {
            case "limit": facets[index].limit = try Self.number(value, name)
            case "min": facets[index].minimum = try Self.number(value, name)
            case "scope": facets[index].scope = try SearchError.choice(value, param: name)
            case "unit": facets[index].unit = try SearchError.choice(value, param: name)
            case "type" where row.name == .actor:
                facets[index].type = try SearchError.choice(value, param: name)
            case "with" where row.name == .actor: facets[index].with.append(value)
            case "roll", "min_mentions", "kinds", "prominent":
                guard row.name == .actor else {
                    throw SearchError.unknownParameter(
                        name, name: parts[2], known: FacetRequest.names(of: row))
                }
                try facets[index].mentions.set(parts[2], value, param: name)
            case "prefix" where row.facet == .values: facets[index].prefix = value
            case "sort" where row.facet == .values:
                facets[index].sort = try SearchError.choice(value, param: name)
            case "interval" where row.facet == .calendar:
                facets[index].interval = try SearchError.choice(value, param: name)
            default:
                throw SearchError.unknownParameter(
                    name, name: parts[2], known: FacetRequest.names(of: row))
            }
        }
    }
}

extension SearchRequest {
    /// Options of actors for filter and facet at once.
    static let actorParameters = (ActorOptions.names + ["type"]).map { "actor." + $0 }

    /// `actor.roll=1`.
    private mutating func setMentions(_ name: String, _ value: String) throws(SearchError) {
        let key = String(name.dropFirst("actor.".count))
        var filter = filters[.actor]
        if key == "type" {
            let type: ActorType = try SearchError.choice(value, param: name)
            filter.type = type
            for index in facets.indices where facets[index].facet == .actor {
                facets[index].type = type
            }
        } else {
            try filter.mentions.set(key, value, param: name)
            for index in facets.indices where facets[index].facet == .actor {
                try facets[index].mentions.set(key, value, param: name)
            }
        }
        // A filter without values narrows nothing.
        if !filter.isEmpty { filters[.actor] = filter }
    }
}

extension ActorOptions {
    /// Sets one of ``names``.
    fileprivate mutating func set(
        _ key: String, _ value: String, param: String
    ) throws(SearchError) {
        switch key {
        case "roll": roll = try SearchRequest.flag(value, param)
        case "min_mentions": minimumMentions = try SearchRequest.number(value, param)
        case "kinds":
            kinds = []
            for part in value.split(separator: ",") {
                kinds.append(try SearchError.choice(String(part), param: param))
            }
        case "prominent": prominent = try SearchRequest.flag(value, param)
        default: throw SearchError.unknownParameter(param, name: key, known: Self.names)
        }
    }
}
