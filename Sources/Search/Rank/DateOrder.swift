import Archive
import XapianKit

/// A document of a snapshot.
struct Place: Equatable, Sendable {
    /// 0 for the base, 1 for the delta.
    var part: Int
    /// Docid - 1.
    var index: Int
}

/// Orders documents by day: ties by part, then index; undated last in both directions.
///
/// A key is the day in the upper 32 bits, such that smaller keys come first, and the index in the
/// lower.
struct DateOrder {
    /// Where a page ended: the key of its last hit and the hit's part.
    struct Position: Equatable, Sendable {
        var day: UInt32
        var part: Int
        var index: UInt32
    }

    let isNewestFirst: Bool

    /// The upper half of a document's key.
    func dayKey(_ day: Int32) -> UInt32 {
        if day == Part.undated { return .max }
        let fromLowest = UInt32(bitPattern: day) ^ 0x8000_0000
        return isNewestFirst ? ~fromLowest : fromLowest
    }

    /// Where a document stands in the order.
    func position(_ place: Place, _ parts: [PartFacts]) -> Position {
        Position(
            day: dayKey(parts[place.part].part.firstDay[place.index]), part: place.part,
            index: UInt32(place.index))
    }

    /// The first documents of the sets that come after a position.
    func first(
        _ limit: Int, of sets: [Bitset], _ parts: [PartFacts], after position: Position?
    ) -> [Place] {
        guard limit > 0 else { return [] }
        var found: [(key: UInt64, part: Int)] = []
        for (number, set) in sets.enumerated() {
            let least = position.map { leastKey(after: $0, part: number) } ?? 0
            let part = parts[number].part
            let keys =
                isNewestFirst && Self.isDense(set, limit)
                ? walk(part, set, limit, least) : select(part, set, limit, least)
            found += keys.map { ($0, number) }
        }
        if sets.count > 1 {
            found.sort { left, right in
                let (leftDay, rightDay) = (left.key >> 32, right.key >> 32)
                if leftDay != rightDay { return leftDay < rightDay }
                if left.part != right.part { return left.part < right.part }
                return left.key < right.key
            }
        }
        return found.prefix(limit).map { row in
            Place(part: row.part, index: Int(UInt32(truncatingIfNeeded: row.key)))
        }
    }

    /// The lowest key that a document of a part behind the position may have.
    private func leastKey(after position: Position, part: Int) -> UInt64 {
        let day = UInt64(position.day) << 32
        if part < position.part {
            // Behind the undated ones nothing comes.
            return position.day == .max ? .max : day + (1 << 32)
        }
        if part > position.part { return day }
        return day + UInt64(position.index) + 1
    }

    /// Whether walking the newest documents until enough are found is cheaper than looking at every
    /// document of the set.
    private static func isDense(_ set: Bitset, _ limit: Int) -> Bool {
        let count = set.count
        return count > 0 && limit * set.bitCount / count < count * 2
    }

    private func key(_ part: Part, _ index: Int) -> UInt64 {
        UInt64(dayKey(part.firstDay[index])) << 32 | UInt64(index)
    }

    private func walk(_ part: Part, _ set: Bitset, _ limit: Int, _ least: UInt64) -> [UInt64] {
        var (low, high) = (0, part.count)
        while low < high {
            let middle = (low + high) / 2
            if key(part, Int(part.newestFirst[middle])) < least {
                low = middle + 1
            } else {
                high = middle
            }
        }
        var keys: [UInt64] = []
        for place in low..<part.count {
            let index = Int(part.newestFirst[place])
            guard set.contains(index) else { continue }
            keys.append(key(part, index))
            if keys.count == limit { break }
        }
        return keys
    }

    private func select(_ part: Part, _ set: Bitset, _ limit: Int, _ least: UInt64) -> [UInt64] {
        // The heap keeps the highest keys, so that keys are turned around.
        var top = TopValues(limit: limit)
        set.forEach { index in
            let key = key(part, index)
            if key >= least { top.offer(~key, 0) }
        }
        return top.sorted().map { ~$0.key }
    }
}
