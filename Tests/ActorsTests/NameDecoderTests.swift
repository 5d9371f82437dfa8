import TestSupport
import Testing

@testable import Actors

@Suite struct NameDecoderTests {
    @Test("a label follows another when the name goes on, or ends and a new one begins")
    func transitions() {
        let labels = (0..<NameLabel.count).map(NameLabel.init(number:))
        for before in labels {
            for next in labels {
                let isInside = !before.isClosed
                let goesOn = !next.opens
                let expected =
                    isInside ? goesOn && before.type == next.type : !goesOn
                #expect(before.allows(next) == expected, "\(before.number) \(next.number)")
            }
        }
    }

    @Test("the best labels are those that trying all of them finds")
    func oracle() {
        var generator = SeededGenerator(seed: 3)
        for round in 0..<40 {
            let transitions = (0..<208).map { _ in Int16.random(in: -40...40, using: &generator) }
            let decoder = NameDecoder(model: NameModelTests.model(transitions: transitions))
            let count = 1 + round % 4
            let sums = (0..<count).map { _ in
                var sum = SIMD16<Int16>.zero
                for label in 0..<13 { sum[label] = Int16.random(in: -90...90, using: &generator) }
                return sum
            }
            let labels = Self.labels(decoder.decode([5..<5 + count], sums), count, from: 5)
            let best = Self.best(sums, transitions)
            #expect(labels.count == count)
            #expect(Self.score(labels, sums, transitions) == best, "round \(round)")
        }
    }

    /// The sum of a labelling's weights; nil where one label may not follow another.
    private static func score(
        _ labels: [Int], _ sums: [SIMD16<Int16>], _ transitions: [Int16]
    ) -> Int? {
        var score = 0
        for (at, number) in labels.enumerated() {
            let label = NameLabel(number: number)
            if at == 0 {
                guard label.opens else { return nil }
            } else {
                guard NameLabel(number: labels[at - 1]).allows(label) else { return nil }
                score += Int(transitions[labels[at - 1] * 16 + number])
            }
            score += Int(sums[at][number])
        }
        guard let last = labels.last, NameLabel(number: last).isClosed else { return nil }
        return score
    }

    /// The highest score of all labellings.
    private static func best(_ sums: [SIMD16<Int16>], _ transitions: [Int16]) -> Int {
        var best = Int.min
        func extend(_ labels: [Int]) {
            if labels.count == sums.count {
                best = max(best, score(labels, sums, transitions) ?? Int.min)
                return
            }
            for label in 0..<NameLabel.count { extend(labels + [label]) }
        }
        extend([])
        return best
    }

    /// The labels of words that hold those names.
    private static func labels(
        _ names: [NameDecoder.Name], _ count: Int, from first: Int
    ) -> [Int] {
        var labels = [Int](repeating: 0, count: count)
        for name in names {
            let words = name.start - first..<name.end - first
            for at in words {
                let part: NameLabel.Part =
                    words.count == 1
                    ? .whole
                    : at == words.lowerBound ? .first : at == words.upperBound - 1 ? .last : .within
                labels[at] = NameLabel(part, of: name.label.type ?? .unknown)?.number ?? -1
            }
        }
        return labels
    }

    @Test("votes say what most uses of a word are")
    func votes() {
        // The same word four times, three times a person; a word that occurs once; a small word.
        let votes = NameVotes(entries: [2, 2, 0, -1, 2, 2], types: [1, 1, 2, 0, 1, 0])
        #expect(votes.speak(of: 0))
        #expect(!votes.speak(of: 2))
        #expect(!votes.speak(of: 3))
        var features: [[UInt64]] = []
        for at in 0..<6 {
            var found: [UInt64] = []
            votes.visit(at) { found.append($0) }
            features.append(found)
        }
        #expect(features.map(\.count) == [3, 3, 3, 3, 3, 3])
        #expect(features[0][0] == features[1][0])
        #expect(features[0][0] != features[2][0])
    }
}
