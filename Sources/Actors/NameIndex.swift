import Articles
import CData

/// What recognition knows of a record, laid out for speed.
struct RecordFacts: Sendable {
    var type: ActorType
    /// The state that it is or belongs to, as a place in `AuthorityRecords.all`; -1 where none.
    var state: Int32
    /// Everything it belongs to, nearest first.
    var ancestors: [Int32]
    /// The first and last year of its offices; 0 where not known.
    var firstYear: Int32
    var lastYear: Int32
    /// Which offices it held.
    var offices: OfficeClass
    /// Words that speak for it where its name is ambiguous.
    var context: [Int32]
}

/// Kinds of office, as titles name them.
struct OfficeClass: OptionSet, Sendable {
    let rawValue: UInt32
    static let president = OfficeClass(rawValue: 1)
    static let premier = OfficeClass(rawValue: 2)
    static let minister = OfficeClass(rawValue: 4)
    static let chancellor = OfficeClass(rawValue: 8)
    static let secretary = OfficeClass(rawValue: 16)
    static let senator = OfficeClass(rawValue: 32)
    static let representative = OfficeClass(rawValue: 64)
    static let governor = OfficeClass(rawValue: 128)
    static let mayor = OfficeClass(rawValue: 256)
    static let monarch = OfficeClass(rawValue: 512)
    static let cleric = OfficeClass(rawValue: 1024)
    static let general = OfficeClass(rawValue: 2048)
    static let leader = OfficeClass(rawValue: 4096)
    static let spokesperson = OfficeClass(rawValue: 8192)
    static let speaker = OfficeClass(rawValue: 16384)

    /// Offices so prominent that a surname with support from the text is enough.
    static let prominent: OfficeClass = [
        .president, .premier, .chancellor, .leader, .minister, .secretary,
    ]

    /// Words of titles and the offices that they name.
    static let words: [(String, OfficeClass)] = [
        ("president", .president), ("premier", .premier), ("prime", .premier),
        ("minister", [.minister, .premier]),
        ("chancellor", .chancellor), ("secretary", .secretary), ("senator", .senator),
        ("sen", .senator),
        ("representative", .representative), ("rep", .representative),
        ("congressman", .representative),
        ("congresswoman", .representative), ("governor", .governor), ("gov", .governor),
        ("mayor", .mayor),
        ("king", .monarch), ("queen", .monarch), ("emir", .monarch), ("sultan", .monarch),
        ("emperor", .monarch),
        ("prince", .monarch), ("princess", .monarch), ("crown", .monarch), ("pope", .cleric),
        ("ayatollah", [.cleric, .leader]),
        ("patriarch", .cleric), ("archbishop", .cleric), ("supreme", .leader),
        ("general", .general), ("gen", .general),
        ("marshal", .general), ("leader", [.leader, .president]),
        ("dictator", [.leader, .president]),
        ("spokesman", .spokesperson), ("spokeswoman", .spokesperson),
        ("spokesperson", .spokesperson), ("speaker", .speaker),
        ("strongman", [.leader, .president]), ("colonel", .leader), ("commander", .general),
        ("chairman", [.leader, .secretary]),
        ("director", .secretary), ("chair", .secretary), ("head", .leader), ("opposition", .leader),
    ]
}

/// All names, words and facts that recognition needs; built once, never changed.
struct NameIndex: Sendable {
    var words = WordTable()
    var trie = NameTrie()
    var facts: [RecordFacts] = []
    /// The offices that a word of a title names, by number of the word.
    var officeWords: [Int32: OfficeClass] = [:]
    /// The words "the", "of" and so on whose case never counts.
    private var free: Set<Int32> = []
    /// The word "the", which names begin with in either case.
    private var the: Int32 = -1

    /// Builds the index of some records.
    init(_ records: AuthorityRecords) {
        addLexicon()
        addGivenNames(records)
        facts.reserveCapacity(records.all.count)
        var known = [[Int32]?](repeating: nil, count: records.all.count)
        for at in records.all.indices {
            facts.append(Self.facts(at: at, records, &known, &words))
        }
        var scratch: [Token] = []
        for (at, record) in records.all.enumerated() {
            for alias in record.aliases { insert(alias, record: at, type: record.type, &scratch) }
        }
        for (text, office) in OfficeClass.words {
            officeWords[words.add(WordTable.hash(text.utf8))] = office
        }
        trie.finish(wordCount: words.count)
    }

    private mutating func addLexicon() {
        for (wordClass, list) in Lexicon.lists {
            for word in list.split(whereSeparator: \.isWhitespace) {
                let number = words.add(WordTable.hash(NameFolding.key(String(word)).utf8))
                words.mark(number, wordClass)
                if wordClass == .function || wordClass == .joint || wordClass == .particle {
                    free.insert(number)
                }
            }
        }
        the = words.add(WordTable.hash("the".utf8))
        guard let start = byline_words else { return }
        let list = UnsafeBufferPointer(start: start, count: Int(byline_words_size))
        var hash = WordTable.seed
        for byte in list {
            if byte == 0x0A {
                words.mark(words.add(hash), .common)
                hash = WordTable.seed
            } else {
                hash = WordTable.mixed(hash, byte)
            }
        }
    }

    private mutating func addGivenNames(_ records: AuthorityRecords) {
        for name in Lexicon.givenNames.split(whereSeparator: \.isWhitespace) {
            words.mark(words.add(WordTable.hash(name.utf8)), .givenName)
        }
        for record in records.all where record.type == .person {
            let parts = record.label.split(separator: " ")
            guard parts.count > 1, let first = parts.first, first.utf8.count > 2,
                !first.utf8.contains(0x2E)
            else { continue }
            let number = words.add(WordTable.hash(NameFolding.key(String(first)).utf8))
            // "King", "Pope" and "Prince" are titles.
            if words.classes[Int(number)].isDisjoint(with: [.title, .common, .particle]) {
                words.mark(number, .givenName)
            }
        }
    }

    private mutating func insert(
        _ alias: AuthorityAlias, record: Int, type: ActorType, _ scratch: inout [Token]
    ) {
        var text = alias.text
        scratch = text.withUTF8 { Tokeniser(words: WordTable.empty).tokens($0) }
        guard !scratch.isEmpty, scratch.count <= 16 else { return }
        var numbers: [Int32] = []
        var pattern: UInt64 = 0
        var possessives: UInt16 = 0
        for (at, token) in scratch.enumerated() {
            let number = words.add(token.hash)
            numbers.append(number)
            let shape: Candidate.Shape
            if free.contains(number) && scratch.count > 1 && (at > 0 || number == the) {
                shape = .any
            } else if token.shape.contains(.allCapitals) {
                shape = .capitals
            } else {
                shape = token.shape.contains(.capital) ? .capital : .any
            }
            let joint: Candidate.Joint
            switch token.gap {
            case .paragraph, .space, .line, .hyphen, .apostrophe: joint = .space
            case .point: joint = .point
            case .comma: joint = .comma
            case .slash, .bracket, .other: joint = .other
            }
            pattern |= (shape.rawValue | joint.rawValue << 2) << UInt64(at * 4)
            if token.shape.contains(.possessive) { possessives |= 1 << UInt16(at) }
            if alias.kind == .surname { words.mark(number, .surname) }
        }
        let common = numbers.count == 1 && words.classes[Int(numbers[0])].contains(.common)
        let capitals = scratch.count == 1 && scratch[0].shape.contains(.allCapitals)
        // A common word in capitals is told apart by them.
        let ambiguous =
            alias.ambiguous || (common && !capitals && alias.kind != .surname && type != .person)
        trie.insert(
            numbers,
            Candidate(
                record: Int32(record), kind: alias.kind, isAmbiguous: ambiguous,
                isCommonWord: common,
                endsInPossessive: scratch.last?.shape.contains(.possessive) ?? false,
                words: UInt8(numbers.count), pattern: pattern, possessives: possessives))
    }

    /// Everything that a record belongs to, nearest first; walks each parent once.
    private static func ancestors(
        of at: Int, _ records: AuthorityRecords, _ known: inout [[Int32]?]
    ) -> [Int32] {
        if let found = known[at] { return found }
        // A circle ends at the record where it was entered.
        known[at] = []
        let parents = records.all[at].parents.compactMap(records.position)
        var found = parents.map(Int32.init)
        for parent in parents {
            for ancestor in ancestors(of: parent, records, &known)
            where !found.contains(ancestor) && ancestor != Int32(at) {
                found.append(ancestor)
            }
        }
        known[at] = found
        return found
    }

    private static func facts(
        at: Int, _ records: AuthorityRecords, _ known: inout [[Int32]?], _ words: inout WordTable
    ) -> RecordFacts {
        let record = records.all[at]
        let ancestors = ancestors(of: at, records, &known)
        let state =
            record.type == .state
            ? Int32(at) : ancestors.first { records.all[Int($0)].type == .state } ?? -1
        var offices: OfficeClass = []
        var first: Int32 = 0
        var last: Int32 = 0
        for office in record.offices {
            offices.formUnion(officeClass(office.title))
            guard let from = office.from else { continue }
            first = first == 0 ? Int32(from) : min(first, Int32(from))
            last = max(last, Int32(office.to ?? 9999))
        }
        return RecordFacts(
            type: record.type, state: state, ancestors: ancestors, firstYear: first,
            lastYear: last, offices: offices,
            context: record.context.map { words.add(WordTable.hash(NameFolding.key($0).utf8)) })
    }

    /// What an office's title says.
    static func officeClass(_ title: String) -> OfficeClass {
        let folded = NameFolding.key(title)
        switch folded {
        case "president", "emperor": return folded == "emperor" ? .monarch : .president
        case "prime minister": return [.premier, .minister]
        case "king", "queen", "emir", "crown prince": return .monarch
        case "pope": return .cleric
        case "vice president": return .president
        default: break
        }
        var offices: OfficeClass = []
        for word in folded.split(separator: " ") {
            for (text, office) in OfficeClass.words where text == word { offices.formUnion(office) }
        }
        if folded.hasPrefix("president of") { offices.insert(.president) }
        return offices
    }
}

extension WordTable {
    /// No words: for splitting names before their words have numbers.
    static let empty = WordTable()
}
