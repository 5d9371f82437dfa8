import Testing

@testable import Readers

@Suite struct DateParsingTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let raw: String
        let language: String?
        let edtf: String?
        var ambiguous = false

        init(_ raw: String, _ language: String?, _ edtf: String?, ambiguous: Bool = false) {
            self.raw = raw
            self.language = language
            self.edtf = edtf
            self.ambiguous = ambiguous
        }

        var testDescription: String { "\(raw) [\(language ?? "-")]" }
    }

    static let machine: [Case] = [
        Case("2024-12-25", nil, "2024-12-25"),
        Case("2024-12-25T10:00:00Z", nil, "2024-12-25T10:00:00Z"),
        Case("2024-12-25T10:00:00.123Z", nil, "2024-12-25T10:00:00Z"),
        Case("2024-12-25T10:00:00+01:00", nil, "2024-12-25T10:00:00+01:00"),
        Case("2024-12-25T10:00:00+0530", nil, "2024-12-25T10:00:00+05:30"),
        Case("2024-12-25T10:00:00-05", nil, "2024-12-25T10:00:00-05:00"),
        Case("2024-12-25T10:00:00+00:00", nil, "2024-12-25T10:00:00Z"),
        Case("2024-12-25T10:00", nil, "2024-12-25T10:00"),
        Case("2024-12-25 10:00:00", nil, "2024-12-25T10:00:00"),
        Case("2024-12-25 10:00:00 UTC", nil, "2024-12-25T10:00:00Z"),
        Case("2024-12-25T00:00:00", nil, "2024-12-25"),
        Case("2024-12-25T00:00:00Z", nil, "2024-12-25T00:00:00Z"),
        Case("20241225", nil, "2024-12-25"),
        Case("20130709T103700Z", nil, "2013-07-09T10:37:00Z"),
        Case("20241225100005", nil, "2024-12-25T10:00:05"),
        Case("2024/12/25", nil, "2024-12-25"),
        Case("2024.12.25", nil, "2024-12-25"),
        Case("2024-12", nil, "2024-12"),
        Case("2024", nil, "2024"),
        Case("Wed, 25 Dec 2024 10:00:00 GMT", nil, "2024-12-25T10:00:00Z"),
        Case("Wed, 25 Dec 2024 10:00:00 +0100", nil, "2024-12-25T10:00:00+01:00"),
        Case("25 Dec 96 10:00 EST", nil, "1996-12-25T10:00-05:00"),
        Case("Wed, 25 Dec 24 10:00:00 PST", nil, "2024-12-25T10:00:00-08:00"),
        Case("Wed Dec 25 10:00:00 EST 2024", nil, "2024-12-25T10:00:00-05:00"),
        Case("Wed Dec 25 10:00:00 2024", nil, "2024-12-25T10:00:00"),
        Case("Wed Dec 25 2024 10:00:00 GMT+0100 (CET)", nil, "2024-12-25T10:00:00+01:00"),
    ]

    static let english: [Case] = [
        Case("December 25, 2024", "en", "2024-12-25"),
        Case("Dec. 25, 2024", "en", "2024-12-25"),
        Case("Dec 25 2024", "en", "2024-12-25"),
        Case("25 December 2024", "en", "2024-12-25"),
        Case("25th December, 2024", "en", "2024-12-25"),
        Case("the 1st of May 2019", "en", "2019-05-01"),
        Case("May 3rd, 2019", "en", "2019-05-03"),
        Case("Sept. 5, 2001", "en", "2001-09-05"),
        Case("DECEMBER 25, 2024", "en", "2024-12-25"),
        Case("25-Dec-2024", "en", "2024-12-25"),
        Case("Dec-25-2024", "en", "2024-12-25"),
        Case("December 2024", "en", "2024-12"),
        Case("Wednesday, December 25, 2024 at 6:15 PM", "en", "2024-12-25T18:15"),
        Case("Dec 25, 2024 12:05 a.m. ET", "en", "2024-12-25T00:05-05:00"),
        Case("July 4, 2024, 9:30 am ET", "en", "2024-07-04T09:30-04:00"),
        Case("Fri Oct 20, 2006 6:15pm EDT", "en", "2006-10-20T18:15-04:00"),
        Case("6:15 PM ET, Wed December 25, 2024", "en", "2024-12-25T18:15-05:00"),
        Case("6:15 PM ET, Thu July 25, 2024", "en", "2024-07-25T18:15-04:00"),
        Case("10:30 GMT, 25 December 2024", "en", "2024-12-25T10:30Z"),
        Case("Published: December 24, 2024 | Updated: December 25, 2024", "en", "2024-12-24"),
        Case("Updated December 25, 2024; published December 24, 2024", "en", "2024-12-24"),
        Case("Updated 4:05 p.m. Dec. 25, 2024", "en", "2024-12-25T16:05"),
        Case("Last modified on 25 Dec 2024 10.30 am", "en", "2024-12-25T10:30"),
        Case("By Jane Doe | December 25, 2024 | 5 min read", "en", "2024-12-25"),
        Case("12/25/2024", "en", "2024-12-25"),
        Case("25/12/2024", "en", "2024-12-25"),
        Case("03/04/2024", "en", "2024-03-04", ambiguous: true),
        Case("03/04/2024", "en-US", "2024-03-04"),
        Case("03/04/2024", "en-GB", "2024-04-03"),
        Case("03/04/2024", "en_AU", "2024-04-03"),
        Case("03/04/2024", nil, "2024-03-04", ambiguous: true),
        Case("03/03/2024", nil, "2024-03-03"),
        Case("12/25/24", "en", "2024-12-25"),
        Case("5/6/98", "en-GB", "1998-06-05"),
    ]

    static let others: [Case] = [
        Case("25. Dezember 2024", "de", "2024-12-25"),
        Case("25.12.2024, 10:30 Uhr", "de", "2024-12-25T10:30"),
        Case("25.12.24", "de", "2024-12-25"),
        Case("Mittwoch, 1. März 2023 um 8 Uhr", "de", "2023-03-01T08:00"),
        Case("Veröffentlicht am 24.12.2024, aktualisiert am 25.12.2024", "de", "2024-12-24"),
        Case("Stand: 25. Dez. 2024", "de", "2024-12-25"),
        Case("3. Jänner 2020", "de", "2020-01-03"),
        Case("25 décembre 2024", "fr", "2024-12-25"),
        Case("le 1er janvier 2024 à 10h30", "fr", "2024-01-01T10:30"),
        Case("Publié le 24 févr. 2024, mis à jour le 25 févr. 2024", "fr", "2024-02-24"),
        Case("Mis à jour le 25/02/2024 à 07:45", "fr", "2024-02-25T07:45"),
        Case("03/04/2024", "fr", "2024-04-03"),
        Case("15 aout 2019", "fr", "2019-08-15"),
        Case("25 de diciembre de 2024", "es", "2024-12-25"),
        Case("25 dic 2024 - 10:30 CET", "es", "2024-12-25T10:30+01:00"),
        Case("Actualizado: 3 de agosto del 2021", "es", "2021-08-03"),
        Case("3 ago 2021", "es", "2021-08-03"),
        Case("25 dicembre 2024", "it", "2024-12-25"),
        Case("8 set 2022 alle 09:15", "it", "2022-09-08T09:15"),
        Case("1º gennaio 2020", "it", "2020-01-01"),
        Case("25 de dezembro de 2024", "pt", "2024-12-25"),
        Case("25/12/2024 às 14h05", "pt", "2024-12-25T14:05"),
        Case("7 out. 2020", "pt", "2020-10-07"),
        Case("25 december 2024 om 10:30", "nl", "2024-12-25T10:30"),
        Case("03-04-2024", "nl", "2024-04-03"),
        Case("4 mrt 2021", "nl", "2021-03-04"),
        Case("25 grudnia 2024", "pl", "2024-12-25"),
        Case("25 декабря 2024", "ru", "2024-12-25"),
        Case("2024. december 25.", "hu", "2024-12-25"),
        Case("2024年12月25日", "ja", "2024-12-25"),
        Case("25 Aralık 2024", "tr", "2024-12-25"),
        Case("25. joulukuuta 2024", "fi", "2024-12-25"),
    ]

    static let nothing: [Case] = [
        Case("", nil, nil), Case("two weeks ago", "en", nil), Case("5 min read", "en", nil),
        Case("December 25", "en", nil), Case("32 December 2024", "en", "2024-12"),
        Case("February 30, 2024", "en", nil), Case("99/99/2024", nil, nil),
        Case("2024-13-01", nil, nil), Case("1.2.3", nil, nil), Case("10:30", nil, nil),
        Case("0000-00-00 00:00:00", nil, nil), Case("call 555-12-1234", "en", nil),
        Case("3 ago 2021", nil, nil), Case("99999999999999999999999", nil, nil),
        Case(String(repeating: "December 25, 2024 ", count: 30), "en", nil),
        Case("9999", nil, nil), Case("\u{0}\u{FFFD}-", nil, nil),
    ]

    @Test("a date is read", arguments: machine + english + others + nothing)
    func read(_ testCase: Case) {
        let expected = testCase.edtf.map {
            ParsedDate(edtf: $0, dayFirstAmbiguous: testCase.ambiguous)
        }
        #expect(DateParsing.parse(testCase.raw, language: testCase.language) == expected)
    }

    @Test(
        "the path of a URL gives a day or a month",
        arguments: [
            ("https://a.org/2024/12/25/slug", "2024-12-25"),
            ("https://a.org/opinion/2024/dec/25/slug", "2024-12-25"),
            ("https://a.org/2024/12/slug", "2024-12"),
            ("https://a.org/2024/12/25-things-to-know", "2024-12-25"),
            ("https://a.org/2024-12-25-slug.html", "2024-12-25"),
            ("https://a.org/slug-2024-12-25", "2024-12-25"),
            ("https://a.org/a/20241225/slug", "2024-12-25"),
            ("https://a.org/2024/1225/slug", "2024-12-25"),
            ("https://a.org/article/2006/10/20/name-idUSN20", "2006-10-20"),
            ("https://a.org/2024/", nil), ("https://a.org/news-2030", nil),
            ("https://a.org/slug?date=2024-12-25", nil), ("https://a.org/#2024/12/25", nil),
            ("https://a.org/12345678/slug", nil), ("not a url", nil), ("https://a.org", nil),
            ("https://2024.org/12/25", nil), ("https://a.org/2024/13/40/slug", nil),
        ] as [(String, String?)])
    func fromURL(_ url: String, _ edtf: String?) {
        #expect(DateParsing.fromURL(url)?.edtf == edtf)
    }
}
