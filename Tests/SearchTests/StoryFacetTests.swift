import Articles
import Testing

@testable import Search

@Suite struct StoryFacetTests {
    private static let articles = [
        Samples.article("b0", "Gas", "gas", date: "2022-01-01", authors: ["Jane Doe"]),
        Samples.article("b1", "Gas", "gas", date: "2022-01-09", authors: ["Jane Doe"]),
        Samples.article("b2", "Gas", "gas", date: "2022-02", authors: ["Max Roe"]),
        Samples.article("b3", "Gas", "gas", authors: []),
        Samples.article("b4", "Gas", "gas", date: "2023", authors: ["Max Roe"]),
        Samples.article("b5", "Oil", "oil", date: "2022-01-01", authors: ["Max Roe"]),
    ]

    private func answer(
        _ facet: FacetRequest, collapse: SearchRequest.Collapse = .none
    ) throws -> FacetAnswer {
        let archive = try TestArchive(Self.articles, stories: [1, 1, 1, 2, 2, 0])
        let engine = try archive.engine()
        let request = SearchRequest("gas OR oil") {
            $0.facets = [facet]
            $0.collapse = collapse
        }
        return try withExtendedLifetime(archive) {
            try #require(try engine.search(request).facet(facet.facet))
        }
    }

    private func values(_ answer: FacetAnswer) -> [String] {
        guard case .values(let counts) = answer.counts else { return [] }
        return counts.values.map { "\($0.label) \($0.count)" } + ["missing \(counts.missing)"]
    }

    @Test("a story counts once for each author that any of its copies has")
    func stories() throws {
        #expect(
            values(try answer(FacetRequest(.author))) == ["Max Roe 3", "Jane Doe 2", "missing 1"])
        #expect(
            values(try answer(FacetRequest(.author, unit: .stories)))
                == ["Max Roe 3", "Jane Doe 1", "missing 0"])
    }

    @Test("collapsed hits are counted as stories unless the facet says otherwise")
    func collapsed() throws {
        #expect(
            values(try answer(FacetRequest(.author), collapse: .copies))
                == ["Max Roe 3", "Jane Doe 1", "missing 0"])
        #expect(
            values(try answer(FacetRequest(.author, unit: .articles), collapse: .copies))
                == ["Max Roe 3", "Jane Doe 2", "missing 1"])
    }

    @Test("a story counts once in each month in which it came out")
    func months() throws {
        let answer = try answer(FacetRequest(.date, unit: .stories))
        guard case .calendar(let counts) = answer.counts else { return }
        #expect(counts.values.map(\.count) == [2, 1])
        #expect(counts.coarse == 1)
        #expect(counts.undated == 0)
        #expect(counts.unit == .stories)
    }
}

@Suite struct LiftTests {
    @Test("lift puts first what is more frequent here than in the archive")
    func order() throws {
        let engine = try SampleEngine.shared.get().engine
        let request = SearchRequest("oil") {
            $0.facets = [FacetRequest(.actor, sort: .lift)]
        }
        let answer = try #require(try engine.search(request).facet(.actor))
        guard case .values(let counts) = answer.counts else { return }
        #expect(counts.values.map(\.id) == ["state/fi", "state/ru", "org/nato"])
        // 2 of 8 articles are counted; NATO has 1 of the 2 and 3 of the 8.
        let expected = 3.0 * 2.0 / 8.0
        let lift: Double = 2.0 / (expected + 1)
        #expect(counts.values.last?.lift == lift)
        let plain = SearchRequest("oil") { $0.facets = [FacetRequest(.actor)] }
        let counted = try #require(try engine.search(plain).facet(.actor))
        guard case .values(let unordered) = counted.counts else { return }
        #expect(unordered.values.allSatisfy { $0.lift == nil })
    }
}
