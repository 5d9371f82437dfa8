import Articles

// Names that no record knows, by the shape of their words. What is not sure is left out: a name here
// becomes an actor of its own.

extension Recognition {
    /// A name without a record that begins at a word.
    mutating func ownName(_ at: Int, before limit: Int) -> Found? {
        let token = tokens[at]
        guard token.shape.contains(.capital), !token.shape.contains(.digit),
            !token.classes.contains(.calendar)
        else { return nil }
        if let later = laterPart(at) { return later }
        guard !token.shape.contains(.inTitleCase), !token.classes.contains(.function) else {
            return nil
        }
        if let organisation = organisationRun(from: at, beyond: at) { return organisation }
        guard isEnglish || token.classes.contains(.givenName) else { return nil }
        if let person = person(at, before: limit) { return person }
        return place(at)
    }

    // MARK: - Persons

    private mutating func person(_ at: Int, before limit: Int) -> Found? {
        let first = tokens[at]
        let titled = isTitled(at)
        if !titled {
            guard first.classes.contains(.givenName),
                !(first.classes.contains(.common) && first.shape.contains(.opening))
            else {
                return nil
            }
        } else if !first.classes.isDisjoint(with: [.title, .honorific, .organisationHead])
            || first.shape.contains(.allCapitals)
        {
            return nil
        }
        var end = at + 1
        var names = 1
        while end < limit, end - at < 6, !tokens[end - 1].shape.contains(.possessive) {
            let next = tokens[end]
            let isJoined =
                next.gap == .space || next.gap == .hyphen || next.gap == .apostrophe
                || next.gap == .point
                    && (tokens[end - 1].shape.contains(.initial)
                        || tokens[end - 1].classes.contains(.suffix))
            guard isJoined else { break }
            if next.shape.contains(.capital) {
                guard
                    next.classes.isDisjoint(with: [.calendar, .function, .honorific])
                        || next.classes.contains(.suffix),
                    !(next.classes.contains(.title) && !next.classes.contains(.surname)
                        && !next.classes.contains(.givenName)),
                    !isCertainOther(end)
                else { break }
                end += 1
                names += 1
            } else if next.classes.contains(.particle), end + 1 < limit,
                tokens[end + 1].shape.contains(.capital),
                tokens[end + 1].gap == .space || tokens[end + 1].gap == .hyphen
                    || tokens[end + 1].gap == .apostrophe
            {
                end += 1
            } else {
                break
            }
        }
        while end > at + 1, tokens[end - 1].shape.contains(.initial) { end -= 1 }
        guard names >= 2 || titled, end - at <= 5 else { return nil }
        // "his son Sam", "chef Ramsay": too much else stands behind a role in small letters.
        if names == 1 && !tokens[at - 1].shape.contains(.capital) { return nil }
        if names == 1 && (first.classes.contains(.common) || first.length < 3) { return nil }
        // Two given names and no surname ("Peter and Paul" is not one run) pass; "Victoria Street" does not.
        if end < tokens.count, tokens[end].gap == .space, tokens[end].shape.contains(.capital),
            tokens[end].classes.contains(.facility)
        {
            return nil
        }
        let last = tokens[end - 1]
        // "in Victoria Park": Park is a surname too.
        let isPlace = at > 0 && tokens[at - 1].classes.contains(.placing)
        if names > 1 && isPlace && last.classes.contains(.placeHead) { return nil }
        if names > 1 && !last.classes.isDisjoint(with: [.facility, .placeHead])
            && !last.classes.contains(.surname)
        {
            return nil
        }
        return own(at, end, type: .person, rule: names >= 2 && !titled ? .personShape : .titledName)
    }

    /// Whether a title, honorific or role stands right before a word.
    private func isTitled(_ at: Int) -> Bool {
        guard at > 0,
            tokens[at].gap == .space || tokens[at].gap == .point && tokens[at - 1].length <= 4
        else { return false }
        let previous = tokens[at - 1]
        if previous.classes.contains(.honorific) { return previous.shape.contains(.capital) }
        if tokens[at].gap == .point && !previous.shape.contains(.capital) { return false }
        if previous.classes.contains(.title) && previous.shape.contains(.capital) {
            return
                !(previous.classes.contains(.common) && previous.shape.contains(.opening) && at < 2)
        }
        return previous.classes.contains(.role) && !previous.shape.contains(.possessive)
            && tokens[at].gap == .space
    }

    /// Whether a certain name of a record begins at a word: a run of capitals ends before it.
    private func isCertainOther(_ at: Int) -> Bool {
        for match in matches[Int(groups[at])..<Int(groups[at + 1])] {
            for number in index.trie.candidates(at: match.node) {
                let candidate = index.trie.candidates[number]
                guard !candidate.isAmbiguous, candidate.kind != .surname, fits(candidate, match)
                else { continue }
                switch index.facts[Int(candidate.record)].type {
                case .state, .organisation: return true
                case .person: return candidate.words > 1
                case .place, .unknown: continue
                }
            }
        }
        return false
    }

    /// Whether a certain name of several words begins at a word.
    private func beginsCertainRun(_ at: Int) -> Bool {
        matches[Int(groups[at])..<Int(groups[at + 1])].contains { match in
            match.end - match.start > 1
                && index.trie.candidates(at: match.node).contains { number in
                    let candidate = index.trie.candidates[number]
                    return !candidate.isAmbiguous && candidate.kind != .surname
                        && fits(candidate, match)
                }
        }
    }

    // MARK: - Organisations

    /// A run of capitalised words with a word for organisations, where it reaches beyond `beyond`.
    mutating func organisationRun(from at: Int, beyond: Int) -> Found? {
        let first = tokens[at]
        guard isEnglish, first.shape.contains(.capital), !first.shape.contains(.inTitleCase),
            !(first.shape.contains(.opening) && first.classes.contains(.function))
        else { return nil }
        var end = at + 1
        var head = -1
        if first.classes.contains(.organisationHead) && end < tokens.count
            && tokens[end].classes.contains(.joint)
            && tokens[end].gap == .space
            && !(first.classes.contains(.common) && first.shape.contains(.opening))
        {
            head = at
        }
        while end < tokens.count, end - at < 9, !tokens[end - 1].shape.contains(.possessive) {
            let next = tokens[end]
            guard
                next.gap == .space || next.gap == .hyphen || next.gap == .apostrophe
                    || next.gap == .point && tokens[end - 1].shape.contains(.initial)
            else { break }
            if next.shape.contains(.capital), next.classes.isDisjoint(with: [.calendar, .function])
            {
                // "Jewish West Bank": what a record knows is not part of a longer name.
                if beginsCertainRun(end) { break }
                if !next.classes.isDisjoint(with: [.organisationHead, .companySuffix])
                    && !isTitleAfter(end)
                {
                    head = end
                }
                end += 1
            } else if next.classes.contains(.joint), head >= 0 || end - at >= 2,
                end + 1 < tokens.count,
                tokens[end + 1].shape.contains(.capital), tokens[end + 1].gap == .space,
                tokens[end + 1].classes.isDisjoint(with: [.calendar, .function])
            {
                // "Ministry of Culture", "Institute for Peace"; "and" only behind "of" or "for".
                guard head >= 0, !tokens[head].classes.contains(.companySuffix) else { break }
                end += 1
            } else {
                break
            }
        }
        guard head >= 0 else { return nil }
        // What follows the head belongs to the name only behind "of" or "for".
        if !tokens[(head + 1)..<end].contains(where: { $0.classes.contains(.joint) }) {
            end = head + 1
        }
        guard end > beyond, end - at >= 2 else { return nil }
        if first.classes.contains(.common) && first.shape.contains(.opening) && end - at < 3 {
            return nil
        }
        if !first.classes.isDisjoint(with: [.title, .honorific]) && head == at + 1
            && first.classes.isDisjoint(with: .organisationHead)
        {
            return nil
        }
        return own(at, end, type: .organisation, rule: .organisationShape)
    }

    /// "Party Chairman", "Council President": the word before a title is no head.
    private func isTitleAfter(_ at: Int) -> Bool {
        at + 1 < tokens.count && tokens[at + 1].gap == .space
            && tokens[at + 1].shape.contains(.capital)
            && tokens[at + 1].classes.contains(.title)
    }

    // MARK: - Places

    private mutating func place(_ at: Int) -> Found? {
        let first = tokens[at]
        var end = at + 1
        while end < tokens.count, end - at < 4,
            tokens[end].gap == .space || tokens[end].gap == .hyphen
                || tokens[end].gap == .point && tokens[end - 1].classes.contains(.placeStart),
            tokens[end].shape.contains(.capital),
            tokens[end].classes.isDisjoint(with: [.calendar, .function, .title])
        {
            end += 1
        }
        guard end - at >= 2, end - at <= 3 else { return nil }
        let startsPlace =
            first.classes.contains(.placeStart)
            && !(first.classes.contains(.common) && first.shape.contains(.opening))
        guard
            tokens[end - 1].classes.contains(.placeHead) && !first.classes.contains(.common)
                || startsPlace
        else { return nil }
        return own(at, end, type: .place, rule: .placeShape)
    }

    // MARK: - Names met before

    private func laterPart(_ at: Int) -> Found? {
        let token = tokens[at]
        guard let local = localParts[token.hash],
            !(token.classes.contains(.common) && token.shape.contains(.opening))
        else { return nil }
        if at > 0, tokens[at].gap == .space, tokens[at - 1].shape.contains(.capital),
            !token.shape.contains(.inTitleCase),
            tokens[at - 1].classes.isDisjoint(with: [
                .title, .honorific, .role, .common, .function, .calendar,
            ]), found.last?.end != at
        {
            return nil
        }
        return Found(
            start: at, end: at + 1, record: -1, local: local, type: locals[Int(local)].type,
            kind: .alias, rule: .laterPart)
    }

    /// A name without a record: a new one, or one met before.
    mutating func own(_ start: Int, _ end: Int, type: ActorType, rule: MentionRule) -> Found {
        var hash = WordTable.seed
        for token in tokens[start..<end] { hash = WordTable.mixed(hash ^ token.hash, 0x20) }
        let local: Int32
        if let known = localNames[hash] {
            local = known
            // The model has seen what the rules made of the name.
            if rule == .model { locals[Int(known)].type = type }
        } else if type == .person, end - start == 1, let known = localParts[tokens[start].hash],
            locals[Int(known)].type == .person
        {
            return Found(
                start: start, end: end, record: -1, local: known, type: .person, kind: .alias,
                rule: .laterPart)
        } else {
            local = Int32(locals.count)
            let bytes = text[Int(tokens[start].start)..<Int(tokens[end - 1].end)]
            locals.append(LocalName(label: String(decoding: bytes, as: UTF8.self), type: type))
            localNames[hash] = local
            if type == .person && end - start > 1 {
                var last = end - 1
                while last > start + 1, tokens[last].classes.contains(.suffix) { last -= 1 }
                localParts[tokens[last].hash] = local
            } else if type == .person {
                localParts[tokens[start].hash] = local
            }
        }
        return Found(
            start: start, end: end, record: -1, local: local, type: locals[Int(local)].type,
            kind: .name, rule: rule)
    }
}
