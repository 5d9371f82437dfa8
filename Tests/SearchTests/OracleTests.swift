import Articles
import Schema
import TestSupport
import Testing

@testable import Search

/// Makes small archives and requests by chance.
struct RandomSearches {
    var random: SeededGenerator

    private static let words = [
        "gas", "oil", "sanctions", "sanctioned", "NATO", "winter", "price", "prices", "Kyiv", "the",
        "Öl", "Preise", "e-mail", "U.S.", "war",
    ]
    private static let authors = ["Jane Doe", "Max Roe", "Ann Poe", "Jörg Öhm"]
    private static let actors: [(String, ActorType)] = [
        ("org/nato", .organisation), ("state/de", .state), ("state/ru", .state),
        ("person/ann-poe", .person), ("place/kyiv", .place),
    ]
    /// The alliance and the union are records that only their members bring into an archive.
    static let lineages = [
        ActorLineage(
            id: "person/ann-poe", label: "ann-poe", type: .person,
            ancestors: ["org/nato", "org/alliance"]),
        ActorLineage(
            id: "org/nato", label: "nato", type: .organisation, ancestors: ["org/alliance"]),
        ActorLineage(id: "org/alliance", label: "North", type: .organisation, ancestors: []),
        ActorLineage(id: "place/kyiv", label: "kyiv", type: .place, ancestors: ["state/union"]),
        ActorLineage(id: "state/de", label: "de", type: .state, ancestors: ["state/union"]),
        ActorLineage(id: "state/union", label: "Ünion", type: .state, ancestors: []),
    ]
    private static let kinds: [MentionKind] = [.name, .alias, .demonym, .metonym, .title]
    private static let dates = [
        "2021", "2021-12", "2022", "2022-01-01", "2022-01-31", "2022-02", "2022-03-04",
        "2022-03-04T10:00:00Z", "2022-12-31/2023-01-03", "2023-05-06", "2023-05-07", "2024-02-29",
    ]

    mutating func pick<T>(_ values: [T]) -> T {
        values[Int.random(in: 0..<values.count, using: &random)]
    }

    mutating func some<T>(_ values: [T], upTo limit: Int) -> [T] {
        Array(
            values.shuffled(using: &random).prefix(Int.random(in: 0...limit, using: &random)))
    }

    private mutating func chance(_ percent: Int) -> Bool {
        Int.random(in: 0..<100, using: &random) < percent
    }

    private mutating func text(_ length: ClosedRange<Int>) -> String {
        (0..<Int.random(in: length, using: &random)).map { _ in pick(Self.words) }
            .joined(separator: " ")
    }

    mutating func article(_ id: String) -> Article {
        var article = Article(id: id, title: text(0...4), body: text(0...30))
        article.language = pick(["en", "en", "en", "de", nil])
        article.section = pick([nil, "Opinion", "Analysis", "Le Débat"])
        article.site = pick([nil, "a.example", "b.example"])
        if chance(20) { article.corrections = ["Corrected."] }
        if chance(30) { article.url = "https://a.example/\(id)" }
        article.authors = some(Self.authors, upTo: 2).map { Author(name: $0, source: "given") }
        article.actors = some(Self.actors, upTo: 3).map { id, type in
            Actor(
                id: id, label: id.split(separator: "/").last.map(String.init) ?? "", type: type,
                mentions: Int.random(in: 1...4, using: &random), inTitle: chance(30),
                inLead: chance(30), kinds: some(Self.kinds, upTo: 2))
        }
        if chance(80),
            let date = PublicationDate(
                published: pick(Self.dates), basis: pick([.given, .url, .text]))
        {
            article.date = date
        }
        return article
    }

    private mutating func leaf() -> String {
        switch Int.random(in: 0..<14, using: &random) {
        case 0, 1, 2, 3: pick(Self.words)
        case 4: "\"" + text(2...3) + "\""
        case 5: "title:" + pick(["gas", "oil", "\"gas oil\"", "pri*"])
        case 6: pick(["sanct*", "pri*", "wi*r*", "oi?", "pr?ce*", "gaz~", "sanktion~", "preise~1"])
        case 7: "author:\"" + pick(Self.authors) + "\""
        case 8: "actor:" + pick(Self.actors).0
        case 9: "date:" + pick(["2022", "2022-03", "..2022-02", "2022-01-31..", "2021..2022-06"])
        case 10: pick(["is:undated", "has:correction", "has:author", "has:actor", "has:url"])
        case 11: pick(["section:opinion", "section:\"le debat\"", "language:de", "basis:url"])
        case 12: "exact:\"" + text(1...2) + "\""
        default:
            "(" + pick(Self.words) + " " + pick(["NEAR/2", "NEAR/5", "ADJ/1", "ADJ/3"]) + " "
                + pick(Self.words) + ")"
        }
    }

    mutating func query(depth: Int) -> String {
        guard depth > 0, !chance(30) else { return leaf() }
        switch Int.random(in: 0..<4, using: &random) {
        case 0: return query(depth: depth - 1) + " " + query(depth: depth - 1)
        case 1: return "(" + query(depth: depth - 1) + " OR " + query(depth: depth - 1) + ")"
        case 2: return query(depth: depth - 1) + " NOT " + leaf()
        default: return leaf()
        }
    }

    mutating func request() -> SearchRequest {
        var request = SearchRequest()
        if chance(80) { request.q = query(depth: 2) }
        if chance(10) {
            request.mode = .natural
            request.q = text(1...4)
        }
        if chance(40) { request.filters[.author].any = some(Self.authors, upTo: 2) }
        if chance(30) {
            request.filters[.actor].all = some(Self.actors, upTo: 1).map(\.0)
            request.filters[.actor].none = some(Self.actors, upTo: 1).map(\.0)
            if chance(30) { request.filters[.actor].any = ["north", "state/union", "org/nato"] }
            if chance(50) { request.filters[.actor].mentions = mentions() }
            if chance(10) { request.filters[.actor].type = .organisation }
        }
        if chance(20) { request.filters[.section].any = some(["Opinion", "Analysis"], upTo: 2) }
        if chance(40) {
            request.filters.date = DateFilter(
                from: pick([nil, "2021", "2022-02"]), to: pick([nil, "2022", "2023-05-06"]),
                undated: pick([.exclude, .include, .only]))
        }
        request.sort = pick([.relevance, .date, .newest])
        request.facets = some(Field.facets.map(\.name), upTo: 7).map { field in
            FacetRequest(
                field, limit: pick([0, 1, 2, 10]),
                type: field == .actor ? pick([nil, nil, .state]) : nil,
                prefix: field == .date || field == .basis ? "" : pick(["", "", "", "n", "o"]),
                scope: pick([.sideways, .sideways, .filtered, .query]),
                interval: field == .date ? pick([.year, .quarter, .month, .week, .day]) : .month,
                sort: field == .date ? .count : pick([.count, .count, .label, .lift]),
                minimum: field == .date ? 1 : pick([1, 1, 2]),
                unit: pick([nil, nil, .articles, .stories]))
        }
        for index in request.facets.indices where request.facets[index].facet == .actor {
            if chance(60) { request.facets[index].mentions = mentions() }
            if chance(20) {
                request.facets[index].with = some(Self.actors, upTo: 2).map(\.0)
            }
        }
        request.limit = 1_000
        request.snippets = 0
        if chance(25) { request.collapse = .copies }
        if chance(10) { request.filters[.language].any = [pick(["de", "en"])] }
        return request
    }

    private mutating func mentions() -> ActorOptions {
        var options = ActorOptions()
        options.roll = chance(60)
        options.minimumMentions = pick([1, 1, 2, 3, 6])
        options.kinds = chance(40) ? some(Self.kinds, upTo: 3) : []
        options.prominent = chance(30)
        return options
    }
}

@Suite struct OracleTests {
    /// How many archives there are, each asked a hundred times; `BYLINE_ORACLE_ROUNDS` wants more.
    static let rounds = Environment.number("BYLINE_ORACLE_ROUNDS") ?? 25

    @Test("the engine finds, orders and counts what loops over the articles do")
    func oracle() throws {
        var searches = RandomSearches(random: SeededGenerator.fromEnvironment())
        for round in 0..<Self.rounds {
            let seed = "seed \(searches.random.seed), round \(round)"
            var articles = (0..<Int.random(in: 0...60, using: &searches.random)).map {
                searches.article("b\($0)")
            }
            let numbers: [UInt32] = articles.map { _ in searches.pick([0, 0, 1, 2, 3]) }
            let archive = try TestArchive(articles, stories: round % 4 < 2 ? nil : numbers)
            var gone: [Article] = []
            if round % 2 == 1 {
                // A delta: some replaced, some new, some deleted, in two commits.
                for _ in 0..<2 {
                    let deleted = searches.some(articles.map(\.id), upTo: 3)
                    let changed = searches.some(articles.map(\.id), upTo: 5)
                        .filter { !deleted.contains($0) }
                    let added = (0..<4).map { "d\(round)-\(articles.count)-\($0)" }
                    let new = (changed + added).map { searches.article($0) }
                    try archive.put(new, deleting: deleted)
                    gone += articles.filter { (deleted + changed).contains($0.id) }
                    articles.removeAll { (deleted + changed).contains($0.id) }
                    articles += new
                }
            }
            let engine = try archive.engine {
                // Words of the best hits have tests of their own.
                $0.ranking.feedbackHits = 0
                $0.lineages = { _ in RandomSearches.lineages }
                $0.resolveAlias = { _, name in
                    RandomSearches.lineages.filter {
                        $0.id == name || WordFolding.key($0.label) == WordFolding.key(name)
                    }.map(\.id)
                }
            }
            defer { withExtendedLifetime(archive) {} }
            // A delta sorts the stories of its base anew by their texts (tests of stories have their
            // own oracle): they are taken as they came out.
            let stories = try Self.stories(engine)
            if round % 4 == 2 {
                try #require(articles.map { stories[$0.id] ?? 0 } == numbers, "\(seed)")
            }
            let naive = NaiveSearch(
                articles, gone: gone, stories: articles.map { stories[$0.id] ?? 0 },
                lineages: RandomSearches.lineages)
            for _ in 0..<100 {
                let request = searches.request()
                try compare(engine, naive, request, seed)
            }
        }
    }

    /// The story of each article; 0 where it stands alone.
    private static func stories(_ engine: SearchEngine) throws -> [String: UInt32] {
        var stories: [String: UInt32] = [:]
        for part in try engine.currentFacts().parts {
            for index in 0..<part.part.count where part.live.contains(index) {
                stories[try part.part.article(index).id] = part.part.story[index]
            }
        }
        return stories
    }

    private func compare(
        _ engine: SearchEngine, _ naive: NaiveSearch, _ request: SearchRequest, _ seed: String
    ) throws {
        let answer = try engine.search(request)
        let said = "\(seed): \(String(decoding: request.json(), as: UTF8.self))"
        let matches = try naive.matches(request)
        let found = answer.hits.compactMap(\.id)
        let ordered =
            switch request.sort {
            case .relevance: try Self.byWeight(matches, naive, request)
            case .date, .newest:
                Self.byDate(matches, naive, newestFirst: request.sort == .newest)
            }
        var seen: Set<String> = []
        let first = ordered.filter { seen.insert(Self.story($0, naive, request)).inserted }
        try #require(found == first.map { naive.articles[$0].id }, "\(said)")
        let stories = Set(matches.map { naive.stories[$0] }.filter { $0 != 0 }).count
        let alone = matches.count { naive.stories[$0] == 0 }
        let total = Total(articles: matches.count, stories: alone + stories, exact: true)
        try #require(answer.total == total, "\(said)")
        for facet in request.facets {
            let own = try #require(answer.facet(facet.facet))
            let recount = try naive.facet(facet, of: request)
            try #require(own == recount, "\(said), facet \(facet.facet)")
        }
        var plain = request
        plain.total = false
        plain.facets = []
        let few = try engine.search(plain)
        try #require(few.hits.compactMap(\.id) == found, "\(said), no total")
    }

    /// What the article is one hit with.
    private static func story(
        _ index: Int, _ naive: NaiveSearch, _ request: SearchRequest
    ) -> String {
        guard request.collapse == .copies, naive.stories[index] != 0 else {
            return naive.articles[index].id
        }
        return "story \(naive.stories[index])"
    }

    /// By falling weight; newest first where no word gives any.
    private static func byWeight(
        _ matches: [Int], _ naive: NaiveSearch, _ request: SearchRequest
    ) throws -> [Int] {
        guard let weights = try naive.weights(request) else {
            return byDate(matches, naive, newestFirst: true)
        }
        return matches.sorted { left, right in
            weights[left] == weights[right] ? left < right : weights[left] > weights[right]
        }
    }

    private static func byDate(
        _ matches: [Int], _ naive: NaiveSearch, newestFirst: Bool
    ) -> [Int] {
        matches.sorted { left, right in
            let (first, second) = (
                naive.articles[left].date.value, naive.articles[right].date.value
            )
            if first == second { return left < right }
            guard let first else { return false }
            guard let second else { return true }
            return newestFirst ? first > second : first < second
        }
    }
}
