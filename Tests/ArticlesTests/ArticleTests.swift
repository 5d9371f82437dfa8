import Articles
import Foundation
import Testing

@Suite struct ArticleTests {
    @Test("an article of which little is known still writes every key")
    func everyKey() throws {
        let article = Article(id: "a", title: "One", body: "two three")
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let json = String(decoding: try encoder.encode(article), as: UTF8.self)
        #expect(
            json == """
                {"actors":[],"authors":[],"body":"two three","captions":[],"corrections":[],\
                "date":{"basis":"none","conflict":false,"evidence":[],"modified":null,\
                "precision":null,"published":null,"value":null},"id":"a","language":null,\
                "section":null,"site":null,"subtitle":null,"title":"One","url":null,\
                "versions":1,"warnings":[],"words":3}
                """)
        #expect(try JSONDecoder().decode(Article.self, from: Data(json.utf8)) == article)
    }

    @Test(
        "words are runs between white space",
        arguments: [("", 0), (" a  b\nc ", 3), ("l’été\u{A0}: oui", 3), ("Nagorno-Karabakh", 1)])
    func words(text: String, count: Int) {
        #expect(WordCount.words(in: text) == count)
    }
}
