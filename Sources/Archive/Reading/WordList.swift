import Schema

/// The words as printed, in lower case and without accents: for wildcards, fuzzy words and
/// spelling, which match by their stems.
///
/// One row for each pair of word and stem. A word of the delta that the base has too counts as
/// often as in the base.
public struct WordList: Sendable {
    /// A word with how often it occurs and its stem.
    public struct Word: Sendable, Equatable {
        /// Lower case, accents off.
        public let word: String
        /// Occurrences in the base; 1 for a word that only the delta has.
        public let count: UInt32
        /// Ordinal of the ``StemDictionary``.
        public let stem: UInt32
    }

    /// Rows.
    public let count: Int
    let base: WordTable
    let layers: [WordLayer]

    init(base: WordTable, layers: [WordLayer] = []) {
        self.base = base
        self.layers = layers
        count = layers.reduce(base.count) { $0 + $1.rows.count }
    }

    /// The words that start so, by bytes, then by falling count.
    public func words(prefix: String, limit: Int = .max) -> [Word] {
        let key = Array(WordFolding.key(prefix).utf8)
        var rows: [(word: [UInt8], count: UInt32, stem: UInt32)] = []
        var late: [(word: [UInt8], count: UInt32, stem: UInt32)] = []
        for layer in layers {
            layer.forEach(key) { word, stem in
                late.append((word, 1, stem))
                return true
            }
        }
        base.forEach(key) { word, count, stem in
            rows.append((Array(word), count, stem))
            return rows.count < limit
        }
        if !late.isEmpty {
            rows += late
            rows.sort { left, right in
                if left.word != right.word {
                    return left.word.lexicographicallyPrecedes(right.word)
                }
                return (right.count, left.stem) < (left.count, right.stem)
            }
        }
        return rows.prefix(limit).map { row in
            Word(
                word: String(decoding: row.word, as: UTF8.self), count: row.count, stem: row.stem)
        }
    }

    /// The rows of one word, the most frequent first.
    public func words(equal word: String) -> [Word] {
        let key = WordFolding.key(word)
        var found: [Word] = []
        let bytes = Array(key.utf8)
        base.forEach(bytes) { word, count, stem in
            guard word.count == bytes.count else { return false }
            found.append(Word(word: key, count: count, stem: stem))
            return true
        }
        for layer in layers {
            layer.forEach(bytes) { word, stem in
                guard word.count == bytes.count else { return false }
                found.append(Word(word: key, count: 1, stem: stem))
                return true
            }
        }
        return found.sorted { ($1.count, $0.stem) < ($0.count, $1.stem) }
    }

    /// Calls with every word that starts so, those of the base by their bytes, then those of the
    /// delta; false ends the walk.
    public func forEach(
        prefix: [UInt8] = [],
        _ body: (_ word: UnsafeBufferPointer<UInt8>, _ count: UInt32, _ stem: UInt32) -> Bool
    ) {
        guard base.forEach(prefix, body) else { return }
        for layer in layers {
            let goesOn = layer.forEach(prefix) { word, stem in
                word.withUnsafeBufferPointer { body($0, 1, stem) }
            }
            guard goesOn else { return }
        }
    }
}

// The buffers are never written and live as long as `owner`.
/// The words of a base, in `words.bin`.
///
/// Rows by the bytes of their words, then by falling count, then by stem:
///
///     words wordEnds   UTF-8, and UInt32 where each starts, one more than rows
///     counts           UInt32
///     stems            UInt32   ordinals of stems.bin
final class WordTable: @unchecked Sendable {
    let count: Int
    private let strings: Strings
    private let counts, stems: UnsafeBufferPointer<UInt32>
    private let owner: MappedFile

    init(_ file: SectionFile, stems limit: Int) throws(ArchiveError) {
        owner = file.file
        strings = try Strings(file, "words", "wordEnds")
        count = strings.count
        counts = try file.section("counts", count: count)
        stems = try file.section("stems", count: count)
        try file.requireBelow("stems", stems, limit: limit)
    }

    @discardableResult
    func forEach(
        _ prefix: [UInt8], _ body: (UnsafeBufferPointer<UInt8>, UInt32, UInt32) -> Bool
    ) -> Bool {
        prefix.withUnsafeBufferPointer { key in
            var index = LabelTable.lowerBound(count) { LabelTable.precedes(strings[$0], key) }
            while index < count {
                let word = strings[index]
                guard word.starts(with: key) else { return true }
                guard body(word, counts[index], stems[index]) else { return false }
                index += 1
            }
            return true
        }
    }

    /// Whether the row is there.
    func contains(_ word: [UInt8], stem: UInt32) -> Bool {
        var isFound = false
        forEach(word) { found, _, ordinal in
            guard found.count == word.count else { return false }
            isFound = ordinal == stem
            return !isFound
        }
        return isFound
    }
}

/// Words that came with one or several commits of a delta, by bytes; never changed once made.
final class WordLayer: Sendable {
    struct Row: Sendable {
        let word: [UInt8]
        let stem: UInt32
    }

    let rows: [Row]

    init(_ rows: [Row]) {
        self.rows = rows.sorted { left, right in
            if left.word == right.word { return left.stem < right.stem }
            return left.word.lexicographicallyPrecedes(right.word)
        }
    }

    @discardableResult
    func forEach(_ prefix: [UInt8], _ body: ([UInt8], UInt32) -> Bool) -> Bool {
        var index = LabelTable.lowerBound(rows.count) {
            rows[$0].word.lexicographicallyPrecedes(prefix)
        }
        while index < rows.count, rows[index].word.starts(with: prefix) {
            guard body(rows[index].word, rows[index].stem) else { return false }
            index += 1
        }
        return true
    }
}
