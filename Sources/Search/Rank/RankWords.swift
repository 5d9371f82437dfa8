/// A word that gives weight: the stems that count as it, and how often the query names it.
struct RankWord: Equatable {
    let stems: [Stem]
    var queryFrequency: Double
    /// What its weight is multiplied by.
    var factor: Float = 1
}

extension Condition {
    /// The words that give weight, each once, in the order of the query.
    ///
    /// A document's weight is the sum over all of them that it has, wherever they stand in the
    /// tree but under NOT: words of phrases and of groups count one by one. Which documents match
    /// is decided elsewhere.
    var rankWords: [RankWord] {
        var words: [RankWord] = []
        collect(into: &words)
        return words
    }

    private func collect(into words: inout [RankWord]) {
        switch self {
        case .stems(let stems, _): Self.add(stems, to: &words)
        case .phrase(let phrase), .verbatim(let phrase, _):
            Self.add(sequences: phrase.sequences, to: &words)
        case .near(let group):
            for operand in group.operands { Self.add(sequences: operand, to: &words) }
        case .all(let children), .any(let children):
            for child in children { child.collect(into: &words) }
        case .everything, .nothing, .terms, .days, .isDated, .hasAuthor, .hasActor, .flagged,
            .mentioned, .not:
            break
        }
    }

    /// The sequences are one text in several languages: where they have as many words, the words
    /// in the same place count as one.
    private static func add(sequences: [[Stem]], to words: inout [RankWord]) {
        guard let first = sequences.first else { return }
        guard sequences.allSatisfy({ $0.count == first.count }) else {
            for sequence in sequences {
                for stem in sequence { add([stem], to: &words) }
            }
            return
        }
        for place in first.indices {
            var stems: [Stem] = []
            for sequence in sequences where !stems.contains(sequence[place]) {
                stems.append(sequence[place])
            }
            add(stems, to: &words)
        }
    }

    private static func add(_ stems: [Stem], to words: inout [RankWord]) {
        guard let first = stems.first else { return }
        let plain = stems.map { Stem(ordinal: $0.ordinal, term: $0.term) }
            .sorted { $0.ordinal < $1.ordinal }
        if let index = words.firstIndex(where: { $0.stems == plain }) {
            words[index].queryFrequency += Double(first.frequency)
        } else {
            words.append(RankWord(stems: plain, queryFrequency: Double(first.frequency)))
        }
    }

    /// Whether the order of words, or the text itself, decides what matches, and nothing but the
    /// conditions at the top asks for it: then candidates can be looked at best first.
    var wantsOrderAtTopOnly: Bool {
        switch self {
        case .phrase, .verbatim, .near: true
        case .all(let children):
            children.contains { $0.isOrder } && children.allSatisfy { $0.isOrder || !$0.hasOrder }
        case .everything, .nothing, .stems, .terms, .days, .isDated, .hasAuthor, .hasActor,
            .flagged, .mentioned, .any, .not:
            false
        }
    }

    /// The conditions at the top on the order of words.
    var orders: [Condition] {
        switch self {
        case .phrase, .verbatim, .near: [self]
        case .all(let children): children.filter(\.isOrder)
        case .everything, .nothing, .stems, .terms, .days, .isDated, .hasAuthor, .hasActor,
            .flagged, .mentioned, .any, .not:
            []
        }
    }

    private var isOrder: Bool {
        switch self {
        case .phrase, .verbatim, .near: true
        case .everything, .nothing, .stems, .terms, .days, .isDated, .hasAuthor, .hasActor,
            .flagged, .mentioned, .all, .any, .not:
            false
        }
    }

    private var hasOrder: Bool {
        switch self {
        case .phrase, .verbatim, .near: true
        case .all(let children), .any(let children): children.contains { $0.hasOrder }
        case .not(let child): child.hasOrder
        case .everything, .nothing, .stems, .terms, .days, .isDated, .hasAuthor, .hasActor,
            .flagged, .mentioned:
            false
        }
    }
}
