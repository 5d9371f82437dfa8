/// What kind of thing an actor is.
public enum ActorType: String, Sendable, Codable, CaseIterable {
    case person, organisation, state, place, unknown

    /// The first part of an id: `person/`, `org/`, `state/`, `place/`; `name/` without a record.
    public var idPrefix: String {
        switch self {
        case .person: "person"
        case .organisation: "org"
        case .state: "state"
        case .place: "place"
        case .unknown: "name"
        }
    }
}

/// How a mention names its actor.
public enum MentionKind: String, Sendable, Codable, CaseIterable {
    case name, alias, demonym, metonym, title, pronoun
}

/// A person, organisation, state or place that an article is about.
public struct Actor: Sendable, Equatable, Codable {
    /// Id of the authority record, or `name/<slug>` without one.
    public var id: String
    /// The preferred label.
    public var label: String
    /// What it is; `unknown` where no record and no context says.
    public var type: ActorType
    /// How often title and body mention it.
    public var mentions: Int
    /// Whether the title mentions it.
    public var inTitle: Bool
    /// Whether the lead (the first paragraph) mentions it.
    public var inLead: Bool
    /// The kinds of its mentions, in the order of ``MentionKind``.
    public var kinds: [MentionKind]

    /// An actor with all that an article keeps of it.
    public init(
        id: String, label: String, type: ActorType, mentions: Int = 1, inTitle: Bool = false,
        inLead: Bool = false, kinds: [MentionKind] = [.name]
    ) {
        self.id = id
        self.label = label
        self.type = type
        self.mentions = mentions
        self.inTitle = inTitle
        self.inLead = inLead
        self.kinds = kinds
    }

    private enum CodingKeys: String, CodingKey {
        case id, label, type, mentions, kinds
        case inTitle = "in_title"
        case inLead = "in_lead"
    }
}

/// One place in a text that names an actor.
///
/// `start` and `end` are offsets in Unicode code points of the text, end exclusive.
public struct Mention: Sendable, Equatable, Codable {
    /// Offset of the first code point.
    public var start: Int
    /// Offset behind the last code point.
    public var end: Int
    /// What is named.
    public var type: ActorType
    /// How it is named.
    public var kind: MentionKind
    /// Id of the authority record, nil where none was linked.
    public var actor: String?
    /// The record's preferred label.
    public var label: String?
    /// Title of the English Wikipedia article of the record, where known.
    public var wikipedia: String?

    /// A mention with all that is known of it.
    public init(
        start: Int, end: Int, type: ActorType, kind: MentionKind, actor: String? = nil,
        label: String? = nil, wikipedia: String? = nil
    ) {
        self.start = start
        self.end = end
        self.type = type
        self.kind = kind
        self.actor = actor
        self.label = label
        self.wikipedia = wikipedia
    }
}
