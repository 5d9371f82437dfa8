import Articles

/// An authority record as roll-up needs it: what it is, and everything that it belongs to.
public struct ActorLineage: Sendable, Equatable {
    /// `person/jens-stoltenberg`.
    public let id: String
    /// The preferred label.
    public let label: String
    /// What it is.
    public let type: ActorType
    /// Ids of its parents, their parents and so on, each once, without itself.
    public let ancestors: [String]

    /// A record with all that it belongs to.
    public init(id: String, label: String, type: ActorType, ancestors: [String]) {
        self.id = id
        self.label = label
        self.type = type
        self.ancestors = ancestors
    }
}
