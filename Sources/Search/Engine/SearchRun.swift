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
        let databases: (parts: [Database], whole: Database)
        do { databases = try worker.databases(of: facts.snapshot) } catch {
            throw SearchError(error)
        }
        let compiled = try CompiledSearch(
            request, facts: facts, options: options, stemmer: worker.stemmer,
            lookup: try ArticleLookup(facts: facts, worker: worker))
        let available = available(without: compiled.source)
        let query = RankQuery(compiled.whole)
        var isPartial = false
        var sets: MatchSets?
        if needsSets(query) {
            let matchers = zip(facts.parts, databases.parts).map { facts, database in
                PartMatcher(
                    part: facts.part, database: database, stems: self.facts.snapshot.stems,
                    termSets: facts.columns.termSets, budget: budget)
            }
            do throws(SearchError) {
                sets = try MatchSets(
                    compiled, facets: request.facets, matchers: matchers, available: available)
            } catch  where error.problem == .queryTooCostly && request.onBudget == .partial {
                sets = MatchSets(empty: available)
                isPartial = true
            }
        }
        let pager = HitPager(
            request: request, facts: facts, available: available, cursor: cursor, budget: budget,
            source: compiled.source)
        var page: RankedPage
        do throws(SearchError) {
            page = try pager.page(query, sets: sets, database: databases.whole)
        } catch  where error.problem == .queryTooCostly && request.onBudget == .partial {
            page = RankedPage(hits: [], next: nil)
            isPartial = true
        }
        let facets = facets(compiled, sets, worker.counter, isExact: !isPartial)
        let makes = HitMaker(
            facts: facts, request: request, highlights: Array(compiled.highlights))
        return SearchAnswer(
            query: QueryEcho(
                q: request.q, parsed: compiled.parsed, suggestion: nil,
                warnings: compiled.warnings + warnings),
            total: total(sets, isExact: !isPartial), hits: try makes.hits(page.hits),
            facets: facets, page: Page(limit: request.limit, next: page.next),
            index: IndexState(
                generation: facts.snapshot.generation, revision: facts.snapshot.revision,
                lagMilliseconds: 0),
            tookMilliseconds: 0, partial: isPartial)
    }

    /// What of the request this version does not do.
    private var warnings: [String] {
        request.expand ? ["expand is not available yet: the query was not widened"] : []
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

    /// Whether the set of matches is needed, or the best of them alone.
    private func needsSets(_ query: RankQuery) -> Bool {
        if request.total || !request.facets.isEmpty { return true }
        if request.limit == 0 { return false }
        return request.sort != .relevance || !query.hasWords || !query.isDecided
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
        let filtered = CountedSet(sets.filtered, of: facts)
        return request.facets.map { facet in
            let own = sets.counted(by: facet)
            return maker.facet(facet, own.map { CountedSet($0, of: facts) } ?? filtered)
        }
    }
}
