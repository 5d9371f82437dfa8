import Articles
import Foundation
import GRDB
import Synchronization

/// The truth of an archive: every article as it came, with its versions, in `sources.sqlite`.
///
/// What ``put(_:)`` and ``delete(_:purge:)`` have returned is on the disk: one transaction each,
/// write-ahead log, synchronous FULL. One process writes, any number reads at the same time (with
/// `readOnly`). See ``SourceSchema`` for the tables.
///
///     let store = try SourceStore(folder)
///     let results = try store.put([item])   // durable now
///     for change in try store.changes(after: 0, limit: 1_000) { … }
public final class SourceStore: Sendable {
    let queue: DatabaseQueue
    let path: String
    let steps: DiskSteps
    let mending: String
    let dictionaries = Mutex(Dictionaries())

    /// zstd dictionaries of the store, as far as they were needed.
    struct Dictionaries {
        /// The one for new versions.
        var current: (id: Int64, dictionary: Zstd.Dictionary)?
        var decompressors: [Int64: Zstd.Decompressor] = [:]
        let plain = Zstd.Decompressor()
    }

    /// A batch of so many articles is enough to train a dictionary on.
    static let samplesForDictionary = 100

    /// Opens the store; makes it or brings it to the present schema unless `readOnly`.
    ///
    /// - Throws: `missing` where there is none and `readOnly`, `notAnArchive` where the file is
    ///   something else, `schemaMismatch` where a newer version made it, or an older one and
    ///   `readOnly`; `store` where SQLite refuses.
    public init(
        _ folder: ArchiveFolder, readOnly: Bool = false, steps: DiskSteps = DiskSteps()
    ) throws(ArchiveError) {
        path = folder.sources
        mending = "byline doctor --archive \(folder.path)"
        self.steps = steps
        if readOnly || !Disk.isFolder(folder.path) {
            guard Disk.exists(folder.sources) else { throw .missing(path: folder.path) }
        }
        var configuration = Configuration()
        configuration.readonly = readOnly
        configuration.busyMode = .timeout(10)
        configuration.foreignKeysEnabled = false
        configuration.label = "sources"
        if !readOnly { configuration.journalMode = .wal }
        configuration.prepareDatabase { database in
            guard !readOnly else { return }
            try database.execute(sql: "PRAGMA synchronous = FULL")
            // A log of 64 MB: bulk batches do not pay for a checkpoint each.
            try database.execute(sql: "PRAGMA wal_autocheckpoint = 4096")
        }
        if !readOnly { try Self.setPageSize(folder.sources, steps) }
        do {
            steps.step()
            queue = try DatabaseQueue(path: folder.sources, configuration: configuration)
            try Self.check(queue, folder, readOnly: readOnly)
            if !readOnly {
                steps.step()
                try SourceSchema.migrator.migrate(queue)
            }
            let newest = try queue.read { database in
                try Row.fetchOne(
                    database, sql: "SELECT id, bytes FROM dictionaries ORDER BY id DESC LIMIT 1")
            }
            if let newest {
                let row = SourceRow(newest)
                let (id, bytes) = (try row.integer(0), Array(try row.data(1)))
                dictionaries.withLock { $0.current = (id, Zstd.Dictionary(bytes)) }
            }
        } catch let error as ArchiveError {
            throw error
        } catch let error as SourceRow.Mismatch {
            throw Self.damaged(error, path, mending)
        } catch {
            throw Self.failure("open the store", folder.sources, error)
        }
    }

    /// Closes the file; later calls throw.
    public func close() throws(ArchiveError) {
        do {
            try queue.close()
        } catch {
            throw Self.failure("close the store", path, error)
        }
    }

    /// Runs a read, with errors that name the file.
    func read<Value: Sendable>(
        _ operation: String, _ body: @Sendable (Database) throws -> Value
    ) throws(ArchiveError) -> Value {
        do {
            return try queue.read(body)
        } catch let error as ArchiveError {
            throw error
        } catch let error as SourceRow.Mismatch {
            throw Self.damaged(error, path, mending)
        } catch {
            throw Self.failure(operation, path, error)
        }
    }

    /// Runs one durable transaction, with errors that name the file.
    func write<Value: Sendable>(
        _ operation: String, _ body: @Sendable (Database) throws -> Value
    ) throws(ArchiveError) -> Value {
        do {
            steps.step()
            let value = try queue.write(body)
            steps.step()
            return value
        } catch let error as ArchiveError {
            throw error
        } catch let error as SourceRow.Mismatch {
            throw Self.damaged(error, path, mending)
        } catch {
            throw Self.failure(operation, path, error)
        }
    }

    static func damaged(
        _ mismatch: SourceRow.Mismatch, _ path: String, _ mending: String
    ) -> ArchiveError {
        .damaged(
            file: path, offset: nil,
            reason: "column \(mismatch.column) of a row is of another type than was written",
            command: mending)
    }

    static func failure(_ operation: String, _ path: String, _ error: any Error) -> ArchiveError {
        guard let error = error as? DatabaseError else {
            return .store(
                operation: operation, path: path, message: "\(error)", isFull: false)
        }
        let code = error.resultCode.primaryResultCode
        return .store(
            operation: operation, path: path, message: error.message ?? "\(code)",
            isFull: code == .SQLITE_FULL || code == .SQLITE_READONLY)
    }

    /// The page size is part of the file from its first table on.
    private static func setPageSize(
        _ path: String, _ steps: DiskSteps
    ) throws(ArchiveError) {
        if Disk.exists(path) { return }
        do {
            steps.step()
            let queue = try DatabaseQueue(path: path)
            try queue.writeWithoutTransaction { database in
                try database.execute(sql: "PRAGMA page_size = \(SourceSchema.pageSize)")
                try database.execute(sql: "VACUUM")
            }
            try queue.close()
        } catch {
            throw failure("make the store", path, error)
        }
    }

    private static func check(
        _ queue: DatabaseQueue, _ folder: ArchiveFolder, readOnly: Bool
    ) throws {
        let (application, version, tables) = try queue.read { database in
            (
                try Int32.fetchOne(database, sql: "PRAGMA application_id") ?? 0,
                try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0,
                try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") ?? 0
            )
        }
        if tables > 0 && application != SourceSchema.applicationID {
            throw ArchiveError.notAnArchive(
                path: folder.path, reason: "sources.sqlite is a database of another program")
        }
        if version > SourceSchema.current {
            throw ArchiveError.schemaMismatch(
                file: folder.sources, found: version, needed: SourceSchema.current,
                command: "byline --version, and then the newer byline that made the archive")
        }
        if readOnly && version < SourceSchema.current {
            throw ArchiveError.schemaMismatch(
                file: folder.sources, found: version, needed: SourceSchema.current,
                command: "byline reindex --archive \(folder.path)")
        }
    }
}
