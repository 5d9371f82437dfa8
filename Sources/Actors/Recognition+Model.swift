import Articles

// What the rules found and what the model finds become one list. The model knows what the rules
// made of each word, so that where both speak of the same words the model has weighed the rule
// already; what a record is known for certain by stays all the same.

extension Recognition {
    /// Joins the mentions made so far with the names that the model finds.
    mutating func join(_ model: NameModel) {
        found.sort { $0.start < $1.start }
        let views = NameViews(self, words: model)
        let names = NameDecoder(model: model).names(
            NameFeatures(views: views.views, tokens: tokens, text: text))
        var joined: [Found] = []
        joined.reserveCapacity(found.count + names.count)
        var fresh: [NameDecoder.Name] = []
        var at = 0
        for name in names {
            while at < found.count, found[at].end <= name.start {
                if standsAlone(found[at]) { joined.append(found[at]) }
                at += 1
            }
            var end = at
            while end < found.count, found[end].start < name.end { end += 1 }
            if found[at..<end].allSatisfy({ yields($0, to: name) }) {
                fresh.append(name)
            } else {
                joined.append(
                    contentsOf: found[at..<end].filter {
                        standsAlone($0) || !yields($0, to: name)
                    })
            }
            // A mention that reaches beyond this name meets the next one, too.
            at = end
        }
        joined.append(contentsOf: found[at...].filter(standsAlone))
        // Full names first: the parts by which they are named later are parts of them.
        fresh.sort { ($1.end - $1.start, $0.start) < ($0.end - $0.start, $1.start) }
        for name in fresh {
            guard let type = name.label.type, let words = nameWords(name) else { continue }
            joined.append(own(words.lowerBound, words.upperBound, type: type, rule: .model))
        }
        for at in joined.indices { joined[at] = partOfName(joined[at]) ?? joined[at] }
        joined.sort { ($0.start, $0.end) < ($1.start, $1.end) }
        found = []
        for mention in joined where mention.start >= found.last?.end ?? 0 {
            found.append(mention)
        }
    }

    /// A mention of one word as that of a person whom the text names in full and no record knows.
    ///
    /// "MaliVai Washington" makes a later "Washington" no city, unless it stands behind a preposition;
    /// "Tony Adams" makes "Adams" nobody else.
    private func partOfName(_ mention: Found) -> Found? {
        guard mention.record >= 0, mention.end - mention.start == 1,
            let local = localParts[tokens[mention.start].hash],
            locals[Int(local)].type == .person
        else { return nil }
        switch mention.type {
        case .person:
            guard mention.rule == .prominentSurname || mention.rule == .supported else {
                return nil
            }
        case .place, .state:
            let first = tokens[mention.start]
            guard mention.kind == .name || mention.kind == .alias, first.gap == .space,
                mention.start > 0, !tokens[mention.start - 1].classes.contains(.placing),
                mention.end >= tokens.count || tokens[mention.end].gap != .comma
            else { return nil }
        case .organisation, .unknown: return nil
        }
        return Found(
            start: mention.start, end: mention.end, record: -1, local: local, type: .person,
            kind: .alias, rule: .laterPart)
    }

    /// Whether a mention stays where the model finds no name: a record or its form speaks for it.
    private func standsAlone(_ mention: Found) -> Bool {
        mention.record >= 0 || mention.kind != .name && mention.kind != .alias
            || mention.rule == .listed || mention.rule == .team
            // "Federation of Bosniaks and Croats": so long a run is no chance.
            || mention.rule == .organisationShape && mention.end - mention.start >= 4
    }

    /// Whether a mention gives way to a name that the model finds on some of its words.
    private func yields(_ mention: Found, to name: NameDecoder.Name) -> Bool {
        // The form of a line of results says more than the words, of which it has few.
        if mention.rule == .listed || mention.rule == .team { return false }
        let isName = mention.kind == .name || mention.kind == .alias
        if mention.start == name.start && mention.end == name.end {
            if !isName { return false }
            if NameLabel(.whole, of: mention.type)?.type == name.label.type { return false }
            return !isSure(mention)
        }
        // "President Clinton", "The European Union", "LONDON 1996": the name is what the record knows.
        if mention.record >= 0, isName, mention.start >= name.start, mention.end <= name.end,
            isSurrounding(name.start..<mention.start, of: mention),
            isSurrounding(mention.end..<name.end, of: mention)
        {
            return false
        }
        let holds = mention.start <= name.start && name.end <= mention.end
        return !(holds && isSure(mention))
    }

    /// Whether words beside a name are no part of it: articles, titles, numbers, days; before that of
    /// a person also its people and common words, as in "Russian Foreign Minister".
    private func isSurrounding(_ words: Range<Int>, of mention: Found) -> Bool {
        words.allSatisfy { at in
            tokens[at].shape.contains(.digit)
                || mention.type == .person && at < mention.start
                    && (tokens[at].classes.contains(.common)
                        || found.contains {
                            $0.kind == .demonym && $0.start <= at && at < $0.end
                        })
                || !tokens[at].classes.isDisjoint(with: [
                    .function, .title, .honorific, .role, .calendar,
                ])
        }
    }

    /// Whether a mention stays though the model takes the same words for a name of another type.
    ///
    /// Cities give way: companies and persons are called like them. So do surnames of people whom the
    /// text does not name in full.
    private func isSure(_ mention: Found) -> Bool {
        guard mention.record >= 0 else { return false }
        switch mention.type {
        case .state: return true
        case .place: return isCertain(mention)
        case .organisation: return mention.rule == .fullName || mention.rule == .boundAbbreviation
        case .person: return isCertain(mention) || mention.rule == .surname
        case .unknown: return false
        }
    }

    /// The words of a name that the model finds, without titles and articles; nil where nothing that
    /// can be a name is left.
    private func nameWords(_ name: NameDecoder.Name) -> Range<Int>? {
        var start = name.start
        while start < name.end {
            let token = tokens[start]
            let isTitle =
                name.label.type == .person
                && !token.classes.isDisjoint(with: [.title, .honorific])
                && token.classes.isDisjoint(with: [.givenName])
            let isArticle = token.shape.contains(.opening) && token.classes.contains(.function)
            guard isTitle || isArticle else { break }
            start += 1
        }
        guard start < name.end, !isNameOfTreaty(start, name.end) else { return nil }
        let first = tokens[start]
        guard name.end - start == 1 else { return start..<name.end }
        // "We", "I", "the Council": words in the place of a name.
        if first.classes.contains(.function) || first.shape.contains(.initial) { return nil }
        if first.classes.isSuperset(of: [.common, .organisationHead]) { return nil }
        return start..<name.end
    }

    /// Whether a mention is a full name of several words that one record alone bears.
    private func isCertain(_ mention: Found) -> Bool {
        mention.record >= 0 && mention.rule == .fullName && mention.end - mention.start > 1
    }
}
