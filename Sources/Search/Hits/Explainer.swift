import Archive
import QueryLanguage
import Schema
import XapianKit

/// Says of each hit which parts of the query it meets, and what its words add to its score.
///
/// For people: each part of the query is matched by itself over the whole archive.
struct Explainer {
    /// A part of the query as text, with the documents of each part of the snapshot that meet it.
    private struct Part {
        let text: String
        let sets: [Bitset]
    }

    private let facts: SnapshotFacts
    private let parts: [Part]
    private let stems: [Stem]
    private let database: Database
    private let ranking: Query

    /// - Throws: `query_too_costly` when the time is over.
    init(
        _ compiled: CompiledSearch, _ query: RankQuery, facts: SnapshotFacts,
        matchers: [PartMatcher], whole: Database
    ) throws(SearchError) {
        self.facts = facts
        var parts: [Part] = []
        for leaf in compiled.leaves {
            var sets: [Bitset] = []
            for matcher in matchers { sets.append(try matcher.documents(leaf.condition)) }
            parts.append(Part(text: leaf.text, sets: sets))
        }
        self.parts = parts
        stems = compiled.leaves.flatMap { $0.condition.wantedStems }
        database = whole
        ranking = query.query
    }

    /// What is to be said of a hit.
    func explanation(of hit: RankedHit) throws(SearchError) -> Explanation {
        let place = hit.place
        let met = parts.filter { $0.sets[place.part].contains(place.index) }
        let missed = parts.filter { !$0.sets[place.part].contains(place.index) }
        return Explanation(
            terms: try terms(place), matched: met.map(\.text), missed: missed.map(\.text))
    }

    private func terms(_ place: Place) throws(SearchError) -> [Explanation.Term] {
        let (title, body) = facts.parts[place.part].part.tokens(place.index).stems()
        var weights: [String: Double] = [:]
        // Documents of several shards take turns.
        let document = UInt32(place.index * facts.parts.count + place.part + 1)
        do {
            for part in try database.explain(ranking, document: document) {
                guard case .term(let term, wqf: _) = part.query else { continue }
                weights[term, default: 0] += part.weight
            }
        } catch {
            throw SearchError(error)
        }
        var terms: [Explanation.Term] = []
        for stem in stems where !terms.contains(where: { $0.id == stem.term }) {
            let inTitle = title.count { $0 == stem.ordinal }
            let inBody = body.count { $0 == stem.ordinal }
            guard inTitle + inBody > 0 else { continue }
            terms.append(
                Explanation.Term(
                    id: stem.term, text: facts.snapshot.stems.stem(stem.ordinal), title: inTitle,
                    body: inBody, weight: weights[stem.term]))
        }
        return terms
    }
}
