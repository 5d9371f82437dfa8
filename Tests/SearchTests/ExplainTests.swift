import Articles
import Testing

@testable import Search

@Suite struct ExplainTests {
    private func explanations(
        _ q: String, _ change: (inout SearchRequest) -> Void = { _ in }
    ) throws -> [String: Explanation] {
        let engine = try SampleEngine.shared.get().engine
        let request = SearchRequest(q) {
            $0.explain = true
            change(&$0)
        }
        var found: [String: Explanation] = [:]
        for hit in try engine.search(request).hits {
            let explanation: Explanation = try #require(hit.explanation)
            found[hit.id ?? ""] = explanation
        }
        return found
    }

    @Test("a hit says which parts of the query and of the filters it meets")
    func parts() throws {
        let found = try explanations("gas (oil OR \"nord stream\" OR winter) -title:again") {
            $0.filters[.author].any = ["Max Roe"]
            $0.filters.date = DateFilter(from: "2022")
        }
        let filters = ["author:author/max-roe", "date:2022.."]
        #expect(Set(found.keys) == ["a2", "a3"])
        #expect(found["a2"]?.matched == ["gas", "oil", "NOT title:again"] + filters)
        #expect(found["a2"]?.missed == ["\"nord stream\"", "winter"])
        #expect(found["a3"]?.matched == ["gas", "winter", "NOT title:again"] + filters)
    }

    @Test("words say how often they stand in title and body, and what they weigh")
    func words() throws {
        let terms = try #require(try explanations("gas OR sanctions")["a1"]?.terms)
        #expect(terms.map(\.text) == ["gas", "sanction"])
        #expect(terms.map(\.title) == [1, 0])
        #expect(terms.map(\.body) == [2, 1])
        #expect(terms.allSatisfy { ($0.weight ?? 0) > 0 })
    }

    @Test("without being asked for nothing is explained")
    func silent() throws {
        let engine = try SampleEngine.shared.get().engine
        #expect(try engine.search(SearchRequest("gas")).hits.allSatisfy { $0.explanation == nil })
    }

    @Test("what is like another article says which words both have")
    func like() throws {
        let found = try explanations("") { $0.like = "a1" }
        #expect(found["a2"]?.matched == ["like"])
        #expect(found["a2"]?.terms.isEmpty == false)
    }
}
