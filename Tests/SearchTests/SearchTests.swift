import Articles
import Foundation
import Schema
import Testing

@testable import Search

/// A dozen articles whose answers can be checked by eye.
enum Samples {
    static func article(
        _ id: String, _ title: String, _ body: String, date: String? = nil,
        authors: [String] = [], actors: [String] = [], section: String? = nil,
        language: String? = "en", site: String? = nil, basis: DateBasis = .given
    ) -> Article {
        var article = Article(id: id, title: title, body: body)
        if let date, let parsed = PublicationDate(published: date, basis: basis) {
            article.date = parsed
        }
        article.authors = authors.map { Author(name: $0, source: "given") }
        article.actors = actors.enumerated().map { index, name in
            let type: ActorType = name.hasPrefix("org/") ? .organisation : .state
            let label = String(name.split(separator: "/").last ?? "").uppercased()
            return Actor(id: name, label: label, type: type, mentions: actors.count - index)
        }
        article.section = section
        article.language = language
        article.site = site
        return article
    }

    static let articles = [
        article(
            "a1", "The cost of cheap gas", "Sanctions on gas hurt. Cheap gas was a weapon.",
            date: "2022-03-04", authors: ["Jane Doe"], actors: ["org/nato", "state/de"],
            section: "Opinion", site: "a.example"),
        article(
            "a2", "Oil and sanctions", "The oil price rose; the sanctioned firms sold gas cheap.",
            date: "2022-03-31", authors: ["Jane Doe", "Max Roe"], actors: ["state/ru"],
            section: "Opinion", site: "b.example"),
        article(
            "a3", "Winter cheap", "Gas storage is full before the winter of 2022.",
            date: "2022-03", authors: ["Max Roe"], actors: ["state/de"], section: "Analysis",
            site: "a.example"),
        article(
            "a4", "An alliance grows", "NATO takes in Finland. Nobody speaks of gas and oil.",
            date: "2023", authors: ["Ann Poe"], actors: ["org/nato", "state/fi"],
            section: "Analysis"),
        article(
            "a5", "Gas, again", "Gas gas gas.", date: "2023-04-04T10:00:00Z",
            authors: ["Jane Doe"], actors: ["org/nato"], section: "Opinion"),
        article(
            "a6", "Undated thoughts", "Nothing about energy, \u{201C}Nord Stream\u{201D} aside.",
            authors: [], actors: [], section: "Opinion"),
        article(
            "a7", "Der Preis des Gases", "Die Sanktionen und die Preise des Gases.",
            date: "2024-01-02/2024-01-05", authors: ["Jörg Öhm"], actors: ["state/de"],
            language: "de", basis: .text),
        article(
            "a8", "Untitled", "words without a language: sanctions", date: "2021-12-31",
            language: nil),
    ]
}

@Suite struct SearchTests {
    let engine: SearchEngine

    init() throws {
        engine = try SampleEngine.shared.get().engine
    }

    private func ids(_ request: SearchRequest) throws -> [String] {
        try engine.search(request).hits.compactMap(\.id)
    }

    @Test(
        "a query finds just the articles that match",
        arguments: [
            ("", ["a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8"]),
            ("*", ["a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8"]),
            ("gas", ["a1", "a2", "a3", "a4", "a5", "a7"]),
            ("GAS", ["a1", "a2", "a3", "a4", "a5", "a7"]),
            ("sanction", ["a1", "a2"]),
            ("sanctions", ["a1", "a2", "a8"]),
            ("gas oil", ["a2", "a4"]),
            ("oil OR winter", ["a2", "a3", "a4"]),
            ("gas NOT oil", ["a1", "a3", "a5", "a7"]),
            ("NOT gas", ["a6", "a8"]),
            ("-gas -undated", ["a8"]),
            ("gas NOT (oil OR winter)", ["a1", "a5", "a7"]),
            ("\"cheap gas\"", ["a1"]),
            ("\"gas cheap\"", ["a2"]),
            ("\"gas gas gas\"", ["a5"]),
            ("\"winter of 2022\"", ["a3"]),
            ("oil NEAR/2 gas", ["a4"]),
            ("gas ADJ/2 oil", ["a4"]),
            ("oil ADJ/2 gas", []),
            ("nato NEAR/3 (finland OR sweden)", ["a4"]),
            ("\"nord stream\" NEAR/3 energy", ["a6"]),
            ("title:gas", ["a1", "a5", "a7"]),
            ("title:\"cheap gas\"", ["a1"]),
            ("title:(the NEAR/4 gas)", ["a1"]),
            ("sanct*", ["a1", "a2", "a8"]),
            ("sank*", ["a7"]),
            ("sa*tions", ["a1", "a2", "a8"]),
            ("sanktions~1", ["a1", "a2", "a8"]),
            ("exact:\"Nord Stream\"", ["a6"]),
            ("exact:\"nord stream\"", []),
            ("exact:\"cheap gas\"", ["a1"]),
            ("exact:\"Cheap gas was\"", ["a1"]),
            ("author:\"Jane Doe\"", ["a1", "a2", "a5"]),
            ("author:author/jane-doe", ["a1", "a2", "a5"]),
            ("author:\"jorg ohm\"", ["a7"]),
            ("author:nobody", []),
            ("actor:nato", ["a1", "a4", "a5"]),
            ("actor:org/nato -actor:state/de", ["a4", "a5"]),
            ("section:opinion gas", ["a1", "a2", "a5"]),
            ("language:de", ["a7"]),
            ("site:A.example", ["a1", "a3"]),
            ("basis:text", ["a7"]),
            ("id:a4", ["a4"]),
            ("date:2022", ["a1", "a2", "a3"]),
            ("date:2022-03", ["a1", "a2", "a3"]),
            ("date:2022-03-01..2022-03-30", ["a1"]),
            ("date:2023", ["a4", "a5"]),
            ("date:2023-01..2023-11", ["a5"]),
            ("date:2024-01-02", ["a7"]),
            ("date:..2021", ["a8"]),
            ("date:2023..", ["a4", "a5", "a7"]),
            ("gas OR date:2021", ["a1", "a2", "a3", "a4", "a5", "a7", "a8"]),
            ("is:undated", ["a6"]),
            ("has:author is:dated", ["a1", "a2", "a3", "a4", "a5", "a7"]),
            ("NOT has:actor", ["a6", "a8"]),
            ("zzz", []),
            ("zzz OR winter", ["a3"]),
        ])
    func finds(q: String, expected: [String]) throws {
        let answer = try engine.search(SearchRequest(q))
        #expect(answer.hits.compactMap(\.id).sorted() == expected)
        #expect(answer.total == Total(articles: expected.count))
        // Without a total, and so without a match set, the same are found.
        #expect(try ids(SearchRequest(q) { $0.total = false }).sorted() == expected)
    }

    @Test("the best match comes first, and scores fall")
    func relevance() throws {
        let answer = try engine.search(SearchRequest("gas"))
        #expect(answer.hits.first?.id == "a5")
        let scores = answer.hits.compactMap(\.score)
        #expect(scores.count == 6)
        #expect(scores == scores.sorted(by: >))
    }

    @Test("hits are ordered by date, undated last both ways")
    func dates() throws {
        #expect(
            try ids(SearchRequest { $0.sort = .newest })
                == ["a7", "a5", "a4", "a2", "a1", "a3", "a8", "a6"])
        #expect(
            try ids(SearchRequest { $0.sort = .date })
                == ["a8", "a3", "a1", "a2", "a4", "a5", "a7", "a6"])
    }

    @Test("without a word the newest come first")
    func newestWithoutWords() throws {
        #expect(try ids(SearchRequest("section:opinion")) == ["a5", "a2", "a1", "a6"])
    }

    @Test("natural language asks for any of its words")
    func natural() throws {
        let request = SearchRequest("Does NATO buy \"oil\"?") { $0.mode = .natural }
        #expect(try ids(request).sorted() == ["a2", "a4"])
    }

    @Test("filters narrow by any, all and none")
    func filters() throws {
        #expect(
            try ids(SearchRequest { $0.filters[.actor].any = ["org/nato", "state/ru"] }).sorted()
                == ["a1", "a2", "a4", "a5"])
        #expect(
            try ids(SearchRequest { $0.filters[.actor].all = ["nato", "DE"] }) == ["a1"])
        #expect(
            try ids(
                SearchRequest {
                    $0.filters[.actor].any = ["NATO"]
                    $0.filters[.actor].none = ["state/de"]
                    $0.filters[.section].any = ["Opinion"]
                }) == ["a5"])
    }

    @Test("a date filter leaves undated articles out, includes them, or asks for them alone")
    func undated() throws {
        func ids(_ undated: DateFilter.Undated) throws -> [String] {
            let filter = DateFilter(from: "2023", to: nil, undated: undated)
            return try self.ids(SearchRequest { $0.filters.date = filter })
        }
        #expect(try ids(.exclude) == ["a7", "a5", "a4"])
        #expect(try ids(.include) == ["a7", "a5", "a4", "a6"])
        #expect(try ids(.only) == ["a6"])
    }

    @Test("an unknown value matches nothing and is told")
    func unknownValue() throws {
        let answer = try engine.search(SearchRequest { $0.filters[.author].any = ["Zoe"] })
        #expect(answer.total == Total(articles: 0))
        #expect(
            answer.query.warnings == ["nobody called \"Zoe\" has written in this archive"])
    }

    @Test("a name that is nearly one of the archive is asked about")
    func nearlyKnownValue() throws {
        let answer = try engine.search(SearchRequest("author:\"Jane Do\" gas"))
        #expect(
            answer.query.warnings == [
                "nobody called \"Jane Do\" has written in this archive; did you mean \"Jane Doe\"?"
            ])
    }

    @Test("an alias is resolved by the caller")
    func alias() throws {
        var options = SearchOptions()
        options.resolveAlias = { _, name in name == "the alliance" ? ["org/nato"] : [] }
        let engine = try SearchEngine(
            archive: try SampleEngine.shared.get().archive, options: options)
        let answer = try engine.search(SearchRequest("actor:\"the alliance\" gas"))
        #expect(answer.hits.compactMap(\.id).sorted() == ["a1", "a4", "a5"])
    }

    @Test("the answer says how the query was understood")
    func parsed() throws {
        let request = SearchRequest("sanctions NEAR/8 gas") {
            $0.filters[.actor].all = ["NATO"]
            $0.filters[.language].any = ["en"]
            $0.filters.date = DateFilter(from: "2022-01", to: "2022")
        }
        #expect(
            try engine.search(request).query.parsed
                == "(sanction NEAR/8 gas) AND actor:org/nato AND language:en AND date:2022")
    }

    @Test("a hit shows what the columns hold")
    func hit() throws {
        let request = SearchRequest("id:a2") {
            $0.fields = [
                .id, .title, .url, .authors, .date, .section, .language, .site, .words, .actors,
                .copies,
            ]
        }
        let hit = try #require(try engine.search(request).hits.first)
        #expect(hit.title == "Oil and sanctions")
        #expect(
            hit.authors == [
                Hit.Author(id: "author/jane-doe", label: "Jane Doe"),
                Hit.Author(id: "author/max-roe", label: "Max Roe"),
            ])
        #expect(
            hit.date
                == Hit.Date(value: CalendarDay("2022-03-31"), precision: .day, basis: .given))
        #expect(hit.section == "Opinion")
        #expect(hit.language == "en")
        #expect(hit.site == "b.example")
        #expect(hit.words == 13)
        #expect(
            hit.actors == [Hit.Actor(id: "state/ru", label: "RU", type: .state, mentions: 1)])
        #expect(hit.copies == Hit.Copies(count: 0))
        #expect(hit.score == nil)
        #expect(hit.snippets == nil)
    }

    @Test("articles like another one come without it")
    func like() throws {
        let answer = try engine.similar(to: "a1")
        let found = answer.hits.compactMap(\.id)
        #expect(found.first == "a2")
        #expect(!found.contains("a1"))
        #expect(answer.total == Total(articles: found.count))
        let narrowed = try engine.similar(to: "a1", SearchRequest("oil") { $0.total = false })
        #expect(narrowed.hits.compactMap(\.id).sorted() == ["a2", "a4"])
    }

    @Test("an article is found by its id, whole")
    func article() throws {
        #expect(try engine.article("a3") == Samples.articles[2])
        #expect(try engine.contains("a3"))
        #expect(try !engine.contains("zz"))
        #expect(throws: SearchError.self) { try engine.article("zz") }
    }
}

extension Total {
    /// The total where no article is a copy of another.
    init(articles: Int) {
        self.init(articles: articles, stories: articles, exact: true)
    }
}
