import Testing

/// Small pages that tests of page extraction share; written for them.
enum PageFixture {
    /// Where the pages say they are.
    static let url = "https://harbour.example/2024/03/canals-and-cables"

    /// The paragraphs of every page.
    static let paragraphs = [
        "The canal was dug for ships, and the cable was laid beside it, because both follow the "
            + "shortest way between two seas.",
        "Whoever holds the narrow place holds what passes through it, grain in one century, "
            + "messages in the next, and pays for the guard with the toll.",
        "It would be better to count the ways that lead around, said the engineer, and she was "
            + "right, for there were three of them.",
    ]

    private static let body = paragraphs.map { "<p>\($0)</p>" }.joined(separator: "\n")

    private static let furniture = """
        <nav class="main-nav"><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li>
        </ul></nav>
        """

    private static let behind = """
        <div class="share-bar"><a href="#">Share this</a> <a href="#">Print</a></div>
        <aside class="newsletter"><p>Sign up for our newsletter, which comes every Friday, and read
        more of what our writers have to say about seas, straits and ships.</p></aside>
        <section class="related-articles"><h2>Related articles</h2><ul>
        <li><a href="/a">The price of a strait that nobody wants to close</a></li>
        <li><a href="/b">By Otto Other: What the pilots of the harbour know</a></li></ul></section>
        <div id="comments"><h3>2 comments</h3><div class="comment"><span class="author">Ann Reader
        </span><p>I have sailed there, and it is not as narrow as all that, believe me, said my
        captain, twice.</p></div></div>
        <div class="cookie-notice"><p>We use cookies to show you this site, to count its readers
        and to please our partners, of whom there are many.</p></div>
        <footer><p>© 2024 Harbour Review. All rights reserved.</p></footer>
        """

    /// A page by the kind of its markup.
    struct Layout: Sendable, CustomTestStringConvertible {
        /// What tells the page who wrote it and when.
        let name: String
        let html: String
        /// The basis of the date, nil where the page has none.
        let basis: String?
        var testDescription: String { name }
    }

    /// The same article with linked data, with meta elements, with a printed byline, with nothing.
    static let layouts: [Layout] = [
        Layout(
            name: "linked data",
            html: page(
                head: """
                    <title>Canals and cables | Harbour Review</title>
                    <meta property="og:site_name" content="Harbour Review">
                    <link rel="canonical" href="\(url)">
                    <script type="application/ld+json">{"@context": "https://schema.org",
                    "@graph": [{"@type": "NewsArticle", "headline": "Canals and cables",
                    "url": "\(url)", "articleSection": "World", "inLanguage": "en",
                    "datePublished": "2024-03-05T08:00:00+01:00",
                    "dateModified": "2024-03-07T09:30:00+01:00",
                    "author": [{"@id": "#jane"}, {"@type": "Person", "name": "John Roe"}]},
                    {"@type": "Person", "@id": "#jane", "name": "Dr. Jane Doe",
                    "description": "Jane Doe is an engineer and writes about canals."}]}</script>
                    """, header: "<h1>Canals and cables</h1>"), basis: "jsonld"),
        Layout(
            name: "meta elements",
            html: page(
                head: """
                    <title>Canals and cables - Harbour Review</title>
                    <meta property="og:title" content="Canals and cables">
                    <meta property="og:site_name" content="Harbour Review">
                    <meta property="article:published_time" content="2024-03-05T08:00:00+01:00">
                    <meta property="article:modified_time" content="2024-03-07T09:30:00+01:00">
                    <meta property="article:section" content="World">
                    <meta property="article:author" content="https://facebook.com/harbour">
                    <meta name="author" content="Dr. Jane Doe, John Roe">
                    <link rel="canonical" href="\(url)">
                    """, header: "<h1>Canals and cables</h1>"), basis: "meta"),
        Layout(
            name: "printed byline",
            html: page(
                head: "<title>Canals and cables | Harbour Review</title>",
                header: """
                    <p class="kicker">World</p><h1>Canals and cables</h1>
                    <div class="byline">By <a href="/authors/jane-doe">Dr. Jane Doe</a> and
                    <a href="/authors/john-roe">John Roe</a></div>
                    <div class="dateline">Published 5 March 2024 · Updated 7 March 2024</div>
                    """), basis: "byline"),
        Layout(
            name: "nothing",
            html: page(
                head: "<title>Canals and cables</title>", header: "<h1>Canals and cables</h1>"),
            basis: nil),
    ]

    /// A whole page around the paragraphs.
    static func page(
        head: String = "<title>Canals and cables</title>",
        header: String = "<h1>Canals and cables</h1>", body: String = body, after: String = ""
    ) -> String {
        """
        <!DOCTYPE html><html lang="en"><head><meta charset="utf-8">\(head)</head><body>\(furniture)
        <main><article class="post"><header>\(header)</header>
        <div class="article-body">\(body)
        <figure><img src="a.jpg"><figcaption>A ship between two cranes.</figcaption></figure>
        </div>\(after)</article></main>\(behind)</body></html>
        """
    }
}
