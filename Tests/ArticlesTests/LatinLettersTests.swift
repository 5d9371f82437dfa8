import Testing

@testable import Articles

@Suite struct LatinLettersTests {
    /// What names, titles and captions are made of, and what stands beside it.
    private static let pieces: [String] =
        (0x80..<0x250).compactMap { Unicode.Scalar($0).map { String($0) } }
        + (0x2010..<0x2050).compactMap { Unicode.Scalar($0).map { String($0) } }
        + ["a", "Z", "7", " ", "-", "'", ".", "\"", "\u{A0}", "Jane", "Doe", "½", "1"]

    @Test("a slug of Latin text is that of transliterating the whole text")
    func oracle() {
        var random = SeededGenerator(seed: 20_241_128)
        for _ in 0..<400 {
            let count = Int.random(in: 1...24, using: &random)
            let text = (0..<count).compactMap { _ in Self.pieces.randomElement(using: &random) }
                .joined()
            #expect(Identifier.slug(text) == Identifier.transliteratedSlug(text), "\(text)")
        }
    }

    @Test("every letter and mark of the table is as its transliteration")
    func single() {
        for text in Self.pieces.map({ "x\($0)y" }) {
            #expect(Identifier.slug(text) == Identifier.transliteratedSlug(text), "\(text)")
        }
    }

    @Test("letters of other scripts and unfinished bytes are not in the table")
    func others() {
        for text in ["Лавров", "東京", "e\u{301}", "א"] {
            var text = text
            #expect(text.withUTF8(LatinLetters.slug) == nil)
        }
        for bytes in [[0xC3], [0xE2], [0xE2, 0x80], [0xE2, 0x82, 0xAC]] as [[UInt8]] {
            #expect(bytes.withUnsafeBufferPointer(LatinLetters.slug) == nil)
        }
    }

    /// SplitMix64, so that a failure can be repeated.
    private struct SeededGenerator: RandomNumberGenerator {
        private var state: UInt64

        init(seed: UInt64) { state = seed }

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var value = state
            value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
            value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
            return value ^ (value >> 31)
        }
    }
}
