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
        let dictionary = facts.snapshot.stems
        let articles = Double(max(1, facts.liveCount))
        var scored: [(ordinal: UInt32, count: Int, score: Double)] = []
        for (ordinal, count) in occurrences {
            let total = Double(dictionary.occurrences(ordinal))
            // A stem that no other article has finds nothing.
            guard total > Double(count) else { continue }
            let rarity = (1 + articles / total).logarithm
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
