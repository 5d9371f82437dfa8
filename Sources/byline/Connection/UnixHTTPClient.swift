import Foundation
import Schema

/// One HTTP/1.1 request at a time over a Unix socket; blocking, for commands.
struct UnixHTTPClient {
    let socketPath: String
    /// How long to wait for an answer.
    var timeout: Duration = .seconds(60)

    /// An answer as it came.
    struct Answer {
        let status: Int
        let body: [UInt8]
    }

    /// Sends a request and reads the whole answer.
    ///
    /// - Throws: ``Failure`` where nobody answers or the answer is cut.
    func request(
        _ method: String, _ target: String, body: [UInt8] = [],
        contentType: String = "application/json"
    ) throws -> Answer {
        let descriptor = try connected()
        defer { close(descriptor) }
        var head = "\(method) \(target) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
        if !body.isEmpty {
            head += "Content-Type: \(contentType)\r\nContent-Length: \(body.count)\r\n"
        }
        try send(Array((head + "\r\n").utf8) + body, descriptor)
        return try parse(receive(descriptor))
    }

    /// Whether somebody accepts connections.
    var isAnswering: Bool {
        guard let descriptor = try? connected() else { return false }
        close(descriptor)
        return true
    }

    private func connected() throws -> Int32 {
        let bytes = Array(socketPath.utf8)
        var address = sockaddr_un()
        guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else {
            throw Failure(.badParameter, "the socket path is too long: \(socketPath)")
        }
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw Failure(.internalError, "cannot make a socket") }
        let (seconds, attoseconds) = timeout.components
        var limit = timeval(tv_sec: Int(seconds), tv_usec: Int(attoseconds / 1_000_000_000_000))
        let size = socklen_t(MemoryLayout<timeval>.size)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, size)
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, size)
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard result == 0 else {
            let reason = String(cString: strerror(errno))
            close(descriptor)
            throw Failure(.archiveMissing, "no daemon answers at \(socketPath): \(reason)")
        }
        return descriptor
    }

    private func send(_ bytes: [UInt8], _ descriptor: Int32) throws {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                write(descriptor, buffer.baseAddress?.advanced(by: sent), bytes.count - sent)
            }
            if count < 0 && errno == EINTR { continue }
            // The daemon may answer, and close, before it has read a body that it refuses.
            guard count > 0 else { return }
            sent += count
        }
    }

    private func receive(_ descriptor: Int32) throws -> [UInt8] {
        var answer: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(descriptor, &piece, piece.count)
            if count < 0 && errno == EINTR { continue }
            if count < 0 && errno == EAGAIN {
                throw Failure(.queryTooCostly, "the daemon did not answer in time")
            }
            guard count > 0 else { return answer }
            answer += piece[0..<count]
        }
    }

    private func parse(_ bytes: [UInt8]) throws -> Answer {
        let separator: [UInt8] = [0x0D, 0x0A, 0x0D, 0x0A]
        guard let end = bytes.firstRange(of: separator) else {
            throw Failure(.internalError, "the daemon at \(socketPath) gave no answer")
        }
        let lines = String(decoding: bytes[..<end.lowerBound], as: UTF8.self)
            .components(separatedBy: "\r\n")
        let words = (lines.first ?? "").split(separator: " ")
        guard words.count >= 2, let status = Int(words[1]) else {
            throw Failure(.internalError, "what answers at \(socketPath) is no daemon")
        }
        let isChunked = lines.contains {
            $0.lowercased().hasPrefix("transfer-encoding:") && $0.lowercased().contains("chunked")
        }
        let body = Array(bytes[end.upperBound...])
        return Answer(status: status, body: isChunked ? try dechunked(body) : body)
    }

    private func dechunked(_ bytes: [UInt8]) throws -> [UInt8] {
        var result: [UInt8] = []
        var position = 0
        while let lineEnd = bytes[position...].firstRange(of: [0x0D, 0x0A]) {
            let line = String(decoding: bytes[position..<lineEnd.lowerBound], as: UTF8.self)
            guard let size = Int(line.split(separator: ";").first ?? "", radix: 16),
                lineEnd.upperBound + size <= bytes.count
            else { break }
            if size == 0 { return result }
            result += bytes[lineEnd.upperBound..<lineEnd.upperBound + size]
            position = lineEnd.upperBound + size + 2
            if position > bytes.count { break }
        }
        throw Failure(.internalError, "the daemon's answer was cut off")
    }
}
