import CXapian

/// A database, or several as one, opened for reading.
///
/// What is read is the last commit before it was opened or reopened. In a database of several
/// paths (shards) the global id g is document (g - 1) / n + 1 of shard (g - 1) % n.
///
/// A handle: one thread at a time, so it is not Sendable. It is a class and no `~Copyable` struct
/// because searchers keep handles in arrays, dictionaries and pools, which take no such values.
/// Pass a fresh one on with `sending`, or keep several in a ``HandlePool``.
///
///     let database = try Database(path: folder)
///     var set = Bitset(bitCount: Int(try database.lastDocumentID()))
///     try database.union("ga", into: &set)
public final class Database {
    /// The folders it was opened from.
    public let paths: [String]
    let handle: OpaquePointer

    /// Opens one database.
    public convenience init(path: String) throws(XapianError) {
        try self.init(paths: [path])
    }

    /// Opens one database or more, as one.
    ///
    /// - Throws: `notFound`, `openingFailed`, `wrongVersion`, `corrupt`; `invalidArgument` for no
    ///   path at all.
    public init(paths: [String]) throws(XapianError) {
        self.paths = paths
        var opened: OpaquePointer?
        let place = paths.joined(separator: ", ")
        try withBytes(of: paths) { pieces throws(XapianError) in
            var none = bx_bytes()
            try call("open the database", path: place) { error in
                withUnsafePointer(to: &none) { none in
                    bx_database_open(pieces.baseAddress ?? none, pieces.count, &opened, error)
                }
            }
        }
        guard let opened else {
            throw XapianError(
                code: .internal, operation: "open the database", path: place,
                message: "the engine gave no handle")
        }
        handle = opened
    }

    deinit {
        bx_database_free(handle)
    }

    /// How many databases it was opened from.
    public var shardCount: Int {
        bx_database_shards(handle)
    }

    /// How many documents there are.
    public func documentCount() throws(XapianError) -> Int {
        Int(try counts().documents)
    }

    /// The highest document id ever used; of several shards the highest global one possible.
    public func lastDocumentID() throws(XapianError) -> DocumentID {
        try counts().last_document
    }

    /// The sum of the wdf of a document's terms, on average.
    public func averageLength() throws(XapianError) -> Double {
        try counts().average_length
    }

    /// The number of the commit that is read; one shard only.
    public func revision() throws(XapianError) -> UInt64 {
        var revision: UInt64 = 0
        try run("read the revision") { bx_database_revision(handle, &revision, $0) }
        return revision
    }

    /// The identifier it got when it was made; those of several shards joined by a colon.
    public func uuid() throws(XapianError) -> String {
        var text: UnsafeMutablePointer<bx_text>?
        try run("read the UUID") { bx_database_uuid(handle, &text, $0) }
        return taken(text)
    }

    /// Moves on to the last commit; true if there was a newer one.
    ///
    /// Never after a path came to name another database: open a new handle then. The engine
    /// compares revision numbers alone and would go on with a silent mixture of both.
    @discardableResult
    public func reopen() throws(XapianError) -> Bool {
        var changed = false
        try run("reopen the database") { bx_database_reopen(handle, &changed, $0) }
        return changed
    }

    /// Closes the files; from then on everything throws `closed`.
    public func close() throws(XapianError) {
        try run("close the database") { bx_database_close(handle, $0) }
    }

    /// Runs a body, and once more after reopening if a writer's commit got in its way.
    public func withRetry<R>(
        _ body: (Database) throws(XapianError) -> R
    ) throws(XapianError) -> R {
        do throws(XapianError) {
            return try body(self)
        } catch  where error.code == .databaseModified {
            try reopen()
            return try body(self)
        }
    }

    /// The metadata of a key, empty where there is none; of several shards that of the first.
    public func metadata(_ key: String) throws(XapianError) -> [UInt8] {
        var blob = bx_blob()
        try withBytes(key) { key throws(XapianError) in
            try run("read metadata") { bx_database_metadata(handle, key, &blob, $0) }
        }
        return taken(&blob)
    }

    /// The data of a document.
    ///
    /// - Throws: `notFound` where there is no such document.
    public func documentData(_ id: DocumentID) throws(XapianError) -> [UInt8] {
        var blob = bx_blob()
        try run("read document \(id)") { bx_database_document_data(handle, id, &blob, $0) }
        return taken(&blob)
    }

    private func counts() throws(XapianError) -> bx_counts {
        var counts = bx_counts()
        try run("read the size") { bx_database_counts(handle, &counts, $0) }
        return counts
    }

    /// Makes one call with this database's paths in the error.
    @inline(__always)
    func run(
        _ operation: @autoclosure () -> String,
        _ body: (UnsafeMutablePointer<UnsafeMutablePointer<bx_text>?>) -> bx_status
    ) throws(XapianError) {
        try call(operation(), path: paths.joined(separator: ", "), body)
    }
}
