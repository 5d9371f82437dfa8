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

    /// Sequences of stems by their first stem.
    private typealias Operand = [UInt32: [[UInt32]]]

    private let operands: [Operand]
    /// For each ordinal whether any sequence begins with it: most words of a text are none.
    private let begins: [Bool]
    private let titleOnly: Bool
    private let isOrdered: Bool
    private let distance: Int
    private let budget: Budget
    private var steps = 0

    init(_ group: Proximity, budget: Budget) {
        operands = group.operands.map { sequences in
            Dictionary(grouping: sequences.map { $0.map(\.ordinal) }) { $0[0] }
        }
        let firsts = operands.flatMap(\.keys)
        var begins = [Bool](repeating: false, count: firsts.max().map { Int($0) + 1 } ?? 0)
        for first in firsts { begins[Int(first)] = true }
        self.begins = begins
        titleOnly = group.field == .title
        isOrdered = group.isOrdered
        distance = group.distance
        self.budget = budget
    }

    /// Whether the words stand near each other in the title, or in the body.
    ///
    /// - Throws: `query_too_costly`: a text in which the words are frequent can be tried in very
    ///   many ways.
    mutating func matches(_ tokens: TokenSlice) throws(SearchError) -> Bool {
        let (title, body) = tokens.stems()
        if try matches(title) { return true }
        return titleOnly ? false : try matches(body)
    }

    private mutating func matches(_ stems: [UInt32]) throws(SearchError) -> Bool {
        let places = places(in: stems)
        if places.contains(where: \.isEmpty) { return false }
        return try isOrdered ? inOrder(places) : inAnyOrder(places)
    }

    /// For each operand where any of its sequences stands, by rising start.
    private func places(in stems: [UInt32]) -> [[Place]] {
        var places = [[Place]](repeating: [], count: operands.count)
        for (start, stem) in stems.enumerated() where stem < begins.count && begins[Int(stem)] {
            for (number, operand) in operands.enumerated() {
                for sequence in operand[stem] ?? [] {
                    let end = start + sequence.count
                    guard end <= stems.count else { continue }
                    if sequence.indices.allSatisfy({ stems[start + $0] == sequence[$0] }) {
                        places[number].append(Place(start: start, end: end - 1))
                    }
                }
            }
        }
        return places
    }

    private mutating func count(_ more: Int) throws(SearchError) {
        steps += more
        guard steps > 1 << 16 else { return }
        steps = 0
        try budget.check()
    }

    private mutating func inOrder(_ places: [[Place]]) throws(SearchError) -> Bool {
        var ends = places[0].map(\.end).sorted()
        for next in places.dropFirst() {
            try count(next.count + ends.count)
            var reached: [Int] = []
            var before = 0
            for place in next {
                // The last one that ends before the place begins is the nearest.
                while before < ends.count, ends[before] < place.start { before += 1 }
                if before > 0, place.start - ends[before - 1] <= distance {
                    reached.append(place.end)
                }
            }
            if reached.isEmpty { return false }
            ends = reached.sorted()
        }
        return true
    }

    private mutating func inAnyOrder(_ places: [[Place]]) throws(SearchError) -> Bool {
        let reach = distance * (places.count - 1)
        for operand in places.indices {
            for first in places[operand] {
                var window: [ArraySlice<Place>] = []
                for (index, others) in places.enumerated() where index != operand {
                    let near = Self.places(others, after: first.end, within: reach)
                    try count(16)
                    if near.isEmpty { break }
                    window.append(near)
                }
                guard window.count == places.count - 1 else { continue }
                if try canChoose(window[...], []) { return true }
            }
        }
        return false
    }

    /// Those that start behind a position, at most so far away.
    private static func places(
        _ places: [Place], after position: Int, within reach: Int
    ) -> ArraySlice<Place> {
        func first(after position: Int) -> Int {
            var (low, high) = (0, places.count)
            while low < high {
                let middle = (low + high) / 2
                if places[middle].start > position { high = middle } else { low = middle + 1 }
            }
            return low
        }
        return places[first(after: position)..<first(after: position + reach)]
    }

    /// Whether there is one place of each that overlaps no other: fails only where operands share
    /// their words, so that it hardly ever goes back.
    private mutating func canChoose(
        _ window: ArraySlice<ArraySlice<Place>>, _ chosen: [Place]
    ) throws(SearchError) -> Bool {
        guard let places = window.first else { return true }
        for place in places {
            try count(chosen.count + 1)
            if chosen.contains(where: { $0.start <= place.end && place.start <= $0.end }) {
                continue
            }
            if try canChoose(window.dropFirst(), chosen + [place]) { return true }
        }
        return false
    }
}
