import Archive
import Foundation
import Schema

/// A writer process, seen from the process that started it.
///
/// Not Sendable: one thread at a time asks and reads. The process ends with this value at the
/// latest, since its input ends then.
public final class WriterProcess {
    private let process = Process()
    private let requests = Pipe()
    private let events = Pipe()
    private var reader: LineReader

    /// Starts `byline writer` on an archive and waits until it holds the lock.
    ///
    /// - Parameters:
    ///   - executable: the program to start; this one where nil.
    ///   - environment: variables beside those of this process.
    /// - Throws: what the writer says, such as that another one holds the lock.
    public init(
        archive: String, executable: String? = nil, environment: [String: String] = [:]
    ) throws(IndexingError) {
        reader = LineReader(events.fileHandleForReading)
        process.executableURL = URL(filePath: executable ?? Self.ownExecutable)
        process.arguments = ["writer", "--archive", archive]
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.standardInput = requests
        process.standardOutput = events
        do {
            try process.run()
        } catch {
            throw IndexingError(
                .internalError,
                "cannot start the writer process \(process.executableURL?.path() ?? ""): \(error)")
        }
        switch try nextEvent() {
        case .ready: return
        case .failed(let problem, let detail, let hint):
            process.waitUntilExit()
            throw IndexingError(problem, detail, hint: hint)
        case .progress, .rejected, .indexed, .documents, .deleted, .retag, .retagged:
            throw IndexingError(.internalError, "the writer process answered before it was asked")
        }
    }

    /// The writer's process id.
    public var processIdentifier: Int32 { process.processIdentifier }

    /// Whether it has not ended.
    public var isRunning: Bool { process.isRunning }

    /// Asks for something; the answer comes as events.
    public func send(_ request: WriterRequest) throws(IndexingError) {
        do {
            var line = try JSONEncoder().encode(request)
            line.append(0x0A)
            try requests.fileHandleForWriting.write(contentsOf: line)
        } catch {
            throw died()
        }
    }

    /// The next event; blocks until there is one.
    ///
    /// - Throws: where the process ended without an answer.
    public func nextEvent() throws(IndexingError) -> WriterEvent {
        guard let line = reader.next() else { throw died() }
        do {
            return try JSONDecoder().decode(WriterEvent.self, from: Data(line))
        } catch {
            throw IndexingError(
                .internalError, "cannot read what the writer process says: \(error)")
        }
    }

    /// Asks for rows to be taken in, and waits for the answer.
    public func documents(
        _ request: DocumentsRequest
    ) throws(IndexingError) -> (results: [DocumentResult], revision: UInt64) {
        try send(.documents(request))
        while true {
            switch try nextEvent() {
            case .documents(let results, let revision): return (results, revision)
            case .failed(let problem, let detail, let hint):
                throw IndexingError(problem, detail, hint: hint)
            case .ready, .progress, .rejected, .indexed, .deleted, .retag, .retagged: continue
            }
        }
    }

    /// Asks for articles to be taken out, and waits for the answer.
    ///
    /// - Returns: those that were there and those that were not.
    public func delete(
        _ ids: [String], purge: Bool
    ) throws(IndexingError) -> (deleted: [String], absent: [String], revision: UInt64) {
        try send(.delete(ids: ids, purge: purge))
        while true {
            switch try nextEvent() {
            case .deleted(let deleted, let absent, let revision):
                return (deleted, absent, revision)
            case .failed(let problem, let detail, let hint):
                throw IndexingError(problem, detail, hint: hint)
            case .ready, .progress, .rejected, .indexed, .documents, .retag, .retagged: continue
            }
        }
    }

    /// Brings the index in line with the desk's records, and waits for the answer.
    ///
    /// - Parameters:
    ///   - dryRun: whether nothing is written.
    ///   - observe: gets each article that gains or loses something.
    public func retag(
        dryRun: Bool, observe: (RetagChange) -> Void
    ) throws(IndexingError) -> RetagReport {
        try send(.retag(dryRun: dryRun))
        while true {
            switch try nextEvent() {
            case .retag(let change): observe(change)
            case .retagged(let report): return report
            case .failed(let problem, let detail, let hint):
                throw IndexingError(problem, detail, hint: hint)
            case .ready, .progress, .rejected, .indexed, .documents, .deleted: continue
            }
        }
    }

    /// Reads files into the archive.
    ///
    /// - Parameter observe: gets progress and rejections as they come.
    public func index(
        _ request: IndexRequest, observe: (WriterEvent) -> Void
    ) throws(IndexingError) -> IndexingReport {
        try send(.index(request))
        while true {
            let event = try nextEvent()
            switch event {
            case .indexed(let report): return report
            case .failed(let problem, let detail, let hint):
                throw IndexingError(problem, detail, hint: hint)
            case .progress, .rejected: observe(event)
            case .ready, .documents, .deleted, .retag, .retagged: continue
            }
        }
    }

    /// Ends the process cleanly and waits for it.
    ///
    /// - Returns: its exit status.
    @discardableResult
    public func close() -> Int32 {
        try? requests.fileHandleForWriting.close()
        process.waitUntilExit()
        return process.terminationStatus
    }

    private func died() -> IndexingError {
        process.waitUntilExit()
        let how =
            process.terminationReason == .uncaughtSignal
            ? "was killed by signal \(process.terminationStatus)"
            : "ended with status \(process.terminationStatus)"
        return IndexingError(
            .internalError, "the writer process \(how)",
            hint: "what was acknowledged is safe; run the command again")
    }

    static var ownExecutable: String {
        (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? "byline"
    }
}

/// Lines from a file handle.
struct LineReader {
    private let handle: FileHandle
    private var buffer: [UInt8] = []
    private var position = 0

    init(_ handle: FileHandle) {
        self.handle = handle
    }

    /// The next line without its end; nil at the end of the input.
    mutating func next() -> ArraySlice<UInt8>? {
        var searched = position
        while true {
            if let end = buffer[searched...].firstIndex(of: 0x0A) {
                let line = buffer[position..<end]
                position = end + 1
                return line
            }
            searched = buffer.count
            let more = handle.availableData
            if more.isEmpty { return nil }
            buffer.removeFirst(position)
            searched -= position
            position = 0
            buffer += more
        }
    }
}
