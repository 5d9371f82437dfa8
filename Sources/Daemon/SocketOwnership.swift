import Foundation
import Schema

/// The right to listen at a path: an exclusive lock on `PATH.lock`, held for the daemon's life.
///
/// The HTTP library unlinks whatever lies at the path when it binds, so ownership is settled
/// before: only the holder of the lock looks at the socket. A socket that nobody answers at is
/// left over from a daemon that was killed, and is removed; one that answers, or anything that is
/// not a socket, is never touched.
final class SocketOwnership: Sendable {
    /// `sun_path` of `sockaddr_un` holds 108 bytes with the closing NUL (unix(7)).
    static let maximumPathLengthInBytes = 107

    /// Where to listen.
    let path: String
    private let lockDescriptor: Int32

    /// Takes the right to listen at `path`, making its folder (0750) where it is missing.
    ///
    /// - Throws: ``DaemonError`` where the path is too long, is something else than a socket, or
    ///   belongs to a living daemon.
    init(path: String) throws(DaemonError) {
        guard path.utf8.count <= Self.maximumPathLengthInBytes else {
            throw DaemonError(
                .cannotWrite,
                "the socket path has \(path.utf8.count) bytes, \(Self.maximumPathLengthInBytes) "
                    + "are possible: \(path)",
                hint: "give a shorter one with --socket")
        }
        try Self.makeFolder((path as NSString).deletingLastPathComponent)
        let lockPath = path + ".lock"
        let descriptor = open(lockPath, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else {
            throw DaemonError(.cannotWrite, "cannot open \(lockPath): \(Self.reason())")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let holder = Self.holder(descriptor)
            close(descriptor)
            throw DaemonError(
                .archiveLocked, "a daemon already listens at \(path)\(holder)",
                hint: "stop it first, or give another path with --socket")
        }
        do {
            try Self.removeStale(path)
        } catch {
            close(descriptor)
            throw error
        }
        self.path = path
        lockDescriptor = descriptor
        let pid = Array("\(getpid())\n".utf8)
        ftruncate(descriptor, 0)
        pwrite(descriptor, pid, pid.count, 0)
    }

    /// Gives the socket the rights of the contract, once it is bound.
    func setMode(_ mode: mode_t) {
        chmod(path, mode)
    }

    /// Removes socket and lock file, and gives up the right.
    ///
    /// The lock file is removed while locked: whoever opened it meanwhile gets a lock on a file
    /// without a name, sees that, and fails as if the daemon still ran; that is safe, if rare.
    func release() {
        unlink(path)
        unlink(path + ".lock")
        close(lockDescriptor)
    }

    private static func makeFolder(_ folder: String) throws(DaemonError) {
        guard !folder.isEmpty else { return }
        var info = stat()
        if stat(folder, &info) == 0 { return }
        do {
            // Only folders that are made here get their mode changed.
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o750])
        } catch {
            throw DaemonError(
                .cannotWrite, "cannot make the folder \(folder) for the socket: \(error)",
                hint: "give a path in a folder that you may write to with --socket")
        }
    }

    private static func removeStale(_ path: String) throws(DaemonError) {
        var info = stat()
        guard lstat(path, &info) == 0 else { return }
        guard info.st_mode & S_IFMT == S_IFSOCK else {
            throw DaemonError(
                .cannotWrite, "\(path) is not a socket",
                hint: "move it away, or give another path with --socket")
        }
        if UnixSocket.answers(path) {
            throw DaemonError(
                .archiveLocked, "another program listens at \(path)",
                hint: "stop it first, or give another path with --socket")
        }
        guard unlink(path) == 0 else {
            throw DaemonError(.cannotWrite, "cannot remove the stale socket \(path): \(reason())")
        }
    }

    private static func holder(_ descriptor: Int32) -> String {
        var bytes = [UInt8](repeating: 0, count: 16)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        guard count > 0 else { return "" }
        let text = String(decoding: bytes.prefix(count), as: UTF8.self)
        return Int32(text.trimmingCharacters(in: .whitespacesAndNewlines)).map {
            " (process \($0))"
        } ?? ""
    }

    private static func reason() -> String { String(cString: strerror(errno)) }
}

/// Sockets of the file system, as far as the daemon needs them itself.
enum UnixSocket {
    /// Whether somebody accepts connections there.
    static func answers(_ path: String) -> Bool {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        guard bytes.count <= SocketOwnership.maximumPathLengthInBytes else { return false }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
            }
        }
    }
}
