import Articles
import Schema
import Testing

@testable import Search

@Suite struct ActorFacetTests {
    private let archive: TestArchive
    private let engine: SearchEngine

    init() throws {
        func article(_ id: String, _ actors: [Actor]) -> Article {
            var article = Article(id: id, title: "Gas", body: "Gas and oil.")
            article.actors = actors
            return article
        }
        func secretary(_ mentions: Int, inTitle: Bool = false) -> Actor {
            Actor(
                id: "person/jens", label: "Jens", type: .person, mentions: mentions,
                inTitle: inTitle, kinds: [.name])
        }
        let russia = Actor(
            id: "state/ru", label: "Russia", type: .state, mentions: 2, inLead: true,
            kinds: [.demonym, .metonym])
        archive = try TestArchive([
            article("a", [secretary(1)]),
            article("b", [secretary(3, inTitle: true), russia]),
            article("c", [Actor(id: "state/ru", label: "Russia", type: .state, kinds: [.name])]),
            article("d", []),
        ])
        engine = try archive.engine {
            $0.lineages = { _ in
                [
                    ActorLineage(
                        id: "person/jens", label: "Jens", type: .person,
                        ancestors: ["org/nato", "state/no"]),
                    ActorLineage(
                        id: "org/nato", label: "NATO", type: .organisation, ancestors: []),
                    ActorLineage(id: "state/no", label: "Norway", type: .state, ancestors: []),
                ]
            }
            $0.resolveAlias = { _, name in name == "Atlantic alliance" ? ["org/nato"] : [] }
        }
    }

    private func actors(_ query: String) throws -> (values: [String], missing: Int, total: Int) {
        let items = query.split(separator: "&").map { part in
            let pair = part.split(separator: "=", maxSplits: 1).map(String.init)
            return (name: pair[0], value: pair.count > 1 ? pair[1] : "")
        }
        let answer = try engine.search(
            SearchRequest(queryItems: [(name: "facet", value: "actor")] + items))
        guard case .values(let counts) = try #require(answer.facet(.actor)).counts else {
            throw SearchError(.internalError, "not a facet of values")
        }
        return (
            counts.values.map { "\($0.id) \($0.count)" + ($0.selected ? " *" : "") },
            counts.missing, answer.total?.articles ?? -1
        )
    }

    @Test("rolled up, a secretary counts for the organisation that nobody names")
    func roll() throws {
        let counts = try actors("actor.roll=1")
        #expect(
            counts.values == ["person/jens 2", "org/nato 2", "state/no 2", "state/ru 2"])
        #expect(counts.missing == 1)
        let organisations = try actors("actor.roll=1&actor.type=organisation")
        #expect(organisations.values == ["org/nato 2"])
    }

    @Test("a filter with roll-up finds the articles about members, by id, name or alias")
    func rolledFilter() throws {
        for name in ["org/nato", "Atlantic alliance"] {
            let counts = try actors("actor=\(name)&actor.roll=1&scope=filtered")
            #expect(counts.total == 2)
            #expect(
                counts.values
                    == ["person/jens 2", "org/nato 2 *", "state/no 2", "state/ru 1"])
        }
        #expect(try actors("actor=org/nato").total == 0)
    }

    @Test("mentions, kinds and prominence decide what counts")
    func options() throws {
        #expect(try actors("actor.min_mentions=2").values == ["person/jens 1", "state/ru 1"])
        #expect(try actors("actor.kinds=name,alias").values == ["person/jens 2", "state/ru 1"])
        #expect(try actors("actor.prominent=1").values == ["person/jens 1", "state/ru 1"])
        let rare = try actors("actor.min_mentions=4")
        #expect(rare.values == [])
        #expect(rare.missing == 4)
        #expect(try actors("actor=state/ru&actor.kinds=name").total == 1)
        #expect(try actors("actor.not=state/ru&actor.kinds=metonym").total == 3)
    }

    @Test("rolled up, mentions of members add")
    func rolledMentions() throws {
        let counts = try actors("actor.roll=1&actor.min_mentions=3&actor.type=organisation")
        #expect(counts.values == ["org/nato 1"])
    }

    @Test("options of the facet do not touch the filter")
    func facetAlone() throws {
        let counts = try actors("actor=state/ru&facet.actor.min_mentions=3")
        #expect(counts.total == 2)
        #expect(counts.values == ["person/jens 1", "state/ru 0 *"])
    }

    @Test("co-mentions are counted among the articles that are about the other, too")
    func company() throws {
        let counts = try actors("q=gas&facet.actor.with=state/ru")
        #expect(counts.values == ["state/ru 2", "person/jens 1"])
        #expect(counts.total == 4)
        let rolled = try actors("facet.actor.with=org/nato&facet.actor.roll=1")
        #expect(
            rolled.values == ["person/jens 2", "org/nato 2", "state/no 2", "state/ru 1"])
        let unknown = try actors("facet.actor.with=org/none")
        #expect(unknown.values == [])
    }

    @Test("the prefix finds rolled-up values by the beginnings of their words")
    func prefix() throws {
        let counts = try actors("facet.actor.roll=1&facet.actor.prefix=no")
        #expect(counts.values == ["state/no 2"])
    }

    @Test("JSON and parameters say the same, and a request is written as it was read")
    func forms() throws {
        let json = """
            {"filters":{"actor":{"any":["org/nato"],"type":"organisation","roll":true,\
            "min_mentions":2,"kinds":["name","alias"],"prominent":true}},\
            "facets":{"actor":{"limit":30,"type":"organisation","with":["state/ru"],"roll":true,\
            "min_mentions":2,"kinds":["name","alias"],"prominent":true}}}
            """
        let request = try SearchRequest(json: Array(json.utf8))
        let same = try SearchRequest(queryItems: [
            ("actor.roll", "1"), ("actor", "org/nato"), ("actor.min_mentions", "2"),
            ("actor.kinds", "name,alias"), ("actor.prominent", "true"),
            ("actor.type", "organisation"), ("facet", "actor:30"),
            ("facet.actor.with", "state/ru"),
        ])
        #expect(request == same)
        #expect(String(decoding: request.json(), as: UTF8.self) == json)
    }

    @Test(
        "options that cannot be are refused with their place",
        arguments: [
            (#"{"filters":{"actor":{"roll":true}}}"#, "filters.actor"),
            (#"{"filters":{"author":{"any":["a"],"roll":true}}}"#, "filters.author.roll"),
            (#"{"facets":{"author":{"roll":true}}}"#, "facets.author.roll"),
            (#"{"facets":{"actor":{"kinds":["nickname"]}}}"#, "facets.actor.kinds"),
            (#"{"facets":{"actor":{"min_mentions":0}}}"#, "facets.actor.min_mentions"),
            (#"{"facets":{"actor":{"prominent":"yes"}}}"#, "facets.actor.prominent"),
        ])
    func refused(json: String, param: String) throws {
        let error = try #require(throws: SearchError.self) {
            try engine.search(SearchRequest(json: Array(json.utf8)))
        }
        #expect(error.param == param)
    }

    @Test("an id that was merged into another finds the articles of the other")
    func redirect() throws {
        let engine = try archive.engine {
            $0.redirect = { _, id in id == "state/ussr" ? "state/ru" : id }
        }
        let answer = try engine.search(SearchRequest { $0.filters[.actor].any = ["state/ussr"] })
        #expect(answer.hits.compactMap(\.id).sorted() == ["b", "c"])
        #expect(answer.query.parsed == "actor:state/ru")
    }
}
