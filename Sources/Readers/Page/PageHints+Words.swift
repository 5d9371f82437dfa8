/// Reading the names of an element: every different one of a page is read once, byte by byte.
extension PageHints {
    /// What the value of such an attribute says.
    init(_ key: HTMLAttribute, _ value: UnsafeBufferPointer<UInt8>) {
        switch key {
        case .hidden: self = .hidden
        case .ariaHidden: self = value.elementsEqual("true".utf8) ? .hidden : []
        case .style: self = Self.hides(value) ? .hidden : []
        default: self = Self.named(value)
        }
    }

    private static func hides(_ value: UnsafeBufferPointer<UInt8>) -> Bool {
        let style = ByteText.lowercased(value).filter { !ByteText.isSpace($0) }
        return ByteText.find(Array("display:none".utf8), in: style, from: 0) != nil
            || ByteText.find(Array("visibility:hidden".utf8), in: style, from: 0) != nil
    }

    /// A word within a name.
    private struct Word {
        var range: Range<Int>
        /// Whether camel case ended it.
        var isCamel: Bool
        /// Whether the next one is of the same name: no space between them.
        var joins: Bool
    }

    /// What the words of a name mean, each, and two neighbours written together.
    private static func named(_ value: UnsafeBufferPointer<UInt8>) -> PageHints {
        var hints: PageHints = []
        var previous: Word?
        var start = 0
        var last: UInt8 = 0
        func finish(_ end: Int, isCamel: Bool, joins: Bool) {
            guard end > start else {
                if !joins { previous?.joins = false }
                return
            }
            let word = start..<end
            // Generated names (`hJPrRP`) fall apart into short words that mean nothing.
            if word.count > 3 || !(isCamel || previous?.isCamel ?? false) {
                hints.formUnion(meaning(of: value, word))
            }
            if let previous, previous.joins {
                let hash = hash(value, word, from: hash(value, previous.range))
                if let joined = byHash[hash] { hints.formUnion(joined) }
            }
            previous = Word(range: word, isCamel: isCamel, joins: joins)
        }
        for index in value.indices {
            let byte = value[index]
            let isUpper = byte &- 0x41 < 26
            if isUpper || byte &- 0x61 < 26 || byte &- 0x30 < 10 {
                if isUpper && last &- 0x61 < 26 {
                    finish(index, isCamel: true, joins: true)
                    start = index
                }
            } else {
                finish(index, isCamel: false, joins: !ByteText.isSpace(byte))
                start = index + 1
            }
            last = byte
        }
        finish(value.count, isCamel: false, joins: false)
        return hints
    }

    private static func meaning(
        of value: UnsafeBufferPointer<UInt8>, _ word: Range<Int>
    ) -> PageHints {
        guard word.count > 1, word.count < 40 else { return [] }
        if let hints = byHash[hash(value, word)] { return hints }
        guard word.count > 4 else { return [] }
        let first = value[word.lowerBound] | 0x20
        guard first >= 0x61 else { return [] }
        for prefix in byLetter[Int(first & 0x1F)] where prefix.bytes.count <= word.count {
            var offset = 1
            while offset < prefix.bytes.count,
                value[word.lowerBound + offset] | 0x20 == prefix.bytes[offset]
            {
                offset += 1
            }
            if offset == prefix.bytes.count { return prefix.hints }
        }
        return []
    }

    /// FNV-1a of a word in lower case, going on from that of the word before it.
    private static func hash(
        _ value: UnsafeBufferPointer<UInt8>, _ word: Range<Int>,
        from start: UInt64 = 0xcbf2_9ce4_8422_2325
    ) -> UInt64 {
        var hash = start
        for index in word {
            let byte = value[index]
            let lower = byte &- 0x41 < 26 ? byte | 0x20 : byte
            hash = (hash ^ UInt64(lower)) &* 0x100_0000_01b3
        }
        return hash
    }

    /// ``rows`` by the hashes of their words.
    private static let byHash: [UInt64: PageHints] = {
        var table: [UInt64: PageHints] = [:]
        for (hints, row) in rows {
            for word in row.split(separator: " ") {
                let bytes = Array(word.utf8)
                let key = bytes.withUnsafeBufferPointer { Self.hash($0, 0..<bytes.count) }
                table[key, default: []].formUnion(hints)
            }
        }
        return table
    }()

    /// ``prefixes`` by the numbers of their first letters in the alphabet.
    private static let byLetter: [[Prefix]] = {
        var table = [[Prefix]](repeating: [], count: 32)
        for (prefix, hints) in prefixes {
            let bytes = Array(prefix.utf8)
            table[Int(bytes[0] & 0x1F)].append(Prefix(bytes: bytes, hints: hints))
        }
        return table
    }()

    private struct Prefix {
        var bytes: [UInt8]
        var hints: PageHints
    }
}
