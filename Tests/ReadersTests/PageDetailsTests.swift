import Testing

@testable import Readers

@Suite struct PageDetailsTests {
    private static let prose = [
        "The first paragraph says at some length what has happened, to whom, and why it matters.",
        "The second paragraph weighs what could be said against it, and finds that it is not much.",
        "The third paragraph comes to an end, as all such paragraphs do, and asks for patience.",
    ]

    private static let body = prose.map { "<p>\($0)</p>" }.joined()

    private static func page(
        head: String = "", header: String = "", body: String = body, after: String = ""
    ) throws -> ExtractedPage {
        try PageExtraction.extract(
            Array(
                """
                <html><head><title>A headline of some words</title>\(head)</head><body>
                <article><h1>A headline of some words</h1>\(header)
                <p class="byline">By Jane Doe</p><p class="date">4 March 2019</p>
                <div class="article-body">\(body)</div>\(after)</article></body></html>
                """.utf8), url: nil, encoding: nil)
    }

    @Test("the line below the headline is the subtitle and not body")
    func subtitle() throws {
        let line = "A sentence below the headline says what the matter is, at some length."
        let page = try Self.page(header: "<p class='standfirst'>\(line)</p>")
        #expect(page.subtitle == line)
        #expect(page.paragraphs == Self.prose)
    }

    @Test("without such a line the linked article's second headline is the subtitle")
    func linkedSubtitle() throws {
        let page = try Self.page(
            head: """
                <script type="application/ld+json">{"@type": "NewsArticle",
                "headline": "A headline of some words", "alternativeHeadline": "Below the headline",
                "articleSection": "Europe"}</script>
                """)
        #expect(page.subtitle == "Below the headline")
        #expect(page.section == "Europe")
    }

    @Test(
        "the section is found in meta elements, breadcrumbs and the line above the headline",
        arguments: [
            ("<meta property='article:section' content='Arms'>", "", "Arms"),
            (
                "", "<div class='crumbs'><a href='/'>Home</a> » <a href='/a'>Africa</a></div>",
                "Africa"
            ),
            (
                "",
                "<div id='path'>You are here: <a href='/'>Home</a> &gt; <span>Asia</span></div>",
                "Asia"
            ),
            ("<meta name='DC.subject' content='Trade'>", "", "Trade"),
            ("<meta name='DC.subject' content='trade, ships, rope'>", "", nil),
        ] as [(String, String, String?)])
    func section(head: String, header: String, section: String?) throws {
        #expect(try Self.page(head: head, header: header).section == section)
    }

    @Test(
        "what is said of the author behind the text is a bio and not body",
        arguments: [
            "<p class='note'>Jane Doe is a historian. She has written two books.</p>",
            "<div class='author-box'><p>Jane Doe is a historian. She has written two books.</p></div>",
            """
            <p><i>Jane Doe is a historian. She has written two books.</i></p>
            <p>Write to the editor.</p>
            """,
        ])
    func bio(after: String) throws {
        let page = try Self.page(after: after)
        #expect(page.authors.map(\.name) == ["Jane Doe"])
        #expect(page.authors.first?.bio == "Jane Doe is a historian. She has written two books.")
        #expect(page.paragraphs == Self.prose)
    }

    @Test("a signature ends the body")
    func signature() throws {
        let page = try Self.page(body: Self.body + "<p>— Jane Doe</p>")
        #expect(page.paragraphs == Self.prose)
    }

    @Test("a sentence printed twice to catch the eye is body once")
    func pullQuote() throws {
        let quote = "<blockquote>“The second paragraph weighs what could be said”</blockquote>"
        let page = try Self.page(body: quote + Self.body)
        #expect(page.paragraphs == Self.prose)
    }

    @Test("the name of a site in the title of the page wins over its host")
    func site() {
        #expect(
            PageDetails.site(inTitle: "A headline | Harbour Review", host: "harbour-review.example")
                == "Harbour Review")
        #expect(
            PageDetails.site(
                inTitle: "A headline – Strait & Narrow", host: "strait-and-narrow.example")
                == "Strait & Narrow")
        #expect(PageDetails.site(inTitle: "A headline | More", host: "example.org") == nil)
    }
}
