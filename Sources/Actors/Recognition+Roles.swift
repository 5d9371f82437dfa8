import Articles

// The role that a text gives a person beside the name: "Russian Foreign Minister Sergey Lavrov",
// "Sergey Lavrov, the Russian foreign minister". What is not beside the name is left out.

extension Recognition {
    /// The words of a role beside a mention of a person, nil where the text gives none.
    func role(of mention: Found) -> Range<Int>? {
        guard mention.type == .person else { return nil }
        return roleBefore(mention.start) ?? roleBehind(mention.end)
    }

    /// A role reads back over these: titles, roles, peoples and states, and what qualifies them.
    private static let qualifiers = Set(
        [
            "former", "acting", "then", "deputy", "foreign", "prime", "first", "defence", "defense",
            "interior", "finance", "vice", "chief", "crown", "supreme", "general", "senior",
            "opposition", "national", "security", "state", "ex", "incoming", "outgoing", "interim",
            "current", "late", "party", "justice", "trade", "economy", "energy", "health",
        ].map { WordTable.hash($0.utf8) })

    private func roleBefore(_ end: Int) -> Range<Int>? {
        var start = end
        var names = false
        while start > 0, end - start < 8 {
            let token = tokens[start]
            let isNear = token.gap == .space || token.gap == .hyphen || token.gap == .line
            guard isNear else { break }
            let word = tokens[start - 1]
            let isRole =
                !word.classes.isDisjoint(with: [.title, .role])
                && word.classes.isDisjoint(with: .honorific)
            if isRole {
                names = true
            } else if !Self.qualifiers.contains(word.hash) && !isOfState(start - 1) {
                break
            }
            start -= 1
        }
        return names ? start..<end : nil
    }

    private static let articles = Set(["the", "a", "an"].map { WordTable.hash($0.utf8) })
    private static let of = WordTable.hash("of".utf8)

    /// ", the Russian foreign minister," behind a name.
    private func roleBehind(_ begin: Int) -> Range<Int>? {
        guard begin < tokens.count, tokens[begin].gap == .comma else { return nil }
        let start = Self.articles.contains(tokens[begin].hash) ? begin + 1 : begin
        var end = start
        var names = false
        while end < tokens.count, end - start < 8 {
            let token = tokens[end]
            if end > start && token.gap != .space && token.gap != .hyphen && token.gap != .line {
                break
            }
            if !token.classes.isDisjoint(with: [.title, .role])
                && token.classes.isDisjoint(with: .honorific)
            {
                names = true
            } else if names {
                // "president of Poland": the body or state belongs to the role.
                guard token.hash == Self.of, end + 1 < tokens.count else { break }
                let next = Self.articles.contains(tokens[end + 1].hash) ? end + 2 : end + 1
                if let body = found.first(where: { $0.start == next || $0.start == end + 1 }) {
                    end = body.end
                }
                break
            } else if !Self.qualifiers.contains(token.hash) && !isOfState(end) {
                break
            }
            end += 1
        }
        return names ? start..<end : nil
    }

    /// Whether a word is a mention of a state, a place or an organisation, as one in front of an
    /// office is.
    private func isOfState(_ at: Int) -> Bool {
        found.contains { mention in
            mention.start <= at && at < mention.end && mention.type != .person
        }
    }
}
