/// The stems and printed words that one worker has met.
///
/// Words are interned by their printed bytes and language, so that folding and stemming happen
/// once for each form, not once for each occurrence. Not Sendable: one for each worker.
///
/// Ordinals count from 0 in the order of first sight. Whoever merges the vocabularies of several
/// workers maps ordinals by the stems' bytes.
public final class Vocabulary {
    /// Lower-cased word and language (ISO 639-1, empty where unknown) to its stem.
    public typealias Stemming = (_ lowercased: [UInt8], _ language: String) -> [UInt8]

    /// A word as printed, in lower case and without accents.
    public struct Word: Sendable, Equatable {
        /// UTF-8.
        public let folded: [UInt8]
        /// Ordinal of its stem.
        public let stem: UInt32
        /// How often it occurred.
        public var count: UInt32
    }

    /// Stems as UTF-8, by ordinal.
    public private(set) var stems: [[UInt8]] = []
    /// How often each stem occurred, by ordinal.
    public private(set) var occurrences: [UInt32] = []
    /// Words as printed, in the order of first sight; one row for each pair of word and stem.
    public private(set) var words: [Word] = []

    private let stem: Stemming
    private var stemOrdinals: [[UInt8]: UInt32] = [:]
    private var wordOrdinals: [WordKey: UInt32] = [:]
    private var printed: [String: PrintedTable] = [:]

    private struct WordKey: Hashable {
        let folded: [UInt8]
        let stem: UInt32
    }

    /// A vocabulary without words.
    public init(stem: @escaping Stemming) {
        self.stem = stem
    }

    /// Appends the ordinals of the stems of a text, in order, no word dropped.
    public func appendStems(of text: String, language: String, to ordinals: inout [UInt32]) {
        let table = printedTable(language)
        var text = text
        text.withUTF8 { bytes in
            Tokenizer.forEachWord(in: bytes) { range, isAbbreviation in
                let word = UnsafeBufferPointer(rebasing: bytes[range])
                let index = table.find(word) ?? intern(word, isAbbreviation, language, table)
                words[index].count &+= 1
                let ordinal = words[index].stem
                occurrences[Int(ordinal)] &+= 1
                ordinals.append(ordinal)
            }
        }
    }

    /// The ordinal of a stem, which is new where it was not met before.
    public func ordinal(ofStem stem: [UInt8]) -> UInt32 {
        if let ordinal = stemOrdinals[stem] { return ordinal }
        let ordinal = UInt32(stems.count)
        stemOrdinals[stem] = ordinal
        stems.append(stem)
        occurrences.append(0)
        return ordinal
    }

    private func intern(
        _ bytes: UnsafeBufferPointer<UInt8>, _ isAbbreviation: Bool, _ language: String,
        _ table: PrintedTable
    ) -> Int {
        let lower = WordFolding.lowercased(bytes, dropsDots: isAbbreviation)
        let ordinal = self.ordinal(ofStem: WordFolding.folded(stem(lower, language)))
        let key = WordKey(folded: WordFolding.folded(lower), stem: ordinal)
        let index: UInt32
        if let known = wordOrdinals[key] {
            index = known
        } else {
            index = UInt32(words.count)
            wordOrdinals[key] = index
            words.append(Word(folded: key.folded, stem: ordinal, count: 0))
        }
        table.insert(bytes, index)
        return Int(index)
    }

    private func printedTable(_ language: String) -> PrintedTable {
        if let table = printed[language] { return table }
        let table = PrintedTable()
        printed[language] = table
        return table
    }
}
