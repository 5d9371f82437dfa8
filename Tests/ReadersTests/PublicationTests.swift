import Articles
import Testing

@testable import Readers

/// When an article may be seen, by what each format says.
@Suite struct PublicationTests {
    private func reading(_ text: String, _ name: String) throws -> FormatReading {
        try FormatReading(text, name: name)
    }

    /// The end of the embargo of the only article.
    private func end(_ text: String, _ name: String) throws -> String? {
        let reading = try reading(text, name)
        #expect(reading.problems == [])
        return try #require(reading.articles.first).embargoedUntil?.description
    }

    /// The id of the only article, where it is withheld.
    private func withheldID(_ text: String, _ name: String) throws -> String? {
        var id: String?
        try Reading.items(bytes: Array(text.utf8), name: name, format: nil) { event in
            guard case .item(let item) = event else { return }
            do throws(ReadError) {
                id = "read: " + (try Reading.parse(item).article.id)
            } catch {
                id = error.articleID
            }
        }
        return id
    }

    @Test("a moment is read in every zone and printed in universal time")
    func moments() {
        let cases: [(String, Int?)] = [
            ("2022-03-04T12:00:00Z", 1_646_395_200), ("2022-03-04T13:00:00+01:00", 1_646_395_200),
            ("2022-03-04T06:30:00-05:30", 1_646_395_200), ("2022-03-04T12:00", 1_646_395_200),
            ("2022-03-04T13:00:00+0100", 1_646_395_200), ("2022-03-04T14:00:00+02", 1_646_395_200),
            ("2022-03-04T12:00:00.75Z", 1_646_395_200), ("2022-03-04", 1_646_352_000),
            ("1969-12-31T23:59:59Z", -1), ("soon", nil), ("", nil), ("2022-02-30", nil),
        ]
        for (text, seconds) in cases {
            #expect(Moment(text)?.seconds == seconds, "\(text)")
        }
        for seconds in [-1, 0, 1_646_395_200, 4_102_444_799, -62_135_596_800] {
            let moment = Moment(seconds: seconds)
            #expect(Moment(moment.description) == moment)
        }
        #expect(Moment(seconds: 1_646_395_200).description == "2022-03-04T12:00:00Z")
    }

    @Test("an embargo is read with the article, in every format that knows one")
    func embargoes() throws {
        let ninjs = "{\"uri\": \"u:1\", \"headline\": \"T\", \"body_text\": \"x\", "
        #expect(
            try end(ninjs + "\"embargoed\": \"2999-01-01T01:00:00+01:00\"}", "a.json")
                == "2999-01-01T00:00:00Z")
        #expect(
            try end(ninjs + "\"embargoedUntil\": \"2999-01-01\"}", "a.json")
                == "2999-01-01T00:00:00Z")
        #expect(try end(ninjs + "\"pubStatus\": \"usable\"}", "a.json") == nil)
        let nitf =
            "<nitf><head><docdata><date.release norm=\"20990101T100000Z\"/></docdata></head>"
            + "<body><body.head><hedline><hl1>T</hl1></hedline></body.head>"
            + "<body.content><p>x</p></body.content></body></nitf>"
        #expect(try end(nitf, "a.xml") == "2099-01-01T10:00:00Z")
        let g2 =
            "<newsItem xmlns=\"http://iptc.org/std/nar/2006-10-01/\" guid=\"g\"><itemMeta>"
            + "<embargoed>2999-01-01T00:00:00Z</embargoed></itemMeta><contentSet><inlineXML>"
            + "<html xmlns=\"http://www.w3.org/1999/xhtml\"><body><p>x</p></body></html>"
            + "</inlineXML></contentSet></newsItem>"
        #expect(try end(g2, "a.xml") == "2999-01-01T00:00:00Z")
        let post =
            "{\"id\": 7, \"status\": \"future\", \"date_gmt\": \"2999-01-01T10:00:00\", "
            + "\"title\": {\"rendered\": \"T\"}, \"content\": {\"rendered\": \"<p>x</p>\"}}"
        #expect(try end(post, "a.json") == "2999-01-01T10:00:00Z")
        #expect(
            try end("---\ntitle: T\nembargo: 2999-01-01T10:00:00+01:00\n---\nx", "a.md")
                == "2999-01-01T09:00:00Z")
        #expect(
            try end("+++\ntitle = \"T\"\npublishDate = 2999-01-01T10:00:00Z\n+++\nx", "a.md")
                == "2999-01-01T10:00:00Z")
        #expect(
            try end("{\"title\": \"T\", \"embargoed_until\": \"2999-01-01\"}", "a.jsonl")
                == "2999-01-01T00:00:00Z")
        #expect(try end("{\"title\": \"T\", \"status\": \"published\"}", "a.jsonl") == nil)
    }

    @Test("a scheduled post of an export appears when it is to")
    func scheduled() throws {
        let export =
            "<rss version=\"2.0\" xmlns:wp=\"http://wordpress.org/export/1.2/\" "
            + "xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel>"
            + "<wp:wxr_version>1.2</wp:wxr_version><item><title>T</title>"
            + "<link>https://example.org/?p=7</link><content:encoded>x</content:encoded>"
            + "<wp:post_date_gmt>2999-01-01 10:00:00</wp:post_date_gmt>"
            + "<wp:post_type>post</wp:post_type><wp:status>future</wp:status></item>"
            + "</channel></rss>"
        #expect(try end(export, "a.wxr") == "2999-01-01T10:00:00Z")
    }

    @Test("what is withheld says which article it is, with the id that it would have")
    func identities() throws {
        let url = "https://example.org/gas"
        #expect(
            try withheldID("{\"uri\": \"u:1\", \"pubstatus\": \"canceled\"}", "a.ninjs") == "u:1")
        #expect(
            try withheldID(
                "{\"url\": \"\(url)\", \"title\": \"T\", \"status\": \"withheld\"}", "a.jsonl")
                == ArticleID.hashed(url))
        #expect(
            try withheldID("---\ntitle: T\ncanonical_url: \(url)\ndraft: true\n---\nx", "a.md")
                == ArticleID.hashed(url))
        #expect(
            try withheldID("---\ntitle: T\nstatus: draft\n---\nx", "notes/a.md")
                == ArticleID.hashed("notes/a.md"))
        #expect(
            try withheldID("---\ntitle: T\n---\nx", "notes/a.md")
                == "read: " + ArticleID.hashed("notes/a.md"))
        let nitf =
            "<nitf><head><docdata management-status=\"canceled\"><doc-id id-string=\"n7\"/>"
            + "</docdata></head><body/></nitf>"
        #expect(try withheldID(nitf, "a.nitf") == "n7")
    }
}
