/// Cuts text into words.
///
/// A word is a run of letters and digits of any script; everything else separates, apostrophes and
/// hyphens too: `Nagorno-Karabakh` is two words next to each other, `l'été` is `l` and `été`.
/// Three exceptions: an `s` alone after an apostrophe is dropped (`Putin's` is `Putin`), single
/// letters with dots are one word (`U.S.` is `US`), and an ideograph is a word of its own.
/// The same rules read articles and queries, so that both always agree.
public enum Tokenizer {
    /// Longer words are cut into pieces of this length; nothing is dropped.
    public static let maximumWordLengthInBytes = 80

    /// Calls `body` with the bytes of each word in order.
    ///
    /// - Parameter body: gets the range of the word in `text`, and whether it is an abbreviation
    ///   with dots, which are to be taken out of it.
    public static func forEachWord(
        in text: UnsafeBufferPointer<UInt8>, _ body: (Range<Int>, Bool) -> Void
    ) {
        var position = 0
        let end = text.count
        while position < end {
            let (scalar, length) = decode(text, position)
            switch CharacterClass.of(scalar) {
            case .separator: position += length
            case .ideograph:
                body(position..<position + length, false)
                position += length
            case .word:
                let wordEnd = endOfWord(text, from: position)
                if isPossessive(text, position..<wordEnd) {
                    position = wordEnd
                    continue
                }
                let abbreviationEnd = endOfAbbreviation(text, position, wordEnd)
                if abbreviationEnd > wordEnd {
                    body(position..<abbreviationEnd, true)
                    position = abbreviationEnd
                } else {
                    emit(text, position..<wordEnd, body)
                    position = wordEnd
                }
            }
        }
    }

    /// The words of a text as ranges of its UTF-8 bytes; for queries and snippets.
    public static func words(in text: String) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var text = text
        text.withUTF8 { bytes in
            forEachWord(in: bytes) { range, _ in ranges.append(range) }
        }
        return ranges
    }

    private static func emit(
        _ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ body: (Range<Int>, Bool) -> Void
    ) {
        var start = range.lowerBound
        while range.upperBound - start > maximumWordLengthInBytes {
            var cut = start + maximumWordLengthInBytes
            while cut > start + 1, text[cut] & 0xC0 == 0x80 { cut -= 1 }
            body(start..<cut, false)
            start = cut
        }
        body(start..<range.upperBound, false)
    }

    private static func endOfWord(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var position = start
        while position < text.count {
            let byte = text[position]
            if byte < 0x80 {
                guard isASCIIWord(byte) else { return position }
                position += 1
            } else {
                let (scalar, length) = decode(text, position)
                guard CharacterClass.of(scalar) == .word else { return position }
                position += length
            }
        }
        return position
    }

    /// Whether the word is a lone `s` behind an apostrophe that follows a letter.
    private static func isPossessive(
        _ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
    ) -> Bool {
        guard range.count == 1, text[range.lowerBound] | 0x20 == 0x73 else { return false }
        let start = range.lowerBound
        if start >= 2, text[start - 1] == 0x27 {
            return isASCIIWord(text[start - 2]) || text[start - 2] >= 0x80
        }
        // U+2019 is E2 80 99.
        if start >= 4, text[start - 1] == 0x99, text[start - 2] == 0x80, text[start - 3] == 0xE2 {
            return isASCIIWord(text[start - 4]) || text[start - 4] >= 0x80
        }
        return false
    }

    /// The end of `U.S.A` or `e.g` that starts at `start`: single ASCII letters joined by dots.
    private static func endOfAbbreviation(
        _ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ wordEnd: Int
    ) -> Int {
        var end = wordEnd
        var letters = 1
        guard wordEnd == start + 1, isASCIILetter(text[start]) else { return wordEnd }
        while end + 1 < text.count, text[end] == 0x2E, isASCIILetter(text[end + 1]) {
            let next = end + 2
            if next < text.count {
                let (scalar, _) = decode(text, next)
                if CharacterClass.of(scalar) != .separator { break }
            }
            end = next
            letters += 1
        }
        return letters >= 2 ? end : wordEnd
    }

    private static func isASCIIWord(_ byte: UInt8) -> Bool {
        isASCIILetter(byte) || (0x30...0x39).contains(byte)
    }

    private static func isASCIILetter(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte | 0x20)
    }

    /// One code point of UTF-8; a byte that cannot start or finish one reads as U+FFFD of length 1.
    private static func decode(
        _ text: UnsafeBufferPointer<UInt8>, _ position: Int
    ) -> (scalar: UInt32, length: Int) {
        let first = UInt32(text[position])
        if first < 0x80 { return (first, 1) }
        let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 0
        guard length > 0, position + length <= text.count else { return (0xFFFD, 1) }
        var scalar = first & (0x7F >> UInt32(length))
        for offset in 1..<length {
            let byte = text[position + offset]
            guard byte & 0xC0 == 0x80 else { return (0xFFFD, 1) }
            scalar = scalar << 6 | UInt32(byte & 0x3F)
        }
        return (scalar, length)
    }
}
