/// A value of JSON; the keys of an object keep their order.
enum JSONValue: Equatable {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object([Member])

    struct Member: Equatable {
        let key: String
        let value: JSONValue
    }

    /// The word for it in messages.
    var kind: String {
        switch self {
        case .null: "null"
        case .bool: "a truth value"
        case .number: "a number"
        case .string: "a string"
        case .array: "an array"
        case .object: "an object"
        }
    }
}

/// Reads JSON (RFC 8259) strictly, in one pass over the bytes.
///
/// Requests are small, and Foundation's decoder loses the order of keys, does not report unknown
/// ones, and takes ten times as long.
struct JSONReader {
    struct Failure: Error {
        /// Byte of the input.
        let offset: Int
        let reason: String
    }

    /// Arrays and objects inside each other.
    static let maximumDepth = 32

    private let bytes: [UInt8]
    private var position = 0
    private var depth = 0

    private init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The one value that the bytes are.
    static func value(of bytes: [UInt8]) throws(Failure) -> JSONValue {
        var reader = JSONReader(bytes)
        let value = try reader.value()
        reader.skipSpace()
        guard reader.position == bytes.count else {
            throw reader.failure("something follows the value")
        }
        return value
    }

    private func failure(_ reason: String) -> Failure { Failure(offset: position, reason: reason) }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skipSpace() {
        while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
            position += 1
        }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard next == byte else { return false }
        position += 1
        return true
    }

    private mutating func value() throws(Failure) -> JSONValue {
        skipSpace()
        guard let byte = next else { throw failure("a value is missing") }
        switch byte {
        case 0x7B: return try object()
        case 0x5B: return try array()
        case 0x22: return .string(try string())
        case 0x74: return try literal("true", .bool(true))
        case 0x66: return try literal("false", .bool(false))
        case 0x6E: return try literal("null", .null)
        case 0x2D, 0x30...0x39: return try number()
        default: throw failure("this begins no value")
        }
    }

    private mutating func literal(
        _ text: StaticString, _ value: JSONValue
    ) throws(Failure) -> JSONValue {
        let length = text.utf8CodeUnitCount
        guard position + length <= bytes.count,
            text.withUTF8Buffer({ $0.elementsEqual(bytes[position..<position + length]) })
        else { throw failure("this begins no value") }
        position += length
        return value
    }

    private mutating func descend() throws(Failure) {
        depth += 1
        if depth > Self.maximumDepth { throw failure("the value is nested too deeply") }
        position += 1
        skipSpace()
    }

    private mutating func object() throws(Failure) -> JSONValue {
        try descend()
        defer { depth -= 1 }
        var members: [JSONValue.Member] = []
        if take(0x7D) { return .object(members) }
        while true {
            skipSpace()
            guard next == 0x22 else { throw failure("a key in quotes is missing") }
            let key = try string()
            guard !members.contains(where: { $0.key == key }) else {
                throw failure("the key \"\(key)\" stands twice")
            }
            skipSpace()
            guard take(0x3A) else { throw failure("a colon is missing") }
            members.append(JSONValue.Member(key: key, value: try value()))
            skipSpace()
            if take(0x2C) { continue }
            guard take(0x7D) else { throw failure("a comma or } is missing") }
            return .object(members)
        }
    }

    private mutating func array() throws(Failure) -> JSONValue {
        try descend()
        defer { depth -= 1 }
        var values: [JSONValue] = []
        if take(0x5D) { return .array(values) }
        while true {
            values.append(try value())
            skipSpace()
            if take(0x2C) { continue }
            guard take(0x5D) else { throw failure("a comma or ] is missing") }
            return .array(values)
        }
    }

    private mutating func number() throws(Failure) -> JSONValue {
        let start = position
        while let byte = next,
            (0x30...0x39).contains(byte) || byte == 0x2D || byte == 0x2B || byte == 0x2E
                || byte | 0x20 == 0x65
        { position += 1 }
        let text = bytes[start..<position]
        let digits = text.first == 0x2D ? text.dropFirst() : text
        let isPlain =
            digits.first != 0x30 || digits.count == 1 || !isDigit(digits.dropFirst().first)
        guard isPlain, isDigit(digits.first), isDigit(text.last),
            let number = Double(String(decoding: text, as: UTF8.self)), number.isFinite
        else {
            position = start
            throw failure("this is not a number")
        }
        return .number(number)
    }

    private func isDigit(_ byte: UInt8?) -> Bool {
        byte.map { (0x30...0x39).contains($0) } ?? false
    }

    private mutating func string() throws(Failure) -> String {
        position += 1
        var text: [UInt8] = []
        let start = position
        while let byte = next {
            switch byte {
            case 0x22:
                guard let string = String(validating: text, as: UTF8.self) else {
                    position = start
                    throw failure("the string is not UTF-8")
                }
                position += 1
                return string
            case 0x5C:
                position += 1
                try escape(into: &text)
            case 0..<0x20: throw failure("a control character stands in a string")
            default:
                text.append(byte)
                position += 1
            }
        }
        position = start - 1
        throw failure("the string is never closed")
    }

    private mutating func escape(into text: inout [UInt8]) throws(Failure) {
        guard let byte = next else { throw failure("the string is never closed") }
        position += 1
        switch byte {
        case 0x22, 0x5C, 0x2F: text.append(byte)
        case 0x62: text.append(0x08)
        case 0x66: text.append(0x0C)
        case 0x6E: text.append(0x0A)
        case 0x72: text.append(0x0D)
        case 0x74: text.append(0x09)
        case 0x75:
            var unit = try hexadecimal()
            if (0xD800..<0xDC00).contains(unit) {
                guard take(0x5C), take(0x75) else { throw failure("half of a character") }
                let low = try hexadecimal()
                guard (0xDC00..<0xE000).contains(low) else { throw failure("half of a character") }
                unit = 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)
            }
            guard let scalar = Unicode.Scalar(unit) else { throw failure("half of a character") }
            text.append(contentsOf: Array(String(Character(scalar)).utf8))
        default:
            position -= 1
            throw failure("there is no such escape")
        }
    }

    private mutating func hexadecimal() throws(Failure) -> UInt32 {
        guard position + 4 <= bytes.count,
            let unit = UInt32(
                String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16),
            bytes[position] != 0x2B, bytes[position] != 0x2D
        else { throw failure("four hex digits are missing") }
        position += 4
        return unit
    }
}
