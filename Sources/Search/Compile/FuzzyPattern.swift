import QueryLanguage

/// A word that is compared with many others by the number of edits between them.
///
/// The distance is that of `EditDistance`: insertions, deletions, substitutions and swaps of
/// neighbours. All cells of a column are computed at once as bits of one number (H. Hyyrö, "A
/// bit-vector algorithm for computing Levenshtein and Damerau edit distances", 2003): some 2 ns a
/// letter, where the table takes 200.
struct FuzzyPattern {
    /// The longest word that can be compared: one bit a letter.
    static let maximumLetters = 64

    /// Letters of the pattern.
    let count: Int
    private let letters: [Unicode.Scalar]
    private var ascii = [UInt64](repeating: 0, count: 128)
    private var others: [UInt32: UInt64] = [:]

    /// nil for a word that is empty or too long.
    init?(_ word: [Unicode.Scalar]) {
        guard (1...Self.maximumLetters).contains(word.count) else { return nil }
        letters = word
        count = word.count
        for (place, letter) in word.enumerated() {
            let bit: UInt64 = 1 << UInt64(place)
            if letter.isASCII {
                ascii[Int(letter.value)] |= bit
            } else {
                others[letter.value, default: 0] |= bit
            }
        }
    }

    /// The number of edits to a word in valid UTF-8; nil where it is more than `limit`.
    func distance(to word: UnsafeBufferPointer<UInt8>, limit: Int) -> Int? {
        // A code point has at most four bytes.
        guard word.count + limit >= count, word.count <= (count + limit) * 4 else { return nil }
        var positive = UInt64.max
        var negative: UInt64 = 0
        var diagonal: UInt64 = 0
        var previous: UInt64 = 0
        var distance = count
        let last: UInt64 = 1 << UInt64(count - 1)
        var length = 0
        var position = 0
        while position < word.count {
            let equal = equal(word, &position)
            length += 1
            let swapped = ((~diagonal & equal) << 1) & previous
            diagonal = (((equal & positive) &+ positive) ^ positive) | equal | negative | swapped
            var horizontal = negative | ~(diagonal | positive)
            let down = diagonal & positive
            if horizontal & last != 0 { distance += 1 }
            if down & last != 0 { distance -= 1 }
            horizontal = horizontal << 1 | 1
            positive = down << 1 | ~(diagonal | horizontal)
            negative = horizontal & diagonal
            previous = equal
        }
        return distance <= limit && abs(length - count) <= limit ? distance : nil
    }

    /// The places of the pattern with the letter that begins at a position, which moves on.
    @inline(__always)
    private func equal(_ word: UnsafeBufferPointer<UInt8>, _ position: inout Int) -> UInt64 {
        let first = word[position]
        position += 1
        if first < 0x80 { return ascii[Int(first)] }
        let more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : 1
        var value = UInt32(first) & (0x3F >> UInt32(more))
        for _ in 0..<more where position < word.count {
            value = value << 6 | UInt32(word[position] & 0x3F)
            position += 1
        }
        return others[value] ?? 0
    }
}
