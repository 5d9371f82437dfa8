import Articles
import Schema

/// Reads dates and ranges of dates as people write them in queries.
///
///     2022  2022-03  2022-03-04  2022-Q1  2022-W09
///     today  yesterday  this-week  last-week  (… month, quarter, year)  last-30-days (… weeks, months, years)
///     A..B  A..  ..B
///
/// Words are counted from a day that the caller gives, weeks begin on Monday (ISO 8601).
public struct DateExpression: Sendable {
    /// The day that `today` means.
    public let today: CalendarDay

    /// An expression reader with its own today.
    public init(today: CalendarDay) {
        self.today = today
    }

    /// The span of a text.
    ///
    /// - Parameter position: where the text stands in the query, for errors.
    public func span(_ text: String, at position: Range<Int>) throws(QueryError) -> DateSpan {
        guard let dots = Self.dots(in: text) else {
            let unit = try self.unit(text, at: position)
            return DateSpan(from: unit.first, to: unit.last)
        }
        let start = String(text[..<dots.lowerBound])
        let end = String(text[dots.upperBound...])
        if start.isEmpty && end.isEmpty {
            throw QueryError(
                .badValue, at: position, "the range .. has neither start nor end",
                hint: "for instance 2019..2021, 2019.. or ..2021")
        }
        return try span(
            from: start.isEmpty ? nil : start, to: end.isEmpty ? nil : end, at: position)
    }

    /// The span between two texts; an end that is nil is open, `to` includes the whole of its unit.
    public func span(
        from: String?, to: String?, at position: Range<Int>
    ) throws(QueryError) -> DateSpan {
        let first = if let from { try unit(from, at: position).first } else { CalendarDay?.none }
        let last = if let to { try unit(to, at: position).last } else { CalendarDay?.none }
        if let first, let last, last < first {
            throw QueryError(
                .badRange, at: position,
                "the range ends (\(last)) before it starts (\(first))",
                hint: "did you mean \(to ?? "")..\(from ?? "")?")
        }
        return DateSpan(from: first, to: last)
    }

    private static func dots(in text: String) -> Range<String.Index>? {
        var index = text.startIndex
        while index < text.endIndex {
            let next = text.index(after: index)
            if text[index] == ".", next < text.endIndex, text[next] == "." {
                return index..<text.index(after: next)
            }
            index = next
        }
        return nil
    }

    private func unit(
        _ text: String, at position: Range<Int>
    ) throws(QueryError) -> (first: CalendarDay, last: CalendarDay) {
        let text = text.lowercased()
        if let date = EDTF(text), date.precision != .interval { return (date.first, date.last) }
        if let unit = numbered(text) ?? relative(text) { return unit }
        throw QueryError(
            .badValue, at: position, "\"\(text)\" is not a date",
            hint: "dates are written 2022, 2022-03, 2022-03-04, 2022-Q1, 2022-W09, today, "
                + "last-month, last-30-days; ranges 2019..2021")
    }

    /// Quarters and weeks with their number: `2022-q1`, `2022-w09`.
    private func numbered(_ text: String) -> (first: CalendarDay, last: CalendarDay)? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].utf8.count == 4, let year = Int(parts[0]),
            let letter = parts[1].first, let number = Int(parts[1].dropFirst()), number > 0
        else { return nil }
        switch letter {
        case "q" where number <= 4:
            guard let first = CalendarDay(year: year, month: number * 3 - 2, day: 1) else {
                return nil
            }
            return (first, Self.endOfMonth(first, monthsLater: 2))
        case "w" where number <= 53:
            // Week 1 holds 4 January (ISO 8601).
            guard let fourth = CalendarDay(year: year, month: 1, day: 4) else { return nil }
            let first = fourth.adding(days: (number - 1) * 7 - (fourth.weekday - 1))
            return (first, first.adding(days: 6))
        default: return nil
        }
    }

    private func relative(_ text: String) -> (first: CalendarDay, last: CalendarDay)? {
        switch text {
        case "today": return (today, today)
        case "yesterday": return (today.adding(days: -1), today.adding(days: -1))
        default: break
        }
        let parts = text.split(whereSeparator: { $0 == "-" || $0 == "_" || $0 == " " })
        guard let which = parts.first, which == "this" || which == "last" else { return nil }
        if parts.count == 2 { return period(String(parts[1]), back: which == "last" ? 1 : 0) }
        guard parts.count == 3, which == "last", let number = Int(parts[1]),
            (1...10_000).contains(number)
        else { return nil }
        switch parts[2] {
        case "day", "days": return (today.adding(days: 1 - number), today)
        case "week", "weeks": return (today.adding(days: 1 - 7 * number), today)
        case "month", "months": return (Self.back(today, months: number).adding(days: 1), today)
        case "year", "years":
            return (Self.back(today, months: 12 * number).adding(days: 1), today)
        default: return nil
        }
    }

    private func period(_ unit: String, back: Int) -> (first: CalendarDay, last: CalendarDay)? {
        let (year, month, _) = today.components
        switch unit {
        case "week":
            let monday = today.adding(days: 1 - today.weekday - 7 * back)
            return (monday, monday.adding(days: 6))
        case "month":
            let first = Self.firstOfMonth(year: year, month: month, monthsBack: back)
            return (first, Self.endOfMonth(first, monthsLater: 0))
        case "quarter":
            let first = Self.firstOfMonth(
                year: year, month: (month - 1) / 3 * 3 + 1, monthsBack: 3 * back)
            return (first, Self.endOfMonth(first, monthsLater: 2))
        case "year":
            let first = Self.firstOfMonth(year: year, month: 1, monthsBack: 12 * back)
            return (first, Self.endOfMonth(first, monthsLater: 11))
        default: return nil
        }
    }

    private static func firstOfMonth(year: Int, month: Int, monthsBack: Int) -> CalendarDay {
        let months = year * 12 + month - 1 - monthsBack
        let year = months >= 0 ? months / 12 : (months - 11) / 12
        return CalendarDay(year: year, month: months - year * 12 + 1, day: 1)
            ?? CalendarDay(daysSince1970: Int32.min / 2)
    }

    private static func endOfMonth(_ first: CalendarDay, monthsLater: Int) -> CalendarDay {
        let parts = first.components
        return firstOfMonth(year: parts.year, month: parts.month, monthsBack: -monthsLater - 1)
            .adding(days: -1)
    }

    /// The same day so many months earlier, or the last day of that month.
    private static func back(_ day: CalendarDay, months: Int) -> CalendarDay {
        let parts = day.components
        let first = firstOfMonth(year: parts.year, month: parts.month, monthsBack: months)
        let month = first.components
        let last = CalendarDay.lastDay(ofMonth: month.month, year: month.year)
        return first.adding(days: min(parts.day, last) - 1)
    }
}
