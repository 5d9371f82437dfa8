import Archive
import Articles
import Schema
import XapianKit

/// What an article must say of any of some actors; see ``ActorOptions``.
struct ActorMentions: Hashable, Sendable {
    /// For each actor asked for the ordinals that count for it, ascending.
    let groups: [[UInt32]]
    let test: MentionTest

    /// Whether a document meets it.
    func holds(_ part: Part, _ index: Int) -> Bool {
        let range = part.actors.range(index)
        return groups.contains { group in
            var isAny = false
            var mentions: UInt32 = 0
            var flags: UInt8 = 0
            for position in range where Self.contains(group, part.actors.ordinals[position]) {
                isAny = true
                mentions &+= UInt32(part.actorMentions[position])
                flags |= part.actorFlags[position]
            }
            return isAny && test.accepts(mentions: mentions, flags: flags)
        }
    }

    /// All documents of a part that meet it, deleted ones included.
    func documents(_ part: Part) -> Bitset {
        // One look at a column of flags for each mention; who has none of the actors is not tested.
        var isMember = [Bool](
            repeating: false, count: Int(groups.compactMap(\.last).max() ?? 0) + 1)
        for group in groups { for ordinal in group { isMember[Int(ordinal)] = true } }
        return part.documents { index in
            for position in part.actors.range(index) {
                let ordinal = Int(part.actors.ordinals[position])
                if ordinal < isMember.count, isMember[ordinal] { return holds(part, index) }
            }
            return false
        }
    }

    private static func contains(_ sorted: [UInt32], _ ordinal: UInt32) -> Bool {
        if sorted.count == 1 { return sorted[0] == ordinal }
        var (low, high) = (0, sorted.count)
        while low < high {
            let middle = (low + high) / 2
            if sorted[middle] < ordinal { low = middle + 1 } else { high = middle }
        }
        return low < sorted.count && sorted[low] == ordinal
    }
}

/// Turns names of actors with options into conditions.
struct ActorConditions {
    let resolver: ValueResolver
    let facts: SnapshotFacts

    /// From how many terms on columns are looked at instead of posting lists.
    private static let mostTerms = 16

    /// The actors that a value means; with roll-up also those that only their members bring in.
    func ids(_ value: String, _ options: ActorOptions, _ type: ActorType?) -> [String] {
        let labels = self.labels(options)
        var ids = resolver.ids(.actor, value)
        if ids.isEmpty && options.roll {
            let id = resolver.options.redirect(resolver.snapshot, value)
            let named = labels.ordinal(id: id) == nil ? resolver.recordIDs(value) : [id]
            ids = named.filter { labels.ordinal(id: $0) != nil }
        }
        guard let type else { return ids }
        return ids.filter { labels.ordinal(id: $0).flatMap(labels.type) == type }
    }

    /// An article that is about any of the actors.
    func condition(_ ids: [String], _ options: ActorOptions) -> Condition {
        let labels = self.labels(options)
        let groups = ids.compactMap(labels.ordinal).map { ordinal in
            labels.roll?.members(of: ordinal) ?? [ordinal]
        }
        let members = Set(groups.flatMap { $0 })
        guard !members.isEmpty else { return .nothing }
        let test = options.test
        if test.acceptsAll && members.count <= Self.mostTerms {
            return .terms(members.sorted().map { Term.of(.actor, labels.id($0)) })
        }
        // Without thresholds it does not matter for which of the actors a member counts.
        return .mentioned(
            ActorMentions(groups: test.acceptsAll ? [members.sorted()] : groups, test: test))
    }

    private func labels(_ options: ActorOptions) -> FacetLabels {
        FacetLabels(
            labels: resolver.snapshot.actors,
            roll: options.roll ? facts.actorRoll(resolver.options) : nil)
    }
}
