import Articles

// Lines of results, standings, scorecards and fixtures. They have no sentences; who is meant follows
// from the form of the line and from the sport:
//
//   Torquay 2 Exeter 0                      teams and their goals
//   Shrewsbury 4 2 1 1 6 6 7                a team and its season
//   Birmingham v Barnsley                   a fixture
//   Croatia at Austria                      another
//   3. Carla Sacramento (Portugal) 4:08.96  a person and a country
//   N. Knight st Moin Khan b Mushtaq 113    batsman, wicketkeeper, bowler
//   Waqar Younis 9-0-54-1                   a bowler's figures

extension Recognition {
    /// Finds the names in lines of results, if the text is on sport and has some such lines.
    mutating func readResults() {
        guard sportWords >= 2 else { return }
        var names: [Found] = []
        var lines = 0
        var start = 0
        for at in 0...tokens.count where at == tokens.count || at > start && opensLine(at) {
            let before = names.count
            readLine(start..<at, into: &names)
            if names.count > before { lines += 1 }
            start = at
        }
        guard lines >= 3 else { return }
        for name in names {
            var mention = own(name.start, name.end, type: name.type, rule: .listed)
            // A part of a name met before is as sure here.
            mention.rule = .listed
            listed[name.start] = mention
        }
    }

    /// Whether a line of the text begins at a word.
    private func opensLine(_ at: Int) -> Bool {
        guard at > 0 else { return true }
        return text[Int(tokens[at - 1].end)..<Int(tokens[at].start)].contains(0x0A)
    }

    private func readLine(_ line: Range<Int>, into names: inout [Found]) {
        guard line.count >= 2, line.count <= 60 else { return }
        if readScorecard(line, into: &names) { return }
        if readScores(line, into: &names) { return }
        readCountries(line, into: &names)
        readFixtures(line, into: &names)
    }

    // MARK: - Scorecards

    private static let wickets = Set(["b", "c", "st", "lbw"].map { WordTable.hash($0.utf8) })
    private static let out = WordTable.hash("out".utf8)
    private static let sums = Set(
        ["extras", "total", "fall", "did"].map { WordTable.hash($0.utf8) })

    /// A batsman with how he was out, or bowlers with their figures.
    private func readScorecard(_ line: Range<Int>, into names: inout [Found]) -> Bool {
        guard !Self.sums.contains(tokens[line.lowerBound].hash) else { return false }
        var found: [Found] = []
        let isBatting =
            line.count <= 16 && isNumber(line.upperBound - 1)
            && line.dropFirst().contains { at in
                !tokens[at].shape.contains(.capital)
                    && (Self.wickets.contains(tokens[at].hash) || tokens[at].hash == Self.out)
            }
        var at = line.lowerBound
        while at < line.upperBound {
            guard let end = run(from: at, to: line.upperBound) else {
                at += 1
                continue
            }
            let isBowling =
                end + 2 < line.upperBound && isNumber(end) && isNumber(end + 1)
                && tokens[end + 1].gap == .hyphen && tokens[end + 2].gap == .hyphen
            if isBatting || isBowling { found.append(name(at..<end, .person)) }
            at = end
        }
        names.append(contentsOf: found)
        return !found.isEmpty
    }

    // MARK: - Scores and standings

    /// Names with numbers behind each, and nothing else but what stands in brackets.
    private func readScores(_ line: Range<Int>, into names: inout [Found]) -> Bool {
        var runs: [Range<Int>] = []
        var at = line.lowerBound
        var numbers = 0
        if isNumber(at) { at += 1 }
        while at < line.upperBound {
            if tokens[at].gap == .bracket && numbers > 0 { break }
            guard let end = run(from: at, to: line.upperBound) else { return false }
            var next = end
            // "Mladost (BJ) 4 0 1": two teams of one name.
            if next < line.upperBound, tokens[next].gap == .bracket,
                tokens[next].shape.contains(.allCapitals) || tokens[next].shape.contains(.initial)
            {
                next += 1
            }
            let first = next
            while next < line.upperBound, isNumber(next), tokens[next].gap != .bracket { next += 1 }
            guard next > first else { return false }
            numbers += next - first
            runs.append(at..<end)
            at = next
        }
        guard runs.count > 1 || runs.count == 1 && numbers >= 3 else { return false }
        for run in runs {
            let first = tokens[run.lowerBound]
            if runs.count == 1 && run.count == 1
                && !first.classes.isDisjoint(with: [.common, .calendar, .function])
            {
                return false
            }
            let isPerson =
                first.shape.contains(.initial)
                || run.count > 1 && (!isSports || first.classes.contains(.givenName))
            if isPerson {
                names.append(name(run, .person))
            } else if isSports {
                names.append(name(run, .organisation))
            }
        }
        return true
    }

    // MARK: - Competitors and fixtures

    /// Names with a country in brackets behind each.
    private func readCountries(_ line: Range<Int>, into names: inout [Found]) {
        var at = line.lowerBound
        while at < line.upperBound {
            guard let end = run(from: at, to: line.upperBound) else {
                at += 1
                continue
            }
            if end < line.upperBound, tokens[end].gap == .bracket, isState(end) {
                let first = tokens[at]
                let isNamed =
                    first.classes.contains(.givenName) || first.shape.contains(.initial)
                if end - at > 1 && (isNamed || !isSports) {
                    names.append(name(at..<end, .person))
                } else if end - at == 1 && isSports {
                    names.append(name(at..<end, .organisation))
                }
            }
            at = end
        }
    }

    private static let versus = Set(["v", "vs"].map { WordTable.hash($0.utf8) })

    private static let at = WordTable.hash("at".utf8)

    /// Two teams with "v" between them, or with "at" and nothing else in the line.
    private func readFixtures(_ line: Range<Int>, into names: inout [Found]) {
        if let end = run(from: line.lowerBound, to: line.upperBound), end + 1 < line.upperBound,
            tokens[end].hash == Self.at, tokens[end].gap == .space,
            run(from: end + 1, to: line.upperBound) == line.upperBound
        {
            names.append(name(line.lowerBound..<end, .organisation))
            names.append(name(end + 1..<line.upperBound, .organisation))
            return
        }
        guard isSports else { return }
        var at = line.lowerBound
        while at < line.upperBound {
            guard let end = run(from: at, to: line.upperBound) else {
                at += 1
                continue
            }
            if end + 1 < line.upperBound, Self.versus.contains(tokens[end].hash),
                tokens[end].gap == .space, let last = run(from: end + 1, to: line.upperBound)
            {
                names.append(name(at..<end, .organisation))
                names.append(name(end + 1..<last, .organisation))
                at = last
            } else {
                at = end
            }
        }
    }

    // MARK: - Words of a line

    private func name(_ words: Range<Int>, _ type: ActorType) -> Found {
        Found(
            start: words.lowerBound, end: words.upperBound, record: -1, local: -1, type: type,
            kind: .name, rule: .listed)
    }

    private func isNumber(_ at: Int) -> Bool {
        tokens[at].shape.contains(.digit)
    }

    /// Behind the words with capitals that begin at a word; nil where none does.
    private func run(from at: Int, to limit: Int) -> Int? {
        guard at < limit, tokens[at].shape.contains(.capital),
            !tokens[at].classes.contains(.calendar)
        else { return nil }
        var end = at + 1
        while end < limit, end - at < 5 {
            let token = tokens[end]
            let previous = tokens[end - 1]
            let isJoined =
                token.gap == .space || token.gap == .hyphen || token.gap == .apostrophe
                || token.gap == .point
                    && (previous.shape.contains(.initial) || previous.length <= 2)
            guard isJoined, !token.shape.contains(.digit) else { break }
            if token.shape.contains(.capital) {
                end += 1
            } else if end + 1 < limit, tokens[end + 1].shape.contains(.capital),
                !Self.wickets.contains(token.hash),
                !token.classes.isDisjoint(with: [.particle, .joint]), token.length > 1,
                token.hash != Self.andWord
            {
                end += 2
            } else {
                break
            }
        }
        return end
    }

    private static let andWord = WordTable.hash("and".utf8)

    /// Whether a word is the name of a state.
    private func isState(_ at: Int) -> Bool {
        matches[Int(groups[at])..<Int(groups[at + 1])].contains { match in
            index.trie.candidates(at: match.node).contains { number in
                let candidate = index.trie.candidates[number]
                return index.facts[Int(candidate.record)].type == .state
                    && candidate.kind.mention != .demonym && fits(candidate, match)
            }
        }
    }
}
