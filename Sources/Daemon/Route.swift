import HTTPTypes

/// What the daemon answers: one row each.
///
/// Dispatch, `/v1/status`, OpenAPI and documentation read this table.
enum Route: String, CaseIterable, Sendable {
    case search, count, facet, multi, article, articleText, similar, explain
    case copies, versions, version
    case actors, actorCandidates, actor, authors, authorCandidates, author
    case health, ready, status, documents, retag

    /// Path, methods, socket and a sentence.
    struct Row: Sendable {
        /// Segments in braces are parameters.
        let path: String
        let methods: [HTTPRequest.Method]
        /// Whether only the admin socket serves it.
        let isAdmin: Bool
        let summary: String
    }

    /// The row of a route.
    var row: Row {
        switch self {
        case .search:
            Row(
                path: "/v1/search", methods: [.get, .post], isAdmin: false,
                summary: "Hits, totals and facets of a query.")
        case .count:
            Row(
                path: "/v1/count", methods: [.get, .post], isAdmin: false,
                summary: "How many articles and stories match a query.")
        case .facet:
            Row(
                path: "/v1/facets/{facet}", methods: [.get], isAdmin: false,
                summary: "The values of one facet, with a prefix where asked.")
        case .multi:
            Row(
                path: "/v1/multi", methods: [.post], isAdmin: false,
                summary: "Up to 50 searches on one snapshot: {\"searches\": [...]}.")
        case .article:
            Row(
                path: "/v1/articles/{id}", methods: [.get], isAdmin: false,
                summary: "An article as JSON.")
        case .articleText:
            Row(
                path: "/v1/articles/{id}/text", methods: [.get], isAdmin: false,
                summary: "The title and body of an article as plain text.")
        case .explain:
            Row(
                path: "/v1/articles/{id}/explain", methods: [.get], isAdmin: false,
                summary: "Every mention of an actor in an article, with the rule that made it.")
        case .actors:
            Row(
                path: "/v1/actors", methods: [.get], isAdmin: false,
                summary: "The actors of the archive with their articles.")
        case .actorCandidates:
            Row(
                path: "/v1/actors/candidates", methods: [.get], isAdmin: false,
                summary: "Names that recur and have no authority record.")
        case .actor:
            Row(
                path: "/v1/actors/{id}", methods: [.get], isAdmin: false,
                summary: "An actor: names, what it belongs to, whom it is named with.")
        case .authors:
            Row(
                path: "/v1/authors", methods: [.get], isAdmin: false,
                summary: "The authors of the archive with their articles.")
        case .authorCandidates:
            Row(
                path: "/v1/authors/candidates", methods: [.get], isAdmin: false,
                summary: "Bylines that may be one author.")
        case .author:
            Row(
                path: "/v1/authors/{id}", methods: [.get], isAdmin: false,
                summary: "An author: names, subjects, rubrics, co-authors.")
        case .similar:
            Row(
                path: "/v1/articles/{id}/similar", methods: [.get], isAdmin: false,
                summary: "Articles like one of the archive; parameters narrow them.")
        case .copies:
            Row(
                path: "/v1/articles/{id}/copies", methods: [.get], isAdmin: false,
                summary: "The near-identical copies of an article, the earliest first.")
        case .versions:
            Row(
                path: "/v1/articles/{id}/versions", methods: [.get], isAdmin: false,
                summary: "The versions of an article that the archive has seen.")
        case .version:
            Row(
                path: "/v1/articles/{id}/versions/{number}", methods: [.get], isAdmin: false,
                summary: "An article as one of its versions said it.")
        case .health:
            Row(
                path: "/healthz", methods: [.get], isAdmin: false,
                summary: "Whether the daemon runs.")
        case .ready:
            Row(
                path: "/readyz", methods: [.get], isAdmin: false,
                summary: "Whether the archive can be searched.")
        case .status:
            Row(
                path: "/v1/status", methods: [.get], isAdmin: false,
                summary: "What is served: generation, counts, sizes.")
        case .documents:
            Row(
                path: "/v1/documents", methods: [.post], isAdmin: true,
                summary: "Takes in articles as JSON Lines, answers one result a line.")
        case .retag:
            Row(
                path: "/v1/retag", methods: [.post], isAdmin: true,
                summary: "Brings the index in line with the desk's records; ?dry_run=1 only says.")
        }
    }
}

/// A route found for a request, with the values of its parameters, decoded.
struct RouteMatch: Sendable, Equatable {
    let route: Route
    let parameters: [String: String]

    /// What a path and method lead to.
    enum Outcome: Sendable, Equatable {
        case found(RouteMatch)
        /// The path is known, the method is not; what would be allowed.
        case wrongMethod(allowed: [String])
        case unknown
    }

    /// Looks a request up in the table.
    ///
    /// - Parameter path: as it came, percent-encoded, without the query.
    static func find(method: HTTPRequest.Method, path: String, admin: Bool) -> Outcome {
        let segments = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        var allowed: [String] = []
        for route in Route.allCases where admin || !route.row.isAdmin {
            guard let parameters = match(route.row.path, segments) else { continue }
            let methods = route.row.methods
            if methods.contains(method) || (method == .head && methods.contains(.get)) {
                return .found(RouteMatch(route: route, parameters: parameters))
            }
            allowed += methods.map(\.rawValue)
        }
        return allowed.isEmpty ? .unknown : .wrongMethod(allowed: allowed)
    }

    private static func match(
        _ template: String, _ segments: ArraySlice<Substring>
    ) -> [String: String]? {
        let pieces = template.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        guard pieces.count == segments.count else { return nil }
        var parameters: [String: String] = [:]
        for (piece, segment) in zip(pieces, segments) {
            if piece.first == "{" {
                guard let value = PercentEncoding.decode(segment), !value.isEmpty else {
                    return nil
                }
                parameters[String(piece.dropFirst().dropLast())] = value
            } else if piece != segment {
                return nil
            }
        }
        return parameters
    }
}
