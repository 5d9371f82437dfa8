import Testing

@testable import Actors

@Suite struct TokeniserTests {
    private func words(_ text: String) -> [String] {
        var text = text
        return text.withUTF8 { bytes in
            Tokeniser(words: WordTable.empty).tokens(bytes).map {
                String(decoding: bytes[Int($0.start)..<Int($0.end)], as: UTF8.self)
            }
        }
    }

    @Test(
        "a text falls into these words",
        arguments: [
            (
                "Ukraine's and the Philippines' coast",
                ["Ukraine", "and", "the", "Philippines", "coast"]
            ),
            ("Ukraine’s “own” O’Neill", ["Ukraine", "own", "O’Neill"]),
            ("Sana'a, Xi'an and N'Djamena", ["Sana'a", "Xi'an", "and", "N", "Djamena"]),
            ("l'Ukraine d’Estaing qu'elle", ["l", "Ukraine", "d", "Estaing", "qu", "elle"]),
            (
                "the U.S. and U.N.'s J.D. Vance, e.g. us",
                ["the", "U.S.", "and", "U.N.", "J.D.", "Vance", "e.g.", "us"]
            ),
            ("in the U.S", ["in", "the", "U.S"]),
            ("AT&T, OPEC+ and S&P", ["AT&T", "OPEC+", "and", "S&P"]),
            ("Jean-Claude—or not", ["Jean", "Claude", "or", "not"]),
            ("naïve 12.5% 1,000", ["naïve", "12", "5", "1", "000"]),
            ("'quoted' words", ["quoted", "words"]),
        ])
    func splits(text: String, expected: [String]) {
        #expect(words(text) == expected)
    }

    @Test(
        "spellings of one word have one hash",
        arguments: [
            ("Erdoğan", "Erdogan"), ("Łódź", "Lodz"), ("Sana'a", "Sanaa"), ("O’Neill", "O'Neill"),
            ("ÉLYSÉE", "Elysee"),
            ("Größe", "grosse"), ("Støre", "store"), ("U.S.", "us"), ("e\u{301}", "é"),
            ("ПУТИН", "путин"),
        ])
    func folds(left: String, right: String) {
        func hash(_ text: String) -> [UInt64] {
            var text = text
            return text.withUTF8 { Tokeniser(words: WordTable.empty).tokens($0).map(\.hash) }
        }
        #expect(hash(left) == hash(right))
        #expect(NameFolding.key(left) == NameFolding.key(right))
    }

    @Test("code points are counted as the text counts them")
    func codePoints() {
        let text = "😀 “Éa” — e\u{301}x, U.S. l’Orient's “’tis”"
        var copy = text
        let scalars = Array(text.unicodeScalars)
        copy.withUTF8 { bytes in
            for token in Tokeniser(words: WordTable.empty).tokens(bytes) {
                var view = String.UnicodeScalarView()
                view.append(contentsOf: scalars[Int(token.codeStart)..<Int(token.codeEnd)])
                #expect(String(view).utf8.elementsEqual(bytes[Int(token.start)..<Int(token.end)]))
            }
        }
    }
}
