/// The stems of all documents: ordinals of token streams to bytes and back.
///
/// Ordinals of the base come first, the most frequent first; those that only the delta has follow
/// in the order in which they came. An ordinal keeps its meaning within a generation.
public struct StemDictionary: Sendable {
    /// Ordinals from 0 up to this.
    public let count: Int
    let base: StemTable
    let layers: [StemLayer]

    init(base: StemTable, layers: [StemLayer] = []) {
        self.base = base
        self.layers = layers
        count = layers.last.map { Int($0.first) + $0.stems.count } ?? base.count
    }

    /// The ordinal of a stem; O(log n).
    public func ordinal(of stem: String) -> UInt32? {
        ordinal(of: Array(stem.utf8))
    }

    /// The ordinal of a stem's UTF-8; O(log n).
    public func ordinal(of stem: [UInt8]) -> UInt32? {
        if let ordinal = base.ordinal(of: stem) { return ordinal }
        for layer in layers {
            if let ordinal = layer.byStem[stem] { return ordinal }
        }
        return nil
    }

    /// The stem; empty for an ordinal that there is not.
    public func stem(_ ordinal: UInt32) -> String {
        String(decoding: bytes(ordinal), as: UTF8.self)
    }

    /// The stem's UTF-8; empty for an ordinal that there is not.
    public func bytes(_ ordinal: UInt32) -> [UInt8] {
        if Int(ordinal) < base.count { return Array(base.strings[Int(ordinal)]) }
        for layer in layers.reversed() where ordinal >= layer.first {
            let index = Int(ordinal - layer.first)
            return index < layer.stems.count ? layer.stems[index] : []
        }
        return []
    }

    /// How often it occurs in the base; 0 where only the delta has it.
    public func occurrences(_ ordinal: UInt32) -> UInt32 {
        Int(ordinal) < base.count ? base.occurrences[Int(ordinal)] : 0
    }
}

// The buffers are never written and live as long as `owner`.
/// The stems of a base, in `stems.bin`.
///
/// Ordinals by falling occurrences, ties by bytes:
///
///     stems stemEnds   UTF-8, and UInt32 where each starts, one more than stems
///     occurrences      UInt32
///     byBytes          UInt32   ordinals by the bytes of their stems
final class StemTable: @unchecked Sendable {
    let count: Int
    let strings: Strings
    let occurrences: UnsafeBufferPointer<UInt32>
    private let byBytes: UnsafeBufferPointer<UInt32>
    private let owner: MappedFile

    init(_ file: SectionFile) throws(ArchiveError) {
        owner = file.file
        strings = try Strings(file, "stems", "stemEnds")
        count = strings.count
        occurrences = try file.section("occurrences", count: count)
        byBytes = try file.section("byBytes", count: count)
        try file.requireBelow("byBytes", byBytes, limit: count)
    }

    func ordinal(of stem: [UInt8]) -> UInt32? {
        stem.withUnsafeBufferPointer { stem in
            let found = LabelTable.lowerBound(count) { index in
                LabelTable.precedes(strings[Int(byBytes[index])], stem)
            }
            guard found < count, strings[Int(byBytes[found])].elementsEqual(stem) else {
                return nil
            }
            return byBytes[found]
        }
    }
}

/// Stems that came with one or several commits of a delta; never changed once made.
final class StemLayer: Sendable {
    let first: UInt32
    let stems: [[UInt8]]
    let byStem: [[UInt8]: UInt32]

    init(first: UInt32, stems: [[UInt8]]) {
        self.first = first
        self.stems = stems
        var byStem: [[UInt8]: UInt32] = [:]
        for (index, stem) in stems.enumerated() where byStem[stem] == nil {
            byStem[stem] = first + UInt32(index)
        }
        self.byStem = byStem
    }
}
