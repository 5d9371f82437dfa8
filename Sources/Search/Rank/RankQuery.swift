import XapianKit

/// A condition as a query of Xapian that weighs documents.
///
/// Xapian knows words and terms. What it does not know (order of words, columns) it leaves to a set
/// of allowed documents: then the query finds at least all that match, and ``isDecided`` is false.
struct RankQuery {
    private(set) var query: Query
    /// Whether the query finds just the documents that match.
    private(set) var isDecided = true
    /// Whether any word gives weight.
    private(set) var hasWords = false

    /// Of a prefix that stands for more stems, the most frequent give weight.
    ///
    /// 10,000 terms joined by OR took Xapian 1.4.22 2.8 s on 600 documents.
    static let maximumSynonyms = 200

    init(_ condition: Condition) {
        query = .all
        query = translate(condition)
    }

    private mutating func translate(_ condition: Condition) -> Query {
        switch condition {
        case .everything: return .all
        case .nothing: return .none
        case .stems(let stems, let isExpansion):
            hasWords = true
            let terms = stems.map { Query.term($0.term, wqf: $0.frequency) }
            if terms.count == 1 { return terms[0] }
            guard isExpansion else { return .or(terms) }
            if terms.count <= Self.maximumSynonyms { return .synonym(terms) }
            // Ordinals rise with rarity, so that the first stems are the most frequent.
            isDecided = false
            return .maybe(.all, .synonym(Array(terms.prefix(Self.maximumSynonyms))))
        case .terms: return .scaled(Self.filter(condition), by: 0)
        case .phrase(let phrase), .verbatim(let phrase, _):
            isDecided = false
            return words(phrase.sequences)
        case .near(let group):
            isDecided = false
            return .and(group.operands.map { words($0) })
        case .days, .isDated, .hasAuthor, .hasActor, .flagged, .mentioned:
            isDecided = false
            return .all
        case .any(let conditions): return .or(conditions.map { translate($0) })
        case .all(let conditions): return conjunction(conditions)
        case .not(let child): return .not(.all, exclusion(child))
        }
    }

    private mutating func words(_ sequences: [[Stem]]) -> Query {
        hasWords = true
        let queries = sequences.map { sequence in
            sequence.count == 1
                ? Query.term(sequence[0].term) : .and(sequence.map { .term($0.term) })
        }
        return queries.count == 1 ? queries[0] : .or(queries)
    }

    private static func filter(_ condition: Condition) -> Query {
        guard case .terms(let terms) = condition else { return .all }
        return terms.count == 1 ? .term(terms[0]) : .or(terms.map { .term($0) })
    }

    private mutating func conjunction(_ conditions: [Condition]) -> Query {
        var weighed: [Query] = []
        var filters: [Query] = []
        var excluded: [Query] = []
        for condition in conditions {
            switch condition {
            case .terms: filters.append(Self.filter(condition))
            case .not(let child): excluded.append(exclusion(child))
            case .days, .isDated, .hasAuthor, .hasActor, .flagged, .mentioned: isDecided = false
            case .everything, .nothing, .stems, .phrase, .verbatim, .near, .all, .any:
                weighed.append(translate(condition))
            }
        }
        var query: Query
        if weighed.isEmpty {
            query = filters.isEmpty ? .all : .scaled(.and(filters), by: 0)
        } else {
            query = weighed.count == 1 ? weighed[0] : .and(weighed)
            if !filters.isEmpty {
                query = .filter(query, by: filters.count == 1 ? filters[0] : .and(filters))
            }
        }
        let terms = excluded.filter { $0 != .none }
        return terms.isEmpty ? query : .not(query, terms.count == 1 ? terms[0] : .or(terms))
    }

    /// What a negation excludes; nothing where that cannot be said exactly.
    private mutating func exclusion(_ condition: Condition) -> Query {
        var inner = RankQuery(condition)
        guard inner.isDecided else {
            isDecided = false
            return .none
        }
        inner.hasWords = false
        return inner.query
    }
}
