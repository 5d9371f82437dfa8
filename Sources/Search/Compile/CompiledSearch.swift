import Archive
import Articles
import QueryLanguage
import Schema

/// A request in terms of one snapshot.
struct CompiledSearch {
    /// What the text asks for as it is written.
    let asked: QueryTree
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
    /// What is marked in titles and snippets.
    private(set) var highlights = Highlights()
    /// Ids that the filters ask for, by field.
    private(set) var selected: [Field.Name: [String]] = [:]
    /// What the articles that the facet of actors counts must be about; nil for no condition.
    private(set) var company: Condition?
    /// The stems of words that say nothing by themselves, in the languages of the query.
    private(set) var functionStems: Set<String> = []
    private let isQuestion: Bool
    /// The article that hits are to be like.
    private(set) var source: Place?
    /// The parts of text, `like` and filters; empty unless an explanation is wanted.
    private(set) var leaves: [QueryLeaf] = []

    /// - Parameter lookup: finds the article of `like`.
    init(
        _ request: SearchRequest, facts: SnapshotFacts, options: SearchOptions, worker: Worker,
        budget: Budget, lookup: ArticleLookup
    ) throws(SearchError) {
        let parser = QueryParser(today: options.today(), limits: options.queryLimits)
        let resolver = ValueResolver(snapshot: facts.snapshot, options: options)
        asked = try Self.tree(of: request, parser)
        isQuestion = request.mode == .natural
        let languages = Self.languages(request, facts, resolver, options)
        for language in languages {
            functionStems.formUnion(worker.stemmer.functionStems(language))
        }
        var compiler = QueryCompiler(
            resolver: resolver, stemmer: worker.stemmer,
            synonyms: worker.synonyms(options.synonyms), languages: languages, budget: budget)
        let tree = compiler.widened(asked)
        text = try compiler.compile(tree)
        var trees = [compiler.stemmed(tree)]
        if request.explain { leaves = try compiler.leaves(of: tree) }
        var filterTexts: [String] = []
        let actors = ActorConditions(resolver: resolver, facts: facts)
        for field in request.filters.active {
            let filter = request.filters[field]
            let filterTrees = Self.trees(field, filter, resolver)
            trees += filterTrees
            filterTexts.append(QueryTree.conjunction(filterTrees).description)
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
            let filterTrees = Self.trees(span, date.undated)
            dimensions.append((.date, Self.condition(span, date.undated)))
            trees += filterTrees
            filterTexts.append(QueryTree.conjunction(filterTrees).description)
        }
        if request.explain {
            leaves += zip(filterTexts, dimensions).map { text, dimension in
                QueryLeaf(text: text, condition: dimension.condition)
            }
        }
        for facet in request.facets where facet.facet == .actor && !facet.with.isEmpty {
            company = Self.company(of: facet, actors, &compiler)
        }
        highlights = compiler.highlights
        try setLike(request, facts, compiler, lookup)
        parsed = QueryTree.conjunction(trees).description
        warnings = Self.lowerCaseOperators(request, asked) + compiler.warnings
        whole = .conjunction([text] + dimensions.map(\.condition))
    }

    /// The words that give weight.
    ///
    /// Of a question, words like `of` and `which` have less, unless there are no others.
    func rankWords(_ options: RankingOptions) -> [RankWord] {
        var words = whole.rankWords
        guard isQuestion else { return words }
        let areFunction = words.map { word in
            word.stems.allSatisfy { functionStems.contains($0.term) }
        }
        guard areFunction.contains(false) else { return words }
        for index in words.indices where areFunction[index] {
            words[index].factor = Float(options.functionWordWeight)
        }
        return words.filter { $0.factor > 0 }
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

    /// What to say of `or` and `not` that were perhaps meant as operators.
    private static func lowerCaseOperators(
        _ request: SearchRequest, _ tree: QueryTree
    ) -> [String] {
        guard request.mode == .query, case .and(let children) = tree, children.count > 2 else {
            return []
        }
        let inside = children.dropFirst().dropLast()
        return ["or", "not"].filter { word in
            inside.contains(.text(TextTerm(.word, word), in: .text))
        }.map { "\"\($0)\" was searched as a word; the operator is \($0.uppercased())" }
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

    /// Asks for what is typical of an article of the archive, or of a text.
    private mutating func setLike(
        _ request: SearchRequest, _ facts: SnapshotFacts, _ compiler: QueryCompiler,
        _ lookup: ArticleLookup
    ) throws(SearchError) {
        guard request.like != nil || request.likeText != nil else { return }
        let typical: [Stem]
        if let id = request.like {
            guard let place = try lookup.place(of: id) else {
                throw ArticleLookup.missing(id, param: "like.id")
            }
            source = place
            typical = TypicalStems(facts: facts).stems(of: place)
        } else {
            typical = TypicalStems(facts: facts).stems(
                of: request.likeText ?? "", languages: compiler.languages,
                stemmer: compiler.stemmer)
        }
        let like = Condition.disjunction(typical.map { .stems([$0], isExpansion: false) })
        text = .conjunction([text, like])
        highlights.formUnion(typical.map(\.ordinal))
        if request.explain { leaves.append(QueryLeaf(text: "like", condition: like)) }
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
