import Articles
import Foundation
import GRDB

extension SourceStore {
    /// Puts a batch in, in one transaction; on the disk when the call returns.
    ///
    /// An id that is there with the same bytes, format and mode stays as it is. The same id twice
    /// in a batch are two versions. Batches of about 1,000 are the fastest.
    ///
    /// - Returns: one result for each item, in order.
    /// - Throws: `store`; nothing of the batch is in then.
    public func put(
        _ batch: [SourceItem], received: Date = Date()
    ) throws(ArchiveError) -> [PutResult] {
        guard !batch.isEmpty else { return [] }
        let current = dictionaries.withLock { $0.current }
        let trained = current == nil ? Self.train(batch) : nil
        let results = try write("put articles in") { database in
            var dictionary = current
            if let trained {
                try database.execute(
                    sql: "INSERT INTO dictionaries (bytes) VALUES (?)",
                    arguments: [Data(trained.bytes)])
                dictionary = (database.lastInsertedRowID, trained)
            }
            var inserter = try SourceInserter(
                database, dictionary: dictionary,
                received: Int64((received.timeIntervalSince1970 * 1_000).rounded()))
            return try batch.map { try inserter.put($0) }
        }
        if let trained {
            let id = try read("read the dictionary") { database in
                try SourceInserter.greatest(database, "SELECT max(id) FROM dictionaries")
            }
            dictionaries.withLock { $0.current = (id, trained) }
        }
        return results
    }

    /// Gives articles another revision without another version, in one transaction: what is read
    /// from them has changed, and every index that follows the store reads them again.
    ///
    /// Ids that are not there, or deleted, are passed over. On the disk when the call returns.
    ///
    /// - Throws: `store`; nothing has changed then.
    public func touch(_ ids: [String]) throws(ArchiveError) {
        guard !ids.isEmpty else { return }
        try write("mark articles as changed") { database in
            var revision = try SourceInserter.revision(database)
            let statement = try database.cachedStatement(
                sql: """
                    UPDATE articles SET revision = ?
                    WHERE key = ? AND id = ? AND version IS NOT NULL
                    """)
            for id in ids {
                try statement.execute(arguments: [revision &+ 1, SourceSchema.key(of: id), id])
                if database.changesCount > 0 { revision &+= 1 }
            }
        }
    }

    /// Takes articles out, in one transaction; on the disk when the call returns.
    ///
    /// - Parameter purge: whether the bytes of all their versions go as well; what is left is a row
    ///   that says that the id was deleted, and when. An id that was deleted before can be purged.
    /// - Returns: one result for each id, in order.
    /// - Throws: `store`; nothing is taken out then.
    public func delete(
        _ ids: [String], purge: Bool, now: Date = Date()
    ) throws(ArchiveError) -> [DeleteResult] {
        guard !ids.isEmpty else { return [] }
        let time = Int64((now.timeIntervalSince1970 * 1_000).rounded())
        return try write("delete articles") { database in
            if purge { try database.execute(sql: "PRAGMA secure_delete = ON") }
            var revision = try SourceInserter.revision(database)
            return try ids.map { id in
                let row = try Row.fetchOne(
                    database.cachedStatement(
                        sql: """
                            SELECT row, version, revision, purged FROM articles
                            WHERE key = ? AND id = ?
                            """), arguments: [SourceSchema.key(of: id), id]
                ).map(SourceRow.init)
                guard let row else { return DeleteResult(id: id, status: .absent, revision: 0) }
                let article = try row.integer(0)
                let isLiving = try row.optionalInteger(1) != nil
                let isPurged = try row.integer(3) != 0
                guard isLiving || (purge && !isPurged) else {
                    return DeleteResult(
                        id: id, status: .absent, revision: try row.revision(2))
                }
                revision &+= 1
                try database.execute(
                    sql: """
                        UPDATE articles SET version = NULL, revision = ?, deleted = ?,
                        purged = max(purged, ?) WHERE row = ?
                        """, arguments: [revision, time, purge, article])
                if purge {
                    try database.execute(
                        sql: "DELETE FROM versions WHERE article = ?", arguments: [article])
                }
                return DeleteResult(
                    id: id, status: .deleted, revision: UInt64(clamping: revision))
            }
        }
    }

    /// Empties the write-ahead log into the file, so that what was purged is in neither.
    ///
    /// - Throws: `store` where a reader keeps the log in use.
    public func checkpoint() throws(ArchiveError) {
        do {
            steps.step()
            _ = try queue.writeWithoutTransaction { database in
                try database.checkpoint(.truncate)
            }
        } catch {
            throw Self.failure("empty the log of the store", path, error)
        }
    }

    private static func train(_ batch: [SourceItem]) -> Zstd.Dictionary? {
        guard batch.count >= samplesForDictionary else { return nil }
        // The start of a long page says as much as the whole of it.
        let samples = batch.prefix(1_000).map { Array($0.bytes.prefix(16 << 10)) }
        return Zstd.train(samples).map(Zstd.Dictionary.init)
    }
}

/// Puts items in, within one transaction.
struct SourceInserter {
    private let database: Database
    private let dictionary: (id: Int64, dictionary: Zstd.Dictionary)?
    private let compressor: Zstd.Compressor
    private let received: Int64
    private var revision: Int64
    private let find, insertArticle, insertVersion, updateArticle: Statement

    init(
        _ database: Database, dictionary: (id: Int64, dictionary: Zstd.Dictionary)?,
        received: Int64
    ) throws {
        self.database = database
        self.dictionary = dictionary
        self.received = received
        compressor = Zstd.Compressor(dictionary?.dictionary)
        revision = try Self.revision(database)
        find = try database.cachedStatement(
            sql: """
                SELECT articles.row, articles.revision, versions.hash, versions.number,
                    (SELECT max(number) FROM versions WHERE article = articles.row)
                FROM articles LEFT JOIN versions ON versions.row = articles.version
                WHERE articles.key = ? AND articles.id = ?
                """)
        insertArticle = try database.cachedStatement(
            sql: "INSERT INTO articles (id, key, version, revision) VALUES (?, ?, NULL, ?)")
        insertVersion = try database.cachedStatement(
            sql: """
                INSERT INTO versions (article, number, revision, hash, format, path, line,
                    byteOffset, actorsMode, received, rawLength, dictionary, bytes)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
        updateArticle = try database.cachedStatement(
            sql: """
                UPDATE articles SET version = ?, revision = ?, deleted = NULL, purged = 0
                WHERE row = ?
                """)
    }

    static func revision(_ database: Database) throws -> Int64 {
        try greatest(database, "SELECT max(revision) FROM articles")
    }

    static func greatest(_ database: Database, _ sql: String) throws -> Int64 {
        let row = try Row.fetchOne(database, sql: sql)
        return try row.map { try SourceRow($0).optionalInteger(0) ?? 0 } ?? 0
    }

    mutating func put(_ item: SourceItem) throws -> PutResult {
        let hash = item.hash
        let key = SourceSchema.key(of: item.id)
        let row = try Row.fetchOne(find, arguments: [key, item.id]).map(SourceRow.init)
        let known = try row?.optionalData(2)
        if let row, let known, known.elementsEqual(hash) {
            return PutResult(
                id: item.id, status: .unchanged, revision: try row.revision(1),
                version: try row.int(3))
        }
        revision &+= 1
        let article: Int64
        let number: Int
        if let row {
            article = try row.integer(0)
            number = (try row.optionalInt(4) ?? 0) &+ 1
        } else {
            try insertArticle.execute(arguments: [item.id, key, revision])
            article = database.lastInsertedRowID
            number = 1
        }
        guard let frame = compressor.compress(item.bytes) else {
            throw DatabaseError(resultCode: .SQLITE_NOMEM, message: "no memory to compress in")
        }
        try insertVersion.execute(arguments: [
            article, number, revision, Data(hash), item.format, item.path, item.line,
            item.byteOffset, item.actorsMode.rawValue, received, item.bytes.count,
            dictionary?.id, Data(frame),
        ])
        try updateArticle.execute(arguments: [database.lastInsertedRowID, revision, article])
        return PutResult(
            id: item.id, status: known == nil ? .created : .updated,
            revision: UInt64(clamping: revision), version: number)
    }
}
