import Articles
import Testing

@testable import Readers

@Suite struct FeedTests {
    private func rss(_ item: String, channel: String = "") throws -> FormatReading {
        try FormatReading(
            """
            <?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
              xmlns:content="http://purl.org/rss/1.0/modules/content/"
              xmlns:atom="http://www.w3.org/2005/Atom"><channel>
            <title>The Gazette</title><link>https://gazette.example/</link>\(channel)
            <item>\(item)</item></channel></rss>
            """, name: "feed.rss")
    }

    private func atom(_ entry: String, head: String = "") throws -> FormatReading {
        try FormatReading(
            """
            <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de-DE"
              xml:base="https://zeitung.example/a/"><title>Zeitung</title>\(head)
            <entry>\(entry)</entry></feed>
            """, name: "feed.atom")
    }

    @Test("an item of RSS comes with everything that it says of itself")
    func wholeItem() throws {
        let reading = try rss(
            """
            <title>Cheap gas &amp;amp; its price</title>
            <link>https://gazette.example/gas?utm_medium=rss</link>
            <guid isPermaLink="false">tag:7</guid>
            <pubDate>Fri, 04 Mar 2022 09:30:00 GMT</pubDate>
            <atom:updated>2022-03-05T08:00:00Z</atom:updated>
            <dc:creator>Jane Doe</dc:creator><dc:creator>Dr. John Roe</dc:creator>
            <category>Opinion</category><category>Energy</category>
            <description>Only a summary.</description>
            <content:encoded><![CDATA[<p>First paragraph.</p><figure><img src="a"><figcaption>A harbour.
            </figcaption></figure><p>Second paragraph.</p>
            <p>The post <a href="x">Cheap gas</a> appeared first on <a href="y">The Gazette</a>.</p>
            ]]></content:encoded>
            """, channel: "<language>en-us</language>")
        var expected = Article(
            id: ArticleID.hashed("https://gazette.example/gas"), title: "Cheap gas & its price",
            body: "First paragraph.\n\nSecond paragraph.")
        expected.url = "https://gazette.example/gas"
        expected.site = "gazette.example"
        expected.section = "Opinion"
        expected.language = "en"
        expected.authors = [
            Author(name: "Jane Doe", source: "feed"),
            Author(name: "John Roe", honorific: "Dr.", source: "feed"),
        ]
        expected.date = stated(
            "2022-03-04T09:30:00Z", raw: "Fri, 04 Mar 2022 09:30:00 GMT", basis: .feed,
            modified: "2022-03-05T08:00:00Z")
        expected.captions = ["A harbour."]
        #expect(reading.articles == [expected])
        #expect(reading.formats == ["rss"])
        #expect(reading.lines == [5])
        #expect(reading.problems == [])
    }

    @Test("an entry of Atom comes with everything that it and its feed say")
    func wholeEntry() throws {
        let reading = try atom(
            """
            <id>urn:uuid:7</id><title type="html">Billiges Gas &amp;amp; sein &lt;b&gt;Preis&lt;/b&gt;</title>
            <link rel="self" href="x.atom"/><link rel="alternate" href="../gas"/>
            <published>2022-03-04T09:30:00+01:00</published><updated>2022-03-05T08:00:00Z</updated>
            <category term="kommentar" label="Kommentar"/>
            <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Erster <i>Absatz</i>.</p>
            <br/><p>Zweiter &lt;Absatz&gt;.</p></div></content><summary>Kurz.</summary>
            """, head: "<author><name>Jana Muster</name><email>j@zeitung.example</email></author>")
        var expected = Article(
            id: ArticleID.hashed("https://zeitung.example/a/../gas"),
            title: "Billiges Gas & sein Preis", body: "Erster Absatz.\n\nZweiter <Absatz>.")
        expected.url = "https://zeitung.example/a/../gas"
        expected.site = "zeitung.example"
        expected.section = "Kommentar"
        expected.language = "de"
        expected.authors = [Author(name: "Jana Muster", source: "feed")]
        expected.date = stated(
            "2022-03-04T09:30:00+01:00", raw: "2022-03-04T09:30:00+01:00", basis: .feed,
            modified: "2022-03-05T08:00:00Z")
        #expect(reading.articles == [expected])
        #expect(reading.formats == ["atom"])
        #expect(reading.problems == [])
    }

    @Test("items of RSS 1.0 beside their channel are read, with their own addresses")
    func rdf() throws {
        let reading = try FormatReading(
            """
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
              xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
            <channel rdf:about="https://g.example/"><title>G</title><dc:language>fr</dc:language></channel>
            <item rdf:about="https://g.example/1"><title>Un</title><description>Texte.</description>
            <dc:date>2022-03-04</dc:date><dc:creator>Jeanne Dupont</dc:creator></item>
            <item rdf:about="https://g.example/2"><title>Deux</title></item></rdf:RDF>
            """, name: "feed.rdf")
        #expect(reading.articles.map(\.url) == ["https://g.example/1", "https://g.example/2"])
        #expect(reading.articles.map(\.language) == ["fr", "fr"])
        #expect(reading.articles.map(\.date.published) == ["2022-03-04", nil])
        #expect(reading.articles.first?.authors.map(\.name) == ["Jeanne Dupont"])
        #expect(reading.lines == [4, 6])
    }

    @Test(
        "authors are the names, not the addresses around them",
        arguments: [
            ("<author>jane@g.example (Jane Doe)</author>", ["Jane Doe"]),
            ("<author>Jane Doe &lt;jane@g.example&gt;</author>", ["Jane Doe"]),
            ("<author>jane@g.example</author>", []),
            ("<dc:creator>By Jane Doe and John Roe</dc:creator>", ["Jane Doe", "John Roe"]),
            ("<dc:creator>The Gazette</dc:creator>", []),
            ("<atom:author><atom:name>Jane Doe</atom:name></atom:author>", ["Jane Doe"]),
            ("<dc:creator>admin</dc:creator><author>Jane Doe</author>", ["Jane Doe"]),
        ])
    func authors(_ fields: String, _ names: [String]) throws {
        let article = try #require(try rss("<title>T</title>" + fields).articles.first)
        #expect(article.authors.map(\.name) == names)
    }

    @Test(
        "the address is the link, else a permanent guid, made absolute",
        arguments: [
            ("<link>/gas</link>", "https://gazette.example/gas"),
            ("<link>gas#c</link>", "https://gazette.example/gas"),
            ("<guid>https://g.example/7</guid>", "https://g.example/7"),
            ("<atom:link href=\"https://g.example/8\"/>", "https://g.example/8"),
            ("<guid isPermaLink=\"false\">https://g.example/7</guid>", nil),
            ("<link>javascript:alert(1)</link>", nil),
        ])
    func addresses(_ fields: String, _ url: String?) throws {
        let article = try #require(try rss("<title>T</title>" + fields).articles.first)
        #expect(article.url == url)
    }

    @Test("without an address the guid is the id, and the feed's title the site")
    func identity() throws {
        let guid = try #require(
            try rss("<title>T</title><guid isPermaLink=\"false\">tag:7</guid>").articles.first)
        #expect(guid.id == "tag:7")
        #expect(guid.site == "The Gazette")
        let nothing = try #require(try rss("<title>T</title>").articles.first)
        #expect(nothing.id == ArticleID.hashed("feed.rss:5"))
    }

    @Test(
        "texts of all kinds give paragraphs",
        arguments: [
            ("<description>One.\n\nTwo &amp;amp; three.</description>", ["One.", "Two & three."]),
            ("<description>&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.</description>", ["One.", "Two."]),
            ("<description><p>One.</p><p>Two.</p></description>", ["One.", "Two."]),
            (
                "<description>Short.</description><content:encoded>&lt;p&gt;Long.</content:encoded>",
                ["Long."]
            ),
            (
                "<content:encoded></content:encoded><description>Short.</description>", ["Short."]
            ),
            (
                "<description><![CDATA[<script>x()</script>One.<br><br>Two.]]></description>",
                ["One.", "Two."]
            ),
        ])
    func texts(_ fields: String, _ paragraphs: [String]) throws {
        let article = try #require(try rss("<title>T</title>" + fields).articles.first)
        #expect(article.body == paragraphs.joined(separator: "\n\n"))
    }

    @Test(
        "content of Atom is read by its type",
        arguments: [
            ("type='text'>a &lt;b&gt; c", "a <b> c"), ("type='html'>a &lt;b&gt;c&lt;/b&gt;", "a c"),
            ("type='text/html' mode='escaped'>&lt;p&gt;c", "c"), ("type='image/png'>aGFsbG8=", ""),
            ("type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>c</div>", "c"),
            ("src='https://example.org/x'>", ""),
        ])
    func types(_ content: String, _ body: String) throws {
        let article = try #require(
            try atom("<title>T</title><content \(content)</content>").articles.first)
        #expect(article.body == body)
    }

    @Test("texts in Base64 are read, files in Base64 are not")
    func base64() throws {
        let encoded = "PHA+Q2hlYXAgZ2FzIGlzIGRlYXIuPC9wPg=="
        for element in [
            "<content type=\"application/octet-stream\">\n \(encoded)\n</content>",
            "<content mode=\"base64\">\(encoded)</content>",
            "<summary mode=\"base64\" type=\"text/html\">\(encoded)</summary>",
        ] {
            let reading = try atom("<title>T</title>" + element)
            #expect(reading.articles.map(\.body) == ["Cheap gas is dear."], "\(element)")
        }
        let title = try atom("<title mode=\"base64\">Q2hlYXAgZ2Fz</title>")
        #expect(title.articles.map(\.title) == ["Cheap gas"])
        let picture = try atom("<title>T</title><content type=\"image/png\">iVBORw0KGgo=</content>")
        #expect(picture.articles.map(\.body) == [""])
    }

    @Test("scripts in a title of markup are no title")
    func titleScript() throws {
        let reading = try atom(
            "<title type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\">Cheap"
                + "<script>alert(1)</script> gas</div></title>")
        #expect(reading.articles.map(\.title) == ["Cheap gas"])
    }

    @Test("players that are not closed hide nothing of what follows")
    func players() throws {
        for tag in [
            "<embed src=\"x\">", "<iframe src=\"x\" />", "<object data=\"x\"/>", "<EMBED>",
            "<iframe src=\"x\"></iframe>",
        ] {
            let reading = try rss(
                "<title>T</title><description><![CDATA[<p>Before.</p>\(tag)<p>After.</p>]]></description>"
            )
            #expect(reading.articles.map(\.body) == ["Before.\n\nAfter."], "\(tag)")
        }
    }

    @Test("the whole text may stand in a body of its own", arguments: ["body", "fullitem"])
    func wholeText(_ name: String) throws {
        let reading = try rss(
            "<title>T</title><description>Short.</description><\(name)><p>The text.</p></\(name)>")
        #expect(reading.articles.map(\.body) == ["The text."])
    }

    @Test("quotation marks of Windows that were taken for controls are quotation marks")
    func misread() throws {
        let reading = try rss(
            "<title>Don\u{92}t</title><description>\u{93}Gas\u{94} \u{96} dear</description>")
        #expect(reading.articles.map(\.title) == ["Don’t"])
        #expect(reading.articles.map(\.body) == ["“Gas” – dear"])
    }

    @Test("an entry that says it is a draft is withheld")
    func draft() throws {
        let reading = try atom(
            "<title>T</title><app:control xmlns:app='http://www.w3.org/2007/app'>"
                + "<app:draft>yes</app:draft></app:control>")
        #expect(reading.articles == [])
        #expect(reading.problems.map { $0.hasPrefix("withheld feed.atom, line 3: ") } == [true])
    }

    @Test("feeds without their namespace, single entries and feeds without a name are read")
    func lenient() throws {
        let entry = "<title>T</title><updated>2022-03-04T09:30:00Z</updated><summary>S.</summary>"
        for text in [
            "<feed><entry>\(entry)</entry></feed>",
            "<entry xmlns='http://www.w3.org/2005/Atom'>\(entry)</entry>",
            "\n<feed version='0.3' xmlns='http://purl.org/atom/ns#'><entry>\(entry)</entry></feed>",
        ] {
            let reading = try FormatReading(text, name: "standard-input")
            #expect(reading.articles.map(\.title) == ["T"])
            #expect(reading.articles.map(\.body) == ["S."])
            #expect(reading.articles.map(\.date.published) == ["2022-03-04T09:30:00Z"])
        }
    }

    @Test("an item that says nothing is told with its line, and the others are read")
    func empty() throws {
        let reading = try FormatReading(
            "<rss><channel><item/>\n<item><link>https://a.example/</link></item>\n"
                + "<item><title>T</title></item></channel></rss>", name: "feed.xml")
        #expect(reading.articles.map(\.title) == ["T"])
        #expect(
            reading.problems == [
                "malformed feed.xml, line 1: the item has neither a title nor a text",
                "malformed feed.xml, line 2: the item has neither a title nor a text",
            ])
    }

    @Test(
        "titles are lines of text, however often they are escaped",
        arguments: [
            ("A &lt;em&gt;big&lt;/em&gt;, cold day", "A big, cold day"),
            ("A &amp;lt;em&amp;gt;big&amp;lt;/em&amp;gt;, cold day", "A big, cold day"),
            ("<![CDATA[AT&amp;T &#8211; R&D\n now]]>", "AT&T – R&D now"),
            ("1 &lt; 2 &amp;amp;lt; 3", "1 < 2 < 3"), ("Correction: more", "Correction: more"),
        ])
    func titles(_ title: String, _ line: String) throws {
        #expect(try rss("<title>\(title)</title>").articles.map(\.title) == [line])
    }

    @Test("an item without a title has its first words as one")
    func untitled() throws {
        let article = try #require(
            try rss("<description>It is cold. Very cold.</description>").articles.first)
        #expect(article.title == "It is cold.")
        #expect(article.warnings == ["No title found: the first words stand for it."])
    }

    @Test("a feed with unclosed tags, stray ampersands and wrong bytes is read")
    func illFormed() throws {
        let bytes =
            Array("<rss><channel><item><title>Caf".utf8) + [0xE9]
            + Array(
                " & bar</title><description><p>One<br>two & three</description></item>\n<item><title>B</title></item></channel>"
                    .utf8)
        let reading = try FormatReading(bytes, name: "feed.rss")
        #expect(reading.articles.map(\.title) == ["Café & bar", "B"])
        #expect(reading.articles.first?.body == "One\ntwo & three")
        #expect(
            reading.problems == [
                "malformed feed.rss, line 2: ends early: <rss> of line 1 is not closed; "
                    + "export or download the file again"
            ])
    }

    @Test("XML of other kinds is told by its root")
    func unknown() throws {
        let reading = try FormatReading("<?xml version='1.0'?>\n<invoice/>", name: "a.xml")
        #expect(
            reading.problems == [
                "unknownFormat a.xml, line 2: is XML with the root <invoice>, which is no known "
                    + "format; known: rss, rdf:RDF, feed, nitf, newsItem, newsMessage, html"
            ])
    }

    @Test("a page of XHTML is a page")
    func page() throws {
        let reading = try FormatReading(
            """
            <?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>Gas</title>
            </head><body><h1>Gas</h1><p>One long sentence of a paragraph, with clauses, and more.</p>
            </body></html>
            """, name: "a.xml")
        #expect(reading.formats == ["html"])
        #expect(reading.articles.map(\.title) == ["Gas"])
    }

    @Test("an item of a feed can be parsed by its row of the table or by that of XML")
    func rows() throws {
        let text = "<rss><channel><item><title>T</title></item></channel></rss>"
        for format in ["rss", "xml"] {
            let item = RawItem(bytes: Array(text.utf8), format: format, path: "a", line: 1)
            #expect(try Reading.parse(item).article.title == "T")
        }
        let two = RawItem(
            bytes: Array("<rss><item><title>A</title></item><item/></rss>".utf8), format: "xml",
            path: "a")
        #expect(throws: ReadError.self) { try Reading.parse(two) }
    }
}

@Suite struct JSONFeedTests {
    @Test("an item of a JSON Feed comes with everything that it and its feed say")
    func whole() throws {
        let reading = try FormatReading(
            """
            {"version": "https://jsonfeed.org/version/1.1", "title": "The Gazette", "language": "en-GB",
             "home_page_url": "https://gazette.example/", "authors": [{"name": "Jane Doe"}],
             "items": [
              {"id": 7, "url": "/gas", "title": "Cheap gas &amp; coal",
               "content_html": "<p>One.</p><p>Two.</p>", "content_text": "no",
               "date_published": "2022-03-04T09:30:00Z", "date_modified": "2022-03-05T08:00:00Z",
               "tags": ["Opinion", "Energy"]},
              {"id": "b", "content_text": "Text \\"quoted\\" \\u0001 here.\\n\\nMore of it.",
               "author": {"name": "John Roe"}}]}
            """, name: "feed.json")
        var first = Article(
            id: ArticleID.hashed("https://gazette.example/gas"), title: "Cheap gas & coal",
            body: "One.\n\nTwo.")
        first.url = "https://gazette.example/gas"
        first.site = "gazette.example"
        first.section = "Opinion"
        first.language = "en"
        first.authors = [Author(name: "Jane Doe", source: "feed")]
        first.date = stated(
            "2022-03-04T09:30:00Z", raw: "2022-03-04T09:30:00Z", basis: .feed,
            modified: "2022-03-05T08:00:00Z")
        var second = Article(
            id: "b", title: "Text \"quoted\" here.", body: "Text \"quoted\" here.\n\nMore of it.")
        second.site = "The Gazette"
        second.language = "en"
        second.authors = [Author(name: "John Roe", source: "feed")]
        second.warnings = ["No title found: the first words stand for it."]
        #expect(reading.articles == [first, second])
        #expect(reading.formats == ["jsonfeed", "jsonfeed"])
        #expect(reading.problems == [])
    }

    @Test("an item that says nothing, and one that is none, are told")
    func broken() throws {
        let reading = try FormatReading(
            "{\"version\": \"https://jsonfeed.org/version/1\", \"items\": [{\"id\": 1}, 7, {\"title\": \"T\"}]}",
            name: "feed.json")
        #expect(reading.articles.map(\.title) == ["T"])
        #expect(
            reading.problems == [
                "malformed feed.json, line 1: the item has neither a title nor a text",
                "malformed feed.json, line 1: the feed holds no item",
            ])
    }
}
