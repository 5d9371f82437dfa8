import Articles
import QueryLanguage
import Schema

extension SearchRequest {
    /// The request of a JSON object; every key may be missing, an unknown one is an error.
    ///
    /// - Throws: `bad_json`, `unknown_parameter`, `bad_parameter` with the path of the key.
    public init(json: [UInt8]) throws(SearchError) {
        try self.init(value: try RequestValue(json: json).value)
    }

    init(value: JSONValue) throws(SearchError) {
        self.init()
        for (key, value) in try RequestValue(value, path: "").members() {
            try set(key, value)
        }
    }

    private mutating func set(_ key: String, _ value: RequestValue) throws(SearchError) {
        switch key {
        case "q": q = try value.string() ?? ""
        case "mode": mode = try value.choice() ?? mode
        case "filters":
            for (key, value) in try value.members() { try filters.set(key, value) }
        case "facets":
            for (key, value) in try value.members() {
                facets.append(try FacetRequest(named: key, value))
            }
        case "like":
            for (key, value) in try value.members() {
                switch key {
                case "id": like = try value.string()
                case "text": likeText = try value.string()
                default: throw value.unknown(["id", "text"])
                }
            }
        case "sort": sort = try value.choice() ?? sort
        case "limit": limit = try value.number() ?? limit
        case "offset": offset = try value.number() ?? offset
        case "cursor": cursor = try value.string()
        case "collapse": collapse = try value.choice() ?? collapse
        case "snippets": snippets = try value.number() ?? snippets
        case "total": total = try value.flag() ?? total
        case "expand": expand = try value.flag() ?? expand
        case "explain": explain = try value.flag() ?? explain
        case "fields": fields = try value.choices()
        case "budget_ms": budgetMilliseconds = try value.number()
        case "on_budget": onBudget = try value.choice() ?? onBudget
        default: throw value.unknown(Self.names)
        }
    }

    static let names = [
        "q", "mode", "filters", "facets", "like", "sort", "limit", "offset", "cursor", "collapse",
        "snippets", "total", "expand", "explain", "fields", "budget_ms", "on_budget",
    ]
}

extension Filters {
    fileprivate mutating func set(_ key: String, _ value: RequestValue) throws(SearchError) {
        if key == "date" {
            date = try DateFilter(value)
            return
        }
        guard let field = Field.Name(rawValue: key), Self.fields.contains(field) else {
            throw value.unknown(Self.fields.map(\.rawValue) + ["date"])
        }
        var filter = ValueFilter()
        for (key, value) in try value.members() {
            switch key {
            case "any": filter.any = try value.strings()
            case "all": filter.all = try value.strings()
            case "none": filter.none = try value.strings()
            case "type" where field == .actor: filter.type = try value.choice()
            case "roll", "min_mentions", "kinds", "prominent":
                guard field == .actor else { throw value.unknown(["any", "all", "none"]) }
                try filter.mentions.set(key, value)
            default: throw value.unknown(ValueFilter.names(of: field))
            }
        }
        let hasOptions = filter.type != nil || !filter.mentions.isUsual
        guard !filter.isEmpty || !hasOptions else {
            throw SearchError(
                .badParameter, "\(value.path) says how actors are to be named, but names none",
                param: value.path, hint: "add any, all or none, or set the options of the facet")
        }
        self[field] = filter
    }
}

extension DateFilter {
    fileprivate init?(_ value: RequestValue) throws(SearchError) {
        self.init()
        for (key, value) in try value.members() {
            switch key {
            case "from": from = try value.string()
            case "to": to = try value.string()
            case "undated": undated = try value.choice() ?? .exclude
            default: throw value.unknown(["from", "to", "undated"])
            }
        }
        if value.isEmptyObject { return nil }
    }
}

extension FacetRequest {
    fileprivate init(named name: String, _ value: RequestValue) throws(SearchError) {
        guard let field = Field.facets.first(where: { $0.name.rawValue == name }) else {
            throw value.unknown(Field.facets.map(\.name.rawValue))
        }
        self.init(field.name)
        for (key, value) in try value.members() {
            switch key {
            case "limit": limit = try value.number() ?? limit
            case "type" where field.name == .actor: type = try value.choice()
            case "prefix" where field.facet == .values: prefix = try value.string() ?? ""
            case "scope": scope = try value.choice() ?? scope
            case "interval" where field.facet == .calendar:
                interval = try value.choice() ?? interval
            case "sort" where field.facet == .values: sort = try value.choice() ?? sort
            case "min": minimum = try value.number() ?? minimum
            case "with" where field.name == .actor: with = try value.strings()
            case "roll", "min_mentions", "kinds", "prominent":
                guard field.name == .actor else { throw value.unknown(Self.names(of: field)) }
                try mentions.set(key, value)
            case "unit": unit = try value.choice()
            default: throw value.unknown(Self.names(of: field))
            }
        }
    }

    static func names(of field: Field) -> [String] {
        var names = ["limit", "scope", "min", "unit"]
        if field.name == .actor { names += ["type", "with"] + ActorOptions.names }
        switch field.facet {
        case .values: names += ["prefix", "sort"]
        case .calendar: names.append("interval")
        case nil: break
        }
        return names
    }
}

extension ValueFilter {
    static func names(of field: Field.Name) -> [String] {
        ["any", "all", "none"] + (field == .actor ? ["type"] + ActorOptions.names : [])
    }
}

extension ActorOptions {
    /// Sets one of ``names``.
    fileprivate mutating func set(_ key: String, _ value: RequestValue) throws(SearchError) {
        switch key {
        case "roll": roll = try value.flag() ?? false
        case "min_mentions": minimumMentions = try value.number() ?? 1
        case "kinds": kinds = try value.choices() ?? []
        case "prominent": prominent = try value.flag() ?? false
        default: throw value.unknown(Self.names)
        }
    }
}

/// A value of a request with the path of its key, for errors.
struct RequestValue {
    let value: JSONValue
    let path: String

    init(_ value: JSONValue, path: String) {
        self.value = value
        self.path = path
    }

    /// The whole of a request's body.
    init(json: [UInt8]) throws(SearchError) {
        do throws(JSONReader.Failure) {
            self.init(try JSONReader.value(of: json), path: "")
        } catch {
            throw SearchError(
                .badJSON, "byte \(error.offset + 1) of the request: \(error.reason)",
                position: nil)
        }
    }

    /// The elements of an array.
    func elements() throws(SearchError) -> [RequestValue] {
        guard case .array(let values) = value else { throw wrong("an array") }
        return values.enumerated().map { index, value in
            RequestValue(value, path: "\(path)[\(index)]")
        }
    }

    var isEmptyObject: Bool { value == .object([]) || value == .null }

    private func wrong(_ wanted: String) -> SearchError {
        SearchError(
            path.isEmpty ? .badJSON : .badParameter,
            path.isEmpty
                ? "the request is \(value.kind), not \(wanted)"
                : "\(path) is \(value.kind), not \(wanted)",
            param: path.isEmpty ? nil : path)
    }

    /// The error for the key of this value.
    func unknown(_ known: [String]) -> SearchError {
        let name = path.split(separator: ".").last.map(String.init) ?? path
        return SearchError.unknownParameter(path, name: name, known: known)
    }

    func members() throws(SearchError) -> [(String, RequestValue)] {
        if value == .null, !path.isEmpty { return [] }
        guard case .object(let members) = value else { throw wrong("an object") }
        return members.map { member in
            (
                member.key,
                RequestValue(
                    member.value, path: path.isEmpty ? member.key : path + "." + member.key)
            )
        }
    }

    func string() throws(SearchError) -> String? {
        switch value {
        case .null: return nil
        case .string(let text): return text
        case .bool, .number, .array, .object: throw wrong("a string")
        }
    }

    func number() throws(SearchError) -> Int? {
        switch value {
        case .null: return nil
        case .number(let number):
            guard let whole = Int(exactly: number) else { throw wrong("a whole number") }
            return whole
        case .bool, .string, .array, .object: throw wrong("a whole number")
        }
    }

    func flag() throws(SearchError) -> Bool? {
        switch value {
        case .null: return nil
        case .bool(let flag): return flag
        case .number, .string, .array, .object: throw wrong("true or false")
        }
    }

    func strings() throws(SearchError) -> [String] {
        switch value {
        case .null: return []
        case .string(let text): return [text]
        case .array(let values):
            var texts: [String] = []
            for value in values {
                guard case .string(let text) = value else {
                    throw RequestValue(value, path: path).wrong("a string")
                }
                texts.append(text)
            }
            return texts
        case .bool, .number, .object: throw wrong("an array of strings")
        }
    }

    func choice<Choice>() throws(SearchError) -> Choice?
    where Choice: RawRepresentable<String> & CaseIterable {
        guard let text = try string() else { return nil }
        return try SearchError.choice(text, param: path)
    }

    func choices<Choice>() throws(SearchError) -> [Choice]?
    where Choice: RawRepresentable<String> & CaseIterable {
        if value == .null { return nil }
        var choices: [Choice] = []
        for text in try strings() { choices.append(try SearchError.choice(text, param: path)) }
        return choices
    }
}

extension SearchError {
    /// The case of that name, or `bad_parameter` that lists the names.
    static func choice<Choice>(_ text: String, param: String) throws(SearchError) -> Choice
    where Choice: RawRepresentable<String> & CaseIterable {
        if let choice = Choice(rawValue: text) { return choice }
        throw SearchError(
            .badParameter, "\(param) does not know \"\(text)\"", param: param,
            hint: "one of " + Choice.allCases.map(\.rawValue).joined(separator: ", "))
    }

    /// `unknown_parameter` that proposes the nearest name.
    static func unknownParameter(_ path: String, name: String, known: [String]) -> SearchError {
        let nearest = known.map { (name: $0, edits: EditDistance.between(name, $0)) }
            .min { ($0.edits, $0.name) < ($1.edits, $1.name) }
        let hint =
            if let nearest, nearest.edits <= 2 { "did you mean \(nearest.name)?" } else {
                "known are " + known.joined(separator: ", ")
            }
        return SearchError(
            .unknownParameter, "there is no parameter \"\(path)\"", param: path, hint: hint)
    }
}
