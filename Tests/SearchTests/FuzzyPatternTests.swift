import QueryLanguage
import TestSupport
import Testing

@testable import Search

@Suite struct FuzzyPatternTests {
    private func distance(_ left: String, _ right: String, limit: Int) -> Int? {
        let bytes = Array(right.utf8)
        return FuzzyPattern(Array(left.unicodeScalars)).flatMap { pattern in
            bytes.withUnsafeBufferPointer { pattern.distance(to: $0, limit: limit) }
        }
    }

    @Test("the distance in bits is the distance of the table")
    func sameAsTable() throws {
        var random = SeededGenerator(seed: 11)
        let letters = Array("abcdé日\u{1F6E2}")
        func word(_ length: Int) -> String {
            String((0..<length).map { _ in letters.randomElement(using: &random) ?? "a" })
        }
        for round in 0..<20_000 {
            let left = word(Int.random(in: 1...10, using: &random))
            let right = word(Int.random(in: 0...10, using: &random))
            let limit = Int.random(in: 0...4, using: &random)
            let expected = EditDistance.between(left, right)
            try #require(
                distance(left, right, limit: limit) == (expected <= limit ? expected : nil),
                "round \(round): \(left) \(right) \(limit)")
        }
    }

    @Test("a swap of neighbours is one edit, and words of 64 letters fit")
    func limits() {
        #expect(distance("sanctoins", "sanctions", limit: 1) == 1)
        let long = String(repeating: "a", count: 64)
        #expect(distance(long, long + "b", limit: 2) == 1)
        #expect(distance(long + "a", long, limit: 2) == nil)
        #expect(distance("", "a", limit: 2) == nil)
    }
}
