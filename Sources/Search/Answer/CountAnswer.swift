/// How much matches, without the hits.
public struct CountAnswer: Sendable, Equatable, Codable {
    /// How the query was understood.
    public var query: QueryEcho
    /// How much was found.
    public var total: Total
    /// What was searched.
    public var index: IndexState
    /// How long it took.
    public var tookMilliseconds: Double

    private enum CodingKeys: String, CodingKey {
        case query, total, index
        case tookMilliseconds = "took_ms"
    }

    init(_ answer: SearchAnswer) {
        query = answer.query
        total = answer.total ?? Total(articles: 0, stories: 0, exact: false)
        index = answer.index
        tookMilliseconds = answer.tookMilliseconds
    }
}
