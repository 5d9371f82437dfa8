import Articles
import Testing

@testable import Readers

@Suite struct WXRTests {
    /// An export with these items, and two authors.
    private func export(_ items: String) -> String {
        """
        <?xml version="1.0" encoding="UTF-8" ?>
        <!-- generator="WordPress/6.4" -->
        <rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
          xmlns:content="http://purl.org/rss/1.0/modules/content/"
          xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
        <channel><title>The Gazette</title><link>https://gazette.example</link>
        <language>en-GB</language><wp:wxr_version>1.2</wp:wxr_version>
        <wp:author><wp:author_id>1</wp:author_id><wp:author_login><![CDATA[jd]]></wp:author_login>
          <wp:author_display_name><![CDATA[Jane Doe]]></wp:author_display_name></wp:author>
        <wp:author><wp:author_login>jroe</wp:author_login>
          <wp:author_display_name>Dr. John Roe</wp:author_display_name></wp:author>
        \(items)
        </channel></rss>
        """
    }

    private func post(
        _ fields: String = "", status: String = "publish", type: String = "post",
        content: String = "Body."
    ) -> String {
        """
        <item><title>Gas</title><link>https://gazette.example/gas/</link>
        <dc:creator><![CDATA[jd]]></dc:creator><content:encoded><![CDATA[\(content)]]></content:encoded>
        <wp:status>\(status)</wp:status><wp:post_type>\(type)</wp:post_type>\(fields)</item>
        """
    }

    private func read(_ items: String) throws -> FormatReading {
        try FormatReading(export(items), name: "export.xml")
    }

    @Test("a published post comes with everything that it says of itself")
    func whole() throws {
        let reading = try read(
            """
            <item>
            <title><![CDATA[Cheap gas &amp; its <em>price</em>]]></title>
            <link>https://gazette.example/2022/gas/?utm_source=x</link>
            <pubDate>Fri, 04 Mar 2022 09:30:00 +0000</pubDate>
            <dc:creator>jd</dc:creator>
            <guid isPermaLink="false">https://gazette.example/?p=7</guid>
            <content:encoded><![CDATA[<!-- wp:paragraph -->
            <p>The first paragraph has a <a href="/x">link</a>.</p>
            <!-- /wp:paragraph -->
            <!-- wp:image {"id":8} --><figure class="wp-block-image"><img src="a.jpg"/>
            <figcaption>A harbour at dawn.</figcaption></figure><!-- /wp:image -->
            <!-- wp:list --><ul><li>First point</li><li>Second point</li></ul><!-- /wp:list -->
            <!-- wp:paragraph --><p>Correction: an earlier text named another port.</p>
            <!-- /wp:paragraph -->]]></content:encoded>
            <excerpt:encoded><![CDATA[]]></excerpt:encoded>
            <wp:post_id>7</wp:post_id>
            <wp:post_date>2022-03-04 10:30:00</wp:post_date>
            <wp:post_date_gmt>2022-03-04 09:30:00</wp:post_date_gmt>
            <wp:post_modified_gmt>2022-03-05 08:00:00</wp:post_modified_gmt>
            <wp:status>publish</wp:status><wp:post_type>post</wp:post_type>
            <wp:post_password></wp:post_password>
            <category domain="post_tag" nicename="gas">gas</category>
            <category domain="category" nicename="uncategorized">Uncategorized</category>
            <category domain="category" nicename="opinion"><![CDATA[Opinion & Analysis]]></category>
            <wp:postmeta><wp:meta_key>k</wp:meta_key><wp:meta_value>v</wp:meta_value></wp:postmeta>
            <wp:comment><wp:comment_author>X Y</wp:comment_author>
              <wp:comment_content>Not the text.</wp:comment_content></wp:comment>
            </item>
            """)
        var expected = Article(
            id: ArticleID.hashed("https://gazette.example/2022/gas/"),
            title: "Cheap gas & its price",
            body: "The first paragraph has a link.\n\nFirst point\n\nSecond point")
        expected.url = "https://gazette.example/2022/gas/"
        expected.site = "gazette.example"
        expected.section = "Opinion & Analysis"
        expected.language = "en"
        expected.authors = [Author(name: "Jane Doe", source: "wxr")]
        expected.date = stated(
            "2022-03-04T09:30:00Z", raw: "2022-03-04T09:30:00Z", basis: .meta,
            modified: "2022-03-05T08:00:00Z")
        expected.captions = ["A harbour at dawn."]
        expected.corrections = ["Correction: an earlier text named another port."]
        #expect(reading.articles == [expected])
        #expect(reading.formats == ["wxr"])
        #expect(reading.lines == [12])
        #expect(reading.problems == [])
    }

    @Test("each item is an export of one post: no comments, no plugin's data, its authors only")
    func items() throws {
        let text = export(
            post(
                "<wp:comment><wp:comment_content>c</wp:comment_content></wp:comment>"
                    + "<wp:postmeta><wp:meta_value>m</wp:meta_value></wp:postmeta>"))
        var items: [String] = []
        try Reading.items(bytes: Array(text.utf8), name: "a.wxr", format: nil) { event in
            guard case .item(let item) = event else { return }
            items.append(String(decoding: item.bytes, as: UTF8.self))
        }
        let item = try #require(items.first)
        #expect(items.count == 1)
        #expect(item.contains("Jane Doe"))
        for foreign in ["John Roe", "wp:comment", "wp:postmeta"] {
            #expect(!item.contains(foreign))
        }
        // An item by itself is a file that reads as the same article.
        let again = try FormatReading(item, name: "b.wxr")
        #expect(again.articles == (try read(post())).articles)
    }

    @Test(
        "what is not published is withheld",
        arguments: [
            ("draft", "", "its status is draft"), ("pending", "", "its status is pending"),
            ("private", "", "its status is private"),
            ("trash", "", "its status is trash"),
            ("publish", "<wp:post_password>secret</wp:post_password>", "it has a password"),
        ])
    func withheld(_ status: String, _ fields: String, _ reason: String) throws {
        let reading = try read(post(fields, status: status))
        #expect(reading.articles == [])
        #expect(
            reading.problems == [
                "withheld export.xml, line 12: withheld: \(reason); "
                    + "it is read once its source says otherwise"
            ])
    }

    @Test("pages are read, pictures and menus passed over, unknown types named")
    func types() throws {
        let reading = try read(
            post(type: "page") + post(type: "attachment") + post(type: "nav_menu_item")
                + post(type: "wp_block") + post(type: "recipe"))
        #expect(reading.articles.map(\.title) == ["Gas"])
        #expect(
            reading.problems == [
                "unknownFormat export.xml, line 20: is of the post type recipe, of which nothing is "
                    + "known; posts and pages are read"
            ])
    }

    @Test(
        "authors of Co-Authors Plus come by login, slug or as they stand",
        arguments: [
            (["cap-jd|jd", "cap-jroe|jroe"], ["Jane Doe", "John Roe"], 0),
            (["cap-mary-major|mary-major"], ["Mary Major"], 1),
            (["mm|Mary Major"], ["Mary Major"], 0), (["cap-x1|x1"], [], 0),
        ])
    func coauthors(_ terms: [String], _ names: [String], _ warnings: Int) throws {
        let categories = terms.map { term in
            let parts = term.split(separator: "|")
            return "<category domain=\"author\" nicename=\"\(parts[0])\">\(parts[1])</category>"
        }
        let article = try #require(try read(post(categories.joined())).articles.first)
        #expect(article.authors.map(\.name) == names)
        #expect(article.warnings.count == warnings)
    }

    @Test("a guest author who is exported as a post names the posts behind it")
    func guests() throws {
        let guest = """
            <item><title>Mary Ann Major</title><wp:post_type>guest-author</wp:post_type>
            <wp:postmeta><wp:meta_key>cap-user_login</wp:meta_key>
              <wp:meta_value>mary</wp:meta_value></wp:postmeta>
            <wp:postmeta><wp:meta_key>cap-display_name</wp:meta_key>
              <wp:meta_value>Mary Ann Major</wp:meta_value></wp:postmeta></item>
            """
        let author = "<category domain=\"author\" nicename=\"cap-mary\">mary</category>"
        let reading = try read(guest + post(author))
        #expect(reading.articles.map { $0.authors.map(\.name) } == [["Mary Ann Major"]])
    }

    @Test("a login that no author has is no name")
    func login() throws {
        let reading = try read(
            """
            <item><title>Gas</title><link>https://gazette.example/a</link>
            <dc:creator>admin</dc:creator><content:encoded>Body.</content:encoded>
            <wp:post_date_gmt>0000-00-00 00:00:00</wp:post_date_gmt>
            <wp:post_date>2022-03-04 10:30:00</wp:post_date>
            <wp:post_type>post</wp:post_type><wp:status>publish</wp:status></item>
            """)
        #expect(reading.articles.map(\.authors) == [[]])
        #expect(reading.articles.map(\.date.published) == ["2022-03-04T10:30:00"])
    }

    @Test(
        "classic texts have paragraphs by empty lines, and no shortcodes",
        arguments: [
            ("One\ntwo.\n\nThree.", ["One\ntwo.", "Three."]),
            ("A [sic] and [emphasis mine] stay.", ["A [sic] and [emphasis mine] stay."]),
            ("A [b]bold[/b] word.", ["A bold word."]),
            ("A [abbr title=\"x [y]\"]word[/abbr].", ["A word."]),
            ("Before.\n\n[gallery ids=\"1,2\"]\n\nAfter.", ["Before.", "After."]),
            ("Before.\n\n[embed]https://v.example/1[/embed]\n\nAfter.", ["Before.", "After."]),
            ("[vc_row][vc_column width=\"1/2\"]Text.[/vc_column][/vc_row]", ["Text."]),
            ("a[1] = [2] and [", ["a[1] = [2] and ["]),
            ("<ul>\n<li>One</li>\n\n<li>Two</li>\n</ul>", ["One", "Two"]),
            ("Text.<!--more-->\n\nGoes on.", ["Text.", "Goes on."]),
        ])
    func classic(_ content: String, _ paragraphs: [String]) throws {
        #expect(try WordPressText.fragment(content).paragraphs == paragraphs)
    }

    @Test("captions of classic posts are captions")
    func captions() throws {
        let fragment = try WordPressText.fragment(
            "One.\n\n[caption id=\"a\" width=\"300\"]<img src=\"a.jpg\" /> A harbour.[/caption]\n\nTwo."
        )
        #expect(fragment.paragraphs == ["One.", "Two."])
        #expect(fragment.captions == ["A harbour."])
    }

    @Test("brackets without end cost no more than their length")
    func brackets() throws {
        let text = String(repeating: "[a][b]", count: 20_000) + "[/a]"
        let fragment = try WordPressText.fragment(text)
        #expect(fragment.paragraphs.count == 1)
    }

    @Test("of an export that is cut off the whole posts are read, and the rest is told")
    func cut() throws {
        let text = export(post() + "\n" + post(content: "Second."))
        let end = try #require(text.range(of: "Second.")?.lowerBound)
        let reading = try FormatReading(String(text[..<end]), name: "export.xml")
        #expect(reading.articles.map(\.body) == ["Body."])
        #expect(
            reading.problems == [
                "malformed export.xml, line 16: ends early: <content:encoded> of line 16 is not "
                    + "closed; export or download the file again"
            ])
    }

    @Test(
        "posts are the same however the bytes come in chunks, and control characters are no matter")
    func chunks() throws {
        let bytes = Array(export(post(content: "Body\u{8} one.\n\nTwo\u{B}.")).utf8)
        let whole = try FormatReading(bytes, name: "export.xml")
        #expect(whole.articles.map(\.body) == ["Body one.\n\nTwo."])
        for size in [1, 7, 64, 511] {
            let reading = try FormatReading(bytes, name: "export.xml", chunks: size)
            #expect(reading.articles == whole.articles)
            #expect(reading.problems == [])
        }
    }
}
