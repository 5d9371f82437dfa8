// Folding makes spellings of one name equal: small letters, no accents, no apostrophes.
//
//   A-Z                     a-z
//   Latin with accents      the letter without (U+00C0 to U+024F, U+1E00 to U+1EFF)
//   ß æ œ þ ð ø đ ł ı ə     ss ae oe th d o d l i a
//   Greek, Cyrillic         small letters; other scripts as they are

import Foundation

/// Folds names and words.
enum NameFolding {
    /// What tells names apart: folded words with one space between them.
    static func key(_ text: String) -> String {
        var out: [UInt8] = []
        out.reserveCapacity(text.utf8.count)
        var gap = false
        for scalar in text.unicodeScalars {
            let value = scalar.value
            switch value {
            case 0x27, 0x2019, 0x2018, 0x02BC, 0x60, 0xB4: continue
            // A point joins: U.N. and UN are one name.
            case 0x2E: continue
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x26, 0x2B:
                if gap && !out.isEmpty { out.append(0x20) }
                gap = false
                out.append(value >= 0x41 && value <= 0x5A ? UInt8(value) | 0x20 : UInt8(value))
            case 0..<0x80: gap = true
            default:
                if isPunctuation(value) {
                    gap = true
                    continue
                }
                if gap && !out.isEmpty { out.append(0x20) }
                gap = false
                append(value, to: &out)
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// Appends what a code point beyond ASCII folds to, as UTF-8.
    @inline(__always)
    static func append(_ value: UInt32, to out: inout [UInt8]) {
        let entry =
            value < 0x250
            ? table[Int(value)]
            : (value >= 0x1E00 && value < 0x1F00 ? high[Int(value - 0x1E00)] : 0)
        if entry != 0 {
            out.append(UInt8(entry & 0xFF))
            if entry > 0xFF { out.append(UInt8(entry >> 8)) }
            return
        }
        // Combining accents vanish.
        if value >= 0x300 && value < 0x370 { return }
        let small = lowercased(value)
        guard let scalar = Unicode.Scalar(small) else { return }
        out.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }

    /// The small letter of Greek, Cyrillic and Armenian capitals; others as they are.
    static func lowercased(_ value: UInt32) -> UInt32 {
        switch value {
        case 0x391...0x3A9, 0x410...0x42F: value + 0x20
        case 0x400...0x40F: value + 0x50
        case 0x531...0x556: value + 0x30
        default: value
        }
    }

    /// Whether a letter beyond ASCII is a capital.
    @inline(__always)
    static func isCapital(_ value: UInt32) -> Bool {
        switch value {
        case 0xC0...0xD6, 0xD8...0xDE: true
        case 0x100...0x137, 0x14A...0x177, 0x1DE...0x1EF, 0x1F8...0x21F, 0x222...0x233:
            value & 1 == 0
        case 0x139...0x148, 0x179...0x17E, 0x1CD...0x1DC: value & 1 == 1
        case 0x18F, 0x178: true
        case 0x1E00...0x1EFF: value & 1 == 0
        case 0x386...0x3AB, 0x400...0x42F, 0x531...0x556: true
        default: false
        }
    }

    /// Whether a code point beyond ASCII separates words.
    @inline(__always)
    static func isPunctuation(_ value: UInt32) -> Bool {
        switch value {
        case 0x80...0xBF: value != 0xAA && value != 0xBA && value != 0xB5
        case 0xD7, 0xF7: true
        case 0x2000...0x206F, 0x20A0...0x20CF, 0x2100...0x214F, 0x2190...0x2BFF, 0x3000...0x303F:
            true
        case 0xFF00...0xFF20, 0xFEFF, 0xFFFD: true
        case 0x1F000...0x1FAFF: true
        default: false
        }
    }

    // One or two ASCII letters in 16 bits, 0 where nothing is known.
    private static let table: [UInt16] = fill(from: 0, count: 0x250)
    private static let high: [UInt16] = fill(from: 0x1E00, count: 0x100)

    private static func fill(from first: UInt32, count: Int) -> [UInt16] {
        let special: [UInt32: String] = [
            0xDF: "ss", 0xE6: "ae", 0xC6: "ae", 0x153: "oe", 0x152: "oe", 0xFE: "th", 0xDE: "th",
            0xF0: "d", 0xD0: "d", 0xF8: "o", 0xD8: "o", 0x111: "d", 0x110: "d", 0x142: "l",
            0x141: "l", 0x131: "i", 0x130: "i", 0x259: "a", 0x18F: "a", 0x127: "h", 0x126: "h",
        ]
        return (0..<count).map { offset -> UInt16 in
            let value = first + UInt32(offset)
            let letters: String
            if let known = special[value] {
                letters = known
            } else if value >= 0xC0, let scalar = Unicode.Scalar(value) {
                letters = String(
                    String(Character(scalar)).decomposedStringWithCanonicalMapping.unicodeScalars
                        .prefix(1).map(Character.init)
                ).lowercased()
            } else {
                letters = ""
            }
            let bytes = Array(letters.utf8)
            guard (1...2).contains(bytes.count), bytes.allSatisfy({ $0 >= 0x61 && $0 <= 0x7A })
            else { return 0 }
            return UInt16(bytes[0]) | (bytes.count == 2 ? UInt16(bytes[1]) << 8 : 0)
        }
    }
}
