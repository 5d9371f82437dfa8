import Articles

/// A text as a model of names is trained on it: its words, the features of those that can be part of
/// a name, and what the rules made of them.
package struct NameReading: Sendable {
    /// One word, in code points of the text.
    package struct Word: Sendable {
        package var start: Int
        /// Behind the word; behind its possessive ending in `longEnd`.
        package var end: Int
        package var longEnd: Int
    }

    /// Words that a name can consist of.
    package struct Stretch: Sendable {
        package var words: Range<Int>
        /// The hashes of the features of each word.
        package var features: [[UInt64]]
    }

    /// A mention that the rules made.
    package struct Rule: Sendable {
        package var words: Range<Int>
        package var type: ActorType
        /// Whether it is a name, and not a people or a seat of government.
        package var isName: Bool
        /// Whether it is sure enough to learn from.
        package var isCertain: Bool
    }

    package var words: [Word]
    package var stretches: [Stretch]
    package var rules: [Rule]
    /// Which different word with a capital each word is, -1 for all others: see ``NameVotes``.
    package var entries: [Int32]
}

extension ActorRecogniser {
    /// Reads a text for training.
    ///
    /// `words` is a model of which only the words count. `hides` says of a rule's mention, by its
    /// place in the order of the text, whether features may not know of it: what is learnt from the
    /// rules must not be learnt by them.
    package func reading(
        of source: String, words model: NameModel, hides: (Int) -> Bool
    ) -> NameReading {
        var source = source
        return source.withUTF8 { text in
            let tokens = Tokeniser(words: index.words).tokens(text)
            return tokens.withUnsafeBufferPointer { tokens in
                var reading = Recognition(
                    index: index, tokens: tokens, text: text,
                    year: Int32(Self.latestYear(tokens, text)), isEnglish: true)
                reading.readAll()
                reading.found.sort { $0.start < $1.start }
                let rules = reading.found.map { found in
                    NameReading.Rule(
                        words: found.start..<found.end, type: found.type,
                        isName: found.kind == .name || found.kind == .alias,
                        isCertain: found.rule.isCertain)
                }
                reading.found = reading.found.enumerated().filter { !hides($0.offset) }
                    .map(\.element)
                var hidden: Set<Int> = []
                for (at, rule) in rules.enumerated() where hides(at) {
                    hidden.formUnion(rule.words)
                }
                let views = NameViews(reading, words: model, hidden: hidden)
                let features = NameFeatures(views: views.views, tokens: tokens, text: text)
                return NameReading(
                    words: tokens.map { token in
                        let start = Int(token.codeStart)
                        let end = Int(token.codeEnd)
                        return NameReading.Word(
                            start: start, end: end,
                            longEnd: token.shape.contains(.possessive) ? end + 2 : end)
                    },
                    stretches: features.stretches.map { stretch in
                        NameReading.Stretch(
                            words: stretch,
                            features: stretch.map { at in
                                var all: [UInt64] = []
                                features.visit(at, in: stretch) { all.append($0) }
                                return all
                            })
                    },
                    rules: rules, entries: features.entries)
            }
        }
    }

    /// The words of a text as the keys of the model's table of words, 0 between paragraphs.
    package func wordKeys(of source: String) -> [UInt64] {
        var source = source
        return source.withUTF8 { text in
            var keys: [UInt64] = []
            for token in Tokeniser(words: index.words).tokens(text) {
                if token.gap == .paragraph { keys.append(0) }
                keys.append(NameViews.key(token))
            }
            return keys
        }
    }

    /// The key of a name of a list: one word as it is written with a capital.
    package static func wordKey(of name: String) -> UInt64? {
        let folded = NameFolding.key(name)
        guard !folded.isEmpty, !folded.contains(" ") else { return nil }
        return NameViews.key(WordTable.hash(folded.utf8), .capital)
    }
}
