/// A JSON value as lenient reading finds it.
enum LenientJSON: Equatable {
    case null
    case bool(Bool)
    case number(String)
    case string(String)
    case array([LenientJSON])
    case object([String: LenientJSON])
}

extension LenientJSON {
    /// The value of a key; nil unless this is an object that has it.
    subscript(key: String) -> LenientJSON? {
        guard case .object(let members) = self else { return nil }
        return members[key]
    }

    /// The text of a string or number that is not empty.
    var text: String? {
        switch self {
        case .string(let text), .number(let text):
            let text = ByteText.collapsed(text)
            return text.isEmpty ? nil : text
        case .null, .bool, .array, .object: return nil
        }
    }

    /// The elements of an array, or the value alone; empty for null.
    var elements: [LenientJSON] {
        switch self {
        case .array(let elements): elements
        case .null: []
        case .bool, .number, .string, .object: [self]
        }
    }
}

/// Reads JSON as pages have it, not as it should be.
///
/// 3.6 % of the `ld+json` blocks of news pages do not parse strictly. Put up with: control characters
/// and line breaks in strings, commas that trail or are missing, wrappers of HTML comments and
/// CDATA, several values in a row, a value that breaks off, single quotes, unquoted keys,
/// semicolons behind the end. Depth is bounded by ``PageLimits/jsonDepth``.
struct LenientJSONReader {
    private let bytes: ArraySlice<UInt8>
    private var index: Int
    private var depth = 0

    /// All values of a text, in order; empty where there are none.
    static func values(_ bytes: ArraySlice<UInt8>) -> [LenientJSON] {
        var reader = LenientJSONReader(bytes)
        var values: [LenientJSON] = []
        while reader.skipToStart(), values.count < 64 {
            let before = reader.index
            if let value = reader.value() { values.append(value) }
            if reader.index == before { reader.index += 1 }
        }
        return values
    }

    private init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        index = bytes.startIndex
    }

    /// Moves to the next object or array.
    private mutating func skipToStart() -> Bool {
        while index < bytes.endIndex {
            // `<![CDATA[` has brackets of its own.
            if bytes[index] == 0x3C {
                while index < bytes.endIndex, bytes[index] != 0x5B, bytes[index] != 0x0A,
                    bytes[index] != 0x7B
                {
                    index += 1
                }
                if has("[CDATA[", at: index) { index += 7 }
                continue
            }
            if bytes[index] == 0x7B || bytes[index] == 0x5B { return true }
            index += 1
        }
        return false
    }

    private func has(_ text: StaticString, at start: Int) -> Bool {
        let count = text.utf8CodeUnitCount
        guard start + count <= bytes.endIndex else { return false }
        for offset in 0..<count where bytes[start + offset] != text.utf8Start[offset] {
            return false
        }
        return true
    }

    private mutating func skipSpace() {
        while index < bytes.endIndex {
            let byte = bytes[index]
            if byte <= 0x20 {
                index += 1
            } else if byte == 0xC2, index + 1 < bytes.endIndex, bytes[index + 1] == 0xA0 {
                index += 2
            } else if has("/*", at: index) {
                index += 2
                while index < bytes.endIndex, !has("*/", at: index) { index += 1 }
                index = min(index + 2, bytes.endIndex)
            } else if has("//", at: index) {
                while index < bytes.endIndex, bytes[index] != 0x0A { index += 1 }
            } else {
                return
            }
        }
    }

    private mutating func value() -> LenientJSON? {
        skipSpace()
        guard index < bytes.endIndex else { return nil }
        switch bytes[index] {
        case 0x7B, 0x5B:
            guard depth < PageLimits.jsonDepth else {
                index = bytes.endIndex
                return nil
            }
            depth += 1
            defer { depth -= 1 }
            return bytes[index] == 0x7B ? object() : array()
        case 0x22, 0x27: return .string(string(bytes[index]))
        default: return word()
        }
    }

    private mutating func object() -> LenientJSON {
        index += 1
        var members: [String: LenientJSON] = [:]
        while true {
            skipSpace()
            guard index < bytes.endIndex else { break }
            let byte = bytes[index]
            if byte == 0x7D {
                index += 1
                break
            }
            if byte == 0x5D { break }
            if byte == 0x2C || byte == 0x3A {
                index += 1
                continue
            }
            let key: String
            if byte == 0x22 || byte == 0x27 {
                key = string(byte)
            } else {
                let start = index
                while index < bytes.endIndex, isKeyByte(bytes[index]) { index += 1 }
                guard index > start else {
                    index += 1
                    continue
                }
                key = ByteText.string(bytes[start..<index])
            }
            skipSpace()
            guard index < bytes.endIndex, bytes[index] == 0x3A else { continue }
            index += 1
            guard let value = value() else { continue }
            if members[key] == nil { members[key] = value }
        }
        return .object(members)
    }

    private mutating func array() -> LenientJSON {
        index += 1
        var elements: [LenientJSON] = []
        while true {
            skipSpace()
            guard index < bytes.endIndex else { break }
            let byte = bytes[index]
            if byte == 0x5D {
                index += 1
                break
            }
            if byte == 0x7D { break }
            if byte == 0x2C {
                index += 1
                continue
            }
            let before = index
            if let value = value() { elements.append(value) }
            if index == before { index += 1 }
        }
        return .array(elements)
    }

    private func isKeyByte(_ byte: UInt8) -> Bool {
        ByteText.isWord(byte) || byte == 0x5F || byte == 0x40 || byte == 0x2D || byte == 0x24
    }

    /// `true`, `null`, a number, or a bare word.
    private mutating func word() -> LenientJSON? {
        let start = index
        while index < bytes.endIndex,
            isKeyByte(bytes[index]) || bytes[index] == 0x2E
                || bytes[index] == 0x2B
        {
            index += 1
        }
        guard index > start else { return nil }
        switch ByteText.string(bytes[start..<index]) {
        case "true": return .bool(true)
        case "false": return .bool(false)
        case "null", "undefined": return .null
        case let text: return .number(text)
        }
    }

    private mutating func string(_ quote: UInt8) -> String {
        index += 1
        var output: [UInt8] = []
        while index < bytes.endIndex {
            let byte = bytes[index]
            if byte == quote {
                if endsString(index) {
                    index += 1
                    break
                }
                // A quotation mark inside that nobody escaped.
                output.append(byte)
                index += 1
                continue
            }
            if byte == 0x5C {
                escape(&output)
                continue
            }
            output.append(byte < 0x20 ? 0x20 : byte)
            index += 1
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// Whether what follows a quotation mark lets the string end there.
    private func endsString(_ quote: Int) -> Bool {
        var next = quote + 1
        while next < bytes.endIndex, bytes[next] <= 0x20 { next += 1 }
        guard next < bytes.endIndex else { return true }
        switch bytes[next] {
        case 0x2C, 0x3A, 0x7D, 0x5D, 0x3B, 0x3C: return true
        // A comma is missing, and the next string is a key or an element on a line of its own.
        case 0x22, 0x27: return next > quote + 1
        default: return false
        }
    }

    private mutating func escape(_ output: inout [UInt8]) {
        guard index + 1 < bytes.endIndex else {
            index += 1
            return
        }
        let byte = bytes[index + 1]
        index += 2
        switch byte {
        case 0x6E, 0x72: output.append(0x0A)
        case 0x74, 0x62, 0x66: output.append(0x20)
        case 0x75:
            guard let high = unit() else { return }
            var value = UInt32(high)
            if (0xD800..<0xDC00).contains(value), has("\\u", at: index) {
                let mark = index
                index += 2
                if let low = unit(), (0xDC00..<0xE000).contains(low) {
                    value = 0x10000 + (value - 0xD800) << 10 + (UInt32(low) - 0xDC00)
                } else {
                    index = mark
                }
            }
            let scalar = Unicode.Scalar(value) ?? "\u{FFFD}"
            output.append(contentsOf: String(Character(scalar)).utf8)
        default: output.append(byte)
        }
    }

    private mutating func unit() -> UInt16? {
        guard index + 4 <= bytes.endIndex,
            let unit = UInt16(ByteText.string(bytes[index..<index + 4]), radix: 16)
        else { return nil }
        index += 4
        return unit
    }
}
