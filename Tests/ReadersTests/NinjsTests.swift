import Articles
import Testing

@testable import Readers

@Suite struct NinjsTests {
    private func read(_ text: String) throws -> FormatReading {
        try FormatReading(text, name: "a.json")
    }

    /// The same article in each version.
    private static let sameArticles = [
        """
        {"uri": "urn:example:7", "type": "text", "language": "en-GB", "pubstatus": "usable",
         "firstcreated": "2022-03-04T09:30:00Z", "versioncreated": "2022-03-05T08:00:00Z",
         "byline": "By Dr. Jane Doe and John Roe", "headline": "Cheap gas & coal",
         "body_text": "One. Two.", "body_xhtml": "<p>One.</p><p>Two.</p>",
         "person": [{"name": "Mary Major", "rel": "about"}], "genre": [{"name": "Opinion"}],
         "organisation": [{"name": "Acme Energy"}], "place": [{"name": "Rotterdam"}],
         "associations": {"p": {"type": "picture", "description_text": "A harbour."}}}
        """,
        """
        {"uri": "urn:example:7", "type": "text", "language": "en-GB", "pubstatus": "usable",
         "firstcreated": "2022-03-04T09:30:00Z", "versioncreated": "2022-03-05T08:00:00Z",
         "by": "By Dr. Jane Doe and John Roe",
         "headlines": [{"role": "short", "value": "Gas"}, {"role": "main", "value": "Cheap gas & coal"}],
         "bodies": [{"role": "text", "contenttype": "text/plain", "value": "One. Two."},
                    {"role": "main", "contenttype": "text/html", "value": "<body><p>One.</p><p>Two.</p></body>"}],
         "people": [{"name": "Mary Major", "rel": "about"}], "genres": [{"name": "Opinion"}],
         "organisations": [{"name": "Acme Energy"}], "places": [{"name": "Rotterdam"}],
         "associations": [{"type": "picture", "descriptions": [{"value": "A harbour."}]}]}
        """,
        """
        {"uri": "urn:example:7", "type": "text", "language": "en-GB", "pubStatus": "usable",
         "firstCreated": "2022-03-04T09:30:00Z", "versionCreated": "2022-03-05T08:00:00Z",
         "embargoedUntil": "2022-03-04T12:00:00Z",
         "by": "By Dr. Jane Doe and John Roe", "headlines": [{"value": "Cheap gas &amp; coal"}],
         "bodies": [{"contentType": "application/nitf+xml",
                     "value": "<nitf><body><body.content><p>One.</p><p>Two.</p></body.content></body></nitf>"}],
         "people": [{"name": "Mary Major", "rel": "about"}], "genres": [{"name": "Opinion"}],
         "organisations": [{"name": "Acme Energy"}], "places": [{"name": "Rotterdam"}],
         "infoSources": [{"name": "Some Agency"}],
         "associations": [{"type": "picture", "descriptions": [{"value": "A harbour."}]}]}
        """,
    ]

    @Test("every version gives the same article", arguments: sameArticles)
    func versions(_ text: String) throws {
        var expected = Article(id: "urn:example:7", title: "Cheap gas & coal", body: "One.\n\nTwo.")
        expected.section = "Opinion"
        expected.language = "en"
        expected.authors = [
            Author(name: "Jane Doe", honorific: "Dr.", source: "byline"),
            Author(name: "John Roe", source: "byline"),
        ]
        expected.date = stated(
            "2022-03-04T09:30:00Z", raw: "2022-03-04T09:30:00Z", basis: .meta,
            modified: "2022-03-05T08:00:00Z")
        expected.actors = [
            Actor(id: "name/mary-major", label: "Mary Major", type: .person),
            Actor(id: "name/acme-energy", label: "Acme Energy", type: .organisation),
            Actor(id: "name/rotterdam", label: "Rotterdam", type: .place),
        ]
        expected.captions = ["A harbour."]
        if text.contains("embargoed") {
            expected.embargoedUntil = Moment("2022-03-04T12:00:00Z")
        }
        let reading = try read(text)
        #expect(reading.articles == [expected])
        #expect(reading.problems == [])
        let item = RawItem(bytes: Array(text.utf8), format: "ninjs", path: "a")
        let read = try Reading.parse(item)
        #expect(read.article == expected)
        #expect(read.givenID && read.hasGivenActors)
    }

    @Test(
        "what is canceled, withheld or embargoed without an end is kept out",
        arguments: [
            ("\"pubstatus\": \"canceled\"", "it is canceled"),
            ("\"pubStatus\": \"withheld\"", "it is withheld"),
            ("\"embargoedUntil\": \"soon\"", "it is embargoed until \"soon\", which is no date"),
        ])
    func withheld(_ field: String, _ reason: String) throws {
        let reading = try read(
            "{\"uri\": \"u:1\", \"headline\": \"T\", \"body_text\": \"x\", \(field)}")
        #expect(reading.articles == [])
        #expect(
            reading.problems == [
                "withheld a.json: withheld: \(reason); it is read once its source says otherwise"
            ])
    }

    @Test("pictures, events and collections without text are no articles")
    func foreign() throws {
        for type in ["picture", "video", "audio", "graphic", "event"] {
            let reading = try read(
                "{\"uri\": \"u:1\", \"type\": \"\(type)\", \"headline\": \"T\", \"body_text\": \"x\"}"
            )
            #expect(
                reading.problems == ["unknownFormat a.json: is of the type \(type), not a text"])
        }
        #expect(
            try read("{\"uri\": \"u:1\", \"headlines\": [{\"value\": \"T\"}]}").problems
                == ["unknownFormat a.json: holds no text: it has no body"])
    }

    @Test("a flash has a headline and what describes it")
    func flash() throws {
        let reading = try read(
            "{\"uri\": \"u:1\", \"type\": \"text\", \"headline\": \"Gas is cheap\", \"description_text\": \"It fell.\"}"
        )
        #expect(reading.articles.map(\.title) == ["Gas is cheap"])
        #expect(reading.articles.map(\.body) == ["It fell."])
    }

    @Test("fields of wrong kinds are passed over")
    func wrongKinds() throws {
        let reading = try read(
            """
            {"uri": "u:1", "type": 7, "headline": ["x"], "headlines": "T", "by": {}, "people": "x",
             "bodies": [1, {"value": 2}, {"value": "Some text."}], "associations": 3, "genre": {}}
            """)
        #expect(reading.problems == ["unknownFormat a.json: is of the type 7, not a text"])
        let text = try read(
            """
            {"uri": "u:1", "headline": ["x"], "headlines": "T", "by": {}, "people": "x",
             "bodies": [1, {"value": 2}, {"value": "Some text of it."}], "associations": 3, "genre": {}}
            """)
        #expect(text.articles.map(\.body) == ["Some text of it."])
        #expect(text.articles.map(\.title) == ["Some text of it."])
    }
}
