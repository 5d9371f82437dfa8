import Articles
import Foundation
import QueryLanguage
import Schema
import TestSupport
import Testing

@testable import Search

@Suite struct RequestTests {
    @Test("JSON and parameters of a URL give the same request")
    func same() throws {
        let json = """
            {"q": "sanctions NEAR/8 gas", "mode": "query",
             "filters": {"author": {"any": ["author/jane-doe", "Max Roe"]},
                         "actor": {"all": ["org/nato"], "none": ["state/cn"]},
                         "date": {"from": "2022-03", "to": "2023", "undated": "include"},
                         "section": {"any": ["opinion"]}},
             "facets": {"author": {"limit": 20, "scope": "filtered"},
                        "actor": {"limit": 30, "type": "person", "prefix": "", "scope": "sideways"},
                        "date": {"interval": "month"}},
             "like": {"id": "x/y"}, "sort": "-date", "limit": 5, "cursor": null,
             "collapse": "copies", "snippets": 1, "total": false, "expand": false,
             "fields": ["id", "title"], "budget_ms": 2000, "on_budget": "partial"}
            """
        let fromJSON = try SearchRequest(json: Array(json.utf8))
        let fromQuery = try SearchRequest(queryItems: [
            ("q", "sanctions NEAR/8 gas"), ("author", "author/jane-doe"), ("author", "Max Roe"),
            ("actor.all", "org/nato"), ("actor.not", "state/cn"), ("date", "2022-03..2023"),
            ("undated", "include"), ("section", "opinion"),
            ("facet", "author:20,actor:30,date:month"), ("facet.author.scope", "filtered"),
            ("facet.actor.type", "person"), ("like", "x/y"), ("sort", "-date"), ("limit", "5"),
            ("collapse", "copies"), ("snippets", "1"), ("total", "false"), ("fields", "id,title"),
            ("budget_ms", "2000"), ("on_budget", "partial"),
        ])
        #expect(fromJSON == fromQuery)
        #expect(try SearchRequest(json: fromJSON.json()) == fromJSON)
        #expect(fromJSON.filters[.actor] == ValueFilter(all: ["org/nato"], none: ["state/cn"]))
        #expect(fromJSON.facets.map(\.facet) == [.author, .actor, .date])
    }

    @Test("an empty object is the usual request")
    func usual() throws {
        #expect(try SearchRequest(json: Array("{}".utf8)) == SearchRequest())
        #expect(try SearchRequest(queryItems: []) == SearchRequest())
    }

    @Test("random requests come back from their JSON")
    func roundTrip() throws {
        var searches = RandomSearches(random: SeededGenerator(seed: 3))
        for _ in 0..<500 {
            let request = searches.request()
            #expect(try SearchRequest(json: request.json()) == request)
        }
    }

    struct Fault: Sendable, CustomTestStringConvertible {
        let text: String
        let problem: Problem
        let param: String?
        var testDescription: String { text }
    }

    @Test(
        "a malformed JSON request names what is wrong",
        arguments: [
            Fault(text: "", problem: .badJSON, param: nil),
            Fault(text: "[]", problem: .badJSON, param: nil),
            Fault(text: "{\"q\": \"gas\"", problem: .badJSON, param: nil),
            Fault(text: "{\"q\": \"gas\"} x", problem: .badJSON, param: nil),
            Fault(text: "{\"q\": 'gas'}", problem: .badJSON, param: nil),
            Fault(text: "{\"q\": \"a\", \"q\": \"b\"}", problem: .badJSON, param: nil),
            Fault(text: "{\"q\": \"\\ud800\"}", problem: .badJSON, param: nil),
            Fault(text: "{\"limit\": 01}", problem: .badJSON, param: nil),
            Fault(
                text: String(repeating: "[", count: 5_000), problem: .badJSON, param: nil),
            Fault(text: "{\"query\": \"gas\"}", problem: .unknownParameter, param: "query"),
            Fault(text: "{\"q\": 3}", problem: .badParameter, param: "q"),
            Fault(text: "{\"limit\": \"3\"}", problem: .badParameter, param: "limit"),
            Fault(text: "{\"limit\": 1.5}", problem: .badParameter, param: "limit"),
            Fault(text: "{\"limit\": -1}", problem: .badParameter, param: "limit"),
            Fault(text: "{\"limit\": 100000}", problem: .badParameter, param: "limit"),
            Fault(text: "{\"snippets\": 99}", problem: .badParameter, param: "snippets"),
            Fault(text: "{\"budget_ms\": 0}", problem: .badParameter, param: "budget_ms"),
            Fault(text: "{\"sort\": \"up\"}", problem: .badParameter, param: "sort"),
            Fault(text: "{\"mode\": \"x\"}", problem: .badParameter, param: "mode"),
            Fault(text: "{\"fields\": [\"x\"]}", problem: .badParameter, param: "fields"),
            Fault(
                text: "{\"filters\": {\"autor\": {}}}", problem: .unknownParameter,
                param: "filters.autor"),
            Fault(
                text: "{\"filters\": {\"author\": {\"some\": []}}}", problem: .unknownParameter,
                param: "filters.author.some"),
            Fault(
                text: "{\"filters\": {\"author\": {\"any\": [1]}}}", problem: .badParameter,
                param: "filters.author.any"),
            Fault(
                text: "{\"filters\": {\"date\": {\"from\": \"2023\", \"to\": \"2022\"}}}",
                problem: .badRange, param: "filters.date"),
            Fault(
                text: "{\"filters\": {\"date\": {\"from\": \"soon\"}}}", problem: .badValue,
                param: "filters.date"),
            Fault(
                text: "{\"facets\": {\"colour\": {}}}", problem: .unknownParameter,
                param: "facets.colour"),
            Fault(
                text: "{\"facets\": {\"author\": {\"interval\": \"year\"}}}",
                problem: .unknownParameter, param: "facets.author.interval"),
            Fault(
                text: "{\"facets\": {\"author\": {\"limit\": 99999}}}", problem: .badParameter,
                param: "facets.author.limit"),
            Fault(text: "{\"like\": {\"id\": \"zz\"}}", problem: .notFound, param: "like.id"),
            Fault(text: "{\"q\": \"a (\"}", problem: .querySyntax, param: "q"),
            Fault(text: "{\"q\": \"autor:x\"}", problem: .unknownField, param: "q"),
            Fault(text: "{\"cursor\": \"?\"}", problem: .badCursor, param: "cursor"),
        ])
    func malformed(fault: Fault) throws {
        let engine = try SampleEngine.shared.get().engine
        do throws(SearchError) {
            _ = try engine.search(SearchRequest(json: Array(fault.text.utf8)))
            Issue.record("it was answered")
        } catch {
            #expect(error.problem == fault.problem)
            #expect(error.param == fault.param)
            #expect(!error.detail.isEmpty)
        }
    }

    @Test(
        "a malformed parameter is named",
        arguments: [
            ("colour", "red", Problem.unknownParameter), ("limit", "x", .badParameter),
            ("total", "maybe", .badParameter), ("facet", "colour", .badParameter),
            ("facet", "author:x", .badParameter), ("facet", "date:x", .badParameter),
            ("facet.author", "1", .unknownParameter), ("facet.author.x", "1", .unknownParameter),
            ("author.some", "x", .unknownParameter), ("sort", "", .badParameter),
            ("date", "..", .badValue), ("undated", "x", .badParameter),
        ])
    func malformedParameter(name: String, value: String, problem: Problem) throws {
        #expect {
            try SearchRequest(queryItems: [(name, value)])
        } throws: { error in
            (error as? SearchError)?.problem == problem
        }
    }

    @Test("the facet of a path takes its own settings from the parameters")
    func facetValues() throws {
        let request = try FacetValuesRequest(
            facet: "actor",
            queryItems: [("prefix", "n"), ("limit", "5"), ("q", "gas"), ("author", "Jane Doe")])
        #expect(request.facet == FacetRequest(.actor, limit: 5, prefix: "n"))
        #expect(request.search.q == "gas")
        let engine = try SampleEngine.shared.get().engine
        let answer = try engine.facetValues(request)
        guard case .values(let counts) = answer.facet.counts else {
            Issue.record("not a facet of values")
            return
        }
        #expect(
            counts.values == [
                ValueCounts.Value(id: "org/nato", label: "NATO", count: 2, selected: false)
            ])
        #expect(throws: SearchError.self) {
            try FacetValuesRequest(facet: "colour", queryItems: [])
        }
    }

    @Test("an answer comes back from its JSON")
    func answer() throws {
        let engine = try SampleEngine.shared.get().engine
        let request = SearchRequest("gas \u{7} \"cheap\" OR \\") {
            $0.facets = Field.facets.map { FacetRequest($0.name) }
            $0.limit = 3
        }
        var answer = try engine.search(request)
        answer.tookMilliseconds = 1.5
        for index in answer.hits.indices {
            answer.hits[index].score = answer.hits[index].score.map {
                ($0 * 10_000).rounded() / 10_000
            }
        }
        let json = answer.json()
        let decoded = try JSONDecoder().decode(SearchAnswer.self, from: Data(json))
        #expect(decoded == answer)
        func sorted(_ json: Data) throws -> String {
            let object = try JSONSerialization.jsonObject(with: json)
            let data = try JSONSerialization.data(withJSONObject: object, options: .sortedKeys)
            return String(decoding: data, as: UTF8.self)
        }
        #expect(try sorted(Data(json)) == sorted(JSONEncoder().encode(answer)))
    }

    @Test("an error is a problem object with its place")
    func problem() throws {
        let engine = try SampleEngine.shared.get().engine
        do throws(SearchError) {
            _ = try engine.search(SearchRequest("gas \"cheap"))
            Issue.record("it was answered")
        } catch {
            #expect(
                String(decoding: error.problemJSON(), as: UTF8.self)
                    == #"{"type":"urn:byline:problem:query_syntax","#
                    + #""title":"The query cannot be read","status":400,"code":"query_syntax","#
                    + #""detail":"the quote that opens here is never closed","param":"q","#
                    + #""position":{"start":4,"end":5},"hint":"close it with another quote"}"#)
        }
    }
}
