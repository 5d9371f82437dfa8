import Articles
import Testing

@testable import Readers

@Suite struct DateInferenceTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let text: String
        let language: String
        let published: String?

        init(_ text: String, _ published: String?, _ language: String = "en") {
            self.text = text
            self.published = published
            self.language = language
        }

        var testDescription: String { text }
    }

    static let cases: [Case] = [
        Case("On December 25, 2024, she agreed. This past week it ended.", "2024-12-25/2025-01-01"),
        Case("They met last week. The deal of March 3, 2020 holds.", "2020-03-03/2020-03-10"),
        Case("The deal of March 3, 2020 holds. Two weeks ago he left.", "2020-03-03/2020-03-17"),
        Case("Earlier this month, on March 3, 2020, he left.", "2020-03-03/2020-04-03"),
        Case("Last Friday, 2 October 2009, Ireland voted.", "2009-10-02/2009-10-09"),
        Case(
            "This past Tuesday, November 21, 1995, they signed. NATO will go in next month.",
            "1995-11-21/1995-11-28"),
        Case("On November 21, 1995, they signed. NATO will go in next month.", nil),
        Case("On Monday, August 30, 2021, the last aircraft left.", nil),
        Case("On Monday, August 30, 2021, it left. This week it is over.", "2021-08-30/2021-09-06"),
        Case("On 2 May 2019 and on 9 May 2019 they met; yesterday again.", "2019-05-09/2019-05-16"),
        Case(
            "They will meet on June 1, 2022. On May 3, 2022, he said so yesterday.",
            "2022-05-03/2022-05-10"),
        Case(
            "Am 3. März 2021 trat er zurück. Diese Woche folgte sie.", "2021-03-03/2021-03-10", "de"
        ),
        Case(
            "Le 3 mars 2021, il partit. La semaine dernière, elle suivit.",
            "2021-03-03/2021-03-10", "fr"),
        Case(
            "El 3 de marzo de 2021 se fue. La semana pasada, ella.", "2021-03-03/2021-03-10", "es"),
        Case(
            "Il 3 marzo 2021 partì. La settimana scorsa anche lei.", "2021-03-03/2021-03-10", "it"),
        Case("Op 3 maart 2021 vertrok hij. Vorige week volgde zij.", "2021-03-03/2021-03-10", "nl"),
        Case(
            "Em 3 de março de 2021 ele saiu. Na semana passada, ela.", "2021-03-03/2021-03-10", "pt"
        ),
        // Histories: a day without a word for how near it is, or one that the text outlives.
        Case("On June 28, 1914, an archduke was shot in Sarajevo.", nil),
        Case(
            "On December 7, 1941, the fleet was attacked. In 2011 a museum opened last week.", nil),
        Case("On May 9, 1945, it ended. In June 1946 they met. That was last week's lesson.", nil),
        Case("In May 2023 he spoke; in 2021 he wrote.", nil),
        Case("Last week they met, and this week they parted.", nil),
        Case("The treaty expires on February 5, 2026, he said yesterday.", nil),
        Case("", nil), Case("No time at all.", nil),
        // Anniversaries.
        Case(
            "Today marks the 20th anniversary of the invasion of March 20, 2003.",
            "2023-03-13/2023-03-27"),
        Case("This week marks the thirtieth anniversary of the genocide of 1994.", "2024"),
        Case("The 50th anniversary of the coup of 1973 was a sad affair.", nil),
    ]

    @Test("the text gives an interval or nothing", arguments: cases)
    func infers(_ testCase: Case) {
        let evidence = DateInference.infer(
            title: "", paragraphs: [testCase.text], language: testCase.language, notAfter: nil)
        let date = DateChoice.choose(evidence, modified: nil)
        #expect(date.published == testCase.published)
        #expect(date.basis == (testCase.published == nil ? .none : .text))
        #expect(date.conflict == false)
    }

    @Test("the evidence shows the day as printed and the words that bound it")
    func evidence() {
        let found = DateInference.infer(
            title: "The real clue",
            paragraphs: ["Just this past week it ended.", "On December 25, 2024, she agreed."],
            language: "en", notAfter: CalendarDay(year: 2024, month: 12, day: 28))
        #expect(
            found == [
                DateEvidence(
                    source: .text, raw: "On December 25, 2024", value: "2024-12-25", trust: 0.4),
                DateEvidence(
                    source: .text, raw: "this past week", value: "2024-12-25/2024-12-28",
                    trust: 0.35),
            ])
    }

    @Test("a day after the text was there is not its day")
    func notAfter() {
        let found = DateInference.infer(
            title: "", paragraphs: ["This week. On December 25, 2024, and on May 2, 2024."],
            language: "en", notAfter: CalendarDay(year: 2024, month: 6, day: 1))
        #expect(found.map(\.value) == ["2024-05-02", "2024-05-02/2024-05-09"])
    }
}

@Suite struct DateChoiceTests {
    private func evidence(_ source: DateBasis, _ value: String, _ trust: Double? = nil)
        -> DateEvidence
    {
        DateEvidence(
            source: source, raw: value, value: value, trust: trust ?? DateChoice.trust(in: source))
    }

    @Test("the most trusted candidate is published, with all of them as evidence")
    func trust() throws {
        let candidates = [
            evidence(.url, "2024-12"), evidence(.jsonld, "2024-12-25"),
            evidence(.byline, "2024-12-25"),
        ]
        var expected = try #require(PublicationDate(published: "2024-12-25", basis: .jsonld))
        expected.evidence = [candidates[1], candidates[2], candidates[0]]
        #expect(DateChoice.choose(candidates, modified: nil) == expected)
    }

    @Test("a time of the same day is taken from a candidate that is trusted as well")
    func time() {
        let date = DateChoice.choose(
            [evidence(.jsonld, "2024-12-25"), evidence(.meta, "2024-12-25T10:00:00Z")],
            modified: nil)
        #expect(date.published == "2024-12-25T10:00:00Z")
        #expect(date.basis == .jsonld)
        #expect(date.conflict == false)
    }

    @Test(
        "trusted candidates more than a day apart are a conflict",
        arguments: [
            ("2024-12-26", false), ("2024-12-27", true), ("2024-12", false), ("2023", true),
            ("2024-12-24T23:00:00Z", false),
        ])
    func conflict(_ other: String, _ isConflict: Bool) {
        let date = DateChoice.choose(
            [evidence(.jsonld, "2024-12-25"), evidence(.meta, other)], modified: nil)
        #expect(date.conflict == isConflict)
        #expect(date.published == "2024-12-25")
    }

    @Test("a URL or a text that disagrees is no conflict")
    func support() {
        let date = DateChoice.choose(
            [
                evidence(.byline, "2024-12-25"), evidence(.url, "2023-01-01"),
                evidence(.text, "2021-01-01/2021-01-08"),
            ], modified: nil)
        #expect(date.conflict == false)
        #expect(date.basis == .byline)
    }

    @Test("a day of the text alone is not published")
    func textDay() {
        let date = DateChoice.choose([evidence(.text, "2024-12-25")], modified: nil)
        #expect(date.published == nil)
        #expect(date.basis == .none)
        #expect(date.evidence.count == 1)
    }

    @Test("a change before the publication is dropped")
    func modified() {
        let day = [evidence(.meta, "2024-12-25")]
        #expect(DateChoice.choose(day, modified: "2024-12-26").modified == "2024-12-26")
        #expect(DateChoice.choose(day, modified: "2024-12-24").modified == nil)
        #expect(DateChoice.choose([], modified: "2024-12-24").modified == "2024-12-24")
        #expect(DateChoice.choose(day, modified: "soon").modified == nil)
    }
}
