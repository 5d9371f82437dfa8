import Articles
import QueryLanguage
import Testing

let testDay = CalendarDay("2026-11-23") ?? CalendarDay(daysSince1970: 0)

/// The tree of a query, printed.
func printed(_ text: String) throws -> String {
    try QueryParser(today: testDay).parse(text).description
}

@Suite struct QueryParserTests {
    @Test(
        "a query parses to the tree that prints so",
        arguments: [
            ("", "*"),
            ("   ", "*"),
            ("*", "*"),
            ("gas", "gas"),
            ("Gas prices", "Gas AND prices"),
            ("gas AND oil OR coal", "(gas AND oil) OR coal"),
            ("gas (oil OR coal)", "gas AND (oil OR coal)"),
            ("(gas OR (oil OR coal))", "gas OR oil OR coal"),
            ("gas NOT oil", "gas AND NOT oil"),
            ("gas -oil", "gas AND NOT oil"),
            ("gas -\"cheap oil\"", "gas AND NOT \"cheap oil\""),
            ("gas -(oil OR coal)", "gas AND NOT (oil OR coal)"),
            ("+gas +oil", "gas AND oil"),
            ("NOT gas", "NOT gas"),
            ("--gas", "NOT NOT gas"),
            ("gas - oil & coal", "gas AND oil AND coal"),
            ("and or not", "and AND or AND not"),
            ("\"cheap gas\"", "\"cheap gas\""),
            (
                "“cheap gas” „teures Gas“ «gaz cher»",
                "\"cheap gas\" AND \"teures Gas\" AND \"gaz cher\""
            ),
            (#""say \"no\" \\ now""#, #""say \"no\" \\ now""#),
            ("Nagorno-Karabakh", "\"Nagorno-Karabakh\""),
            ("U.S. Putin's", "U.S AND Putin"),
            ("gas, oil!", "gas AND oil"),
            ("who won?", "who AND won"),
            ("sanct*", "sanct*"),
            ("e-mail*", "e AND mail*"),
            ("organi?ation*", "organi?ation*"),
            ("co*op", "co*op"),
            ("sanct** gas", "sanct* AND gas"),
            ("Lavrow~", "Lavrow~"),
            ("Lavrow~2", "Lavrow~2"),
            ("exact:\"Cheap Gas\"", "exact:\"Cheap Gas\""),
            ("sanctions NEAR/8 gas", "sanctions NEAR/8 gas"),
            ("sanctions NEAR gas oil", "(sanctions NEAR/10 gas) AND oil"),
            ("a ADJ/2 b ADJ/2 c", "a ADJ/2 b ADJ/2 c"),
            ("gas NEAR/3 (oil OR \"hard coal\")", "gas NEAR/3 (oil OR \"hard coal\")"),
            ("title:(gas NEAR/3 oil)", "title:(gas NEAR/3 oil)"),
            ("title:gas", "title:gas"),
            ("TITLE:\"cheap gas\"", "title:\"cheap gas\""),
            ("title:(cheap OR gas)", "title:cheap OR title:gas"),
            ("text:gas", "gas"),
            ("text:AND", "text:AND"),
            ("author:\"Jane Doe\"", "author:\"Jane Doe\""),
            ("author:jane-doe", "author:jane-doe"),
            ("-author:author/jane-doe", "NOT author:author/jane-doe"),
            ("author:(\"Jane Doe\" OR max)", "author:\"Jane Doe\" OR author:max"),
            ("actor:org/nato gas", "actor:org/nato AND gas"),
            ("url:https://example.org/a_(b)?c=1", "url:\"https://example.org/a_(b)?c=1\""),
            ("section:opinion language:de", "section:opinion AND language:de"),
            ("is:undated has:Correction", "is:undated AND has:correction"),
            ("Ukraine: the war", "Ukraine AND the AND war"),
            ("https://example.org/a", "\"https://example.org/a\""),
            ("at 10:30", "at AND \"10:30\""),
            ("date:2022", "date:2022"),
            ("date:2022-01", "date:2022-01"),
            ("date:2022-03-04", "date:2022-03-04"),
            ("date:2019..2021", "date:2019..2021"),
            ("date:2022-03..2023", "date:2022-03..2023"),
            ("date:..2020", "date:..2020"),
            ("date:2020..", "date:2020.."),
            ("date:2022-q1", "date:2022..2022-03"),
            ("date:2022-W01", "date:2022-01-03..2022-01-09"),
            ("date:today", "date:2026-11-23"),
            ("date:yesterday..today", "date:2026-11-22..2026-11-23"),
            ("date:this-week", "date:2026-11-23..2026-11-29"),
            ("date:last-week", "date:2026-11-16..2026-11-22"),
            ("date:this-month", "date:2026-11"),
            ("date:last-month", "date:2026-10"),
            ("date:last-quarter", "date:2026-07..2026-09"),
            ("date:last-year..", "date:2025.."),
            ("date:last-30-days", "date:2026-10-25..2026-11-23"),
            ("date:last-2-months", "date:2026-09-24..2026-11-23"),
            ("Президент 東京", "Президент AND \"東京\""),
        ])
    func parses(text: String, tree: String) throws {
        #expect(try printed(text) == tree)
    }

    @Test("natural language has no operators")
    func natural() throws {
        let tree = try QueryParser(today: testDay).natural("What (does NOT \"work\"? -x author:y")
        #expect(tree.description == "What OR does OR text:NOT OR work OR x OR author OR y")
        #expect(try QueryParser(today: testDay).natural(" ?! ") == .all)
    }

    @Test("terms know where they stand")
    func positions() throws {
        let tree = try QueryParser(today: testDay).parse("é gas* author:\"Jane Doe\"")
        guard case .and(let children) = tree, case .text(let prefix, _) = children[1],
            case .value(_, _, let value) = children[2]
        else {
            Issue.record("not the tree that was expected: \(tree)")
            return
        }
        #expect(prefix.position.range == 2..<6)
        #expect(value.range == 14..<24)
    }
}
