import Foundation
import Synchronization

/// Follows an archive: the current generation and what its writer publishes.
///
/// Any number of processes read while one writes. `snapshot()` costs some microseconds when
/// nothing changed: it reads the link `current` and the bytes of `delta.json`, and compares both.
///
///     let reader = try ArchiveReader(ArchiveFolder("/srv/archive"))
///     let snapshot = try reader.snapshot()
///     print(snapshot.articles, snapshot.base.stored(0).title)
public final class ArchiveReader: Sendable {
    /// Whether columns and labels are mapped or copied.
    public enum Residency: Sendable {
        /// Quick to open: for a command that asks once.
        case mapped
        /// Copied into memory, so that a file that is damaged later cannot hurt: for a daemon.
        case resident
    }

    private struct State: Sendable {
        var base: Base
        var rows: DeltaRows?
        var directory: String?
        var publication: [UInt8]?
        /// The authority snapshot that took the place of the base's.
        var authority: (name: String, bytes: [UInt8])?
        var snapshot: ArchiveSnapshot
        /// A generation that could not be opened is not tried again until `current` changes.
        var failed: (name: String, error: ArchiveError)?
        /// A publication that could not be read is not tried again until the next one.
        var failedPublication: (bytes: [UInt8]?, error: ArchiveError)?
        var isOpening = false
    }

    private let folder: ArchiveFolder
    private let residency: Residency
    private let pinned: String?
    private let state: Mutex<State>

    /// Opens the current generation, or the one that is named and then that one for ever.
    ///
    /// - Throws: `missing` where there is no archive or no generation yet, `schemaMismatch`,
    ///   `damaged`, `noSuchGeneration`, `inputOutput`.
    public init(
        _ folder: ArchiveFolder, residency: Residency = .mapped, generation: String? = nil
    ) throws(ArchiveError) {
        self.folder = folder
        self.residency = residency
        pinned = generation
        let name = try Self.name(folder, generation)
        state = Mutex(try Self.open(folder, name, residency))
    }

    /// The last snapshot that could be made, without a look at the disk.
    public var latest: ArchiveSnapshot {
        state.withLock { $0.snapshot }
    }

    /// What is published now.
    ///
    /// While one caller opens a new generation, others get the snapshot of the old one.
    ///
    /// - Throws: as `init`; ``latest`` still serves then.
    public func snapshot() throws(ArchiveError) -> ArchiveSnapshot {
        let name = try Self.name(folder, pinned)
        let step = state.withLock { state in
            Result { () throws(ArchiveError) -> ArchiveSnapshot? in
                if state.base.manifest.name == name {
                    state.failed = nil
                    return try Self.follow(&state)
                }
                if let failed = state.failed, failed.name == name { throw failed.error }
                if state.isOpening { return state.snapshot }
                state.isOpening = true
                return nil
            }
        }
        if let snapshot = try step.get() { return snapshot }

        let opened: Result<State, ArchiveError> = Result { () throws(ArchiveError) -> State in
            try Self.open(folder, name, residency)
        }
        return try state.withLock { (state) -> Result<ArchiveSnapshot, ArchiveError> in
            state.isOpening = false
            switch opened {
            case .success(let new):
                state = new
                return .success(new.snapshot)
            case .failure(let error):
                state.failed = (name, error)
                return .failure(error)
            }
        }.get()
    }

    private static func name(
        _ folder: ArchiveFolder, _ pinned: String?
    ) throws(ArchiveError) -> String {
        if let pinned { return pinned }
        guard let name = try folder.currentGeneration() else {
            throw .missing(path: folder.current)
        }
        return name
    }

    private static func open(
        _ folder: ArchiveFolder, _ name: String, _ residency: Residency
    ) throws(ArchiveError) -> State {
        let copies =
            switch residency {
            case .mapped: false
            case .resident: true
            }
        let base = try Base(folder, name, copies: copies)
        var state = State(base: base, snapshot: ArchiveSnapshot(base, delta: nil))
        _ = try follow(&state)
        return state
    }

    /// The snapshot of what `delta.json` publishes.
    private static func follow(_ state: inout State) throws(ArchiveError) -> ArchiveSnapshot {
        let path = state.base.folder + "/delta.json"
        let bytes: [UInt8]?
        do {
            bytes = try Disk.read(path, limit: 4096)
        } catch .inputOutput(_, _, let number) where number == ENOENT {
            bytes = nil
        }
        if let failed = state.failedPublication, failed.bytes == bytes { throw failed.error }
        if bytes == state.publication { return state.snapshot }
        do {
            try apply(bytes, path, &state)
        } catch {
            // Half-read rows are of no use: the next publication is read from the start.
            state.rows = nil
            state.directory = nil
            state.failedPublication = (bytes, error)
            throw error
        }
        state.publication = bytes
        state.failedPublication = nil
        return state.snapshot
    }

    private static func apply(
        _ bytes: [UInt8]?, _ path: String, _ state: inout State
    ) throws(ArchiveError) {
        guard let bytes else {
            state.rows = nil
            state.directory = nil
            state.snapshot = ArchiveSnapshot(state.base, delta: nil)
            return
        }
        let published = try PublishedDelta(bytes, path, mending: state.base.mending)
        var rows =
            published.directory == state.directory
            ? state.rows ?? DeltaRows(base: state.base)
            : DeltaRows(base: state.base)
        if published.logBytes < rows.logBytes { rows = DeltaRows(base: state.base) }
        let folder = state.base.folder + "/" + published.directory
        try rows.read(folder + "/log", upTo: published.logBytes)
        guard rows.count == published.documents else {
            throw .damaged(
                file: folder + "/log", offset: published.logBytes,
                reason: "it has \(rows.count) documents, \(published.documents) are published",
                command: state.base.mending)
        }
        let part = rows.part(xapianPath: folder + "/xapian", logPath: folder + "/log")
        if published.authority != state.authority?.name {
            state.authority = try published.authority.map { (name) throws(ArchiveError) in
                (name, try state.base.readAuthority(name))
            }
        }
        state.snapshot = ArchiveSnapshot(
            state.base, delta: (rows, part, published), authority: state.authority)
        state.rows = rows
        state.directory = published.directory
    }
}

extension PublishedDelta {
    /// Reads `delta.json`.
    init(_ bytes: [UInt8], _ path: String, mending: String) throws(ArchiveError) {
        do {
            self = try JSONDecoder().decode(PublishedDelta.self, from: Data(bytes))
        } catch {
            throw .damaged(
                file: path, offset: nil, reason: "it is not the JSON that it should be",
                command: mending)
        }
        guard schema == Manifest.currentSchema else {
            throw .schemaMismatch(
                file: path, found: schema, needed: Manifest.currentSchema, command: mending)
        }
        guard directory.hasPrefix("delta-"), !directory.contains("/"), documents >= 0,
            logBytes >= DeltaLog.headerLength,
            authority.map({ $0.hasPrefix("authority-") && !$0.contains("/") }) ?? true
        else {
            throw .damaged(
                file: path, offset: nil, reason: "it names no delta of this generation",
                command: mending)
        }
    }

    /// The JSON of the file.
    func encoded() -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        // Strings and numbers only: nothing that the encoder could refuse.
        return Array((try? encoder.encode(self)) ?? Data()) + [UInt8(ascii: "\n")]
    }
}
