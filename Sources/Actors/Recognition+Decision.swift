import Articles

// How the candidates of one name are weighed. The weights are small numbers whose order matters more
// than their size: a certain name has 3; an ambiguous one needs `threshold` from the text around it,
// and to lie `margin` above the next record.

extension Recognition {
    private static let certain: Float = 3
    private static let threshold: Float = 1.5
    private static let margin: Float = 0.5

    /// What a name stands for here; nil where the text allows none of its candidates.
    mutating func decide(_ match: NameMatch) -> Found? {
        var best: (score: Float, candidate: Candidate, rule: MentionRule)?
        var second: Float = -1
        var types: Set<ActorType> = []
        let all = index.trie.candidates(at: match.node)
        let hasPlace = all.contains {
            index.facts[Int(index.trie.candidates[$0].record)].type == .place
        }
        for number in all {
            let candidate = index.trie.candidates[number]
            guard fits(candidate, match), !isBlocked(candidate, match),
                let (score, rule) = weigh(candidate, match, hasPlace: hasPlace)
            else { continue }
            types.insert(index.facts[Int(candidate.record)].type)
            if let current = best {
                if score > current.score {
                    if current.candidate.record != candidate.record {
                        second = max(second, current.score)
                    }
                    best = (score, candidate, rule)
                } else if current.candidate.record != candidate.record {
                    second = max(second, score)
                }
            } else {
                best = (score, candidate, rule)
            }
        }
        guard let best, best.score >= Self.threshold else { return nil }
        let facts = index.facts[Int(best.candidate.record)]
        var mention = Found(
            start: Int(match.start), end: Int(match.end), record: best.candidate.record, local: -1,
            type: facts.type, kind: best.candidate.kind.mention, rule: best.rule,
            endsInPossessive: best.candidate.endsInPossessive)
        if best.score - second < Self.margin {
            guard types.count == 1 else { return nil }
            mention.record = -1
            mention.rule = .unresolved
        }
        return mention
    }

    /// How well a candidate suits the text; nil where it cannot be meant.
    private mutating func weigh(_ candidate: Candidate, _ match: NameMatch, hasPlace: Bool) -> (
        Float, MentionRule
    )? {
        switch candidate.kind {
        case .surname: return weighSurname(candidate, match)
        case .name, .alias, .abbreviation:
            if !candidate.isAmbiguous {
                return (Self.certain + years(candidate.record, tie: true), .fullName)
            }
            let score = context(candidate, match)
            return score >= Self.threshold ? (score, .supported) : nil
        case .title:
            return (Self.certain, .fullName)
        case .demonym:
            if !candidate.isAmbiguous { return (Self.certain, .demonym) }
            let score = context(candidate, match)
            return score >= Self.threshold ? (score, .demonym) : nil
        case .metonym:
            if !candidate.isAmbiguous { return (Self.certain, .metonym) }
            if hasPlace { return isWilling(match) ? (Self.certain + 1, .capital) : nil }
            return supportOf(candidate.record) > 0 ? (Self.threshold, .metonym) : nil
        }
    }

    /// A surname alone.
    private mutating func weighSurname(_ candidate: Candidate, _ match: NameMatch) -> (
        Float, MentionRule
    )? {
        guard surnameStandsAlone(candidate, match) else { return nil }
        let record = Int(candidate.record)
        let facts = index.facts[record]
        let first = tokens[Int(match.start)]
        if seen[record] > 0 {
            // At the head of a sentence a common word needs a verb or a possessive behind it.
            if candidate.isCommonWord && first.shape.contains(.opening) && !isSubject(match) {
                return nil
            }
            // Of two that share it, the one named last.
            let full = lastFull[record]
            let recency: Float =
                full >= 0 && full <= match.start
                ? 1 - Float(match.start - full) / Float(tokens.count + 1) : 0
            let title = titleBefore(Int(match.start))
            let fitting: Float = !title.isEmpty && !facts.offices.isDisjoint(with: title) ? 1 : 0
            return (
                Self.certain + 1 + recency * 0.9 + fitting + min(0.4, Float(seen[record]) * 0.05),
                .surname
            )
        }
        if candidate.isAmbiguous || candidate.isCommonWord && first.shape.contains(.opening) {
            return nil
        }
        let fit = years(candidate.record, tie: false)
        let stateIsNamed = supportOf(facts.state) > 0
        let title = titleBefore(Int(match.start))
        if !title.isEmpty {
            guard !facts.offices.isDisjoint(with: title) else { return nil }
            let score: Float = 1 + fit + (stateIsNamed ? 1 : 0)
            return score >= Self.threshold ? (score, .titledSurname) : nil
        }
        guard !facts.offices.isDisjoint(with: .prominent), stateIsNamed, fit >= 0,
            first.length >= 4,
            first.classes.isDisjoint(with: [.common, .givenName]),
            !first.shape.contains(.inTitleCase)
                || support[Int(facts.state)] + seen[Int(facts.state)] > 0
        else { return nil }
        return (
            Self.threshold + fit * 0.5 + min(0.5, Float(supportOf(facts.state)) * 0.1),
            .prominentSurname
        )
    }

    /// What speaks for an ambiguous name.
    private mutating func context(_ candidate: Candidate, _ match: NameMatch) -> Float {
        let record = Int(candidate.record)
        let facts = index.facts[record]
        let first = tokens[Int(match.start)]
        var score: Float = 0
        if seen[record] > 0 { score += 3 }
        // "Indonesian Democratic Party", "Ukraine's Supreme Court": the state right before decides.
        if let previous = found.last, previous.end == Int(match.start), previous.record >= 0,
            previous.kind == .demonym || tokens[previous.end - 1].shape.contains(.possessive),
            facts.type == .organisation, index.facts[Int(previous.record)].type == .state
        {
            guard previous.record == facts.state else { return 0 }
            score += 3
        }
        if candidate.kind == .abbreviation {
            // "Trenton, Fla.": the abbreviation of a state behind the name of a place.
            if facts.type == .place, first.gap == .comma, match.start > 0,
                tokens[Int(match.start) - 1].shape.contains(.capital)
            {
                score += 2
            }
            if !facts.context.isEmpty && hasContextWord(facts.context) { score += 2 }
            return score
        }
        // A common word that opens a sentence is no magazine.
        if candidate.isCommonWord && candidate.words == 1 && facts.type == .organisation
            && first.shape.contains(.opening)
        {
            return score
        }
        // "in Nice", inside a sentence.
        if candidate.isCommonWord && candidate.words == 1 && facts.type == .place
            && first.shape.isDisjoint(with: [.opening, .inTitleCase]) && first.gap == .space
            && match.start > 0 && tokens[Int(match.start) - 1].classes.contains(.placing)
        {
            score += 1.5
        }
        if candidate.words == 1 && localParts[first.hash] != nil { return 0 }
        score += min(2, Float(support[record]))
        if !facts.context.isEmpty && hasContextWord(facts.context) { score += 2 }
        if facts.type == .state {
            let isPlain =
                !first.shape.contains(.opening) && !first.shape.contains(.inTitleCase)
                || !candidate.isCommonWord
            if isPlain { score += 1 }
            if statesSeen > 0 { score += 0.5 }
        } else {
            let named = facts.ancestors.map(supportOf).max() ?? 0
            if named > 0 { score += 1.25 + 0.25 * Float(min(8, named)) }
            // Hong Kong says more of its party than China does.
            if let nearest = facts.ancestors.first, index.facts[Int(nearest)].type != .state,
                supportOf(nearest) > 0
            {
                score += 1
            }
        }
        if facts.type == .person {
            score += years(candidate.record, tie: false)
            if !facts.offices.isDisjoint(with: titleBefore(Int(match.start))) { score += 1 }
        }
        if candidate.isCommonWord && candidate.words == 1
            && (first.shape.contains(.opening) || first.shape.contains(.inTitleCase))
        {
            // "Dawn broke": the capital says nothing at the head of a sentence.
            if facts.type == .organisation && seen[record] == 0 { return 0 }
            score -= 0.75
        }
        return score
    }

    /// Certain mentions of a record and of what belongs to it; 0 for none.
    private func supportOf(_ record: Int32) -> Int32 {
        record < 0 ? 0 : seen[Int(record)] + support[Int(record)]
    }

    private mutating func hasContextWord(_ words: [Int32]) -> Bool {
        if wordsPresent == nil {
            var present: Set<Int32> = []
            for token in tokens where token.word >= 0 { present.insert(token.word) }
            wordsPresent = present
        }
        return words.contains { wordsPresent?.contains($0) == true }
    }

    /// Whether the article's year lies in a person's years of office: 1 within, 0 near or unknown, below 0 outside.
    private func years(_ record: Int32, tie: Bool) -> Float {
        let facts = index.facts[Int(record)]
        guard year > 0, facts.firstYear > 0, facts.type == .person else { return 0 }
        if year >= facts.firstYear && year <= facts.lastYear { return tie ? 0.6 : 1 }
        if year >= facts.firstYear - 3 && (facts.lastYear == 9999 || year <= facts.lastYear + 12) {
            return 0
        }
        return tie ? -0.6 : -1.5
    }

    /// Whether a capital wills something: "Moscow said", not "in Moscow".
    private func isWilling(_ match: NameMatch) -> Bool {
        let end = Int(match.end)
        // "Paris and Washington learned": what one of two wills, both do.
        let isJoined =
            end + 1 < tokens.count && tokens[end].gap == .space && tokens[end].hash == Self.and
            && tokens[end + 1].gap == .space && isCapital(end + 1) && wills(end + 2)
        guard wills(end) || isJoined else { return false }
        guard match.start > 0, tokens[Int(match.start)].gap != .paragraph else { return true }
        var before = Int(match.start) - 1
        // "friends in Washington and London should say": the preposition is that of both.
        if tokens[before].hash == Self.and, before > 1, isCapital(before - 1) { before -= 2 }
        return !tokens[before].classes.contains(.preposition)
            || tokens[Int(match.start)].shape.contains(.opening)
    }

    /// Whether a word is a verb of saying and willing, or an auxiliary with one behind it:
    /// "has politely said", "would like".
    private func wills(_ at: Int) -> Bool {
        guard at < tokens.count, tokens[at].gap == .space, !tokens[at].shape.contains(.capital)
        else { return false }
        if tokens[at].classes.contains(.willing) { return true }
        let isModal = Self.modals.contains(tokens[at].hash)
        guard isModal || Self.perfect.contains(tokens[at].hash) else { return false }
        var next = at + 1
        if next < tokens.count, Self.adverbs.contains(tokens[next].hash) { next += 1 }
        guard next < tokens.count, tokens[next].gap == .space else { return false }
        return tokens[next].classes.contains(.willing)
            || isModal && Self.infinitives.contains(tokens[next].hash)
    }

    /// Whether the name at a word is one of those that stand for a state.
    private func isCapital(_ at: Int) -> Bool {
        matches[Int(groups[at])..<Int(groups[at + 1])].contains { match in
            Int(match.end) == at + 1
                && index.trie.candidates(at: match.node).contains {
                    index.trie.candidates[$0].kind == .metonym
                }
        }
    }

    private static func hashes(_ words: String) -> Set<UInt64> {
        Set(words.split(separator: " ").map { WordTable.hash($0.utf8) })
    }

    private static let and = WordTable.hash("and".utf8)
    private static let modals = hashes("will would must should may might can could did does")
    private static let perfect = hashes("has had")
    private static let adverbs = hashes("not also already always never now long since again still")
    private static let infinitives = hashes(
        "like offer want accept agree refuse insist say ask answer prefer reject demand support")

    /// Whether a verb or a possessive follows: the word is a name and not the head of a phrase.
    private func isSubject(_ match: NameMatch) -> Bool {
        let end = Int(match.end)
        if tokens[end - 1].shape.contains(.possessive) { return true }
        guard end < tokens.count, tokens[end].gap == .space else { return false }
        return tokens[end].classes.contains(.willing) || isAuxiliary(tokens[end])
    }

    private func isAuxiliary(_ token: Token) -> Bool {
        token.classes.contains(.function) && [2, 3, 4, 5, 6].contains(token.length)
            && Self.auxiliaries.contains(token.hash)
    }

    private static let auxiliaries: Set<UInt64> = Set(
        [
            "is", "was", "has", "had", "will", "would", "can", "could", "may", "might", "must",
            "should", "did", "does",
        ]
        .map { WordTable.hash($0.utf8) })

    /// The offices that the words right before a name speak of; empty where no title stands there.
    func titleBefore(_ start: Int) -> OfficeClass {
        var offices: OfficeClass = []
        var at = start - 1
        while at >= 0, start - at <= 4,
            tokens[at + 1].gap == .space || tokens[at + 1].gap == .point
                || tokens[at + 1].gap == .hyphen
        {
            let token = tokens[at]
            guard token.classes.contains(.title) || token.classes.contains(.role) else { break }
            offices.formUnion(index.officeWords[token.word] ?? [])
            at -= 1
        }
        return offices
    }

    /// Whether the words beside a surname leave it a name of its own: not "Mary Trump", not "Trump Tower".
    private func surnameStandsAlone(_ candidate: Candidate, _ match: NameMatch) -> Bool {
        let start = Int(match.start)
        let end = Int(match.end)
        let first = tokens[start]
        if start > 0 && (first.gap == .space || first.gap == .hyphen) {
            let previous = tokens[start - 1]
            let isName =
                previous.shape.contains(.capital) && !previous.shape.contains(.possessive)
                && previous.classes.isDisjoint(with: [
                    .title, .honorific, .role, .calendar, .function,
                ])
            if isName && previous.classes.contains(.givenName)
                && !(previous.classes.contains(.common) && previous.shape.contains(.opening))
            {
                return false
            }
            if isName && first.gap == .hyphen {
                return previous.classes.contains(.common) || found.last?.end == start
            }
            if isName && !first.shape.contains(.inTitleCase) && !previous.classes.contains(.common)
                && found.last?.end != start
            {
                return false
            }
        }
        guard end < tokens.count, !tokens[end - 1].shape.contains(.possessive) else { return true }
        let next = tokens[end]
        guard next.gap == .space || next.gap == .hyphen, next.shape.contains(.capital),
            !next.shape.contains(.inTitleCase)
        else { return true }
        if !next.classes.isDisjoint(with: [.facility, .companySuffix]) { return false }
        // "Jackson Pollock": the surname of one is the given name of another.
        return
            !(first.classes.contains(.givenName)
            && next.classes.isDisjoint(with: [.common, .calendar, .title]))
    }
}
