/// A JSON value (RFC 8259) with the members of objects in their order.
///
/// Own code since a row that breaks must be reported with the byte and the reason, which
/// Foundation's decoders do not give, and since rows are read by the gigabyte.
enum JSONValue: Sendable, Equatable {
    case null
    case bool(Bool)
    /// As printed: ids may be numbers that no `Double` holds.
    case number(String)
    case string(String)
    case array([JSONValue])
    case object([Member])

    /// One member of an object.
    struct Member: Sendable, Equatable {
        var key: String
        var value: JSONValue
    }

    /// The value of the first member of that name; nil where there is none or it is `null`.
    subscript(key: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        for member in members where member.key == key {
            return member.value == .null ? nil : member.value
        }
        return nil
    }

    /// The text of a string; nil for every other value.
    var text: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    /// The text of a string or a number, for ids.
    var scalarText: String? {
        switch self {
        case .string(let text), .number(let text): text
        case .null, .bool, .array, .object: nil
        }
    }

    /// The values of an array; a single other value as the only one; empty for `null`.
    var list: [JSONValue] {
        switch self {
        case .array(let values): values
        case .null: []
        case .bool, .number, .string, .object: [self]
        }
    }

    /// What kind of value it is, for messages.
    var kindName: String {
        switch self {
        case .null: "null"
        case .bool: "a boolean"
        case .number: "a number"
        case .string: "a string"
        case .array: "a list"
        case .object: "an object"
        }
    }
}

/// What is wrong with a JSON text, and where.
struct JSONFault: Error, Equatable {
    /// Offset of the byte at which reading stopped, from 0.
    var byte: Int
    /// What was expected or found, as a clause.
    var what: String
}

extension JSONValue {
    /// The value that the bytes hold, with nothing but white space around it.
    init(parsing bytes: [UInt8]) throws(JSONFault) {
        var result: Result<JSONValue, JSONFault> = .success(.null)
        bytes.withUnsafeBufferPointer { buffer in
            var parser = JSONParser(bytes: buffer)
            do throws(JSONFault) {
                result = .success(try parser.document())
            } catch {
                result = .failure(error)
            }
        }
        self = try result.get()
    }
}

/// A recursive reader over bytes that stay where they are.
private struct JSONParser {
    /// Deeper values are refused: the stack of a worker thread has 512 kB.
    static let maximumDepth = 256

    let bytes: UnsafeBufferPointer<UInt8>
    var position = 0

    init(bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    mutating func document() throws(JSONFault) -> JSONValue {
        skipSpace()
        let value = try value(depth: 0)
        skipSpace()
        guard position == bytes.count else { throw fault("more after the end of the value") }
        return value
    }

    private func fault(_ what: String, at byte: Int? = nil) -> JSONFault {
        JSONFault(byte: byte ?? position, what: what)
    }

    private mutating func skipSpace() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x09, 0x0A, 0x0D: position += 1
            default: return
            }
        }
    }

    private mutating func value(depth: Int) throws(JSONFault) -> JSONValue {
        guard depth < Self.maximumDepth else {
            throw fault("nested deeper than \(Self.maximumDepth)")
        }
        guard position < bytes.count else { throw fault("the text ends where a value should be") }
        switch bytes[position] {
        case 0x7B: return try object(depth: depth)
        case 0x5B: return try array(depth: depth)
        case 0x22: return .string(try string())
        case 0x74: return try word("true", .bool(true))
        case 0x66: return try word("false", .bool(false))
        case 0x6E: return try word("null", .null)
        case 0x2D, 0x30...0x39: return .number(try number())
        default: throw fault("no value begins like this")
        }
    }

    private mutating func word(_ text: StaticString, _ value: JSONValue) throws(JSONFault)
        -> JSONValue
    {
        let length = text.utf8CodeUnitCount
        guard position + length <= bytes.count else { throw fault("an unknown word") }
        for offset in 0..<length where bytes[position + offset] != text.utf8Start[offset] {
            throw fault("an unknown word")
        }
        position += length
        return value
    }

    private mutating func object(depth: Int) throws(JSONFault) -> JSONValue {
        let start = position
        position += 1
        var members: [JSONValue.Member] = []
        skipSpace()
        if position < bytes.count, bytes[position] == 0x7D {
            position += 1
            return .object(members)
        }
        while true {
            skipSpace()
            guard position < bytes.count else { throw unclosed("object", from: start) }
            guard bytes[position] == 0x22 else { throw fault("a key in quotes should be here") }
            let key = try string()
            skipSpace()
            guard position < bytes.count, bytes[position] == 0x3A else {
                throw fault("a colon should follow the key \"\(key.prefix(40))\"")
            }
            position += 1
            skipSpace()
            members.append(JSONValue.Member(key: key, value: try value(depth: depth + 1)))
            skipSpace()
            guard position < bytes.count else { throw unclosed("object", from: start) }
            switch bytes[position] {
            case 0x2C: position += 1
            case 0x7D:
                position += 1
                return .object(members)
            default: throw fault("a comma or a closing brace should be here")
            }
        }
    }

    private mutating func array(depth: Int) throws(JSONFault) -> JSONValue {
        let start = position
        position += 1
        var values: [JSONValue] = []
        skipSpace()
        if position < bytes.count, bytes[position] == 0x5D {
            position += 1
            return .array(values)
        }
        while true {
            skipSpace()
            values.append(try value(depth: depth + 1))
            skipSpace()
            guard position < bytes.count else { throw unclosed("list", from: start) }
            switch bytes[position] {
            case 0x2C: position += 1
            case 0x5D:
                position += 1
                return .array(values)
            default: throw fault("a comma or a closing bracket should be here")
            }
        }
    }

    private func unclosed(_ kind: String, from start: Int) -> JSONFault {
        fault("the text ends within the \(kind) that begins at byte \(start)")
    }

    private mutating func number() throws(JSONFault) -> String {
        let start = position
        if bytes[position] == 0x2D { position += 1 }
        let whole = digits()
        guard whole > 0 else { throw fault("a digit should follow the sign") }
        if whole > 1, bytes[position - whole] == 0x30 {
            throw fault("a number begins with a zero", at: start)
        }
        if position < bytes.count, bytes[position] == 0x2E {
            position += 1
            guard digits() > 0 else { throw fault("a digit should follow the point") }
        }
        if position < bytes.count, bytes[position] | 0x20 == 0x65 {
            position += 1
            if position < bytes.count, bytes[position] == 0x2B || bytes[position] == 0x2D {
                position += 1
            }
            guard digits() > 0 else { throw fault("a digit should follow the exponent") }
        }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private mutating func digits() -> Int {
        let start = position
        while position < bytes.count, (0x30...0x39).contains(bytes[position]) { position += 1 }
        return position - start
    }

    private mutating func string() throws(JSONFault) -> String {
        let start = position
        position += 1
        let begin = position
        position = endOfRun(from: position)
        guard position < bytes.count else {
            throw fault("the string that begins at byte \(start) is not closed")
        }
        switch bytes[position] {
        case 0x22:
            let text = try valid(begin..<position)
            position += 1
            return text
        case 0x5C: return try escapedString(from: begin, opened: start)
        default: throw controlFault()
        }
    }

    /// Goes on with a string at its first backslash.
    ///
    /// The next quotation mark and the next backslash before it are searched for, each once, so
    /// that a string of a whole page costs little more than its copy.
    private mutating func escapedString(from begin: Int, opened: Int) throws(JSONFault) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(min(bytes.count - begin, Self.firstCapacity))
        text.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[begin..<position]))
        var quote = nextQuote()
        while quote < bytes.count || position < bytes.count {
            let rest = UnsafeBufferPointer(rebasing: bytes[position..<quote])
            let count = ByteText.index(of: 0x5C, in: rest, from: 0) ?? rest.count
            let run = UnsafeBufferPointer(rebasing: rest[..<count])
            if hasControl(run) {
                position = endOfRun(from: position)
                throw controlFault()
            }
            text.append(contentsOf: run)
            position += count
            guard position < bytes.count else { break }
            if position == quote {
                position += 1
                return try valid(text, begin..<quote)
            }
            try escape(into: &text)
            if quote < position { quote = nextQuote() }
        }
        throw fault("the string that begins at byte \(opened) is not closed")
    }

    /// Room for most strings; longer ones grow.
    private static let firstCapacity = 1 << 18

    private func nextQuote() -> Int {
        ByteText.index(of: 0x22, in: bytes, from: position) ?? bytes.count
    }

    private func hasControl(_ run: UnsafeBufferPointer<UInt8>) -> Bool {
        // Without an early exit the compiler makes vector instructions of it.
        var found = false
        for byte in run where byte < 0x20 { found = true }
        return found
    }

    /// The string of decoded bytes.
    ///
    /// Escapes are ASCII and stand for whole characters: all is valid if the raw bytes are.
    private func valid(_ text: [UInt8], _ raw: Range<Int>) throws(JSONFault) -> String {
        if let string = String(validating: text, as: UTF8.self) { return string }
        try check(raw)
        throw fault("bytes that are not UTF-8", at: raw.lowerBound)
    }

    /// The next quotation mark, backslash or control character at or behind an offset.
    private func endOfRun(from start: Int) -> Int {
        var index = start
        while index < bytes.count {
            let byte = bytes[index]
            if byte == 0x22 || byte == 0x5C || byte < 0x20 { return index }
            index += 1
        }
        return index
    }

    private func controlFault() -> JSONFault {
        fault("a control character within a string must be written as an escape")
    }

    private mutating func escape(into text: inout [UInt8]) throws(JSONFault) {
        guard position + 1 < bytes.count else { throw fault("the text ends within an escape") }
        let letter = bytes[position + 1]
        switch letter {
        case 0x22, 0x5C, 0x2F: text.append(letter)
        case 0x62: text.append(0x08)
        case 0x66: text.append(0x0C)
        case 0x6E: text.append(0x0A)
        case 0x72: text.append(0x0D)
        case 0x74: text.append(0x09)
        case 0x75:
            try unicodeEscape(into: &text)
            return
        default: throw fault("no such escape")
        }
        position += 2
    }

    private mutating func unicodeEscape(into text: inout [UInt8]) throws(JSONFault) {
        var code = try hexadecimal(at: position + 2)
        position += 6
        if (0xD800..<0xDC00).contains(code), position + 1 < bytes.count,
            bytes[position] == 0x5C, bytes[position + 1] == 0x75
        {
            let low = try hexadecimal(at: position + 2)
            if (0xDC00..<0xE000).contains(low) {
                code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
                position += 6
            }
        }
        // Half of a pair alone is grammatical JSON but no character.
        let scalar = Unicode.Scalar(code) ?? "\u{FFFD}"
        text.append(contentsOf: Array(String(Character(scalar)).utf8))
    }

    private func hexadecimal(at offset: Int) throws(JSONFault) -> UInt32 {
        guard offset + 4 <= bytes.count else { throw fault("the text ends within an escape") }
        var code: UInt32 = 0
        for byte in bytes[offset..<offset + 4] {
            let digit: UInt8
            switch byte {
            case 0x30...0x39: digit = byte - 0x30
            case 0x41...0x46, 0x61...0x66: digit = (byte | 0x20) - 0x61 + 10
            default: throw fault("four hexadecimal digits should follow \\u")
            }
            code = code << 4 | UInt32(digit)
        }
        return code
    }

    private func valid(_ range: Range<Int>) throws(JSONFault) -> String {
        let part = UnsafeBufferPointer(rebasing: bytes[range])
        if let text = String(validating: part, as: UTF8.self) { return text }
        try check(range)
        return String(decoding: part, as: UTF8.self)
    }

    private func check(_ range: Range<Int>) throws(JSONFault) {
        let part = UnsafeBufferPointer(rebasing: bytes[range])
        if let offset = TextDecoding.firstInvalidByte(part) {
            throw fault("bytes that are not UTF-8", at: range.lowerBound + offset)
        }
    }
}
