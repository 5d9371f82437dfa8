import Foundation
import HTTPTypes
import Hummingbird
import Logging
import Schema
import Search

/// Answers requests of one socket: finds the route in the table and calls its handler.
struct Responder: HTTPResponder {
    typealias Context = BasicRequestContext

    let service: QueryService
    /// Nil on the query socket, which is read-only.
    let writer: WriterGate?
    let limits: DaemonLimits

    func respond(to request: Request, context: Context) async throws -> Response {
        do {
            return try await dispatch(request)
        } catch let error as SearchError {
            return ProblemDetails(error).response()
        } catch let error as RequestProblem {
            return error.details.response(error.headers)
        }
    }

    private func dispatch(_ request: Request) async throws -> Response {
        // A page in a browser may not reach the archive through a socket that is not for it.
        if request.headers[.origin] != nil {
            throw RequestProblem(.forbidden, "requests from web pages are not answered here")
        }
        let outcome = RouteMatch.find(
            method: request.method, path: request.uri.path, admin: writer != nil)
        switch outcome {
        case .unknown:
            throw RequestProblem(
                .noRoute, "there is no route \(Self.printable(request.uri.path))",
                hint: "the routes are listed by GET /v1/status")
        case .wrongMethod(let allowed):
            throw RequestProblem(
                .methodNotAllowed,
                "\(Self.printable(request.uri.path)) takes \(allowed.joined(separator: ", "))",
                headers: [.allow: allowed.joined(separator: ", ")])
        case .found(let match): return try await handle(match, request)
        }
    }

    private func handle(_ match: RouteMatch, _ request: Request) async throws -> Response {
        switch match.route {
        case .search:
            let query = try await searchRequest(request)
            return try await service.search(query)
        case .count:
            let query = try await searchRequest(request)
            return try await service.count(query)
        case .facet:
            return try await service.facet(
                match.parameters["facet"] ?? "", try queryItems(request))
        case .multi:
            let body = try await collect(request, upTo: limits.jsonBodyBytes)
            return try await service.multi(try MultiRequest(json: body))
        case .similar:
            var query = try SearchRequest(queryItems: try queryItems(request))
            query.like = match.parameters["id"]
            return try await service.search(query)
        case .article: return try await service.article(match.parameters["id"] ?? "")
        case .articleText: return try await service.text(match.parameters["id"] ?? "")
        case .explain: return try await service.explain(match.parameters["id"] ?? "")
        case .actors: return try await service.actors(try queryItems(request))
        case .actorCandidates: return try await service.actorCandidates(try queryItems(request))
        case .actor: return try await service.actor(match.parameters["id"] ?? "")
        case .authors: return try await service.authors(try queryItems(request))
        case .authorCandidates: return try await service.authorCandidates(try queryItems(request))
        case .author: return try await service.author(match.parameters["id"] ?? "")
        case .copies: return try await service.copies(match.parameters["id"] ?? "")
        case .versions: return try await service.versions(match.parameters["id"] ?? "")
        case .version:
            return try await service.version(
                match.parameters["id"] ?? "", match.parameters["number"] ?? "")
        case .health:
            return Response(
                status: .ok, headers: [.contentType: "text/plain; charset=utf-8"],
                body: ResponseBody(byteBuffer: ByteBuffer(string: "ok\n")))
        case .ready: return try await service.ready()
        case .status: return try await service.status()
        case .documents: return try await documents(request)
        case .retag:
            guard let writer else { throw RequestProblem(.noRoute, "this socket is read-only") }
            return try await writer.retag(try RetagOptions(try queryItems(request)))
        }
    }

    private func searchRequest(_ request: Request) async throws -> SearchRequest {
        guard request.method == .post else {
            return try SearchRequest(queryItems: try queryItems(request))
        }
        let body = try await collect(request, upTo: limits.jsonBodyBytes)
        return try SearchRequest(json: body)
    }

    private func documents(_ request: Request) async throws -> Response {
        guard let writer else { throw RequestProblem(.noRoute, "this socket is read-only") }
        let options = try WriteOptions(try queryItems(request))
        let body = try await collect(request, upTo: limits.documentsBodyBytes)
        return try await writer.documents(body, options)
    }

    private func queryItems(_ request: Request) throws -> [(name: String, value: String)] {
        try RequestProblem.queryItems(request.uri.query ?? "")
    }

    private func collect(_ request: Request, upTo limit: Int) async throws -> [UInt8] {
        if let declared = request.headers[.contentLength].flatMap({ Int($0) }), declared > limit {
            throw Self.tooLarge(limit)
        }
        var bytes: [UInt8] = []
        for try await part in request.body {
            guard bytes.count + part.readableBytes <= limit else { throw Self.tooLarge(limit) }
            bytes.append(contentsOf: part.readableBytesView)
        }
        return bytes
    }

    private static func tooLarge(_ limit: Int) -> RequestProblem {
        RequestProblem(
            .bodyTooLarge, "the body has more than \(limit) bytes",
            hint: "send it in several requests")
    }

    /// A path as it may be shown: printable ASCII, not too long.
    private static func printable(_ path: String) -> String {
        String(
            decoding: path.utf8.prefix(200).map { (0x21...0x7E).contains($0) ? $0 : 0x3F },
            as: UTF8.self)
    }
}

/// An error that the daemon itself finds in a request.
struct RequestProblem: Error {
    let details: ProblemDetails
    let headers: HTTPFields

    init(
        _ problem: Problem, _ detail: String, param: String? = nil, hint: String? = nil,
        headers: HTTPFields = [:]
    ) {
        details = ProblemDetails(problem, detail, param: param, hint: hint)
        self.headers = headers
    }
}

extension RequestProblem {
    /// The parameters of a query string, decoded, in their order.
    static func queryItems(
        _ query: some StringProtocol
    ) throws(RequestProblem) -> [(name: String, value: String)] {
        guard let items = PercentEncoding.queryItems(String(query)) else {
            throw RequestProblem(
                .badParameter, "the query string is not percent-encoded UTF-8",
                hint: "encode it, for example with curl --data-urlencode and -G")
        }
        return items.map { (name: $0.0, value: $0.1) }
    }

    /// The parameters of a path with a query string behind it.
    static func queryItems(
        of path: String
    ) throws(RequestProblem) -> [(name: String, value: String)] {
        guard let mark = path.firstIndex(of: "?") else { return [] }
        return try queryItems(path[path.index(after: mark)...].prefix { $0 != "#" })
    }
}

extension ProblemDetails {
    /// An error of a search, as the contract spells it.
    init(_ error: SearchError) {
        self.init(
            error.problem, error.detail, param: error.param, position: error.position,
            hint: error.hint)
    }
}
