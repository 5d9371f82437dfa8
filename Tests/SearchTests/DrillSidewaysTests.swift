import Articles
import Schema
import Testing

@testable import Search

@Suite struct DrillSidewaysTests {
    let engine: SearchEngine

    init() throws {
        engine = try SampleEngine.shared.get().engine
    }

    private func values(
        _ facet: FacetRequest, _ change: (inout SearchRequest) -> Void = { _ in }
    ) throws -> ValueCounts {
        let request = SearchRequest("gas") {
            $0.facets = [facet]
            change(&$0)
        }
        let answer = try #require(try engine.search(request).facet(facet.facet))
        guard case .values(let counts) = answer.counts else {
            throw SearchError(.internalError, "not a facet of values")
        }
        return counts
    }

    private func labels(_ counts: ValueCounts) -> [String] {
        counts.values.map { "\($0.label) \($0.count)" + ($0.selected ? " *" : "") }
    }

    @Test("without filters a facet counts what matches, the most frequent first, then by label")
    func plain() throws {
        let counts = try values(FacetRequest(.author))
        #expect(labels(counts) == ["Jane Doe 3", "Max Roe 2", "Ann Poe 1", "Jörg Öhm 1"])
        #expect(counts.distinct == 4)
        #expect(counts.other == 0)
        #expect(counts.missing == 0)
        #expect(counts.exact)
    }

    @Test("a filtered dimension keeps its other labels")
    func sideways() throws {
        let counts = try values(FacetRequest(.author)) { $0.filters[.author].any = ["Max Roe"] }
        #expect(labels(counts) == ["Jane Doe 3", "Max Roe 2 *", "Ann Poe 1", "Jörg Öhm 1"])
        #expect(counts.scope == .sideways)
    }

    @Test("a filter narrows the other dimensions")
    func otherDimension() throws {
        let counts = try values(FacetRequest(.section)) { $0.filters[.author].any = ["Max Roe"] }
        #expect(labels(counts) == ["Analysis 1", "Opinion 1"])
    }

    @Test("scope filtered counts the hits alone, scope query ignores all filters")
    func scopes() throws {
        let filtered = try values(FacetRequest(.author, scope: .filtered)) {
            $0.filters[.author].any = ["Max Roe"]
        }
        #expect(labels(filtered) == ["Max Roe 2 *", "Jane Doe 1"])
        let query = try values(FacetRequest(.section, scope: .query)) {
            $0.filters[.author].any = ["Max Roe"]
            $0.filters.date = DateFilter(from: "2022", to: "2022")
        }
        #expect(labels(query) == ["Opinion 3", "Analysis 2"])
        #expect(query.missing == 1)
    }

    @Test("selected values that did not make it follow the first ones")
    func selectedFollow() throws {
        let counts = try values(FacetRequest(.author, limit: 1)) {
            $0.filters[.author].any = ["Jörg Öhm", "Jane Doe"]
        }
        #expect(labels(counts) == ["Jane Doe 3 *", "Jörg Öhm 1 *"])
        #expect(counts.distinct == 4)
        #expect(counts.other == 3)
    }

    @Test("actors are counted by type, and by the beginnings of their words without accents")
    func narrowedValues() throws {
        let states = try values(FacetRequest(.actor, type: .state))
        #expect(labels(states) == ["DE 3", "FI 1", "RU 1"])
        let authors = try values(FacetRequest(.author, prefix: "oh"))
        #expect(labels(authors) == ["Jörg Öhm 1"])
        #expect(authors.distinct == 1)
    }

    @Test("values can be ordered by label, and rare ones left out")
    func orderAndMinimum() throws {
        let byLabel = try values(FacetRequest(.author, sort: .label))
        #expect(labels(byLabel) == ["Ann Poe 1", "Jane Doe 3", "Jörg Öhm 1", "Max Roe 2"])
        let frequent = try values(FacetRequest(.author, minimum: 2))
        #expect(labels(frequent) == ["Jane Doe 3", "Max Roe 2"])
        #expect(frequent.other == 2)
    }

    private func calendar(
        _ interval: FacetRequest.Interval, _ change: (inout SearchRequest) -> Void = { _ in }
    ) throws -> CalendarCounts {
        let request = SearchRequest {
            $0.facets = [FacetRequest(.date, interval: interval)]
            change(&$0)
        }
        let answer = try #require(try engine.search(request).facet(.date))
        guard case .calendar(let counts) = answer.counts else {
            throw SearchError(.internalError, "not a facet of time")
        }
        return counts
    }

    @Test("months between the first and the last are listed even when empty")
    func months() throws {
        let counts = try calendar(.month)
        #expect(counts.values.count == 26)
        let filled = counts.values.filter { $0.count > 0 }.map { "\($0.from) \($0.to) \($0.count)" }
        #expect(
            filled == [
                "2021-12-01 2021-12-31 1", "2022-03-01 2022-03-31 3", "2023-04-01 2023-04-30 1",
                "2024-01-01 2024-01-31 1",
            ])
        #expect(counts.coarse == 1)
        #expect(counts.undated == 1)
    }

    @Test("a date facet ignores its own filter")
    func dateSideways() throws {
        let counts = try calendar(.year) {
            $0.filters.date = DateFilter(from: "2022", to: "2022")
        }
        #expect(counts.values.map(\.count) == [1, 3, 2, 1])
        #expect(counts.undated == 1)
    }

    @Test("quarters, weeks and days have their own bounds")
    func otherIntervals() throws {
        let quarter = try calendar(.quarter) { $0.q = "\"cheap gas\"" }
        #expect(
            quarter.values.map { "\($0.from) \($0.to) \($0.count)" }
                == ["2022-01-01 2022-03-31 1"])
        let week = try calendar(.week) { $0.q = "\"cheap gas\"" }
        #expect(
            week.values.map { "\($0.from) \($0.to) \($0.count)" } == ["2022-02-28 2022-03-06 1"])
        let day = try calendar(.auto) { $0.q = "cheap" }
        #expect(day.interval == .day)
        #expect(day.values.count == 28)
        #expect(day.coarse == 1)
    }
}
