import Testing

@testable import Readers

@Suite struct PageHostileTests {
    private static let before = "The text before the bomb says that ships carry most of the trade."
    private static let after = "The text behind the bomb says that roads carry the rest of it."

    private static func page(_ bomb: String) -> [UInt8] {
        Array(
            """
            <!DOCTYPE html><html><head><title>A page with a bomb in it</title></head><body>
            <h1>A page with a bomb in it</h1><p>\(before)</p>\(bomb)<p>\(after)</p></body></html>
            """.utf8)
    }

    private static func times(_ count: Int, _ text: String) -> String {
        String(repeating: text, count: count)
    }

    /// Name and contents of each bomb.
    private static let bombs: [(String, @Sendable () -> String)] = [
        ("100,000 open div", { times(100_000, "<div>") }),
        ("1,000,000 open div", { times(1_000_000, "<div>") }),
        ("100,000 div in one another", { times(100_000, "<div>") + times(100_000, "</div>") }),
        ("100,000 closed div that were not open", { times(100_000, "</div>") }),
        ("100,000 closed p that were not open", { times(100_000, "</p>") }),
        ("50,000 attributes", { "<div " + times(50_000, "class=a ") + ">x</div>" }),
        (
            "50,000 attributes of different names",
            { "<div " + (0..<50_000).map { "a\($0)=1" }.joined(separator: " ") + ">x</div>" }
        ),
        ("a tag of a megabyte", { "<div class='" + times(1 << 20, "a") + "'>x</div>" }),
        ("12 MB of text", { "<p>" + times(1_000_000, "twelve words ") + "</p>" }),
        ("1,000,000 character references", { "<p>" + times(1_000_000, "&amp;") + "</p>" }),
        ("5,000 tables in one another", { times(5_000, "<table><tr><td>") }),
        (
            "5,000 tables closed again",
            {
                times(5_000, "<table><tr><td>") + times(5_000, "</td></tr></table>")
            }
        ),
        ("100,000 links in one another", { times(100_000, "<a href=x>") + "</a>" }),
        ("20,000 b closed over div", { times(20_000, "<b><div></b>") }),
        ("an unclosed comment", { "<!-- never closed" }),
        ("100,000 unclosed comments", { times(100_000, "<!-- ") }),
        ("an unclosed script", { "<script>var a = 1;" }),
        ("50,000 unclosed scripts", { times(50_000, "<script>") }),
        ("50,000 unclosed styles", { times(50_000, "<style>") }),
        ("an unclosed style", { "<style>p { color: red }" }),
        ("an unclosed svg", { "<svg><path d='M0'/>" }),
        ("NUL bytes", { "<p>a\u{0}b</p>\u{0}" }),
        ("a declaration", { "<!ENTITY lol \"lol\"><![CDATA[ <p>x</p> ]]><?php echo 1 ?>" }),
    ]

    @Test(
        "what stands before and behind a bomb is read", arguments: bombs.map(\.0))
    func bomb(name: String) throws {
        let bomb = try #require(Self.bombs.first { $0.0 == name }).1()
        let page = try PageExtraction.extract(Self.page(bomb), url: nil, encoding: nil)
        let text = page.paragraphs.joined(separator: "\n")
        #expect(text.contains(Self.before))
        #expect(text.contains(Self.after))
        #expect(page.title == "A page with a bomb in it")
    }

    @Test("the scan holds depth, attributes and elements within their limits")
    func limits() throws {
        let deep = PageScan(Array(String(repeating: "<div>", count: 3_000).utf8))
        #expect(deep.markup.count == PageLimits.depth * 5 + (3_000 - PageLimits.depth))
        #expect(deep.warnings.count == 1)
        let tree = try PageTreeBuilder.parse(deep.markup)
        #expect(tree.nodes.filter { $0.tag == .div }.count == PageLimits.depth)
        let wide = PageScan(
            Array(("<p " + String(repeating: "x=1 ", count: 300) + "class=a>t</p>").utf8))
        #expect(String(decoding: wide.markup, as: UTF8.self) == "<p>t</p>")
        #expect(wide.warnings.count == 1)
    }

    @Test("a page above the limit is refused with its size")
    func tooLarge() {
        let bytes = [UInt8](repeating: 0x61, count: PageLimits.pageBytes + 1)
        #expect(throws: ReadError.self) {
            try PageExtraction.extract(bytes, url: nil, encoding: nil)
        }
    }

    @Test(
        "bytes that are no page give an empty article or their text",
        arguments: [
            [], [0x26, 0x23], [0xFF, 0xFE], [0xEF, 0xBB, 0xBF], [0x3C], [0x3C, 0x61],
            Array("<p".utf8), Array("<a href=\"".utf8), Array("</".utf8), Array("<!--".utf8),
            Array("<script".utf8), Array("<title>".utf8), [0, 0, 0], [0xC3], [0x80, 0x9B],
            Array("&#x110000;&#xD800;&#0;&#99999999999;".utf8),
        ] as [[UInt8]])
    func garbage(bytes: [UInt8]) throws {
        let page = try PageExtraction.extract(bytes, url: "https://example.org/a", encoding: nil)
        #expect(page.authors.isEmpty)
        #expect(page.paragraphs.count <= 1)
    }

    @Test("every prefix of a page is read without a trap")
    func truncated() throws {
        let page = Array(PageFixture.layouts[0].html.utf8)
        for length in stride(from: 0, to: page.count, by: 7) {
            let read = try PageExtraction.extract(
                page[..<length], url: PageFixture.url, encoding: nil)
            #expect(read.paragraphs.count <= 4)
        }
    }

    @Test("100,000 list items without end tags are a list")
    func items() throws {
        let page = try PageExtraction.extract(
            Self.page("<ul>" + Self.times(100_000, "<li>one") + "</ul>"), url: nil, encoding: nil)
        #expect(page.paragraphs.filter { $0 == "one" }.count == 100_000)
    }

    @Test("control characters of any spelling do not reach the text")
    func controls() throws {
        let markup =
            "<p>One&#155;31m two&#27;[0m three\u{9B} four\u{1B} five&#150;six, seven words.</p>"
        let page = try PageExtraction.extract(Array(markup.utf8), url: nil, encoding: nil)
        #expect(page.paragraphs == ["One›31m two[0m three› four five–six, seven words."])
    }
}
