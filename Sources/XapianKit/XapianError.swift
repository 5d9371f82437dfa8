import CXapian

/// Why an operation of the engine failed, and what to do about it.
public struct XapianError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The kinds of failure, told apart by what the caller does next.
    public enum Code: Sendable, Equatable, CaseIterable {
        /// A writer has committed and what was being read is gone: reopen and try again.
        case databaseModified
        /// Another writer has the database.
        case locked
        /// There is no such database or document.
        case notFound
        /// There is a database where a new one was to be made.
        case alreadyExists
        /// The files are damaged.
        case corrupt
        /// The files are of a format that this version of the engine does not read.
        case wrongVersion
        /// The files could not be opened or made, or are no database.
        case openingFailed
        /// The system refused to read or write.
        case inputOutput
        /// The caller asked for something that cannot be; nothing was changed.
        case invalidArgument
        /// The handle was closed, or a change through it failed before.
        case closed
        /// The deadline passed first.
        case deadlineExceeded
        /// The match was cancelled first.
        case cancelled
        /// There is no memory left.
        case outOfMemory
        /// The engine failed in a way that it calls impossible.
        case `internal`
    }

    /// What kind of failure it is.
    public let code: Code
    /// What was tried, as a phrase that follows "cannot".
    public let operation: String
    /// The files it was tried on, where there are any.
    public let path: String?
    /// The engine's own text.
    public let message: String

    /// An error with all that is known of it.
    public init(code: Code, operation: String, path: String? = nil, message: String) {
        self.code = code
        self.operation = operation
        self.path = path
        self.message = message
    }

    /// What can be done about it.
    public var hint: String {
        switch code {
        case .databaseModified: "reopen the database and try again"
        case .locked: "wait until the other writer is done, or stop it"
        case .notFound: "check the name"
        case .alreadyExists: "choose another folder, or remove the database that is there"
        case .corrupt: "rebuild the database from its sources"
        case .wrongVersion: "rebuild the database from its sources with this version"
        case .openingFailed: "check the path and its permissions"
        case .inputOutput: "check the free space and the health of the disk"
        case .invalidArgument: "change what was asked for"
        case .closed: "open the database again"
        case .deadlineExceeded: "allow more time, or ask for less"
        case .cancelled: "ask again if it is still wanted"
        case .outOfMemory: "free some memory"
        case .internal: "report it as a fault of this program"
        }
    }

    /// What was tried, where, why it failed and what can be done.
    public var description: String {
        let place = path.map { " at '\($0)'" } ?? ""
        return "cannot \(operation)\(place): \(message); \(hint)"
    }
}

extension XapianError.Code {
    /// The code of a status, nil for success.
    init?(_ status: bx_status) {
        switch status {
        case .BX_OK: return nil
        case .BX_MODIFIED: self = .databaseModified
        case .BX_LOCKED: self = .locked
        case .BX_NOT_FOUND: self = .notFound
        case .BX_EXISTS: self = .alreadyExists
        case .BX_CORRUPT: self = .corrupt
        case .BX_WRONG_VERSION: self = .wrongVersion
        case .BX_OPENING_FAILED: self = .openingFailed
        case .BX_IO: self = .inputOutput
        case .BX_INVALID: self = .invalidArgument
        case .BX_CLOSED: self = .closed
        case .BX_DEADLINE: self = .deadlineExceeded
        case .BX_CANCELLED: self = .cancelled
        case .BX_NO_MEMORY: self = .outOfMemory
        case .BX_INTERNAL: self = .internal
        }
    }
}
