import Articles
import Testing

@testable import Search

@Suite struct SuggestionTests {
    private func archive(_ q: String, _ change: (inout SearchRequest) -> Void = { _ in }) throws
        -> String?
    {
        let engine = try SampleEngine.shared.get().engine
        return try engine.search(SearchRequest(q, change)).query.suggestion
    }

    @Test(
        "a query that finds nothing is proposed with the words that the archive has",
        arguments: [
            ("sanctoins", "sanctions"), ("Sanctoins gas", "Sanctions gas"),
            ("gas \"cheep gas\"", "gas \"cheap gas\""), ("title:cheep", "title:cheap"),
            ("(sanctoins OR wintr) NOT oil", "(sanctions OR winter) NOT oil"),
            ("finlnd NEAR/5 nato", "finland NEAR/5 nato"),
            ("storrage author:\"Max Roe\"", "storage author:\"Max Roe\""),
        ])
    func proposes(q: String, suggestion: String) throws {
        #expect(try archive(q) == suggestion)
        let engine = try SampleEngine.shared.get().engine
        #expect(try engine.search(SearchRequest(suggestion)).total?.articles ?? 0 > 0)
    }

    @Test(
        "nothing is proposed where it would not help",
        arguments: [
            "gas", "zyzzyva", "sanctoins zyzzyva", "gas NOT cheep", "exact:\"cheep\"", "", "oi",
        ])
    func silent(q: String) throws {
        #expect(try archive(q) == nil)
    }

    @Test("in natural language a word that nobody printed is replaced, whatever the others find")
    func natural() throws {
        #expect(
            try archive("Does Finlnd buy gas?") { $0.mode = .natural } == "Does Finland buy gas?")
        #expect(try archive("Does Finland buy gas?") { $0.mode = .natural } == nil)
    }

    @Test("only the first page is asked about")
    func laterPages() throws {
        #expect(try archive("sanctoins") { $0.offset = 5 } == nil)
    }

    @Test("a word that only the newest articles have is not doubted")
    func delta() throws {
        let made = try TestArchive(Samples.articles)
        try made.put([Samples.article("d1", "A wintor tale", "wintor")])
        let engine = try made.engine()
        defer { withExtendedLifetime(made) {} }
        let answer = try engine.search(SearchRequest("wintor"))
        #expect(answer.total?.articles == 1)
        #expect(answer.query.suggestion == nil)
        #expect(
            try engine.search(SearchRequest("wintors~1 tail")).query.suggestion == nil)
    }
}
