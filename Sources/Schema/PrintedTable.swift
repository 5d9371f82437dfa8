/// From the printed bytes of a word to its row: an open-addressing hash table over one byte arena.
///
/// `Dictionary` with an array for each key costs three times as much on the hot path of indexing,
/// since looking up needs a key of its own; this looks up by the bytes where they lie.
final class PrintedTable {
    private var arena: [UInt8] = []
    private var slots: [Slot]
    private var count = 0

    private struct Slot {
        var hash: UInt32
        /// Of the key in the arena; lengths are at most ``Tokenizer/maximumWordLengthInBytes`` or
        /// that of an abbreviation.
        var start: UInt32
        var length: UInt32
        /// Row plus one; 0 marks a free slot.
        var row: UInt32
    }

    init() {
        slots = Array(repeating: Slot(hash: 0, start: 0, length: 0, row: 0), count: 1 << 12)
    }

    /// The row of a word, nil where it is not there.
    func find(_ key: UnsafeBufferPointer<UInt8>) -> Int? {
        let hash = Self.hash(key)
        return slots.withUnsafeBufferPointer { slots in
            arena.withUnsafeBufferPointer { arena in
                let mask = slots.count - 1
                var index = Int(hash) & mask
                while slots[index].row != 0 {
                    let slot = slots[index]
                    if slot.hash == hash, Int(slot.length) == key.count,
                        Self.equal(arena, Int(slot.start), key)
                    {
                        return Int(slot.row) - 1
                    }
                    index = (index + 1) & mask
                }
                return nil
            }
        }
    }

    /// Adds a word that is not there yet.
    func insert(_ key: UnsafeBufferPointer<UInt8>, _ row: UInt32) {
        if (count + 1) * 2 > slots.count { grow() }
        let start = UInt32(arena.count)
        arena.append(contentsOf: key)
        place(
            Slot(hash: Self.hash(key), start: start, length: UInt32(key.count), row: row + 1))
        count += 1
    }

    private func place(_ slot: Slot) {
        let mask = slots.count - 1
        var index = Int(slot.hash) & mask
        while slots[index].row != 0 { index = (index + 1) & mask }
        slots[index] = slot
    }

    private func grow() {
        let old = slots
        slots = Array(
            repeating: Slot(hash: 0, start: 0, length: 0, row: 0), count: old.count * 2)
        for slot in old where slot.row != 0 { place(slot) }
    }

    private static func equal(
        _ arena: UnsafeBufferPointer<UInt8>, _ start: Int, _ key: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        for offset in 0..<key.count where arena[start + offset] != key[offset] { return false }
        return true
    }

    /// FNV-1a, 32 bits, with a final mix: keys are words of a few bytes.
    private static func hash(_ key: UnsafeBufferPointer<UInt8>) -> UInt32 {
        var hash: UInt32 = 2_166_136_261
        for byte in key { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
        hash ^= hash >> 15
        hash = hash &* 0x2C1B_3C6D
        return hash ^ (hash >> 12)
    }
}
