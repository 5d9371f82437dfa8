import Archive
import Articles

/// The bucket of time of each document of a part, ready to be counted.
///
///     0       undated
///     1       known less exactly than a bucket is wide
///     2 + n   the bucket with the number `first + n` (see ``CalendarBuckets``)
struct CalendarColumn: Sendable {
    let codes: [UInt32]
    /// Number of the first bucket.
    let first: Int
    /// Codes that may occur are below this.
    let codeCount: Int

    init(_ part: Part, _ interval: FacetRequest.Interval) {
        var lowest = Int.max
        var highest = Int.min
        var numbers = [Int](repeating: .min, count: part.count)
        for index in 0..<part.count where part.firstDay[index] != Part.undated {
            guard CalendarBuckets.holds(interval, part.precision(index)) else {
                numbers[index] = .max
                continue
            }
            let number = CalendarBuckets.number(interval, day: part.firstDay[index])
            numbers[index] = number
            lowest = min(lowest, number)
            highest = max(highest, number)
        }
        first = lowest == .max ? 0 : lowest
        codeCount = lowest == .max ? 2 : highest - lowest + 3
        codes = numbers.map { [first] number in
            switch number {
            case .min: 0
            case .max: 1
            default: UInt32(number - first + 2)
            }
        }
    }
}

/// Numbers for the buckets of time, one more for each next bucket.
enum CalendarBuckets {
    /// The number of the bucket that holds a day.
    static func number(_ interval: FacetRequest.Interval, day: Int32) -> Int {
        switch interval {
        case .day: return Int(day)
        case .week:
            // Day 0 was a Thursday; weeks begin on Monday.
            let shifted = Int(day) + 3
            return shifted >= 0 ? shifted / 7 : (shifted - 6) / 7
        case .year, .quarter, .month, .auto:
            let parts = CalendarDay(daysSince1970: day).components
            switch interval {
            case .year: return parts.year
            case .quarter: return parts.year * 4 + (parts.month - 1) / 3
            case .month, .auto, .week, .day: return parts.year * 12 + parts.month - 1
            }
        }
    }

    /// The first and last day of a bucket.
    static func days(_ interval: FacetRequest.Interval, _ number: Int) -> (CalendarDay, CalendarDay)
    {
        switch interval {
        case .day:
            let day = CalendarDay(daysSince1970: Int32(clamping: number))
            return (day, day)
        case .week:
            let monday = CalendarDay(daysSince1970: Int32(clamping: number * 7 - 3))
            return (monday, monday.adding(days: 6))
        case .year: return months(from: number * 12, count: 12)
        case .quarter: return months(from: number * 3, count: 3)
        case .month, .auto: return months(from: number, count: 1)
        }
    }

    private static func months(from number: Int, count: Int) -> (CalendarDay, CalendarDay) {
        (firstOfMonth(number), firstOfMonth(number + count).adding(days: -1))
    }

    private static func firstOfMonth(_ number: Int) -> CalendarDay {
        let year = number >= 0 ? number / 12 : (number - 11) / 12
        return CalendarDay(year: year, month: number - year * 12 + 1, day: 1)
            ?? CalendarDay(daysSince1970: 0)
    }

    /// Whether a date of that precision is known exactly enough.
    static func holds(_ interval: FacetRequest.Interval, _ precision: DatePrecision?) -> Bool {
        switch (interval, precision) {
        case (.year, _), (_, .time), (_, .day), (_, .interval): true
        case (.month, .month), (.quarter, .month), (.auto, .month): true
        case (.quarter, .year), (.month, .year), (.week, .year), (.day, .year), (.auto, .year),
            (.week, .month), (.day, .month), (_, nil):
            false
        }
    }

    /// The width that gives a readable number of buckets for a span of days.
    static func automatic(days: Int) -> FacetRequest.Interval {
        switch days {
        case ...31: .day
        case ...186: .week
        case ...1_830: .month
        case ...5_900: .quarter
        default: .year
        }
    }
}
