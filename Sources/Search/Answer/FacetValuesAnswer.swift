/// The values of one facet.
public struct FacetValuesAnswer: Sendable, Equatable, Encodable {
    /// What was counted.
    public var facet: FacetAnswer
    /// What was searched.
    public var index: IndexState
    /// How long it took.
    public var tookMilliseconds: Double

    private enum CodingKeys: String, CodingKey {
        case index
        case tookMilliseconds = "took_ms"
    }

    /// Writes index and time among the keys of the facet.
    public func encode(to encoder: any Encoder) throws {
        try facet.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(index, forKey: .index)
        try container.encode(tookMilliseconds, forKey: .tookMilliseconds)
    }
}
