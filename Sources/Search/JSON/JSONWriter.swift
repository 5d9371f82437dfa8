/// Writes JSON (RFC 8259) into bytes.
///
/// An answer of ten hits takes JSONEncoder of Foundation longer than the search itself; this writes
/// it in a few microseconds. Commas and escapes are set here and nowhere else.
struct JSONWriter {
    private(set) var bytes: [UInt8] = []
    private var needsComma = false

    init(capacity: Int = 512) {
        bytes.reserveCapacity(capacity)
    }

    private mutating func separate() {
        if needsComma { bytes.append(0x2C) }
        needsComma = true
    }

    /// `{…}`; the closure writes the keys.
    mutating func object(_ body: (inout JSONWriter) -> Void) {
        separate()
        bytes.append(0x7B)
        needsComma = false
        body(&self)
        bytes.append(0x7D)
        needsComma = true
    }

    /// `[…]`; the closure writes the values.
    mutating func array(_ body: (inout JSONWriter) -> Void) {
        separate()
        bytes.append(0x5B)
        needsComma = false
        body(&self)
        bytes.append(0x5D)
        needsComma = true
    }

    /// The name of the value that is written next.
    mutating func key(_ name: StaticString) {
        separate()
        bytes.append(0x22)
        name.withUTF8Buffer { bytes.append(contentsOf: $0) }
        bytes.append(0x22)
        bytes.append(0x3A)
        needsComma = false
    }

    /// The name of the value that is written next, escaped.
    mutating func key(text name: String) {
        value(name)
        bytes.append(0x3A)
        needsComma = false
    }

    mutating func value(_ text: String) {
        separate()
        bytes.append(0x22)
        var text = text
        text.withUTF8 { utf8 in
            var start = 0
            for index in utf8.indices where utf8[index] < 0x20 || Self.isEscaped(utf8[index]) {
                bytes.append(contentsOf: utf8[start..<index])
                escape(utf8[index])
                start = index + 1
            }
            bytes.append(contentsOf: utf8[start...])
        }
        bytes.append(0x22)
    }

    private static func isEscaped(_ byte: UInt8) -> Bool { byte == 0x22 || byte == 0x5C }

    private mutating func escape(_ byte: UInt8) {
        bytes.append(0x5C)
        switch byte {
        case 0x22, 0x5C: bytes.append(byte)
        case 0x0A: bytes.append(0x6E)
        case 0x0D: bytes.append(0x72)
        case 0x09: bytes.append(0x74)
        default:
            let digits = Array("0123456789abcdef".utf8)
            bytes += [0x75, 0x30, 0x30, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        }
    }

    mutating func value(_ number: Int) {
        separate()
        if number < 0 { bytes.append(0x2D) }
        appendDigits(number.magnitude)
    }

    private mutating func appendDigits(_ number: UInt) {
        let start = bytes.count
        var rest = number
        repeat {
            bytes.append(0x30 + UInt8(rest % 10))
            rest /= 10
        } while rest > 0
        bytes[start...].reverse()
    }

    /// A number with at most four digits behind the point; `null` unless it is finite.
    mutating func value(_ number: Double) {
        guard number.isFinite, number.magnitude < 1e14 else { return null() }
        let scaled = (number * 10_000).rounded()
        separate()
        if scaled < 0 { bytes.append(0x2D) }
        let units = UInt(scaled.magnitude)
        appendDigits(units / 10_000)
        var fraction = units % 10_000
        guard fraction > 0 else { return }
        bytes.append(0x2E)
        var divisor: UInt = 1_000
        while fraction > 0 {
            bytes.append(0x30 + UInt8(fraction / divisor))
            fraction %= divisor
            divisor /= 10
        }
    }

    mutating func value(_ flag: Bool) {
        separate()
        bytes.append(contentsOf: flag ? Array("true".utf8) : Array("false".utf8))
    }

    mutating func null() {
        separate()
        bytes.append(contentsOf: Array("null".utf8))
    }

    mutating func field(_ name: StaticString, _ text: String) {
        key(name)
        value(text)
    }

    mutating func field(_ name: StaticString, _ text: String?) {
        key(name)
        if let text { value(text) } else { null() }
    }

    mutating func field(_ name: StaticString, _ number: Int) {
        key(name)
        value(number)
    }

    mutating func field(_ name: StaticString, _ number: Double) {
        key(name)
        value(number)
    }

    mutating func field(_ name: StaticString, _ flag: Bool) {
        key(name)
        value(flag)
    }

    mutating func field(_ name: StaticString, _ texts: [String]) {
        key(name)
        array { json in
            for text in texts { json.value(text) }
        }
    }
}
