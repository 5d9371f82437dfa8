/// What of a query is marked in titles and snippets: stems, and phrases where they stand whole.
struct Highlights: Equatable {
    /// Stems that are marked wherever they stand.
    private(set) var stems: Set<UInt32> = []
    /// Sequences of at least two stems.
    private(set) var phrases: Set<[UInt32]> = []

    /// Marks a stem, or a phrase of several.
    mutating func insert(_ sequence: [UInt32]) {
        if sequence.count == 1 { stems.insert(sequence[0]) }
        if sequence.count > 1 { phrases.insert(sequence) }
    }

    /// Marks stems.
    mutating func formUnion(_ more: some Sequence<UInt32>) {
        stems.formUnion(more)
    }
}

/// Finds highlights in the stems of a text.
struct HighlightMatcher {
    /// Something of the query in a text.
    struct Occurrence: Equatable {
        /// Positions of its words.
        let positions: Range<Int>
        /// Which of the query's stems and phrases it is.
        let key: Int
    }

    /// How much each key says: the logarithm of its rarity.
    let weights: [Double]
    private let keys: [UInt32: Int]
    /// Phrases with their keys, by their first stem.
    private let phrases: [UInt32: [(stems: [UInt32], key: Int)]]

    /// - Parameter rarity: of a stem; a phrase is as rare as its rarest.
    init(_ highlights: Highlights, rarity: (UInt32) -> Double) {
        var weights: [Double] = []
        var keys: [UInt32: Int] = [:]
        for stem in highlights.stems.sorted() {
            keys[stem] = weights.count
            weights.append(rarity(stem))
        }
        var phrases: [UInt32: [(stems: [UInt32], key: Int)]] = [:]
        for phrase in highlights.phrases.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
            phrases[phrase[0], default: []].append((phrase, weights.count))
            weights.append(phrase.map(rarity).max() ?? 0)
        }
        self.weights = weights
        self.keys = keys
        self.phrases = phrases
    }

    /// All of them, by their first words.
    func occurrences(in stems: [UInt32]) -> [Occurrence] {
        guard !weights.isEmpty else { return [] }
        var found: [Occurrence] = []
        for (position, stem) in stems.enumerated() {
            if let key = keys[stem] {
                found.append(Occurrence(positions: position..<position + 1, key: key))
            }
            for phrase in phrases[stem] ?? [] {
                let end = position + phrase.stems.count
                if end <= stems.count, stems[position..<end].elementsEqual(phrase.stems) {
                    found.append(Occurrence(positions: position..<end, key: phrase.key))
                }
            }
        }
        return found
    }
}
