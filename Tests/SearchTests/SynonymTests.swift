import Archive
import Articles
import Testing

@testable import Search

@Suite struct SynonymTests {
    private static let rules = """
        oil, crude, black gold
        alliance => NATO, north atlantic treaty
        Sanktion => sanctions
        """

    private func engine() throws -> SearchEngine {
        let synonyms = try Synonyms.parse(Self.rules, file: "synonyms.txt")
        var options = SearchOptions()
        options.today = { testDay }
        options.synonyms = synonyms
        return try SearchEngine(archive: try SampleEngine.shared.get().archive, options: options)
    }

    @Test(
        "a word finds what its synonyms find, in the direction of the rule",
        arguments: [
            ("crude", ["a2", "a4"]), ("\"black gold\"", ["a2", "a4"]), ("CRUDE gas", ["a2", "a4"]),
            ("black gold", []), ("alliance", ["a4"]), ("alliance finland", ["a4"]),
            ("finland NEAR/3 alliance", ["a4"]), ("gas -crude", ["a1", "a3", "a5", "a7"]),
            ("exact:\"crude\"", []), ("\"crude\"", []), ("crud*", []), ("crude~1", []),
            ("title:crude", ["a2"]), ("Sanktionen", ["a1", "a2", "a7", "a8"]),
        ])
    func widens(q: String, ids: [String]) throws {
        #expect(try engine().search(SearchRequest(q)).hits.compactMap(\.id).sorted() == ids)
    }

    @Test("the answer shows what was searched, as text that is a query")
    func parsed() throws {
        let answer = try engine().search(SearchRequest("gas crude"))
        #expect(answer.query.parsed == "gas AND (crude OR oil OR \"black gold\")")
    }

    @Test("snippets mark the synonyms that were found")
    func marked() throws {
        let hit = try #require(
            try engine().search(SearchRequest("crude id:a2")).hits.first)
        #expect(hit.titleSpans == [[0, 3]])
    }
}
