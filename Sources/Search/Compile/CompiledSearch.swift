import Archive
import Articles
import QueryLanguage
import Schema

/// A request in terms of one snapshot.
struct CompiledSearch {
    /// What the text and `like` ask for.
    private(set) var text = Condition.everything
    /// What each filter asks for, in the order of the table of fields.
    private(set) var dimensions: [(field: Field.Name, condition: Condition)] = []
    /// Text and filters.
    private(set) var whole = Condition.everything
    /// How the query was understood.
    private(set) var parsed = ""
    /// What the caller should know.
    private(set) var warnings: [String] = []
    /// Stems to be shown in snippets.
    private(set) var highlights: Set<UInt32> = []
    /// Ids that the filters ask for, by field.
    private(set) var selected: [Field.Name: [String]] = [:]
    /// What the articles that the facet of actors counts must be about; nil for no condition.
    private(set) var company: Condition?
    /// The article that hits are to be like.
    private(set) var source: Place?

    /// - Parameter lookup: finds the article of `like`.
    init(
        _ request: SearchRequest, facts: SnapshotFacts, options: SearchOptions,
        stemmer: QueryStemmer, lookup: ArticleLookup
    ) throws(SearchError) {
        let parser = QueryParser(today: options.today())
        let resolver = ValueResolver(snapshot: facts.snapshot, options: options)
        let tree = try Self.tree(of: request, parser)
        var compiler = QueryCompiler(
            snapshot: facts.snapshot, resolver: resolver, stemmer: stemmer,
            languages: Self.languages(request, facts, resolver, options))
        text = try compiler.compile(tree)
        var trees = [compiler.stemmed(tree)]
        let actors = ActorConditions(resolver: resolver, facts: facts)
        for field in request.filters.active {
            let filter = request.filters[field]
            trees += Self.trees(field, filter, resolver)
            if field == .actor && (!filter.mentions.isUsual || filter.type != nil) {
                dimensions.append((field, Self.condition(filter, actors, &compiler)))
                selected[field] = (filter.any + filter.all).flatMap {
                    actors.ids($0, filter.mentions, filter.type)
                }
            } else {
                dimensions.append((field, Self.condition(field, filter, &compiler)))
                selected[field] = (filter.any + filter.all).flatMap { resolver.ids(field, $0) }
            }
        }
        if let date = request.filters.date {
            let span: DateSpan
            do { span = try parser.span(from: date.from, to: date.to) } catch {
                throw SearchError(error, param: "filters.date")
            }
            dimensions.append((.date, Self.condition(span, date.undated)))
            trees += Self.trees(span, date.undated)
        }
        for facet in request.facets where facet.facet == .actor && !facet.with.isEmpty {
            company = Self.company(of: facet, actors, &compiler)
        }
        highlights = compiler.highlights
        if let id = request.like { try setSource(id, facts, lookup) }
        parsed = QueryTree.conjunction(trees).description
        warnings = compiler.warnings
        whole = .conjunction([text] + dimensions.map(\.condition))
    }

    private static func tree(
        of request: SearchRequest, _ parser: QueryParser
    ) throws(SearchError) -> QueryTree {
        do throws(QueryError) {
            switch request.mode {
            case .query: return try parser.parse(request.q)
            case .natural: return try parser.natural(request.q)
            }
        } catch {
            throw SearchError(error, param: "q")
        }
    }

    /// One language that the filters name, else all of the archive.
    private static func languages(
        _ request: SearchRequest, _ facts: SnapshotFacts, _ resolver: ValueResolver,
        _ options: SearchOptions
    ) -> [String] {
        let filter = request.filters[.language]
        let named = (filter.any + filter.all).flatMap { resolver.ids(.language, $0) }
        return named.isEmpty ? facts.queryLanguages(unknown: options.unknownLanguage) : named
    }

    private mutating func setSource(
        _ id: String, _ facts: SnapshotFacts, _ lookup: ArticleLookup
    ) throws(SearchError) {
        guard let place = try lookup.place(of: id) else {
            throw ArticleLookup.missing(id, param: "like.id")
        }
        source = place
        let typical = TypicalStems(facts: facts).stems(of: place)
        let like = Condition.stems(typical, isExpansion: false)
        text = .conjunction([text, typical.isEmpty ? .nothing : like])
        highlights.formUnion(typical.map(\.ordinal))
    }

    // MARK: Filters

    private static func condition(
        _ field: Field.Name, _ filter: ValueFilter, _ compiler: inout QueryCompiler
    ) -> Condition {
        var conditions: [Condition] = []
        if !filter.any.isEmpty { conditions.append(terms(compiler.terms(field, filter.any))) }
        for value in filter.all { conditions.append(terms(compiler.terms(field, [value]))) }
        let excluded = compiler.terms(field, filter.none)
        if !excluded.isEmpty { conditions.append(.not(.terms(excluded))) }
        return .conjunction(conditions)
    }

    /// A filter of actors with options.
    private static func condition(
        _ filter: ValueFilter, _ actors: ActorConditions, _ compiler: inout QueryCompiler
    ) -> Condition {
        func any(_ values: [String]) -> Condition {
            var ids: [String] = []
            for value in values {
                let found = actors.ids(value, filter.mentions, filter.type)
                if found.isEmpty { compiler.warn(.actor, value) }
                ids += found.filter { !ids.contains($0) }
            }
            return actors.condition(ids, filter.mentions)
        }
        var conditions: [Condition] = []
        if !filter.any.isEmpty { conditions.append(any(filter.any)) }
        for value in filter.all { conditions.append(any([value])) }
        if !filter.none.isEmpty { conditions.append(.negation(any(filter.none))) }
        return .conjunction(conditions)
    }

    /// What an article must be about to be counted by a facet of actors.
    private static func company(
        of facet: FacetRequest, _ actors: ActorConditions, _ compiler: inout QueryCompiler
    ) -> Condition {
        .conjunction(
            facet.with.map { value in
                let ids = actors.ids(value, facet.mentions, nil)
                if ids.isEmpty { compiler.warn(.actor, value) }
                return actors.condition(ids, facet.mentions)
            })
    }

    private static func terms(_ terms: [String]) -> Condition {
        terms.isEmpty ? .nothing : .terms(terms)
    }

    private static func condition(_ span: DateSpan, _ undated: DateFilter.Undated) -> Condition {
        let isOpen = span.from == nil && span.to == nil
        switch undated {
        case .exclude: return isOpen ? .isDated : .days(span)
        case .include: return isOpen ? .everything : .any([.days(span), .not(.isDated)])
        case .only: return .not(.isDated)
        }
    }

    // MARK: As text

    private static func trees(
        _ field: Field.Name, _ filter: ValueFilter, _ resolver: ValueResolver
    ) -> [QueryTree] {
        func tree(_ value: String) -> QueryTree {
            let ids = resolver.ids(field, value)
            return .disjunction(
                (ids.isEmpty ? [value] : ids).map { .value(field, $0, at: .nowhere) })
        }
        var trees: [QueryTree] = []
        if !filter.any.isEmpty { trees.append(.disjunction(filter.any.map(tree))) }
        trees += filter.all.map(tree)
        trees += filter.none.map { .not(tree($0)) }
        return trees
    }

    private static func trees(_ span: DateSpan, _ undated: DateFilter.Undated) -> [QueryTree] {
        let isOpen = span.from == nil && span.to == nil
        switch undated {
        case .exclude: return [isOpen ? .flag(.is, "dated") : .date(span)]
        case .include: return isOpen ? [] : [.or([.date(span), .flag(.is, "undated")])]
        case .only: return [.flag(.is, "undated")]
        }
    }
}
