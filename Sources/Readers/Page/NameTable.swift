/// A table from the hashes of names to small numbers, for what is looked up for every tag of a page.
///
///     slots: 2^n of (hash, value + 1; 0 is empty), the first free one behind `hash & mask`
///
/// Half of the slots are empty, so that a look-up ends after a step or two.
struct NameTable: Sendable {
    private let slots: [(hash: UInt64, value: UInt8)]
    private let mask: Int

    /// A table of names, each with its number below 255.
    init(_ names: [(name: [UInt8], value: UInt8)]) {
        var size = 16
        while size < names.count * 2 { size *= 2 }
        var slots = [(hash: UInt64, value: UInt8)](repeating: (0, 0), count: size)
        for (name, value) in names {
            let hash = name.withUnsafeBufferPointer(HTMLTag.hash)
            var index = Int(truncatingIfNeeded: hash) & (size - 1)
            while slots[index].value != 0 { index = (index + 1) & (size - 1) }
            slots[index] = (hash, value + 1)
        }
        self.slots = slots
        mask = size - 1
    }

    /// The number of the name with that hash; nil where it is none of the table.
    @inline(__always)
    func value(_ hash: UInt64) -> UInt8? {
        var index = Int(truncatingIfNeeded: hash) & mask
        while slots[index].value != 0 {
            if slots[index].hash == hash { return slots[index].value - 1 }
            index = (index + 1) & mask
        }
        return nil
    }
}
