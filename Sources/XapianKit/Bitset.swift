// Layout: bit i of the set is bit i % 64 of word i / 64, lowest bit first; the bits of the last
// word behind bitCount are zero. Document d of a shard is bit d - 1: a set {1, 3} of 70 documents
// is the words 0b101, 0.

/// A set of small numbers, one bit each: the documents that match.
///
/// A value with copy on write. Sets of different lengths can be joined: bits that one of them does
/// not have count as zero, and the result keeps the length of the set that is changed.
public struct Bitset: Sendable, Equatable {
    /// How many bits there are; an index is below it.
    public let bitCount: Int
    /// The words, lowest bits first; bits from `bitCount` on are zero.
    public private(set) var words: [UInt64]

    /// An empty set over `bitCount` bits.
    public init(bitCount: Int) {
        self.bitCount = max(0, bitCount)
        words = [UInt64](repeating: 0, count: Bitset.wordCount(max(0, bitCount)))
    }

    /// The set that has all of its bits.
    public init(allOnes bitCount: Int) {
        self.bitCount = max(0, bitCount)
        words = [UInt64](repeating: ~0, count: Bitset.wordCount(max(0, bitCount)))
        clearTail()
    }

    /// The set of the indices given; those outside are left out.
    public init(bitCount: Int, _ indices: some Sequence<Int>) {
        self.init(bitCount: bitCount)
        for index in indices { insert(index) }
    }

    /// A set of words in the layout of ``words``; missing ones are zero.
    public init(bitCount: Int, words: [UInt64]) {
        self.bitCount = max(0, bitCount)
        let needed = Bitset.wordCount(max(0, bitCount))
        var kept = words.count > needed ? Array(words.prefix(needed)) : words
        kept.append(contentsOf: repeatElement(0, count: needed - kept.count))
        self.words = kept
        clearTail()
    }

    /// How many words so many bits take.
    public static func wordCount(_ bitCount: Int) -> Int {
        (bitCount + 63) / 64
    }

    /// How many indices are in the set; reads every word.
    public var count: Int {
        words.withUnsafeBufferPointer { words in
            var count = 0
            for word in words { count &+= word.nonzeroBitCount }
            return count
        }
    }

    /// Whether no index is in the set.
    public var isEmpty: Bool {
        words.withUnsafeBufferPointer { $0.allSatisfy { $0 == 0 } }
    }

    /// Whether an index is in the set; false for one outside.
    @inlinable
    public func contains(_ index: Int) -> Bool {
        guard index >= 0, index < bitCount else { return false }
        return words[index >> 6] >> UInt64(index & 63) & 1 != 0
    }

    /// Whether an index is in the set; setting one outside does nothing.
    public subscript(index: Int) -> Bool {
        get { contains(index) }
        set { newValue ? insert(index) : remove(index) }
    }

    /// Adds an index; one outside is left out.
    public mutating func insert(_ index: Int) {
        guard index >= 0, index < bitCount else { return }
        words[index >> 6] |= 1 << UInt64(index & 63)
    }

    /// Removes an index.
    public mutating func remove(_ index: Int) {
        guard index >= 0, index < bitCount else { return }
        words[index >> 6] &= ~(1 << UInt64(index & 63))
    }

    /// Adds all indices of a range, as far as they are inside.
    public mutating func insert(range: Range<Int>) {
        let range = range.clamped(to: 0..<bitCount)
        guard !range.isEmpty else { return }
        let (first, last) = (range.lowerBound >> 6, (range.upperBound - 1) >> 6)
        let low = ~UInt64(0) << UInt64(range.lowerBound & 63)
        let high = ~UInt64(0) >> UInt64(63 - (range.upperBound - 1) & 63)
        if first == last {
            words[first] |= low & high
            return
        }
        words[first] |= low
        for word in (first + 1)..<last { words[word] = ~0 }
        words[last] |= high
    }

    /// The same set over another number of bits; what is outside then is dropped.
    public func resized(to bitCount: Int) -> Bitset {
        Bitset(bitCount: bitCount, words: words)
    }

    /// Lends the words for changes; bits behind `bitCount` are cleared afterwards.
    public mutating func withUnsafeMutableWords<R, E: Error>(
        _ body: (UnsafeMutableBufferPointer<UInt64>) throws(E) -> R
    ) throws(E) -> R {
        defer { clearTail() }
        return try words.withUnsafeMutableBufferPointer { words throws(E) -> R in
            try body(words)
        }
    }

    private mutating func clearTail() {
        if bitCount & 63 != 0 {
            words[words.count - 1] &= ~UInt64(0) >> UInt64(64 - bitCount & 63)
        }
    }
}
