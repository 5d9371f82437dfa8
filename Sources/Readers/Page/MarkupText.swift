import CLibxml2

/// Character references in text that did not go through the parser: strings of linked data.
enum MarkupText {
    /// The text with character references and tags resolved, twice where it was escaped twice.
    static func plain(_ text: String) -> String {
        var text = text
        for _ in 0..<2 where text.utf8.contains(0x26) { text = decoded(text) }
        if text.utf8.contains(0x3C) { text = withoutTags(text) }
        return ByteText.collapsed(ControlCharacters.removed(from: text))
    }

    private static func withoutTags(_ text: String) -> String {
        let bytes = Array(text.utf8)
        var output: [UInt8] = []
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            let next = index + 1 < bytes.count ? bytes[index + 1] : 0
            if byte == 0x3C, next | 0x20 &- 0x61 < 26 || next == 0x2F || next == 0x21,
                let close = bytes[index...].firstIndex(of: 0x3E)
            {
                output.append(0x20)
                index = close + 1
            } else {
                output.append(byte)
                index += 1
            }
        }
        return ByteText.string(output)
    }

    private static func decoded(_ text: String) -> String {
        let bytes = Array(text.utf8)
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            guard bytes[index] == 0x26, let (value, end) = reference(bytes, index),
                let scalar = Unicode.Scalar(value)
            else {
                output.append(bytes[index])
                index += 1
                continue
            }
            output.append(contentsOf: String(Character(scalar)).utf8)
            index = end
        }
        return ByteText.string(output)
    }

    /// `&amp;`, `&#8217;`, `&#x2019;`: its value and the offset behind it.
    private static func reference(_ bytes: [UInt8], _ start: Int) -> (UInt32, Int)? {
        var end = start + 1
        while end < bytes.count, end - start < 12, bytes[end] != 0x3B { end += 1 }
        guard end < bytes.count, bytes[end] == 0x3B, end > start + 1 else { return nil }
        let name = bytes[(start + 1)..<end]
        if bytes[start + 1] == 0x23 {
            let digits = ByteText.string(name.dropFirst())
            let isHex = digits.hasPrefix("x") || digits.hasPrefix("X")
            guard
                let value = UInt32(
                    isHex ? String(digits.dropFirst()) : digits, radix: isHex ? 16 : 10)
            else { return nil }
            return (value, end + 1)
        }
        if ByteText.string(name) == "apos" { return (0x27, end + 1) }
        let zeroEnded = Array(name) + [0]
        guard let entity = htmlEntityLookup(zeroEnded) else { return nil }
        return (entity.pointee.value, end + 1)
    }
}
