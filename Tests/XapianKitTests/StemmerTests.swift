import Testing
import XapianKit

@Suite struct StemmerTests {
    @Test(
        "words are stemmed by the rules of their language",
        arguments: [
            ("english", "sanctions", "sanction"), ("en", "running", "run"),
            ("de", "häuser", "haus"), ("fr", "libertés", "libert"),
            ("none", "sanctions", "sanctions"),
            ("en", "", ""), ("ru", "книги", "книг"),
        ])
    func stems(language: String, word: String, stem: String) throws {
        let stemmer = try #require(Stemmer(language: language))
        #expect(stemmer.stem(word) == stem)
    }

    @Test("an unknown language has no stemmer", arguments: ["", "klingon", "en\u{0}", "EN-GB"])
    func unknown(language: String) {
        let stemmer = Stemmer(language: language)
        #expect(stemmer == nil || language.isEmpty)
    }

    @Test("a buffer takes stem after stem, whatever the bytes")
    func buffers() throws {
        let stemmer = try #require(Stemmer(language: "english"))
        var buffer: [UInt8] = [1, 2, 3]
        for (word, stem) in [("nations", "nation"), ("a", "a"), ("ties", "tie"), ("", "")] {
            Array(word.utf8).withUnsafeBufferPointer { stemmer.stem($0, into: &buffer) }
            #expect(buffer == Array(stem.utf8))
        }
        var generator = SeededGenerator(seed: 5)
        for _ in 0..<2000 {
            let count = Int.random(in: 0...80, using: &generator)
            let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
            bytes.withUnsafeBufferPointer { stemmer.stem($0, into: &buffer) }
            #expect(buffer.count <= count + 8)
        }
    }

    @Test("the list of languages names those of the stemmers")
    func languages() throws {
        let languages = try Stemmer.languages()
        #expect(Set(["english", "german", "french", "russian"]).isSubset(of: languages))
        for language in languages { #expect(Stemmer(language: language) != nil) }
    }
}
