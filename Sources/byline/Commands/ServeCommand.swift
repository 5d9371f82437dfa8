import ArgumentParser
import Daemon
import Foundation
import Logging
import Search

/// `byline serve`.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Answer queries over a Unix socket.",
        discussion: """
            Ask it with `curl --unix-socket SOCKET 'http://localhost/v1/search?q=…'`. SIGTERM ends
            it when running requests are answered. Exit status 75: another daemon has the socket.
            """)

    @Option(name: .long, help: "The archive's folder (default: $BYLINE_ARCHIVE).")
    var archive: String?

    @Option(name: .long, help: "The query socket (default: $BYLINE_SOCKET).")
    var socket: String?

    @Option(name: .long, help: "The admin socket (default: admin.sock beside the query socket).")
    var adminSocket: String?

    @Flag(name: .long, help: "Serve no admin socket.")
    var readOnly = false

    @Flag(name: .long, help: "Keep no answers for later.")
    var noResultCache = false

    @Flag(name: [.short, .long], help: "Log warnings and errors only.")
    var quiet = false

    /// An answer of twenty hits takes some 20 kB.
    private static let cachedAnswers = 1_024

    func run() async throws {
        let environment = ProcessInfo.processInfo.environment
        guard let path = archive ?? environment["BYLINE_ARCHIVE"], !path.isEmpty else {
            throw Failure(
                status: 2, "no archive is named",
                hint: "name one with --archive DIR or $BYLINE_ARCHIVE")
        }
        let sockets = SocketPaths(query: socket, admin: adminSocket, environment: environment)
        var configuration = DaemonConfiguration(archive: path, sockets: sockets)
        configuration.readOnly = readOnly
        configuration.search = try searching { () throws(SearchError) in
            try SearchOptionsFactory.make(for: path)
        }
        configuration.search.cachedAnswers = noResultCache ? 0 : Self.cachedAnswers
        var logger = Logger(label: "byline") { _ in JournalLogHandler() }
        logger.logLevel = quiet ? .warning : .info
        do {
            try await Daemon(configuration, logger: logger).run()
        } catch let error as DaemonError {
            throw Failure(error.problem, error.detail, hint: error.hint)
        } catch {
            throw Failure.wrapping(error)
        }
    }
}
