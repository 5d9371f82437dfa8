/// A date of ISO 8601-2 (EDTF) in one of the five forms that Byline writes.
///
///     2024                   year
///     2024-12                month
///     2024-12-25             day
///     2024-12-25T10:00:00Z   time (any ISO 8601 time and offset; the day is that of the text)
///     2024-12-25/2025-01-01  interval of two days
public struct EDTF: Sendable, Equatable {
    /// The earliest day.
    public let first: CalendarDay
    /// The last day.
    public let last: CalendarDay
    /// Which form it is.
    public let precision: DatePrecision

    /// Nil where the text has none of the forms or names a day that does not exist.
    public init?(_ text: String) {
        let sides = text.split(separator: "/", omittingEmptySubsequences: false)
        if sides.count == 2 {
            guard let from = CalendarDay(String(sides[0])), let to = CalendarDay(String(sides[1])),
                from <= to
            else { return nil }
            (first, last, precision) = (from, to, .interval)
            return
        }
        if let separator = text.firstIndex(of: "T") {
            guard let day = CalendarDay(String(text[..<separator])),
                Self.isTime(text[text.index(after: separator)...])
            else { return nil }
            (first, last, precision) = (day, day, .time)
            return
        }
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard let year = parts.first, year.utf8.count == 4, let yearNumber = Int(year) else {
            return nil
        }
        switch parts.count {
        case 1:
            guard let from = CalendarDay(year: yearNumber, month: 1, day: 1),
                let to = CalendarDay(year: yearNumber, month: 12, day: 31)
            else { return nil }
            (first, last, precision) = (from, to, .year)
        case 2:
            guard parts[1].utf8.count == 2, let month = Int(parts[1]),
                let from = CalendarDay(year: yearNumber, month: month, day: 1),
                let to = CalendarDay(
                    year: yearNumber, month: month,
                    day: CalendarDay.lastDay(ofMonth: month, year: yearNumber))
            else { return nil }
            (first, last, precision) = (from, to, .month)
        default:
            guard let day = CalendarDay(text) else { return nil }
            (first, last, precision) = (day, day, .day)
        }
    }

    private static func isTime(_ text: Substring) -> Bool {
        guard text.utf8.count >= 5, let first = text.first, first.isASCII, first.isNumber else {
            return false
        }
        return text.utf8.allSatisfy { byte in
            (0x30...0x3A).contains(byte) || byte == 0x2E || byte == 0x2B || byte == 0x2D
                || byte == 0x5A
        }
    }
}
