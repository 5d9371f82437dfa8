/// The near-identical copies of one article.
public struct CopiesAnswer: Sendable, Equatable, Codable {
    /// Id of the article.
    public var id: String
    /// How many there are.
    public var count: Int
    /// The copies without the article itself, the earliest first, undated ones last.
    public var hits: [Hit]
    /// What was searched.
    public var index: IndexState
}
