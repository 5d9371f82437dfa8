/// What becomes of the actors that a row gives, and whether others are looked for.
public enum ActorsMode: String, Sendable, Codable, CaseIterable {
    /// Keeps what the row gives, as it is, and looks for nothing.
    case given
    /// Ignores what the row gives, and looks for actors in title and body.
    case recognise
    /// Joins both.
    case both
}
