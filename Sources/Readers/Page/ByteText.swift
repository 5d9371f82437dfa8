import CLibxml2

/// Operations on text as UTF-8 bytes, for the loops that see every byte of a page.
enum ByteText {
    /// Where the pattern begins at or behind an offset; nil where it does not occur.
    static func find(_ pattern: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
        guard start >= 0, start + pattern.count <= bytes.count, !pattern.isEmpty else {
            return nil
        }
        return bytes.withUnsafeBytes { hay in
            pattern.withUnsafeBytes { needle in
                offset(of: needle, in: UnsafeRawBufferPointer(rebasing: hay[start...]))
                    .map { $0 + start }
            }
        }
    }

    /// The offset of the first place where the bytes of one buffer stand in another.
    static func offset(
        of needle: UnsafeRawBufferPointer, in hay: UnsafeRawBufferPointer
    ) -> Int? {
        guard let first = needle.first, let text = needle.baseAddress, let base = hay.baseAddress
        else { return nil }
        var index = 0
        while index + needle.count <= hay.count {
            guard
                let found = memchr(
                    base + index, Int32(first), hay.count - needle.count + 1 - index)
            else { return nil }
            if memcmp(found, text, needle.count) == 0 { return UnsafeRawPointer(found) - base }
            index = UnsafeRawPointer(found) - base + 1
        }
        return nil
    }

    /// The next such byte at or behind an offset; nil where there is none.
    static func index(of byte: UInt8, in bytes: UnsafeBufferPointer<UInt8>, from start: Int)
        -> Int?
    {
        guard start < bytes.count, let base = bytes.baseAddress,
            let found = memchr(base + start, Int32(byte), bytes.count - start)
        else { return nil }
        return UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }

    /// ASCII white space.
    @inline(__always)
    static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte &- 0x09 < 5
    }

    /// An ASCII letter or digit, or any byte of a longer sequence.
    @inline(__always)
    static func isWord(_ byte: UInt8) -> Bool {
        byte | 0x20 &- 0x61 < 26 || byte &- 0x30 < 10 || byte >= 0x80
    }

    /// The text with runs of white space (and U+00A0) as one space, none at the ends; soft hyphens,
    /// zero-width spaces and byte order marks are left out.
    static func collapsed(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.underestimatedCount)
        appendCollapsed(bytes, to: &output)
        if output.last == 0x20 { output.removeLast() }
        return output
    }

    /// Appends text with its white space collapsed; a space at the start only behind text.
    static func appendCollapsed(_ bytes: some Sequence<UInt8>, to output: inout [UInt8]) {
        var pendingSpace = false
        var held: UInt8 = 0
        var held2: UInt8 = 0
        let floor = 0
        for byte in bytes {
            if held == 0xC2 {
                held = 0
                if byte == 0xA0 {
                    pendingSpace = true
                    continue
                }
                if byte == 0xAD { continue }
                flush(&pendingSpace, floor, &output)
                output.append(0xC2)
                output.append(byte)
                continue
            }
            if held == 0xE2 || held == 0xEF {
                if held2 == 0 {
                    if (held == 0xE2 && byte == 0x80) || (held == 0xEF && byte == 0xBB) {
                        held2 = byte
                        continue
                    }
                    flush(&pendingSpace, floor, &output)
                    output.append(held)
                    output.append(byte)
                    held = 0
                    continue
                }
                let (first, second) = (held, held2)
                held = 0
                held2 = 0
                if first == 0xE2 && (byte == 0x8B || byte == 0x8C || byte == 0x8D) {
                    // U+200B has no width; U+200C and U+200D join letters in some scripts.
                    if byte == 0x8B { continue }
                } else if first == 0xE2
                    && ((0x80...0x8A).contains(byte) || byte == 0xA8
                        || byte == 0xA9 || byte == 0xAF)
                {
                    pendingSpace = true
                    continue
                } else if first == 0xEF && byte == 0xBF {
                    continue
                }
                flush(&pendingSpace, floor, &output)
                output.append(first)
                output.append(second)
                output.append(byte)
                continue
            }
            if isSpace(byte) {
                pendingSpace = true
            } else if byte == 0xC2 || byte == 0xE2 || byte == 0xEF {
                held = byte
            } else {
                flush(&pendingSpace, floor, &output)
                output.append(byte)
            }
        }
        if pendingSpace, let last = output.last, last != 0x20, last != 0x0A { output.append(0x20) }
    }

    @inline(__always)
    private static func flush(_ pending: inout Bool, _ floor: Int, _ output: inout [UInt8]) {
        guard pending else { return }
        pending = false
        if let last = output.last, last != 0x20, last != 0x0A { output.append(0x20) }
    }

    /// Text as a string.
    static func string(_ bytes: some Collection<UInt8>) -> String {
        String(decoding: bytes, as: UTF8.self)
    }

    /// ASCII letters in lower case.
    static func lowercased(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        bytes.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }
    }

    /// A string without white space at its ends, runs inside as one space.
    static func collapsed(_ text: String) -> String {
        string(collapsed(text.utf8))
    }
}
