import Articles
import Foundation
import GRDB

extension SourceStore {
    /// Living articles whose last change is after that revision, by rising revision.
    ///
    /// The next page starts after the revision of the last one.
    public func current(
        after revision: UInt64, limit: Int
    ) throws(ArchiveError) -> [SourceVersion] {
        try read("read articles") { database in
            let rows = try Row.fetchCursor(
                database.cachedStatement(
                    sql: """
                        SELECT articles.id, articles.revision, versions.*
                        FROM articles JOIN versions ON versions.row = articles.version
                        WHERE articles.revision > ? ORDER BY articles.revision LIMIT ?
                        """), arguments: [Int64(clamping: revision), limit])
            return try self.collect(rows) { try self.version($0, database) }
        }
    }

    /// Articles whose last change is after that revision, by rising revision, each once.
    ///
    /// The next page starts after the revision of the last one.
    public func changes(
        after revision: UInt64, limit: Int
    ) throws(ArchiveError) -> [SourceChange] {
        try read("read changes") { database in
            let rows = try Row.fetchCursor(
                database.cachedStatement(
                    sql: """
                        SELECT articles.id, articles.revision, versions.*
                        FROM articles LEFT JOIN versions ON versions.row = articles.version
                        WHERE articles.revision > ? ORDER BY articles.revision LIMIT ?
                        """), arguments: [Int64(clamping: revision), limit])
            return try self.collect(rows) { row in
                let isDeleted = (row["row"] as Int64?) == nil
                return SourceChange(
                    id: row[0], revision: UInt64(row[1] as Int64), isDeleted: isDeleted,
                    version: isDeleted ? nil : try self.version(row, database))
            }
        }
    }

    /// As ``changes(after:limit:)``, without the versions.
    public func changedIDs(
        after revision: UInt64, limit: Int
    ) throws(ArchiveError) -> [SourceChange] {
        try read("read changes") { database in
            let rows = try Row.fetchCursor(
                database.cachedStatement(
                    sql: """
                        SELECT id, revision, version FROM articles
                        WHERE revision > ? ORDER BY revision LIMIT ?
                        """), arguments: [Int64(clamping: revision), limit])
            return try self.collect(rows) { row in
                SourceChange(
                    id: row[0], revision: UInt64(row[1] as Int64),
                    isDeleted: (row[2] as Int64?) == nil, version: nil)
            }
        }
    }

    /// A version of an article, by default its current one; nil where there is none.
    public func source(
        _ id: String, version number: Int? = nil
    ) throws(ArchiveError) -> SourceVersion? {
        try read("read an article") { database in
            let choice = number == nil ? "versions.row = articles.version" : "versions.number = ?"
            var arguments: StatementArguments = [id]
            if let number { arguments += [number] }
            let row = try Row.fetchOne(
                database,
                sql: """
                    SELECT articles.id, articles.revision, versions.*
                    FROM articles JOIN versions ON versions.article = articles.row
                    WHERE articles.id = ? AND \(choice)
                    """, arguments: arguments)
            return try row.map { try self.version($0, database) }
        }
    }

    /// The versions of an article, oldest first; empty where there is none or it was purged.
    public func versions(of id: String) throws(ArchiveError) -> [SourceVersion.Summary] {
        try read("read versions") { database in
            let rows = try Row.fetchCursor(
                database,
                sql: """
                    SELECT number, versions.revision, received, hash, format, rawLength
                    FROM articles JOIN versions ON versions.article = articles.row
                    WHERE id = ? ORDER BY number
                    """, arguments: [id])
            return try self.collect(rows) { row in
                SourceVersion.Summary(
                    number: row[0], revision: UInt64(row[1] as Int64),
                    received: Self.date(row[2]), hash: Array(row[3] as Data), format: row[4],
                    byteCount: row[5])
            }
        }
    }

    /// The living articles that came from files, with their paths, by path.
    public func currentPaths() throws(ArchiveError) -> [(id: String, path: String)] {
        try read("read paths") { database in
            let rows = try Row.fetchCursor(
                database,
                sql: """
                    SELECT articles.id, versions.path
                    FROM articles JOIN versions ON versions.row = articles.version
                    WHERE versions.path IS NOT NULL ORDER BY versions.path, articles.id
                    """)
            return try self.collect(rows) { (id: $0[0], path: $0[1]) }
        }
    }

    /// How much there is.
    public func counts() throws(ArchiveError) -> SourceCounts {
        try read("count articles") { database in
            let articles = try Row.fetchOne(
                database, sql: "SELECT count(version), count(*) - count(version) FROM articles")
            let versions = try Row.fetchOne(
                database,
                sql: """
                    SELECT count(*), coalesce(sum(rawLength), 0), coalesce(sum(length(bytes)), 0)
                    FROM versions
                    """)
            return SourceCounts(
                articles: articles?[0] ?? 0, versions: versions?[0] ?? 0,
                deleted: articles?[1] ?? 0, rawBytes: versions?[1] ?? 0,
                storedBytes: versions?[2] ?? 0)
        }
    }

    /// The revision of the last change; 0 for an empty store.
    public func revision() throws(ArchiveError) -> UInt64 {
        UInt64(try read("read the revision") { try SourceInserter.revision($0) })
    }

    /// Reads all versions and compares their hashes: what was damaged, by id and number.
    ///
    /// - Throws: `store` where the tables cannot be read at all.
    public func verify() throws(ArchiveError) -> [ArchiveError] {
        try read("verify the store") { database in
            var damages: [ArchiveError] = []
            for message in try String.fetchAll(database, sql: "PRAGMA quick_check(20)")
            where message != "ok" {
                damages.append(self.damaged(message))
            }
            let rows = try Row.fetchCursor(
                database,
                sql: """
                    SELECT articles.id, articles.revision, versions.*
                    FROM versions JOIN articles ON articles.row = versions.article
                    """)
            while let row = try rows.next() {
                do {
                    let version = try self.version(row, database)
                    let item = SourceItem(
                        id: version.id, format: version.format, path: nil,
                        actorsMode: version.actorsMode, bytes: version.bytes)
                    if item.hash != version.hash {
                        damages.append(
                            self.damaged("the hash of \(version.id) is not that of its bytes"))
                    }
                } catch let error as ArchiveError {
                    damages.append(error)
                }
            }
            return damages
        }
    }

    private func collect<Value>(
        _ rows: RowCursor, _ make: (Row) throws -> Value
    ) throws -> [Value] {
        var values: [Value] = []
        while let row = try rows.next() { values.append(try make(row)) }
        return values
    }

    /// A row of id, the article's revision, and the columns of `versions`.
    private func version(_ row: Row, _ database: Database) throws -> SourceVersion {
        let id: String = row[0]
        let length: Int = row["rawLength"]
        let number: Int = row["number"]
        guard let mode = ActorsMode(rawValue: row["actorsMode"]) else {
            throw damaged("version \(number) of \(id) has no known mode of actors")
        }
        let decompressor = try decompressor(row["dictionary"], database)
        let result = try row.withUnsafeData(named: "bytes") { data in
            (data ?? Data()).withUnsafeBytes { frame in
                decompressor.decompress(frame) { Array($0) }
            }
        }
        guard case .success(let bytes) = result, bytes.count == length else {
            throw damaged("the bytes of version \(number) of \(id) are not what was written")
        }
        return SourceVersion(
            id: id, number: number, revision: UInt64(row[1] as Int64),
            hash: Array(row["hash"] as Data), format: row["format"], path: row["path"],
            line: row["line"], byteOffset: row["byteOffset"], actorsMode: mode,
            received: Self.date(row["received"]), bytes: bytes)
    }

    private func decompressor(_ id: Int64?, _ database: Database) throws -> Zstd.Decompressor {
        guard let id else { return dictionaries.withLock { $0.plain } }
        if let known = dictionaries.withLock({ $0.decompressors[id] }) { return known }
        let bytes = try Data.fetchOne(
            database, sql: "SELECT bytes FROM dictionaries WHERE id = ?", arguments: [id])
        guard let bytes else { throw damaged("the dictionary \(id) is missing") }
        let made = Zstd.Decompressor(Zstd.Dictionary(Array(bytes)))
        dictionaries.withLock { $0.decompressors[id] = made }
        return made
    }

    private func damaged(_ reason: String) -> ArchiveError {
        .damaged(file: path, offset: nil, reason: reason, command: mending)
    }

    private static func date(_ milliseconds: Int64) -> Date {
        Date(timeIntervalSince1970: Double(milliseconds) / 1_000)
    }
}
