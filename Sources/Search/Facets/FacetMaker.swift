import Archive
import Articles
import Schema
import XapianKit

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
                values: [], distinct: 0, other: 0, missing: counted.count, unit: counted.unit,
                scope: request.scope, exact: exact)
        }
        let roll =
            request.facet == .actor && request.mentions.roll ? facts.actorRoll(options) : nil
        let values = FacetLabels(labels: labels, roll: roll)
        // Single columns hold ordinal + 1, and 0 for none.
        let shift = request.facet == .author || request.facet == .actor ? 0 : 1
        let codes = values.count + shift
        let lift = request.sort == .lift ? lift(request, roll, codes, shift, counted) : nil
        let ranks = roll?.ranks ?? facts.labelRanks(request.facet, labels)
        return counter.withCounts(codes) { counts in
            let missing = count(request, roll, counted, into: counts)
            let ordinals = UnsafeMutableBufferPointer(rebasing: counts[shift...])
            let result = select(
                request, values, ranks, ordinals, missing: missing, unit: counted.unit, lift)
            counts.update(repeating: 0)
            return result
        }
    }

    /// Counts the whole archive, for comparison.
    private func lift(
        _ request: FacetRequest, _ roll: ActorRoll?, _ codes: Int, _ shift: Int,
        _ counted: CountedSet
    ) -> Lift {
        let archive = CountedSet(facts.parts.map(\.live), of: facts, unit: counted.unit)
        return counter.withCounts(codes) { counts in
            _ = count(request, roll, archive, into: counts)
            let copy = Array(counts[shift...])
            counts.update(repeating: 0)
            return Lift(counted: counted.count, of: archive.count, archive: copy)
        }
    }

    /// Counts each value by its code; gives how many units have none.
    private func count(
        _ request: FacetRequest, _ roll: ActorRoll?, _ counted: CountedSet,
        into counts: UnsafeMutableBufferPointer<UInt32>
    ) -> Int {
        guard request.facet == .actor, !request.mentions.isUsual else {
            return count(request.facet, counted, into: counts)
        }
        var actors = ActorCounter(request.mentions, roll: roll)
        var missing = actors.count(counted.stories, facts.parts, into: counts)
        for (index, facts) in facts.parts.enumerated() {
            missing += actors.count(facts.part, counted.sets[index], into: counts)
        }
        return missing
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
        missing += countStories(field, counted.stories, into: counts)
        switch field {
        case .section, .language, .site: return Int(counts[0])
        case .author, .actor, .text, .title, .date, .basis, .id, .url, .is, .has: return missing
        }
    }

    /// Counts each value of a story once; gives how many stories have none.
    private func countStories(
        _ field: Field.Name, _ stories: [[Place]],
        into counts: UnsafeMutableBufferPointer<UInt32>
    ) -> Int {
        var missing = 0
        var codes: Set<UInt32> = []
        for story in stories {
            codes.removeAll(keepingCapacity: true)
            for place in story {
                let part = facts.parts[place.part].part
                switch field {
                case .author: codes.formUnion(part.authors[place.index])
                case .actor: codes.formUnion(part.actors[place.index])
                case .section: codes.insert(part.section[place.index])
                case .language: codes.insert(part.language[place.index])
                case .site: codes.insert(part.site[place.index])
                case .text, .title, .date, .basis, .id, .url, .is, .has: break
                }
            }
            if codes.isEmpty { missing += 1 }
            let isSingle = field != .author && field != .actor
            // Code 0 of a single column is none: the story has none where no article has one.
            if isSingle, codes.count > 1 { codes.remove(0) }
            for code in codes { counts[Int(code)] &+= 1 }
        }
        return missing
    }

    private func select(
        _ request: FacetRequest, _ labels: FacetLabels, _ ranks: [UInt32],
        _ counts: UnsafeMutableBufferPointer<UInt32>, missing: Int, unit: FacetRequest.Unit,
        _ lift: Lift?
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
                    case .lift:
                        // Positive numbers of floating point are ordered as their bits are.
                        UInt64(
                            Float(lift?.of(ordinal, count: Int(count)) ?? 0).bitPattern)
                            << 32 | rank
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
                selected: selected.contains(ordinal),
                lift: lift?.of(Int(ordinal), count: count))
        }
        return ValueCounts(
            values: values, distinct: distinct, other: other, missing: missing, unit: unit,
            scope: request.scope, exact: exact)
    }

    private func basis(_ request: FacetRequest, _ counted: CountedSet) -> ValueCounts {
        let all = DateBasis.allCases
        let counts = basisCounts(counted)
        let unit = counted.unit
        var lift: Lift?
        if request.sort == .lift {
            let archive = CountedSet(facts.parts.map(\.live), of: facts, unit: unit)
            lift = Lift(
                counted: counted.count, of: archive.count,
                archive: basisCounts(archive).map(UInt32.init(clamping:)))
        }
        let selected = selected[.basis] ?? []
        let prefix = WordFolding.key(request.prefix)
        let counted = all.indices.filter { counts[$0] > 0 && all[$0].rawValue.hasPrefix(prefix) }
        let listed = counted.filter { counts[$0] >= request.minimum }.sorted { left, right in
            switch request.sort {
            case .count where counts[left] != counts[right]: return counts[left] > counts[right]
            case .lift:
                let (first, second) = (
                    Float(lift?.of(left, count: counts[left]) ?? 0),
                    Float(lift?.of(right, count: counts[right]) ?? 0)
                )
                if first != second { return first > second }
            case .count, .label: break
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
                    selected: selected.contains(all[index].rawValue),
                    lift: lift?.of(index, count: counts[index]))
            }, distinct: counted.count,
            other: sum - chosen.filter(counted.contains).reduce(0) { $0 + counts[$1] },
            missing: 0, unit: unit, scope: request.scope, exact: exact)
    }

    /// By place of the basis; 16 of them.
    private func basisCounts(_ counted: CountedSet) -> [Int] {
        func place(_ place: Place) -> Int {
            Int(facts.parts[place.part].part.precisionBasis[place.index] >> 4)
        }
        var counts = [Int](repeating: 0, count: 16)
        for (number, set) in counted.sets.enumerated() {
            set.forEach { counts[place(Place(part: number, index: $0))] += 1 }
        }
        for story in counted.stories {
            for basis in Set(story.map(place)) { counts[basis] += 1 }
        }
        return counts
    }
}
