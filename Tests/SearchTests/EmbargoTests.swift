import Articles
import Synchronization
import Testing

@testable import Search

/// A clock that a test sets.
private final class TestClock: Sendable {
    private let seconds: Mutex<Int>

    init(_ seconds: Int) {
        self.seconds = Mutex(seconds)
    }

    var now: Moment { Moment(seconds: seconds.withLock { $0 }) }

    func set(_ seconds: Int) {
        self.seconds.withLock { $0 = seconds }
    }
}

@Suite struct EmbargoTests {
    private func article(_ id: String, until end: Int?) -> Article {
        var article = Article(id: id, title: "Gas \(id)", body: "The cost of cheap gas.")
        article.section = "opinion"
        article.embargoedUntil = end.map { Moment(seconds: $0) }
        return article
    }

    @Test("an article is in no answer before its embargo ends, and in all of them from then on")
    func release() throws {
        let archive = try TestArchive([
            article("a", until: nil), article("b", until: 100), article("c", until: 300),
        ])
        try archive.put([article("d", until: 200)])
        let clock = TestClock(50)
        let engine = try archive.engine { $0.now = { clock.now } }
        func ids(_ q: String, _ change: (inout SearchRequest) -> Void = { _ in }) throws
            -> [String]
        {
            try engine.search(SearchRequest(q, change)).hits.compactMap(\.id).sorted()
        }
        let steps: [(at: Int, visible: [String])] = [
            (50, ["a"]), (99, ["a"]), (100, ["a", "b"]), (250, ["a", "b", "d"]),
            (300, ["a", "b", "c", "d"]),
        ]
        for (time, visible) in steps {
            clock.set(time)
            #expect(try ids("gas") == visible, "at \(time)")
            #expect(try ids("") == visible, "at \(time)")
            #expect(try ids("\"cheap gas\"") == visible, "at \(time)")
            #expect(try ids("gas", { $0.sort = .newest }) == visible, "at \(time)")
            #expect(try engine.count(SearchRequest("gas")).total.articles == visible.count)
            let sections = try engine.search(
                SearchRequest("gas") { $0.facets = [FacetRequest(.section)] })
            guard case .values(let values) = sections.facets.first?.counts else {
                Issue.record("no values of the facet at \(time)")
                continue
            }
            #expect(values.values.map(\.count) == [visible.count], "at \(time)")
            for id in ["a", "b", "c", "d"] {
                #expect(try engine.contains(id) == visible.contains(id), "\(id) at \(time)")
            }
            #expect(try engine.status().articles == visible.count)
        }
    }

    @Test("an embargoed article is not shown, and nothing is like it")
    func notShown() throws {
        let archive = try TestArchive([article("a", until: 100), article("b", until: nil)])
        let engine = try archive.engine { $0.now = { Moment(seconds: 50) } }
        #expect(throws: SearchError.self) { try engine.article("a") }
        #expect(throws: SearchError.self) { try engine.similar(to: "a") }
        #expect(throws: SearchError.self) { try engine.copies(of: "a") }
        #expect(try engine.article("b").title == "Gas b")
    }
}
