import CLibxml2

/// Reading the attributes of a tag, and the searches that the scan is made of.
extension PageScan {
    /// Reads the attributes behind a tag's name and keeps those that extraction reads.
    ///
    /// - Returns: the offset behind the tag, and whether it ends with `/>`.
    mutating func readAttributes(
        _ page: UnsafeBufferPointer<UInt8>, _ start: Int
    ) -> (end: Int, selfClosed: Bool) {
        attributes.removeAll(keepingCapacity: true)
        var index = start
        var count = 0
        let limit = min(page.count, start + PageLimits.tagBytes)
        var seen: UInt64 = 0
        while index < page.count {
            let byte = page[index]
            if byte == 0x3E { return (index + 1, index > start && page[index - 1] == 0x2F) }
            // A tag that never ended: the next one begins.
            if byte == 0x3C { return (index, false) }
            if ByteText.isSpace(byte) || byte == 0x2F {
                index += 1
                continue
            }
            if index >= limit || count >= PageLimits.attributesPerTag {
                didCutTag = true
                return (Self.tagEnd(page, index), false)
            }
            count += 1
            let nameStart = index
            index += 1
            while index < page.count, !Self.endsName(page[index]) { index += 1 }
            let name = nameStart..<index
            while index < page.count, ByteText.isSpace(page[index]) { index += 1 }
            var value = index..<index
            var quote: UInt8 = 0x22
            if index < page.count, page[index] == 0x3D {
                index += 1
                while index < page.count, ByteText.isSpace(page[index]) { index += 1 }
                guard index < page.count else { break }
                if page[index] == 0x22 || page[index] == 0x27 {
                    quote = page[index]
                    guard let close = Self.find(quote, page, index + 1) else {
                        return (Self.tagEnd(page, index + 1), false)
                    }
                    value = (index + 1)..<close
                    index = close + 1
                } else {
                    let first = index
                    while index < page.count, page[index] != 0x3E, !ByteText.isSpace(page[index]) {
                        index += 1
                    }
                    value = first..<index
                    if page[value].contains(0x22) { quote = 0x27 }
                }
            }
            guard let key = HTMLAttribute(name: UnsafeBufferPointer(rebasing: page[name])),
                value.count <= PageLimits.tagBytes, seen >> UInt64(key.rawValue) & 1 == 0
            else { continue }
            seen |= 1 << UInt64(key.rawValue)
            attributes.append((key, value, quote))
        }
        return (page.count, false)
    }

    static func tagEnd(_ page: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
        (find(0x3E, page, start) ?? page.count - 1) + 1
    }

    @inline(__always)
    static func endsName(_ byte: UInt8) -> Bool {
        byte == 0x3D || byte == 0x3E || byte == 0x2F || byte == 0x3C || ByteText.isSpace(byte)
    }

    static func nameEnd(_ page: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
        var index = start
        while index < page.count {
            let byte = page[index]
            guard
                byte | 0x20 &- 0x61 < 26 || byte &- 0x30 < 10 || byte == 0x2D || byte == 0x5F
                    || byte == 0x3A
            else { break }
            index += 1
        }
        return index
    }

    /// The offset of the next such byte.
    @inline(__always)
    static func find(
        _ byte: UInt8, _ page: UnsafeBufferPointer<UInt8>, _ start: Int
    ) -> Int? {
        guard start < page.count, let base = page.baseAddress,
            let found = memchr(base + start, Int32(byte), page.count - start)
        else { return nil }
        return UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }

    static func has(
        _ text: StaticString, _ page: UnsafeBufferPointer<UInt8>, _ start: Int
    ) -> Bool {
        guard start + text.utf8CodeUnitCount <= page.count, let base = page.baseAddress else {
            return false
        }
        return memcmp(base + start, text.utf8Start, text.utf8CodeUnitCount) == 0
    }

    static func hasName(
        _ name: StaticString, _ page: UnsafeBufferPointer<UInt8>, _ start: Int
    ) -> Bool {
        let count = name.utf8CodeUnitCount
        guard start + count <= page.count else { return false }
        for offset in 0..<count where page[start + offset] | 0x20 != name.utf8Start[offset] {
            return false
        }
        return start + count == page.count || nameEnd(page, start + count) == start + count
    }

    static func contains(
        _ text: StaticString, _ page: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
    ) -> Bool {
        let count = text.utf8CodeUnitCount
        var index = range.lowerBound
        while index + count <= range.upperBound {
            var offset = 0
            while offset < count, page[index + offset] | 0x20 == text.utf8Start[offset] {
                offset += 1
            }
            if offset == count { return true }
            index += 1
        }
        return false
    }

    /// Whether extraction reads an attribute on such an element, and its value can say something.
    func matters(
        _ key: HTMLAttribute, _ value: Range<Int>, of tag: HTMLTag,
        _ page: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        switch key {
        case .value, .name, .property, .httpEquiv: tag == .meta
        case .href: tag == .a || tag == .link
        case .style:
            Self.contains("none", page, value) || Self.contains("hidden", page, value)
        case _: true
        }
    }
}
