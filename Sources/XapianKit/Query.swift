/// What to look for: a tree of terms, as a plain value that can be kept, compared and printed.
public indirect enum Query: Sendable, Equatable {
    /// All documents, without weight.
    case all
    /// No document.
    case none
    /// Documents that hold a term; `wqf` is how often the query names it.
    case term(String, wqf: Int = 1)
    /// Documents that match all parts; weights are added. Without parts: all documents.
    case and([Query])
    /// Documents that match any part; weights are added. Without parts: none.
    case or([Query])
    /// Documents that match any part, weighted as if the parts were one term. Without parts: none.
    case synonym([Query])
    /// Documents that match any part, weighted by the part that gives most. Without parts: none.
    case maximum([Query])
    /// Documents that match the first query and not the second.
    case not(Query, Query)
    /// Documents that match both queries, weighted by the first alone.
    case filter(Query, by: Query)
    /// Documents that match the first query; the second only adds weight.
    case maybe(Query, Query)
    /// The same documents, with weights multiplied by a finite factor from 0 on.
    case scaled(Query, by: Double)

    /// The most levels that a query can have; a deeper one throws `invalidArgument`.
    public static let maximumDepth = 200
}

extension Query: CustomStringConvertible {
    /// The tree as text, like `(oil AND (gas OR coal))`.
    public var description: String {
        switch self {
        case .all: "ALL"
        case .none: "NONE"
        case .term(let term, let wqf): wqf == 1 ? term : "\(term)#\(wqf)"
        case .and(let parts): Query.joined(parts, " AND ", empty: "ALL")
        case .or(let parts): Query.joined(parts, " OR ", empty: "NONE")
        case .synonym(let parts): Query.joined(parts, " SYNONYM ", empty: "NONE")
        case .maximum(let parts): Query.joined(parts, " MAX ", empty: "NONE")
        case .not(let query, let excluded): "(\(query) NOT \(excluded))"
        case .filter(let query, let filter): "(\(query) FILTER \(filter))"
        case .maybe(let query, let optional): "(\(query) MAYBE \(optional))"
        case .scaled(let query, let factor): "\(factor) * \(query)"
        }
    }

    private static func joined(_ parts: [Query], _ separator: String, empty: String) -> String {
        parts.isEmpty ? empty : "(" + parts.map(\.description).joined(separator: separator) + ")"
    }
}
