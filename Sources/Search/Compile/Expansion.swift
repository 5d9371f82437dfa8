import Archive
import QueryLanguage
import Schema

/// The stems that a prefix, a wildcard or a fuzzy word stands for: those of the words in print
/// that fit.
struct Expansion {
    let snapshot: ArchiveSnapshot
    /// More stems than this are an error.
    let maximumStems: Int
    let budget: Budget

    /// Ordinals of stems, rising; empty where no word fits.
    ///
    /// - Throws: `query_too_broad` for too many of them, `query_too_costly` when the time is over.
    func stems(_ term: TextTerm) throws(SearchError) -> [UInt32] {
        let folded = Array(WordFolding.key(term.text).utf8)
        switch term.kind {
        case .prefix: return try collect(term, prefix: folded) { _ in true }
        case .wildcard:
            let pattern = Pattern(folded)
            return try collect(term, prefix: pattern.literalPrefix) { pattern.matches($0) }
        case .fuzzy(let edits):
            let letters = Array(String(decoding: folded, as: UTF8.self).unicodeScalars)
            guard let pattern = FuzzyPattern(letters) else {
                throw SearchError(
                    .badValue,
                    "a fuzzy word has at most \(FuzzyPattern.maximumLetters) letters",
                    param: "q", position: term.position.range, hint: "leave the ~ out")
            }
            let allowed = edits ?? Self.usualEdits(letters.count)
            return try collect(term, prefix: []) {
                pattern.distance(to: $0, limit: allowed) != nil
            }
        case .word, .phrase, .exact: return []
        }
    }

    /// Two edits turn one short word into another.
    static func usualEdits(_ letters: Int) -> Int { letters > 5 ? 2 : 1 }

    private func collect(
        _ term: TextTerm, prefix: [UInt8], _ fits: (UnsafeBufferPointer<UInt8>) -> Bool
    ) throws(SearchError) -> [UInt32] {
        var found: Set<UInt32> = []
        var looked = 0
        var isLate = false
        snapshot.words.forEach(prefix: prefix) { word, _, stem in
            looked += 1
            if looked & 0xFFF == 0, budget.deadline.hasPassed {
                isLate = true
                return false
            }
            if fits(word) { found.insert(stem) }
            return found.count <= maximumStems
        }
        if isLate { throw budget.exceeded }
        guard found.count <= maximumStems else {
            throw SearchError(
                .queryTooBroad, "\(term) stands for more than \(maximumStems) words",
                param: "q", position: term.position.range, hint: "write more of its letters")
        }
        return found.sorted()
    }
}

/// A word with `*` for any bytes and `?` for one letter.
struct Pattern {
    private let pattern: [UInt8]

    init(_ pattern: [UInt8]) {
        self.pattern = pattern
    }

    /// What every fitting word begins with.
    var literalPrefix: [UInt8] { Array(pattern.prefix { $0 != 0x2A && $0 != 0x3F }) }

    /// Whether the whole word fits: one pass with one way back, to the last star.
    func matches(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
        var (position, index) = (0, 0)
        var back: (position: Int, index: Int)?
        while position < word.count {
            if index < pattern.count, pattern[index] == 0x2A {
                back = (position, index)
                index += 1
            } else if index < pattern.count, pattern[index] == 0x3F {
                position += Self.length(of: word[position])
                index += 1
            } else if index < pattern.count, pattern[index] == word[position] {
                position += 1
                index += 1
            } else if let star = back {
                position = star.position + Self.length(of: word[star.position])
                index = star.index + 1
                back = (position, star.index)
            } else {
                return false
            }
        }
        return position == word.count && pattern[index...].allSatisfy { $0 == 0x2A }
    }

    private static func length(of first: UInt8) -> Int {
        first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1
    }
}
