/// A text cut into what dates are made of.
struct DateToken: Equatable {
    /// What it is.
    enum Kind: Equatable {
        /// Decimal digits: their value, and how many there are.
        case number(Int, digits: Int)
        /// Letters, in lower case.
        case word(String)
        /// Any other character but white space.
        case mark(UInt8)
    }

    var kind: Kind
    /// Offsets of its bytes in the text, end exclusive.
    var start: Int
    var end: Int
    /// Whether white space stands before it.
    var spaced: Bool

    /// The value of a number with so many digits.
    func number(digits range: ClosedRange<Int>) -> Int? {
        guard case .number(let value, let digits) = kind, range.contains(digits) else {
            return nil
        }
        return value
    }

    /// The letters of a word.
    var word: String? {
        guard case .word(let word) = kind else { return nil }
        return word
    }

    /// Whether it is that ASCII character.
    func isMark(_ character: Unicode.Scalar) -> Bool {
        kind == .mark(UInt8(truncatingIfNeeded: character.value))
    }

    /// The tokens of a text.
    ///
    /// Digits of more than fourteen places are no number of a date.
    static func tokens(of text: String) -> [DateToken] {
        var text = text
        return text.withUTF8 { tokens(of: $0) }
    }

    private static func tokens(of bytes: UnsafeBufferPointer<UInt8>) -> [DateToken] {
        var tokens: [DateToken] = []
        var index = 0
        var spaced = true
        while index < bytes.count {
            let byte = bytes[index]
            let start = index
            switch byte {
            case 0x09...0x0D, 0x20:
                index += 1
                spaced = true
                continue
            case 0xC2 where index + 1 < bytes.count && bytes[index + 1] == 0xA0:
                index += 2
                spaced = true
                continue
            case 0x30...0x39:
                var value = 0
                while index < bytes.count, (0x30...0x39).contains(bytes[index]) {
                    if index - start < 14 { value = value * 10 + Int(bytes[index] - 0x30) }
                    index += 1
                }
                tokens.append(
                    DateToken(
                        kind: .number(value, digits: index - start), start: start, end: index,
                        spaced: spaced))
            case 0x41...0x5A, 0x61...0x7A, 0xC3...0xF4:
                index = endOfWord(bytes, from: index)
                let word = String(decoding: bytes[start..<index], as: UTF8.self).lowercased()
                tokens.append(
                    DateToken(kind: .word(word), start: start, end: index, spaced: spaced))
            default:
                index += byte < 0x80 ? 1 : length(of: byte)
                index = min(index, bytes.count)
                tokens.append(
                    DateToken(kind: .mark(byte), start: start, end: index, spaced: spaced))
            }
            spaced = false
        }
        return tokens
    }

    /// The end of the letters that begin there: ASCII letters and all beyond ASCII but the
    /// general punctuation (U+2000 to U+206F, lead byte E2) and the Latin-1 signs (lead byte C2).
    private static func endOfWord(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var index = start
        // An Ideographic year, month or day sign is a word of its own.
        if bytes[start] >= 0xE3, bytes[start] <= 0xE9 { return min(start + 3, bytes.count) }
        if bytes[start] == 0xE2 { return min(start + 3, bytes.count) }
        while index < bytes.count {
            switch bytes[index] {
            case 0x41...0x5A, 0x61...0x7A: index += 1
            case 0xC3...0xDF: index += 2
            case 0xE0, 0xE1, 0xEA...0xEF: index += 3
            case 0xF0...0xF4: index += 4
            default: return min(index, bytes.count)
            }
        }
        return min(index, bytes.count)
    }

    private static func length(of lead: UInt8) -> Int {
        switch lead {
        case 0xC0...0xDF: 2
        case 0xE0...0xEF: 3
        case 0xF0...0xF7: 4
        default: 1
        }
    }
}
