import Actors
import Articles
import Testing

@testable import Daemon

@Suite struct ArticleExplanationTests {
    private static let recogniser = Result {
        ActorRecogniser(records: try AuthorityRecords.builtIn())
    }

    private func explanation(_ article: Article) throws -> ArticleExplanation {
        ArticleExplanation(article, try Self.recogniser.get())
    }

    @Test("a mention stands in its line, cut at spaces, with offsets in code points of its field")
    func around() throws {
        let long = String(repeating: "lorem ipsum ", count: 8)
        var article = Article(
            id: "a", title: "É NATO", body: "One line.\n\(long)then NATO met \(long)\nLast line.")
        try Self.recogniser.get().addActors(to: &article, mode: .recognise)
        let explained = try explanation(article).mentions.filter { $0.actor == "org/nato" }
        try #require(explained.count == 2)
        let (title, body) = (explained[0], explained[1])
        #expect(title.field == "title" && title.start == 2 && title.end == 6)
        #expect(title.before == "É " && title.text == "NATO" && title.after == "")
        #expect(body.field == "body" && body.start == 10 + long.count + 5)
        #expect(body.before == " ipsum lorem ipsum lorem ipsum lorem ipsum then ")
        #expect(body.after == " met lorem ipsum lorem ipsum lorem ipsum lorem ")
        #expect(!body.rule.isEmpty && body.counted)
    }

    @Test("actors that the text does not name are told as given, those taken out as not counted")
    func givenAndTakenOut() throws {
        var article = Article(id: "a", title: "", body: "NATO met.")
        article.actors = [Actor(id: "org/osce", label: "OSCE", type: .organisation)]
        let explained = try explanation(article)
        #expect(explained.actors.map(\.recognised) == [false])
        #expect(explained.mentions.map(\.actor) == ["org/nato"])
        #expect(explained.mentions.map(\.counted) == [false])
    }
}
