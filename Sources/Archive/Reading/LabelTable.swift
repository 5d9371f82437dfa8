import Articles
import Schema

// The buffers are never written and live as long as `owner`.
/// The values of one facet field in `labels.bin`.
///
/// Sections, with the field's key in front (`author.ids`); ordinals by falling number of documents,
/// ties by id:
///
///     .ids .idEnds            UTF-8, and UInt32 where each starts, one more than values
///     .labels .labelEnds      the same
///     .folded .foldedEnds     the same, labels without case and accents
///     .types                  UInt8   place of the actor's type + 1; 0 none
///     .byID                   UInt32  ordinals by rising id (bytes)
///     .starts                 2 UInt32 each: ordinal, and where in its folded label a word starts;
///                             by the bytes from there, then by ordinal
final class LabelTable: @unchecked Sendable {
    let count: Int
    private let ids, labels, folded: Strings
    private let types: UnsafeBufferPointer<UInt8>
    private let byID: UnsafeBufferPointer<UInt32>
    private let starts: UnsafeBufferPointer<UInt64>
    private let owner: MappedFile

    init(_ file: SectionFile, _ field: LabelField) throws(ArchiveError) {
        let key = field.key
        owner = file.file
        ids = try Strings(file, key + ".ids", key + ".idEnds")
        labels = try Strings(file, key + ".labels", key + ".labelEnds")
        folded = try Strings(file, key + ".folded", key + ".foldEnds")
        count = ids.count
        types = try file.section(key + ".types", count: count)
        byID = try file.section(key + ".byID", count: count)
        starts = try file.section(key + ".starts")
        guard labels.count == count, folded.count == count else {
            throw file.damaged(nil, "the labels of \(key) are not as many as their ids")
        }
        try file.requireBelow(key + ".byID", byID, limit: count)
        var greatest: UInt32 = 0
        for row in starts { greatest = max(greatest, UInt32(truncatingIfNeeded: row)) }
        guard starts.isEmpty || Int(greatest) < count else {
            throw file.damaged(nil, "\(key).starts points outside of the labels")
        }
    }

    func id(_ ordinal: Int) -> String { String(decoding: ids[ordinal], as: UTF8.self) }

    func label(_ ordinal: Int) -> String { String(decoding: labels[ordinal], as: UTF8.self) }

    func type(_ ordinal: Int) -> ActorType? {
        ordinal >= count || types[ordinal] == 0
            ? nil : ArticleCodec.element(ActorType.self, types[ordinal] - 1)
    }

    func ordinal(id: String) -> UInt32? {
        var id = id
        return id.withUTF8 { id in
            let found = Self.lowerBound(byID.count) { index in
                Self.precedes(ids[Int(byID[index])], id)
            }
            guard found < byID.count, ids[Int(byID[found])].elementsEqual(id) else { return nil }
            return byID[found]
        }
    }

    func ordinals(
        startingWith key: [UInt8], atWordStarts: Bool
    ) -> [(label: [UInt8], ordinal: UInt32)] {
        key.withUnsafeBufferPointer { key in
            var index = Self.lowerBound(starts.count) { Self.precedes(tail(starts[$0]), key) }
            var found: [(label: [UInt8], ordinal: UInt32)] = []
            while index < starts.count, tail(starts[index]).starts(with: key) {
                let (ordinal, offset) = Self.parts(starts[index])
                if atWordStarts || offset == 0 {
                    found.append((Array(folded[ordinal]), UInt32(ordinal)))
                }
                index += 1
            }
            return found
        }
    }

    /// Where words start in a folded label: 0, and behind every ASCII byte but letters and digits.
    static func wordStarts(_ label: some Collection<UInt8>) -> [Int] {
        var starts = [0]
        var separated = false
        for (offset, byte) in label.enumerated() {
            let isWord =
                byte >= 0x80 || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
                || (0x61...0x7A).contains(byte)
            if isWord && separated { starts.append(offset) }
            separated = !isWord
        }
        return starts
    }

    /// The first index for which the test fails.
    static func lowerBound(_ count: Int, isBefore: (Int) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if isBefore(middle) { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// By bytes, the shorter first.
    static func precedes(
        _ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        let shared = min(left.count, right.count)
        for index in 0..<shared where left[index] != right[index] {
            return left[index] < right[index]
        }
        return left.count < right.count
    }

    private static func parts(_ row: UInt64) -> (ordinal: Int, offset: Int) {
        (Int(UInt32(truncatingIfNeeded: row)), Int(row >> 32))
    }

    private func tail(_ row: UInt64) -> UnsafeBufferPointer<UInt8> {
        let (ordinal, offset) = Self.parts(row)
        let label = folded[ordinal]
        return UnsafeBufferPointer(rebasing: label[min(offset, label.count)...])
    }

    static func write(
        _ labels: [FacetLabel], _ field: LabelField, to file: SectionFileWriter
    ) throws(ArchiveError) {
        let key = field.key
        let folded = labels.map { Array(WordFolding.key($0.label).utf8) }
        try Strings.write(labels.map { Array($0.id.utf8) }, key + ".ids", key + ".idEnds", to: file)
        try Strings.write(
            labels.map { Array($0.label.utf8) }, key + ".labels", key + ".labelEnds", to: file)
        try Strings.write(folded, key + ".folded", key + ".foldEnds", to: file)
        try file.section(
            key + ".types",
            labels.map { label in label.type.map { ArticleCodec.index(of: $0) + 1 } ?? 0 })
        let ids = labels.map { Array($0.id.utf8) }
        let byID = (0..<UInt32(labels.count)).sorted {
            ids[Int($0)].lexicographicallyPrecedes(ids[Int($1)])
        }
        try file.section(key + ".byID", byID)
        var starts: [(tail: ArraySlice<UInt8>, row: UInt64)] = []
        for (ordinal, label) in folded.enumerated() {
            for start in wordStarts(label) {
                starts.append((label[start...], UInt64(start) << 32 | UInt64(ordinal)))
            }
        }
        starts.sort { left, right in
            if left.tail.elementsEqual(right.tail) {
                return UInt32(truncatingIfNeeded: left.row) < UInt32(truncatingIfNeeded: right.row)
            }
            return left.tail.lexicographicallyPrecedes(right.tail)
        }
        try file.section(key + ".starts", starts.map(\.row))
    }
}

/// Byte strings in two sections: the bytes, and where each starts.
///
/// Every access looks at its bounds again: the file is mapped and may change behind our back.
struct Strings {
    let count: Int
    private let bytes: UnsafeBufferPointer<UInt8>
    private let offsets: UnsafeBufferPointer<UInt32>

    init(_ file: SectionFile, _ name: String, _ offsetsName: String) throws(ArchiveError) {
        bytes = try file.section(name)
        offsets = try file.section(offsetsName)
        try file.requireOffsets(offsetsName, offsets, end: bytes.count)
        count = offsets.count - 1
    }

    subscript(index: Int) -> UnsafeBufferPointer<UInt8> {
        guard index >= 0, index < count else { return UnsafeBufferPointer(start: nil, count: 0) }
        let (start, end) = (Int(offsets[index]), Int(offsets[index + 1]))
        guard start <= end, end <= bytes.count else {
            return UnsafeBufferPointer(start: nil, count: 0)
        }
        return UnsafeBufferPointer(rebasing: bytes[start..<end])
    }

    static func write(
        _ strings: [[UInt8]], _ name: String, _ offsetsName: String, to file: SectionFileWriter
    ) throws(ArchiveError) {
        var offsets: [UInt32] = [0]
        var length = 0
        try file.begin(name, elementSize: 1)
        for string in strings {
            try file.append(string)
            length += string.count
            guard length <= Int(UInt32.max) else {
                throw .tooLarge(
                    what: "the bytes of \(name)", count: length, limit: Int(UInt32.max))
            }
            offsets.append(UInt32(length))
        }
        try file.section(offsetsName, offsets)
    }
}
