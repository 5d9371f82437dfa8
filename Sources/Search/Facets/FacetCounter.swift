import Archive
import Articles
import XapianKit

/// Counts columns over sets of documents.
///
/// One for each worker: it keeps its array of counts.
/// About 1 ns a value where the set is dense; nothing is allocated once the array has grown.
final class FacetCounter {
    private var counts: [UInt32] = []

    /// Lends an array of zeros; the body leaves it so.
    func withCounts<R>(_ count: Int, _ body: (UnsafeMutableBufferPointer<UInt32>) -> R) -> R {
        if counts.count < count {
            counts = [UInt32](repeating: 0, count: max(count, counts.count * 2))
        }
        return counts.withUnsafeMutableBufferPointer { buffer in
            body(UnsafeMutableBufferPointer(rebasing: buffer[..<count]))
        }
    }

    /// Counts each value of the documents of a set; gives how many have none.
    static func count(
        _ column: MultiColumn, _ set: Bitset, isWhole: Bool,
        into counts: UnsafeMutableBufferPointer<UInt32>
    ) -> Int {
        guard let offsets = column.offsets.baseAddress, let target = counts.baseAddress else {
            return set.count
        }
        var missing = 0
        guard let ordinals = column.ordinals.baseAddress else { return set.count }
        if isWhole {
            for index in 0..<column.ordinals.count { target[Int(ordinals[index])] &+= 1 }
            for index in 0..<column.offsets.count - 1 where offsets[index] == offsets[index + 1] {
                missing &+= 1
            }
            return missing
        }
        set.forEach { index in
            var position = Int(offsets[index])
            let end = Int(offsets[index &+ 1])
            if position == end { missing &+= 1 }
            while position < end {
                target[Int(ordinals[position])] &+= 1
                position &+= 1
            }
        }
        return missing
    }

    /// Counts the codes of the documents of a set; code 0 stands for none in most columns.
    static func count(
        _ column: UnsafeBufferPointer<UInt32>, _ set: Bitset, isWhole: Bool,
        into counts: UnsafeMutableBufferPointer<UInt32>
    ) {
        guard let codes = column.baseAddress, let target = counts.baseAddress else { return }
        if isWhole {
            for index in 0..<column.count { target[Int(codes[index])] &+= 1 }
            return
        }
        set.forEach { index in target[Int(codes[index])] &+= 1 }
    }
}

/// The values with the highest counts, of equal ones those of the lowest rank: a heap of fixed size.
///
/// A key is the count in the upper 32 bits and the inverted rank in the lower, so that comparing two
/// values is comparing two numbers.
struct TopValues {
    private var heap: [(key: UInt64, ordinal: UInt32)] = []
    private let limit: Int

    init(limit: Int) {
        self.limit = limit
        heap.reserveCapacity(min(limit, 1024))
    }

    /// Whether a value must be higher than the lowest one to get in.
    var isFull: Bool { heap.count == limit }

    /// A key that is no higher has no place: the lowest of a full heap, else 0.
    var least: UInt64 { isFull ? heap.first?.key ?? .max : 0 }

    @inline(__always)
    mutating func offer(_ key: UInt64, _ ordinal: UInt32) {
        if heap.count == limit {
            guard limit > 0, key > heap[0].key else { return }
            heap[0] = (key, ordinal)
            sink(0)
        } else {
            heap.append((key, ordinal))
            rise(heap.count - 1)
        }
    }

    /// Highest first.
    func sorted() -> [(key: UInt64, ordinal: UInt32)] {
        heap.sorted { $0.key > $1.key }
    }

    private mutating func rise(_ start: Int) {
        var index = start
        while index > 0, heap[index].key < heap[(index - 1) / 2].key {
            heap.swapAt(index, (index - 1) / 2)
            index = (index - 1) / 2
        }
    }

    private mutating func sink(_ start: Int) {
        var index = start
        while true {
            var least = index
            for child in [2 * index + 1, 2 * index + 2]
            where child < heap.count && heap[child].key < heap[least].key {
                least = child
            }
            if least == index { return }
            heap.swapAt(index, least)
            index = least
        }
    }
}
