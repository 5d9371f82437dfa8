/// Folded words with a number each, found by a 64-bit hash of their bytes.
///
/// Open addressing, a power of two of slots, at most half of them filled. Two words of one hash would
/// be taken for one; ``add(_:)`` is only given some ten thousand words, where that does not happen
/// (a test looks for it).
struct WordTable: Sendable {
    private var hashes: [UInt64]
    private var numbers: [Int32]
    private var mask: Int
    /// The classes of each word.
    private(set) var classes: [WordClass] = []

    /// An empty table.
    init() {
        hashes = [UInt64](repeating: 0, count: 1 << 17)
        numbers = [Int32](repeating: -1, count: 1 << 17)
        mask = (1 << 17) - 1
    }

    /// How many words there are.
    var count: Int { classes.count }

    /// The hash that stands for the empty word.
    static let seed: UInt64 = 0xCBF2_9CE4_8422_2325

    /// The hash of a word with one more byte (FNV-1a, http://www.isthe.com/chongo/tech/comp/fnv).
    @inline(__always)
    static func mixed(_ hash: UInt64, _ byte: UInt8) -> UInt64 {
        (hash ^ UInt64(byte)) &* 0x100_0000_01B3
    }

    /// The hash of a whole folded word.
    static func hash(_ word: some Sequence<UInt8>) -> UInt64 {
        word.reduce(seed) { mixed($0, $1) }
    }

    /// The number of a word, -1 where it is not there.
    @inline(__always)
    func number(_ hash: UInt64) -> Int32 {
        var slot = Int(truncatingIfNeeded: hash ^ (hash >> 32)) & mask
        while true {
            let number = numbers[slot]
            if number < 0 || hashes[slot] == hash { return number }
            slot = (slot + 1) & mask
        }
    }

    /// The number of a word, which is added where it is new.
    mutating func add(_ hash: UInt64) -> Int32 {
        let known = number(hash)
        if known >= 0 { return known }
        if classes.count * 2 >= numbers.count { grow() }
        let number = Int32(classes.count)
        classes.append([])
        insert(hash, number)
        return number
    }

    /// Gives a word one more class.
    mutating func mark(_ number: Int32, _ wordClass: WordClass) {
        classes[Int(number)].insert(wordClass)
    }

    private mutating func insert(_ hash: UInt64, _ number: Int32) {
        var slot = Int(truncatingIfNeeded: hash ^ (hash >> 32)) & mask
        while numbers[slot] >= 0 { slot = (slot + 1) & mask }
        hashes[slot] = hash
        numbers[slot] = number
    }

    private mutating func grow() {
        let old = zip(hashes, numbers).filter { $0.1 >= 0 }
        let size = numbers.count * 2
        hashes = [UInt64](repeating: 0, count: size)
        numbers = [Int32](repeating: -1, count: size)
        mask = size - 1
        for (hash, number) in old { insert(hash, number) }
    }
}
