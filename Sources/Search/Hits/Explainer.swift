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
    private let ranking: Ranking

    /// - Throws: `query_too_costly` when the time is over.
    init(
        _ compiled: CompiledSearch, _ ranking: Ranking, facts: SnapshotFacts,
        matchers: [PartMatcher]
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
        self.ranking = ranking
    }

    /// What is to be said of a hit.
    func explanation(of hit: RankedHit) -> Explanation {
        let place = hit.place
        let met = parts.filter { $0.sets[place.part].contains(place.index) }
        let missed = parts.filter { !$0.sets[place.part].contains(place.index) }
        return Explanation(
            terms: terms(place), matched: met.map(\.text), missed: missed.map(\.text))
    }

    private func terms(_ place: Place) -> [Explanation.Term] {
        let (title, body) = facts.parts[place.part].part.tokens(place.index).stems()
        var weights: [String: Double] = [:]
        for part in ranking.contributions(of: place) {
            // Of stems that count as one word the first that stands there has the weight.
            let stands = part.word.stems.first { stem in
                title.contains(stem.ordinal) || body.contains(stem.ordinal)
            }
            if let stands { weights[stands.term, default: 0] += Double(part.weight) }
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
