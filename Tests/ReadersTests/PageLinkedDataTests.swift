import Testing

@testable import Readers

@Suite struct PageLinkedDataTests {
    private static func values(_ text: String) -> [LenientJSON] {
        LenientJSONReader.values(Array(text.utf8)[...])
    }

    private static let plain: LenientJSON = .object([
        "name": .string("Jane \"J\" Doe"), "n": .number("1"), "ok": .bool(true),
    ])

    @Test(
        "JSON is read through what pages do to it",
        arguments: [
            #"{"name": "Jane \"J\" Doe", "n": 1, "ok": true}"#,
            #"{"name": "Jane \"J\" Doe", "n": 1, "ok": true,}"#,
            #"<!-- {"name": "Jane \"J\" Doe", "n": 1, "ok": true} -->"#,
            #"//<![CDATA["# + "\n" + #"{"name": "Jane \"J\" Doe", "n": 1, "ok": true}"# + "\n//]]>",
            #"{"name": "Jane "J" Doe", "n": 1, "ok": true}"#,
            #"{name: 'Jane "J" Doe', n: 1, ok: true};"#,
            "{\"name\": \"Jane \\\"J\\\" Doe\"\n \"n\": 1, /* one */ \"ok\": true}",
            #"{"name": "Jane \u0022J\u0022 Doe", "n": 1, "ok": true"#,
        ])
    func repairs(text: String) {
        #expect(Self.values(text) == [Self.plain])
    }

    @Test("line breaks in strings are spaces, and values in a row are all read")
    func row() {
        #expect(
            Self.values("{\"a\": \"x\ny\"}{\"b\": null}[1, 2]") == [
                .object(["a": .string("x y")]), .object(["b": .null]),
                .array([.number("1"), .number("2")]),
            ])
        #expect(
            Self.values(#"{"a": "\ud83d\ude00 \ud83d"}"#) == [.object(["a": .string("😀 \u{FFFD}")])]
        )
    }

    @Test(
        "JSON that is none gives nothing or what was there",
        arguments: [
            "", "{", "[", "{\"", "{\"a", "{\"a\":", "{]", "[}", "{{{", ":::", "{\"a\":}", "\\",
            "{\"a\":\"\\u12", "<!--", "<![CDATA[", String(repeating: "[", count: 100_000),
            String(repeating: "{\"a\":", count: 100_000), "{\"a\":1 \"b\" : 2 c:}",
        ])
    func broken(text: String) {
        #expect(Self.values(text).count <= 64)
    }

    private static func linked(_ json: String, url: String? = nil, titles: [String] = [])
        -> LinkedData
    {
        LinkedData([Array(json.utf8)[...]], url: url, titles: titles)
    }

    @Test(
        "authors are found in every shape that schema.org allows",
        arguments: [
            (#""author": "Jane Doe""#, ["Jane Doe"]),
            (#""author": ["Jane Doe", "John Roe"]"#, ["Jane Doe", "John Roe"]),
            (#""author": {"@type": "Person", "name": "Jane Doe"}"#, ["Jane Doe"]),
            (#""author": {"name": ["Jane Doe", "John Roe"]}"#, ["Jane Doe", "John Roe"]),
            (#""author": [{"name": "Jane Doe"}, {"name": "John Roe"}]"#, ["Jane Doe", "John Roe"]),
            (#""creator": {"givenName": "Jane", "familyName": "Doe"}"#, ["Jane Doe"]),
            (#""author": {"name": "Jos&eacute; D&#39;Arc"}"#, ["José D'Arc"]),
            (#""author": {"name": {"@value": "Jane Doe"}}"#, ["Jane Doe"]),
            (#""author": []"#, []), (#""author": null"#, []), (#""author": {"url": "/a"}"#, []),
        ] as [(String, [String])])
    func authors(json: String, names: [String]) {
        let data = Self.linked(#"{"@type": "NewsArticle", "headline": "A", \#(json)}"#)
        #expect(data.articles.first?.authors.map(\.name) == names)
    }

    @Test("references are followed into a graph")
    func graph() {
        let data = Self.linked(
            #"""
            {"@graph": [{"@type": "WebPage", "name": "Page"},
            {"@type": ["Article", "Thing"], "headline": "A", "author": {"@id": "#p"}},
            {"@type": "Person", "@id": "#p", "name": "Jane Doe"}]}
            """#)
        #expect(data.articles.first?.headline == "A")
        #expect(data.articles.first?.authors.map(\.name) == ["Jane Doe"])
    }

    @Test("of several articles the one with the page's headline or URL comes first")
    func choice() {
        let json = #"""
            [{"@type": "NewsArticle", "headline": "Other", "url": "https://a.example/other"},
            {"@type": "NewsArticle", "headline": "Own", "url": "https://a.example/own"}]
            """#
        #expect(Self.linked(json, titles: ["Own"]).articles.first?.headline == "Own")
        #expect(
            Self.linked(json, url: "http://www.a.example/own/").articles.first?.headline == "Own")
        #expect(Self.linked(json).articles.first?.headline == "Other")
    }

    @Test("organizations are told from persons")
    func organizations() {
        let data = Self.linked(
            #"{"@type": "Article", "author": {"@type": "NewsMediaOrganization", "name": "X"}}"#)
        #expect(data.articles.first?.authors == [.init(name: "X", isOrganization: true)])
    }
}
