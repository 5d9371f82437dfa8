import Articles
import Schema
import Testing

@Suite struct TermTests {
    @Test("a term is its field's prefix and the value")
    func prefixes() {
        #expect(Term.of(.id, "a7f3") == "Qa7f3")
        #expect(Term.of(.author, "author/jane-doe") == "Aauthor/jane-doe")
        #expect(Term.of(.actor, "org/nato") == "XCorg/nato")
    }

    @Test("a value too long for Xapian is hashed inside and stays distinct")
    func long() {
        let one = Term.of(.id, String(repeating: "é", count: 200) + "1")
        let two = Term.of(.id, String(repeating: "é", count: 200) + "2")
        #expect(one != two)
        #expect(one.utf8.count <= Term.maximumLengthInBytes)
        #expect(!one.unicodeScalars.contains("\u{FFFD}"))
    }

    @Test(
        "a date has the terms that its precision allows",
        arguments: [
            ("2024-12-25", ["Y2024", "M202412", "D20241225"]),
            ("2024-12-25/2025-01-01", ["Y2024", "M202412", "D20241225"]),
            ("2024-12", ["Y2024", "M202412"]),
            ("2024", ["Y2024"]),
        ])
    func dates(published: String, terms: [String]) throws {
        let date = try #require(PublicationDate(published: published, basis: .text))
        #expect(Term.dates(date) == terms)
    }
}
