import Articles
import Testing

@testable import Readers

@Suite struct JSONFileTests {
    private func read(_ text: String) throws -> FormatReading {
        try FormatReading(text, name: "a.json")
    }

    @Test("an object is one article, a list of them several, with their lines")
    func shapes() throws {
        let single = try read(
            "\u{FEFF}\n{\"title\": \"A\", \"body\": \"x\",\n \"author\": \"Jane Doe\"}\n")
        #expect(single.articles.map(\.title) == ["A"])
        #expect(single.articles.map(\.id) == [ArticleID.hashed("a.json")])
        #expect(single.lines == [nil])
        let several = try read("[\n{\"title\": \"A\"},\n\n{\"title\": \"B \\\"]}\"}]")
        #expect(several.articles.map(\.title) == ["A", "B \"]}"])
        #expect(several.lines == [2, 4])
        #expect(several.articles.map(\.id) == ["a.json:2", "a.json:4"].map(ArticleID.hashed))
        let sequence = try read("{\"title\": \"A\"}\n{\"title\": \"B\"}")
        #expect(sequence.articles.map(\.title) == ["A", "B"])
        #expect(try read("[]").problems == ["malformed a.json: the file holds no object"])
    }

    @Test("the article object of the contract reads as itself")
    func roundTrip() throws {
        let text = """
            {"id": "a1", "url": "https://g.example/a", "site": "G", "title": "Gas",
             "subtitle": null, "section": "Opinion", "language": "en",
             "authors": [{"id": "author/jane-doe", "name": "Jane Doe", "label": "Jane Doe",
                          "honorific": null, "bio": "b", "source": "meta"}],
             "date": {"published": "2024-12-25/2025-01-01", "value": "2024-12-25"},
             "actors": [], "captions": [], "body": "One.\\n\\nTwo.", "words": 3}
            """
        let article = try #require(try read(text).articles.first)
        #expect(article.id == "a1")
        #expect(article.date.published == "2024-12-25/2025-01-01")
        #expect(article.authors.map(\.bio) == ["b"])
        #expect(article.body == "One.\n\nTwo.")
    }

    @Test("the same elements come however the bytes come in chunks")
    func chunks() throws {
        let bytes = Array(
            "[ {\"title\":\"a\\\\\"}, {\"title\":\"é [{\\\"\"},\n{\"body\":{\"x\":[1,{}]},\"title\":\"c\"} ]"
                .utf8)
        let whole = try FormatReading(bytes, name: "a.json")
        #expect(whole.articles.map(\.title) == ["a\\", "é [{\"", "c"])
        for size in 1...bytes.count {
            let reading = try FormatReading(bytes, name: "a.json", chunks: size)
            #expect(reading.articles == whole.articles)
            #expect(reading.lines == whole.lines)
        }
    }

    @Test(
        "what is cut off or no list of objects says so with its line",
        arguments: [
            (
                "[{\"title\": \"A\"},\n{\"title\": \"B", 1,
                "ends early: the object of line 2 is not closed"
            ),
            ("[{\"title\": \"A\"},\n", 1, "ends early: the list is not closed"),
            ("[\n1, 2]", 0, "not JSON articles: an object should be here"),
            ("\"text\"", 0, "not JSON articles: an object should be here"),
        ])
    func malformed(_ text: String, _ count: Int, _ reason: String) throws {
        let reading = try read(text)
        #expect(reading.articles.count == count)
        #expect(reading.problems.count == 1)
        #expect(reading.problems.first?.contains(reason) == true)
    }

    @Test("a broken object is told with its byte in the file, and the next is read")
    func brokenElement() throws {
        let reading = try read("[{\"title\": nul},\n{\"title\": \"B\"}]")
        #expect(reading.articles.map(\.title) == ["B"])
        #expect(
            reading.problems == [
                "malformed a.json, line 1, byte 11: not JSON: an unknown word; "
                    + "the byte counts from the beginning of the file"
            ])
    }

    @Test("an object that is too large is passed over")
    func tooLarge() throws {
        var elements = JSONElements(
            stream: ByteStream(bytes: Array("[{\"a\": \"0123456789\"}, {}]".utf8)), maximumBytes: 9)
        var sizes: [Int] = []
        while let element = try elements.next() {
            switch element.content {
            case .whole(let bytes): sizes.append(bytes.count)
            case .tooLarge(let size): sizes.append(-size)
            }
        }
        #expect(sizes == [-19, 2])
    }

    @Test("JSON that is no article is no fault of a folder, a row without content is one of a list")
    func foreign() throws {
        let package = try read("{\"name\": \"x\", \"version\": \"1\"}")
        #expect(
            package.problems.map { $0.hasPrefix("unknownFormat a.json: is JSON but no article") }
                == [true])
        let schema = try read(
            "{\"$schema\": \"http://json-schema.org/draft-07/schema#\", \"title\": \"T\"}")
        #expect(schema.problems.map { $0.hasPrefix("unknownFormat") } == [true])
        let row = try read("[{\"name\": \"x\"}]")
        #expect(row.problems.map { $0.hasPrefix("malformed a.json, line 1") } == [true])
    }

    @Test("depth without end is refused")
    func deep() throws {
        let reading = try read("{\"title\": " + String(repeating: "[", count: 100_000))
        #expect(reading.problems.count == 1)
        let closed = try read(
            "{\"title\": " + String(repeating: "[", count: 1_000)
                + String(repeating: "]", count: 1_000) + "}")
        #expect(closed.problems.map { $0.contains("nested deeper than") } == [true])
    }

    @Test("a value that is written reads as itself")
    func writing() throws {
        let text =
            "{\"a\":[1,-2.5e3,true,false,null],\"b\\\"\":\"é\\\\\\n\\u0001\\u001f/\",\"c\":{}}"
        let value = try JSONValue(parsing: Array(text.utf8))
        #expect(try JSONValue(parsing: value.serialised()) == value)
    }
}

@Suite struct WordPressPostTests {
    private let post = """
        {"id": 7, "date": "2022-03-04T10:30:00", "date_gmt": "2022-03-04T09:30:00",
         "modified": "2022-03-05T09:00:00", "modified_gmt": "2022-03-05T08:00:00",
         "guid": {"rendered": "https://g.example/?p=7"}, "slug": "gas", "status": "publish",
         "type": "post", "link": "https://g.example/gas/", "author": 3,
         "title": {"rendered": "Cheap gas &#8211; its &amp;amp; price"},
         "content": {"rendered": "<p>One &#8216;line&#8217;.</p>\\n<p>Two.</p>", "protected": false},
         "excerpt": {"rendered": "<p>One</p>"}, "categories": [4],
         "_embedded": {
          "author": [{"id": 3, "name": "Jane Doe", "description": "Writes on <b>energy</b>."},
                     {"code": "rest_user_invalid_id", "message": "Invalid user ID."}],
          "wp:term": [[{"taxonomy": "category", "name": "Uncategorized", "slug": "uncategorized"},
                       {"taxonomy": "category", "name": "Opinion &amp; more", "slug": "opinion"}],
                      [{"taxonomy": "post_tag", "name": "gas", "slug": "gas"}]]}}
        """

    private var expected: Article {
        var article = Article(
            id: ArticleID.hashed("https://g.example/gas/"), title: "Cheap gas – its & price",
            body: "One ‘line’.\n\nTwo.")
        article.url = "https://g.example/gas/"
        article.site = "g.example"
        article.section = "Opinion & more"
        article.language = LanguageDetection.detect("Cheap gas – its & price\nOne ‘line’.\n\nTwo.")
        article.authors = [
            Author(name: "Jane Doe", bio: "Writes on energy.", source: "wordpress")
        ]
        article.date = stated(
            "2022-03-04T09:30:00Z", raw: "2022-03-04T09:30:00Z", basis: .meta,
            modified: "2022-03-05T08:00:00Z")
        return article
    }

    @Test("a post, a list of posts and posts by their row of the table are the same")
    func whole() throws {
        #expect(try FormatReading(post, name: "a.json").articles == [expected])
        #expect(try FormatReading("[\(post)]", name: "a.json").articles == [expected])
        let named = try FormatReading("[\(post)]", name: "posts", format: "wordpress")
        #expect(named.articles == [expected])
        #expect(named.formats == ["wordpress"])
    }

    @Test(
        "what is not published is withheld",
        arguments: [
            ("\"status\": \"publish\"", "\"status\": \"draft\"", "its status is draft"),
            ("\"status\": \"publish\"", "\"status\": \"pending\"", "its status is pending"),
            ("\"protected\": false", "\"protected\": true", "it has a password"),
        ])
    func withheld(_ old: String, _ new: String, _ reason: String) throws {
        let reading = try FormatReading(post.replacing(old, with: new), name: "a.json")
        #expect(reading.articles == [])
        #expect(
            reading.problems == [
                "withheld a.json: withheld: \(reason); it is read once its source says otherwise"
            ])
    }

    @Test(
        "authors are found where plugins keep them",
        arguments: [
            "\"yoast_head_json\": {\"author\": \"John Roe\"}",
            "\"authors\": [{\"term_id\": 1, \"display_name\": \"John Roe\"}]",
            "\"coauthors\": [{\"display_name\": \"John Roe\"}]",
        ])
    func plugins(_ field: String) throws {
        let text = """
            {"link": "https://g.example/a", "title": {"rendered": "T"}, "author": 3, \(field)}
            """
        let article = try #require(try FormatReading(text, name: "a.json").articles.first)
        #expect(article.authors.map(\.name) == ["John Roe"])
    }

    @Test("an answer that is an error of the interface is no post")
    func error() throws {
        let text =
            "{\"code\": \"rest_no_route\", \"message\": \"No route\", \"data\": {\"status\": 404}}"
        #expect(
            try FormatReading(text, name: "a.json").problems.map { $0.hasPrefix("unknownFormat") }
                == [true])
        #expect(
            try FormatReading(text, name: "a.json", format: "wordpress").problems == [
                "malformed a.json: no post of WordPress: it has no title.rendered and no "
                    + "content.rendered"
            ])
    }
}
