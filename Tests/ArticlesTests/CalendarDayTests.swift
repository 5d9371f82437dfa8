import Articles
import Testing

@Suite struct CalendarDayTests {
    @Test("a day reads back as it was written")
    func roundTrip() {
        for text in ["1970-01-01", "1790-01-08", "2000-02-29", "2024-12-25", "2106-02-07"] {
            #expect(CalendarDay(text)?.description == text)
        }
    }

    @Test("days that no calendar has are refused")
    func refusals() {
        for text in [
            "2023-02-29", "1900-02-29", "2024-13-01", "2024-00-10", "2024-1-1", "20240101",
        ] {
            #expect(CalendarDay(text) == nil, "\(text)")
        }
    }

    @Test("every day of four centuries follows the one before, with the right weekday")
    func everyDay() throws {
        var day = try #require(CalendarDay("1799-12-31"))
        var weekday = day.weekday
        #expect(weekday == 2)
        let end = try #require(CalendarDay("2200-01-01"))
        while day < end {
            let next = day.adding(days: 1)
            weekday = weekday % 7 + 1
            let (year, month, dayOfMonth) = next.components
            #expect(next.weekday == weekday)
            #expect(CalendarDay(year: year, month: month, day: dayOfMonth) == next)
            day = next
        }
    }
}
