import Archive
import QueryLanguage
import Schema
import XapianKit

/// One search on one snapshot.
struct SearchRun {
    private let request: SearchRequest
    private let facts: SnapshotFacts
    private let options: SearchOptions
    private let budget: Budget
    private let cursor: Cursor?

    /// - Throws: for a request outside of its limits, and a cursor that does not fit it.
    init(
        _ request: SearchRequest, facts: SnapshotFacts, options: SearchOptions
    ) throws(SearchError) {
        try request.check(options)
        self.request = request
        self.facts = facts
        self.options = options
        budget = Budget(milliseconds: request.budgetMilliseconds ?? options.budgetMilliseconds)
        cursor = try Self.cursor(of: request, facts, options)
    }

    private static func cursor(
        of request: SearchRequest, _ facts: SnapshotFacts, _ options: SearchOptions
    ) throws(SearchError) -> Cursor? {
        guard let text = request.cursor else { return nil }
        let cursor = try Cursor(text)
        guard cursor.generation == facts.snapshot.generation else {
            throw SearchError(
                .cursorExpired,
                "the cursor belongs to generation \(cursor.generation), the archive is at "
                    + facts.snapshot.generation, param: "cursor", hint: "start again without it")
        }
        guard cursor.fingerprint == request.fingerprint else {
            throw SearchError(
                .badCursor, "the cursor belongs to another query", param: "cursor",
                hint: "repeat query, filters, sort and collapse of the first page as they were")
        }
        if case .rank(let rank) = cursor.position, rank > options.maximumOffset {
            throw SearchError(
                .pageTooDeep,
                "the page begins at rank \(rank), the limit is \(options.maximumOffset)",
                param: "cursor", hint: "order by date, which has no limit, or narrow the query")
        }
        return cursor
    }

    /// The answer; `took_ms` is the caller's.
    func answer(_ worker: Worker) throws(SearchError) -> SearchAnswer {
        let databases: [Database]
        do { databases = try worker.databases(of: facts.snapshot) } catch {
            throw SearchError(error)
        }
        let compiled = try CompiledSearch(
            request, facts: facts, options: options, worker: worker, budget: budget,
            lookup: try ArticleLookup(facts: facts, worker: worker))
        let available = available(without: compiled.source)
        let words =
            (request.sort == .relevance || request.explain) && request.limit > 0
            ? compiled.rankWords(options.ranking) : []
        let matchers = matchers(databases, ranks: !words.isEmpty)
        var isPartial = false
        var sets: MatchSets?
        if needsSets(compiled, words) {
            do throws(SearchError) {
                sets = try MatchSets(
                    compiled, facets: request.facets, matchers: matchers, available: available)
            } catch  where error.problem == .queryTooCostly && request.onBudget == .partial {
                sets = MatchSets(empty: available)
                isPartial = true
            }
        }
        var page: RankedPage
        do throws(SearchError) {
            page = try self.page(compiled, words, sets, matchers, available)
        } catch  where error.problem == .queryTooCostly && request.onBudget == .partial {
            page = RankedPage(hits: [], next: nil)
            isPartial = true
        }
        let total = total(sets, isExact: !isPartial)
        let facets = facets(compiled, sets, worker.counter, isExact: !isPartial)
        let suggestion = suggestion(
            compiled, found: total?.articles ?? page.hits.count, worker, databases, available)
        let makes = HitMaker(
            facts: facts, request: request, highlights: compiled.highlights)
        var hits = try makes.hits(page.hits)
        if request.explain, !isPartial {
            let ranking = try Ranking(
                words, facts: facts, sources: matchers.compactMap(\.postings), budget: budget)
            let explainer = try Explainer(compiled, ranking, facts: facts, matchers: matchers)
            for index in hits.indices {
                hits[index].explanation = explainer.explanation(of: page.hits[index])
            }
        }
        return SearchAnswer(
            query: QueryEcho(
                q: request.q, parsed: compiled.parsed, suggestion: suggestion,
                warnings: compiled.warnings),
            total: total, hits: hits,
            facets: facets, page: Page(limit: request.limit, next: page.next),
            index: IndexState(
                generation: facts.snapshot.generation, revision: facts.snapshot.revision,
                lagMilliseconds: 0),
            tookMilliseconds: 0, partial: isPartial)
    }

    /// Another spelling of the query that finds more; nil where that is not doubted.
    ///
    /// Sought where little was found on a first page, and only of requests that want a total, but
    /// for those that find nothing: looking at all words takes longer than most searches. In
    /// natural language, where any word will do, it is sought for words that nobody has printed.
    private func suggestion(
        _ compiled: CompiledSearch, found: Int, _ worker: Worker, _ databases: [Database],
        _ available: [Bitset]
    ) -> String? {
        guard cursor == nil, request.offset == 0, !request.q.isEmpty,
            request.total || found == 0, found <= Spelling.fewHits || request.mode == .natural
        else { return nil }
        let spelling = Spelling(
            snapshot: facts.snapshot, stemmer: worker.stemmer,
            languages: facts.queryLanguages(unknown: options.unknownLanguage), budget: budget)
        guard let text = spelling.suggestion(for: request, compiled.asked) else { return nil }
        var corrected = request
        corrected.q = text
        corrected.facets = []
        // Nobody has printed the words that are replaced: others can only help.
        if request.mode == .natural { return text }
        // An answer is not given up for want of a suggestion: whatever fails, there is none.
        guard
            let other = try? CompiledSearch(
                corrected, facts: facts, options: options, worker: worker, budget: budget,
                lookup: try ArticleLookup(facts: facts, worker: worker)),
            let sets = try? MatchSets(
                other, facets: [], matchers: matchers(databases, ranks: false), available: available
            )
        else { return nil }
        return sets.filtered.reduce(0) { $0 + $1.count } > found ? text : nil
    }

    private func matchers(_ databases: [Database], ranks: Bool) -> [PartMatcher] {
        zip(facts.parts, databases).map { part, database in
            let source = PostingSource(
                part, database: database, formula: facts.formula,
                averageWords: facts.averageWords, budget: budget)
            return PartMatcher(
                part: part.part, database: database, stems: facts.snapshot.stems,
                termSets: part.columns.termSets, postings: ranks ? source : nil, budget: budget)
        }
    }

    private func page(
        _ compiled: CompiledSearch, _ words: [RankWord], _ sets: MatchSets?,
        _ matchers: [PartMatcher], _ available: [Bitset]
    ) throws(SearchError) -> RankedPage {
        let pager = HitPager(request: request, facts: facts, cursor: cursor)
        let sources = matchers.compactMap(\.postings)
        let ranked = { (limit: Int) throws(SearchError) -> [RankedHit] in
            var ranking = try Ranking(words, facts: facts, sources: sources, budget: budget)
            if let sets {
                if wantsFeedback {
                    let best = try ranking.top(options.ranking.feedbackHits, of: sets.filtered)
                    let feedback = Feedback(
                        facts: facts, options: options.ranking,
                        functionStems: compiled.functionStems)
                    try ranking.add(feedback.words(of: best), sources)
                }
                return try ranking.top(limit, of: sets.filtered)
            }
            let bestFirst = BestFirst(
                condition: compiled.whole, matchers: matchers, available: available,
                firstRound: options.firstCandidates)
            return try bestFirst.top(limit, by: ranking)
        }
        return try pager.page(
            ranked: words.isEmpty ? nil : ranked, sets: sets?.filtered ?? available)
    }

    /// Whether words of the best hits give weight too: in questions, and where it is asked for.
    private var wantsFeedback: Bool {
        (request.expand || request.mode == .natural) && request.like == nil
            && request.likeText == nil
            && options.ranking.feedbackHits > 0 && options.ranking.feedbackWords > 0
    }

    /// For each part the documents that may be found: not deleted, not later than the first page,
    /// not the one that hits are to be like.
    private func available(without source: Place?) -> [Bitset] {
        var sets = facts.parts.map(\.live)
        if let cursor, sets.count > 1, cursor.deltaCount < sets[1].bitCount {
            let early = Bitset(allOnes: cursor.deltaCount)
            sets[1].formIntersection(early)
        }
        if let source { sets[source.part].remove(source.index) }
        return sets
    }

    /// Whether the set of matches is needed, or the best of them alone can be had cheaper.
    private func needsSets(_ compiled: CompiledSearch, _ words: [RankWord]) -> Bool {
        if request.total || !request.facets.isEmpty { return true }
        if request.limit == 0 { return false }
        return request.sort != .relevance || words.isEmpty || wantsFeedback
            || !compiled.whole.wantsOrderAtTopOnly
            || (request.collapse == .copies && facts.hasStories)
    }

    private func total(_ sets: MatchSets?, isExact: Bool) -> Total? {
        guard request.total, let sets else { return nil }
        let articles = sets.filtered.reduce(0) { $0 + $1.count }
        return Total(
            articles: articles, stories: facts.hasStories ? stories(sets.filtered) : articles,
            exact: isExact)
    }

    private func stories(_ sets: [Bitset]) -> Int {
        var alone = 0
        var seen: Set<UInt32> = []
        for (facts, set) in zip(facts.parts, sets) {
            set.forEach { index in
                let story = facts.part.story[index]
                if story == 0 { alone += 1 } else { seen.insert(story) }
            }
        }
        return alone + seen.count
    }

    private func facets(
        _ compiled: CompiledSearch, _ sets: MatchSets?, _ counter: FacetCounter, isExact: Bool
    ) -> [FacetAnswer] {
        guard !request.facets.isEmpty, let sets else { return [] }
        let maker = FacetMaker(
            facts: facts, counter: counter, selected: compiled.selected, exact: isExact,
            options: options)
        var filtered: [FacetRequest.Unit: CountedSet] = [:]
        return request.facets.map { facet in
            let unit = facet.unit ?? (request.collapse == .copies ? .stories : .articles)
            if let own = sets.counted(by: facet) {
                return maker.facet(facet, CountedSet(own, of: facts, unit: unit))
            }
            let counted = filtered[unit] ?? CountedSet(sets.filtered, of: facts, unit: unit)
            filtered[unit] = counted
            return maker.facet(facet, counted)
        }
    }
}
