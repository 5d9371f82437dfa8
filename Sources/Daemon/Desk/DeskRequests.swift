import Articles
import HTTPTypes
import Hummingbird
import Schema
import Search

extension DeskService.ListRequest {
    /// The parameters of `GET /v1/actors` and `GET /v1/authors`.
    ///
    /// - Throws: `unknown_parameter`, `bad_parameter`.
    public init(queryItems: [(name: String, value: String)]) throws(SearchError) {
        self.init()
        for (name, value) in queryItems {
            switch name {
            case "prefix": prefix = value
            case "type":
                guard let type = ActorType(rawValue: value) else {
                    throw SearchError(
                        .badParameter, "type does not know \"\(value)\"", param: name,
                        hint: "one of " + ActorType.allCases.map(\.rawValue).joined(separator: ", ")
                    )
                }
                self.type = type
            case "min": minimum = try DeskParameter.number(name, value, 1...Int(Int32.max))
            case "offset": offset = try DeskParameter.number(name, value, 0...Int(Int32.max))
            case "limit": limit = try DeskParameter.number(name, value, 0...Self.maximumLimit)
            default: throw DeskParameter.unknown(name, Self.names)
            }
        }
    }
}

/// Which candidates are wanted: `min` articles, `limit` rows.
public struct CandidatesRequest: Sendable, Equatable {
    /// Only names of at least so many articles; of actors.
    public var minimum = 2
    /// The number of rows.
    public var limit = 50

    /// The fifty most frequent that recur.
    public init() {}

    /// The parameters of `GET /v1/actors/candidates` and `GET /v1/authors/candidates`.
    ///
    /// - Throws: `unknown_parameter`, `bad_parameter`.
    init(queryItems: [(name: String, value: String)]) throws(SearchError) {
        for (name, value) in queryItems {
            switch name {
            case "min": minimum = try DeskParameter.number(name, value, 1...Int(Int32.max))
            case "limit":
                limit = try DeskParameter.number(
                    name, value, 1...DeskService.ListRequest.maximumLimit)
            default: throw DeskParameter.unknown(name, ["min", "limit"])
            }
        }
    }
}

/// Values of parameters, or the problem with them.
enum DeskParameter {
    static func number(
        _ name: String, _ value: String, _ range: ClosedRange<Int>
    ) throws(SearchError) -> Int {
        guard let number = Int(value), range.contains(number) else {
            throw SearchError(
                .badParameter,
                "\(name)=\(value) is no whole number from \(range.lowerBound) to "
                    + "\(range.upperBound)", param: name)
        }
        return number
    }

    static func flag(_ name: String, _ value: String) throws(SearchError) -> Bool {
        switch value {
        case "true", "1", "": return true
        case "false", "0": return false
        default:
            throw SearchError(
                .badParameter, "\(name)=\(value) is neither true nor false", param: name)
        }
    }

    static func unknown(_ name: String, _ known: [String]) -> SearchError {
        SearchError(
            .unknownParameter, "there is no parameter \"\(name)\"", param: name,
            hint: "known are " + known.joined(separator: ", "))
    }
}

extension QueryService {
    /// `/v1/actors`.
    func actors(_ items: [(name: String, value: String)]) async throws -> Response {
        let request = try DeskService.ListRequest(queryItems: items)
        return try await desk { (desk) throws(SearchError) in try desk.actors(request) }
    }

    /// `/v1/actors/candidates`.
    func actorCandidates(_ items: [(name: String, value: String)]) async throws -> Response {
        let request = try CandidatesRequest(queryItems: items)
        return try await desk { (desk) throws(SearchError) in
            try desk.actorCandidates(atLeast: request.minimum, limit: request.limit)
        }
    }

    /// `/v1/actors/{id}`.
    func actor(_ id: String) async throws -> Response {
        try await desk { (desk) throws(SearchError) in try desk.actor(id) }
    }

    /// `/v1/authors`.
    func authors(_ items: [(name: String, value: String)]) async throws -> Response {
        let request = try DeskService.ListRequest(queryItems: items)
        return try await desk { (desk) throws(SearchError) in try desk.authors(request) }
    }

    /// `/v1/authors/candidates`.
    func authorCandidates(_ items: [(name: String, value: String)]) async throws -> Response {
        let request = try CandidatesRequest(queryItems: items)
        return try await desk { (desk) throws(SearchError) in
            try desk.authorCandidates(limit: request.limit)
        }
    }

    /// `/v1/authors/{id}`.
    func author(_ id: String) async throws -> Response {
        try await desk { (desk) throws(SearchError) in try desk.author(id) }
    }

    /// `/v1/articles/{id}/explain`.
    func explain(_ id: String) async throws -> Response {
        try await desk { (desk) throws(SearchError) in try desk.explain(id) }
    }

    private func desk<Value: Encodable & Sendable>(
        _ work: @escaping @Sendable (DeskService) throws(SearchError) -> Value
    ) async throws -> Response {
        let desk = desk
        return JSONResponse.make(
            try await run { () throws(SearchError) in try work(desk) })
    }
}
