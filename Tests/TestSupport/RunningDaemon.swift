import Foundation

/// A daemon of the program under test, ended with this value.
public final class RunningDaemon {
    /// Its process.
    public let process = Process()
    /// Its query socket.
    public let socket: String
    /// Its admin socket.
    public let adminSocket: String
    private let folder: TemporaryFolder

    /// Starts a daemon on an archive and waits until it answers or ends.
    public init(archive: String, socketFolder: TemporaryFolder? = nil, flags: [String] = []) throws
    {
        folder = try socketFolder ?? TemporaryFolder()
        socket = folder.path("q.sock")
        adminSocket = folder.path("admin.sock")
        process.executableURL = URL(filePath: Executable.byline)
        process.arguments =
            ["serve", "--quiet", "--archive", archive, "--socket", socket] + flags
        process.standardError = FileHandle.nullDevice
        try process.run()
        // Polled without sleeping: each attempt is a connection, and the end of the process ends it.
        while process.isRunning {
            if (try? request("GET", "/readyz").status) != nil { return }
            sched_yield()
        }
    }

    deinit {
        if process.isRunning {
            process.terminate()
            process.waitUntilExit()
        }
    }

    /// What is wrong with the connection.
    public struct ConnectionError: Error {
        /// Of `connect(2)`.
        public let errno: Int32
    }

    /// An answer as it came.
    public struct Answer: Sendable {
        /// The HTTP status.
        public let status: Int
        /// Header fields by their lower-case names.
        public let headers: [String: String]
        /// The body.
        public let body: String

        /// The body read as a JSON object; empty where it is none.
        public var object: [String: Any] {
            (try? JSONSerialization.jsonObject(with: Data(body.utf8))) as? [String: Any] ?? [:]
        }
    }

    /// One request on a connection of its own.
    public func request(
        _ method: String, _ target: String, body: String = "", admin: Bool = false,
        headers: [String] = []
    ) throws -> Answer {
        let head =
            (["\(method) \(target) HTTP/1.1", "Host: localhost", "Connection: close"] + headers
            + (body.isEmpty ? [] : ["Content-Length: \(body.utf8.count)"])).joined(
                separator: "\r\n")
        let raw = try exchange(
            Array((head + "\r\n\r\n" + body).utf8), path: admin ? adminSocket : socket)
        let text = String(decoding: raw, as: UTF8.self)
        let parts = text.components(separatedBy: "\r\n\r\n")
        let lines = parts[0].components(separatedBy: "\r\n")
        var fields: [String: String] = [:]
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { continue }
            fields[line[..<colon].lowercased()] = line[line.index(after: colon)...]
                .trimmingCharacters(in: .whitespaces)
        }
        return Answer(
            status: Int(lines[0].split(separator: " ").dropFirst().first ?? "") ?? 0,
            headers: fields, body: parts.dropFirst().joined(separator: "\r\n\r\n"))
    }

    /// Sends bytes and reads until the daemon closes the connection.
    public func exchange(_ bytes: [UInt8], path: String) throws -> [UInt8] {
        let descriptor = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard result == 0 else { throw ConnectionError(errno: errno) }
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            if count <= 0 { break }
            sent += count
        }
        var answer: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(descriptor, &piece, piece.count)
            if count <= 0 { return answer }
            answer += piece[0..<count]
        }
    }
}
