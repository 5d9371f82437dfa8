/// Finds the best labels of the words of a text under a model (Viterbi's algorithm).
struct NameDecoder {
    let model: NameModel

    /// A name that the model finds: words of the text, and its type as ``NameLabel`` orders them.
    struct Name: Equatable {
        var start: Int
        var end: Int
        var label: NameLabel
    }

    /// The names of a text, in order.
    ///
    /// The text is looked at twice: what the first look makes of a word's other uses counts in the
    /// second.
    func names(_ features: NameFeatures) -> [Name] {
        let stretches = features.stretches
        let entries = features.entries
        var sums: [SIMD16<Int16>] = []
        sums.reserveCapacity(stretches.count * 2)
        for stretch in stretches {
            for at in stretch {
                var sum = SIMD16<Int16>.zero
                features.visit(at, in: stretch) { model.add($0, to: &sum) }
                sums.append(sum)
            }
        }
        let first = decode(stretches, sums)
        var types = [UInt8](repeating: 0, count: entries.count)
        for name in first {
            for at in name.start..<name.end { types[at] = UInt8((name.label.number + 3) / 4) }
        }
        let votes = NameVotes(entries: entries, types: types)
        var place = 0
        for at in stretches.joined() {
            votes.visit(at) { model.add($0, to: &sums[place]) }
            place += 1
        }
        return decode(stretches, sums)
    }

    /// The best labels under given sums of weights, one for each word of the stretches.
    func decode(_ stretches: [Range<Int>], _ sums: [SIMD16<Int16>]) -> [Name] {
        var names: [Name] = []
        var scores: [SIMD16<Int32>] = []
        var origins: [SIMD16<UInt8>] = []
        var place = 0
        for stretch in stretches {
            scores.removeAll(keepingCapacity: true)
            origins.removeAll(keepingCapacity: true)
            for _ in stretch {
                append(SIMD16<Int32>(truncatingIfNeeded: sums[place]), &scores, &origins)
                place += 1
            }
            trace(stretch, scores, origins, &names)
        }
        return names
    }

    /// Adds the best scores of one more word.
    @inline(__always)
    private func append(
        _ weights: SIMD16<Int32>, _ scores: inout [SIMD16<Int32>], _ origins: inout [SIMD16<UInt8>]
    ) {
        var best = SIMD16<Int32>(repeating: Self.impossible)
        var origin = SIMD16<UInt8>.zero
        if let previous = scores.last {
            for label in 0..<NameLabel.count {
                var top = Self.impossible
                var from = 0
                for before in NameLabel.predecessors[label] {
                    let score = previous[before] + Int32(model.transitions[before * 16 + label])
                    if score > top {
                        top = score
                        from = before
                    }
                }
                best[label] = top + weights[label]
                origin[label] = UInt8(from)
            }
        } else {
            for label in 0..<NameLabel.count where NameLabel(number: label).opens {
                best[label] = Int32(model.starts[label]) + weights[label]
            }
        }
        scores.append(best)
        origins.append(origin)
    }

    /// Far below every sum of weights, far above the least number.
    private static let impossible: Int32 = -1 << 28

    private func trace(
        _ stretch: Range<Int>, _ scores: [SIMD16<Int32>], _ origins: [SIMD16<UInt8>],
        _ names: inout [Name]
    ) {
        guard let last = scores.last else { return }
        var label = 0
        for other in 1..<NameLabel.count
        where NameLabel(number: other).isClosed && last[other] > last[label] {
            label = other
        }
        var end = stretch.upperBound
        let first = names.count
        for at in stretch.reversed() {
            let now = NameLabel(number: label)
            if now.isClosed { end = at + 1 }
            if label != 0 && now.opens { names.append(Name(start: at, end: end, label: now)) }
            label = Int(origins[at - stretch.lowerBound][label])
        }
        names[first...].reverse()
    }
}
