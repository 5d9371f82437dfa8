import Archive
import Schema
import Testing

@testable import Search

@Suite struct SnippetTests {
    private func hit(_ title: String, _ body: String, _ q: String, count: Int = 2) throws -> Hit {
        let archive = try TestArchive([Samples.article("a", title, body)])
        let engine = try archive.engine()
        let request = SearchRequest(q) {
            $0.snippets = count
            $0.fields = [.snippets, .titleSpans]
        }
        return try withExtendedLifetime(archive) {
            try #require(try engine.search(request).hits.first)
        }
    }

    private func marked(_ text: String, _ spans: [[Int]]) -> [String] {
        let scalars = Array(text.unicodeScalars)
        return spans.map { span in
            var view = String.UnicodeScalarView()
            view.append(contentsOf: scalars[span[0]..<span[1]])
            return String(view)
        }
    }

    @Test("a short body is one passage, and spans are code points")
    func short() throws {
        let hit = try hit(
            "Gas é gas", "Öl é \u{1F6E2} and\n\nSanctions\u{0007} on  gas.", "sanction gas")
        #expect(
            hit.snippets
                == [
                    Snippet(
                        field: "body", text: "Öl é \u{1F6E2} and Sanctions on gas.",
                        spans: [[11, 20], [24, 27]])
                ])
        #expect(hit.titleSpans == [[0, 3], [6, 9]])
    }

    @Test("passages are cut around the words, the richest first chosen, in the order of the text")
    func passages() throws {
        let filler = Array(repeating: "word", count: 80).joined(separator: " ")
        let body = "oil at first \(filler) gas and oil, \"both\". \(filler) gas here \(filler)"
        let hit = try hit("Title", body, "gas OR oil")
        let snippets = try #require(hit.snippets)
        #expect(snippets.count == 2)
        #expect(snippets.map { marked($0.text, $0.spans) } == [["oil"], ["gas", "oil"]])
        #expect(snippets[0].text.hasPrefix("oil at first word"))
        #expect(snippets[0].text.hasSuffix("word …"))
        #expect(snippets[1].text.hasPrefix("… word"))
        #expect(snippets[1].text.contains("word gas and oil, \"both\". word"))
    }

    @Test("without a word of the query the body's beginning is shown")
    func lead() throws {
        let filler = Array(repeating: "word", count: 40).joined(separator: " ")
        let hit = try hit("Title", filler, "")
        let text = Array(repeating: "word", count: 30).joined(separator: " ") + " …"
        #expect(hit.snippets == [Snippet(field: "body", text: text, spans: [])])
    }

    @Test("a very long body is read up to the caps")
    func long() throws {
        let filler = Array(repeating: "wordy", count: 30_000).joined(separator: " ")
        let hit = try hit("Title", filler + " gas", "gas")
        #expect(hit.snippets?.count == 1)
        #expect(hit.snippets?[0].spans == [])
        let marked = try self.hit("Title", "gas " + filler, "gas OR wordy", count: 10)
        #expect(marked.snippets?.count == 10)
    }

    @Test("an empty body has no snippet")
    func empty() throws {
        #expect(try hit("Gas", "", "gas").snippets == [])
    }
}
