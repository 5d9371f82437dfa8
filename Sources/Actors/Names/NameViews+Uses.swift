/// What the uses of one word in a text say of it, all taken together.
struct NameUses: OptionSet {
    let rawValue: UInt32
    static let small = NameUses(rawValue: 1 << 0)
    static let afterTitle = NameUses(rawValue: 1 << 1)
    static let afterGivenName = NameUses(rawValue: 1 << 2)
    static let beforeHead = NameUses(rawValue: 1 << 3)
    static let afterPlacing = NameUses(rawValue: 1 << 4)
    static let willing = NameUses(rawValue: 1 << 5)
    static let inPerson = NameUses(rawValue: 1 << 6)
    static let inOrganisation = NameUses(rawValue: 1 << 7)
    static let inPlace = NameUses(rawValue: 1 << 8)
    static let inSentence = NameUses(rawValue: 1 << 9)
    static let afterArticle = NameUses(rawValue: 1 << 10)
    static let afterRole = NameUses(rawValue: 1 << 11)
    static let possessive = NameUses(rawValue: 1 << 12)
    static let inBrackets = NameUses(rawValue: 1 << 13)
    static let often = NameUses(rawValue: 1 << 14)
    static let known = 15
}

extension NameViews {
    /// Gathers what the uses of each word with a capital say of it.
    mutating func markUses(_ reading: borrowing Recognition) {
        let tokens = reading.tokens
        var size = 64
        while size < tokens.count { size *= 2 }
        // Open addressing by the word's hash; only words with a capital are entered.
        var keys = [UInt64](repeating: 0, count: size)
        var uses = [NameUses](repeating: [], count: size)
        var counts = [UInt16](repeating: 0, count: size)
        let mask = size - 1
        func slot(_ hash: UInt64) -> Int {
            var at = Int(truncatingIfNeeded: hash ^ hash >> 29) & mask
            while keys[at] != 0 && keys[at] != hash { at = (at + 1) & mask }
            return at
        }
        func isCounted(_ at: Int) -> Bool {
            !tokens[at].shape.isDisjoint(with: [.capital, .allCapitals])
        }
        for at in 0..<tokens.count where isCounted(at) {
            let place = slot(tokens[at].hash)
            keys[place] = tokens[at].hash
            uses[place].formUnion(use(at, tokens))
            counts[place] &+= 1
            if counts[place] == 3 { uses[place].insert(.often) }
        }
        for at in 0..<tokens.count
        where tokens[at].shape.isDisjoint(with: [.capital, .digit]) {
            let place = slot(tokens[at].hash)
            if keys[place] != 0 { uses[place].insert(.small) }
        }
        for found in reading.found where found.kind == .name || found.kind == .alias {
            let kind: NameUses
            switch found.type {
            case .person: kind = .inPerson
            case .organisation: kind = .inOrganisation
            case .place, .state: kind = .inPlace
            case .unknown: continue
            }
            for at in found.start..<found.end where isCounted(at) {
                uses[slot(tokens[at].hash)].insert(kind)
            }
        }
        for at in 0..<tokens.count where isCounted(at) {
            let place = slot(tokens[at].hash)
            views[at].uses = uses[place]
            views[at].entry = Int32(place)
        }
    }

    /// What one use of a word with a capital says of it.
    private func use(_ at: Int, _ tokens: UnsafeBufferPointer<Token>) -> NameUses {
        var use: NameUses = []
        let token = tokens[at]
        let isPlain = token.shape.isDisjoint(with: [.opening, .inTitleCase])
        if isPlain { use.insert(.inSentence) }
        if token.shape.contains(.possessive) { use.insert(.possessive) }
        if token.gap == .bracket { use.insert(.inBrackets) }
        if at > 0 {
            let previous = tokens[at - 1]
            let isNear =
                token.gap == .space || token.gap == .line
                || token.gap == .point && previous.length <= 4
            if isNear && previous.shape.contains(.capital) {
                if !previous.classes.isDisjoint(with: [.title, .honorific]) {
                    use.insert(.afterTitle)
                }
                if previous.classes.contains(.givenName) || previous.shape.contains(.initial) {
                    use.insert(.afterGivenName)
                }
            } else if isNear && isPlain {
                if previous.classes.contains(.role) { use.insert(.afterRole) }
                if previous.classes.contains(.placing) { use.insert(.afterPlacing) }
                if previous.hash == Self.the { use.insert(.afterArticle) }
            }
        }
        if at + 1 < tokens.count, tokens[at + 1].gap == .space || tokens[at + 1].gap == .line {
            let next = tokens[at + 1]
            if next.shape.contains(.capital) {
                if !next.classes.isDisjoint(with: [.organisationHead, .companySuffix]) {
                    use.insert(.beforeHead)
                }
            } else if next.classes.contains(.willing) {
                use.insert(.willing)
            }
        }
        return use
    }
}
