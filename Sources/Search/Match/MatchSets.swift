import Schema
import XapianKit

/// The documents that match a search, one set for each part, and what facets need beside them.
struct MatchSets {
    /// Those that match text and filters.
    let filtered: [Bitset]
    /// Those that match the text alone; empty where no facet needs it.
    private var text: [Bitset] = []
    /// Those that each filter lets through; empty where no facet needs it.
    private var dimensions: [(field: Field.Name, sets: [Bitset])] = []
    /// Those that a facet of actors counts whatever else matches; nil where it counts all.
    private var company: [Bitset]?

    /// - Parameter available: for each part, the documents that may be found at all.
    init(
        _ compiled: CompiledSearch, facets: [FacetRequest], matchers: [PartMatcher],
        available: [Bitset]
    ) throws(SearchError) {
        if let condition = compiled.company {
            var sets: [Bitset] = []
            for matcher in matchers { sets.append(try matcher.documents(condition)) }
            company = sets
        }
        guard Self.needsDimensions(facets, compiled) else {
            filtered = try Self.documents(compiled.whole, matchers, available)
            return
        }
        text = try Self.documents(compiled.text, matchers, available)
        for (field, condition) in compiled.dimensions {
            var sets: [Bitset] = []
            for matcher in matchers { sets.append(try matcher.documents(condition)) }
            dimensions.append((field, sets))
        }
        filtered = Self.intersection(text, dimensions.map(\.sets))
    }

    /// Nothing matches: for a search that ran out of time.
    init(empty available: [Bitset]) {
        filtered = available.map { Bitset(bitCount: $0.bitCount) }
    }

    private static func needsDimensions(
        _ facets: [FacetRequest], _ compiled: CompiledSearch
    ) -> Bool {
        facets.contains { facet in
            switch facet.scope {
            case .filtered: false
            case .query: !compiled.dimensions.isEmpty
            case .sideways: compiled.dimensions.contains { $0.field == facet.facet }
            }
        }
    }

    private static func documents(
        _ condition: Condition, _ matchers: [PartMatcher], _ available: [Bitset]
    ) throws(SearchError) -> [Bitset] {
        if condition == .everything { return available }
        var sets: [Bitset] = []
        for (matcher, available) in zip(matchers, available) {
            var set = try matcher.documents(condition)
            set.formIntersection(available)
            sets.append(set)
        }
        return sets
    }

    private static func intersection(_ sets: [Bitset], _ others: [[Bitset]]) -> [Bitset] {
        var sets = sets
        for other in others {
            for index in sets.indices { sets[index].formIntersection(other[index]) }
        }
        return sets
    }

    /// The documents that a facet counts; nil where they are those of ``filtered``.
    func counted(by facet: FacetRequest) -> [Bitset]? {
        let sets = counted(in: facet)
        guard facet.facet == .actor, let company else { return sets }
        return Self.intersection(sets ?? filtered, [company])
    }

    private func counted(in facet: FacetRequest) -> [Bitset]? {
        switch facet.scope {
        case .filtered: nil
        case .query: dimensions.isEmpty ? nil : text
        case .sideways:
            dimensions.contains { $0.field == facet.facet }
                ? Self.intersection(
                    text, dimensions.filter { $0.field != facet.facet }.map(\.sets)) : nil
        }
    }
}
