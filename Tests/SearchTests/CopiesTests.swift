import Articles
import Testing

@testable import Search

@Suite struct CopiesTests {
    private func article(_ id: String, _ day: String?, _ body: String) -> Article {
        var article = Article(id: id, title: "Title of \(id)", body: body)
        if let day {
            article.date = PublicationDate(published: day, basis: .given) ?? PublicationDate()
        }
        return article
    }

    private let text = (0..<80).map { "word\($0)" }.joined(separator: " ")

    @Test("copies are found in base and delta, the earliest first")
    func copies() throws {
        let archive = try TestArchive([
            article("a", "2024-03-02", text), article("b", "2024-03-01", text + " More of it."),
            article("c", nil, "Another text."),
        ])
        try archive.put([article("d", nil, "First. " + text), article("e", "2024-02-01", text)])
        let engine = try archive.engine()
        let answer = try engine.copies(of: "a")
        #expect(answer.id == "a")
        #expect(answer.count == 3)
        #expect(answer.hits.map(\.id) == ["e", "b", "d"])
        #expect(answer.hits.map(\.title) == ["Title of e", "Title of b", "Title of d"])
        #expect(try engine.copies(of: "c").hits == [])
        #expect(throws: SearchError.self) { try engine.copies(of: "z") }
    }

    @Test("hits count their copies, totals count stories, collapsing shows one of each")
    func collapsed() throws {
        let archive = try TestArchive([
            article("a", "2024-03-02", text), article("c", nil, "Another text of word7."),
        ])
        try archive.put([article("b", "2024-03-03", text + " More of it.")])
        let engine = try archive.engine()
        let all = try engine.search(SearchRequest("word7"))
        #expect(all.total == Total(articles: 3, stories: 2, exact: true))
        #expect(
            Dictionary(uniqueKeysWithValues: all.hits.map { ($0.id, $0.copies?.count) })
                == ["a": 1, "b": 1, "c": 0])
        let one = try engine.search(
            SearchRequest("word7") {
                $0.collapse = .copies
                $0.sort = .newest
            })
        #expect(one.hits.map(\.id) == ["b", "c"])
    }
}
