import Archive
import XapianKit

/// Counts the actors of articles by what the articles say of them; see ``ActorOptions``.
///
/// One for each facet that is made: with roll-up it keeps what one article says of each actor.
struct ActorCounter {
    private let test: MentionTest
    private let roll: ActorRoll?
    private var mentions: [UInt32] = []
    private var flags: [UInt8] = []
    private var touched: [UInt32] = []

    init(_ options: ActorOptions, roll: ActorRoll?) {
        test = options.test
        self.roll = roll
        guard let roll else { return }
        mentions = [UInt32](repeating: 0, count: roll.count)
        flags = [UInt8](repeating: 0, count: roll.count)
    }

    /// Counts each actor that passes, of the documents of a set; gives how many have none.
    mutating func count(
        _ part: Part, _ set: Bitset, into counts: UnsafeMutableBufferPointer<UInt32>
    ) -> Int {
        var missing = 0
        set.forEach { index in
            let isNone =
                if let roll {
                    !countRolled(part, part.actors.range(index), roll, counts)
                } else {
                    !countPlain(part, part.actors.range(index), counts)
                }
            if isNone { missing += 1 }
        }
        return missing
    }

    /// Counts each actor once that passes in any article of a story; gives how many stories have
    /// none.
    func count(
        _ stories: [[Place]], _ parts: [PartFacts],
        into counts: UnsafeMutableBufferPointer<UInt32>
    ) -> Int {
        var missing = 0
        for story in stories {
            var passing: Set<UInt32> = []
            for place in story { passing.formUnion(self.passing(parts[place.part].part, place)) }
            if passing.isEmpty { missing += 1 }
            for ordinal in passing { counts[Int(ordinal)] &+= 1 }
        }
        return missing
    }

    /// The actors of one article that pass.
    private func passing(_ part: Part, _ place: Place) -> [UInt32] {
        var said: [UInt32: (mentions: UInt32, flags: UInt8)] = [:]
        for position in part.actors.range(place.index) {
            let own = part.actors.ordinals[position]
            for ordinal in [own] + (roll.map { Array($0.ancestors(of: own)) } ?? []) {
                said[ordinal, default: (0, 0)].mentions &+= UInt32(part.actorMentions[position])
                said[ordinal, default: (0, 0)].flags |= part.actorFlags[position]
            }
        }
        return said.filter { test.accepts(mentions: $0.value.mentions, flags: $0.value.flags) }
            .map(\.key)
    }

    private func countPlain(
        _ part: Part, _ range: Range<Int>, _ counts: UnsafeMutableBufferPointer<UInt32>
    ) -> Bool {
        var isAny = false
        for position in range {
            let passes = test.accepts(
                mentions: UInt32(part.actorMentions[position]), flags: part.actorFlags[position])
            guard passes else { continue }
            counts[Int(part.actors.ordinals[position])] &+= 1
            isAny = true
        }
        return isAny
    }

    private mutating func countRolled(
        _ part: Part, _ range: Range<Int>, _ roll: ActorRoll,
        _ counts: UnsafeMutableBufferPointer<UInt32>
    ) -> Bool {
        for position in range {
            let own = part.actors.ordinals[position]
            let (count, bits) = (
                UInt32(part.actorMentions[position]), part.actorFlags[position]
            )
            add(own, count, bits)
            for ancestor in roll.ancestors(of: own) { add(ancestor, count, bits) }
        }
        var isAny = false
        for ordinal in touched {
            let place = Int(ordinal)
            if test.accepts(mentions: mentions[place], flags: flags[place]) {
                counts[place] &+= 1
                isAny = true
            }
            mentions[place] = 0
            flags[place] = 0
        }
        touched.removeAll(keepingCapacity: true)
        return isAny
    }

    @inline(__always)
    private mutating func add(_ ordinal: UInt32, _ count: UInt32, _ bits: UInt8) {
        let place = Int(ordinal)
        // An actor may have been given with no mention and no kind: once is enough to be listed.
        if mentions[place] == 0 && flags[place] == 0 { touched.append(ordinal) }
        mentions[place] &+= count
        flags[place] |= bits
    }
}
