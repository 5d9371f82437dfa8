import Glibc

/// A stream of bytes that is read once, in chunks.
struct ByteStream {
    /// Bytes asked of the system at a time: large enough that the call costs nothing beside them.
    static let chunkSize = 1 << 20

    /// Puts the next bytes into the array in place of what it holds; leaves it empty at the end.
    let next: (inout [UInt8]) throws(ReadError) -> Void

    /// The bytes behind a descriptor, which the caller keeps open and closes.
    init(descriptor: Int32) {
        next = { chunk throws(ReadError) in
            var code: Int32 = 0
            chunk = [UInt8](unsafeUninitializedCapacity: Self.chunkSize) { buffer, count in
                var got = -1
                repeat {
                    got = Glibc.read(descriptor, buffer.baseAddress, Self.chunkSize)
                } while got < 0 && errno == EINTR
                if got < 0 { code = errno }
                count = max(0, got)
            }
            if code != 0 {
                throw ReadError(
                    "cannot be read: " + SystemError.text(code), kind: .unreadable)
            }
        }
    }

    /// Bytes in memory.
    init(bytes: [UInt8]) {
        var rest: [UInt8]? = bytes
        next = { chunk throws(ReadError) in
            chunk = rest ?? []
            rest = nil
        }
    }

    /// Bytes made by a filter over another stream.
    init(_ next: @escaping (inout [UInt8]) throws(ReadError) -> Void) {
        self.next = next
    }
}

extension ByteStream {
    /// The first bytes of the stream, and a stream that begins with them again.
    ///
    /// Fewer bytes than asked for only where the stream has no more: a pipe gives few at a time.
    /// An error behind the first bytes comes with the second stream, behind them.
    func peeked(_ count: Int) throws(ReadError) -> (first: [UInt8], whole: ByteStream) {
        var held: [UInt8] = []
        try next(&held)
        var failure: ReadError?
        while !held.isEmpty, held.count < count, failure == nil {
            var chunk: [UInt8] = []
            do throws(ReadError) { try next(&chunk) } catch { failure = error }
            if chunk.isEmpty { break }
            held += chunk
        }
        let first = Array(held.prefix(count))
        var pending: [UInt8]? = held.isEmpty ? nil : held
        let whole = ByteStream { [self] chunk throws(ReadError) in
            if let held = pending {
                chunk = held
                pending = nil
            } else if let failure {
                throw failure
            } else {
                try next(&chunk)
            }
        }
        return (first, whole)
    }
}

/// A file being read: what to call it, and its bytes once.
struct FileSource {
    /// The path for ``RawItem/path``: below the root, or as given.
    let name: String
    /// The path for messages, which the user can open.
    let location: String
    /// The bytes.
    let stream: ByteStream
    /// Which column of a table holds what (``ReadingOptions/columns``).
    var columns: [String: String] = [:]

    /// The whole file, where it is no larger than that.
    ///
    /// - Throws: ``ReadError`` of the kind `tooLarge` or `unreadable`.
    func contents(atMost limit: Int) throws(ReadError) -> [UInt8] {
        var all: [UInt8] = []
        var chunk: [UInt8] = []
        while true {
            try stream.next(&chunk)
            if chunk.isEmpty { return all }
            guard all.count + chunk.count <= limit else {
                throw ReadError(
                    "is larger than \(limit) bytes, the limit of its format", kind: .tooLarge,
                    path: location, hint: "split it, or take the article out of it")
            }
            if all.isEmpty { all = chunk } else { all.append(contentsOf: chunk) }
        }
    }
}

/// The words of the system for an error number.
enum SystemError {
    /// `Permission denied`, for one.
    static func text(_ code: Int32) -> String {
        var buffer = [CChar](repeating: 0, count: 256)
        guard strerror_r(code, &buffer, buffer.count) == 0 else { return "error \(code)" }
        return String(
            decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
