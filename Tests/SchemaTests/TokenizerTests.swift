import Schema
import TestSupport
import Testing

@Suite struct TokenizerTests {
    private func words(_ text: String) -> [String] {
        var words: [String] = []
        var text = text
        text.withUTF8 { bytes in
            Tokenizer.forEachWord(in: bytes) { range, isAbbreviation in
                let word = UnsafeBufferPointer(rebasing: bytes[range])
                let lower = WordFolding.lowercased(word, dropsDots: isAbbreviation)
                words.append(String(decoding: lower, as: UTF8.self))
            }
        }
        return words
    }

    @Test(
        "words are runs of letters and digits",
        arguments: [
            ("", []),
            ("Nagorno-Karabakh, 1992.", ["nagorno", "karabakh", "1992"]),
            ("Putin's and Putin’s plan", ["putin", "and", "putin", "plan"]),
            ("'s gone, is s here", ["s", "gone", "is", "s", "here"]),
            ("l'été d’Élysée", ["l", "été", "d", "élysée"]),
            ("the U.S. and the U.S.A", ["the", "us", "and", "the", "usa"]),
            ("a.b.cd", ["ab", "cd"]),
            ("plan B. Then", ["plan", "b", "then"]),
            ("Öl und Größe", ["öl", "und", "größe"]),
            ("Сергей Лавров", ["сергей", "лавров"]),
            ("北京2024", ["北", "京", "2024"]),
            ("e\u{301}te", ["éte"]),
            ("a\u{0}b", ["a", "b"]),
        ])
    func tables(text: String, expected: [String]) {
        #expect(words(text) == expected)
    }

    @Test("a word without end is cut and nothing is lost")
    func longWord() {
        let text = String(repeating: "ü", count: 5_000)
        #expect(words(text).joined() == text)
        #expect(words(text).allSatisfy { $0.utf8.count <= Tokenizer.maximumWordLengthInBytes })
    }

    @Test("any bytes can be cut into words")
    func anyBytes() {
        var generator = SeededGenerator.fromEnvironment()
        for _ in 0..<2_000 {
            let bytes = (0..<Int.random(in: 0...40, using: &generator)).map { _ in
                UInt8.random(in: 0...255, using: &generator)
            }
            var last = 0
            bytes.withUnsafeBufferPointer { buffer in
                Tokenizer.forEachWord(in: buffer) { range, _ in
                    #expect(range.lowerBound >= last && !range.isEmpty, "\(bytes)")
                    last = range.upperBound
                }
            }
            #expect(last <= bytes.count)
        }
    }

    @Test(
        "folding takes accents off and leaves scripts alone",
        arguments: [
            ("Élysée", "elysee"), ("Größe", "grosse"), ("Łódź", "lodz"), ("Ærø", "aero"),
            ("Лавров", "лавров"), ("naïve", "naive"), ("NATO", "nato"),
        ])
    func folding(text: String, key: String) {
        #expect(WordFolding.key(text) == key)
    }
}
