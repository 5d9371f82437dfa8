import Schema

/// Values of one facet whose labels begin in some way: `GET /v1/facets/{facet}?prefix=…`.
///
/// Every parameter of a search narrows what is counted; `prefix`, `limit`, `type`, `sort`, `min`,
/// `interval`, `scope`, `unit`, and of actors `roll`, `min_mentions`, `kinds`, `prominent` and `with`
/// are those of the facet.
public struct FacetValuesRequest: Sendable, Equatable {
    /// What is counted.
    public var facet: FacetRequest
    /// Which articles.
    public var search: SearchRequest

    /// A request for values of a facet among the articles of a search.
    public init(_ facet: FacetRequest, in search: SearchRequest = SearchRequest()) {
        self.facet = facet
        self.search = search
    }

    /// The request of a path's facet and decoded parameters.
    ///
    /// - Throws: `not_found` for what is no facet, else as ``SearchRequest/init(queryItems:)``.
    public init(
        facet name: String, queryItems: [(name: String, value: String)]
    ) throws(SearchError) {
        guard let field = Field.facets.first(where: { $0.name.rawValue == name }) else {
            throw SearchError(
                .notFound, "there is no facet \"\(name)\"",
                hint: "one of " + Field.facets.map(\.name.rawValue).joined(separator: ", "))
        }
        let own =
            ["prefix", "limit", "type", "sort", "min", "interval", "scope", "unit", "with"]
            + ActorOptions.names
        let items = queryItems.map { item in
            own.contains(item.name)
                ? (name: "facet.\(name).\(item.name)", value: item.value) : item
        }
        search = try SearchRequest(queryItems: [(name: "facet", value: name)] + items)
        facet = search.facets.first { $0.facet == field.name } ?? FacetRequest(field.name)
        search.facets = []
    }
}
