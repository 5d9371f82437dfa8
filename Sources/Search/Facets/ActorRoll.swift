import Archive
import Articles
import Schema

/// Whom the actors of a snapshot count for when they are rolled up.
///
/// Ordinals below `labels.count` are those of the snapshot. Behind them come the records that no
/// article mentions itself but some member of theirs: NATO, where only its secretary is named.
///
///     starts    one more than labels: where the ancestors of an ordinal lie in `ancestors`
///     ranks     for every ordinal its place in the order of labels
///
/// Made once for a snapshot, when first asked for: some milliseconds for ten thousand records.
final class ActorRoll: Sendable {
    /// A record that only its members bring into the archive.
    struct Extra: Sendable {
        let id: String
        let label: String
        let type: ActorType
        let folded: String
    }

    private let labelCount: Int
    private let starts: [UInt32]
    private let ancestors: [UInt32]
    let extras: [Extra]
    let ranks: [UInt32]
    private let extraOrdinals: [String: UInt32]

    /// - Parameters:
    ///   - lineages: every record.
    ///   - ranks: the order of the labels; those of a later snapshot may be among them.
    init(_ labels: Labels, lineages: [ActorLineage], ranks labelRanks: [UInt32]) {
        labelCount = labels.count
        var records: [String: ActorLineage] = [:]
        var parents = [[UInt32]](repeating: [], count: labels.count)
        var ordinals: [String: UInt32] = [:]
        var extras: [Extra] = []
        for lineage in lineages { records[lineage.id] = lineage }
        for lineage in lineages where !lineage.ancestors.isEmpty {
            guard let own = labels.ordinal(id: lineage.id) else { continue }
            for ancestor in lineage.ancestors {
                if let known = ordinals[ancestor] ?? labels.ordinal(id: ancestor) {
                    ordinals[ancestor] = known
                    parents[Int(own)].append(known)
                } else if let record = records[ancestor] {
                    let ordinal = UInt32(labels.count + extras.count)
                    ordinals[ancestor] = ordinal
                    extras.append(
                        Extra(
                            id: record.id, label: record.label, type: record.type,
                            folded: WordFolding.key(record.label)))
                    parents[Int(own)].append(ordinal)
                }
            }
        }
        var starts: [UInt32] = [0]
        starts.reserveCapacity(labels.count + 1)
        var flat: [UInt32] = []
        for list in parents {
            flat += list
            starts.append(UInt32(flat.count))
        }
        self.starts = starts
        ancestors = flat
        self.extras = extras
        extraOrdinals = ordinals.filter { Int($0.value) >= labels.count }
        ranks = Self.ranks(labels, labelRanks, extras)
    }

    /// Ordinals that may occur are below this.
    var count: Int { labelCount + extras.count }

    /// The record of an ordinal behind those of the snapshot.
    func extra(_ ordinal: UInt32) -> Extra? {
        let index = Int(ordinal) - labelCount
        return extras.indices.contains(index) ? extras[index] : nil
    }

    /// The ordinal of a record that only its members bring in.
    func ordinal(id: String) -> UInt32? { extraOrdinals[id] }

    /// All that an actor of the snapshot belongs to.
    @inline(__always)
    func ancestors(of ordinal: UInt32) -> ArraySlice<UInt32> {
        ancestors[Int(starts[Int(ordinal)])..<Int(starts[Int(ordinal) + 1])]
    }

    /// The actors of the snapshot that count for one, itself among them; ascending.
    func members(of target: UInt32) -> [UInt32] {
        var members: [UInt32] = []
        for ordinal in 0..<UInt32(labelCount)
        where ordinal == target || ancestors(of: ordinal).contains(target) {
            members.append(ordinal)
        }
        return members
    }

    /// The labels and the extra ones in one order: by folded label, then ordinal.
    private static func ranks(
        _ labels: Labels, _ labelRanks: [UInt32], _ extras: [Extra]
    ) -> [UInt32] {
        var places = [UInt32](repeating: .max, count: labelRanks.count)
        for ordinal in 0..<labels.count { places[Int(labelRanks[ordinal])] = UInt32(ordinal) }
        let order = places.filter { $0 != .max }
        let sorted = extras.indices.sorted { left, right in
            if extras[left].folded == extras[right].folded { return left < right }
            return extras[left].folded.utf8.lexicographicallyPrecedes(extras[right].folded.utf8)
        }
        var ranks = [UInt32](repeating: 0, count: labels.count + extras.count)
        var rank: UInt32 = 0
        var taken = 0
        for index in sorted {
            let key = extras[index].folded
            var (low, high) = (taken, order.count)
            while low < high {
                let middle = (low + high) / 2
                let other = WordFolding.key(labels.label(order[middle]))
                if key.utf8.lexicographicallyPrecedes(other.utf8) {
                    high = middle
                } else {
                    low = middle + 1
                }
            }
            for place in taken..<low {
                ranks[Int(order[place])] = rank
                rank += 1
            }
            taken = low
            ranks[labels.count + index] = rank
            rank += 1
        }
        for place in taken..<order.count {
            ranks[Int(order[place])] = rank
            rank += 1
        }
        return ranks
    }
}

/// The values that a facet lists: those of the snapshot, and with roll-up those behind them.
struct FacetLabels {
    let labels: Labels
    let roll: ActorRoll?

    var count: Int { roll?.count ?? labels.count }

    func id(_ ordinal: UInt32) -> String { roll?.extra(ordinal)?.id ?? labels.id(ordinal) }

    func label(_ ordinal: UInt32) -> String {
        roll?.extra(ordinal)?.label ?? labels.label(ordinal)
    }

    func type(_ ordinal: UInt32) -> ActorType? {
        roll?.extra(ordinal)?.type ?? labels.type(ordinal)
    }

    func ordinal(id: String) -> UInt32? { labels.ordinal(id: id) ?? roll?.ordinal(id: id) }

    /// The values of whose label a word begins so.
    func ordinals(prefix: String) -> Set<UInt32> {
        var found = Set(labels.ordinals(foldedLabelPrefix: prefix, atWordStarts: true))
        guard let roll else { return found }
        let key = WordFolding.key(prefix)
        for (index, extra) in roll.extras.enumerated() {
            let isFound =
                extra.folded.hasPrefix(key)
                || extra.folded.split(whereSeparator: { !$0.isLetter && !$0.isNumber })
                    .contains { $0.hasPrefix(key) }
            if isFound { found.insert(UInt32(labels.count + index)) }
        }
        return found
    }
}
