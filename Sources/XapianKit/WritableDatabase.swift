import CXapian

/// A database opened for writing; at most one such handle can be open on a database anywhere.
///
/// All changes between two commits are one transaction: after a crash, or when the handle goes
/// without ``commit()``, either all of them or none are there. A change or commit that fails with
/// anything but `invalidArgument` or `notFound` spends the handle: the engine has dropped what was
/// pending and would call a second commit a success. From then on everything but ``close()``
/// throws `closed`; open a new handle and replay from what was last acknowledged.
///
/// How often the engine moves what is pending from memory into its tables is up to the environment
/// variable `XAPIAN_FLUSH_THRESHOLD`, a number of documents that is read when a database is opened.
/// Its default of 10,000 is slow; a process that writes much is best started with 300 to 1,000.
///
/// A handle: one thread at a time, so it is not Sendable; pass a fresh one on with `sending`.
///
///     let writer = try WritableDatabase(path: folder, mode: .create)
///     var document = PackedDocument()
///     document.append(term: "ga", wdf: 2)
///     let id = try writer.add(document)
///     try writer.commit()
public final class WritableDatabase {
    /// What to do about a database that is, or is not, there.
    public enum Mode: Sendable, Equatable {
        /// Make one; `alreadyExists` where there is one.
        case create
        /// Make one, in the place of one that may be there.
        case createOrOverwrite
        /// Open one; `notFound` where there is none.
        case open
        /// Open one, or make it where there is none.
        case createOrOpen
    }

    /// The database's folder.
    public let path: String
    private var handle: OpaquePointer?

    /// Opens a database for writing; only the last folder of the path is made.
    ///
    /// - Parameters:
    ///   - path: The database's folder.
    ///   - mode: What to do about a database that is, or is not, there.
    ///   - synced: Whether a commit waits until the disk has it.
    ///   - blockSize: A power of 2 from 2048 to 65536; counts only for a new database.
    /// - Throws: `locked` at once where another writer has it; `notFound`, `alreadyExists`,
    ///   `openingFailed`, `corrupt`, `wrongVersion`.
    public init(
        path: String, mode: Mode, synced: Bool = true, blockSize: Int? = nil
    ) throws(XapianError) {
        self.path = path
        var opened: OpaquePointer?
        try withBytes(path) { bytes throws(XapianError) in
            try call("open the database for writing", path: path) {
                bx_writer_open(
                    bytes, mode.parameter, synced, UInt32(clamping: blockSize ?? 0), &opened, $0)
            }
        }
        handle = opened
    }

    deinit {
        bx_writer_free(handle)
    }

    /// Adds a document under the next unused id, which it gives.
    public func add(_ document: borrowing PackedDocument) throws(XapianError) -> DocumentID {
        let writer = try usable("add a document")
        var id: DocumentID = 0
        try document.withPacked { packed throws(XapianError) in
            try call("add a document", path: path) { bx_writer_add(writer, packed, &id, $0) }
        }
        return id
    }

    /// Puts a document under an id, in the place of the one that may be there.
    public func replace(
        _ id: DocumentID, with document: borrowing PackedDocument
    ) throws(XapianError) {
        let writer = try usable("replace document \(id)")
        try document.withPacked { packed throws(XapianError) in
            try call("replace document \(id)", path: path) {
                bx_writer_replace(writer, id, packed, $0)
            }
        }
    }

    /// Deletes a document.
    ///
    /// - Throws: `notFound` where there is none; the handle stays usable.
    public func delete(_ id: DocumentID) throws(XapianError) {
        let writer = try usable("delete document \(id)")
        try call("delete document \(id)", path: path) { bx_writer_delete(writer, id, $0) }
    }

    /// Sets the metadata of a key; an empty value removes it.
    public func setMetadata(_ key: String, _ value: [UInt8]) throws(XapianError) {
        let writer = try usable("set metadata")
        try withBytes(key) { key throws(XapianError) in
            try value.withUnsafeBufferPointer { value throws(XapianError) in
                try call("set metadata", path: path) {
                    bx_writer_set_metadata(writer, key, bx_bytes(value), $0)
                }
            }
        }
    }

    /// How many documents there are with what is pending.
    public func documentCount() throws(XapianError) -> Int {
        Int(try counts().documents)
    }

    /// The highest id ever used, with what is pending.
    public func lastDocumentID() throws(XapianError) -> DocumentID {
        try counts().last_document
    }

    /// Makes what is pending durable and visible, all of it or nothing.
    ///
    /// - Throws: Anything, and the handle is spent.
    public func commit() throws(XapianError) {
        let writer = try usable("commit")
        try call("commit", path: path) { bx_writer_commit(writer, $0) }
    }

    /// Drops what is pending since the last commit.
    public func cancel() throws(XapianError) {
        let writer = try usable("drop what is pending")
        try call("drop what is pending", path: path) { bx_writer_cancel(writer, $0) }
    }

    /// Drops what is not committed and closes the database; the same happens when the value goes.
    public func close() {
        bx_writer_free(handle)
        handle = nil
    }

    private func counts() throws(XapianError) -> bx_counts {
        let writer = try usable("read the size")
        var counts = bx_counts()
        try call("read the size", path: path) { bx_writer_counts(writer, &counts, $0) }
        return counts
    }

    private func usable(
        _ operation: @autoclosure () -> String
    ) throws(XapianError) -> OpaquePointer {
        guard let handle else {
            throw XapianError(
                code: .closed, operation: operation(), path: path,
                message: "the database was closed")
        }
        return handle
    }
}

extension WritableDatabase.Mode {
    var parameter: bx_mode {
        switch self {
        case .create: .BX_CREATE
        case .createOrOverwrite: .BX_CREATE_OR_OVERWRITE
        case .open: .BX_OPEN
        case .createOrOpen: .BX_CREATE_OR_OPEN
        }
    }
}
