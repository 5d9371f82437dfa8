import Articles
import Foundation
import Readers
import TestSupport
import Testing

@testable import Actors

@Suite struct AddActorsTests {
    private func article(title: String, body: String) -> Article {
        Article(id: "a", title: title, body: body)
    }

    @Test("an article's actors come by falling mentions, then label, with title, lead and kinds")
    func recognised() {
        var sample = article(
            title: "Lavrov in Ankara",
            body:
                "Sergey Lavrov came to Turkey.\n\nThe Kremlin and Russian diplomats said nothing. Lavrov smiled."
        )
        sample.actors = [Actor(id: "name/dropped", label: "Dropped", type: .unknown)]
        BuiltIn.recogniser.addActors(to: &sample, mode: .recognise)
        #expect(
            sample.actors == [
                Actor(
                    id: "person/sergey-lavrov", label: "Sergey Lavrov", type: .person, mentions: 3,
                    inTitle: true, inLead: true, kinds: [.name, .alias]),
                Actor(
                    id: "state/ru", label: "Russia", type: .state, mentions: 2,
                    kinds: [.demonym, .metonym]),
                Actor(
                    id: "place/ankara", label: "Ankara", type: .place, mentions: 1, inTitle: true),
                Actor(id: "state/tr", label: "Turkey", type: .state, mentions: 1, inLead: true),
            ])
    }

    @Test("given actors stay as they are")
    func given() {
        var sample = article(title: "Lavrov", body: "Sergey Lavrov.")
        let actors = [
            Actor(id: "name/the-cat", label: "The Cat", type: .unknown),
            Actor(id: "name/nato", label: "Nato", type: .unknown),
        ]
        sample.actors = actors
        BuiltIn.recogniser.addActors(to: &sample, mode: .given)
        #expect(sample.actors == actors)
    }

    @Test(
        "given and recognised actors are joined, and a given name becomes the record that bears it")
    func both() {
        var sample = article(title: "", body: "NATO met. NATO left.")
        sample.actors = [
            Actor(id: "name/nato", label: "Nato", type: .unknown),
            Actor(id: "name/the-cat", label: "The Cat", type: .unknown),
        ]
        BuiltIn.recogniser.addActors(to: &sample, mode: .both)
        #expect(
            sample.actors == [
                Actor(
                    id: "org/nato", label: "NATO", type: .organisation, mentions: 2, inLead: true),
                Actor(id: "name/the-cat", label: "The Cat", type: .unknown),
            ])
    }

    @Test("the signature of an article's author is not about anybody")
    func signature() {
        var sample = article(
            title: "A title",
            body:
                "Germany is far away.\n\nJane Doe is a fellow at the Brookings Institution in Washington."
        )
        sample.authors = [Author(name: "Jane Doe", source: "given")]
        BuiltIn.recogniser.addActors(to: &sample, mode: .recognise)
        #expect(sample.actors.map(\.id) == ["state/de"])
    }

    @Test("an explanation gives field, words and rule")
    func explained() {
        let found = BuiltIn.recogniser.explain(article(title: "On Merkel", body: "Angela Merkel."))
        #expect(
            found == [
                ExplainedMention(
                    field: "title", text: "Merkel",
                    mention: Mention(
                        start: 3, end: 9, type: .person, kind: .alias,
                        actor: "person/angela-merkel", label: "Angela Merkel"),
                    rule: "surname after the full name in the same article"),
                ExplainedMention(
                    field: "body", text: "Angela Merkel",
                    mention: Mention(
                        start: 0, end: 13, type: .person, kind: .name,
                        actor: "person/angela-merkel", label: "Angela Merkel"),
                    rule: "name of a record"),
            ])
    }

    @Test("a row is annotated under its id, as JSON keeps it")
    func annotated() throws {
        let row = try JSONDecoder().decode(
            AnnotateRow.self, from: Data(#"{"id":"7","text":"NATO","date":"2020-01-01"}"#.utf8))
        let answer = BuiltIn.recogniser.annotate(row)
        let mention = Mention(
            start: 0, end: 4, type: .organisation, kind: .name, actor: "org/nato", label: "NATO")
        #expect(answer == AnnotatedRow(id: "7", mentions: [mention]))
        #expect(
            try JSONDecoder().decode(AnnotatedRow.self, from: JSONEncoder().encode(answer))
                == answer)
    }

    @Test(
        "the seed article is about these actors, and not about those that only its author's bio names",
        .enabled(if: Places.shared != nil, Comment(rawValue: Places.sharedIsMissing)))
    func seed() throws {
        let file = try #require(Places.shared).appending(path: "seed.txt")
        var article: Article?
        try Reading.items(paths: [file.path(percentEncoded: false)]) { event in
            if case .item(let item) = event { article = try Reading.parse(item).article }
        }
        var seed = try #require(article)
        BuiltIn.recogniser.addActors(to: &seed, mode: .recognise)
        let ids = Set(seed.actors.map(\.id))
        let wanted: Set = [
            "person/vladimir-putin", "person/donald-trump", "person/sergey-lavrov",
            "person/maria-zakharova", "person/ilham-aliyev",
            "org/minsk-group", "org/nato", "state/ru", "state/ua", "state/az", "state/am",
            "state/us", "state/fr", "state/by", "state/de",
            "state/it", "state/se", "state/fi", "state/tr",
        ]
        #expect(wanted.subtracting(ids) == [])
        let unwanted: Set = [
            "org/taliban", "state/ir", "state/iq", "state/ye", "org/us-navy",
            "org/us-department-of-defense",
            "org/american-enterprise-institute", "org/middle-east-forum",
        ]
        #expect(unwanted.intersection(ids) == [])
        #expect(!ids.contains { $0.hasPrefix("name/") })
    }
}
