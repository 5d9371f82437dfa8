import Articles

/// How one of a record's names stands to the record.
public enum AliasKind: String, Sendable, Codable, CaseIterable {
    /// The preferred name.
    case name
    /// Another full name.
    case alias
    case abbreviation
    /// A name that stands for the record only beside a full mention, a title or an office.
    case surname
    /// The name of a state's people, or its adjective.
    case demonym
    /// A seat of government that stands for its state: the Kremlin.
    case metonym
    /// An office that stands for its holder.
    case title

    /// The letter that a snapshot writes before a name.
    var letter: UInt8 {
        switch self {
        case .name: UInt8(ascii: "n")
        case .alias: UInt8(ascii: "a")
        case .abbreviation: UInt8(ascii: "b")
        case .surname: UInt8(ascii: "s")
        case .demonym: UInt8(ascii: "d")
        case .metonym: UInt8(ascii: "m")
        case .title: UInt8(ascii: "t")
        }
    }

    /// The kind that a letter stands for; nil for any other byte.
    init?(letter: UInt8) {
        switch letter {
        case UInt8(ascii: "n"): self = .name
        case UInt8(ascii: "a"): self = .alias
        case UInt8(ascii: "b"): self = .abbreviation
        case UInt8(ascii: "s"): self = .surname
        case UInt8(ascii: "d"): self = .demonym
        case UInt8(ascii: "m"): self = .metonym
        case UInt8(ascii: "t"): self = .title
        default: return nil
        }
    }

    /// The kind of a mention by such a name.
    var mention: MentionKind {
        switch self {
        case .name: .name
        case .alias, .abbreviation, .surname: .alias
        case .demonym: .demonym
        case .metonym: .metonym
        case .title: .title
        }
    }
}

/// One name of a record.
public struct AuthorityAlias: Sendable, Equatable, Codable {
    /// The name as it is written.
    public var text: String
    /// How it stands to the record.
    public var kind: AliasKind
    /// Whether it also means something else, so that the text must support it.
    public var ambiguous: Bool

    /// A name of that kind.
    public init(text: String, kind: AliasKind, ambiguous: Bool = false) {
        self.text = text
        self.kind = kind
        self.ambiguous = ambiguous
    }
}

/// An office that a person held.
public struct AuthorityOffice: Sendable, Equatable, Codable {
    /// `President`, `Foreign Minister` and the like.
    public var title: String
    /// The first year, nil where not known.
    public var from: Int?
    /// The last year; nil while it is held, or where nothing is known (``from`` is nil then too).
    public var to: Int?

    /// An office held in those years.
    public init(title: String, from: Int? = nil, to: Int? = nil) {
        self.title = title
        self.from = from
        self.to = to
    }
}

/// The identity of an actor: what it is called and what it belongs to.
public struct AuthorityRecord: Sendable, Equatable, Codable {
    /// `person/vladimir-putin`, `org/nato`, `state/ru`, `place/kyiv`.
    public var id: String
    /// What it is; follows from the first part of ``id``.
    public var type: ActorType
    /// The preferred label.
    public var label: String
    /// All names under which it is recognised, the label among them unless it only tells records
    /// of one name apart.
    public var aliases: [AuthorityAlias]
    /// The ids of what it belongs to: a person to an organisation or state, a place to a state.
    public var parents: [String]
    /// The offices of a person, as the facts give them.
    public var offices: [AuthorityOffice]
    /// The Wikidata item: `Q7747`.
    public var wikidata: String?
    /// The title of the English Wikipedia article, only where it is not ``label``.
    public var wikipedia: String?
    /// Words that speak for this record where its name is ambiguous.
    public var context: [String]

    /// A record of which only id and label are known; its type follows from the id.
    public init(id: String, label: String) {
        self.id = id
        self.label = label
        type = Self.type(ofID: id)
        aliases = []
        parents = []
        offices = []
        context = []
    }

    /// What the first part of an id says.
    static func type(ofID id: String) -> ActorType {
        if id.utf8.starts(with: "person/".utf8) { return .person }
        if id.utf8.starts(with: "place/".utf8) { return .place }
        if id.utf8.starts(with: "org/".utf8) { return .organisation }
        return id.utf8.starts(with: "state/".utf8) ? .state : .unknown
    }
}

/// One line of `byline actors list --format jsonl`.
public struct ActorListRow: Sendable, Codable {
    /// Id of the record.
    public var id: String
    /// The preferred label.
    public var label: String
    /// What it is.
    public var type: ActorType
    /// The title of the English Wikipedia article, where it is not the label.
    public var wikipedia: String?
    /// All names, as they are written.
    public var aliases: [String]

    /// The line of a record.
    public init(_ record: AuthorityRecord) {
        id = record.id
        label = record.label
        type = record.type
        wikipedia = record.wikipedia
        aliases = record.aliases.map(\.text)
    }
}
