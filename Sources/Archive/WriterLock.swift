import Glibc
import Synchronization

/// The lock of the one writer: `writer.lock`, flock'ed for as long as the value is held.
///
/// The file holds the process id of the holder as decimal digits and a line feed. The kernel
/// drops the lock with the process, however it ends, so a file left behind locks nobody out.
public final class WriterLock: Sendable {
    /// The file.
    public let path: String
    private let descriptor: Mutex<Int32>

    /// Takes the lock, within some milliseconds or not at all.
    ///
    /// - Throws: `locked` with the holder's process id; `missing` where there is no such folder;
    ///   `inputOutput` where the disk refuses.
    public init(_ folder: ArchiveFolder) throws(ArchiveError) {
        path = folder.writerLock
        guard Disk.isFolder(folder.path) || Disk.exists(folder.path) else {
            throw .missing(path: folder.path)
        }
        let opened = try Disk.open(path, O_RDWR | O_CREAT, to: "open")
        var result = flock(opened, LOCK_EX | LOCK_NB)
        for _ in 0..<5 where result != 0 && errno == EWOULDBLOCK {
            // `holder(_:)` of another process has the lock for some microseconds only to look.
            usleep(2_000)
            result = flock(opened, LOCK_EX | LOCK_NB)
        }
        guard result == 0 else {
            let number = errno
            let holder = Self.pid(in: path)
            close(opened)
            guard number == EWOULDBLOCK else {
                throw .inputOutput(operation: "lock", path: path, errno: number)
            }
            throw .locked(path: path, pid: holder)
        }
        // Who holds it is for people to read: a full disk must not keep a writer from a lock.
        let text = Array("\(getpid())\n".utf8)
        ftruncate(opened, 0)
        _ = text.withUnsafeBytes { pwrite(opened, $0.baseAddress, $0.count, 0) }
        descriptor = Mutex(opened)
    }

    deinit { release() }

    /// Gives the lock back before the value goes.
    public func release() {
        descriptor.withLock { descriptor in
            if descriptor >= 0 { close(descriptor) }
            descriptor = -1
        }
    }

    /// The process that holds the lock now; nil where nobody does or its id cannot be read.
    public static func holder(_ folder: ArchiveFolder) -> Int32? {
        guard let opened = try? Disk.open(folder.writerLock, O_RDONLY, to: "open") else {
            return nil
        }
        defer { close(opened) }
        if flock(opened, LOCK_SH | LOCK_NB) == 0 { return nil }
        return pid(in: folder.writerLock)
    }

    private static func pid(in path: String) -> Int32? {
        guard let bytes = try? Disk.read(path, limit: 64) else { return nil }
        return Int32(String(decoding: bytes.prefix { $0 >= 0x30 && $0 <= 0x39 }, as: UTF8.self))
    }
}
