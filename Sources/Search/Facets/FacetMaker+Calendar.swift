import Archive
import Articles

/// Facets of time.
extension FacetMaker {
    /// Gaps are filled as long as the buckets are not more than this: one article of the year 1 in
    /// an archive of today must not make millions of empty days.
    static let maximumFilledBuckets = 10_000

    func calendar(_ request: FacetRequest, _ counted: CountedSet) -> CalendarCounts {
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
        for story in counted.stories {
            switch storyBuckets(story, interval) {
            case .buckets(let numbers): for number in numbers { buckets[number, default: 0] += 1 }
            case .coarse: coarse += 1
            case .undated: undated += 1
            }
        }
        return CalendarCounts(
            interval: interval, values: Self.filled(buckets, interval), undated: undated,
            coarse: coarse, unit: counted.unit, scope: request.scope, exact: exact)
    }

    /// Where a story counts.
    private enum StoryTime {
        case buckets(Set<Int>)
        case coarse, undated
    }

    private func storyBuckets(_ story: [Place], _ interval: FacetRequest.Interval) -> StoryTime {
        var numbers: Set<Int> = []
        var isCoarse = false
        for place in story {
            let column = facts.parts[place.part].columns.calendar(interval)
            let code = Int(column.codes[place.index])
            if code == 1 { isCoarse = true }
            if code >= 2 { numbers.insert(column.first + code - 2) }
        }
        return numbers.isEmpty ? (isCoarse ? .coarse : .undated) : .buckets(numbers)
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
        counted.forEach { place in
            let day = facts.parts[place.part].part.firstDay[place.index]
            guard day != Part.undated else { return }
            lowest = min(lowest, day)
            highest = max(highest, day)
        }
        return lowest > highest
            ? .month : CalendarBuckets.automatic(days: Int(highest) - Int(lowest) + 1)
    }
}
