import Articles

/// One reading of one article: finds all names, then decides what each stands for.
///
/// First every name of every record is looked up. Names that can mean one thing only are certain and
/// say what the article is about. With that, the words are gone through from left to right, and the
/// longest name that fits is taken; the certain ones decide the ambiguous ones.
struct Recognition {
    let index: NameIndex
    let tokens: UnsafeBufferPointer<Token>
    let text: UnsafeBufferPointer<UInt8>
    /// The year of the article, 0 where not known.
    let year: Int32
    /// Whether shapes of English names are looked for: German writes every noun with a capital.
    let isEnglish: Bool

    var matches: [NameMatch] = []
    /// Where the matches of each word begin in `matches`; one more than there are words.
    var groups: [Int32] = []
    /// Certain mentions of each record.
    var seen: [Int32]
    /// Certain mentions of what belongs to each record.
    var support: [Int32]
    /// Where each record was last named in full; -1 where not yet.
    var lastFull: [Int32]
    /// Whether it is a report on a sport of teams, in which places are teams.
    var isSports = false
    /// How many words are words of sports reports.
    var sportWords = 0
    /// Names in lines of results, by their first word.
    var listed: [Int: Found] = [:]
    /// How many states are named for certain.
    var statesSeen = 0
    /// Abbreviations in brackets behind a full name: hash of the word to record or local name.
    var bound: [UInt64: (record: Int32, local: Int32)] = [:]
    /// Names without a record.
    var locals: [LocalName] = []
    /// Parts by which they are named later: hash of the word to local name.
    var localParts: [UInt64: Int32] = [:]
    /// Whole names: hash of all words to local name.
    var localNames: [UInt64: Int32] = [:]
    var found: [Found] = []
    /// The numbers of all words of the article, made when context words are first asked for.
    var wordsPresent: Set<Int32>?

    init(
        index: NameIndex, tokens: UnsafeBufferPointer<Token>, text: UnsafeBufferPointer<UInt8>,
        year: Int32, isEnglish: Bool
    ) {
        self.index = index
        self.tokens = tokens
        self.text = text
        self.year = year
        self.isEnglish = isEnglish
        seen = [Int32](repeating: 0, count: index.facts.count)
        support = seen
        lastFull = [Int32](repeating: -1, count: index.facts.count)
    }

    /// Looks up all names and counts the certain ones.
    mutating func survey() {
        groups.reserveCapacity(tokens.count + 1)
        var sport = 0
        var teamSport = 0
        for at in 0..<tokens.count {
            if tokens[at].classes.contains(.sport) { sport += 1 }
            if tokens[at].classes.contains(.teamSport) { teamSport += 1 }
            groups.append(Int32(matches.count))
            index.trie.appendMatches(tokens, from: at, to: &matches)
        }
        groups.append(Int32(matches.count))
        // Commentary on politics has "team", "match" and "final" too, but not one word in 50.
        isSports =
            teamSport >= 2 && sport + teamSport >= 4 && (sport + teamSport) * 50 >= tokens.count
        sportWords = sport + teamSport
        var at = 0
        while at < tokens.count {
            at = countCertain(at) ?? at + 1
        }
    }

    /// Finds what the rules find in the whole text; the first `head` words are its headline.
    mutating func readAll(head: Int? = nil) {
        survey()
        readResults()
        // Headlines come last: they name people by surname whom the text names in full.
        let head = head ?? tokens.firstIndex { !$0.shape.contains(.inTitleCase) } ?? 0
        read(head..<tokens.count)
        read(0..<head)
    }

    /// The mentions of the words of a range; ranges are read in any order.
    private mutating func read(_ range: Range<Int>) {
        var at = range.lowerBound
        while at < range.upperBound {
            if let mention = listed[at] ?? recorded(at) ?? ownName(at, before: range.upperBound) {
                found.append(mention)
                note(mention)
                at = mention.end
            } else {
                at += 1
            }
        }
    }

    /// Counts the longest certain name at a word; the word behind it, nil where there is none.
    private mutating func countCertain(_ at: Int) -> Int? {
        let group = Int(groups[at])..<Int(groups[at + 1])
        for match in matches[group].reversed() {
            var record: Int32 = -1
            var isOne = true
            for number in index.trie.candidates(at: match.node) {
                let candidate = index.trie.candidates[number]
                guard !candidate.isAmbiguous, candidate.kind != .surname, fits(candidate, match),
                    !isBlocked(candidate, match)
                else { continue }
                if record >= 0 && record != candidate.record { isOne = false }
                record = candidate.record
            }
            guard record >= 0, isOne else { continue }
            seen[Int(record)] += 1
            if seen[Int(record)] == 1 && index.facts[Int(record)].type == .state { statesSeen += 1 }
            for ancestor in index.facts[Int(record)].ancestors { support[Int(ancestor)] += 1 }
            return Int(match.end)
        }
        return nil
    }

    /// The longest name of a record at a word that the text allows.
    private mutating func recorded(_ at: Int) -> Found? {
        let group = Int(groups[at])..<Int(groups[at + 1])
        for match in matches[group].reversed() {
            if isCutByLonger(match) { continue }
            guard var mention = decide(match) else { continue }
            if isSports, mention.type == .place || mention.type == .state,
                mention.kind == .name || mention.kind == .alias,
                isTeam(mention)
            {
                return own(mention.start, mention.end, type: .organisation, rule: .team)
            }
            // "Asian Monetary Fund" is no fund of somebody in Asia.
            if mention.kind == .demonym, mention.type == .place,
                let longer = organisationRun(from: at, beyond: mention.end),
                longer.end - longer.start >= 3
            {
                return longer
            }
            // "Moscow State University" is more than Moscow.
            if mention.kind == .name || mention.kind == .alias,
                mention.type == .place || mention.type == .state,
                let longer = organisationRun(from: at, beyond: mention.end)
            {
                return longer
            }
            // "the New York Times": the article stays outside unless it is written as part of the name.
            if !tokens[mention.start].shape.contains(.capital),
                tokens[mention.start].classes.contains(.function),
                mention.end - mention.start > 1
            {
                mention.start += 1
            }
            return mention
        }
        if let target = bound[tokens[at].hash], tokens[at].shape.contains(.capital) {
            let type =
                target.record >= 0
                ? index.facts[Int(target.record)].type : locals[Int(target.local)].type
            return Found(
                start: at, end: at + 1, record: target.record, local: target.local, type: type,
                kind: .alias,
                rule: .boundAbbreviation)
        }
        return nil
    }

    /// Whether a place is its team: all are in a report on a team sport, but for where it is played,
    /// where somebody is from, and the place that a report is written from.
    private func isTeam(_ mention: Found) -> Bool {
        let first = tokens[mention.start]
        if first.gap == .bracket || first.gap == .comma { return false }
        if mention.start > 0, first.gap == .space {
            let previous = tokens[mention.start - 1]
            // "CHICAGO AT TORONTO" in a line of fixtures is two teams.
            if previous.classes.contains(.placing) && !first.shape.contains(.inCapitals) {
                return false
            }
            if previous.classes.contains(.joint) && previous.length == 2
                && !previous.shape.contains(.capital)
            {
                return false
            }
        }
        guard mention.end < tokens.count else { return true }
        let next = tokens[mention.end]
        let isDateline =
            first.gap == .line || first.gap == .paragraph || first.shape.contains(.opening)
        if isDateline && first.shape.contains(.allCapitals) && !first.shape.contains(.inCapitals) {
            return next.gap != .comma && next.gap != .bracket && next.length != 4
        }
        return !(next.shape.contains(.digit) && next.length == 4 && next.gap == .space)
    }

    /// Remembers a mention for those that follow.
    private mutating func note(_ mention: Found) {
        if mention.record >= 0 && (mention.rule == .fullName || mention.rule == .supported) {
            lastFull[Int(mention.record)] = Int32(mention.start)
        }
        // "Organization of American States (OAS)".
        let next = mention.end
        guard mention.end - mention.start > 1, next < tokens.count, tokens[next].gap == .bracket,
            tokens[next - 1].shape.contains(.beforeBracket),
            tokens[next].shape.contains(.allCapitals),
            next + 1 >= tokens.count || tokens[next + 1].gap == .other
                || tokens[next + 1].gap == .paragraph
                || tokens[next + 1].gap == .point,
            mention.type == .organisation || mention.local >= 0
        else { return }
        bound[tokens[next].hash] = (mention.record, mention.local)
    }

    // MARK: - What fits

    /// Whether the words are written and joined as the name asks.
    func fits(_ candidate: Candidate, _ match: NameMatch) -> Bool {
        if match.skipsInitial
            && (index.facts[Int(candidate.record)].type != .person || candidate.kind == .surname)
        {
            return false
        }
        let start = Int(match.start)
        let inCapitals = tokens[start].shape.contains(.inCapitals)
        // The initials passed over are not words of the name.
        var passedOver = Int(match.end - match.start) - Int(candidate.words)
        var at = start
        for number in 0..<Int(candidate.words) {
            while number > 0, passedOver > 0, at + 1 < Int(match.end),
                !tokens[at].shape.isDisjoint(with: [.initial, .pointed])
            {
                at += 1
                passedOver -= 1
            }
            let token = tokens[at]
            let bits = candidate.pattern >> UInt64(number * 4)
            if number > 0 && !joins(token, at, Candidate.Joint(rawValue: bits >> 2 & 3) ?? .space) {
                return false
            }
            // "Russia's army" is not "Russia Army"; "People's Liberation Army" is one name.
            if number > 0 && tokens[at - 1].shape.contains(.possessive)
                && candidate.possessives >> UInt16(number - 1) & 1 == 0
            {
                return false
            }
            if !isWritten(token, Candidate.Shape(rawValue: bits & 3) ?? .any, candidate, inCapitals)
            {
                return false
            }
            at += 1
        }
        return at == Int(match.end)
    }

    private func joins(_ token: Token, _ at: Int, _ joint: Candidate.Joint) -> Bool {
        switch token.gap {
        case .space, .hyphen, .line, .apostrophe: true
        case .point:
            joint == .point || tokens[at - 1].shape.contains(.initial) || tokens[at - 1].length <= 3
        case .comma: joint == .comma
        case .slash, .other: joint == .other
        case .paragraph, .bracket: false
        }
    }

    private func isWritten(
        _ token: Token, _ shape: Candidate.Shape, _ candidate: Candidate, _ inCapitals: Bool
    ) -> Bool {
        switch shape {
        case .any: return true
        case .capital:
            guard token.shape.contains(.capital) || token.shape.contains(.digit) else {
                return false
            }
            // "NICE" and "XI" are abbreviations unless the line is in capitals.
            if token.shape.contains(.allCapitals) && !token.shape.contains(.pointed)
                && candidate.words == 1 && !inCapitals
            {
                return token.length > 3 && candidate.kind != .surname
            }
            return true
        case .capitals:
            if token.shape.contains(.allCapitals) {
                // In a line of capitals "US" and "WHO" can be the small words.
                return !(inCapitals && candidate.words == 1 && token.classes.contains(.function))
            }
            return token.shape.contains(.capital) && token.length >= 4 && candidate.words == 1
                && token.classes.isDisjoint(with: [.common, .givenName, .surname])
        }
    }

    /// "the Atlantic alliance": an article with a name yields to the longer name behind the article.
    private func isCutByLonger(_ match: NameMatch) -> Bool {
        let at = Int(match.start)
        guard match.end - match.start == 2, tokens[at].classes.contains(.function),
            at + 1 < tokens.count
        else { return false }
        return matches[Int(groups[at + 1])..<Int(groups[at + 2])].contains { other in
            other.end > match.end
                && index.trie.candidates(at: other.node).contains { number in
                    let candidate = index.trie.candidates[number]
                    return !candidate.isAmbiguous && candidate.kind != .surname
                        && fits(candidate, other)
                }
        }
    }

    /// "Paris Agreement", "Treaty of Lisbon": what was signed at a place is not the place.
    func isNameOfTreaty(_ start: Int, _ end: Int) -> Bool {
        if end < tokens.count, tokens[end].gap == .space, tokens[end].shape.contains(.capital),
            tokens[end].classes.contains(.treaty)
        {
            return true
        }
        return start > 1 && tokens[start].gap == .space && tokens[start - 1].gap == .space
            && tokens[start - 1].classes.contains(.joint)
            && tokens[start - 2].classes.contains(.treaty)
            && tokens[start - 2].shape.contains(.capital)
    }

    /// Whether the neighbours make something else of a name: "Michael Jordan", "Ford Foundation".
    func isBlocked(_ candidate: Candidate, _ match: NameMatch) -> Bool {
        let start = Int(match.start)
        let end = Int(match.end)
        let type = index.facts[Int(candidate.record)].type
        let isTitleCase = tokens[start].shape.contains(.inTitleCase)
        if candidate.words == 1 && start > 0 && candidate.kind.mention != .demonym {
            let previous = tokens[start - 1]
            if tokens[start].gap == .space && type != .person && previous.shape.contains(.capital)
                && previous.classes.contains(.givenName)
                && previous.classes.isDisjoint(with: [.common, .calendar])
                && !previous.shape.contains(.possessive)
            {
                return true
            }
            // "Baden-Baden", "Stratford-Berlin": the half of a compound that is no name itself.
            if tokens[start].gap == .hyphen && type == .place && previous.shape.contains(.capital)
                && previous.word < 0
            {
                return true
            }
        }
        if type == .place && isNameOfTreaty(start, end) { return true }
        guard end < tokens.count else { return false }
        let next = tokens[end]
        guard next.gap == .space, next.shape.contains(.capital),
            !tokens[end - 1].shape.contains(.possessive)
        else { return false }
        if type == .person && candidate.kind != .surname && !isTitleCase
            && next.classes.contains(.facility)
        {
            return true
        }
        // "Jordan Henderson": a given name that is a state's name too.
        if candidate.words == 1 && type != .person && tokens[start].classes.contains(.givenName)
            && !isTitleCase
            && next.classes.isDisjoint(with: [.common, .calendar, .title, .organisationHead])
        {
            return true
        }
        return false
    }
}
