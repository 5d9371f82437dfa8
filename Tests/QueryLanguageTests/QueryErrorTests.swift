import Articles
import QueryLanguage
import Schema
import TestSupport
import Testing

@Suite struct QueryErrorTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let text: String
        let problem: Problem
        let position: Range<Int>
        let message: String
        let hint: String?
        var testDescription: String { text.count > 60 ? text.prefix(60) + "…" : text }

        init(
            _ text: String, _ problem: Problem, _ position: Range<Int>, _ message: String,
            _ hint: String? = nil
        ) {
            self.text = text
            self.problem = problem
            self.position = position
            self.message = message
            self.hint = hint
        }
    }

    static let wordHint = "to search for the word, write it in lower case or in quotes"
    static let quoteHint = "to search for the text itself, put it in quotes"
    static let dateHint =
        "dates are written 2022, 2022-03, 2022-03-04, 2022-Q1, 2022-W09, today, last-month, "
        + "last-30-days; ranges 2019..2021"
    static let cases: [Case] = [
        Case(
            "gas \"cheap", .querySyntax, 4..<5, "the quote that opens here is never closed",
            "close it with another quote"),
        Case(
            "é \"", .querySyntax, 2..<3, "the quote that opens here is never closed",
            "close it with another quote"),
        Case(
            "gas (oil", .querySyntax, 4..<5, "the parenthesis that opens here is never closed",
            "close it, or put it in quotes to search for it"),
        Case(
            "gas) oil", .querySyntax, 3..<4, "this parenthesis closes nothing",
            "leave it out, or put it in quotes to search for it"),
        Case(
            "gas ( )", .querySyntax, 4..<7, "there is nothing between the parentheses",
            "leave them out, or put them in quotes to search for them"),
        Case("AND gas", .querySyntax, 0..<3, "AND has nothing on its left", wordHint),
        Case("gas AND", .querySyntax, 4..<7, "AND has nothing on its right", wordHint),
        Case("gas AND OR oil", .querySyntax, 4..<7, "AND has nothing on its right", wordHint),
        Case("OR gas", .querySyntax, 0..<2, "OR has nothing on its left", wordHint),
        Case("(gas OR)", .querySyntax, 5..<7, "OR has nothing on its right", wordHint),
        Case("NEAR gas", .querySyntax, 0..<4, "NEAR has nothing on its left", wordHint),
        Case("gas NEAR/3", .querySyntax, 4..<10, "NEAR has nothing on its right", wordHint),
        Case(
            "gas NOT", .querySyntax, 4..<7, "NOT has nothing to exclude",
            "write what is not wanted right behind it"),
        Case(
            "gas NEAR/x oil", .badValue, 4..<10,
            "NEAR/x: behind NEAR/ stands a number of words from 1 to 200", "for instance NEAR/8"),
        Case(
            "a NEAR/2 b ADJ/2 c", .querySyntax, 11..<16,
            "NEAR and ADJ, or two distances, cannot be mixed in one chain",
            "join two of them by AND"),
        Case(
            "gas NEAR (oil AND coal)", .querySyntax, 9..<23,
            "NEAR joins words, phrases, or words joined by OR in parentheses",
            "for instance sanctions NEAR/8 (gas OR oil)"),
        Case(
            "gas autor:jane", .unknownField, 4..<9, "there is no field \"autor\"",
            "did you mean author:? " + quoteHint),
        Case(
            "lang:de", .unknownField, 0..<4, "there is no field \"lang\"",
            "did you mean language:? " + quoteHint),
        Case(
            "colour:red", .unknownField, 0..<6, "there is no field \"colour\"",
            "fields are text, title, author, actor, date, section, language, site, basis, id, url, "
                + "is, has, exact; " + quoteHint),
        Case(
            "author: jane", .querySyntax, 0..<7, "author: has no value",
            "write it right behind the colon, for instance author:\"Jane Doe\""),
        Case(
            "author:\" \"", .querySyntax, 7..<10, "author: has an empty value",
            "for instance author:\"Jane Doe\""),
        Case(
            "exact:gas", .querySyntax, 0..<6, "exact: needs a text in quotes",
            "exact:\"as printed\""),
        Case(
            "date:2021..2019", .badRange, 5..<15,
            "the range ends (2019-12-31) before it starts (2021-01-01)",
            "did you mean 2019..2021?"),
        Case("date:spring", .badValue, 5..<11, "\"spring\" is not a date", dateHint),
        Case("date:2022-02-30", .badValue, 5..<15, "\"2022-02-30\" is not a date", dateHint),
        Case(
            "date:..", .badValue, 5..<7, "the range .. has neither start nor end",
            "for instance 2019..2021, 2019.. or ..2021"),
        Case(
            "is:lost", .badValue, 3..<7, "is: does not know \"lost\"",
            "one of is:undated, is:dated"),
        Case(
            "gas s*", .queryTooBroad, 4..<6,
            "s*: a word with * or ? begins with at least 2 letters",
            "write more of its letters in front"),
        Case(
            "gas~7", .badValue, 0..<5, "gas~7: a fuzzy word allows 1 or 2 edits",
            "write gas~ or gas~2"),
        Case(
            "& !", .querySyntax, 0..<3, "there is no word to search for in the query",
            "a query without any text asks for every article"),
        Case(
            String(repeating: "(", count: 40) + "a" + String(repeating: ")", count: 40),
            .queryTooDeep, 32..<33, "the query is nested more than 32 levels deep",
            "leave out parentheses that change nothing"),
        Case(
            String(repeating: "-", count: 40) + "a", .queryTooDeep, 32..<33,
            "the query is nested more than 32 levels deep",
            "leave out parentheses that change nothing"),
        Case(
            Array(repeating: "a", count: 65).joined(separator: " "), .queryTooManyTerms, 128..<129,
            "the query has more than 64 words and values", "mode natural takes longer texts"),
        Case(
            String(repeating: "ab ", count: 1366), .queryTooLong, 0..<4098,
            "the query has 4098 bytes, the limit is 4096",
            "leave words out; what is like a whole text is found by `like`"),
    ]

    @Test("a faulty query says what is wrong and where", arguments: cases)
    func says(_ example: Case) throws {
        #expect(
            throws: QueryError(
                example.problem, at: example.position, example.message, hint: example.hint)
        ) { try QueryParser(today: testDay).parse(example.text) }
    }

    @Test("every fault comes with a hint", arguments: cases)
    func hints(_ example: Case) {
        do throws(QueryError) {
            _ = try QueryParser(today: testDay).parse(example.text)
        } catch {
            #expect(error.hint?.isEmpty == false)
        }
    }

    @Test("no text of operators, quotes and fields traps")
    func neverTraps() {
        let pieces = [
            "(", ")", "\"", "AND", "OR", "NOT", "NEAR/3", "ADJ", "-", "+", "gas", "author:", "x:",
            "date:", "2020..", "*", "~", "?", "“", "\\", ":", "title:(", "exact:", "é", "//", "1",
        ]
        var random = SeededGenerator(seed: 4)
        for _ in 0..<20_000 {
            var text = ""
            for _ in 0..<Int.random(in: 0...8, using: &random) {
                text += pieces.randomElement(using: &random) ?? ""
                if Bool.random(using: &random) { text += " " }
            }
            let parser = QueryParser(today: testDay)
            guard let tree = try? parser.parse(text) else { continue }
            #expect((try? parser.parse(tree.description)) == tree, "\(text) prints \(tree)")
        }
    }
}
