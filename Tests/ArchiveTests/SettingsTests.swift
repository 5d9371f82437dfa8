import Articles
import Testing

@testable import Archive

@Suite struct SettingsTests {
    @Test("an empty file and no file give the defaults")
    func defaults() throws {
        let archive = try TestArchive()
        #expect(try Settings.load(archive.folder) == Settings())
        for text in ["", "# nothing\n", "---\n", "sites: {}\n", "limits:\n"] {
            #expect(try Settings.parse(text, file: "byline.yaml") == Settings())
        }
    }

    @Test("the template names every key and is read as the defaults")
    func template() throws {
        #expect(try Settings.parse(Settings.template, file: "template") == Settings())
        for row in SettingRow.table {
            let name = row.key.split(separator: ".").last.map(String.init) ?? ""
            #expect(Settings.template.contains("\(name): "), "\(row.key)")
            #expect(Settings.template.contains("# \(row.description)\n"), "\(row.key)")
        }
    }

    @Test("every key is read")
    func everything() throws {
        let text = """
            actors: given
            languages: [de, fr]
            limits:
              query_bytes: 100
              budget_ms: 7
            delta: {documents: 5, percent: 50}
            sites:
              www.Review.example:
                name: The Review
                language: en
                section: Opinion
            """
        var expected = Settings()
        expected.actors = .given
        expected.languages = ["de", "fr"]
        expected.limits.queryBytes = 100
        expected.limits.budgetMilliseconds = 7
        expected.delta.documents = 5
        expected.delta.percent = 50
        var site = Settings.Site()
        (site.name, site.language, site.section) = ("The Review", "en", "Opinion")
        expected.sites["review.example"] = site
        #expect(try Settings.parse(text, file: "byline.yaml") == expected)
    }

    @Test(
        "a wrong file is an error with its line",
        arguments: [
            ("actors: both\nactor: given\n", 2, "the file has no key actor"),
            ("actors: some\n", 1, "actors has to be one of given, recognise, both"),
            ("languages: [en, english]\n", 1, "a code of two letters"),
            ("limits:\n  query_bytes: many\n", 2, "a whole number from 16 to 1048576"),
            ("limits:\n  query_bytes: 3\n", 2, "a whole number from 16"),
            (
                "limits:\n  budget: 3\n", 2,
                "limits has no key budget; it may have: article_bytes, body"
            ),
            ("limits: 3\n", 1, "limits has to be a mapping"),
            ("sites:\n  a.example:\n    lang: en\n", 3, "a site has no key lang"),
            ("actors: both\nactors: given\n", 1, "keys stand twice: actors"),
            ("- a\n", 1, "the file has to be a mapping"),
            ("actors: [both\n", 2, "did not find expected"),
            ("\tactors: both\n", 1, "found character that cannot start any token"),
        ])
    func errors(text: String, line: Int, reason: String) {
        let error = #expect(throws: ArchiveError.self) {
            try Settings.parse(text, file: "byline.yaml")
        }
        guard case .settings("byline.yaml", let found, _, let message) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(found == line, "\(message)")
        #expect(message.contains(reason), "\(message)")
    }

    @Test("a delta is merged at the greater of two sizes")
    func deltaRule() {
        let rule = Settings.DeltaRule()
        #expect(!rule.isDue(documents: 9_999, base: 0))
        #expect(rule.isDue(documents: 10_000, base: 100_000))
        #expect(!rule.isDue(documents: 10_000, base: 1_000_000))
        #expect(rule.isDue(documents: 100_000, base: 1_000_000))
    }
}

@Suite struct OverridesTests {
    private func article() -> Article {
        var article = Article(id: "a7f3", title: "t", body: "b")
        article.authors = [Author(name: "Jane Doe", bio: "Writes.", source: "byline block")]
        article.section = "News"
        article.actors = [
            Actor(id: "org/nato", label: "NATO", type: .organisation, mentions: 3),
            Actor(id: "state/fr", label: "France", type: .state),
        ]
        article.date =
            PublicationDate(
                published: "2020", basis: .text,
                evidence: [DateEvidence(source: .text, raw: "2020", value: "2020", trust: 0.4)])
            ?? PublicationDate()
        return article
    }

    private func corrected(_ text: String) throws -> Article {
        var article = article()
        try Overrides.parse(text, file: "overrides.yaml").apply(to: &article) { name in
            name == "Germany" || name == "state/de"
                ? Actor(id: "state/de", label: "Germany", type: .state) : nil
        }
        return article
    }

    @Test("an article without corrections stays as it is")
    func nothing() throws {
        #expect(try corrected("") == article())
        #expect(try corrected("other: {section: Opinion}\n") == article())
        #expect(try corrected("a7f3: {}\n") == article())
        let archive = try TestArchive()
        #expect(try Overrides.load(archive.folder) == Overrides())
    }

    @Test("authors, date and section are put in place")
    func fields() throws {
        let found = try corrected(
            "a7f3:\n  authors: [JANE DOE, John Roe]\n  date: 2022-03-04\n  section: Opinion\n")
        var expected = article()
        expected.authors.append(Author(name: "John Roe", source: "overrides"))
        expected.section = "Opinion"
        let given = DateEvidence(source: .given, raw: "2022-03-04", value: "2022-03-04", trust: 1)
        expected.date = try #require(
            PublicationDate(
                published: "2022-03-04", basis: .given,
                evidence: [given] + article().date.evidence))
        #expect(found == expected)
    }

    @Test("null empties a field")
    func empty() throws {
        let found = try corrected("a7f3: {author: [], date: null, section: ~, actors: []}\n")
        var expected = article()
        expected.authors = []
        expected.actors = []
        expected.section = nil
        expected.date = PublicationDate()
        expected.date.evidence = article().date.evidence
        #expect(found == expected)
    }

    @Test("actors are replaced, added and removed by id, name or label")
    func actors() throws {
        #expect(
            try corrected("a7f3: {actors: [NATO, Germany, Jane Roe, org/eu]}\n").actors == [
                article().actors[0], Actor(id: "state/de", label: "Germany", type: .state),
                Actor(id: "name/jane-roe", label: "Jane Roe", type: .unknown),
                Actor(id: "org/eu", label: "org/eu", type: .organisation),
            ])
        #expect(
            try corrected("a7f3: {actors: {add: [state/de, NATO], remove: [France]}}\n").actors
                == [article().actors[0], Actor(id: "state/de", label: "Germany", type: .state)])
    }

    @Test("the hash changes with the file")
    func contentHash() throws {
        let (one, other) = ("a: {section: x}\n", "a: {section: y}\n")
        let hashes = try [one, other, one].map { try Overrides.parse($0, file: "").contentHash }
        #expect(hashes[0] == hashes[2])
        #expect(hashes[0] != hashes[1])
    }

    @Test(
        "a wrong file is an error with its line",
        arguments: [
            ("a:\n  date: 2022-13-04\n", 2, "2022-13-04 is no date"),
            ("a:\n  section: [x]\n", 2, "the section has to be a text"),
            ("a:\n  titel: x\n", 2, "a correction has no key titel"),
            ("a:\n  author: x\n  authors: [y]\n", 3, "keep one"),
            ("a:\n  actors: {insert: [x]}\n", 2, "actors has no key insert"),
            ("a:\n  actors: [{id: x}]\n", 2, "an actor has to be a text"),
            ("a: 5\n", 1, "the correction of a has to be a mapping"),
        ])
    func errors(text: String, line: Int, reason: String) {
        let error = #expect(throws: ArchiveError.self) {
            try Overrides.parse(text, file: "overrides.yaml")
        }
        guard case .settings("overrides.yaml", let found, _, let message) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(found == line, "\(message)")
        #expect(message.contains(reason), "\(message)")
    }
}
