import Archive
import Foundation
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOPosix
import Schema
import Search
import ServiceLifecycle
import Synchronization

/// What `byline serve` is told.
public struct DaemonConfiguration: Sendable {
    /// The archive's folder.
    public var archive: String
    /// Where to listen.
    public var sockets: SocketPaths
    /// Whether the admin socket is left out.
    public var readOnly = false
    /// Options of the searches.
    public var search = SearchOptions()

    /// A daemon for that archive and those sockets.
    public init(archive: String, sockets: SocketPaths) {
        self.archive = archive
        self.sockets = sockets
    }
}

/// The daemon: an archive on Unix sockets, until SIGTERM.
public struct Daemon {
    private let configuration: DaemonConfiguration
    private let logger: Logger
    private let limits = DaemonLimits()

    /// A daemon that has not begun.
    public init(_ configuration: DaemonConfiguration, logger: Logger) {
        self.configuration = configuration
        self.logger = logger
    }

    /// Serves until SIGTERM or SIGINT, lets running requests end, and cleans up.
    ///
    /// - Throws: ``DaemonError`` or `SearchError` where it cannot start.
    public func run() async throws {
        let folder = ArchiveFolder(configuration.archive)
        let authority = FrozenAuthority()
        var options = configuration.search
        authority.serve(&options)
        let engine = try SearchEngine(archive: folder, residency: .resident, options: options)
        // A broken archive is said now, not with the first query.
        _ = try engine.snapshot()
        signal(SIGPIPE, SIG_IGN)
        let query = try SocketOwnership(path: configuration.sockets.query)
        defer { query.release() }
        let admin =
            configuration.readOnly ? nil : try SocketOwnership(path: configuration.sockets.admin)
        defer { admin?.release() }
        let service = QueryService(
            engine: engine, threads: SearchThreads(), archivePath: folder.path,
            desk: DeskService(engine: engine, authority: authority))
        let gate = WriterGate(archive: folder.path)
        let mask = BindMask(sockets: admin == nil ? 1 : 2)
        let occupancy = LoopOccupancy()
        let loops = MultiThreadedEventLoopGroup(numberOfThreads: limits.connectionThreads)
        let adminIsBound = AsyncStream<Void>.makeStream()
        func server(
            _ writer: WriterGate?, _ ownership: SocketOwnership, mode: mode_t,
            _ whenBound: @escaping @Sendable () -> Void
        ) -> any Service {
            self.server(
                Responder(service: service, writer: writer, limits: limits), ownership, mode: mode,
                loops, occupancy
            ) {
                mask.bound()
                whenBound()
            }
        }
        // Who can connect to the query socket can connect to the other one too.
        var services: [any Service] = [
            LaterService(after: adminIsBound.stream, service: server(nil, query, mode: 0o660) {})
        ]
        if let admin {
            services.append(
                server(gate, admin, mode: 0o600) { adminIsBound.continuation.finish() })
        } else {
            adminIsBound.continuation.finish()
        }
        let record = ServeRecord(folder: folder, sockets: configuration.sockets)
        if !configuration.readOnly { record.write() }
        defer { if !configuration.readOnly { record.remove() } }
        var group = ServiceGroupConfiguration(
            services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        group.maximumGracefulShutdownDuration = limits.drain
        group.maximumCancellationDuration = .seconds(1)
        logger.info(
            "serving",
            metadata: [
                "archive": "\(folder.path)", "socket": "\(configuration.sockets.query)",
                "pid": "\(getpid())",
            ])
        try await ServiceGroup(configuration: group).run()
        await gate.close()
        try? await loops.shutdownGracefully()
        logger.info("stopped")
    }

    private func server(
        _ responder: Responder, _ ownership: SocketOwnership, mode: mode_t,
        _ loops: MultiThreadedEventLoopGroup, _ occupancy: LoopOccupancy,
        whenBound: @escaping @Sendable () -> Void
    ) -> some Service {
        let (service, idle) = (responder.service, limits.idle)
        let channel = HTTP1Channel.Configuration(
            additionalChannelHandlers: [
                DirectSearch(service: service, occupancy: occupancy, idle: idle)
            ],
            idleTimeout: limits.idle,
            httpDecoderConfiguration: .init(
                maxHeaderFieldSize: limits.headerBytes, maxHeaderListSize: limits.headerBytes,
                maxHeaderFieldCount: limits.headerFields))
        var quiet = logger
        quiet.logLevel = max(logger.logLevel, .notice)
        return Application(
            responder: responder, server: .http1(configuration: channel),
            configuration: ApplicationConfiguration(
                address: .unixDomainSocket(path: ownership.path), serverName: "byline"),
            onServerRunning: { listening in
                occupancy.add(listening.eventLoop)
                ownership.setMode(mode)
                whenBound()
            }, eventLoopGroupProvider: .shared(loops), logger: quiet)
    }
}

/// A service that begins when a stream ends.
private struct LaterService: Service {
    let after: AsyncStream<Void>
    let service: any Service

    func run() async throws {
        for await _ in after {}
        try await service.run()
    }
}

/// A file mode mask while sockets are bound, so that there is no moment in which others may connect.
///
/// The mask is the process's: it is given back when the last socket is bound, before a writer
/// process, which would inherit it, can be started.
private final class BindMask: Sendable {
    private let previous: mode_t
    private let left: Mutex<Int>

    init(sockets: Int) {
        previous = umask(0o117)
        left = Mutex(sockets)
    }

    func bound() {
        left.withLock { left in
            left -= 1
            if left == 0 { umask(previous) }
        }
    }
}

/// `serve.json`: where the daemon with the admin role listens, for commands that write.
public struct ServeRecord: Codable, Sendable, Equatable {
    /// The daemon's process.
    public let pid: Int32
    /// Its query socket.
    public let query: String
    /// Its admin socket.
    public let admin: String
    private let path: String

    private enum CodingKeys: String, CodingKey { case pid, query, admin }

    init(folder: ArchiveFolder, sockets: SocketPaths) {
        pid = getpid()
        query = sockets.query
        admin = sockets.admin
        path = folder.serve
    }

    /// Reads what another process wrote.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        pid = try container.decode(Int32.self, forKey: .pid)
        query = try container.decode(String.self, forKey: .query)
        admin = try container.decode(String.self, forKey: .admin)
        path = ""
    }

    /// Writes the file; an archive on a read-only medium is served without it.
    func write() {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.withoutEscapingSlashes, .sortedKeys]
        guard let data = try? encoder.encode(self) else { return }
        try? data.write(to: URL(filePath: path), options: .atomic)
    }

    /// Removes the file where it is still this daemon's.
    func remove() {
        guard let data = FileManager.default.contents(atPath: path),
            let record = try? JSONDecoder().decode(ServeRecord.self, from: data),
            record.pid == pid
        else { return }
        try? FileManager.default.removeItem(atPath: path)
    }
}
