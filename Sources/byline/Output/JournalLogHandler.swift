import Foundation
import Logging

/// Log lines on standard error: a stable message in lower case, then metadata by key.
///
/// Under journald (`JOURNAL_STREAM`) each line begins with its priority (sd-daemon(3)) and has no
/// time of its own.
struct JournalLogHandler: LogHandler {
    var logLevel: Logger.Level = .info
    var metadata: Logger.Metadata = [:]
    private let isJournal = ProcessInfo.processInfo.environment["JOURNAL_STREAM"] != nil

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let all = metadata.merging(event.metadata ?? [:]) { $1 }
        let pairs = all.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        let start =
            isJournal
            ? "<\(Self.priority(event.level))>"
            : Date().formatted(.iso8601) + " \(event.level.rawValue) "
        standardError(
            Printable.line(
                start + event.message.description + (pairs.isEmpty ? "" : "  ")
                    + pairs.joined(separator: " ")))
    }

    /// The level of syslog(3).
    private static func priority(_ level: Logger.Level) -> Int {
        switch level {
        case .trace, .debug: 7
        case .info: 6
        case .notice: 5
        case .warning: 4
        case .error: 3
        case .critical: 2
        }
    }
}
