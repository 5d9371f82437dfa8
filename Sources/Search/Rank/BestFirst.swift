import Archive
import XapianKit

/// Finds the best documents of a search for phrases or words near each other without deciding all
/// candidates: the best by weight are looked at first, until a page is full.
///
/// Only where neither the total nor a facet is wanted. Exact: a document's weight does not depend
/// on the order of its words, so the first that hold are the best that hold.
struct BestFirst {
    /// How many times more candidates each round has than the one before.
    static let growth = 8

    let condition: Condition
    let matchers: [PartMatcher]
    let available: [Bitset]
    /// Candidates of the first round.
    let firstRound: Int

    func top(_ limit: Int, by ranking: Ranking) throws(SearchError) -> [RankedHit] {
        var candidates: [Bitset] = []
        for (matcher, available) in zip(matchers, available) {
            var set = try matcher.candidates(condition)
            set.formIntersection(available)
            candidates.append(set)
        }
        let count = candidates.reduce(0) { $0 + $1.count }
        let orders = condition.orders
        var found: [RankedHit] = []
        var looked = 0
        var round = max(firstRound, 2 * limit)
        // Of many candidates, one round more costs as much as deciding what is left.
        while round < count / 2 {
            let ranked = try ranking.top(round, of: candidates)
            let new = ranked[looked...]
            let held = try decide(new, orders)
            found += new.filter { held[$0.place.part].contains($0.place.index) }
            if found.count >= limit { return Array(found.prefix(limit)) }
            looked = ranked.count
            round *= Self.growth
        }
        for index in candidates.indices {
            for order in orders { try matchers[index].verify(&candidates[index], order) }
        }
        return try ranking.top(limit, of: candidates)
    }

    private func decide(
        _ hits: ArraySlice<RankedHit>, _ orders: [Condition]
    ) throws(SearchError) -> [Bitset] {
        var sets = available.map { Bitset(bitCount: $0.bitCount) }
        for hit in hits { sets[hit.place.part].insert(hit.place.index) }
        for index in sets.indices {
            for order in orders { try matchers[index].verify(&sets[index], order) }
        }
        return sets
    }
}
