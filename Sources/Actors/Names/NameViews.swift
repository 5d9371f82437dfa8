import Articles

/// What features are made of: one word, as the model sees it.
struct NameView {
    /// The word with the case of its letters.
    var form: UInt64 = 0
    /// The word in small letters.
    var word: UInt64 = 0
    /// Words that stand beside the same words have the same cluster; small numbers stand for the
    /// shapes of words without one.
    var cluster: UInt64 = 0
    /// How it is written: capitals, digits, points.
    var shape: UInt64 = 0
    /// What it can be: the lists that it stands in.
    var lists: UInt64 = 0
    /// The mention that the rules made of it, and which part of it the word is; 0 for none.
    var rule: UInt64 = 0
    /// The names of records that it belongs to, decided or not; 0 for none.
    var record: UInt64 = 0
    /// What its other uses in the text say of it.
    var uses: NameUses = []
    /// What stands before it.
    var gap: UInt64 = 0
    /// Whether it can be part of a name.
    var isCandidate = false
    /// Which different word with a capital it is; -1 for all others.
    var entry: Int32 = -1
    /// A coarser cluster, for features that join several words.
    var kind: UInt64 = 0
    /// Whether it stands in a line of a table.
    var isInTable = false
}

/// The views of all words of a text.
struct NameViews {
    var views: [NameView]

    /// Looks at every word once, with what the rules made of it; records do not count at `hidden` words.
    init(_ reading: borrowing Recognition, words model: NameModel, hidden: Set<Int> = []) {
        let tokens = reading.tokens
        views = [NameView](repeating: NameView(), count: tokens.count)
        for at in 0..<tokens.count {
            let token = tokens[at]
            let form = Self.key(token)
            var (cluster, lists) = model.word(form)
            // "6PR" is a name as "PR" is.
            if token.shape.contains(.capital)
                || token.shape.isSuperset(of: [.digit, .allCapitals])
            {
                // In capitals or seldom seen: what is known of the word as it is usually written.
                if token.shape.contains(.allCapitals) && (cluster == 0 || lists.isEmpty) {
                    let (other, more) = model.word(Self.key(token.hash, .capital))
                    if cluster == 0 { cluster = other }
                    lists.formUnion(more)
                }
                views[at].isCandidate = true
            }
            let shape = Self.shape(token)
            views[at].form = form
            views[at].word = token.hash
            views[at].shape = shape
            views[at].cluster = cluster == 0 ? shape : UInt64(cluster & 0x1FF) + 64
            views[at].kind = cluster == 0 ? shape : UInt64(cluster >> 9) + 64
            views[at].lists = UInt64(lists.rawValue) << 32 | Self.classes(token)
            views[at].gap = UInt64(token.gap.rawValue)
        }
        markJoints(tokens)
        markTables(tokens)
        markRecords(reading)
        for at in hidden { views[at].record = 0 }
        markRules(reading)
        markUses(reading)
    }

    /// How the case of a word enters its key.
    enum Case: UInt64 {
        case small = 1
        case capital = 2
        case capitals = 3
    }

    /// The key of a word with its case.
    static func key(_ hash: UInt64, _ letters: Case) -> UInt64 {
        NameModel.mixed(hash, letters.rawValue)
    }

    /// The key of a word as it is written.
    static func key(_ token: Token) -> UInt64 {
        let letters: Case =
            !token.shape.contains(.capital)
            ? .small
            : token.shape.contains(.allCapitals) ? .capitals : .capital
        return key(token.hash, letters)
    }

    private static func shape(_ token: Token) -> UInt64 {
        let shape = token.shape
        var code: UInt64 = 1
        if shape.isSuperset(of: [.digit, .allCapitals]) {
            code = 13
        } else if shape.contains(.digit) {
            code = token.length == 4 ? 2 : token.length < 3 ? 3 : 4
        } else if shape.contains(.pointed) {
            code = 5
        } else if shape.contains(.initial) {
            code = shape.contains(.beforePoint) ? 6 : 7
        } else if shape.contains(.allCapitals) {
            code = token.length < 4 ? 8 : 9
        } else if shape.contains(.capital) {
            code = token.length < 4 ? 10 : 11
        } else if token.length < 4 {
            code = 12
        }
        if shape.contains(.possessive) { code += 16 }
        if token.classes.contains(.common) { code += 32 }
        return code
    }

    private static let asked: WordClass = [
        .givenName, .title, .role, .organisationHead, .companySuffix, .placeHead, .placeStart,
        .calendar, .willing, .particle, .joint, .facility, .suffix, .surname, .honorific, .placing,
        .function, .sport,
    ]

    private static func classes(_ token: Token) -> UInt64 {
        UInt64(token.classes.intersection(asked).rawValue)
    }

    /// Small words and numbers that can stand within a name: "University of Oslo", "Boeing 747".
    private mutating func markJoints(_ tokens: UnsafeBufferPointer<Token>) {
        func isCapital(_ at: Int) -> Bool {
            at >= 0 && at < tokens.count && tokens[at].shape.contains(.capital)
        }
        func isJoined(_ at: Int) -> Bool {
            guard at < tokens.count else { return false }
            switch tokens[at].gap {
            case .space, .hyphen, .apostrophe, .line, .point: return true
            case .paragraph, .comma, .slash, .bracket, .other: return false
            }
        }
        func isJoint(_ at: Int) -> Bool {
            at < tokens.count && !tokens[at].shape.contains(.capital)
                && !tokens[at].classes.isDisjoint(with: [.joint, .particle, .placing])
                || at < tokens.count && tokens[at].hash == Self.the
        }
        for at in 0..<tokens.count where !views[at].isCandidate {
            let token = tokens[at]
            if token.shape.contains(.digit) {
                views[at].isCandidate =
                    isCapital(at - 1) && isJoined(at) || isCapital(at + 1) && isJoined(at + 1)
            } else if isJoint(at) {
                let opens =
                    token.classes.contains(.particle) && isCapital(at + 1) && isJoined(at + 1)
                let joins =
                    isJoined(at) && isJoined(at + 1)
                    && (isCapital(at - 1) || at > 1 && isJoint(at - 1) && isCapital(at - 2))
                    && (isCapital(at + 1) || isJoint(at + 1) && isCapital(at + 2))
                views[at].isCandidate = opens || joins
            }
        }
    }

    static let the = WordTable.hash("the".utf8)

    /// Marks lines in which a third of the words are numbers: results, prices, standings.
    private mutating func markTables(_ tokens: UnsafeBufferPointer<Token>) {
        var start = 0
        var digits = 0
        for at in 0...tokens.count {
            let breaks =
                at == tokens.count || tokens[at].gap == .paragraph || tokens[at].gap == .line
                || tokens[at].shape.contains(.opening) && tokens[at].gap == .point
            if breaks && at > start {
                if at - start >= 3 && at - start <= 40 && digits * 3 >= at - start {
                    for inner in start..<at { views[inner].isInTable = true }
                }
                start = at
                digits = 0
            }
            if at < tokens.count && tokens[at].shape.contains(.digit) { digits += 1 }
        }
    }

    /// The longest names of records at each word, whether or not the rules chose them.
    private mutating func markRecords(_ reading: borrowing Recognition) {
        let index = reading.index
        var until = 0
        for at in 0..<reading.tokens.count {
            let group = Int(reading.groups[at])..<Int(reading.groups[at + 1])
            for match in reading.matches[group].reversed() {
                var code: UInt64 = 0
                for number in index.trie.candidates(at: match.node) {
                    let candidate = index.trie.candidates[number]
                    guard reading.fits(candidate, match) else { continue }
                    let type = index.facts[Int(candidate.record)].type
                    let kind: UInt64 =
                        switch candidate.kind {
                        case .surname: 16
                        case .demonym: 32
                        case .metonym, .title: 64
                        case .name, .alias, .abbreviation:
                            switch type {
                            case .person: 1
                            case .organisation: 2
                            case .place: 4
                            case .state, .unknown: 8
                            }
                        }
                    code |= kind
                    if candidate.isAmbiguous { code |= 128 }
                }
                guard code != 0 else { continue }
                let end = Int(match.end)
                guard end > until else { break }
                for inner in max(at, until)..<end {
                    views[inner].record = code << 2 | Self.part(inner, at, end)
                }
                until = end
                break
            }
        }
    }

    private mutating func markRules(_ reading: borrowing Recognition) {
        for found in reading.found {
            let type: UInt64 =
                switch found.type {
                case .person: 1
                case .organisation: 2
                case .place: 3
                case .state: 4
                case .unknown: 0
                }
            let kind: UInt64 =
                switch found.kind {
                case .name, .alias: 0
                case .demonym: 1
                case .metonym: 2
                case .title, .pronoun: 3
                }
            let code = (type << 2 | kind) << 5 | found.rule.order
            for at in found.start..<found.end {
                views[at].rule = (code << 2 | Self.part(at, found.start, found.end)) + 1
            }
        }
    }

    @inline(__always)
    private static func part(_ at: Int, _ start: Int, _ end: Int) -> UInt64 {
        if end - start == 1 { return 3 }
        return at == start ? 0 : at == end - 1 ? 2 : 1
    }
}
