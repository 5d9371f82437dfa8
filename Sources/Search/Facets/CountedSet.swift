import Archive
import XapianKit

/// What a facet counts: documents one by one, and stories with several documents as one.
struct CountedSet {
    /// What is counted.
    let unit: FacetRequest.Unit
    /// One set for each part: the documents that count by themselves.
    let sets: [Bitset]
    /// For each part whether the set holds every document, deleted ones too.
    let isWhole: [Bool]
    /// The documents of each story that has copies; empty where articles are counted.
    let stories: [[Place]]

    init(_ sets: [Bitset], of facts: SnapshotFacts, unit: FacetRequest.Unit) {
        self.unit = unit
        if unit == .stories, facts.hasStories {
            (self.sets, stories) = Self.split(sets, facts)
        } else {
            self.sets = sets
            stories = []
        }
        isWhole = zip(self.sets, facts.parts).map { set, part in
            !part.hasDeleted && set.count == part.part.count
        }
    }

    /// How many units there are.
    var count: Int { sets.reduce(stories.count) { $0 + $1.count } }

    /// Every document that is counted, by itself or in its story.
    func forEach(_ body: (Place) -> Void) {
        for (number, set) in sets.enumerated() {
            set.forEach { body(Place(part: number, index: $0)) }
        }
        for story in stories { story.forEach(body) }
    }

    private static func split(
        _ sets: [Bitset], _ facts: SnapshotFacts
    ) -> (alone: [Bitset], stories: [[Place]]) {
        var stories: [UInt32: [Place]] = [:]
        var alone = sets
        for (number, set) in sets.enumerated() {
            let column = facts.parts[number].part.story
            set.forEach { index in
                guard column[index] != 0 else { return }
                stories[column[index], default: []].append(Place(part: number, index: index))
                alone[number].remove(index)
            }
        }
        return (alone, Array(stories.values))
    }
}
