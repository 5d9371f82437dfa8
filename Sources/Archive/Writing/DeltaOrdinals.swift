import Schema

/// Gives the values, stems and words of a delta their ordinals, and logs those that are new.
///
/// Ordinals of the base stay; new ones follow in the order of the log.
struct DeltaOrdinals {
    private let base: Base
    private var labels = LabelField.allCases.map { _ in LabelCollector() }
    private var stems = ByteTable()
    private var words: Set<WordKey> = []
    /// Ordinals by those of the vocabulary that was used last.
    private var known: [UInt32] = []
    private var takenWords = 0
    private weak var vocabulary: Vocabulary?

    private struct WordKey: Hashable {
        let word: [UInt8]
        let stem: UInt32
    }

    init(_ base: Base) {
        self.base = base
    }

    mutating func label(
        _ field: LabelField, _ label: FacetLabel, _ log: inout [UInt8]
    ) -> UInt32 {
        let table = base.labels(field)
        if let ordinal = table.ordinal(id: label.id) { return ordinal }
        let index = Int(field.rawValue)
        let before = labels[index].labels.count
        let ordinal = labels[index].ordinal(label)
        if labels[index].labels.count > before {
            DeltaLog.append(DeltaRecord.label(field, label), to: &log)
        }
        return UInt32(table.count) + ordinal
    }

    mutating func stem(
        _ ordinal: UInt32, _ vocabulary: Vocabulary, _ log: inout [UInt8]
    ) -> UInt32 {
        follow(vocabulary)
        let index = Int(ordinal)
        if index < known.count, known[index] != .max { return known[index] }
        if index >= known.count {
            let missing = max(vocabulary.stems.count, index + 1) * 2 - known.count
            known += [UInt32](repeating: .max, count: missing)
        }
        let bytes = vocabulary.stems[index]
        if let found = base.stems.ordinal(of: bytes) {
            known[index] = found
        } else {
            let (late, isNew) = stems.intern(bytes)
            if isNew { DeltaLog.append(DeltaRecord.stem(bytes), to: &log) }
            known[index] = UInt32(base.stems.count) + late
        }
        return known[index]
    }

    /// Logs the words that the vocabulary has met since the last call and nobody had before.
    mutating func takeWords(_ vocabulary: Vocabulary, _ log: inout [UInt8]) {
        follow(vocabulary)
        for word in vocabulary.words[takenWords...] {
            let stem = stem(word.stem, vocabulary, &log)
            guard !base.words.contains(word.folded, stem: stem),
                words.insert(WordKey(word: word.folded, stem: stem)).inserted
            else { continue }
            DeltaLog.append(DeltaRecord.word(word.folded, stem: stem), to: &log)
        }
        takenWords = vocabulary.words.count
    }

    /// The hash of a stem of base or delta, for the comparison of texts.
    func hash(ofStem ordinal: UInt32) -> UInt64 {
        if Int(ordinal) < base.stems.count {
            return Shingles.hash(of: base.stems.strings[Int(ordinal)])
        }
        let late = Int(ordinal) - base.stems.count
        return late < stems.count ? Shingles.hash(of: stems.bytes(late)) : 0
    }

    mutating func restore(stem: [UInt8]) { _ = stems.intern(stem) }

    mutating func restore(_ field: LabelField, _ label: FacetLabel) {
        _ = labels[Int(field.rawValue)].ordinal(label)
    }

    mutating func restore(word: [UInt8], stem: UInt32) {
        words.insert(WordKey(word: word, stem: stem))
    }

    private mutating func follow(_ vocabulary: Vocabulary) {
        if self.vocabulary === vocabulary { return }
        self.vocabulary = vocabulary
        known = []
        takenWords = 0
    }
}
