import Articles
import Schema
import Testing

@testable import Search

@Suite struct SnapshotTests {
    @Test("an engine sees what is put in, replaced and deleted, from commit to commit")
    func followsCommits() throws {
        let archive = try TestArchive(Samples.articles)
        let engine = try archive.engine()
        defer { withExtendedLifetime(archive) {} }
        func ids(_ q: String) throws -> [String] {
            try engine.search(SearchRequest(q)).hits.compactMap(\.id).sorted()
        }
        #expect(try ids("winter") == ["a3"])
        try archive.put([Samples.article("n1", "Winter again", "A new stem: zeitgeist.")])
        #expect(try ids("winter") == ["a3", "n1"])
        #expect(try ids("zeitgeist") == ["n1"])
        #expect(try ids("zeitg*") == ["n1"])
        try archive.put(
            [Samples.article("a3", "Summer", "It is warm.", authors: ["New Name"])],
            deleting: ["n1"])
        #expect(try ids("winter") == [])
        #expect(try ids("summer") == ["a3"])
        #expect(try ids("author:\"new name\"") == ["a3"])
        #expect(try engine.article("a3").title == "Summer")
        #expect(throws: SearchError.self) { try engine.article("n1") }
        let status = try engine.status()
        #expect(status.articles == 8)
        #expect(status.baseDocuments == 8)
        #expect(status.deltaDocuments == 2)
    }

    @Test("an empty archive answers with nothing")
    func empty() throws {
        let archive = try TestArchive([])
        let engine = try archive.engine()
        defer { withExtendedLifetime(archive) {} }
        let request = SearchRequest("gas OR \"cheap gas\" OR gas*") {
            $0.facets = Field.facets.map { FacetRequest($0.name) }
        }
        let answer = try engine.search(request)
        #expect(answer.hits == [])
        #expect(answer.total == Total(articles: 0))
        #expect(answer.facets.count == Field.facets.count)
        #expect(try engine.search(SearchRequest()).total == Total(articles: 0))
    }

    @Test("several searches on one snapshot answer in order, errors in their places")
    func multi() throws {
        let engine = try SampleEngine.shared.get().engine
        let results = try engine.multi([
            SearchRequest("winter"), SearchRequest("\""), SearchRequest("zzz"),
        ])
        #expect(results.count == 3)
        #expect(try results[0].get().total == Total(articles: 1))
        #expect(throws: SearchError.self) { try results[1].get() }
        #expect(try results[2].get().total == Total(articles: 0))
    }

    @Test("searches on many threads give the same answers")
    func concurrent() async throws {
        let engine = try SampleEngine.shared.get().engine
        let request = SearchRequest("gas OR oil") { $0.facets = [FacetRequest(.author)] }
        var expected = try engine.search(request)
        expected.tookMilliseconds = 0
        let answers = await withTaskGroup(of: SearchAnswer?.self) { group in
            for _ in 0..<50 { group.addTask { try? engine.search(request) } }
            var answers: [SearchAnswer?] = []
            for await var answer in group {
                answer?.tookMilliseconds = 0
                answers.append(answer)
            }
            return answers
        }
        #expect(answers.allSatisfy { $0 == expected })
    }
}
