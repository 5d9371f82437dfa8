import Articles
import Schema
import TestSupport
import Testing

@Suite struct DraftTests {
    /// Cuts a final s: enough of a stemmer to see where stems go.
    private static func stem(_ word: [UInt8], _ language: String) -> [UInt8] {
        word.last == 0x73 && language == "en" ? Array(word.dropLast()) : word
    }

    private func sample() -> Article {
        var article = Article(id: "a1", title: "Sanctions bite", body: "A sanction on gas. Gas!")
        article.language = "en"
        article.section = "Opinion"
        article.authors = [Author(name: "Jane Doe", source: "given")]
        article.actors = [Actor(id: "org/nato", label: "NATO", type: .organisation)]
        return article
    }

    @Test("stems keep their order, the title apart from the body")
    func order() {
        let maker = DraftMaker(vocabulary: Vocabulary(stem: Self.stem))
        let draft = maker.draft(of: sample())
        let text = { (ordinals: [UInt32]) in
            ordinals.map { String(decoding: maker.vocabulary.stems[Int($0)], as: UTF8.self) }
        }
        #expect(text(draft.titleStems) == ["sanction", "bite"])
        #expect(text(draft.bodyStems) == ["a", "sanction", "on", "ga", "ga"])
        #expect(
            draft.weights.map(\.wdf) == [3, 2, 1, 1, 2], "title counts twice, body once")
        #expect(draft.titleWeights.map(\.wdf) == [1, 1])
        #expect(
            draft.booleanTerms == [
                "Aauthor/jane-doe", "Len", "Qa1", "XBnone", "XCorg/nato", "XSopinion",
            ])
    }

    @Test("counts of one article do not leak into the next")
    func scratch() {
        let maker = DraftMaker(vocabulary: Vocabulary(stem: Self.stem))
        let first = maker.draft(of: sample())
        let second = maker.draft(of: sample())
        #expect(first.weights == second.weights)
        #expect(maker.vocabulary.occurrences == [4, 2, 2, 2, 4])
    }

    @Test("a vocabulary counts like a naive count of lower-cased words")
    func naive() {
        var generator = SeededGenerator.fromEnvironment()
        let forms = ["Gas", "gas", "GAS", "été", "ÉTÉ", "U.S.", "us", "war's", "wars", "2024"]
        let picked = (0..<5_000).map { _ in forms.randomElement(using: &generator) ?? "" }
        let vocabulary = Vocabulary(stem: { word, _ in word })
        var ordinals: [UInt32] = []
        vocabulary.appendStems(
            of: picked.joined(separator: " "), language: "", to: &ordinals)
        var counts: [String: UInt32] = [:]
        for form in picked {
            let word = form == "U.S." ? "us" : form == "war's" ? "war" : WordFolding.key(form)
            counts[word, default: 0] += 1
        }
        var found: [String: UInt32] = [:]
        for word in vocabulary.words {
            found[String(decoding: word.folded, as: UTF8.self), default: 0] += word.count
        }
        #expect(found == counts)
        #expect(ordinals.count == picked.count)
    }
}
