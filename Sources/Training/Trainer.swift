import Actors
import Articles
import Foundation

/// What training can be told; the defaults are what the shipped model was made with.
struct Settings {
    /// How many unlabelled texts the rules label.
    var silverTexts = 2500
    /// How much one of their stretches counts beside one that people labelled.
    var silverWeight: Float = 0.1
    /// How often all examples are gone through.
    var passes = 10
    /// How many features are kept.
    var features = 240_000
    /// How strongly weights are drawn to 0 at each step.
    var decay: Float = 0.0005
    /// What is taken off the weight of a word outside of names: a little more is found than most
    /// probable labels would give, since the sets leave names out that rules and lists know.
    var boldness: Float = 0
    /// The part of the features that a step does not look at.
    var dropout: Float = 0.4
    /// The rate of learning.
    var rate: Float = 0.12
}

/// Turns texts into examples and trains on them.
struct Trainer {
    let recogniser: ActorRecogniser
    let words: NameModel
    let settings: Settings

    /// A text with what is known of its words.
    private struct Labelled {
        var reading: NameReading
        /// One bit a label, for each word.
        var allowed: [UInt16]
        var weight: Float
        /// What a field that did not learn from the text makes of each word; nil before one did.
        var votes: NameVotes?
    }

    /// The bytes of the model.
    ///
    /// A first field learns from what people marked. With it and the rules the unlabelled texts get
    /// labels: what a rule is certain of, and what the field gives a probability of 0.95. A second
    /// field learns from all. Both learn from each text with and without votes.
    func model(gold: [(texts: [GoldText], weight: Float)], texts: String) throws -> [UInt8] {
        var all = gold.flatMap { set in set.texts.map { labelled($0, weight: set.weight) } }
        print("\(all.count) texts that people labelled")
        vote(&all)
        var numbers = self.numbers(of: all, leastUses: 2)
        var field = fit(all, numbers)
        if settings.silverTexts > 0 {
            let plain = try PlainText.read(texts, count: settings.silverTexts)
            var draw = SeededNumbers(seed: 7)
            all += plain.map { silver($0, field, numbers, &draw) }
            numbers = self.numbers(of: all, leastUses: 3)
            field = fit(all, numbers)
        }
        return encode(field, numbers)
    }

    /// Gives each text the votes of a field that learnt from two thirds without it.
    private func vote(_ all: inout [Labelled]) {
        for part in 0..<3 {
            let others = all.indices.filter { $0 % 3 != part }.map { at in
                var other = all[at]
                other.votes = nil
                return other
            }
            let numbers = self.numbers(of: others, leastUses: 2)
            let field = fit(others, numbers)
            for at in all.indices where at % 3 == part {
                all[at].votes = votes(all[at].reading, field, numbers)
            }
        }
    }

    private func votes(
        _ reading: NameReading, _ field: Field, _ numbers: [UInt64: Int32]
    ) -> NameVotes {
        var types = [UInt8](repeating: 0, count: reading.words.count)
        for (at, guess) in guesses(reading, field, numbers) {
            types[at] = UInt8((guess.label + 3) / 4)
        }
        return NameVotes(entries: reading.entries, types: types)
    }

    /// The most probable label of each word that can be part of a name.
    private func guesses(
        _ reading: NameReading, _ field: Field, _ numbers: [UInt64: Int32]
    ) -> [(at: Int, (label: Int, probability: Float))] {
        reading.stretches.flatMap { stretch in
            let open = [UInt16](repeating: Field.any, count: stretch.words.count)
            let example = example(stretch, open, numbers, votes: nil, weight: 1)
            return zip(stretch.words, field.marginals(example)).map { ($0, $1) }
        }
    }

    // MARK: - Labels

    /// What people marked: outside of names a word has the label 0; a name that does not agree with
    /// our words leaves them open.
    private func labelled(_ gold: GoldText, weight: Float) -> Labelled {
        let reading = recogniser.reading(of: gold.text, words: words) { _ in false }
        var allowed = [UInt16](repeating: 1, count: reading.words.count)
        for name in gold.mentions {
            let first = reading.words.firstIndex { $0.longEnd > name.start } ?? 0
            var end = first
            while end < reading.words.count, reading.words[end].start < name.end { end += 1 }
            guard end > first else { continue }
            let last = reading.words[end - 1]
            let fits =
                reading.words[first].start == name.start
                && (last.end == name.end || last.longEnd == name.end || last.end + 1 == name.end)
            let type = name.type.flatMap(ActorType.init(rawValue:)) ?? .unknown
            // One set has states as organisations where they act, which is not our use of the word.
            let isState =
                type == .organisation
                && reading.rules.contains {
                    $0.words.upperBound == end && $0.type == .state && $0.isName
                }
            for at in first..<end {
                let label = fits && !isState ? Self.label(at, first..<end, type) : nil
                allowed[at] = label.map { 1 << UInt16($0.number) } ?? Field.any
            }
        }
        return Labelled(reading: reading, allowed: possible(reading, allowed), weight: weight)
    }

    private static func label(_ at: Int, _ words: Range<Int>, _ type: ActorType) -> NameLabel? {
        if words.count == 1 { return NameLabel(.whole, of: type) }
        if at == words.lowerBound { return NameLabel(.first, of: type) }
        return NameLabel(at == words.upperBound - 1 ? .last : .within, of: type)
    }

    /// The labels, open where a name reaches out of its stretch.
    private func possible(_ reading: NameReading, _ allowed: [UInt16]) -> [UInt16] {
        var allowed = allowed
        for stretch in reading.stretches where !Self.isPossible(Array(allowed[stretch.words])) {
            for at in stretch.words where allowed[at] != 1 { allowed[at] = Field.any }
        }
        return allowed
    }

    private static func isPossible(_ allowed: [UInt16]) -> Bool {
        var reach: UInt16 = 0
        for (at, mask) in allowed.enumerated() {
            var next: UInt16 = 0
            for label in NameLabel.all where mask >> UInt16(label.number) & 1 == 1 {
                let isReached =
                    at == 0
                    ? label.opens
                    : NameLabel.all.contains {
                        reach >> UInt16($0.number) & 1 == 1 && $0.allows(label)
                    }
                if isReached { next |= 1 << UInt16(label.number) }
            }
            reach = next
        }
        return NameLabel.all.contains { reach >> UInt16($0.number) & 1 == 1 && $0.isClosed }
    }

    /// What rules and the first field say of an unlabelled text.
    private func silver(
        _ text: PlainText, _ field: Field, _ numbers: [UInt64: Int32], _ draw: inout SeededNumbers
    ) -> Labelled {
        let source = (text.title.map { $0 + "\n\n" } ?? "") + text.body
        // Half of the certain mentions are hidden: what is around them must speak for them.
        let seed = draw.next()
        func hides(_ at: Int) -> Bool {
            var own = SeededNumbers(seed: seed &+ UInt64(at))
            return own.next() & 1 == 0
        }
        let open = recogniser.reading(of: source, words: words) { _ in false }
        var allowed = [UInt16](repeating: Field.any, count: open.words.count)
        for (at, guess) in guesses(open, field, numbers) where guess.probability > 0.95 {
            allowed[at] = 1 << UInt16(guess.label)
        }
        for rule in open.rules where rule.isCertain && rule.isName {
            let isOne = rule.words.count == 1
            for at in rule.words {
                guard let label = Self.label(at, rule.words, rule.type) else { continue }
                // One word can be part of a longer name, as the field may say.
                if isOne && allowed[at] != Field.any { continue }
                allowed[at] = 1 << UInt16(label.number)
            }
        }
        let hidden = recogniser.reading(of: source, words: words, hides: hides)
        return Labelled(
            reading: hidden, allowed: possible(hidden, allowed), weight: settings.silverWeight,
            votes: votes(hidden, field, numbers))
    }

    // MARK: - Fitting

    /// The numbers of the features used often enough.
    private func numbers(of all: [Labelled], leastUses: Int) -> [UInt64: Int32] {
        var uses: [UInt64: Int32] = [:]
        for text in all {
            for stretch in text.reading.stretches {
                for feature in stretch.features.joined() { uses[feature, default: 0] += 1 }
                for at in stretch.words { text.votes?.visit(at) { uses[$0, default: 0] += 1 } }
            }
        }
        var numbers: [UInt64: Int32] = [:]
        for (feature, count) in uses.sorted(by: { $0.key < $1.key }) where count >= leastUses {
            numbers[feature] = Int32(numbers.count)
        }
        print("\(uses.count) features, \(numbers.count) used often enough")
        return numbers
    }

    private func example(
        _ stretch: NameReading.Stretch, _ allowed: [UInt16], _ numbers: [UInt64: Int32],
        votes: NameVotes?, weight: Float
    ) -> Field.Example {
        var example = Field.Example(features: [], ends: [], allowed: allowed, weight: weight)
        for (at, features) in zip(stretch.words, stretch.features) {
            for feature in features {
                if let number = numbers[feature] { example.features.append(number) }
            }
            votes?.visit(at) { feature in
                if let number = numbers[feature] { example.features.append(number) }
            }
            example.ends.append(Int32(example.features.count))
        }
        return example
    }

    private func fit(_ all: [Labelled], _ numbers: [UInt64: Int32]) -> Field {
        func examples(voted: Bool) -> [Field.Example] {
            all.flatMap { text in
                text.reading.stretches.map { stretch in
                    example(
                        stretch, Array(text.allowed[stretch.words]), numbers,
                        votes: voted ? text.votes : nil, weight: text.weight)
                }
            }
        }
        let plain = examples(voted: false)
        let voted = all.contains { $0.votes != nil } ? examples(voted: true) : plain
        var field = Field(
            featureCount: numbers.count, rate: settings.rate, decay: settings.decay,
            dropout: settings.dropout)
        var draw = SeededNumbers(seed: 11)
        var order = plain.indices.filter { at in plain[at].allowed.contains { $0 != Field.any } }
        for pass in 0..<settings.passes {
            order.shuffle(using: &draw)
            for at in order { field.learn((at + pass) & 1 == 0 ? plain[at] : voted[at]) }
        }
        return field
    }

    // MARK: - Encoding

    private func encode(_ field: Field, _ numbers: [UInt64: Int32]) -> [UInt8] {
        let width = NameLabel.count
        let strengths = numbers.map { hash, number in
            let row = field.weights[Int(number) * width..<(Int(number) + 1) * width]
            return (hash, number, row.reduce(0) { max($0, abs($1)) })
        }
        let kept = strengths.sorted { ($1.2, $0.0) < ($0.2, $1.0) }.prefix(settings.features)
        // The largest weight of all but a few becomes 127.
        let top = kept.isEmpty ? 1 : max(kept[kept.count / 1000].2, 0.01)
        let scale = 127 / top
        func scaled(_ weight: Float) -> Float { (weight * scale).rounded() }
        /// Weights of labels in a row, those of words outside less bold.
        func bold(_ weight: Float, _ label: Int) -> Float {
            label == 0 ? weight - settings.boldness : weight
        }
        let rows = kept.map { hash, number, _ in
            (
                hash,
                (0..<width).map {
                    Int8(max(-127, min(127, scaled(field.weights[Int(number) * width + $0]))))
                }
            )
        }
        .filter { $0.1.contains { $0 != 0 } }
        .sorted { $0.0 < $1.0 }
        var transitions = [Int16](repeating: 0, count: 208)
        for before in 0..<width {
            for next in 0..<width {
                transitions[before * 16 + next] = Int16(
                    max(
                        -32000,
                        min(32000, scaled(bold(field.transitions[before * width + next], next)))))
            }
        }
        let starts = (0..<16).map {
            $0 < width ? Int16(max(-32000, min(32000, scaled(bold(field.starts[$0], $0))))) : 0
        }
        let bytes = words.trained(transitions: transitions, starts: starts, rows: rows).encoded
        print("\(rows.count) features kept, \(bytes.count) bytes")
        return bytes
    }
}
