/// Bytes of unknown encoding made into text.
enum TextDecoding {
    /// A text and what had to be guessed for it.
    struct Decoded {
        var text: String
        /// A sentence for the article's warnings; nil where nothing was guessed.
        var warning: String?
    }

    /// The text of a file: by its byte order mark, else UTF-8 where that is valid, else
    /// windows-1252, which every byte sequence is.
    static func text(_ bytes: [UInt8]) -> Decoded {
        bytes.withUnsafeBufferPointer { buffer in
            if buffer.starts(with: [0xEF, 0xBB, 0xBF]) {
                return text(UnsafeBufferPointer(rebasing: buffer[3...]))
            }
            if buffer.starts(with: [0xFF, 0xFE]) { return utf16(buffer, bigEndian: false) }
            if buffer.starts(with: [0xFE, 0xFF]) { return utf16(buffer, bigEndian: true) }
            return text(buffer)
        }
    }

    private static func text(_ bytes: UnsafeBufferPointer<UInt8>) -> Decoded {
        if let text = String(validating: bytes, as: UTF8.self) { return Decoded(text: text) }
        let offset = firstInvalidByte(bytes) ?? 0
        return Decoded(
            text: windows1252(bytes),
            warning: "Not UTF-8 at byte \(offset): read as windows-1252.")
    }

    private static func utf16(_ bytes: UnsafeBufferPointer<UInt8>, bigEndian: Bool) -> Decoded {
        var units: [UInt16] = []
        units.reserveCapacity(bytes.count / 2)
        for index in stride(from: 2, to: bytes.count - 1, by: 2) {
            let first = UInt16(bytes[index])
            let second = UInt16(bytes[index + 1])
            units.append(bigEndian ? first << 8 | second : second << 8 | first)
        }
        if let text = String(validating: units, as: UTF16.self) { return Decoded(text: text) }
        return Decoded(
            text: String(decoding: units, as: UTF16.self),
            warning: "Broken UTF-16: what could not be read is replaced.")
    }

    /// Offset of the first byte that is not well-formed UTF-8 (Unicode 15, table 3-7); nil where
    /// all is well.
    static func firstInvalidByte(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        var index = 0
        while index < bytes.count {
            let lead = bytes[index]
            let length: Int
            var second: ClosedRange<UInt8> = 0x80...0xBF
            switch lead {
            case 0..<0x80:
                index += 1
                continue
            case 0xC2...0xDF: length = 2
            case 0xE0: (length, second) = (3, 0xA0...0xBF)
            case 0xED: (length, second) = (3, 0x80...0x9F)
            case 0xE1...0xEF: length = 3
            case 0xF0: (length, second) = (4, 0x90...0xBF)
            case 0xF1...0xF3: length = 4
            case 0xF4: (length, second) = (4, 0x80...0x8F)
            default: return index
            }
            guard index + length <= bytes.count, second.contains(bytes[index + 1]) else {
                return index
            }
            for offset in 2..<max(2, length) where bytes[index + offset] & 0xC0 != 0x80 {
                return index
            }
            index += length
        }
        return nil
    }

    private static func windows1252(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        var scalars = String.UnicodeScalarView()
        for byte in bytes {
            if (0x80..<0xA0).contains(byte) {
                scalars.append(high[Int(byte) - 0x80])
            } else {
                scalars.append(Unicode.Scalar(byte))
            }
        }
        return String(scalars)
    }

    /// 0x80 to 0x9F of windows-1252 (the five that it leaves open stand for a replacement).
    private static let high: [Unicode.Scalar] = [
        "\u{20AC}", "\u{FFFD}", "\u{201A}", "\u{0192}", "\u{201E}", "\u{2026}", "\u{2020}",
        "\u{2021}", "\u{02C6}", "\u{2030}", "\u{0160}", "\u{2039}", "\u{0152}", "\u{FFFD}",
        "\u{017D}", "\u{FFFD}", "\u{FFFD}", "\u{2018}", "\u{2019}", "\u{201C}", "\u{201D}",
        "\u{2022}", "\u{2013}", "\u{2014}", "\u{02DC}", "\u{2122}", "\u{0161}", "\u{203A}",
        "\u{0153}", "\u{FFFD}", "\u{017E}", "\u{0178}",
    ]
}
