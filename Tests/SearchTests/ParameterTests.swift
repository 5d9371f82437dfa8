import Foundation
import Schema
import Testing

@testable import Search

/// Every parameter as it stands in a URL and in JSON.
@Suite struct ParameterTests {
    struct Pair: Sendable, CustomTestStringConvertible {
        let name: String
        let value: String
        let json: String
        var testDescription: String { "\(name)=\(value)" }

        init(_ name: String, _ value: String, _ json: String) {
            self.name = name
            self.value = value
            self.json = json
        }
    }

    static let search = [
        Pair("q", "gas", #"{"q":"gas"}"#),
        Pair("mode", "natural", #"{"mode":"natural"}"#),
        Pair("sort", "-date", #"{"sort":"-date"}"#),
        Pair("limit", "3", #"{"limit":3}"#),
        Pair("offset", "7", #"{"offset":7}"#),
        Pair("cursor", "abc", #"{"cursor":"abc"}"#),
        Pair("collapse", "copies", #"{"collapse":"copies"}"#),
        Pair("snippets", "0", #"{"snippets":0}"#),
        Pair("total", "false", #"{"total":false}"#),
        Pair("expand", "true", #"{"expand":true}"#),
        Pair("explain", "1", #"{"explain":true}"#),
        Pair("fields", "id,title_spans", #"{"fields":["id","title_spans"]}"#),
        Pair("budget_ms", "20", #"{"budget_ms":20}"#),
        Pair("on_budget", "partial", #"{"on_budget":"partial"}"#),
        Pair("like", "a/b", #"{"like":{"id":"a/b"}}"#),
        Pair("like.text", "cheap gas", #"{"like":{"text":"cheap gas"}}"#),
        Pair("date", "2021..2022-03", #"{"filters":{"date":{"from":"2021","to":"2022-03"}}}"#),
        Pair("date", "2021", #"{"filters":{"date":{"from":"2021","to":"2021"}}}"#),
        Pair("from", "2021", #"{"filters":{"date":{"from":"2021"}}}"#),
        Pair("to", "2021", #"{"filters":{"date":{"to":"2021"}}}"#),
        Pair("undated", "only", #"{"filters":{"date":{"undated":"only"}}}"#),
        Pair("facet", "section", #"{"facets":{"section":{}}}"#),
        Pair("facet", "author:5", #"{"facets":{"author":{"limit":5}}}"#),
        Pair("facet", "date:week", #"{"facets":{"date":{"interval":"week"}}}"#),
    ]

    static let filters = Filters.fields.flatMap { field in
        [("", "any"), (".any", "any"), (".all", "all"), (".not", "none"), (".none", "none")].map {
            Pair(
                field.rawValue + $0, "x y",
                #"{"filters":{"\#(field.rawValue)":{"\#($1)":["x y"]}}}"#)
        }
    }

    static let facets = Field.facets.flatMap { field in
        let name = field.name.rawValue
        var details = [
            ("limit", "4", "4"), ("min", "2", "2"), ("scope", "query", "\"query\""),
            ("unit", "stories", "\"stories\""),
        ]
        switch field.facet {
        case .calendar: details.append(("interval", "auto", "\"auto\""))
        case .values, nil:
            details += [("sort", "lift", "\"lift\""), ("prefix", "né", "\"né\"")]
        }
        if field.name == .actor {
            details += [
                ("type", "state", "\"state\""), ("with", "x y", "[\"x y\"]"), ("roll", "1", "true"),
                ("min_mentions", "2", "2"), ("kinds", "name,alias", "[\"name\",\"alias\"]"),
                ("prominent", "true", "true"),
            ]
        }
        return details.map { key, value, json in
            Pair(
                "facet.\(name).\(key)", value, #"{"facets":{"\#(name)":{"\#(key)":\#(json)}}}"#)
        }
    }

    @Test("a parameter of a URL is the key of the JSON", arguments: search + filters + facets)
    func same(pair: Pair) throws {
        let fromURL = try SearchRequest(queryItems: [(pair.name, pair.value)])
        let fromJSON = try SearchRequest(json: Array(pair.json.utf8))
        #expect(fromURL == fromJSON)
        #expect(fromURL != SearchRequest())
        #expect(try SearchRequest(json: fromURL.json()) == fromURL)
    }

    @Test("no parameter is left out of the comparison")
    func complete() {
        let compared = Set((Self.search + Self.filters).map(\.name))
        // These say something only of other parameters, and are compared with them.
        let others = Set(["scope", "unit"] + SearchRequest.actorParameters)
        #expect(Set(SearchRequest.parameterNames).subtracting(compared) == others)
        let json = Set(SearchRequest.names)
        #expect(
            json.subtracting(["filters", "facets"]).isSubset(of: compared), "\(json)")
        for row in Field.facets {
            for name in FacetRequest.names(of: row) {
                #expect(Self.facets.contains { $0.name == "facet.\(row.name.rawValue).\(name)" })
            }
        }
    }

    @Test("what is said of mentions is said of the filter by actors")
    func mentions() throws {
        let fromURL = try SearchRequest(queryItems: [
            ("actor", "nato"), ("actor.roll", "1"), ("actor.min_mentions", "2"),
            ("actor.kinds", "name"), ("actor.prominent", "true"), ("actor.type", "organisation"),
        ])
        let json = #"""
            {"filters":{"actor":{"any":["nato"],"roll":true,"min_mentions":2,"kinds":["name"],
             "prominent":true,"type":"organisation"}}}
            """#
        #expect(try SearchRequest(json: Array(json.utf8)) == fromURL)
    }

    @Test("scope and unit of a URL hold for every facet without its own")
    func forAll() throws {
        let request = try SearchRequest(queryItems: [
            ("facet", "author,section"), ("scope", "filtered"), ("unit", "stories"),
            ("facet.section.scope", "query"),
        ])
        #expect(
            request.facets == [
                FacetRequest(.author, scope: .filtered, unit: .stories),
                FacetRequest(.section, scope: .query, unit: .stories),
            ])
    }
}
