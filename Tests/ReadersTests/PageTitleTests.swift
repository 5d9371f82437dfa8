import Testing

@testable import Readers

@Suite struct PageTitleTests {
    private static func title(_ head: String, _ header: String) throws -> String {
        try PageExtraction.extract(
            Array(PageFixture.page(head: head, header: header).utf8), url: PageFixture.url,
            encoding: nil
        ).title
    }

    private static func graph(_ title: String) -> String {
        "<meta property='og:title' content='\(title)'>"
    }

    private static func linked(_ headline: String) -> String {
        """
        <script type="application/ld+json">{"@type": "NewsArticle", "headline": "\(headline)"}</script>
        """
    }

    @Test("the printed headline wins over that of a card for social networks")
    func printed() throws {
        let title = try Self.title(
            "<title>Harbour pilots know more</title>" + Self.graph("Harbour pilots know more")
                + "<meta name='twitter:title' content='Harbour pilots know more'>",
            "<h1>What the pilots of the harbour know</h1>")
        #expect(title == "What the pilots of the harbour know")
    }

    @Test("a heading that is the name of a blog gives way to the page's own title")
    func blog() throws {
        let title = try Self.title(
            "<title>Who holds the strait?</title>" + Self.graph("Who holds the strait?"),
            "<h1>Notes from a Small Pier</h1>")
        #expect(title == "Who holds the strait?")
    }

    @Test("linked data that names the heading confirms it")
    func confirmed() throws {
        let title = try Self.title(
            "<title>Who holds the strait?</title>" + Self.graph("Who holds the strait?")
                + Self.linked("What the pilots of the harbour know"),
            "<h1>What the pilots of the harbour know</h1>")
        #expect(title == "What the pilots of the harbour know")
    }

    @Test("a rubric in the heading is no part of the headline")
    func rubric() throws {
        let title = try Self.title(
            "<title>Who now holds the strait?</title>" + Self.graph("Who now holds the strait?"),
            "<h1><span>Gibraltar</span> Who now holds the strait?</h1>")
        #expect(title == "Who now holds the strait?")
    }

    @Test("a title for catalogues wins over a heading that says something else")
    func catalogue() throws {
        let title = try Self.title(
            "<title>x</title><meta name='dc.title' content='On the law of narrow seas'>",
            "<h1>Reading room of the institute</h1>")
        #expect(title == "On the law of narrow seas")
    }

    @Test("a heading of three words that nothing else says is a rubric")
    func shortHeading() throws {
        let title = try Self.title(
            "<title>The price of a closed strait</title>", "<h1>Information and resources</h1>")
        #expect(title == "The price of a closed strait")
    }

    @Test("of many first headings none is the title unless the page says so")
    func chapters() throws {
        let title = try Self.title(
            "<title>The price of a closed strait</title>",
            "<h1>How ships are counted today</h1><h1>Where they go instead</h1><h1>Who pays</h1>")
        #expect(title == "The price of a closed strait")
    }
}
