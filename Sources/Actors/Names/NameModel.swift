// The model of names: weights of a linear-chain conditional random field over the labels of
// NameLabel, and what it knows of single words. Numbers are little-endian.
//
//   offset  bytes
//   0       8       "bylname1"
//   8       4       rows in the table of features, R
//   12      4       slots in the table of words, W
//   16      416     13 x 16 Int16: the weight of a label (column, 3 unused) behind another (row)
//   432     32      16 Int16: the weight of a label at the beginning of a stretch
//   464     R x 16  the table of features
//   ...     W x 8   the table of words
//
// A row of features is 13 weights (Int8), a zero, and a tag (UInt16). The row of a feature with the
// 64-bit hash h is sought from row ((h >> 32) * R) >> 32 on, row by row to the first with the tag
// (h & 0xFFFF) | 1, or with the tag 0, behind which it is not there. Two features of one tag in one
// run of rows are taken for one: with 16 bits that is rare.
//
// A slot of words is the upper 40 bits of the word's key, 8 bits of lists (WordLists), 7 bits of
// coarse and 9 bits of fine cluster (0 for none), from the highest bit down; sought in the same
// manner. 0 is an empty slot.
//
// Weights are integers on one scale: only sums of them are compared.
//
// History of the version: 1, the first.

import CData
import Foundation

/// Lists that a word can stand in.
package struct WordLists: OptionSet, Sendable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }
    /// Given names.
    package static let given = WordLists(rawValue: 1)
    /// The more frequent surnames.
    package static let frequentSurname = WordLists(rawValue: 2)
    /// The other surnames.
    package static let surname = WordLists(rawValue: 4)
    /// Cities; of names of several words the words joined.
    package static let city = WordLists(rawValue: 8)
}

/// The weights by which names are found that no record knows.
///
/// A value, never changed; some megabytes, shared by copies.
package struct NameModel: Sendable {
    /// Weights of labels behind labels, 16 to a row.
    let transitions: [Int16]
    /// Weights of labels at the beginning of a stretch.
    let starts: [Int16]
    private let rows: [SIMD16<Int8>]
    /// A byte of each row's tag, 0 where the row is empty.
    ///
    /// Most features of a text are unknown; these bytes stay in the processor's cache and say so
    /// without a look at the rows.
    private let marks: [UInt8]
    private let words: [UInt64]

    private static let magic = Array("bylname1".utf8)
    private static let headerLength = 464
    /// How far a row is looked for behind its place.
    private static let longestProbe = 256

    /// The model that ships in the binary.
    ///
    /// - Throws: a damaged resource.
    package static func builtIn() throws(AuthorityError) -> NameModel {
        guard let start = byline_names else {
            throw AuthorityError(
                reason: "the built-in model of names is missing", hint: "build byline again")
        }
        return try NameModel(
            bytes: UnsafeRawBufferPointer(start: start, count: Int(byline_names_size)),
            file: "built-in model of names")
    }

    /// The model of some bytes.
    ///
    /// - Throws: the byte that is not as the format says; `file` is named in it.
    package init(bytes: UnsafeRawBufferPointer, file: String) throws(AuthorityError) {
        func wrong(_ reason: String) -> AuthorityError {
            AuthorityError(file: file, reason: reason, hint: "make it again with make model")
        }
        guard bytes.count >= Self.headerLength, bytes.prefix(8).elementsEqual(Self.magic) else {
            throw wrong("this is not a model of names of version 1")
        }
        let rowCount = Int(bytes.loadUnaligned(fromByteOffset: 8, as: UInt32.self).littleEndian)
        let slotCount = Int(bytes.loadUnaligned(fromByteOffset: 12, as: UInt32.self).littleEndian)
        guard rowCount > 0, slotCount > 0,
            bytes.count == Self.headerLength + rowCount * 16 + slotCount * 8
        else {
            throw wrong(
                "\(bytes.count) bytes do not hold \(rowCount) features and \(slotCount) words")
        }
        let weights = (0..<224).map {
            Int16(
                littleEndian: bytes.loadUnaligned(fromByteOffset: 16 + $0 * 2, as: Int16.self))
        }
        transitions = Array(weights[..<208])
        starts = Array(weights[208...])
        let rowStart = Self.headerLength
        rows = [SIMD16<Int8>](unsafeUninitializedCapacity: rowCount) { buffer, count in
            UnsafeMutableRawBufferPointer(buffer).copyMemory(
                from: UnsafeRawBufferPointer(rebasing: bytes[rowStart..<rowStart + rowCount * 16]))
            count = rowCount
        }
        marks = rows.map(Self.mark)
        let wordStart = rowStart + rowCount * 16
        words = (0..<slotCount).map {
            UInt64(
                littleEndian: bytes.loadUnaligned(
                    fromByteOffset: wordStart + $0 * 8, as: UInt64.self))
        }
        // A search ends at an empty row or slot; without one a damaged file would make it long.
        guard rows.contains(where: { Self.tag($0) == 0 }), words.contains(0) else {
            throw wrong("its tables have no empty row")
        }
    }

    /// The model of a file's bytes.
    ///
    /// - Throws: what is not as the format says; `file` is named in it.
    package init(_ bytes: some ContiguousBytes, file: String) throws(AuthorityError) {
        let result: Result<NameModel, AuthorityError> = bytes.withUnsafeBytes { buffer in
            do throws(AuthorityError) {
                return .success(try NameModel(bytes: buffer, file: file))
            } catch {
                return .failure(error)
            }
        }
        self = try result.get()
    }

    /// A model of trained weights.
    ///
    /// `rows` maps the hash of a feature to 13 weights; `words` the key of a word to its slot's lower
    /// 24 bits.
    package init(
        transitions: [Int16], starts: [Int16], rows: [(UInt64, [Int8])], words: [(UInt64, UInt32)]
    ) {
        self.transitions = transitions
        self.starts = starts
        self.rows = Self.table(rows)
        marks = self.rows.map(Self.mark)
        var slots = [UInt64](repeating: 0, count: words.count * 2 + 16)
        for (key, value) in words {
            var at = Self.place(key, slots.count)
            while slots[at] != 0 { at = at + 1 == slots.count ? 0 : at + 1 }
            slots[at] = key & ~0xFF_FFFF | UInt64(value & 0xFF_FFFF)
        }
        self.words = slots
    }

    private init(_ other: NameModel, transitions: [Int16], starts: [Int16], rows: [SIMD16<Int8>]) {
        self.transitions = transitions
        self.starts = starts
        self.rows = rows
        marks = rows.map(Self.mark)
        words = other.words
    }

    /// A model of other weights that knows the same words.
    package func trained(
        transitions: [Int16], starts: [Int16], rows: [(UInt64, [Int8])]
    ) -> NameModel {
        NameModel(self, transitions: transitions, starts: starts, rows: Self.table(rows))
    }

    private static func table(_ rows: [(UInt64, [Int8])]) -> [SIMD16<Int8>] {
        // Two rows in three are filled: a search looks at two rows on average.
        var table = [SIMD16<Int8>](repeating: .zero, count: rows.count * 3 / 2 + 16)
        for (hash, weights) in rows {
            var at = Self.place(hash, table.count)
            while Self.tag(table[at]) != 0 { at = at + 1 == table.count ? 0 : at + 1 }
            var row = SIMD16<Int8>.zero
            for label in 0..<NameLabel.count { row[label] = weights[label] }
            let tag = UInt16(truncatingIfNeeded: hash) | 1
            row[14] = Int8(truncatingIfNeeded: tag)
            row[15] = Int8(truncatingIfNeeded: tag >> 8)
            table[at] = row
        }
        return table
    }

    /// The bytes of the model's file.
    package var encoded: [UInt8] {
        var out = Self.magic
        func append<T: FixedWidthInteger>(_ value: T) {
            withUnsafeBytes(of: value.littleEndian) { out.append(contentsOf: $0) }
        }
        append(UInt32(rows.count))
        append(UInt32(words.count))
        for weight in transitions + starts { append(weight) }
        for row in rows {
            for at in 0..<16 { append(row[at]) }
        }
        for word in words { append(word) }
        return out
    }

    @inline(__always)
    private static func place(_ hash: UInt64, _ count: Int) -> Int {
        Int(truncatingIfNeeded: ((hash >> 32) &* UInt64(truncatingIfNeeded: count)) >> 32)
    }

    @inline(__always)
    private static func tag(_ row: SIMD16<Int8>) -> UInt16 {
        UInt16(UInt8(bitPattern: row[14])) | UInt16(UInt8(bitPattern: row[15])) << 8
    }

    @inline(__always)
    private static func mark(_ tag: UInt16) -> UInt8 {
        // A tag is odd, so that its mark is never 0.
        UInt8(truncatingIfNeeded: tag ^ (tag >> 8) << 1)
    }

    private static func mark(_ row: SIMD16<Int8>) -> UInt8 {
        let tag = tag(row)
        return tag == 0 ? 0 : mark(tag)
    }

    /// Adds the weights of a feature to a sum; columns behind the labels hold nothing of use.
    @inline(__always)
    func add(_ hash: UInt64, to sum: inout SIMD16<Int16>) {
        let wanted = UInt16(truncatingIfNeeded: hash) | 1
        let mark = Self.mark(wanted)
        marks.withUnsafeBufferPointer { marks in
            var at = Self.place(hash, marks.count)
            for _ in 0..<Self.longestProbe {
                let found = marks[at]
                if found == 0 { return }
                if found == mark {
                    let row = rows.withUnsafeBufferPointer { $0[at] }
                    if Self.tag(row) == wanted {
                        sum &+= SIMD16<Int16>(truncatingIfNeeded: row)
                        return
                    }
                }
                at = at + 1 == marks.count ? 0 : at + 1
            }
        }
    }

    /// What is known of a word: its cluster (0 for none) and the lists that it stands in.
    @inline(__always)
    func word(_ key: UInt64) -> (cluster: UInt32, lists: WordLists) {
        words.withUnsafeBufferPointer { words in
            var at = Self.place(key, words.count)
            for _ in 0..<Self.longestProbe {
                let slot = words[at]
                if slot == 0 { break }
                if (slot ^ key) & ~0xFF_FFFF == 0 {
                    return (
                        UInt32(truncatingIfNeeded: slot & 0xFFFF),
                        WordLists(rawValue: UInt8(truncatingIfNeeded: slot >> 16))
                    )
                }
                at = at + 1 == words.count ? 0 : at + 1
            }
            return (0, [])
        }
    }

    /// Mixes a hash with one more number (the finisher of MurmurHash3 spreads all bits).
    @inline(__always)
    package static func mixed(_ hash: UInt64, _ value: UInt64) -> UInt64 {
        var mixed = (hash ^ value) &* 0xFF51_AFD7_ED55_8CCD
        mixed ^= mixed >> 33
        return mixed &* 0xC4CE_B9FE_1A85_EC53
    }
}
