/// The Latin letters with accents and the punctuation of European languages in plain ASCII.
///
/// Names and titles consist of them but for other scripts, and transliteration by ICU took a fifth
/// of the time of reading a page. The table is made by that transliteration, once:
///
///     U+0080 to U+024F, then U+2000 to U+206F: where the ASCII of each begins in `ascii`
enum LatinLetters {
    /// The slug of a text in UTF-8; nil where it has a character that is not in the table.
    static func slug(_ text: UnsafeBufferPointer<UInt8>) -> String? {
        var slug = Slug()
        var index = 0
        while index < text.count {
            let byte = text[index]
            if byte < 0x80 {
                slug.append(byte)
                index += 1
                continue
            }
            let row: Int
            switch byte {
            case 0xC2...0xC9:
                guard index + 1 < text.count else { return nil }
                let scalar = Int(byte & 0x1F) << 6 | Int(text[index + 1] & 0x3F)
                guard scalar < letters.upperBound else { return nil }
                row = scalar - letters.lowerBound
                index += 2
            case 0xE2:
                guard index + 2 < text.count else { return nil }
                let scalar =
                    0x2000 | Int(text[index + 1] & 0x3F) << 6 | Int(text[index + 2] & 0x3F)
                guard punctuation.contains(scalar) else { return nil }
                row = letters.count + scalar - punctuation.lowerBound
                index += 3
            default: return nil
            }
            guard row + 1 < table.starts.count else { return nil }
            for at in table.starts[row]..<table.starts[row + 1] { slug.append(table.ascii[at]) }
        }
        return slug.text
    }

    private static let letters = 0x80..<0x250
    private static let punctuation = 0x2000..<0x2070

    /// The ASCII of all rows, and where that of each begins; empty where ICU has no such transform.
    private static let table: (starts: [Int], ascii: [UInt8]) = {
        let rows = (Array(letters) + Array(punctuation)).map { value in
            Unicode.Scalar(value).map { $0.properties.isWhitespace ? " " : String($0) } ?? " "
        }
        // One call for all: a line each, as no row holds a line break.
        let lines = Array(Identifier.latin(rows.joined(separator: "\n")).utf8)
            .split(separator: 0x0A, omittingEmptySubsequences: false)
        guard lines.count == rows.count else { return ([], []) }
        var table: (starts: [Int], ascii: [UInt8]) = ([0], [])
        for line in lines {
            // What has no ASCII parts words, as in a slug it would.
            table.ascii += line.map { $0 < 0x80 ? $0 : 0x20 }
            table.starts.append(table.ascii.count)
        }
        return table
    }()
}
