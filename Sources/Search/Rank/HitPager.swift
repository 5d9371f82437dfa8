import Schema
import XapianKit

/// A document with its weight; nil where hits are ordered by date.
struct RankedHit: Equatable {
    let place: Place
    let score: Double?
}

/// A page of hits and the cursor of the next.
struct RankedPage {
    let hits: [RankedHit]
    let next: String?
}

/// Orders what matches and cuts out a page.
struct HitPager {
    let request: SearchRequest
    let facts: SnapshotFacts
    let cursor: Cursor?

    /// - Parameters:
    ///   - ranked: Gives the best hits, so many; nil where no word gives weight.
    ///   - sets: What matches, one set a part; of no use where hits are ordered by weight.
    func page(
        ranked: ((Int) throws(SearchError) -> [RankedHit])?, sets: [Bitset]
    ) throws(SearchError) -> RankedPage {
        guard request.limit > 0 else { return RankedPage(hits: [], next: nil) }
        let order = order(ranked != nil)
        if request.collapse == .copies && facts.hasStories {
            return try collapsed(order, ranked, sets)
        }
        guard let order else {
            let rank = try offset()
            let found = try ranked?(rank + request.limit + 1) ?? []
            return cut(Array(found.dropFirst(rank)), next: .rank(rank + request.limit))
        }
        var after: DateOrder.Position?
        if let cursor {
            guard case .date(let position) = cursor.position else { throw misfit }
            after = position
        }
        let places = order.first(
            request.offset + request.limit + 1, of: sets, facts.parts,
            after: after)
        let found = places.dropFirst(request.offset).map { RankedHit(place: $0, score: nil) }
        guard found.count > request.limit else { return RankedPage(hits: found, next: nil) }
        let last = order.position(found[request.limit - 1].place, facts.parts)
        return cut(found, next: .date(last))
    }

    /// nil: by weight.
    private func order(_ hasWords: Bool) -> DateOrder? {
        switch request.sort {
        case .relevance: hasWords ? nil : DateOrder(isNewestFirst: true)
        case .newest: DateOrder(isNewestFirst: true)
        case .date: DateOrder(isNewestFirst: false)
        }
    }

    private var misfit: SearchError {
        SearchError(
            .badCursor, "the cursor belongs to another order", param: "cursor",
            hint: "start again without it")
    }

    private func offset() throws(SearchError) -> Int {
        guard let cursor else { return request.offset }
        guard case .rank(let rank) = cursor.position else { throw misfit }
        return rank
    }

    /// The page of at most `limit` hits out of one more.
    private func cut(_ found: [RankedHit], next position: Cursor.Position) -> RankedPage {
        guard found.count > request.limit else { return RankedPage(hits: found, next: nil) }
        let bound = cursor?.deltaCount ?? (facts.parts.count > 1 ? facts.parts[1].part.count : 0)
        let next = Cursor(
            generation: facts.snapshot.generation, fingerprint: request.fingerprint,
            deltaCount: bound, position: position)
        return RankedPage(hits: Array(found.prefix(request.limit)), next: next.text)
    }

    // MARK: Stories

    /// One hit a story, the one that comes first: more is fetched until the page is full.
    private func collapsed(
        _ order: DateOrder?, _ ranked: ((Int) throws(SearchError) -> [RankedHit])?,
        _ sets: [Bitset]
    ) throws(SearchError) -> RankedPage {
        let rank = try offset()
        let wanted = rank + request.limit + 1
        var limit = wanted * 2
        while true {
            let found: [RankedHit]
            if let order {
                found = order.first(limit, of: sets, facts.parts, after: nil).map {
                    RankedHit(place: $0, score: nil)
                }
            } else {
                found = try ranked?(limit) ?? []
            }
            let distinct = distinctStories(found)
            if distinct.count >= wanted || found.count < limit {
                return cut(
                    Array(distinct.dropFirst(rank).prefix(request.limit + 1)),
                    next: .rank(rank + request.limit))
            }
            limit *= 4
        }
    }

    private func distinctStories(_ hits: [RankedHit]) -> [RankedHit] {
        var seen: Set<UInt32> = []
        return hits.filter { hit in
            let story = facts.parts[hit.place.part].part.story[hit.place.index]
            return story == 0 || seen.insert(story).inserted
        }
    }
}
