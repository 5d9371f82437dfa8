/// Byte strings, each with an ordinal from 0 in the order of first sight.
///
/// One heap of bytes and one table of slots (open addressing, linear probing, at most half full):
/// merging the stems of a segment costs a fifth of what a dictionary of arrays costs.
struct ByteTable {
    private(set) var heap: [UInt8] = []
    /// Where each string ends; the first starts at 0.
    private(set) var ends: [Int] = []
    private var slots: [UInt32]
    private var hashes: [UInt32] = []

    init(minimumCapacity: Int = 64) {
        var capacity = 64
        while capacity < minimumCapacity * 2 { capacity *= 2 }
        slots = [UInt32](repeating: 0, count: capacity)
    }

    var count: Int { ends.count }

    /// Where the bytes of an ordinal lie in the heap.
    func range(_ ordinal: Int) -> Range<Int> {
        (ordinal == 0 ? 0 : ends[ordinal - 1])..<ends[ordinal]
    }

    func bytes(_ ordinal: Int) -> ArraySlice<UInt8> { heap[range(ordinal)] }

    func text(_ ordinal: Int) -> String { String(decoding: bytes(ordinal), as: UTF8.self) }

    /// The ordinal of the bytes, and whether they are new.
    mutating func intern(
        _ bytes: UnsafeRawBufferPointer
    ) -> (ordinal: UInt32, isNew: Bool) {
        let hash = Self.hash(bytes)
        var slot = Int(hash) & (slots.count - 1)
        while slots[slot] != 0 {
            let ordinal = Int(slots[slot] - 1)
            if hashes[ordinal] == hash, equals(ordinal, bytes) { return (UInt32(ordinal), false) }
            slot = (slot + 1) & (slots.count - 1)
        }
        let ordinal = UInt32(ends.count)
        heap.append(contentsOf: bytes)
        ends.append(heap.count)
        hashes.append(hash)
        slots[slot] = ordinal + 1
        if ends.count * 2 > slots.count { grow() }
        return (ordinal, true)
    }

    /// The ordinal of the bytes; nil where they are not in the table.
    func find(_ bytes: UnsafeRawBufferPointer) -> UInt32? {
        let hash = Self.hash(bytes)
        var slot = Int(hash) & (slots.count - 1)
        while slots[slot] != 0 {
            let ordinal = Int(slots[slot] - 1)
            if hashes[ordinal] == hash, equals(ordinal, bytes) { return UInt32(ordinal) }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    mutating func intern(_ text: String) -> (ordinal: UInt32, isNew: Bool) {
        var text = text
        return text.withUTF8 { intern(UnsafeRawBufferPointer($0)) }
    }

    mutating func intern(_ bytes: [UInt8]) -> (ordinal: UInt32, isNew: Bool) {
        bytes.withUnsafeBytes { intern($0) }
    }

    func find(_ text: String) -> UInt32? {
        var text = text
        return text.withUTF8 { find(UnsafeRawBufferPointer($0)) }
    }

    func find(_ bytes: [UInt8]) -> UInt32? {
        bytes.withUnsafeBytes { find($0) }
    }

    /// The ordinals by the bytes of their strings, rising.
    func sortedOrdinals() -> [UInt32] {
        heap.withUnsafeBytes { heap in
            // Most comparisons are decided by the first eight bytes.
            let keys = (0..<count).map { ordinal -> (key: UInt64, ordinal: UInt32) in
                (Self.key(heap[range(ordinal)]), UInt32(ordinal))
            }
            return keys.sorted { left, right in
                if left.key != right.key { return left.key < right.key }
                return heap[range(Int(left.ordinal))]
                    .lexicographicallyPrecedes(heap[range(Int(right.ordinal))])
            }.map(\.ordinal)
        }
    }

    private func equals(_ ordinal: Int, _ bytes: UnsafeRawBufferPointer) -> Bool {
        let range = range(ordinal)
        guard range.count == bytes.count else { return false }
        return heap.withUnsafeBytes { heap in
            for index in 0..<bytes.count where heap[range.lowerBound + index] != bytes[index] {
                return false
            }
            return true
        }
    }

    private mutating func grow() {
        slots = [UInt32](repeating: 0, count: slots.count * 2)
        for (ordinal, hash) in hashes.enumerated() {
            var slot = Int(hash) & (slots.count - 1)
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = UInt32(ordinal) + 1
        }
    }

    private static func key(_ bytes: Slice<UnsafeRawBufferPointer>) -> UInt64 {
        var key: UInt64 = 0
        var shift: UInt64 = 56
        for byte in bytes.prefix(8) {
            key |= UInt64(byte) << shift
            shift &-= 8
        }
        return key
    }

    /// Multiply and fold, eight bytes a step (the scheme of wyhash, with our own constants).
    private static func hash(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
        var state: UInt64 = 0x9E37_79B9_7F4A_7C15 ^ UInt64(bytes.count)
        var index = 0
        while index + 8 <= bytes.count {
            state = mix(state ^ bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
            index += 8
        }
        var tail: UInt64 = 0
        while index < bytes.count {
            tail = tail << 8 | UInt64(bytes[index])
            index += 1
        }
        return UInt32(truncatingIfNeeded: mix(state ^ tail) >> 16)
    }

    private static func mix(_ value: UInt64) -> UInt64 {
        let product = value.multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
        return product.high ^ product.low
    }
}
