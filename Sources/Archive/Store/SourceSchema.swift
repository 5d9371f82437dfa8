import GRDB

/// The tables of `sources.sqlite`, and how an older store becomes a newer one.
///
///     dictionaries   id, bytes: zstd dictionaries; versions say which one theirs is
///     articles       id, key (the first eight bytes of its SHA-256, as a number: an index of
///                    long ids would take more room than that of their keys), version (row of the current one; NULL when deleted), revision of
///                    the last change, deleted (milliseconds since 1970; NULL when living), purged
///     versions       article (row), number from 1, revision, hash (SHA-256), format, path, line,
///                    byteOffset, actorsMode, received (milliseconds since 1970), rawLength,
///                    dictionary (NULL: none), bytes (one zstd frame)
///
/// Revisions count all changes of articles from 1; the greatest is the revision of the store. A
/// row of `articles` is never removed, so revisions never fall.
///
/// `application_id` is "BYLN", `user_version` the schema. Schema numbers:
///
///     1  first form
///
/// A new schema is one more migration at the end: it changes the tables and raises `user_version`.
/// Migrations that were ever released are never edited, and no migration drops what came from
/// outside.
enum SourceSchema {
    static let applicationID: Int32 = 0x4259_4C4E
    static let current = 1

    /// Sixteen kilobytes: of pages of four, compressed articles of two leave a quarter empty.
    static let pageSize = 16_384

    /// The number under which an id is looked up; ids that share one are told apart by themselves.
    static func key(of id: String) -> Int64 {
        let hash = Array(id.utf8).withUnsafeBytes { Digest.sha256($0) }
        return Int64(bitPattern: hash.prefix(8).reduce(0) { $0 << 8 | UInt64($1) })
    }

    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.eraseDatabaseOnSchemaChange = false
        migrator.registerMigration("1") { database in
            try database.execute(
                sql: """
                    CREATE TABLE dictionaries (id INTEGER PRIMARY KEY, bytes BLOB NOT NULL);
                    CREATE TABLE articles (
                        row INTEGER PRIMARY KEY, id TEXT NOT NULL, key INTEGER NOT NULL,
                        version INTEGER, revision INTEGER NOT NULL, deleted INTEGER,
                        purged INTEGER NOT NULL DEFAULT 0);
                    CREATE INDEX articlesByKey ON articles (key);
                    CREATE INDEX articlesByRevision ON articles (revision);
                    CREATE TABLE versions (
                        row INTEGER PRIMARY KEY, article INTEGER NOT NULL REFERENCES articles (row),
                        number INTEGER NOT NULL, revision INTEGER NOT NULL, hash BLOB NOT NULL,
                        format TEXT NOT NULL, path TEXT, line INTEGER, byteOffset INTEGER,
                        actorsMode TEXT NOT NULL, received INTEGER NOT NULL,
                        rawLength INTEGER NOT NULL, dictionary INTEGER REFERENCES dictionaries (id),
                        bytes BLOB NOT NULL);
                    CREATE UNIQUE INDEX versionsByArticle ON versions (article, number);
                    PRAGMA application_id = \(applicationID);
                    PRAGMA user_version = 1;
                    """)
        }
        return migrator
    }
}
