import Articles
import TestSupport
import Testing

@testable import Search

/// Ranks an archive of several blocks of documents, base and delta.
@Suite struct RankingTests {
    private static let words = [
        "gas", "oil", "war", "price", "winter", "treaty", "summit", "border", "grain", "steel",
    ]

    /// Articles of a few words, the later words rarer than the first ones.
    private static func articles(_ ids: Range<Int>, _ random: inout SeededGenerator) -> [Article] {
        ids.map { number in
            let text = (0..<Int.random(in: 1...12, using: &random)).map { _ in
                let place = Int.random(in: 0..<words.count, using: &random)
                return words[Int.random(in: 0...place, using: &random)]
            }
            var article = Article(
                id: "a\(number)", title: text[0], body: text.joined(separator: " "))
            article.language = "en"
            return article
        }
    }

    private static func expected(_ naive: NaiveSearch, _ request: SearchRequest) throws -> [String]
    {
        let weights = try naive.weights(request) ?? []
        return try naive.matches(request).sorted { left, right in
            weights[left] == weights[right] ? left < right : weights[left] > weights[right]
        }.map { naive.articles[$0].id }
    }

    @Test("pages of any depth hold what a loop over all articles puts there")
    func pages() throws {
        var random = SeededGenerator.fromEnvironment()
        let base = Self.articles(0..<2_600, &random)
        let late = Self.articles(2_600..<2_700, &random)
        let archive = try TestArchive(base)
        try archive.put(late)
        let engine = try archive.engine { $0.firstCandidates = 3 }
        let naive = NaiveSearch(base + late)
        for q in [
            "gas", "steel", "gas OR steel", "gas oil", "gas OR oil OR war OR price", "gas -oil",
            "(gas steel) OR grain", "\"gas oil\"", "oil NEAR/2 war", "title:steel",
        ] {
            var request = SearchRequest(q) { $0.limit = 7 }
            let all = try Self.expected(naive, request)
            for total in [true, false] {
                request.total = total
                request.cursor = nil
                for page in 0..<3 {
                    let answer = try engine.search(request)
                    let here = all.dropFirst(page * 7).prefix(7)
                    #expect(answer.hits.compactMap(\.id) == Array(here), "\(q), page \(page)")
                    request.cursor = answer.page.next
                }
            }
            request.cursor = nil
            request.limit = 1_000
            let deep = try engine.search(request)
            #expect(deep.hits.compactMap(\.id) == Array(all.prefix(1_000)), "\(q)")
        }
        withExtendedLifetime(archive) {}
    }

    @Test("a filter does not change the weights of what it lets through")
    func filtered() throws {
        var random = SeededGenerator.fromEnvironment()
        var articles = Self.articles(0..<1_500, &random)
        for index in articles.indices where index % 97 == 0 {
            articles[index].authors = [Author(name: "Jane Doe", source: "given")]
        }
        let archive = try TestArchive(articles)
        let engine = try archive.engine()
        let naive = NaiveSearch(articles)
        let request = SearchRequest("gas OR steel") {
            $0.filters[.author].any = ["author/jane-doe"]
            $0.limit = 5
            $0.total = false
        }
        let weights = try #require(try naive.weights(request))
        let answer = try engine.search(request)
        let best = Array(try Self.expected(naive, request).prefix(5))
        #expect(answer.hits.compactMap(\.id) == best)
        let scores = best.map { id in
            Double(weights[naive.articles.firstIndex { $0.id == id } ?? 0])
        }
        #expect(answer.hits.compactMap(\.score) == scores)
        withExtendedLifetime(archive) {}
    }
}
