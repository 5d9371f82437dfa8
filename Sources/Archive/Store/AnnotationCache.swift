import Foundation
import GRDB

/// What a helper program found in texts, kept by the hash of the text: `annotations.sqlite`.
///
///     annotations   hash (SHA-256 of the text), helper (its command), mentions (JSON)
///
/// Derived from texts and helper, so it may be deleted; the helper is asked again then. A later
/// answer for a text takes the place of the one before.
public final class AnnotationCache: Sendable {
    private let queue: DatabaseQueue
    private let path: String

    /// Opens the cache of an archive, and makes it where there is none.
    ///
    /// - Throws: `store` where SQLite refuses.
    public init(_ folder: ArchiveFolder) throws(ArchiveError) {
        path = folder.annotations
        do {
            queue = try DatabaseQueue(path: path)
            try queue.write { database in
                try database.execute(
                    sql: """
                        CREATE TABLE IF NOT EXISTS annotations (
                            hash BLOB PRIMARY KEY, helper TEXT NOT NULL, mentions BLOB NOT NULL
                        ) WITHOUT ROWID
                        """)
            }
        } catch {
            throw SourceStore.failure("open the cache of annotations", folder.annotations, error)
        }
    }

    /// Opens the cache of an archive; nil where there is none.
    ///
    /// - Throws: `store` where SQLite refuses.
    public static func existing(
        _ folder: ArchiveFolder
    ) throws(ArchiveError) -> AnnotationCache? {
        Disk.exists(folder.annotations) ? try AnnotationCache(folder) : nil
    }

    /// What was found in the text of that hash, by which helper; nil where nobody was asked.
    public func mentions(
        _ hash: [UInt8]
    ) throws(ArchiveError) -> (helper: String, mentions: [UInt8])? {
        do {
            return try queue.read { database in
                try Row.fetchOne(
                    database.cachedStatement(
                        sql: "SELECT helper, mentions FROM annotations WHERE hash = ?"),
                    arguments: [Data(hash)]
                ).map { row in
                    let row = SourceRow(row)
                    return (try row.text(0), Array(try row.data(1)))
                }
            }
        } catch {
            throw SourceStore.failure("read annotations", path, error)
        }
    }

    /// Keeps what a helper found, in one transaction.
    public func put(
        _ rows: [(hash: [UInt8], mentions: [UInt8])], helper: String
    ) throws(ArchiveError) {
        guard !rows.isEmpty else { return }
        do {
            try queue.write { database in
                let statement = try database.cachedStatement(
                    sql: """
                        INSERT OR REPLACE INTO annotations (hash, helper, mentions)
                        VALUES (?, ?, ?)
                        """)
                for row in rows {
                    try statement.execute(arguments: [
                        Data(row.hash), helper, Data(row.mentions),
                    ])
                }
            }
        } catch {
            throw SourceStore.failure("keep annotations", path, error)
        }
    }
}
