import Articles
import Testing

@testable import Readers

@Suite struct MarkdownTests {
    private func read(_ text: String, path: String = "a.md") throws -> Article {
        try Reading.parse(
            RawItem(bytes: Array(text.utf8), format: "markdown", path: path)
        ).article
    }

    private func fault(_ text: String) -> ReadError? {
        do {
            _ = try read(text)
            return nil
        } catch {
            return error as? ReadError
        }
    }

    @Test(
        "front matter of each notation gives the same article",
        arguments: [
            """
            ---
            title: "Cheap gas"
            subtitle: Its price
            author: Dr. Jane Doe
            date: 2022-03-04
            lastmod: 2022-03-05
            categories: [opinion, energy]
            lang: en-GB
            ---

            """,
            """
            +++
            title = "Cheap gas"
            subtitle = 'Its price'
            date = 2022-03-04 # a day
            lastmod = 2022-03-05
            lang = "en-GB"
            [taxonomies]
            authors = [
              "Dr. Jane Doe",
            ]
            categories = ["opinion", "energy"]
            +++
            """,
            """
            {"title": "Cheap gas", "subtitle": "Its price", "authors": ["Dr. Jane Doe"],
             "date": "2022-03-04", "lastmod": "2022-03-05", "section": "opinion", "lang": "en-GB"}

            """,
        ])
    func notations(_ matter: String) throws {
        let article = try read(matter + "\nBody.\n")
        var expected = Article(id: ArticleID.hashed("a.md"), title: "Cheap gas", body: "Body.")
        expected.subtitle = "Its price"
        expected.section = "opinion"
        expected.language = "en"
        expected.authors = [Author(name: "Jane Doe", honorific: "Dr.", source: "front matter")]
        let evidence = DateEvidence(
            source: .meta, raw: "2022-03-04", value: "2022-03-04", trust: 0.85)
        expected.date = try #require(
            PublicationDate(published: "2022-03-04", basis: .meta, evidence: [evidence]))
        expected.date.modified = "2022-03-05"
        #expect(article == expected)
    }

    @Test(
        "authors come as text, lists and maps",
        arguments: [
            ("author: Jane Doe", ["Jane Doe"]),
            ("authors: [Jane Doe, John Roe]", ["Jane Doe", "John Roe"]),
            ("author: Jane Doe and John Roe", ["Jane Doe", "John Roe"]),
            (
                "authors:\n  - name: Jane Doe\n    bio: A fellow.\n  - John Roe",
                ["Jane Doe", "John Roe"]
            ),
            ("author:\n  name: Jane Doe", ["Jane Doe"]),
            ("params:\n  author: Jane Doe", ["Jane Doe"]),
            ("author: admin", []), ("author:", []),
        ])
    func authors(_ matter: String, _ names: [String]) throws {
        let article = try read("---\ntitle: t\n\(matter)\n---\nBody.")
        #expect(article.authors.map(\.name) == names)
    }

    @Test(
        "a draft is withheld, not broken",
        arguments: ["draft: true", "draft: yes", "published: false"])
    func drafts(_ matter: String) {
        #expect(fault("---\ntitle: t\n\(matter)\n---\nBody.")?.kind == .withheld)
        #expect(fault("---\ntitle: t\ndraft: false\n---\nBody.") == nil)
    }

    @Test("the name of a file dates an article without a date")
    func jekyll() throws {
        let article = try read("---\ntitle: t\n---\nBody.", path: "_posts/2016-06-27-name.md")
        #expect(article.date.published == "2016-06-27")
        #expect(article.date.basis == .url)
        let dated = try read("---\ntitle: t\ndate: 2016-06-28\n---\nB.", path: "2016-06-27-name.md")
        #expect(dated.date.published == "2016-06-28")
    }

    @Test(
        "times keep the zone that is printed",
        arguments: [
            ("2023-04-06T08:00:00+03:00", "2023-04-06T08:00:00+03:00"),
            ("2023-04-06 08:00:00 +0300", "2023-04-06T08:00:00+03:00"),
            ("\"2004-12-29\"", "2004-12-29"), ("April 6, 2023", "2023-04-06"),
            ("2023-04-06", "2023-04-06"), ("2023", "2023"),
        ])
    func times(_ raw: String, _ edtf: String) throws {
        let article = try read("---\ntitle: t\ndate: \(raw)\n---\nBody.")
        #expect(article.date.published == edtf)
    }

    @Test(
        "marks become plain text",
        arguments: [
            ("One *two* **three** _four_ __five__ ~~six~~.", "One two three four five six."),
            (
                "A [link](https://a.org \"t\") and [another][1].\n\n[1]: https://b.org",
                "A link and another."
            ),
            ("An [insertion] stays.", "An [insertion] stays."),
            ("`code` and ``a`b``.", "code and a`b."),
            ("2 * 3 * 4 and a_b_c", "2 * 3 * 4 and a_b_c"),
            ("Escaped \\*marks\\* &amp; entities&nbsp;here", "Escaped *marks* & entities here"),
            ("Line one\nline two", "Line one line two"), ("# Head #\n\nText", "Head\n\nText"),
            ("Head\n----\n\nText", "Head\n\nText"),
            ("> Quoted\n> twice\n\nText", "Quoted twice\n\nText"),
            ("- one\n- two\n\n1. three\n2) four", "one\n\ntwo\n\nthree\n\nfour"),
            ("a\n\n***\n\nb", "a\n\nb"),
            ("```swift\nlet a = 1\n\nb\n```\nText", "let a = 1\n\nb\n\nText"),
            ("Text <b>bold</b><br>and <https://a.org>", "Text bold and https://a.org"),
            ("A <!-- hidden\n\nhidden --> b", "A b"),
            ("Text[^1]\n\n[^1]: A note.", "Text\n\n: A note."),
            ("{{< figure src=\"a\" >}}\n\nText {% raw %}x", "Text x"),
            ("| a | b |\n|---|---|\n| c | d |", "a · b\n\nc · d"),
            ("a < b and b > a", "a < b and b > a"),
        ])
    func marks(_ markdown: String, _ body: String) throws {
        let article = try read("---\ntitle: t\n---\n\(markdown)\n")
        #expect(article.body == body)
    }

    @Test("pictures and credited lines are captions, corrections are corrections")
    func captions() throws {
        let article = try read(
            """
            # The title

            ![A bridge](a.jpg)

            ![A hall](b.jpg "The hall on the last day (of two).")

            Text with ![a tank](b.jpg) within.

            A crowd. Photo: Somebody

            Correction: it was April.
            """)
        #expect(article.title == "The title")
        #expect(article.body == "Text with within.")
        #expect(
            article.captions == [
                "A bridge", "The hall on the last day (of two).", "a tank", "A crowd.",
            ])
        #expect(article.corrections == ["Correction: it was April."])
    }

    @Test(
        "broken front matter says what and where",
        arguments: [
            ("---\ntitle: t\nBody", "a.md, line 1: front matter begins with --- and is not closed"),
            ("---\ntitle: [a\n---\nBody", "a.md, line 3: front matter is not YAML"),
            ("---\na: &x 1\nb: *x\n---\nBody", "a.md, line 2: front matter has an anchor or alias"),
            ("---\n- a\n---\nBody", "a.md, line 2: front matter is a list, not a mapping"),
            (
                "+++\ntitle = \"t\n+++\nBody",
                "a.md, line 2: front matter is not TOML: a string is not"
            ),
            ("+++\ntitle\n+++\nBody", "a.md, line 2: front matter is not TOML: an equals sign"),
            ("+++\na = [1, 2\n+++\nBody", "a.md, line 2: front matter is not TOML: a comma"),
            ("{\"title\": }\n\nBody", "a.md, byte 10: front matter is not JSON: no value begins"),
            (
                "{\"title\": \"\n\nBody",
                "a.md, line 1: front matter begins with { and is not closed"
            ),
        ])
    func broken(_ text: String, _ message: String) {
        #expect(fault(text).map { "\($0)".hasPrefix(message) } == true)
    }

    @Test("front matter has a limit")
    func limit() {
        let long = String(repeating: "a: b\n", count: 20_000)
        #expect(fault("---\n\(long)---\nBody")?.kind == .tooLarge)
    }

    @Test("an ampersand or a star within text is no reference")
    func references() throws {
        let article = try read("---\ntitle: Tom & Jerry *live*\nsection: \"*x & y\"\n---\nBody.")
        #expect(article.title == "Tom & Jerry *live*")
        #expect(article.section == "*x & y")
    }

    @Test("a ruler on top is no front matter")
    func ruler() throws {
        #expect(try read("---\n\nJust text.\n").body == "Just text.")
    }

    @Test("TOML tables, arrays of tables, strings of several lines and escapes are read")
    func toml() throws {
        let table = try TOMLSubset.table(
            """
            a.b = 1
            "c d" = true
            long = \"\"\"
            one
            two\"\"\"
            raw = '''a\\b'''
            esc = "\\u00e9\\t\\""
            inline = { x = [1, 2], y = {} }
            [t.u]
            k = 2020-01-01T10:00:00Z
            [[list]]
            n = 1
            [[list]]
            n = 2
            """)
        let json = """
            {"a": {"b": "1"}, "c d": true, "long": "one\\ntwo", "raw": "a\\\\b", "esc": "é\\t\\"",
             "inline": {"x": ["1", "2"], "y": {}}, "t": {"u": {"k": "2020-01-01T10:00:00Z"}},
             "list": [{"n": "1"}, {"n": "2"}]}
            """
        #expect(table == (try JSONValue(parsing: Array(json.utf8))))
    }
}
