import Articles
import Testing

@testable import Search

@Suite struct ResultCacheTests {
    private static func article(_ id: String) -> Article {
        var article = Article(id: id, title: "Gas", body: "gas and oil")
        article.language = "en"
        return article
    }

    @Test("a kept answer is that of the first time, until a commit")
    func commit() throws {
        let archive = try TestArchive([Self.article("a")])
        let engine = try archive.engine { $0.cachedAnswers = 8 }
        let request = SearchRequest("gas") { $0.facets = [FacetRequest(.language)] }
        var first = try engine.search(request)
        var second = try engine.search(request)
        first.tookMilliseconds = 0
        second.tookMilliseconds = 0
        #expect(first == second)
        try archive.put([Self.article("b")])
        #expect(try engine.search(request).hits.compactMap(\.id).sorted() == ["a", "b"])
        withExtendedLifetime(archive) {}
    }

    @Test("requests that differ in anything have their own answers")
    func keys() throws {
        let archive = try TestArchive([Self.article("a"), Self.article("b")])
        let engine = try archive.engine { $0.cachedAnswers = 2 }
        for limit in [1, 2, 1, 0, 2] {
            let answer = try engine.search(SearchRequest("gas") { $0.limit = limit })
            #expect(answer.hits.count == limit)
        }
        #expect(try engine.search(SearchRequest("oil")).query.q == "oil")
        withExtendedLifetime(archive) {}
    }

    @Test("no answer is kept where none is asked to be")
    func off() throws {
        let cache = ResultCache(answers: 0)
        #expect(cache.key(SearchRequest("gas"), today: testDay) == nil)
    }
}
