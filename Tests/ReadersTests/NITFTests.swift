import Articles
import Testing

@testable import Readers

@Suite struct NITFTests {
    private let file = """
        <?xml version="1.0" encoding="UTF-8"?>
        <!DOCTYPE nitf SYSTEM "http://127.0.0.1:9/nitf-3-6.dtd">
        <nitf xml:lang="en-GB"><head><title>Short title</title>
        <docdata management-status="usable"><doc-id id-string="g.example-7"/>
        <date.issue norm="20220304T093000Z"/><date.release norm="20220304T100000+0000"/>
        <identified-content><person>Mary Major</person><org>Acme Energy</org>
        <location>Rotterdam</location></identified-content>
        <correction info="An earlier text named another port."/></docdata>
        <pubdata position.section="Opinion" ex-ref="https://g.example/gas" name="The Gazette"/>
        <revision-history norm="20220304T120000Z"/><revision-history norm="20220305T080000Z"/></head>
        <body><body.head><hedline><hl1>Cheap gas &amp; <em>coal</em></hl1><hl2>What it costs</hl2></hedline>
        <byline>By <person>Jane Doe</person> and <person>Dr. John Roe</person>
        <byttl>Columnists</byttl></byline><dateline><location>ROTTERDAM</location></dateline></body.head>
        <body.content><block><p>One <person>Mary Major</person>.</p>
        <media media-type="image"><media-reference source="a.jpg">file</media-reference>
        <media-caption>A harbour.</media-caption><media-producer>X Y</media-producer></media>
        <hl2>A heading</hl2><p>Two.</p><ul><li>Three</li></ul></block></body.content></body></nitf>
        """

    private var expected: Article {
        var article = Article(
            id: "g.example-7", title: "Cheap gas & coal",
            body: "One Mary Major.\n\nA heading\n\nTwo.\n\nThree")
        article.url = "https://g.example/gas"
        article.site = "g.example"
        article.subtitle = "What it costs"
        article.section = "Opinion"
        article.language = "en"
        article.authors = [
            Author(name: "Jane Doe", source: "byline"),
            Author(name: "John Roe", honorific: "Dr.", source: "byline"),
        ]
        article.date = stated(
            "2022-03-04T09:30:00Z", raw: "20220304T093000Z", basis: .meta,
            modified: "2022-03-05T08:00:00Z")
        article.actors = [
            Actor(id: "name/mary-major", label: "Mary Major", type: .person),
            Actor(id: "name/acme-energy", label: "Acme Energy", type: .organisation),
            Actor(id: "name/rotterdam", label: "Rotterdam", type: .place),
        ]
        article.captions = ["A harbour."]
        article.corrections = ["An earlier text named another port."]
        article.embargoedUntil = Moment("2022-03-04T10:00:00Z")
        return article
    }

    @Test("a file comes with everything that it says of itself, and its DTD is not asked for")
    func whole() throws {
        let reading = try FormatReading(file, name: "a.xml")
        #expect(reading.articles == [expected])
        #expect(reading.formats == ["nitf"])
        #expect(reading.problems == [])
        #expect(try FormatReading(file, name: "a.nitf").articles == [expected])
    }

    @Test(
        "bylines without marked persons are read as text, without titles",
        arguments: [
            ("By Jane Doe, <byttl>Staff Reporter</byttl>", ["Jane Doe"]),
            ("<byttl>Sports Network</byttl>", []),
            ("Jane Doe and John Roe", ["Jane Doe", "John Roe"]),
            ("By JANE DOE<location>Rotterdam</location>", ["JANE DOE"]),
        ])
    func bylines(_ byline: String, _ names: [String]) throws {
        let text = """
            <nitf><body><body.head><hedline><hl1>T</hl1></hedline><byline>\(byline)</byline></body.head>
            </body></nitf>
            """
        let article = try #require(try FormatReading(text, name: "a.xml").articles.first)
        #expect(article.authors.map { $0.name.lowercased() } == names.map { $0.lowercased() })
    }

    @Test(
        "what is canceled or withheld is kept out",
        arguments: [
            ("management-status=\"usable\"", "management-status=\"canceled\"", "it is canceled"),
            ("management-status=\"usable\"", "management-status=\"withheld\"", "it is withheld"),
        ])
    func withheld(_ old: String, _ new: String, _ reason: String) throws {
        let reading = try FormatReading(file.replacing(old, with: new), name: "a.xml")
        #expect(reading.articles == [])
        #expect(
            reading.problems == [
                "withheld a.xml: withheld: \(reason); it is read once its source says otherwise"
            ])
    }

    @Test("a file that is cut off, empty or of another kind says so")
    func malformed() throws {
        let cut = try FormatReading(String(file.prefix(900)), name: "a.nitf")
        #expect(cut.articles == [])
        #expect(cut.problems.map { $0.contains("ends early") } == [true])
        #expect(
            try FormatReading("<nitf><body/></nitf>", name: "a.xml").problems
                == ["malformed a.xml: the file has neither a title nor a text"])
        let wrong = RawItem(bytes: Array("<rss/>".utf8), format: "nitf", path: "a")
        #expect(throws: ReadError.self) { try Reading.parse(wrong) }
    }
}

@Suite struct NewsMLTests {
    private func item(
        _ management: String = "", meta: String = "", content: String, guid: String = "urn:n:7",
        version: Int = 1
    ) -> String {
        """
        <newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="\(guid)" version="\(version)"
          xml:lang="en-GB"><catalogRef href="http://127.0.0.1:9/catalog.xml"/>
        <itemMeta><itemClass qcode="ninat:text"/><versionCreated>2022-03-05T08:00:00Z</versionCreated>
        <firstCreated>2022-03-04T09:30:00Z</firstCreated>\(management)</itemMeta>
        <contentMeta><headline>Cheap gas</headline>\(meta)</contentMeta>
        <contentSet>\(content)</contentSet></newsItem>
        """
    }

    private let text = "<inlineData contenttype=\"text/plain\">One.\n\nTwo.</inlineData>"

    /// The same text in each way of enclosing it.
    private static let enclosed = [
        "<inlineData contenttype=\"text/plain\">One.\n\nTwo.</inlineData>",
        "<inlineData contenttype=\"text/html\">&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.</inlineData>",
        """
        <inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml">
        <head><title>T</title></head><body><p>One.</p><p>Two.</p></body></html></inlineXML>
        """,
        """
        <inlineXML contenttype="application/nitf+xml"><nitf xmlns="http://iptc.org/std/NITF/2006-10-18/">
        <body><body.head><hedline><hl1>Other title</hl1></hedline></body.head>
        <body.content><p>One.</p><p>Two.</p></body.content></body></nitf></inlineXML>
        """,
    ]

    @Test(
        "an item comes with everything that it says, however its text is enclosed",
        arguments: enclosed)
    func whole(_ content: String) throws {
        let meta = """
            <headline role="hld:subhead">What it costs</headline>
            <contentModified>2022-03-05T07:00:00Z</contentModified>
            <by>By Jane Doe and Dr. John Roe</by><creator><name>Somebody Else</name></creator>
            <genre qcode="genre:Opinion"><name>Opinion</name></genre>
            <subject type="cpnat:person" qcode="p:1"><name>Mary Major</name></subject>
            <subject type="cpnat:organisation"><name>Acme Energy</name></subject>
            <subject type="cpnat:geoArea"><name>Rotterdam</name></subject>
            <subject type="cpnat:abstract"><name>energy</name></subject>
            """
        var expected = Article(id: "urn:n:7", title: "Cheap gas", body: "One.\n\nTwo.")
        expected.subtitle = "What it costs"
        expected.section = "Opinion"
        expected.language = "en"
        expected.authors = [
            Author(name: "Jane Doe", source: "byline"),
            Author(name: "John Roe", honorific: "Dr.", source: "byline"),
        ]
        expected.date = stated(
            "2022-03-04T09:30:00Z", raw: "2022-03-04T09:30:00Z", basis: .meta,
            modified: "2022-03-05T07:00:00Z")
        expected.actors = [
            Actor(id: "name/mary-major", label: "Mary Major", type: .person),
            Actor(id: "name/acme-energy", label: "Acme Energy", type: .organisation),
            Actor(id: "name/rotterdam", label: "Rotterdam", type: .place),
        ]
        let reading = try FormatReading(item(meta: meta, content: content), name: "a.xml")
        #expect(reading.articles == [expected])
        #expect(reading.formats == ["newsml-g2"])
        #expect(reading.problems == [])
    }

    @Test("authors are the byline, else the creator")
    func creator() throws {
        let meta = "<creator uri=\"x\"><name>Mary Major</name></creator>"
        let reading = try FormatReading(item(meta: meta, content: text), name: "a.xml")
        #expect(reading.articles.map { $0.authors.map(\.name) } == [["Mary Major"]])
    }

    @Test("of a message each item is read in its highest version, packages are no articles")
    func message() throws {
        let message = """
            <newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header><sent>x</sent></header>
            <itemSet>
            \(item(content: text, version: 2))
            <packageItem guid="p"><newsItem/></packageItem>
            \(item(content: text.replacing("One", with: "New"), version: 11))
            \(item(content: text.replacing("One", with: "Old"), version: 9))
            \(item(content: text.replacing("One", with: "B"), guid: "urn:n:8"))
            </itemSet></newsMessage>
            """
        let reading = try FormatReading(message, name: "a.xml")
        #expect(reading.articles.map(\.id) == ["urn:n:7", "urn:n:8"])
        #expect(reading.articles.map(\.body) == ["New.\n\nTwo.", "B.\n\nTwo."])
        #expect(reading.lines == [12, 28])
        #expect(
            reading.problems == [
                "unknownFormat a.xml, line 11: is a packageItem, not an article; "
                    + "news items with a text are read"
            ])
    }

    @Test(
        "what is canceled, withheld or embargoed without an end is kept out",
        arguments: [
            ("<pubStatus qcode=\"stat:canceled\"/>", "it is canceled"),
            (
                "<pubStatus uri=\"http://cv.iptc.org/newscodes/pubstatusg2/withheld\"/>",
                "it is withheld"
            ),
            ("<embargoed/>", "it is embargoed until further notice"),
        ])
    func withheld(_ field: String, _ reason: String) throws {
        let reading = try FormatReading(item(field, content: text), name: "a.xml")
        #expect(reading.articles == [])
        #expect(
            reading.problems == [
                "withheld a.xml: withheld: \(reason); it is read once its source says otherwise"
            ])
    }

    @Test("usable items and ended embargoes are let through")
    func usable() throws {
        let reading = try FormatReading(
            item(
                "<pubStatus qcode=\"stat:usable\"/><embargoed>2022-03-04T10:00:00Z</embargoed>",
                content: text), name: "a.xml")
        #expect(reading.articles.count == 1)
    }

    @Test("pictures and items without a text are told")
    func foreign() throws {
        let picture = item(content: text).replacing("ninat:text", with: "ninat:picture")
        #expect(
            try FormatReading(picture, name: "a.xml").problems
                == ["unknownFormat a.xml: is a picture, not a text"])
        let remote = item(content: "<remoteContent href=\"http://127.0.0.1:9/x\"/>")
        #expect(
            try FormatReading(remote, name: "a.xml").problems == [
                "malformed a.xml: holds no text: its content lies elsewhere and is not fetched"
            ])
        #expect(
            try FormatReading(item(content: ""), name: "a.xml").problems
                == ["malformed a.xml: holds no text"])
    }
}
