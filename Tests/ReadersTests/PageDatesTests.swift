import Testing

@testable import Readers

@Suite struct PageDatesTests {
    private static func published(
        head: String = "<title>Canals and cables</title>", header: String = "",
        body: String? = nil, language: String = "en", url: String? = nil
    ) throws -> String? {
        let body = body ?? PageFixture.paragraphs.map { "<p>\($0)</p>" }.joined()
        let html = """
            <html lang="\(language)"><head>\(head)</head><body><article><h1>Canals and cables</h1>
            \(header)<div class="text">\(body)</div></article></body></html>
            """
        return try PageExtraction.extract(Array(html.utf8), url: url, encoding: nil)
            .date.published
    }

    @Test("a day printed as that of publication wins over the attribute of its element")
    func labelled() throws {
        let date = try Self.published(
            header: "<time datetime='2019-07-03T10:18:46Z'>Published 29 June 2019</time>")
        #expect(date == "2019-06-29")
    }

    @Test("a time element's attribute wins over its text where that names no publication")
    func attribute() throws {
        let date = try Self.published(
            header: "<time datetime='2019-07-03T10:18:46Z'>3 July</time>")
        #expect(date == "2019-07-03T10:18:46Z")
    }

    @Test(
        "the midnight of Central Europe in UTC is the day that begins there",
        arguments: [
            ("2022-11-06T23:00:00Z", "2022-11-07"), ("2022-07-06T22:00:00Z", "2022-07-07"),
            ("2022-07-06T23:00:00Z", "2022-07-06T23:00:00Z"),
            ("2022-11-06T23:00:01Z", "2022-11-06T23:00:01Z"),
        ])
    func midnight(stated: String, day: String) throws {
        let prose =
            "<p>Der Kanal wurde für die Schiffe gegraben, und das Kabel liegt neben ihm, weil "
            + "beide den kürzesten Weg zwischen zwei Meeren nehmen, den es auf der Karte gibt.</p>"
        let date = try Self.published(
            head:
                "<title>Der Kanal</title><meta property='article:published_time' content='\(stated)'>",
            body: prose + prose.replacing("Kanal", with: "Graben"), language: "de")
        #expect(date == day)
    }

    @Test("the day of a site's own path settles an evening in UTC")
    func path() throws {
        let date = try Self.published(
            head: """
                <title>Canals and cables</title>
                <meta property="article:published_time" content="2018-12-31T23:11:59Z">
                """, url: "https://harbour.example/2019/01/01/canals-and-cables/")
        #expect(date == "2019-01-01")
    }

    @Test("a date in brackets before the first sentence is that of the article")
    func brackets() throws {
        let date = try Self.published(
            body: "<p>(21 November 2022) \(PageFixture.paragraphs[0])</p>"
                + "<p>\(PageFixture.paragraphs[1])</p>")
        #expect(date == "2022-11-21")
    }

    @Test("dates and authors of other articles on the page are not its own")
    func teasers() throws {
        let html = PageFixture.page(
            header: "<h1>Canals and cables</h1>",
            after: """
                <article class="tile"><h3><a href="/x">Another one</a></h3>
                <span class="author">Otto Other</span><time datetime="2011-01-01">1 May</time></article>
                """)
        let page = try PageExtraction.extract(Array(html.utf8), url: nil, encoding: nil)
        #expect(page.authors.isEmpty)
        #expect(page.date.published == nil)
    }
}
