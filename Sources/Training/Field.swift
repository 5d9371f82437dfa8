import Actors
import Foundation

/// A linear-chain conditional random field with weights in floating point, while it is trained.
///
/// Each step takes one stretch of words, of which some labels are known and others may be any. It
/// raises the probability of all labellings that agree with what is known (the gradient is the
/// difference of two expectations), with AdaGrad (Duchi and others 2011) as the rate of each weight.
struct Field {
    /// A stretch to learn from.
    struct Example {
        /// Numbers of features, `ends[n]` of them up to the word n.
        var features: [Int32]
        var ends: [Int32]
        /// One bit a label: which the word may have.
        var allowed: [UInt16]
        /// How much it counts.
        var weight: Float
    }

    static let any: UInt16 = (1 << 13) - 1
    private static let labels = NameLabel.count

    private(set) var weights: [Float]
    private var squares: [Float]
    private(set) var transitions: [Float]
    private var transitionSquares: [Float]
    private(set) var starts: [Float]
    private var startSquares: [Float]
    private let rate: Float
    private let decay: Float
    /// The part of the features that a step does not look at, so that none is relied upon alone
    /// (Hinton and others 2012).
    private let dropout: Float
    private var draw = SeededNumbers(seed: 23)
    private let isPossible: [Bool]
    private let opens: [Bool]
    private let isClosed: [Bool]

    init(featureCount: Int, rate: Float, decay: Float, dropout: Float) {
        self.dropout = dropout
        weights = [Float](repeating: 0, count: featureCount * Self.labels)
        // From 1 on: small first gradients make small steps.
        squares = [Float](repeating: 1, count: featureCount * Self.labels)
        transitions = [Float](repeating: 0, count: Self.labels * Self.labels)
        transitionSquares = [Float](repeating: 1, count: Self.labels * Self.labels)
        starts = [Float](repeating: 0, count: Self.labels)
        startSquares = [Float](repeating: 1, count: Self.labels)
        self.rate = rate
        self.decay = decay
        let labels = NameLabel.all
        isPossible = labels.flatMap { before in labels.map { before.allows($0) } }
        opens = labels.map(\.opens)
        isClosed = labels.map(\.isClosed)
    }

    /// The sums of weights of each label of each word.
    private func sums(_ example: Example) -> [Float] {
        var sums = [Float](repeating: 0, count: example.allowed.count * Self.labels)
        var at = 0
        for word in example.allowed.indices {
            while at < Int(example.ends[word]) {
                let base = Int(example.features[at]) * Self.labels
                for label in 0..<Self.labels {
                    sums[word * Self.labels + label] += weights[base + label]
                }
                at += 1
            }
        }
        return sums
    }

    /// The probabilities of labels and of pairs of them, over the labellings that `allowed` permits.
    private func expectations(_ sums: [Float], _ allowed: [UInt16]) -> (
        labels: [Float], pairs: [Float]
    ) {
        let count = allowed.count
        if count == 1 { return (single(sums, allowed[0]), []) }
        let width = Self.labels
        var forward = [Float](repeating: 0, count: count * width)
        var backward = [Float](repeating: 0, count: count * width)
        var local = [Float](repeating: 0, count: count * width)
        for word in 0..<count {
            var top = -Float.infinity
            for label in 0..<width { top = max(top, sums[word * width + label]) }
            for label in 0..<width where allowed[word] >> UInt16(label) & 1 == 1 {
                local[word * width + label] = exp(max(-60, sums[word * width + label] - top))
            }
        }
        let jumps = zip(transitions, isPossible).map { $1 ? exp($0) : 0 }
        for word in 0..<count {
            var total: Float = 0
            for label in 0..<width where local[word * width + label] > 0 {
                var sum: Float = 0
                if word == 0 {
                    sum = opens[label] ? exp(starts[label]) : 0
                } else {
                    for before in 0..<width {
                        sum += forward[(word - 1) * width + before] * jumps[before * width + label]
                    }
                }
                forward[word * width + label] = sum * local[word * width + label]
                total += forward[word * width + label]
            }
            guard total > 0 else { return ([], []) }
            for label in 0..<width { forward[word * width + label] /= total }
        }
        for word in (0..<count).reversed() {
            var total: Float = 0
            for label in 0..<width {
                var sum: Float = 0
                if word == count - 1 {
                    sum = isClosed[label] ? 1 : 0
                } else {
                    for next in 0..<width {
                        sum +=
                            jumps[label * width + next] * local[(word + 1) * width + next]
                            * backward[(word + 1) * width + next]
                    }
                }
                backward[word * width + label] = sum
                total += sum
            }
            guard total > 0 else { return ([], []) }
            for label in 0..<width { backward[word * width + label] /= total }
        }
        var labels = [Float](repeating: 0, count: count * width)
        var pairs = [Float](repeating: 0, count: width * width)
        for word in 0..<count {
            var total: Float = 0
            for label in 0..<width {
                let value = forward[word * width + label] * backward[word * width + label]
                labels[word * width + label] = value
                total += value
            }
            guard total > 0 else { return ([], []) }
            for label in 0..<width { labels[word * width + label] /= total }
            guard word + 1 < count else { break }
            var joint = [Float](repeating: 0, count: width * width)
            var sum: Float = 0
            for before in 0..<width where forward[word * width + before] > 0 {
                for next in 0..<width {
                    let value =
                        forward[word * width + before] * jumps[before * width + next]
                        * local[(word + 1) * width + next] * backward[(word + 1) * width + next]
                    joint[before * width + next] = value
                    sum += value
                }
            }
            guard sum > 0 else { return ([], []) }
            for at in joint.indices { pairs[at] += joint[at] / sum }
        }
        return (labels, pairs)
    }

    /// The probabilities of the labels of a stretch of one word.
    private func single(_ sums: [Float], _ allowed: UInt16) -> [Float] {
        var labels = [Float](repeating: 0, count: Self.labels)
        var top = -Float.infinity
        for label in 0..<Self.labels where opens[label] && isClosed[label] {
            labels[label] = sums[label] + starts[label]
            top = max(top, labels[label])
        }
        var total: Float = 0
        for label in 0..<Self.labels {
            guard opens[label], isClosed[label], allowed >> UInt16(label) & 1 == 1 else {
                labels[label] = 0
                continue
            }
            labels[label] = exp(max(-60, labels[label] - top))
            total += labels[label]
        }
        guard total > 0 else { return [] }
        for label in 0..<Self.labels { labels[label] /= total }
        return labels
    }

    /// The most probable label of each word with its probability.
    func marginals(_ example: Example) -> [(label: Int, probability: Float)] {
        let open = [UInt16](repeating: Self.any, count: example.allowed.count)
        let all = expectations(sums(example), open).labels
        guard !all.isEmpty else { return open.map { _ in (0, 0) } }
        return open.indices.map { word in
            var best = 0
            for label in 1..<Self.labels
            where all[word * Self.labels + label] > all[word * Self.labels + best] {
                best = label
            }
            return (best, all[word * Self.labels + best])
        }
    }

    /// Learns from one stretch.
    mutating func learn(_ whole: Example) {
        guard whole.allowed.contains(where: { $0 != Self.any }) else { return }
        let example = thinned(whole)
        var sums = sums(example)
        let scale = 1 / (1 - dropout)
        for at in sums.indices { sums[at] *= scale }
        let open = [UInt16](repeating: Self.any, count: example.allowed.count)
        let (right, rightPairs) = expectations(sums, example.allowed)
        guard !right.isEmpty else { return }
        let (now, nowPairs) = expectations(sums, open)
        guard !now.isEmpty else { return }
        var at = 0
        var gradient = [Float](repeating: 0, count: Self.labels)
        for word in example.allowed.indices {
            for label in 0..<Self.labels {
                let place = word * Self.labels + label
                gradient[label] = (right[place] - now[place]) * example.weight
            }
            if word == 0 {
                for label in 0..<Self.labels {
                    Self.step(&starts[label], &startSquares[label], gradient[label], rate, 0)
                }
            }
            weights.withUnsafeMutableBufferPointer { weights in
                squares.withUnsafeMutableBufferPointer { squares in
                    while at < Int(example.ends[word]) {
                        let base = Int(example.features[at]) * Self.labels
                        for label in 0..<Self.labels {
                            Self.step(
                                &weights[base + label], &squares[base + label], gradient[label],
                                rate, decay * example.weight)
                        }
                        at += 1
                    }
                }
            }
        }
        for pair in rightPairs.indices where isPossible[pair] {
            let gradient = (rightPairs[pair] - nowPairs[pair]) * example.weight
            Self.step(&transitions[pair], &transitionSquares[pair], gradient, rate, 0)
        }
    }

    /// An example without the features that chance leaves out.
    private mutating func thinned(_ example: Example) -> Example {
        guard dropout > 0 else { return example }
        var thinned = Example(
            features: [], ends: [], allowed: example.allowed, weight: example.weight)
        thinned.features.reserveCapacity(example.features.count)
        let bound = UInt64(dropout * 65536)
        var at = 0
        var bits: UInt64 = 0
        var left = 0
        for end in example.ends {
            while at < Int(end) {
                if left == 0 {
                    bits = draw.next()
                    left = 4
                }
                if bits & 0xFFFF >= bound { thinned.features.append(example.features[at]) }
                bits >>= 16
                left -= 1
                at += 1
            }
            thinned.ends.append(Int32(thinned.features.count))
        }
        return thinned
    }

    @inline(__always)
    private static func step(
        _ weight: inout Float, _ square: inout Float, _ gradient: Float, _ rate: Float,
        _ decay: Float
    ) {
        let slope = gradient - decay * weight
        square += slope * slope
        weight += rate * slope / square.squareRoot()
    }
}

extension NameLabel {
    /// All labels in the order of their numbers.
    static let all: [NameLabel] =
        [.outside]
        + types.flatMap { type in
            [Part.first, .within, .last, .whole].compactMap { NameLabel($0, of: type) }
        }
}
