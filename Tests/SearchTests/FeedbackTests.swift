import Articles
import Testing

@testable import Search

/// Words of the best hits that give weight beside those of the question.
@Suite struct FeedbackTests {
    /// `bulwark` stands only beside `treaty`, but for one article that has `bulwark` alone with
    /// `peace`, and one that has other words with `peace`.
    private static func archive() throws -> TestArchive {
        var texts = Array(repeating: "treaty bulwark", count: 6)
        texts += ["peace lantern", "peace bulwark", "treaty"]
        texts += (0..<30).map { "filler\($0) other\($0)" }
        let articles = texts.enumerated().map { index, text in
            var article = Article(id: "a\(index)", title: "", body: text)
            article.language = "en"
            return article
        }
        return try TestArchive(articles)
    }

    @Test("in a question the words of the best hits decide between hits of equal weight")
    func question() throws {
        let archive = try Self.archive()
        let engine = try archive.engine()
        var request = SearchRequest("treaty peace") { $0.mode = .natural }
        let hits = try engine.search(request).hits.compactMap(\.id)
        let bulwark = try #require(hits.firstIndex(of: "a7"))
        let lantern = try #require(hits.firstIndex(of: "a6"))
        #expect(bulwark < lantern)
        request.total = true
        #expect(try engine.search(request).total?.articles == 9)
        withExtendedLifetime(archive) {}
    }

    @Test("without feedback the first of equal hits comes first")
    func without() throws {
        let archive = try Self.archive()
        let engine = try archive.engine { $0.ranking.feedbackHits = 0 }
        let request = SearchRequest("treaty peace") { $0.mode = .natural }
        let hits = try engine.search(request).hits.compactMap(\.id)
        let bulwark = try #require(hits.firstIndex(of: "a7"))
        let lantern = try #require(hits.firstIndex(of: "a6"))
        #expect(lantern < bulwark)
        withExtendedLifetime(archive) {}
    }

    @Test("expand asks for it in a query with operators, and changes neither total nor hits")
    func expand() throws {
        let archive = try Self.archive()
        let engine = try archive.engine()
        var request = SearchRequest("treaty OR peace")
        let plain = try engine.search(request)
        request.expand = true
        let expanded = try engine.search(request)
        #expect(expanded.total == plain.total)
        #expect(Set(expanded.hits.compactMap(\.id)) == Set(plain.hits.compactMap(\.id)))
        let order = expanded.hits.compactMap(\.id)
        let bulwark = try #require(order.firstIndex(of: "a7"))
        let lantern = try #require(order.firstIndex(of: "a6"))
        #expect(bulwark < lantern)
        withExtendedLifetime(archive) {}
    }

    @Test("function words give no weight beside others, and do alone")
    func functionWords() throws {
        var articles = ["the the the the", "the border", "border", "of which"].enumerated().map {
            Article(id: "a\($0)", title: "", body: $1)
        }
        for index in articles.indices { articles[index].language = "en" }
        let archive = try TestArchive(articles)
        let engine = try archive.engine()
        var request = SearchRequest("the border") { $0.mode = .natural }
        var scores = try engine.search(request).hits.map { [$0.id: $0.score] }
        #expect(scores.last == ["a0": 0])
        request.q = "of which"
        scores = try engine.search(request).hits.map { [$0.id: $0.score] }
        #expect(scores.count == 1)
        #expect(scores.first?["a3"]?.map { $0 > 0 } == true)
        withExtendedLifetime(archive) {}
    }
}
