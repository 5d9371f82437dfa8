import CLibxml2

/// Finds the encoding of a page and makes UTF-8 of it.
///
/// In this order: byte order mark, what the caller knows (an HTTP or WARC header), `<meta charset>`
/// or an XML declaration in the first 4,096 bytes, UTF-8 where the bytes are valid UTF-8, else
/// windows-1252. Labels are read as the WHATWG encoding standard has it: `iso-8859-1` and `ascii`
/// mean windows-1252 (https://encoding.spec.whatwg.org/#names-and-labels).
enum PageEncoding {
    /// Valid UTF-8 without byte order mark, and the label of the encoding that was read.
    static func utf8(_ bytes: [UInt8], declared: String?) -> (bytes: [UInt8], label: String) {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            return (repaired(Array(bytes.dropFirst(3))), "utf-8")
        }
        if bytes.starts(with: [0xFE, 0xFF]) {
            return (converted(Array(bytes.dropFirst(2)), from: "UTF-16BE"), "utf-16be")
        }
        if bytes.starts(with: [0xFF, 0xFE]) {
            return (converted(Array(bytes.dropFirst(2)), from: "UTF-16LE"), "utf-16le")
        }
        let label = (declared ?? inMarkup(bytes)).flatMap(normalised)
        let isUTF8 = isValidUTF8(bytes)
        guard let label, label != "utf-8" else {
            return isUTF8
                ? (bytes, "utf-8")
                : label == "utf-8" && mostlyUTF8(bytes)
                    ? (repaired(bytes), "utf-8")
                    : (converted(bytes, from: "WINDOWS-1252"), "windows-1252")
        }
        // Pages that say latin-1 and are UTF-8 are common; the reverse is not: text that is not
        // ASCII and valid UTF-8 by chance hardly exists in a single-byte encoding.
        if isUTF8 && (label == "windows-1252" || label.hasPrefix("utf-16")) {
            return (bytes, "utf-8")
        }
        return (converted(bytes, from: label.uppercased()), label)
    }

    private static func isValidUTF8(_ bytes: [UInt8]) -> Bool {
        do {
            _ = try UTF8Span(validating: bytes.span)
            return true
        } catch {
            return false
        }
    }

    private static func repaired(_ bytes: [UInt8]) -> [UInt8] {
        isValidUTF8(bytes) ? bytes : Array(String(decoding: bytes, as: UTF8.self).utf8)
    }

    /// Whether most of what is not ASCII is well-formed, so that single wrong bytes are damage.
    private static func mostlyUTF8(_ bytes: [UInt8]) -> Bool {
        var wide = 0
        var wrong = 0
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            if scalar.value == 0xFFFD { wrong += 1 } else if scalar.value > 0x7F { wide += 1 }
        }
        return wide >= wrong
    }

    /// The label that the markup itself gives.
    static func inMarkup(_ bytes: [UInt8]) -> String? {
        let head = bytes.prefix(4_096).map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }
        for key in ["charset", "encoding"] {
            let pattern = Array(key.utf8)
            var start = 0
            while let found = ByteText.find(pattern, in: head, from: start) {
                start = found + pattern.count
                var index = start
                while index < head.count, head[index] == 0x20 { index += 1 }
                guard index < head.count, head[index] == 0x3D else { continue }
                index += 1
                while index < head.count, [0x20, 0x22, 0x27].contains(head[index]) { index += 1 }
                let first = index
                while index < head.count, isLabelByte(head[index]) { index += 1 }
                if index > first { return String(decoding: head[first..<index], as: UTF8.self) }
            }
        }
        return nil
    }

    private static func isLabelByte(_ byte: UInt8) -> Bool {
        byte &- 0x61 < 26 || byte &- 0x30 < 10 || byte == 0x2D || byte == 0x5F || byte == 0x2E
            || byte == 0x3A
    }

    /// The label in one spelling.
    static func normalised(_ label: String) -> String? {
        let label = label.lowercased().filter { !" \"'".contains($0) }
        switch label {
        case "": return nil
        case "utf8", "utf-8", "unicode-1-1-utf-8": return "utf-8"
        case "iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "latin-1", "l1", "ascii",
            "us-ascii", "cp1252", "windows-1252", "x-cp1252", "ansi":
            return "windows-1252"
        case "gb2312", "gbk", "x-gbk", "gb_2312-80": return "gb18030"
        case "shift_jis", "shift-jis", "sjis", "x-sjis", "windows-31j": return "cp932"
        case "ks_c_5601-1987", "euc-kr", "windows-949": return "cp949"
        case "big5", "big5-hkscs", "x-x-big5": return "big5-hkscs"
        case "iso-8859-9", "latin5": return "windows-1254"
        case "tis-620", "iso-8859-11": return "cp874"
        case "x-user-defined": return "windows-1252"
        default: return label
        }
    }

    /// The bytes in UTF-8; what has no meaning in the encoding becomes U+FFFD.
    private static func converted(_ bytes: [UInt8], from label: String) -> [UInt8] {
        guard let converter = iconv_open("UTF-8", label), converter != iconv_t(bitPattern: -1)
        else { return repaired(bytes) }
        defer { iconv_close(converter) }
        var input = bytes
        var output = [UInt8](repeating: 0, count: bytes.count * 3 + 16)
        let used = input.withUnsafeMutableBytes { source -> Int in
            output.withUnsafeMutableBytes { target -> Int in
                guard let sourceBase = source.bindMemory(to: CChar.self).baseAddress,
                    let targetBase = target.bindMemory(to: CChar.self).baseAddress
                else { return 0 }
                var from: UnsafeMutablePointer<CChar>? = sourceBase
                var to: UnsafeMutablePointer<CChar>? = targetBase
                var left = source.count
                var room = target.count
                while left > 0, room >= 3 {
                    let result = iconv(converter, &from, &left, &to, &room)
                    if result != -1 { break }
                    guard left > 0, room >= 3, let byte = from, let spot = to else { break }
                    // Neither a sequence of this encoding nor worth losing the page for.
                    spot[0] = CChar(bitPattern: 0xEF)
                    spot[1] = CChar(bitPattern: 0xBF)
                    spot[2] = CChar(bitPattern: 0xBD)
                    to = spot + 3
                    room -= 3
                    from = byte + 1
                    left -= 1
                }
                return target.count - room
            }
        }
        output.removeSubrange(used...)
        return repaired(output)
    }
}
