import TestSupport
import Testing

@testable import Readers

@Suite struct FormatFuzzTests {
    /// A small file of each format, as seeds.
    static let seeds: [(name: String, text: String)] = [
        (
            "a.wxr",
            """
            <rss xmlns:wp="http://wordpress.org/export/1.2/"><channel><wp:author><wp:author_login>jd
            </wp:author_login></wp:author><item><title>T &amp; &#8217;</title><link>https://a.example/</link>
            <content:encoded><![CDATA[[caption]<img>C[/caption] x [gallery] [a b="c"]d[/a]\n\ne]]></content:encoded>
            <wp:post_type>post</wp:post_type><wp:status>publish</wp:status>
            <wp:post_date_gmt>2022-03-04 09:30:00</wp:post_date_gmt></item></channel></rss>
            """
        ),
        (
            "a.atom",
            """
            <?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><entry>
            <title type="html">A &lt;b&gt;</title><updated>2022-03-04T09:30:00+01:00</updated>
            <content type="xhtml"><div><p>x<br/>y</p></div></content></entry></feed>
            """
        ),
        (
            "a.nitf",
            """
            <nitf><head><docdata><date.issue norm="20220304T093000Z"/></docdata></head><body><body.head>
            <hedline><hl1>T</hl1></hedline><byline>By <person>A B</person></byline></body.head>
            <body.content><p>x</p><media><media-caption>c</media-caption></media></body.content></body></nitf>
            """
        ),
        (
            "a.g2",
            """
            <newsItem guid="g" version="2"><itemMeta><embargoed>2022-01-01T00:00:00-05:00</embargoed>
            <pubStatus qcode="stat:usable"/></itemMeta><contentMeta><headline>T</headline></contentMeta>
            <contentSet><inlineData contenttype="text/plain">x y</inlineData></contentSet></newsItem>
            """
        ),
        (
            "a.json",
            """
            [{"uri": "u:1", "type": "text", "headlines": [{"value": "T"}], "bodies": [{"value": "<p>x"}],
              "embargoed": "2022-03-04T12:00:00+0100"}, {"title": {"rendered": "T"}, "content":
             {"rendered": "x"}, "_embedded": {"author": [{"name": "A B"}]}},
             {"title": "T", "date": "2022-03-04", "body": "x\\u00e9\\n\\ny"}]
            """
        ),
        (
            "b.json",
            """
            {"version": "https://jsonfeed.org/version/1", "items": [{"id": 1, "content_html": "<p>x"}]}
            """
        ),
        ("a.csv", "title;author;date;body\n\"A \"\"b\"\"\";C D;44624;\"x\n\ny\"\nB;;;\"z\"\n"),
        (
            "a.warc",
            """
            WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: <https://a.example/>\r
            Content-Length: 120\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/html; charset=x\r
            Transfer-Encoding: chunked\r\n\r\n5\r\n<p>ab\r\n4\r\nc</p\r\n0\r\n\r\n\r\n\r\nWARC/1.0\r\n
            """
        ),
    ]

    /// The smallest files of each format that have all its parts: most of what is made of them is
    /// another file of that format, and takes little time.
    static let small: [(format: String, text: String)] = [
        ("text", "T\n\nBy A B\n4 March 2022\n\nx y z.\n\nRelated: q"),
        (
            "html",
            "<title>T</title><meta name=author content='A B'><h1>T</h1><p>x <b>y</b>&amp;</p>"
        ),
        ("markdown", "---\ntitle: T\nauthors: [A B]\n---\n# H\n\nx *y* [z](u)\n\n- a\n"),
        (
            "jsonl",
            "{\"title\": \"T\", \"date\": \"2022-03-04\", \"html\": \"<p>x\"}\n{\"a\":[1e5,null]}"
        ),
        (
            "json",
            "[{\"title\": \"T\", \"body\": \"x\\u00e9\"}, {\"uri\": \"u\", \"headline\": \"H\"}]"
        ),
        (
            "ninjs",
            "{\"uri\": \"u\", \"headlines\": [{\"value\": \"T\"}], \"bodies\": [{\"value\": \"<p>x\"}], "
                + "\"embargoed\": \"2022-03-04T12:00:00+0100\"}"
        ),
        ("wordpress", "{\"title\": {\"rendered\": \"T\"}, \"content\": {\"rendered\": \"x\"}}"),
        (
            "jsonfeed",
            "{\"version\": \"https://jsonfeed.org/version/1\", \"items\": [{\"id\": 1, \"title\": \"T\"}]}"
        ),
        ("xml", "<?xml version='1.0'?><rss><channel><item><title>T</title></item></channel></rss>"),
        (
            "wxr",
            "<rss xmlns:wp='w'><channel><item><title>T</title><content:encoded>[a]x[/a]\n\ny"
                + "</content:encoded><wp:status>publish</wp:status></item></channel></rss>"
        ),
        (
            "rss",
            "<rss><channel><item><title>T</title><pubDate>4 Mar 22</pubDate><description>&lt;p&gt;x"
                + "</description></item></channel></rss>"
        ),
        (
            "atom",
            "<feed><entry><title type='html'>T</title><content mode='base64'>eHk=</content>"
                + "<updated>2022-03-04</updated></entry></feed>"
        ),
        (
            "nitf",
            "<nitf><body><body.head><hedline><hl1>T</hl1></hedline></body.head><body.content><p>x"
                + "</p></body.content></body></nitf>"
        ),
        (
            "newsml-g2",
            "<newsItem guid='g'><itemMeta><embargoed/></itemMeta><contentSet><inlineData>x"
                + "</inlineData></contentSet></newsItem>"
        ),
        ("csv", "title;author;date\n\"A \"\"b\"\"\";C D;44624\nB;;\n"),
        (
            "warc",
            "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 60\r\n\r\nHTTP/1.1 200 OK\r\n"
                + "Content-Type: text/html\r\n\r\n<title>T</title>x"
        ),
        (
            "docx",
            "PK\u{3}\u{4}\u{14}\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}"
                + "\u{3}\u{0}\u{0}\u{0}\u{3}\u{0}\u{0}\u{0}\u{11}\u{0}\u{0}\u{0}word/document.xml<w/>"
        ),
    ]

    private static let tokens: [[UInt8]] =
        [[0], [0xFF], [0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0xC2, 0x92]]
        + [
            "]]>", "<!DOCTYPE", "<![CDATA[", "&#", "\"", "\r\n", "[/", "</", "<script>", "<!--",
            "99999999999999999999", "-1", "---\n", "{", "}", "[", "]", "\\u", ";", "=",
        ].map { Array($0.utf8) }

    /// Some changes at random places.
    private static func change(_ bytes: inout [UInt8], _ generator: inout SeededGenerator) {
        for _ in 0..<Int.random(in: 1...4, using: &generator) {
            let place = Int.random(in: 0...bytes.count, using: &generator)
            let end = min(bytes.count, place + Int.random(in: 0...40, using: &generator))
            switch Int.random(in: 0..<5, using: &generator) {
            case 0: bytes.removeSubrange(place..<end)
            case 1:
                bytes.insert(contentsOf: tokens.randomElement(using: &generator) ?? [], at: place)
            case 2 where place < bytes.count:
                bytes[place] = UInt8.random(in: 0...255, using: &generator)
            case 3: bytes.insert(contentsOf: bytes[place..<end], at: place)
            default:
                let other = small.randomElement(using: &generator)?.text ?? ""
                bytes.insert(contentsOf: Array(other.utf8.suffix(30)), at: place)
            }
        }
    }

    @Test("no reader traps on whatever is made of a small file of its format", arguments: small)
    func many(_ format: String, _ text: String) throws {
        var generator = SeededGenerator(seed: 41)
        let rounds = Environment.number("BYLINE_FUZZ_ROUNDS") ?? 1_000
        for _ in 0..<rounds {
            var bytes = Array(text.utf8)
            Self.change(&bytes, &generator)
            _ = try FormatReading(bytes, name: "a", format: format)
        }
    }

    @Test("damaged files read the same in chunks of every size", arguments: seeds)
    func damaged(_ name: String, _ text: String) throws {
        var generator = SeededGenerator(seed: 23)
        for _ in 0..<100 {
            var bytes = Array(text.utf8)
            Self.change(&bytes, &generator)
            // Articles or errors: both are well, and the same for every size of chunk.
            let whole = try FormatReading(bytes, name: name)
            let pieces = try FormatReading(
                bytes, name: name, chunks: Int.random(in: 1...20, using: &generator))
            #expect(whole.articles == pieces.articles, "\(String(decoding: bytes, as: UTF8.self))")
        }
    }

    @Test("every prefix of a file reads or says where it ends", arguments: seeds)
    func prefixes(_ name: String, _ text: String) throws {
        let bytes = Array(text.utf8)
        for length in stride(from: 0, to: bytes.count, by: 7) {
            let reading = try FormatReading(Array(bytes.prefix(length)), name: name)
            for problem in reading.problems { #expect(problem.contains(name)) }
        }
    }
}
