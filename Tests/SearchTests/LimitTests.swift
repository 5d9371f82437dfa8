import Archive
import Articles
import Foundation
import Schema
import TestSupport
import Testing

@testable import Search

/// What must neither be answered with effort nor end the process.
@Suite struct LimitTests {
    struct Hostile: Sendable, CustomTestStringConvertible {
        let name: String
        let request: SearchRequest
        let problem: Problem
        var testDescription: String { name }

        init(_ name: String, _ request: SearchRequest, _ problem: Problem) {
            self.name = name
            self.request = request
            self.problem = problem
        }

        init(_ name: String, _ q: String, _ problem: Problem) {
            self.init(name, SearchRequest(q), problem)
        }
    }

    private static func repeated(_ text: String, _ count: Int) -> String {
        String(repeating: text, count: count)
    }

    static let texts: [Hostile] =
        [33, 100, 1_000, 2_000].flatMap { depth in
            [
                Hostile(
                    "\(depth) parentheses",
                    repeated("(", depth) + "a" + repeated(")", depth), .queryTooDeep),
                Hostile("\(depth) exclusions", repeated("-", depth) + "a", .queryTooDeep),
                Hostile("\(depth) open parentheses", repeated("(", depth), .queryTooDeep),
            ]
        } + [
            Hostile("20,000 parentheses", repeated("(", 20_000), .queryTooLong),
            Hostile("100,000 alternatives", repeated("a OR ", 100_000) + "a", .queryTooLong),
            Hostile("800 alternatives", repeated("a OR ", 799) + "a", .queryTooManyTerms),
            Hostile("2,000 words", repeated("a ", 2_000), .queryTooManyTerms),
            Hostile(
                "a phrase of 1,000 words", "\"" + repeated("gases ", 1_000) + "\"", .queryTooLong),
            Hostile("65 neighbours", repeated("a NEAR ", 64) + "a", .queryTooManyTerms),
            Hostile("NOT NOT …", repeated("NOT ", 500) + "a", .queryTooDeep),
            Hostile("prefixes of one letter", "a* b* c*", .queryTooBroad),
            Hostile("a star and more", "*x", .queryTooBroad),
            Hostile("a question mark first", "?as", .queryTooBroad),
            Hostile("stars only but for one letter", "a********", .queryTooBroad),
            Hostile("fields in fields", repeated("title:(", 500), .queryTooDeep),
            Hostile("a long word and its edits", repeated("a", 70) + "~", .badValue),
            Hostile("a distance beyond all", "a NEAR/99999999999999999999 b", .badValue),
            Hostile("edits beyond all", "gas~99999999999999999999", .badValue),
            Hostile("an open quote", repeated("\"", 999), .querySyntax),
            Hostile("operators only", repeated("AND ", 900), .querySyntax),
            Hostile("a year beyond all", "date:99999999999999999999", .badValue),
            Hostile("days beyond all", "date:last-99999999999999-days", .badValue),
        ]

    static let numbers: [Hostile] = [
        Hostile("offset 2^31", SearchRequest { $0.offset = 1 << 31 }, .pageTooDeep),
        Hostile("the highest offset", SearchRequest { $0.offset = .max }, .pageTooDeep),
        Hostile("a negative offset", SearchRequest { $0.offset = -1 }, .badParameter),
        Hostile("the highest limit", SearchRequest { $0.limit = .max }, .badParameter),
        Hostile("too many snippets", SearchRequest { $0.snippets = .max }, .badParameter),
        Hostile(
            "offset and cursor",
            SearchRequest {
                $0.offset = 1
                $0.cursor = "x"
            }, .badParameter),
        Hostile(
            "like two things",
            SearchRequest {
                $0.like = "a1"
                $0.likeText = "gas"
            }, .badParameter),
        Hostile(
            "a facet without end",
            SearchRequest { $0.facets = [FacetRequest(.author, limit: .max)] }, .badParameter),
        Hostile(
            "a huge list of facets",
            SearchRequest { $0.facets = Array(repeating: FacetRequest(.author), count: 21) },
            .badParameter),
        Hostile(
            "a huge filter",
            SearchRequest { $0.filters[.author].any = (0..<1_001).map { "a\($0)" } },
            .queryTooManyTerms),
        Hostile(
            "a budget beyond all", SearchRequest { $0.budgetMilliseconds = .max }, .badParameter),
    ]

    @Test(
        "a hostile request is refused by name, and the next one is answered",
        arguments: texts + numbers)
    func refused(hostile: Hostile) throws {
        let engine = try SampleEngine.shared.get().engine
        do {
            _ = try engine.search(hostile.request)
            Issue.record("it was answered")
        } catch {
            #expect(error.problem == hostile.problem)
            #expect((400..<500).contains(error.problem.httpStatus))
        }
        #expect(try engine.search(SearchRequest("oil")).total == Total(articles: 2))
    }

    @Test("there are at least forty hostile requests")
    func many() {
        #expect(Self.texts.count + Self.numbers.count >= 40)
    }

    @Test("a wildcard for more words than allowed is an error that names it")
    func tooBroad() throws {
        let folder = try SampleEngine.shared.get().archive
        var options = SearchOptions()
        options.maximumExpansion = 2
        let engine = try SearchEngine(archive: folder, options: options)
        #expect(
            throws: SearchError(
                .queryTooBroad, "sa* stands for more than 2 words", param: "q", position: 4..<7,
                hint: "write more of its letters")
        ) { try engine.search(SearchRequest("gas sa*")) }
    }

    @Test("the limits of the archive's settings hold")
    func settings() throws {
        var settings = Settings()
        settings.limits.queryTerms = 2
        settings.limits.pageHits = 5
        settings.limits.pageDepth = 6
        settings.limits.facets = 1
        settings.limits.facetValues = 3
        let archive = try SampleEngine.shared.get().archive
        var options = try SearchOptions(settings, archive)
        options.today = { testDay }
        let engine = try SearchEngine(archive: archive, options: options)
        func problem(_ request: SearchRequest) -> Problem? {
            do {
                _ = try engine.search(request)
                return nil
            } catch {
                return error.problem
            }
        }
        let small = SearchRequest("gas oil") {
            $0.limit = 5
            $0.offset = 1
        }
        #expect(problem(small) == nil)
        #expect(problem(SearchRequest("a b c") { $0.limit = 5 }) == .queryTooManyTerms)
        #expect(problem(SearchRequest("gas") { $0.limit = 6 }) == .badParameter)
        #expect(
            problem(
                SearchRequest("gas") {
                    $0.limit = 5
                    $0.offset = 2
                }) == .pageTooDeep)
        #expect(
            problem(
                SearchRequest("gas") {
                    $0.limit = 5
                    $0.facets = [FacetRequest(.author, limit: 4)]
                }) == .badParameter)
    }

    @Test("words that can stand near each other in very many ways are given up in time")
    func budget() throws {
        // Thirteen operands and twelve places: whatever is chosen, one is left over.
        let words = Array(repeating: "gas", count: 12).joined(separator: " ")
        let archive = try TestArchive([Samples.article("a", "Oil", words)])
        let snapshot = try archive.engine().snapshot()
        defer { withExtendedLifetime(archive) {} }
        let stem = Stem(ordinal: try #require(snapshot.stems.ordinal(of: "gas")), term: "gas")
        let group = Proximity(
            field: .text, operands: Array(repeating: [[stem]], count: 13), distance: 200,
            isOrdered: false)
        var late = ProximityMatcher(group, budget: Budget(milliseconds: 0))
        #expect {
            try late.matches(snapshot.base.tokens(0))
        } throws: { ($0 as? SearchError)?.problem == .queryTooCostly }
        // With as many places as operands there is a choice.
        let fewer = Proximity(
            field: .text, operands: Array(repeating: [[stem]], count: 12), distance: 200,
            isOrdered: false)
        var patient = ProximityMatcher(fewer, budget: Budget(milliseconds: 600_000))
        #expect(try patient.matches(snapshot.base.tokens(0)))
    }

    @Test("a budget that is spent is an error, or an answer that says it is not whole")
    func spent() throws {
        // No time at all: whatever is looked at first is too late.
        var options = SearchOptions()
        options.budgetMilliseconds = 0
        let engine = try SearchEngine(
            archive: try SampleEngine.shared.get().archive, options: options)
        var request = SearchRequest("(gas OR oil) wint*") { $0.facets = [FacetRequest(.author)] }
        #expect {
            try engine.search(request)
        } throws: { error in
            let problem = (error as? SearchError)?.problem
            return problem == .queryTooCostly && problem?.httpStatus == 503
                && problem?.exitStatus == 124
        }
        request.onBudget = .partial
        let answer = try engine.search(request)
        #expect(answer.partial)
        #expect(answer.total?.exact == false)
        guard case .values(let counts) = answer.facet(.author)?.counts else {
            Issue.record("the facet is not there")
            return
        }
        #expect(!counts.exact)
    }
}
