import Schema

/// Where a part of a query stands in its text, in code points.
///
/// All ranges are equal to each other, so that trees compare by what they ask, not by where it was
/// written.
public struct SourceRange: Sendable, Hashable {
    /// Offset of the first code point.
    public let lowerBound: Int
    /// Offset behind the last code point.
    public let upperBound: Int

    /// A place in the text of the query.
    public init(_ range: Range<Int>) {
        lowerBound = range.lowerBound
        upperBound = range.upperBound
    }

    /// No place: what was not written as text.
    public static let nowhere = SourceRange(0..<0)

    /// The offsets as a range.
    public var range: Range<Int> { lowerBound..<upperBound }

    /// Always true.
    public static func == (left: SourceRange, right: SourceRange) -> Bool { true }

    /// Adds nothing.
    public func hash(into hasher: inout Hasher) {}
}

/// Something that is looked for in the words of an article.
public struct TextTerm: Sendable, Hashable {
    /// How the text is compared with the words of an article.
    public enum Kind: Sendable, Hashable {
        /// One word, by its stem.
        case word
        /// Every word that begins with the text: `sanct*`.
        case prefix
        /// Every word that fits, `*` standing for any letters and `?` for one: `organi?ation`.
        case wildcard
        /// Every word at most so many edits away: `Lavrow~`; nil leaves the number to the search.
        case fuzzy(edits: Int?)
        /// Words next to each other in this order, by their stems: `"cheap gas"`.
        case phrase
        /// The text as it is printed: `exact:"cheap gas"`.
        case exact
    }

    /// How it is compared.
    public var kind: Kind
    /// Without quotes, `~` and the last `*` of a prefix; wildcards inside stay.
    public var text: String
    /// Where it stands.
    public var position: SourceRange

    /// A term of that kind.
    public init(_ kind: Kind, _ text: String, at position: SourceRange = .nowhere) {
        self.kind = kind
        self.text = text
        self.position = position
    }
}

/// Words that stand near each other: `sanctions NEAR/8 (gas OR oil)`.
public struct NearGroup: Sendable, Hashable {
    /// At least two; any alternative of an operand will do.
    public var operands: [[TextTerm]]
    /// Two operands are at most so many words apart; of more, the first and the last are at most
    /// that times their number less one apart.
    public var distance: Int
    /// Whether they stand in the order written (`ADJ`).
    public var isOrdered: Bool
    /// `text` or `title`.
    public var field: Field.Name

    /// A group of at least two operands.
    public init(_ operands: [[TextTerm]], distance: Int, isOrdered: Bool, field: Field.Name) {
        self.operands = operands
        self.distance = distance
        self.isOrdered = isOrdered
        self.field = field
    }

    /// The distance where none is written, that of Xapian's query parser.
    public static let defaultDistance = 10
    /// The largest distance.
    public static let maximumDistance = 200
}

/// What a query asks for, whatever the languages and the archive.
///
/// Printing a tree (`description`) gives text that parses to the same tree. In the normal form that
/// the parser makes, `and` and `or` have at least two children and none of their own kind.
///
///     try QueryParser(today: day).parse("gas OR -author:\"Jane Doe\"").description
///     // gas OR NOT author:"Jane Doe"
public indirect enum QueryTree: Sendable, Hashable {
    /// Every article: an empty query, or `*`.
    case all
    /// Words in title and body (field `text`) or in the title alone.
    case text(TextTerm, in: Field.Name)
    /// Words near each other.
    case near(NearGroup)
    /// A value of a field that is compared whole: `author:`, `actor:`, `section:`, `id:` …
    case value(Field.Name, String, at: SourceRange)
    /// A flag of the field table: `is:undated`.
    case flag(Field.Name, String)
    /// Published within these days.
    case date(DateSpan)
    /// All of them.
    case and([QueryTree])
    /// Any of them.
    case or([QueryTree])
    /// Every article but those.
    case not(QueryTree)

    /// The conjunction in normal form; `all` of nothing.
    public static func conjunction(_ trees: [QueryTree]) -> QueryTree {
        var flat: [QueryTree] = []
        for tree in trees {
            if case .and(let children) = tree { flat += children } else { flat.append(tree) }
        }
        if flat.count > 1 { flat.removeAll { $0 == .all } }
        return flat.count > 1 ? .and(flat) : flat.first ?? .all
    }

    /// The disjunction in normal form; `all` of nothing.
    public static func disjunction(_ trees: [QueryTree]) -> QueryTree {
        var flat: [QueryTree] = []
        for tree in trees {
            if case .or(let children) = tree { flat += children } else { flat.append(tree) }
        }
        return flat.count > 1 ? .or(flat) : flat.first ?? .all
    }
}
