/// Who wrote an article.
public struct Author: Sendable, Equatable, Codable {
    /// `author/<slug>` of the name, or the id of the authority record that bears it.
    public var id: String
    /// The name as printed, without honorifics.
    public var name: String
    /// The name to show: that of the authority record where there is one, else ``name``.
    public var label: String
    /// `Dr.`, `Sir` and the like, as printed.
    public var honorific: String?
    /// What the page says of the author; never part of the body.
    public var bio: String?
    /// Where the name was found: `byline block`, `jsonld`, `meta`, `given` and so on.
    public var source: String

    /// An author known by name only.
    public init(
        name: String, honorific: String? = nil, bio: String? = nil, source: String
    ) {
        id = Identifier.author(named: name)
        self.name = name
        label = name
        self.honorific = honorific
        self.bio = bio
        self.source = source
    }

    private enum CodingKeys: String, CodingKey {
        case id, name, label, honorific, bio, source
    }

    /// Writes every key of the contract, `null` where nothing is known.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(id, forKey: .id)
        try container.encode(name, forKey: .name)
        try container.encode(label, forKey: .label)
        try container.encode(honorific, forKey: .honorific)
        try container.encode(bio, forKey: .bio)
        try container.encode(source, forKey: .source)
    }
}
