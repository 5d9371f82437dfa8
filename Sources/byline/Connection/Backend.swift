import Actors
import Archive
import Articles
import Daemon
import Foundation
import Schema
import Search

/// Who answers a command: the daemon, or the archive opened by the command itself.
enum Backend {
    case daemon(UnixHTTPClient)
    case direct(SearchEngine, FrozenAuthority)

    /// The daemon where one answers, else the archive.
    ///
    /// With `--archive` only a daemon that serves that archive is asked: the one that its
    /// `serve.json` names.
    init(_ options: ArchiveOptions) throws {
        if !options.direct, let client = Self.daemon(options) {
            self = .daemon(client)
            return
        }
        guard let path = options.path else {
            throw Failure(
                .archiveMissing, "no daemon answers, and no archive is named",
                hint: "name one with --archive DIR or $BYLINE_ARCHIVE, or start `byline serve`")
        }
        let authority = FrozenAuthority()
        let engine = try searching { () throws(SearchError) in
            var search = try SearchOptionsFactory.make(for: path, authority)
            let patience = Int(options.timeout / .milliseconds(1))
            search.budgetMilliseconds = min(search.budgetMilliseconds, patience)
            return try SearchEngine(archive: ArchiveFolder(path), options: search)
        }
        self = .direct(engine, authority)
    }

    private static func daemon(_ options: ArchiveOptions) -> UnixHTTPClient? {
        var candidates: [String] = []
        if let socket = options.socket {
            candidates = [socket]
        } else if let path = options.path {
            let record = FileManager.default.contents(atPath: ArchiveFolder(path).serve)
                .flatMap { try? JSONDecoder().decode(ServeRecord.self, from: $0) }
            candidates = record.map { [$0.query] } ?? []
        } else {
            let environment = ProcessInfo.processInfo.environment
            candidates = [
                SocketPaths(query: nil, admin: nil, environment: environment).query
            ]
        }
        for path in candidates {
            let client = UnixHTTPClient(socketPath: path, timeout: options.timeout)
            if client.isAnswering { return client }
        }
        return nil
    }

    /// Hits, totals and facets.
    func search(_ request: SearchRequest) throws -> SearchAnswer {
        switch self {
        case .daemon(let client):
            return try Self.decode(
                client.request("POST", "/v1/search", body: request.json()), query: request.q)
        case .direct(let engine, _):
            do throws(SearchError) {
                return try engine.search(request)
            } catch {
                throw Failure(error, query: request.q)
            }
        }
    }

    /// Several searches of one snapshot, as many as one request takes.
    func multi(_ request: MultiRequest) throws -> MultiAnswer {
        switch self {
        case .daemon(let client):
            return try Self.decode(client.request("POST", "/v1/multi", body: request.json()))
        case .direct(let engine, _):
            return try searching { () throws(SearchError) in try engine.multi(request) }
        }
    }

    /// One article.
    func article(_ id: String) throws -> Article {
        switch self {
        case .daemon(let client):
            let target = "/v1/articles/" + Self.encoded(id)
            return try Self.decode(client.request("GET", target))
        case .direct(let engine, _):
            return try searching { () throws(SearchError) in try engine.article(id) }
        }
    }

    /// Where the articles of this archive were indexed from.
    func places(_ options: ArchiveOptions) -> SourcePlaces {
        SourcePlaces {
            if let path = options.path { return path }
            struct Served: Decodable { let archive: String }
            // Whoever answers may be no daemon of ours: then nobody knows.
            return (try? status()).flatMap {
                try? JSONDecoder().decode(Served.self, from: Data($0)).archive
            }
        }
    }

    /// What editors ask beside searches: of the daemon by a path, or of the archive.
    func desk<Value: Decodable>(
        _ target: String, _ work: (DeskService) throws(SearchError) -> Value
    ) throws -> Value {
        switch self {
        case .daemon(let client): return try Self.decode(client.request("GET", target))
        case .direct(let engine, let authority):
            return try searching { () throws(SearchError) in
                try work(DeskService(engine: engine, authority: authority))
            }
        }
    }

    /// A path with parameters, encoded.
    static func target(_ path: String, _ items: [(name: String, value: String)]) -> String {
        items.isEmpty
            ? path
            : path + "?" + items.map { $0.name + "=" + encoded($0.value) }.joined(separator: "&")
    }

    /// What is served, as JSON.
    func status() throws -> [UInt8] {
        switch self {
        case .daemon(let client):
            let answer = try client.request("GET", "/v1/status")
            guard answer.status == 200 else { throw Self.failure(answer) }
            return answer.body
        case .direct(let engine, _):
            let status = try searching { () throws(SearchError) in try engine.status() }
            return Array(try JSONEncoder().encode(status))
        }
    }

    static func decode<Value: Decodable>(
        _ answer: UnixHTTPClient.Answer, query: String? = nil
    ) throws -> Value {
        guard answer.status == 200 else { throw failure(answer, query: query) }
        do {
            return try JSONDecoder().decode(Value.self, from: Data(answer.body))
        } catch {
            throw Failure(.internalError, "cannot read the daemon's answer: \(error)")
        }
    }

    /// The daemon's problem as the command's failure.
    private static func failure(
        _ answer: UnixHTTPClient.Answer, query: String? = nil
    ) -> Failure {
        guard let error = try? JSONDecoder().decode(SearchError.self, from: Data(answer.body))
        else {
            return Failure(.internalError, "the daemon answered with status \(answer.status)")
        }
        return Failure(error, query: query)
    }

    static func encoded(_ id: String) -> String {
        var allowed = CharacterSet.alphanumerics
        allowed.insert(charactersIn: "-._~")
        return id.addingPercentEncoding(withAllowedCharacters: allowed) ?? id
    }
}

/// Options of searches that need the archive's settings.
enum SearchOptionsFactory {
    /// Aliases are resolved with the records frozen into the generation that is searched.
    static func make(
        for archive: String, _ authority: FrozenAuthority? = nil
    ) throws(SearchError) -> SearchOptions {
        let folder = ArchiveFolder(archive)
        var options: SearchOptions
        do throws(ArchiveError) {
            options = try SearchOptions(try Settings.load(folder), folder)
        } catch {
            throw SearchError(error)
        }
        authority?.serve(&options)
        return options
    }
}
