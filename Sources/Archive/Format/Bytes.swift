/// Builds bytes: little endian numbers, and lengths as LEB128 (seven bits a byte, low ones first).
package struct ByteWriter {
    package var bytes: [UInt8] = []

    package init() {}

    package mutating func append(_ more: some Collection<UInt8>) {
        bytes.append(contentsOf: more)
    }

    package mutating func append<Number: FixedWidthInteger>(_ number: Number) {
        withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
    }

    package mutating func append<Number: FixedWidthInteger>(all numbers: [Number]) {
        numbers.withUnsafeBytes { bytes.append(contentsOf: $0) }
    }

    package mutating func append(padded text: String, to length: Int) {
        let text = Array(text.utf8.prefix(length))
        bytes += text + [UInt8](repeating: 0, count: length - text.count)
    }

    /// A number from 0 in one to ten bytes.
    package mutating func append(length: Int) {
        var rest = UInt64(length)
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    /// Length, then UTF-8.
    package mutating func append(text: String) {
        append(length: text.utf8.count)
        bytes.append(contentsOf: text.utf8)
    }

    /// 0 for nil; else length + 1, then UTF-8.
    package mutating func append(optional text: String?) {
        guard let text else { return bytes.append(0) }
        append(length: text.utf8.count + 1)
        bytes.append(contentsOf: text.utf8)
    }

    /// Zeros until the length is a multiple of that.
    package mutating func pad(to multiple: Int) {
        let rest = bytes.count % multiple
        if rest > 0 { bytes += [UInt8](repeating: 0, count: multiple - rest) }
    }
}

/// Reads bytes that a ``ByteWriter`` wrote; running over the end is an error, never a trap.
package struct ByteReader {
    /// The bytes end before what they promise.
    package struct End: Error {
        /// Where in the bytes.
        package let offset: Int

        package init(offset: Int) {
            self.offset = offset
        }
    }

    package let bytes: UnsafeRawBufferPointer
    package private(set) var offset = 0

    package init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
    }

    package var isAtEnd: Bool { offset == bytes.count }

    package mutating func take(_ count: Int) throws(End) -> UnsafeRawBufferPointer {
        guard count >= 0, count <= bytes.count - offset else { throw End(offset: offset) }
        defer { offset += count }
        return UnsafeRawBufferPointer(rebasing: bytes[offset..<(offset + count)])
    }

    /// Everything that is left.
    package mutating func rest() throws(End) -> UnsafeRawBufferPointer {
        try take(bytes.count - offset)
    }

    package mutating func number<Number: FixedWidthInteger & BitwiseCopyable>(
        _ type: Number.Type = Number.self
    ) throws(End) -> Number {
        Number(
            littleEndian: try take(MemoryLayout<Number>.size).loadUnaligned(as: Number.self))
    }

    /// So many numbers, which may lie at any address.
    package mutating func numbers<Number: FixedWidthInteger & BitwiseCopyable>(
        _ type: Number.Type = Number.self, count: Int
    ) throws(End) -> [Number] {
        let size = MemoryLayout<Number>.size
        guard count >= 0, count <= (bytes.count - offset) / size else { throw End(offset: offset) }
        let source = try take(count * size)
        return [Number](unsafeUninitializedCapacity: count) { buffer, filled in
            UnsafeMutableRawBufferPointer(buffer).copyMemory(from: source)
            filled = count
        }
    }

    package mutating func length() throws(End) -> Int {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while true {
            let byte = try number(UInt8.self)
            guard shift < 63 else { throw End(offset: offset) }
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { break }
            shift += 7
        }
        guard let length = Int(exactly: value) else { throw End(offset: offset) }
        return length
    }

    package mutating func text() throws(End) -> String {
        String(decoding: try take(try length()), as: UTF8.self)
    }

    package mutating func optionalText() throws(End) -> String? {
        let length = try length()
        return length == 0 ? nil : String(decoding: try take(length - 1), as: UTF8.self)
    }
}
