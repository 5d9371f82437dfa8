import Articles

/// A range of days, both ends included; an end that is nil is open.
///
/// As text: `2022`, `2022-03`, `2022-03-04`, and two of them with two dots between, of which one
/// may be missing: `2019..2021`, `..2020`, `2022-03..`. The end includes the whole of its unit.
public struct DateSpan: Sendable, Hashable, CustomStringConvertible {
    /// The first day.
    public let from: CalendarDay?
    /// The last day.
    public let to: CalendarDay?

    /// A span; the ends are not compared with each other here.
    public init(from: CalendarDay?, to: CalendarDay?) {
        self.from = from
        self.to = to
    }

    /// The shortest text that reads back as this span.
    public var description: String {
        if let from, let to {
            let start = Self.shortest(first: from)
            if Self.shortest(last: to) == start { return start }
            if from == to { return from.description }
            let (year, month, day) = from.components
            let end = to.components
            if day == 1, end.year == year, end.month == month,
                end.day == CalendarDay.lastDay(ofMonth: month, year: year)
            {
                return String(from.description.dropLast(3))
            }
        }
        return (from.map(Self.shortest(first:)) ?? "") + ".."
            + (to.map(Self.shortest(last:)) ?? "")
    }

    private static func shortest(first day: CalendarDay) -> String {
        let parts = day.components
        if parts.day != 1 { return day.description }
        return String(day.description.dropLast(parts.month == 1 ? 6 : 3))
    }

    private static func shortest(last day: CalendarDay) -> String {
        let parts = day.components
        if parts.day != CalendarDay.lastDay(ofMonth: parts.month, year: parts.year) {
            return day.description
        }
        return String(day.description.dropLast(parts.month == 12 ? 6 : 3))
    }
}
