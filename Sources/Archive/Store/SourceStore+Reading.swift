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
                        SELECT \(Self.versionColumns)
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
                        SELECT \(Self.versionColumns)
                        FROM articles LEFT JOIN versions ON versions.row = articles.version
                        WHERE articles.revision > ? ORDER BY articles.revision LIMIT ?
                        """), arguments: [Int64(clamping: revision), limit])
            return try self.collect(rows) { row in
                let isDeleted = try row.optionalInteger(2) == nil
                return SourceChange(
                    id: try row.text(0), revision: try row.revision(1), isDeleted: isDeleted,
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
                    id: try row.text(0), revision: try row.revision(1),
                    isDeleted: try row.optionalInteger(2) == nil, version: nil)
            }
        }
    }

    /// A version of an article, by default its current one; nil where there is none.
    public func source(
        _ id: String, version number: Int? = nil
    ) throws(ArchiveError) -> SourceVersion? {
        try read("read an article") { database in
            let choice = number == nil ? "versions.row = articles.version" : "versions.number = ?"
            var arguments: StatementArguments = [SourceSchema.key(of: id), id]
            if let number { arguments += [number] }
            let row = try Row.fetchOne(
                database,
                sql: """
                    SELECT \(Self.versionColumns)
                    FROM articles JOIN versions ON versions.article = articles.row
                    WHERE articles.key = ? AND articles.id = ? AND \(choice)
                    """, arguments: arguments)
            return try row.map { try self.version(SourceRow($0), database) }
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
                    WHERE key = ? AND id = ? ORDER BY number
                    """, arguments: [SourceSchema.key(of: id), id])
            return try self.collect(rows) { row in
                SourceVersion.Summary(
                    number: try row.int(0), revision: try row.revision(1),
                    received: try row.date(2), hash: Array(try row.data(3)),
                    format: try row.text(4), byteCount: try row.int(5))
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
            return try self.collect(rows) { (id: try $0.text(0), path: try $0.text(1)) }
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
            func number(_ row: Row?, _ column: Int) throws -> Int {
                try row.map { try SourceRow($0).int(column) } ?? 0
            }
            return SourceCounts(
                articles: try number(articles, 0), versions: try number(versions, 0),
                deleted: try number(articles, 1), rawBytes: try number(versions, 1),
                storedBytes: try number(versions, 2))
        }
    }

    /// The revision of the last change; 0 for an empty store.
    public func revision() throws(ArchiveError) -> UInt64 {
        UInt64(clamping: try read("read the revision") { try SourceInserter.revision($0) })
    }

    /// Reads all versions and compares their hashes: what was damaged, by id and number.
    ///
    /// - Throws: `store` where the tables cannot be read at all.
    public func verify() throws(ArchiveError) -> [ArchiveError] {
        try read("verify the store") { database in
            var damages: [ArchiveError] = []
            for row in try Row.fetchAll(database, sql: "PRAGMA quick_check(20)") {
                let message = try SourceRow(row).text(0)
                if message != "ok" { damages.append(self.damaged(message)) }
            }
            let rows = try Row.fetchCursor(
                database,
                sql: """
                    SELECT \(Self.versionColumns)
                    FROM versions JOIN articles ON articles.row = versions.article
                    """)
            while let row = try rows.next() {
                do {
                    let version = try self.version(SourceRow(row), database)
                    let item = SourceItem(
                        id: version.id, format: version.format, path: nil,
                        actorsMode: version.actorsMode, bytes: version.bytes)
                    if item.hash != version.hash {
                        damages.append(
                            self.damaged("the hash of \(version.id) is not that of its bytes"))
                    }
                } catch let error as ArchiveError {
                    damages.append(error)
                } catch let error as SourceRow.Mismatch {
                    damages.append(Self.damaged(error, self.path, self.mending))
                }
            }
            return damages
        }
    }

    private func collect<Value>(
        _ rows: RowCursor, _ make: (SourceRow) throws -> Value
    ) throws -> [Value] {
        var values: [Value] = []
        while let row = try rows.next() { values.append(try make(SourceRow(row))) }
        return values
    }

    /// What ``version(_:_:)`` takes.
    private static let versionColumns = """
        articles.id, articles.revision, versions.row, number, hash, format, path, line, byteOffset,
        actorsMode, received, rawLength, dictionary, bytes
        """

    /// A row of ``versionColumns``.
    private func version(_ row: SourceRow, _ database: Database) throws -> SourceVersion {
        let id = try row.text(0)
        let number = try row.int(3)
        guard let mode = ActorsMode(rawValue: try row.text(9)) else {
            throw damaged("version \(number) of \(id) has no known mode of actors")
        }
        let length = try row.int(11)
        let decompressor = try decompressor(try row.optionalInteger(12), database)
        let result = try row.data(13).withUnsafeBytes { frame in
            decompressor.decompress(frame) { Array($0) }
        }
        guard case .success(let bytes) = result, bytes.count == length else {
            throw damaged("the bytes of version \(number) of \(id) are not what was written")
        }
        return SourceVersion(
            id: id, number: number, revision: try row.revision(1), hash: Array(try row.data(4)),
            format: try row.text(5), path: try row.optionalText(6),
            line: try row.optionalInt(7), byteOffset: try row.optionalInt(8), actorsMode: mode,
            received: try row.date(10), bytes: bytes)
    }

    private func decompressor(_ id: Int64?, _ database: Database) throws -> Zstd.Decompressor {
        guard let id else { return dictionaries.withLock { $0.plain } }
        if let known = dictionaries.withLock({ $0.decompressors[id] }) { return known }
        let row = try Row.fetchOne(
            database, sql: "SELECT bytes FROM dictionaries WHERE id = ?", arguments: [id])
        guard let bytes = try row.map({ try SourceRow($0).data(0) }) else {
            throw damaged("the dictionary \(id) is missing")
        }
        let made = Zstd.Decompressor(Zstd.Dictionary(Array(bytes)))
        dictionaries.withLock { $0.decompressors[id] = made }
        return made
    }

    private func damaged(_ reason: String) -> ArchiveError {
        .damaged(file: path, offset: nil, reason: reason, command: mending)
    }
}
