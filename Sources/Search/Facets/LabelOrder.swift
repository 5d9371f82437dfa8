import Archive
import Schema
import Synchronization

/// The order of the labels of each field within a generation.
///
/// Ordinals keep their meaning within a generation, and commits only add to them: the new ones are
/// put into their places among the others, instead of everything being sorted with every commit.
final class LabelOrder: Sendable {
    private struct Known {
        /// Ordinals by folded label, then ordinal.
        var order: [UInt32]
        /// For each ordinal its place in the order.
        var ranks: [UInt32]
    }

    private let known = Mutex<[Field.Name: Known]>([:])

    /// For each ordinal its place; there may be more of them than labels, from a later snapshot.
    func ranks(_ field: Field.Name, _ labels: Labels) -> [UInt32] {
        known.withLock { known in
            if let found = known[field], found.ranks.count >= labels.count { return found.ranks }
            let order =
                known[field].map { Self.order($0.order, with: labels) }
                ?? labels.ordinals(foldedLabelPrefix: "")
            var ranks = [UInt32](repeating: .max, count: labels.count)
            for (place, ordinal) in order.enumerated() { ranks[Int(ordinal)] = UInt32(place) }
            known[field] = Known(order: order, ranks: ranks)
            return ranks
        }
    }

    private static func order(_ order: [UInt32], with labels: Labels) -> [UInt32] {
        func key(_ ordinal: UInt32) -> [UInt8] {
            Array(WordFolding.key(labels.label(ordinal)).utf8)
        }
        var new: [(key: [UInt8], ordinal: UInt32)] = []
        for ordinal in UInt32(order.count)..<UInt32(labels.count) {
            new.append((key(ordinal), ordinal))
        }
        new.sort { left, right in
            if left.key == right.key { return left.ordinal < right.ordinal }
            return left.key.lexicographicallyPrecedes(right.key)
        }
        var merged: [UInt32] = []
        merged.reserveCapacity(labels.count)
        var taken = 0
        for row in new {
            var (low, high) = (taken, order.count)
            while low < high {
                let middle = (low + high) / 2
                // Equal labels come by ordinal, and the new ordinals are higher.
                if row.key.lexicographicallyPrecedes(key(order[middle])) {
                    high = middle
                } else {
                    low = middle + 1
                }
            }
            merged += order[taken..<low]
            merged.append(row.ordinal)
            taken = low
        }
        return merged + order[taken...]
    }
}
