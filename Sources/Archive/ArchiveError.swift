import Glibc
import Schema

/// Why the archive's files could not be read or written.
///
/// The text says what was tried, on which file and place in it, and what to do.
public enum ArchiveError: Error, Sendable, Equatable {
    /// There is no archive at that path.
    case missing(path: String)
    /// Something lies there, but it is no archive.
    case notAnArchive(path: String, reason: String)
    /// Another process holds the writer's lock; its id where it could be read.
    case locked(path: String, pid: Int32?)
    /// A file was written by another version of Byline; the command says how to get on.
    case schemaMismatch(file: String, found: Int, needed: Int, command: String)
    /// A file is not what was written; the offset is in bytes, the command mends it.
    case damaged(file: String, offset: Int?, reason: String, command: String)
    /// The operating system refused something.
    case inputOutput(operation: String, path: String, errno: Int32)
    /// SQLite refused something on the source store.
    case store(operation: String, path: String, message: String, isFull: Bool)
    /// Xapian refused something.
    case engine(operation: String, path: String, message: String)
    /// A settings file says something that it cannot say; line and column count from 1.
    case settings(file: String, line: Int?, column: Int?, reason: String)
    /// A generation was named that the archive does not have.
    case noSuchGeneration(name: String, known: [String])
    /// More than a format can hold.
    case tooLarge(what: String, count: Int, limit: Int)

    /// The row of the table of problems: HTTP status, code, exit status.
    public var problem: Problem {
        switch self {
        case .missing, .notAnArchive: .archiveMissing
        case .locked: .archiveLocked
        case .schemaMismatch: .archiveSchema
        case .damaged: .archiveDamaged
        case .inputOutput(_, _, let number):
            Self.cannotWriteNumbers.contains(number) ? .cannotWrite : .archiveDamaged
        case .store(_, _, _, let isFull): isFull ? .cannotWrite : .archiveDamaged
        case .engine: .archiveDamaged
        case .settings: .badValue
        case .noSuchGeneration: .notFound
        case .tooLarge: .cannotWrite
        }
    }

    /// What the user can do about it.
    public var hint: String {
        switch self {
        case .missing: "make one with `byline index PATH --archive DIR`"
        case .notAnArchive: "name the folder of an archive, or an empty one to make one in"
        case .locked(_, let pid):
            pid.map { "wait until process \($0) is done, or end it" }
                ?? "wait until the other process is done"
        case .schemaMismatch(_, _, _, let command), .damaged(_, _, _, let command):
            "run `\(command)`"
        case .inputOutput(_, _, let number):
            switch number {
            case ENOSPC, EDQUOT: "make room on the disk and try again"
            case EACCES, EPERM: "check the owner and the rights of the path"
            case EROFS: "the file system is read-only: mount it for writing"
            case EMFILE, ENFILE: "raise the limit of open files (`ulimit -n`)"
            default: "check the disk, then run `byline doctor`"
            }
        case .store(_, _, _, let isFull):
            isFull ? "make room on the disk and try again" : "run `byline doctor`"
        case .engine: "run `byline doctor`"
        case .settings: "correct the file; `byline config` prints what it may hold"
        case .noSuchGeneration(_, let known):
            known.isEmpty ? "there is none yet" : "there are: " + known.joined(separator: ", ")
        case .tooLarge: "split the archive"
        }
    }

    private static let cannotWriteNumbers: Set<Int32> = [
        ENOSPC, EDQUOT, EROFS, EACCES, EPERM, EFBIG,
    ]
}

extension ArchiveError: CustomStringConvertible {
    /// One line: what was tried and failed, then what to do.
    public var description: String { message + "; " + hint }

    private var message: String {
        switch self {
        case .missing(let path): "there is no archive at \(path)"
        case .notAnArchive(let path, let reason): "\(path) is not an archive: \(reason)"
        case .locked(let path, let pid):
            "another process writes to the archive"
                + (pid.map { " (process \($0))" } ?? "") + ": \(path) is locked"
        case .schemaMismatch(let file, let found, let needed, _):
            "\(file) has schema \(found), this version of byline needs \(needed)"
        case .damaged(let file, let offset, let reason, _):
            "\(file) is damaged" + (offset.map { " at byte \($0)" } ?? "") + ": \(reason)"
        case .inputOutput(let operation, let path, let number):
            "cannot \(operation) \(path): \(Self.text(of: number))"
        case .store(let operation, let path, let message, _):
            "cannot \(operation) in \(path): \(message)"
        case .engine(let operation, let path, let message):
            "cannot \(operation) in \(path): \(message)"
        case .settings(let file, let line, let column, let reason):
            file + (line.map { ":\($0)" } ?? "") + (column.map { ":\($0)" } ?? "") + ": " + reason
        case .noSuchGeneration(let name, _): "there is no generation \(name)"
        case .tooLarge(let what, let count, let limit):
            "\(what): \(count) is more than the \(limit) that the format can hold"
        }
    }

    private static func text(of number: Int32) -> String {
        var buffer = [CChar](repeating: 0, count: 256)
        // The POSIX form, which glibc gives to Swift: 0, and the text in the buffer.
        guard strerror_r(number, &buffer, buffer.count) == 0 else { return "error \(number)" }
        let text = buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        return String(decoding: text, as: UTF8.self)
    }
}
