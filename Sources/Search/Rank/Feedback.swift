import Archive
import Schema
import XapianKit

/// Takes words from the best hits of a search, which then give weight beside those of the query.
///
/// The best hits are taken to be about what is asked for (pseudo-relevance feedback, Rocchio 1971):
/// a stem counts the more, the more it stands out in them and the better the hits are,
///
///     count(stem) = Σ over hits of  weight(hit) / weight(best hit) × impact(stem in hit) × rarity
///
/// and the highest counts, as parts of the highest one, times ``RankingOptions/feedbackWeight``, are
/// the weights. What matches stays what the query asks for.
///
/// Cost: the token streams of some hits, cut at ``maximumWords``, and one posting list a word.
struct Feedback {
    /// Of a long article the beginning says what it is about.
    static let maximumWords = 3_000
    /// Fewer hits say too little.
    static let minimumHits = 3

    let facts: SnapshotFacts
    let options: RankingOptions
    /// Stems that say nothing.
    let functionStems: Set<String>

    /// The words, by falling weight, ties by ordinal; none of too few hits.
    func words(of hits: [RankedHit]) -> [RankWord] {
        let hits = hits.prefix(options.feedbackHits)
        guard hits.count >= Self.minimumHits, let best = hits.first?.score, best > 0 else {
            return []
        }
        var counts: [UInt32: Float] = [:]
        for hit in hits {
            let share = Float((hit.score ?? 0) / best)
            for (ordinal, frequency) in frequencies(hit.place) {
                counts[ordinal, default: 0] += share * impact(frequency, hit.place)
            }
        }
        let dictionary = facts.snapshot.stems
        let documents = Double(facts.documentCount)
        var scored: [(ordinal: UInt32, count: Float)] = []
        for (ordinal, count) in counts {
            let occurrences = Double(max(1, dictionary.occurrences(ordinal)))
            scored.append((ordinal, count * Float((1 + documents / occurrences).logarithm)))
        }
        scored.sort { ($0.count, $1.ordinal) > ($1.count, $0.ordinal) }
        guard let most = scored.first?.count, most > 0 else { return [] }
        var words: [RankWord] = []
        for row in scored where words.count < options.feedbackWords {
            let stem = dictionary.stem(row.ordinal)
            guard !functionStems.contains(stem), stem.utf8.count <= Term.maximumLengthInBytes
            else { continue }
            words.append(
                RankWord(
                    stems: [Stem(ordinal: row.ordinal, term: Term.of(.text, stem))],
                    queryFrequency: 1, factor: Float(options.feedbackWeight) * row.count / most))
        }
        return words
    }

    private func impact(_ frequency: UInt32, _ place: Place) -> Float {
        facts.formula.impact(
            frequency: frequency, words: facts.parts[place.part].part.words[place.index],
            averageWords: facts.averageWords)
    }

    /// How often each stem stands in a document.
    private func frequencies(_ place: Place) -> [UInt32: UInt32] {
        var frequencies: [UInt32: UInt32] = [:]
        frequencies.reserveCapacity(512)
        facts.parts[place.part].part.tokens(place.index).forEachStem { position, ordinal in
            if position < Self.maximumWords { frequencies[ordinal, default: 0] += 1 }
        }
        return frequencies
    }
}
