import Articles
import Schema
import TestSupport
import Testing

@testable import Search

@Suite struct PagingTests {
    private func pages(_ engine: SearchEngine, _ request: SearchRequest) throws -> [String] {
        var request = request
        var ids: [String] = []
        while true {
            let answer = try engine.search(request)
            ids += answer.hits.compactMap(\.id)
            guard let next = answer.page.next else { return ids }
            request.cursor = next
        }
    }

    @Test(
        "pages add up to the whole, whatever the order",
        arguments: [SearchRequest.Sort.relevance, .date, .newest], [1, 3, 7])
    func addUp(sort: SearchRequest.Sort, limit: Int) throws {
        var searches = RandomSearches(random: SeededGenerator(seed: 7))
        let archive = try TestArchive((0..<40).map { searches.article("b\($0)") })
        try archive.put((0..<9).map { searches.article("d\($0)") }, deleting: ["b3", "b4"])
        let engine = try archive.engine()
        defer { withExtendedLifetime(archive) {} }
        for q in ["gas", "", "gas OR oil OR \"the war\""] {
            var request = SearchRequest(q) { $0.sort = sort }
            request.limit = 1_000
            let whole = try engine.search(request).hits.compactMap(\.id)
            request.limit = limit
            #expect(try pages(engine, request) == whole, "\(q)")
        }
    }

    @Test("articles that come in between two pages do not shift them")
    func stable() throws {
        let articles = (0..<6).map {
            Samples.article("b\($0)", "Gas", "gas", date: "2022-01-0\($0 + 1)")
        }
        let archive = try TestArchive(articles)
        try archive.put([Samples.article("d0", "Gas", "gas", date: "2022-02-01")])
        let engine = try archive.engine()
        defer { withExtendedLifetime(archive) {} }
        for sort in [SearchRequest.Sort.relevance, .newest] {
            var request = SearchRequest("gas") {
                $0.sort = sort
                $0.limit = 4
            }
            let first = try engine.search(request)
            try archive.put([
                Samples.article("d-\(sort.rawValue)", "Gas gas", "gas gas", date: "2023-01-01")
            ])
            request.cursor = first.page.next
            let second = try engine.search(request)
            let ids = (first.hits + second.hits).compactMap(\.id).filter { !$0.hasPrefix("d-") }
            #expect(Set(ids).count == ids.count)
            #expect(ids.count == 7)
            #expect(second.page.next == nil)
        }
    }

    @Test("a cursor of another query, generation or hand is refused")
    func refused() throws {
        let engine = try SampleEngine.shared.get().engine
        let request = SearchRequest("gas") { $0.limit = 2 }
        let next = try #require(try engine.search(request).page.next)
        func problem(_ change: (inout SearchRequest) -> Void) -> Problem? {
            var request = request
            request.cursor = next
            change(&request)
            do {
                _ = try engine.search(request)
                return nil
            } catch {
                return error.problem
            }
        }
        #expect(problem { _ in } == nil)
        #expect(problem { $0.limit = 5 } == nil)
        #expect(problem { $0.q = "oil" } == .badCursor)
        #expect(problem { $0.filters[.author].any = ["Jane Doe"] } == .badCursor)
        for text in ["", "x", "!!!", "MQ", String(next.dropLast()), next + "A"] {
            #expect(problem { $0.cursor = text } == .badCursor, "\(text)")
        }
        let other = try TestArchive(Samples.articles)
        let elsewhere = try other.engine()
        defer { withExtendedLifetime(other) {} }
        var expired = request
        expired.cursor = next
        #expect {
            try elsewhere.search(expired)
        } throws: { error in
            (error as? SearchError)?.problem == .cursorExpired
        }
    }

    @Test("copies of a story are one hit, and total counts stories")
    func collapse() throws {
        let articles = (0..<6).map {
            Samples.article("b\($0)", "Gas", "gas", date: "2022-01-0\($0 + 1)")
        }
        let archive = try TestArchive(articles, stories: [1, 0, 1, 2, 2, 1])
        let engine = try archive.engine()
        defer { withExtendedLifetime(archive) {} }
        var request = SearchRequest("gas") {
            $0.collapse = .copies
            $0.sort = .date
            $0.limit = 2
        }
        let first = try engine.search(request)
        #expect(first.total == Total(articles: 6, stories: 3, exact: true))
        #expect(first.hits.map { $0.copies?.count } == [2, 0])
        #expect(try pages(engine, request) == ["b0", "b1", "b3"])
        request.sort = .relevance
        #expect(try pages(engine, request).count == 3)
    }
}
