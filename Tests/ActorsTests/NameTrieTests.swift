import TestSupport
import Testing

@testable import Actors

@Suite struct NameTrieTests {
    /// A name by its words, and where it stands.
    private struct Name { var words: [Int32], id: Int32 }

    @Test("random texts give the same names as looking for each name at each word")
    func oracle() {
        var generator = SeededGenerator.fromEnvironment()
        let seed = generator.seed
        for _ in 0..<200 {
            // Few words, so that names overlap, nest and share beginnings.
            let vocabulary = Int32.random(in: 2...6, using: &generator)
            var trie = NameTrie()
            var names: [Name] = []
            for id in 0..<Int32.random(in: 1...30, using: &generator) {
                let words = (0..<Int.random(in: 1...5, using: &generator)).map { _ in
                    Int32.random(in: 0..<vocabulary, using: &generator)
                }
                names.append(Name(words: words, id: id))
                trie.insert(
                    words,
                    Candidate(
                        record: id, kind: .name, isAmbiguous: false, isCommonWord: false,
                        endsInPossessive: false,
                        words: UInt8(words.count), pattern: 0))
            }
            trie.finish(wordCount: Int(vocabulary))
            let text = (0..<60).map { _ in Int32.random(in: -1..<vocabulary, using: &generator) }
            let tokens = text.enumerated().map { at, word in
                Token(
                    start: Int32(at), end: Int32(at + 1), codeStart: 0, codeEnd: 0, word: word,
                    classes: [],
                    shape: [], gap: at == 0 ? .paragraph : .space, hash: 0)
            }
            tokens.withUnsafeBufferPointer { buffer in
                for at in text.indices {
                    var matches: [NameMatch] = []
                    trie.appendMatches(buffer, from: at, to: &matches)
                    let got = matches.map { match in
                        (
                            Int(match.end),
                            Set(trie.candidates(at: match.node).map { trie.candidates[$0].record })
                        )
                    }
                    var naive: [Int: Set<Int32>] = [:]
                    for name in names
                    where at + name.words.count <= text.count
                        && Array(text[at..<at + name.words.count]) == name.words
                    {
                        naive[at + name.words.count, default: []].insert(name.id)
                    }
                    let expected = naive.sorted { $0.key < $1.key }
                    #expect(got.map(\.0) == expected.map(\.key), "seed \(seed), word \(at)")
                    #expect(got.map(\.1) == expected.map(\.value), "seed \(seed), word \(at)")
                }
            }
        }
    }

    @Test("mentions ascend, never overlap and stay within the text, for any text")
    func anyText() {
        var generator = SeededGenerator.fromEnvironment()
        let seed = generator.seed
        let pieces = [
            "Putin", "Vladimir", "Bush", "George", "W.", "U.S", "U.", "'s", "’", "-", "(", ")", ".",
            ",", "\n", "\n\n", "the", "of",
            "Organization", "United", "Nations", "UN", "é", "😀", "President", "Minister", "Georgia",
            "Jordan", "Michael", "D'", "l'", "12",
            "1996", "beat", "&", "+", "/", "Inc", "Party", "Mr", "von", "der", "al-", "\u{301}",
            "İ", "ß", "中国", "Россия", "\"", "“", " ", " ", " ",
        ]
        for _ in 0..<400 {
            let text = (0..<Int.random(in: 0...40, using: &generator)).map { _ in
                pieces[Int.random(in: 0..<pieces.count, using: &generator)]
            }
            .joined(separator: Bool.random(using: &generator) ? " " : "")
            let count = text.unicodeScalars.count
            var last = 0
            for mention in BuiltIn.recogniser.mentions(in: text) {
                #expect(
                    mention.start >= last && mention.end > mention.start && mention.end <= count,
                    "seed \(seed): \(text)")
                last = mention.end
            }
        }
    }
}
