import Articles
import Testing

@Suite struct EDTFTests {
    @Test(
        "each form gives its first day, last day and precision",
        arguments: [
            ("2024", "2024-01-01", "2024-12-31", DatePrecision.year),
            ("2024-02", "2024-02-01", "2024-02-29", .month),
            ("2024-12-25", "2024-12-25", "2024-12-25", .day),
            ("2024-12-25T10:00:00Z", "2024-12-25", "2024-12-25", .time),
            ("2024-12-25T10:00+01:00", "2024-12-25", "2024-12-25", .time),
            ("2024-12-25/2025-01-01", "2024-12-25", "2025-01-01", .interval),
        ])
    func forms(text: String, first: String, last: String, precision: DatePrecision) throws {
        let date = try #require(EDTF(text))
        #expect(date.first.description == first)
        #expect(date.last.description == last)
        #expect(date.precision == precision)
    }

    @Test(
        "other texts are refused",
        arguments: [
            "", "24", "2024-2", "2024-02-30", "2025-01-01/2024-12-25", "2024/2025", "yesterday",
            "2024-12-25T", "2024-12-25Tnoon", "2024-12-25/",
        ])
    func refusals(text: String) {
        #expect(EDTF(text) == nil)
    }

    @Test("only month and year stretch a publication date beyond its first day")
    func lastDay() {
        let last = { (text: String) in
            PublicationDate(published: text, basis: .text)?.lastDay?.description
        }
        #expect(last("2024-12-25/2025-01-01") == "2024-12-25")
        #expect(last("2024-12") == "2024-12-31")
        #expect(last("2024") == "2024-12-31")
        #expect(PublicationDate().lastDay == nil)
    }
}
