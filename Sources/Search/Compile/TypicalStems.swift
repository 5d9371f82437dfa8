import Archive
import Schema

/// The stems that set an article apart: frequent in it, rare in the archive.
struct TypicalStems {
    /// More of them hardly change the order of what is found, and each costs a posting list.
    static let count = 20
    /// A word repeated ten times says little more than one repeated five times.
    static let maximumFrequency = 5

    let facts: SnapshotFacts

    /// By falling weight: occurrences times the logarithm of rarity (tf-idf over token streams).
    func stems(of place: Place) -> [Stem] {
        let tokens = facts.parts[place.part].part.tokens(place.index)
        var occurrences: [UInt32: Int] = [:]
        tokens.forEachStem { _, ordinal in occurrences[ordinal, default: 0] += 1 }
        // A stem that no other article has finds nothing.
        return typical(occurrences) { total, count in total > count }
    }

    /// Those of a text that is not in the archive, by falling weight.
    ///
    /// It is read in the language of which the archive knows most of its words.
    func stems(of text: String, languages: [String], stemmer: QueryStemmer) -> [Stem] {
        var best: [UInt32: Int] = [:]
        var known = 0
        for language in languages {
            let ordinals = stemmer.stems(of: text, language: language)
                .compactMap { facts.snapshot.stems.ordinal(of: $0) }
            guard ordinals.count > known else { continue }
            known = ordinals.count
            best = ordinals.reduce(into: [:]) { $0[$1, default: 0] += 1 }
        }
        return typical(best) { _, _ in true }
    }

    private func typical(
        _ occurrences: [UInt32: Int], where finds: (_ total: Double, _ count: Double) -> Bool
    ) -> [Stem] {
        let dictionary = facts.snapshot.stems
        let articles = Double(max(1, facts.liveCount))
        var scored: [(ordinal: UInt32, count: Int, score: Double)] = []
        for (ordinal, count) in occurrences {
            let total = Double(dictionary.occurrences(ordinal))
            guard finds(total, Double(count)) else { continue }
            let rarity = (1 + articles / max(1, total)).logarithm
            scored.append((ordinal, count, Double(count) * rarity))
        }
        scored.sort { ($0.score, $1.ordinal) > ($1.score, $0.ordinal) }
        return scored.prefix(Self.count).map { row in
            let stem = dictionary.stem(row.ordinal)
            return Stem(
                ordinal: row.ordinal, term: Term.of(.text, stem),
                frequency: min(row.count, Self.maximumFrequency))
        }
    }
}
