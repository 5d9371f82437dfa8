import Schema
import TestSupport
import Testing

@testable import Archive
@testable import Search

@Suite struct PhrasePatternsTests {
    /// Few ordinals, some escaped, whose units look like those of others: 98,305 is 0xFFFE 3 1.
    private static let ordinals: [UInt32] = [0, 1, 2, 3, 0xFFEF, 0xFFF0, 98_305, 98_307, 65_536]

    private func stands(_ phrase: [UInt32], in words: [UInt32]) -> Bool {
        guard words.count >= phrase.count else { return false }
        return (0...(words.count - phrase.count)).contains { start in
            Array(words[start..<start + phrase.count]) == phrase
        }
    }

    @Test("a phrase is found in token streams just where decoded words have it")
    func oracle() {
        var random = SeededGenerator.fromEnvironment()
        func words(_ count: ClosedRange<Int>) -> [UInt32] {
            (0..<Int.random(in: count, using: &random)).map { _ in
                Self.ordinals[Int.random(in: 0..<Self.ordinals.count, using: &random)]
            }
        }
        for round in 0..<20_000 {
            let (title, body) = (words(0...5), words(0...(round % 5 == 0 ? 200 : 20)))
            let phrase = words(1...4)
            var units: [UInt16] = []
            for word in title { TokenUnits.append(word, to: &units) }
            let bodyStart = units.count
            for word in body { TokenUnits.append(word, to: &units) }
            for field in [Field.Name.text, .title] {
                let sequence = phrase.map { Stem(ordinal: $0, term: "") }
                let patterns = PhrasePatterns(Sequences(field: field, sequences: [sequence]))
                let found = units.withUnsafeBufferPointer { units in
                    patterns.occur(in: TokenSlice(units: units, bodyStart: bodyStart))
                }
                let expected =
                    stands(phrase, in: title) || field == .text && stands(phrase, in: body)
                #expect(
                    found == expected,
                    "seed \(random.seed), round \(round): \(phrase) in \(title) | \(body)")
            }
        }
    }
}
