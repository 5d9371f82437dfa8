/// A text that must occur as it is printed: case, punctuation and all.
///
/// White space of any length counts as one space, typographic quotes and apostrophes as straight
/// ones. Where the text begins or ends with a letter or digit, a word begins or ends there.
struct VerbatimText {
    private let text: [UInt8]

    init(_ text: String) {
        self.text = Self.normalised(text)
    }

    /// Whether it occurs.
    func occurs(in other: String) -> Bool {
        let other = Self.normalised(other)
        guard let first = text.first, text.count <= other.count else { return false }
        for start in 0...(other.count - text.count) where other[start] == first {
            guard other[start..<start + text.count].elementsEqual(text) else { continue }
            let end = start + text.count
            let startsWord = start == 0 || !Self.isWord(other[start - 1]) || !Self.isWord(first)
            let endsWord =
                end == other.count || !Self.isWord(other[end]) || !Self.isWord(other[end - 1])
            if startsWord && endsWord { return true }
        }
        return false
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        byte >= 0x80 || (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
    }

    private static func normalised(_ text: String) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(text.utf8.count)
        var gap = false
        for scalar in text.unicodeScalars {
            if scalar.properties.isWhitespace {
                gap = !result.isEmpty
                continue
            }
            if gap { result.append(0x20) }
            gap = false
            switch scalar {
            case "“", "”", "„", "‟", "«", "»": result.append(0x22)
            case "‘", "’", "‚", "‛": result.append(0x27)
            default: result.append(contentsOf: UTF8.encode(scalar) ?? [])
            }
        }
        return result
    }
}

extension UTF8 {
    fileprivate static func encode(_ scalar: Unicode.Scalar) -> [UInt8]? {
        let encoded: Unicode.UTF8.EncodedScalar? = Unicode.UTF8.encode(scalar)
        return encoded.map(Array.init)
    }
}
