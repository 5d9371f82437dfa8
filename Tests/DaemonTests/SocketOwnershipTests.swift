import Foundation
import TestSupport
import Testing

@testable import Daemon

@Suite struct SocketOwnershipTests {
    /// A socket in a folder of its own; the system's temporary folder keeps its path short.
    private func folder() throws -> TemporaryFolder { try TemporaryFolder() }

    /// Binds a socket at `path` and listens, as a daemon does.
    private func listen(at path: String) -> Int32 {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
        _ = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        _ = Glibc.listen(descriptor, 4)
        return descriptor
    }

    @Test("the second owner of a path is refused, and told who has it")
    func second() throws {
        let folder = try folder()
        let path = folder.path("q.sock")
        let first = try SocketOwnership(path: path)
        defer { first.release() }
        let error = #expect(throws: DaemonError.self) { try SocketOwnership(path: path) }
        #expect(error?.problem == .archiveLocked)
        #expect(error?.problem.exitStatus == 75)
        #expect(error?.detail.contains("(process \(getpid()))") == true)
    }

    @Test("a path is free again when its owner releases it")
    func release() throws {
        let folder = try folder()
        let path = folder.path("q.sock")
        try SocketOwnership(path: path).release()
        try SocketOwnership(path: path).release()
        #expect(!FileManager.default.fileExists(atPath: path + ".lock"))
    }

    @Test("a socket that a killed daemon left is replaced")
    func stale() throws {
        let folder = try folder()
        let path = folder.path("q.sock")
        close(listen(at: path))
        #expect(FileManager.default.fileExists(atPath: path))
        let ownership = try SocketOwnership(path: path)
        defer { ownership.release() }
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test("a socket that answers is never touched")
    func living() throws {
        let folder = try folder()
        let path = folder.path("q.sock")
        let descriptor = listen(at: path)
        defer { close(descriptor) }
        let error = #expect(throws: DaemonError.self) { try SocketOwnership(path: path) }
        #expect(error?.problem == .archiveLocked)
        #expect(UnixSocket.answers(path))
    }

    @Test("a file that is not a socket is never touched")
    func file() throws {
        let folder = try folder()
        let path = folder.path("q.sock")
        try Data("precious".utf8).write(to: URL(filePath: path))
        let error = #expect(throws: DaemonError.self) { try SocketOwnership(path: path) }
        #expect(error?.problem == .cannotWrite)
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "precious")
    }

    @Test("a path too long for a socket address is said, with its length")
    func long() throws {
        let path = "/tmp/" + String(repeating: "x", count: 120)
        let error = #expect(throws: DaemonError.self) { try SocketOwnership(path: path) }
        #expect(error?.detail.contains("125 bytes") == true)
        #expect(!FileManager.default.fileExists(atPath: path + ".lock"))
    }

    @Test(
        "the folder of a socket is made for owner and group, and one that is there stays as it is")
    func folderMode() throws {
        let folder = try folder()
        let made = try SocketOwnership(path: folder.path("run/byline/q.sock"))
        defer { made.release() }
        let attributes = try FileManager.default.attributesOfItem(atPath: folder.path("run/byline"))
        #expect(attributes[.posixPermissions] as? Int == 0o750)
        let before = try FileManager.default.attributesOfItem(atPath: folder.path(""))
        let beside = try SocketOwnership(path: folder.path("q.sock"))
        defer { beside.release() }
        let after = try FileManager.default.attributesOfItem(atPath: folder.path(""))
        #expect(before[.posixPermissions] as? Int == after[.posixPermissions] as? Int)
    }

    @Test("flags win over the environment, and the admin socket lies beside the query socket")
    func paths() {
        let environment = ["XDG_RUNTIME_DIR": "/run/user/7", "BYLINE_ADMIN_SOCKET": "/a/x.sock"]
        #expect(
            SocketPaths(query: nil, admin: nil, environment: ["XDG_RUNTIME_DIR": "/run/user/7"])
                .admin == "/run/user/7/byline/admin.sock")
        #expect(
            SocketPaths(query: nil, admin: nil, environment: [:]).query
                == "/run/byline/query.sock")
        #expect(SocketPaths(query: nil, admin: nil, environment: environment).admin == "/a/x.sock")
        #expect(
            SocketPaths(query: "/b/q.sock", admin: nil, environment: environment).admin
                == "/b/admin.sock")
        #expect(
            SocketPaths(query: "/b/q.sock", admin: "/c.sock", environment: environment).admin
                == "/c.sock")
    }
}
