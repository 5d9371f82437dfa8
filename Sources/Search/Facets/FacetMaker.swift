import Archive
import Articles
import Schema
import XapianKit

/// The documents of each part that a facet counts.
struct CountedSet {
    /// One set for each part.
    let sets: [Bitset]
    /// For each part whether the set holds every document, deleted ones too.
    let isWhole: [Bool]

    init(_ sets: [Bitset], of facts: SnapshotFacts) {
        self.sets = sets
        isWhole = zip(sets, facts.parts).map { set, part in
            !part.hasDeleted && set.count == part.part.count
        }
    }

    var count: Int { sets.reduce(0) { $0 + $1.count } }
}

/// Makes the facets of an answer from sets and columns.
struct FacetMaker {
    let facts: SnapshotFacts
    let counter: FacetCounter
    /// Ids that the filters of a field ask for.
    let selected: [Field.Name: [String]]
    let exact: Bool
    let options: SearchOptions

    func facet(_ request: FacetRequest, _ counted: CountedSet) -> FacetAnswer {
        let counts: FacetAnswer.Counts =
            switch request.facet {
            case .date: .calendar(calendar(request, counted))
            case .basis: .values(basis(request, counted))
            case .author, .actor, .section, .language, .site, .text, .title, .id, .url, .is, .has:
                .values(values(request, counted))
            }
        return FacetAnswer(facet: request.facet, counts: counts)
    }

    // MARK: Values

    private func values(_ request: FacetRequest, _ counted: CountedSet) -> ValueCounts {
        guard let labels = ValueResolver.labels(of: request.facet, in: facts.snapshot) else {
            return ValueCounts(
                values: [], distinct: 0, other: 0, missing: counted.count, scope: request.scope,
                exact: exact)
        }
        if request.facet == .actor && !request.mentions.isUsual {
            return mentioned(request, labels, counted)
        }
        // Single columns hold ordinal + 1, and 0 for none.
        let shift = request.facet == .author || request.facet == .actor ? 0 : 1
        return counter.withCounts(labels.count + shift) { counts in
            let missing = count(request.facet, counted, into: counts)
            let ordinals = UnsafeMutableBufferPointer(rebasing: counts[shift...])
            let result = select(
                request, FacetLabels(labels: labels, roll: nil),
                facts.labelRanks(request.facet, labels), ordinals, missing: missing)
            counts.update(repeating: 0)
            return result
        }
    }

    /// Actors, counted by what the articles say of them.
    private func mentioned(
        _ request: FacetRequest, _ labels: Labels, _ counted: CountedSet
    ) -> ValueCounts {
        let roll = request.mentions.roll ? facts.actorRoll(options) : nil
        let labels = FacetLabels(labels: labels, roll: roll)
        var actors = ActorCounter(request.mentions, roll: roll)
        return counter.withCounts(labels.count) { counts in
            var missing = 0
            for (index, facts) in facts.parts.enumerated() {
                missing += actors.count(facts.part, counted.sets[index], into: counts)
            }
            let ranks = roll?.ranks ?? facts.labelRanks(.actor, labels.labels)
            let result = select(request, labels, ranks, counts, missing: missing)
            counts.update(repeating: 0)
            return result
        }
    }

    private func count(
        _ field: Field.Name, _ counted: CountedSet,
        into counts: UnsafeMutableBufferPointer<UInt32>
    ) -> Int {
        var missing = 0
        for (index, facts) in facts.parts.enumerated() {
            let (part, set, isWhole) = (facts.part, counted.sets[index], counted.isWhole[index])
            switch field {
            case .author:
                missing += FacetCounter.count(part.authors, set, isWhole: isWhole, into: counts)
            case .actor:
                missing += FacetCounter.count(part.actors, set, isWhole: isWhole, into: counts)
            case .section: FacetCounter.count(part.section, set, isWhole: isWhole, into: counts)
            case .language: FacetCounter.count(part.language, set, isWhole: isWhole, into: counts)
            case .site: FacetCounter.count(part.site, set, isWhole: isWhole, into: counts)
            case .text, .title, .date, .basis, .id, .url, .is, .has: break
            }
        }
        switch field {
        case .section, .language, .site: return Int(counts[0])
        case .author, .actor, .text, .title, .date, .basis, .id, .url, .is, .has: return missing
        }
    }

    private func select(
        _ request: FacetRequest, _ labels: FacetLabels, _ ranks: [UInt32],
        _ counts: UnsafeMutableBufferPointer<UInt32>, missing: Int
    ) -> ValueCounts {
        let wanted = request.prefix.isEmpty ? nil : labels.ordinals(prefix: request.prefix)
        var top = TopValues(limit: request.limit)
        var distinct = 0
        var sum = 0
        ranks.withUnsafeBufferPointer { ranks in
            for ordinal in 0..<counts.count where counts[ordinal] != 0 {
                if let wanted, !wanted.contains(UInt32(ordinal)) { continue }
                if let type = request.type, labels.type(UInt32(ordinal)) != type { continue }
                distinct += 1
                let count = counts[ordinal]
                sum += Int(count)
                guard Int(count) >= request.minimum else { continue }
                let rank = UInt64(UInt32.max - ranks[ordinal])
                let key =
                    switch request.sort {
                    case .count: UInt64(count) << 32 | rank
                    case .label: rank
                    }
                top.offer(key, UInt32(ordinal))
            }
        }
        var chosen = top.sorted().map(\.ordinal)
        let selected = (selected[request.facet] ?? []).compactMap { labels.ordinal(id: $0) }
        for ordinal in selected where !chosen.contains(ordinal) { chosen.append(ordinal) }
        var other = sum
        let values = chosen.map { ordinal in
            let count = Int(counts[Int(ordinal)])
            let isCounted =
                (wanted?.contains(ordinal) ?? true)
                && (request.type.map { labels.type(ordinal) == $0 } ?? true)
            if isCounted { other -= count }
            return ValueCounts.Value(
                id: labels.id(ordinal), label: labels.label(ordinal), count: count,
                selected: selected.contains(ordinal))
        }
        return ValueCounts(
            values: values, distinct: distinct, other: other, missing: missing,
            scope: request.scope, exact: exact)
    }

    private func basis(_ request: FacetRequest, _ counted: CountedSet) -> ValueCounts {
        let all = DateBasis.allCases
        var counts = [Int](repeating: 0, count: 16)
        for (facts, set) in zip(facts.parts, counted.sets) {
            set.forEach { counts[Int(facts.part.precisionBasis[$0] >> 4)] += 1 }
        }
        let selected = selected[.basis] ?? []
        let prefix = WordFolding.key(request.prefix)
        let counted = all.indices.filter { counts[$0] > 0 && all[$0].rawValue.hasPrefix(prefix) }
        let listed = counted.filter { counts[$0] >= request.minimum }.sorted { left, right in
            if request.sort == .count && counts[left] != counts[right] {
                return counts[left] > counts[right]
            }
            return all[left].rawValue < all[right].rawValue
        }
        var chosen = Array(listed.prefix(request.limit))
        for index in all.indices
        where selected.contains(all[index].rawValue) && !chosen.contains(index) {
            chosen.append(index)
        }
        let sum = counted.reduce(0) { $0 + counts[$1] }
        return ValueCounts(
            values: chosen.map { index in
                ValueCounts.Value(
                    id: all[index].rawValue, label: all[index].rawValue, count: counts[index],
                    selected: selected.contains(all[index].rawValue))
            }, distinct: counted.count,
            other: sum - chosen.filter(counted.contains).reduce(0) { $0 + counts[$1] },
            missing: 0, scope: request.scope, exact: exact)
    }

    // MARK: Time

    /// Gaps are filled as long as the buckets are not more than this: one article of the year 1 in
    /// an archive of today must not make millions of empty days.
    static let maximumFilledBuckets = 10_000

    private func calendar(_ request: FacetRequest, _ counted: CountedSet) -> CalendarCounts {
        let interval = request.interval == .auto ? automatic(counted) : request.interval
        var undated = 0
        var coarse = 0
        var buckets: [Int: Int] = [:]
        for (index, facts) in facts.parts.enumerated() {
            let column = facts.columns.calendar(interval)
            counter.withCounts(column.codeCount) { counts in
                column.codes.withUnsafeBufferPointer { codes in
                    FacetCounter.count(
                        codes, counted.sets[index], isWhole: counted.isWhole[index], into: counts)
                }
                undated += Int(counts[0])
                coarse += Int(counts[1])
                for code in 2..<counts.count where counts[code] != 0 {
                    buckets[column.first + code - 2, default: 0] += Int(counts[code])
                }
                counts.update(repeating: 0)
            }
        }
        return CalendarCounts(
            interval: interval, values: Self.filled(buckets, interval), undated: undated,
            coarse: coarse, scope: request.scope, exact: exact)
    }

    private static func filled(
        _ buckets: [Int: Int], _ interval: FacetRequest.Interval
    ) -> [CalendarCounts.Bucket] {
        guard let first = buckets.keys.min(), let last = buckets.keys.max() else { return [] }
        let numbers =
            last - first < maximumFilledBuckets ? Array(first...last) : buckets.keys.sorted()
        return numbers.map { number in
            let (from, to) = CalendarBuckets.days(interval, number)
            return CalendarCounts.Bucket(from: from, to: to, count: buckets[number] ?? 0)
        }
    }

    /// The width for the span from the first to the last article.
    private func automatic(_ counted: CountedSet) -> FacetRequest.Interval {
        var lowest = Int32.max
        var highest = Int32.min
        for (facts, set) in zip(facts.parts, counted.sets) {
            let days = facts.part.firstDay
            set.forEach { index in
                guard days[index] != Part.undated else { return }
                lowest = min(lowest, days[index])
                highest = max(highest, days[index])
            }
        }
        return lowest > highest
            ? .month : CalendarBuckets.automatic(days: Int(highest) - Int(lowest) + 1)
    }
}
