/// Takes control characters out of text.
///
/// libxml2 reads `&#155;` as U+009B, which begins an escape sequence on a terminal; browsers read
/// U+0080 to U+009F as windows-1252 (https://html.spec.whatwg.org/#numeric-character-reference-end-state).
/// Other control characters but tab and line breaks are left out.
enum ControlCharacters {
    /// The characters of windows-1252 from 0x80 to 0x9F; zero where there is none.
    private static let windows1252: [UInt32] = [
        0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
        0x0152, 0, 0x017D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC,
        0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
    ]

    /// What a byte from 0x80 to 0x9F is in windows-1252; empty where it is nothing.
    static func meaning(of byte: UInt8) -> String {
        let value = windows1252[Int(byte & 0x1F)]
        return value == 0 ? "" : Unicode.Scalar(value).map { String(Character($0)) } ?? ""
    }

    /// Appends valid UTF-8 without its control characters.
    static func append(_ bytes: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
        var start = 0
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            let isControl =
                (byte < 0x20 && byte != 0x09 && byte != 0x0A && byte != 0x0D) || byte == 0x7F
            let isLate =
                byte == 0xC2 && index + 1 < bytes.count && bytes[index + 1] < 0xA0
            guard isControl || isLate else {
                index += 1
                continue
            }
            output.append(contentsOf: bytes[start..<index])
            if isLate {
                let value = windows1252[Int(bytes[index + 1] & 0x1F)]
                if value != 0, let scalar = Unicode.Scalar(value) {
                    output.append(contentsOf: String(Character(scalar)).utf8)
                }
            }
            index += isLate ? 2 : 1
            start = index
        }
        if start < bytes.count { output.append(contentsOf: bytes[start...]) }
    }

    /// The text without its control characters.
    static func removed(from text: String) -> String {
        var output: [UInt8] = []
        let bytes = Array(text.utf8)
        bytes.withUnsafeBufferPointer { append($0, to: &output) }
        return String(decoding: output, as: UTF8.self)
    }
}
