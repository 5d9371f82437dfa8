import Articles
import Testing

@testable import Readers

@Suite struct PageExtractionTests {
    private static func read(_ html: String, url: String? = PageFixture.url) throws -> ExtractedPage
    {
        try PageExtraction.extract(Array(html.utf8), url: url, encoding: "utf-8")
    }

    @Test("an article reads the same in all four layouts", arguments: PageFixture.layouts)
    func layouts(layout: PageFixture.Layout) throws {
        let page = try Self.read(layout.html)
        #expect(page.title == "Canals and cables")
        #expect(page.paragraphs == PageFixture.paragraphs)
        #expect(page.captions == ["A ship between two cranes."])
        #expect(page.language == "en")
        #expect(page.url == PageFixture.url)
        guard let basis = layout.basis else {
            #expect(page.authors.isEmpty)
            // The path of the URL names a month.
            #expect(page.date.published == "2024-03")
            return
        }
        #expect(page.authors.map(\.name) == ["Jane Doe", "John Roe"])
        #expect(page.authors.first?.honorific == "Dr.")
        #expect(page.date.value == CalendarDay("2024-03-05"))
        #expect(page.date.basis.rawValue == basis)
        #expect(page.date.modified?.prefix(10) == "2024-03-07")
        #expect(!page.date.conflict)
        #expect(page.section == "World")
    }

    @Test("a bio in linked data stays with its author")
    func linkedBio() throws {
        let page = try Self.read(PageFixture.layouts[0].html)
        #expect(page.authors.first?.bio == "Jane Doe is an engineer and writes about canals.")
        #expect(page.authors.last?.bio == nil)
    }

    @Test("all that was found is kept with its source and trust, best first")
    func candidates() throws {
        let page = try Self.read(PageFixture.layouts[1].html)
        let authors = page.candidates.filter { $0.field == .author }
        #expect(authors.map(\.raw) == ["Dr. Jane Doe, John Roe"])
        #expect(authors.map(\.source) == ["author"])
        for field in PageCandidate.Field.allCases {
            let trusts = page.candidates.filter { $0.field == field }.map(\.trust)
            #expect(trusts == trusts.sorted(by: >))
        }
    }

    @Test("two trusted sources that disagree are a conflict, and the better one wins")
    func conflict() throws {
        let page = try Self.read(
            PageFixture.page(
                head: """
                    <script type="application/ld+json">{"@type": "Article",
                    "headline": "Canals and cables", "datePublished": "2024-03-05"}</script>
                    <meta property="article:published_time" content="2023-01-01">
                    """))
        #expect(page.date.published == "2024-03-05")
        #expect(page.date.conflict)
    }

    @Test(
        "a byline is found by its markup or its wording",
        arguments: [
            "<div class='byline'>By <a rel='author' href='/a'>Jane Doe</a></div>",
            "<p>By Jane Doe</p>",
            "<p class='meta'>March 5, 2024 | By Jane Doe</p>",
            "<span itemprop='author' itemscope><span itemprop='name'>Jane Doe</span></span>",
            "<a href='/author/jane-doe'>Jane Doe</a>",
            "<p>Von<br><b>Jane Doe</b></p>",
            "<p>By <a href='/writers/7'>Jane Doe</a> Published in <a href='/world'>World</a></p>",
            "<div class='author vcard'><span class='fn'>Jane Doe</span> <span>Editor</span></div>",
        ])
    func bylines(header: String) throws {
        let page = try Self.read(
            PageFixture.page(header: "<h1>Canals and cables</h1>" + header))
        #expect(page.authors.map(\.name) == ["Jane Doe"])
        #expect(page.paragraphs == PageFixture.paragraphs)
    }

    @Test(
        "a byline above the text is found in seven languages",
        arguments: [
            ("en", "A column by Dr. Jane Doe and John Roe", ["Jane Doe", "John Roe"]),
            ("de", "Ein Gastbeitrag von Jana Döring 5. März 2024", ["Jana Döring"]),
            ("fr", "Propos recueillis par Jeanne Dupont", ["Jeanne Dupont"]),
            ("fr", "Une tribune de Jeanne Dupont et Luc Morel", ["Jeanne Dupont", "Luc Morel"]),
            ("es", "Una columna de Juana Pérez", ["Juana Pérez"]),
            ("it", "Un commento di Giovanna Rossi - 5 marzo 2024", ["Giovanna Rossi"]),
            ("pt", "Um artigo de Joana Silva, 5 de março de 2024", ["Joana Silva"]),
            ("nl", "Een column van Johanna de Vries", ["Johanna de Vries"]),
        ] as [(String, String, [String])])
    func languages(code: String, line: String, names: [String]) throws {
        let html = PageFixture.page(header: "<h1>Canals and cables</h1><p>\(line)</p>")
            .replacing("lang=\"en\"", with: "lang=\"\(code)\"")
        #expect(try Self.read(html).authors.map(\.name) == names)
    }

    @Test(
        "agencies, desks and the site are no authors",
        arguments: [
            "Reuters", "Harbour Review", "Redaktion", "Editorial Team", "admin", "AFP/dpa",
            "harbour.it",
        ])
    func houses(name: String) throws {
        let page = try Self.read(
            PageFixture.page(
                head: """
                    <meta property="og:site_name" content="Harbour Review">
                    <meta name="author" content="\(name)">
                    """, header: "<h1>Canals and cables</h1><p class='byline'>By \(name)</p>"))
        #expect(page.authors.isEmpty)
    }

    @Test(
        "a person whose name the site bears is its author where two sources say so",
        arguments: [
            ("Ilka Harbour", ["Ilka Harbour"], true), ("Ilka Harbour", [], false),
            ("Harbour Magazine", [], true),
        ] as [(String, [String], Bool)])
    func owners(name: String, authors: [String], isLinked: Bool) throws {
        let linked = """
            <script type="application/ld+json">{"@type": "Article", "headline": "Canals and cables",
            "author": {"@type": "Person", "name": "\(name)"}}</script>
            """
        let page = try Self.read(
            PageFixture.page(
                head: """
                    <title>Canals and cables | \(name)</title>
                    <meta property="og:site_name" content="\(name)">
                    <meta name="author" content="\(name)">\(isLinked ? linked : "")
                    """, header: "<h1>Canals and cables</h1>"))
        #expect(page.authors.map(\.name) == authors)
    }

    @Test(
        "a site's name comes off a title",
        arguments: [
            ("Canals and cables | Harbour Review", "Canals and cables"),
            ("Canals and cables – Harbour Review", "Canals and cables"),
            ("Canals and cables", "Canals and cables"),
            ("Canals &amp; cables | harbour.example", "Canals & cables"),
        ])
    func titles(element: String, title: String) throws {
        let page = try Self.read(
            PageFixture.page(
                head: """
                    <title>\(element)</title>
                    <meta property="og:site_name" content="Harbour Review">
                    """, header: ""))
        #expect(page.title == title)
    }

    @Test(
        "the canonical URL is taken unless it cannot be the page's",
        arguments: [
            ("https://harbour.example/a", "https://harbour.example/a"),
            ("/a/b", "https://harbour.example/a/b"),
            ("//harbour.example/c", "https://harbour.example/c"),
            ("https://harbour.example/", PageFixture.url),
            ("", PageFixture.url),
            ("javascript:void(0)", PageFixture.url),
        ])
    func canonical(href: String, url: String) throws {
        let page = try Self.read(
            PageFixture.page(
                head: "<title>Canals and cables</title><link rel=canonical href='\(href)'>"))
        #expect(page.url == url)
    }

    @Test("notes of correction are kept apart from the body")
    func correction() throws {
        let note = "Correction: An earlier version of this article named the wrong sea."
        let page = try Self.read(
            PageFixture.page(after: "<div class='correction'><p>\(note)</p></div>"))
        #expect(page.corrections == [note])
        #expect(page.paragraphs == PageFixture.paragraphs)
    }

    @Test(
        "furniture among the paragraphs is not body",
        arguments: [
            "<p>Advertisement</p>",
            "<div class='ad-slot'><p>Buy a boat, any boat, today.</p></div>",
            "<p><a href='/x'>Read more: The price of a strait</a></p>",
            "<div class='newsletter-signup'><p>Get our letter, every week, for nothing.</p></div>",
            "<div style='display: none'><p>This is hidden, and nobody reads it, ever.</p></div>",
            "<ul class='tags'><li><a href='/t'>Ships</a></li></ul>", "<h2>Related articles</h2>",
            "<div class='social-share'>Share this on many sites</div>",
            "<script>document.write('<p>A line from a script, of some length.</p>')</script>",
        ])
    func furniture(markup: String) throws {
        let body = PageFixture.paragraphs.map { "<p>\($0)</p>" }.joined(separator: markup)
        let page = try Self.read(PageFixture.page(body: body + markup))
        #expect(page.paragraphs == PageFixture.paragraphs)
    }

    @Test("headings, lists and quotations of an article are body")
    func parts() throws {
        let body = """
            <p>\(PageFixture.paragraphs[0])</p><h2>What the engineer counted</h2>
            <ul><li>The way around the cape</li><li>The way over land</li></ul>
            <p>\(PageFixture.paragraphs[1])</p><blockquote><p>Count the ways, she said, and count
            them twice.</p></blockquote><p>\(PageFixture.paragraphs[2])</p>
            """
        let page = try Self.read(PageFixture.page(body: body))
        #expect(
            page.paragraphs == [
                PageFixture.paragraphs[0], "What the engineer counted", "The way around the cape",
                "The way over land", PageFixture.paragraphs[1],
                "Count the ways, she said, and count them twice.", PageFixture.paragraphs[2],
            ])
    }

    @Test("line breaks part paragraphs where nothing else does")
    func breaks() throws {
        let body = PageFixture.paragraphs.joined(separator: "<br><br>\n")
        let page = try Self.read(PageFixture.page(body: body))
        #expect(page.paragraphs == PageFixture.paragraphs)
    }

    @Test(
        "a printed line may hold the day of publication and that of a change",
        arguments: [
            ("Published 5 March 2024 · Updated 7 March 2024", "2024-03-05", "2024-03-07"),
            ("Updated: March 7, 2024 | Published: March 5, 2024", "2024-03-05", "2024-03-07"),
            ("5.3.2024, aktualisiert am 7.3.2024", "2024-03-05", "2024-03-07"),
        ])
    func printedDates(line: String, published: String, modified: String) throws {
        let page = try Self.read(
            PageFixture.page(
                header: "<h1>Canals and cables</h1><p class='date'>\(line)</p>"), url: nil)
        #expect(page.date.published == published)
        #expect(page.date.modified == modified)
    }

    @Test("a page without dates says nothing false")
    func undated() throws {
        let page = try Self.read(PageFixture.page(), url: nil)
        #expect(page.date.published == nil)
        #expect(page.date.basis == .none)
        #expect(page.url == nil)
    }
}
