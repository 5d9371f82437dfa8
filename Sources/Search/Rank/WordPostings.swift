import Archive
import XapianKit

/// The documents of one part that have a word, each with the word's impact, in blocks of documents.
///
///     starts     UInt32  for each block where its postings begin, and one more for the end
///     greatest   Float   for each block the highest impact in it, 0 where it is empty
///     offsets    UInt16  for each posting the document's index in its block, rising in a block
///     impacts    Float   for each posting, see ``RankFormula``
///
/// Block n holds the documents with indexes from n × 1024 on.
///
/// Invariant of `@unchecked`: the memory is written by `init` alone, before anybody else has it.
final class WordPostings: @unchecked Sendable {
    /// Documents of a block, as a power of two: its scores take 4 kB, an eighth of the first cache.
    static let blockBits = 10
    static let blockSize = 1 << blockBits

    /// Documents with the word.
    let count: Int
    /// Blocks of the part.
    let blockCount: Int
    let starts: UnsafeMutablePointer<UInt32>
    let greatest: UnsafeMutablePointer<Float>
    let offsets: UnsafeMutablePointer<UInt16>
    let impacts: UnsafeMutablePointer<Float>

    /// - Parameters:
    ///   - documents: Indexes, rising, all below `limit`.
    ///   - limit: Documents of the part.
    init(
        documents: UnsafeBufferPointer<UInt32>, impacts values: UnsafeBufferPointer<Float>,
        limit: Int
    ) {
        count = documents.count
        blockCount = (limit + Self.blockSize - 1) >> Self.blockBits
        starts = .allocate(capacity: blockCount + 1)
        greatest = .allocate(capacity: blockCount)
        offsets = .allocate(capacity: count)
        impacts = .allocate(capacity: count)
        greatest.initialize(repeating: 0, count: blockCount)
        var block = 0
        starts[0] = 0
        for position in 0..<count {
            let document = Int(documents[position])
            while block < document >> Self.blockBits {
                block += 1
                starts[block] = UInt32(position)
            }
            offsets[position] = UInt16(truncatingIfNeeded: document & (Self.blockSize - 1))
            impacts[position] = values[position]
            greatest[block] = max(greatest[block], values[position])
        }
        while block < blockCount {
            block += 1
            starts[block] = UInt32(count)
        }
    }

    deinit {
        starts.deallocate()
        greatest.deallocate()
        offsets.deallocate()
        impacts.deallocate()
    }

    /// What it takes in memory.
    var byteCount: Int { 128 + count * 6 + blockCount * 8 }

    /// Adds the documents to a set.
    func formUnion(into set: inout Bitset) {
        set.withUnsafeMutableWords { words in
            for block in 0..<blockCount {
                let base = block << Self.blockBits
                for position in Int(starts[block])..<Int(starts[block + 1]) {
                    let document = base + Int(offsets[position])
                    words[document >> 6] |= 1 << UInt64(document & 63)
                }
            }
        }
    }

    /// The impact in a document; 0 where it does not have the word.
    func impact(_ document: Int) -> Float {
        let block = document >> Self.blockBits
        guard block < blockCount else { return 0 }
        return impact(
            UInt16(truncatingIfNeeded: document & (Self.blockSize - 1)), Int(starts[block]),
            Int(starts[block + 1]))
    }

    /// The impact of a document of a block, looked for by halves.
    @inline(__always)
    func impact(_ offset: UInt16, _ start: Int, _ end: Int) -> Float {
        var (low, high) = (start, end)
        while low < high {
            let middle = (low + high) >> 1
            if offsets[middle] < offset { low = middle + 1 } else { high = middle }
        }
        return low < end && offsets[low] == offset ? impacts[low] : 0
    }
}
