import Archive
import QueryLanguage
import Schema

/// The stems that a prefix, a wildcard or a fuzzy word stands for: those of the words in print
/// that fit.
struct Expansion {
    /// More stems than this are an error: a posting list costs some 2 µs to open.
    static let maximumStems = 20_000

    let snapshot: ArchiveSnapshot

    /// Ordinals of stems, rising; empty where no word fits.
    func stems(_ term: TextTerm) throws(SearchError) -> [UInt32] {
        let folded = Array(WordFolding.key(term.text).utf8)
        var found: Set<UInt32> = []
        switch term.kind {
        case .prefix:
            snapshot.words.forEach(prefix: folded) { _, _, stem in
                found.insert(stem)
                return found.count <= Self.maximumStems
            }
        case .wildcard:
            let pattern = Pattern(folded)
            snapshot.words.forEach(prefix: pattern.literalPrefix) { word, _, stem in
                if pattern.matches(word) { found.insert(stem) }
                return found.count <= Self.maximumStems
            }
        case .fuzzy(let edits):
            let letters = Array(String(decoding: folded, as: UTF8.self).unicodeScalars)
            // Two edits turn one short word into another.
            let allowed = edits ?? (letters.count > 5 ? 2 : 1)
            snapshot.words.forEach(prefix: []) { word, _, stem in
                // A code point has at most four bytes.
                guard word.count + allowed * 4 >= letters.count,
                    word.count <= (letters.count + allowed) * 4
                else { return true }
                let other = Array(String(decoding: word, as: UTF8.self).unicodeScalars)
                if abs(other.count - letters.count) <= allowed,
                    EditDistance.between(letters, other) <= allowed
                {
                    found.insert(stem)
                }
                return found.count <= Self.maximumStems
            }
        case .word, .phrase, .exact: break
        }
        guard found.count <= Self.maximumStems else {
            throw SearchError(
                .queryTooBroad, "\(term) stands for more than \(Self.maximumStems) words",
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
