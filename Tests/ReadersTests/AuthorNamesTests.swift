import Testing

@testable import Readers

@Suite struct AuthorNamesTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let raw: String
        let names: [String]
        let language: String?
        let site: String?

        init(_ raw: String, _ names: [String], _ language: String? = nil, site: String? = nil) {
            self.raw = raw
            self.names = names
            self.language = language
            self.site = site
        }

        var testDescription: String { raw }
    }

    static let prefixes: [Case] = [
        Case("Jane Doe", ["Jane Doe"]),
        Case("By Jane Doe", ["Jane Doe"]),
        Case("BY JANE DOE", ["Jane Doe"]),
        Case("by: Jane Doe", ["Jane Doe"]),
        Case("  By\u{A0}Jane\u{A0}Doe ", ["Jane Doe"]),
        Case("Written by Jane Doe", ["Jane Doe"]),
        Case("Posted By: Jane Doe", ["Jane Doe"]),
        Case("Opinion by Jane Doe", ["Jane Doe"]),
        Case("Von Jane Doe", ["Jane Doe"], "de"),
        Case("Ein Kommentar von Jana Müller", ["Jana Müller"], "de"),
        Case("Von Miller", ["Von Miller"], "en"),
        Case("Gastbeitrag von Hans-Peter Groß", ["Hans-Peter Groß"], "de"),
        Case("Par Jean Dupont", ["Jean Dupont"], "fr"),
        Case("Propos recueillis par Anne-Marie Le Gall", ["Anne-Marie Le Gall"], "fr"),
        Case("Por María José Álvarez", ["María José Álvarez"], "es"),
        Case("Escrito por Juan Pérez", ["Juan Pérez"], "es"),
        Case("Di Mario Rossi", ["Mario Rossi"], "it"),
        Case("a cura di Lucia Bianchi", ["Lucia Bianchi"], "it"),
        Case("Texto por João da Silva", ["João da Silva"], "pt"),
        Case("Door Jan de Vries", ["Jan de Vries"], "nl"),
        Case("Door: Pieter van den Berg", ["Pieter van den Berg"], "nl"),
        Case("Av Kari Nordmann", ["Kari Nordmann"], "sv"),
        Case("Autor: Lena Schmidt", ["Lena Schmidt"], "de"),
        Case("<a href=\"/x\">Jane Doe</a>", ["Jane Doe"]),
        Case("Ren&eacute; L&#233;vesque", ["René Lévesque"]),
    ]

    static let suffixes: [Case] = [
        Case("Jane Doe | Political Editor", ["Jane Doe"]),
        Case("Jane Doe, Political Editor", ["Jane Doe"]),
        Case("Jane Doe, for The Daily Record", ["Jane Doe"]),
        Case("Jane Doe in Brussels", ["Jane Doe"]),
        Case("Jane Doe, Brussels", ["Jane Doe"]),
        Case("Jane Doe, New York", ["Jane Doe"]),
        Case("Jane Doe jane@paper.org", ["Jane Doe"]),
        Case("jane@paper.org (Jane Doe)", ["Jane Doe"]),
        Case("Jane Doe <jane@paper.org>", ["Jane Doe"]),
        Case("Jane Doe @janedoe", ["Jane Doe"]),
        Case("Jane Doe - December 25, 2024", ["Jane Doe"]),
        Case("Jane Doe December 25, 2024", ["Jane Doe"]),
        Case("Jane Doe on 25 December 2024", ["Jane Doe"]),
        Case("Jane Doe · 5 min read", ["Jane Doe"]),
        Case("Jane Doe (Reuters)", ["Jane Doe"]),
        Case("Jane Doe, Professor of Law, University of Oxford", ["Jane Doe"]),
        Case("Jane Doe, PhD", ["Jane Doe"]),
        Case("Jane Doe PhD", ["Jane Doe"]),
        Case("Jane Doe is a senior fellow at the Institute", ["Jane Doe"]),
        Case("By Jane Doe\nForeign Correspondent", ["Jane Doe"]),
        Case("Jane Doe's blog", ["Jane Doe"]),
        Case("By Jane Doe, Updated 4:05 p.m.", ["Jane Doe"]),
        Case("Jane Doe Contributor", []),
    ]

    static let several: [Case] = [
        Case("Jane Doe and John Roe", ["Jane Doe", "John Roe"]),
        Case("Jane Doe & John Roe", ["Jane Doe", "John Roe"]),
        Case("Jane Doe, John Roe and Max Mill", ["Jane Doe", "John Roe", "Max Mill"]),
        Case("Jane Doe, John Roe, and Max Mill", ["Jane Doe", "John Roe", "Max Mill"]),
        Case("Jane Doe; John Roe", ["Jane Doe", "John Roe"]),
        Case("Doe, Jane; Roe, John", ["Jane Doe", "John Roe"]),
        Case("Doe, Jane", ["Jane Doe"]),
        Case("van der Berg, Jan", ["Jan van der Berg"]),
        Case("Jane Doe with John Roe", ["Jane Doe", "John Roe"]),
        Case("Jane Doe und John Roe", ["Jane Doe", "John Roe"], "de"),
        Case("Jane Doe et John Roe", ["Jane Doe", "John Roe"], "fr"),
        Case("Juan Pérez y Ana Gómez", ["Juan Pérez", "Ana Gómez"], "es"),
        Case("José Ortega y Gasset", ["José Ortega y Gasset"], "es"),
        Case("Mario Rossi e Luca Verdi", ["Mario Rossi", "Luca Verdi"], "it"),
        Case("Jan de Vries en Piet Smit", ["Jan de Vries", "Piet Smit"], "nl"),
        Case("Jane Doe and Jane Doe", ["Jane Doe"]),
        Case("Jane Doe | John Roe", ["Jane Doe", "John Roe"]),
        Case("Jane Doe / John Roe", ["Jane Doe", "John Roe"]),
        Case("By Jane Doe and Reuters", ["Jane Doe"]),
        Case("Jane Doe, Jr., and John Roe", ["Jane Doe Jr.", "John Roe"]),
        Case("Robert Roe, Jr.", ["Robert Roe Jr."]),
        Case("Jane Doe, MD, MPH", ["Jane Doe"]),
        Case("Jane Doe, Photographs by Max Mill", ["Jane Doe"]),
        Case("Jane Doe\nJohn Roe", ["Jane Doe", "John Roe"]),
    ]

    static let shapes: [Case] = [
        Case("J. K. Rowling", ["J. K. Rowling"]),
        Case("JEAN-PIERRE O'BRIEN", ["Jean-Pierre O'Brien"]),
        Case("Jean DUPONT", ["Jean Dupont"]),
        Case("Ursula von der Leyen", ["Ursula von der Leyen"]),
        Case("Khaled al-Rashid", ["Khaled al-Rashid"]),
        Case("bell hooks", ["bell hooks"]),
        Case("王小明", ["王小明"]),
        Case("Иван Петров", ["Иван Петров"]),
        Case("Ngozi Okonjo-Iweala", ["Ngozi Okonjo-Iweala"]),
        Case("Abū ʿAlī Sīnā", ["Abū ʿAlī Sīnā"]),
        Case("Maria do Carmo de Sousa Lima", ["Maria do Carmo de Sousa Lima"]),
    ]

    static let surnamesThatAreWords: [Case] = [
        Case("Matt Daily and Peter Read", ["Matt Daily", "Peter Read"]),
        Case("Bill Press", ["Bill Press"]), Case("Free Press", []), Case("Guest Post", []),
        Case("Denver Post", []), Case("Joseph A. Giannone", ["Joseph A. Giannone"]),
        Case("Jane Doe -Analysis", ["Jane Doe"]), Case("Jane Doe-Analysis", ["Jane Doe"]),
        Case("Jane Doe, European Oil and Gas Correspondent", ["Jane Doe"]),
        Case("Jane Doe Reuters", ["Jane Doe"]), Case("J.Doe", ["J.Doe"]),
    ]

    static let nobody: [Case] = [
        Case("", []), Case("   ", []), Case("By", []), Case("Reuters", []), Case("AFP", []),
        Case("Associated Press", []), Case("The Associated Press", []), Case("By AP", []),
        Case("Staff", []), Case("Staff Writer", []), Case("Editorial Board", []),
        Case("The Editors", []), Case("News Desk", []), Case("admin", []), Case("Guest", []),
        Case("https://www.facebook.com/janedoe", []), Case("@janedoe", []),
        Case("Deutsche Presse-Agentur", []), Case("Redaktion", [], "de"),
        Case("Agence France-Presse", [], "fr"), Case("Redacción", [], "es"),
        Case("Daily Record", [], site: "Daily Record"),
        Case("Foreign Notes", [], site: "www.foreignnotes.com"),
        Case("The Weekly Letter", []), Case("Department of State", []),
        Case("University of Oxford", []), Case("5 min read", []), Case("December 25, 2024", []),
        Case("Photograph by Max Mill", []), Case("Read more about this story", []),
        Case("Mr. Rubin", []), Case("janedoe", []), Case("\u{0}\u{1}", []), Case("<><<>>", []),
        Case("Why the war will not end soon", []), Case(";,;,|&", []),
        Case(String(repeating: "Jane Doe and ", count: 100), []),
    ]

    @Test(
        "a byline gives its names",
        arguments: prefixes + suffixes + several + shapes + surnamesThatAreWords + nobody)
    func names(_ testCase: Case) {
        let authors = AuthorNames.parse(
            testCase.raw, source: "meta", language: testCase.language, site: testCase.site)
        #expect(authors.map(\.name) == testCase.names)
    }

    @Test(
        "honorifics stand apart from the name",
        arguments: [
            ("Dr. Michael Rubin", "Michael Rubin", "Dr."),
            ("Prof. Dr. Anna Schmidt", "Anna Schmidt", "Prof. Dr."),
            ("Sir John Roe", "John Roe", "Sir"),
            ("Rt Hon Jane Doe", "Jane Doe", "Rt Hon"),
            ("By Lt. Gen. Max Mill", "Max Mill", "Lt. Gen."),
            ("Professor Jane Doe", "Jane Doe", "Professor"),
            ("Jane Doe", "Jane Doe", nil),
            ("Sheikh Hasina", "Sheikh Hasina", nil),
        ] as [(String, String, String?)])
    func honorifics(_ raw: String, _ name: String, _ honorific: String?) throws {
        let authors = AuthorNames.parse(raw, source: "byline", language: nil, site: nil)
        #expect(authors.map(\.name) == [name])
        #expect(authors.map(\.honorific) == [honorific])
        #expect(authors.map(\.source) == ["byline"])
    }
}
