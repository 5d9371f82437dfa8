import Archive
import Articles
import Foundation
import HTTPTypes
import Hummingbird
import Indexing
import Schema
import Search

/// The handlers of the read routes.
struct QueryService: Sendable {
    let engine: SearchEngine
    let threads: SearchThreads
    let archivePath: String
    let desk: DeskService
    let started = Date()

    /// `/v1/search`.
    func search(_ request: SearchRequest) async throws -> Response {
        let engine = engine
        return try await answer { () throws(SearchError) -> [UInt8] in
            try engine.search(request).json()
        }
    }

    /// `/v1/multi`.
    func multi(_ request: MultiRequest) async throws -> Response {
        let engine = engine
        return try await answer { () throws(SearchError) -> [UInt8] in
            try engine.multi(request).json()
        }
    }

    /// `/v1/search` on the caller's thread; an error is an answer too.
    func searchNow(_ head: HTTPRequest, _ body: ByteBuffer) -> PlainAnswer {
        do {
            let request =
                head.method == .post
                ? try SearchRequest(json: Array(body.readableBytesView))
                : try SearchRequest(queryItems: try RequestProblem.queryItems(of: head.path ?? ""))
            return PlainAnswer(
                status: .ok, contentType: "application/json",
                bytes: try engine.search(request).json())
        } catch let error as SearchError {
            return PlainAnswer(ProblemDetails(error))
        } catch let error as RequestProblem {
            return PlainAnswer(error.details)
        } catch {
            return PlainAnswer(ProblemDetails(.internalError, "\(error)"))
        }
    }

    /// `/v1/count`.
    func count(_ request: SearchRequest) async throws -> Response {
        let engine = engine
        return JSONResponse.make(
            try await run { () throws(SearchError) in try engine.count(request) })
    }

    /// `/v1/facets/{facet}`.
    func facet(_ name: String, _ items: [(name: String, value: String)]) async throws -> Response {
        let request = try FacetValuesRequest(facet: name, queryItems: items)
        let engine = engine
        return JSONResponse.make(
            try await run { () throws(SearchError) in try engine.facetValues(request) })
    }

    /// `/v1/articles/{id}`.
    func article(_ id: String) async throws -> Response {
        let engine = engine
        return JSONResponse.make(
            try await run { () throws(SearchError) in try engine.article(id) })
    }

    /// `/v1/articles/{id}/text`.
    func text(_ id: String) async throws -> Response {
        let engine = engine
        let article = try await run { () throws(SearchError) in try engine.article(id) }
        return Response(
            status: .ok, headers: [.contentType: "text/plain; charset=utf-8"],
            body: ResponseBody(
                byteBuffer: ByteBuffer(string: article.title + "\n\n" + article.body + "\n")))
    }

    /// `/v1/articles/{id}/copies`.
    func copies(_ id: String) async throws -> Response {
        let engine = engine
        return JSONResponse.make(
            try await run { () throws(SearchError) in try engine.copies(of: id) })
    }

    /// `/v1/articles/{id}/versions`.
    func versions(_ id: String) async throws -> Response {
        try await ofVersions(id) { versions throws(IndexingError) in
            VersionsAnswer(id: id, versions: try versions.list(id))
        }
    }

    /// `/v1/articles/{id}/versions/{number}`.
    func version(_ id: String, _ number: String) async throws -> Response {
        guard let number = Int(number), number > 0 else {
            throw RequestProblem(
                .badParameter, "a version is a number from 1", param: "number",
                hint: "GET /v1/articles/{id}/versions lists them")
        }
        return try await ofVersions(id) { versions throws(IndexingError) in
            try versions.article(id, version: number)
        }
    }

    /// Asks the source store about an article that may be seen.
    private func ofVersions<Answer: Encodable & Sendable>(
        _ id: String,
        _ ask: @escaping @Sendable (ArticleVersions) throws(IndexingError) -> Answer
    ) async throws -> Response {
        let (engine, path) = (engine, archivePath)
        let answer = try await run { () throws(SearchError) -> Answer in
            guard try engine.contains(id) else {
                throw SearchError(
                    .notFound, "there is no article \"\(id)\" in the archive", param: "id")
            }
            do throws(IndexingError) {
                return try ask(try ArticleVersions(archive: path))
            } catch {
                throw SearchError(error.problem, error.detail, param: "id", hint: error.hint)
            }
        }
        return JSONResponse.make(answer)
    }

    /// `/readyz`.
    func ready() async throws -> Response {
        let engine = engine
        _ = try await run { () throws(SearchError) in try engine.snapshot().generation }
        return Response(
            status: .ok, headers: [.contentType: "text/plain; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: "ready\n")))
    }

    /// `/v1/status`.
    func status() async throws -> Response {
        let engine = engine
        let index = try await run { () throws(SearchError) in try engine.status() }
        return JSONResponse.make(
            DaemonStatus(
                archive: archivePath, index: index, pid: getpid(),
                started: started.formatted(.iso8601),
                routes: Route.allCases.map { route in
                    DaemonStatus.RouteSummary(
                        path: route.row.path, methods: route.row.methods.map(\.rawValue),
                        admin: route.row.isAdmin, summary: route.row.summary)
                }))
    }

    private func answer(
        _ work: @escaping @Sendable () throws(SearchError) -> [UInt8]
    ) async throws -> Response {
        let bytes = try await run(work)
        return Response(
            status: .ok, headers: [.contentType: "application/json"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    func run<Value: Sendable>(
        _ work: @escaping @Sendable () throws(SearchError) -> Value
    ) async throws -> Value {
        let result: Result<Value, SearchError> = await threads.run {
            do throws(SearchError) {
                return .success(try work())
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }
}

/// The answer of `/v1/articles/{id}/versions`.
struct VersionsAnswer: Encodable, Sendable {
    let id: String
    let versions: [ArticleVersions.Version]
}

/// An answer with all of its bytes.
struct PlainAnswer: Sendable {
    let status: HTTPResponse.Status
    let contentType: String
    let bytes: [UInt8]

    init(status: HTTPResponse.Status, contentType: String, bytes: [UInt8]) {
        self.status = status
        self.contentType = contentType
        self.bytes = bytes
    }

    init(_ details: ProblemDetails) {
        self.init(
            status: .init(code: details.status), contentType: "application/problem+json",
            bytes: details.json())
    }
}

/// The answer of `/v1/status`.
struct DaemonStatus: Encodable, Sendable {
    struct RouteSummary: Encodable, Sendable {
        let path: String
        let methods: [String]
        let admin: Bool
        let summary: String
    }

    let archive: String
    let index: IndexStatus
    let pid: Int32
    let started: String
    let routes: [RouteSummary]
}
