import Schema

/// The words as printed of all workers, joined by word and stem.
struct WordCollector {
    private var table = ByteTable(minimumCapacity: 1 << 16)
    /// By the ordinal of the word: ordinals of its stems, by first sight, with their counts.
    private var stems: [[(stem: UInt32, count: UInt32)]] = []
    private(set) var count = 0

    /// Takes in what a worker met; words whose stem no document has are left out.
    mutating func add(_ vocabulary: Vocabulary, _ known: ByteTable) {
        let ordinals = vocabulary.stems.map { known.find($0) }
        for word in vocabulary.words {
            guard let stem = ordinals[Int(word.stem)] else { continue }
            let (ordinal, isNew) = table.intern(word.folded)
            if isNew { stems.append([]) }
            let index = Int(ordinal)
            if let row = stems[index].firstIndex(where: { $0.stem == stem }) {
                stems[index][row].count &+= word.count
            } else {
                stems[index].append((stem, word.count))
                count += 1
            }
        }
    }

    /// Writes the sections of ``WordTable``.
    ///
    /// - Parameter map: from the stems' ordinals by first sight to those of the base.
    func write(_ map: [UInt32], to file: SectionFileWriter) throws(ArchiveError) {
        var words: [[UInt8]] = []
        var counts: [UInt32] = []
        var ordinals: [UInt32] = []
        for ordinal in table.sortedOrdinals() {
            let word = Array(table.bytes(Int(ordinal)))
            let rows = stems[Int(ordinal)].map { (stem: map[Int($0.stem)], count: $0.count) }
                .sorted { ($1.count, $0.stem) < ($0.count, $1.stem) }
            for row in rows {
                words.append(word)
                counts.append(row.count)
                ordinals.append(row.stem)
            }
        }
        try Strings.write(words, "words", "wordEnds", to: file)
        try file.section("counts", counts)
        try file.section("stems", ordinals)
    }
}
