import Archive
import Schema

/// Decides NEAR and ADJ on token streams.
///
/// Each operand has its places in the text: first and last word. Two places are n words apart when
/// the last word of the earlier is n positions before the first of the later. For NEAR there must
/// be a place of each operand, none overlapping, such that from the last word of the first place to
/// the first word of the last there are at most `distance` times (operands - 1) positions; for ADJ
/// the places stand in the order of the operands, each at most `distance` behind the one before.
struct ProximityMatcher {
    private struct Place {
        let start: Int
        let end: Int
    }

    private let group: Proximity
    private var title: [UInt32] = []
    private var body: [UInt32] = []

    init(_ group: Proximity) {
        self.group = group
    }

    /// Whether the words stand near each other in the title, or in the body.
    mutating func matches(_ tokens: TokenSlice) -> Bool {
        (title, body) = tokens.stems()
        return matches(title) || (group.field == .text && matches(body))
    }

    private func matches(_ stems: [UInt32]) -> Bool {
        var places: [[Place]] = []
        for operand in group.operands {
            let found = Self.places(of: operand, in: stems)
            if found.isEmpty { return false }
            places.append(found)
        }
        return group.isOrdered ? inOrder(places) : inAnyOrder(places)
    }

    /// Where any of the sequences stands, by rising start.
    private static func places(of sequences: [[Stem]], in stems: [UInt32]) -> [Place] {
        var places: [Place] = []
        for start in stems.indices {
            for sequence in sequences where stems[start] == sequence[0].ordinal {
                let end = start + sequence.count
                guard end <= stems.count else { continue }
                let stands = sequence.indices.allSatisfy {
                    stems[start + $0] == sequence[$0].ordinal
                }
                if stands { places.append(Place(start: start, end: end - 1)) }
            }
        }
        return places
    }

    private func inOrder(_ places: [[Place]]) -> Bool {
        var reached = places[0]
        for next in places.dropFirst() {
            reached = next.filter { place in
                reached.contains { before in
                    place.start > before.end && place.start - before.end <= group.distance
                }
            }
            if reached.isEmpty { return false }
        }
        return true
    }

    private func inAnyOrder(_ places: [[Place]]) -> Bool {
        let reach = group.distance * (places.count - 1)
        for operand in places.indices {
            for first in places[operand] {
                var window: [[Place]] = []
                for (index, others) in places.enumerated() where index != operand {
                    window.append(
                        others.filter { $0.start > first.end && $0.start - first.end <= reach })
                }
                if window.allSatisfy({ !$0.isEmpty }), Self.canChoose(window[...], []) {
                    return true
                }
            }
        }
        return false
    }

    /// Whether there is one place of each that overlaps no other: fails only where operands share
    /// their words, so that it hardly ever goes back.
    private static func canChoose(_ window: ArraySlice<[Place]>, _ chosen: [Place]) -> Bool {
        guard let places = window.first else { return true }
        for place in places
        where !chosen.contains(where: { $0.start <= place.end && place.start <= $0.end }) {
            if canChoose(window.dropFirst(), chosen + [place]) { return true }
        }
        return false
    }
}
