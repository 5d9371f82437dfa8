import Articles
import Testing

@testable import Actors

@Suite struct HelperMentionTests {
    /// The actors of an article by id and mentions, with what a helper found by its words.
    private func actors(
        _ body: String, given: [String] = [], mode: ActorsMode = .both,
        _ found: (words: String, type: ActorType, actor: String?)...
    ) -> [String] {
        var article = Article(id: "a", title: "News", body: body)
        article.actors = given.map {
            Actor(id: Identifier.unrecorded(named: $0), label: $0, type: .unknown)
        }
        let text = ActorRecogniser.helperText(of: article)
        let mentions = found.compactMap { row -> HelperMention? in
            guard let range = text.firstRange(of: row.words) else { return nil }
            let start = text[..<range.lowerBound].unicodeScalars.count
            return HelperMention(
                start: start, end: start + row.words.unicodeScalars.count, type: row.type,
                actor: row.actor)
        }
        BuiltIn.recogniser.addActors(to: &article, mode: mode, helped: mentions)
        return article.actors.map { "\($0.id) \($0.mentions)" }.sorted()
    }

    @Test("a helper's names come to the records that are recognised")
    func joined() {
        #expect(
            actors("NATO heard qwyzel blorp. NATO agreed.", ("qwyzel blorp", .person, nil))
                == ["name/qwyzel-blorp 1", "org/nato 2"])
    }

    @Test("a name that one record bears is linked, wherever the helper finds it")
    func linked() {
        #expect(actors("We met at nato, said one.", ("nato", .organisation, nil)) == ["org/nato 1"])
    }

    @Test("a record that the helper names stands in place of the one recognised there")
    func certain() {
        #expect(
            actors("NATO agreed.", ("NATO", .organisation, "org/united-nations"))
                == ["org/united-nations 1"])
        #expect(actors("NATO agreed.", ("NATO", .place, nil)) == ["org/nato 1"])
        #expect(actors("NATO agreed.", ("NATO", .person, "person/nobody")) == ["org/nato 1"])
    }

    @Test("names without a record give way to those of the helper")
    func guesses() {
        #expect(actors("Anna Quist spoke.") == [])
        #expect(actors("Anna Quist spoke.", ("Anna", .person, nil)) == ["name/anna 1"])
    }

    @Test("given actors stay; in mode given the helper is not heard")
    func given() {
        #expect(
            actors("Stones.", given: ["Uncle Tom"], ("Stones", .place, nil))
                == ["name/stones 1", "name/uncle-tom 1"])
        #expect(
            actors("Stones.", given: ["Uncle Tom"], mode: .given, ("Stones", .place, nil))
                == ["name/uncle-tom 1"])
    }

    @Test("mentions outside of the text are a fault, those at its ends are none")
    func faults() {
        func fault(_ start: Int, _ end: Int) -> String? {
            HelperMention.fault(
                in: [HelperMention(start: start, end: end, type: .person)], codePoints: 4)
        }
        #expect(fault(0, 4) == nil)
        #expect(fault(-1, 2) == "a mention from -1 to 2 in a text of 4 code points")
        #expect(fault(2, 2) != nil)
        #expect(fault(3, 5) != nil)
    }

    @Test("title and first paragraph are told apart from the rest, in code points")
    func places() {
        var article = Article(id: "a", title: "É x", body: "x\n\nx")
        let mentions = [(2, 3), (5, 6), (8, 9)].map {
            HelperMention(start: $0.0, end: $0.1, type: .person, label: "X y \($0.0)")
        }
        BuiltIn.recogniser.addActors(to: &article, mode: .recognise, helped: mentions)
        let places = article.actors.map { "\($0.label) \($0.inTitle) \($0.inLead)" }
        #expect(places == ["X y 2 true false", "X y 5 false true", "X y 8 false false"])
    }
}
