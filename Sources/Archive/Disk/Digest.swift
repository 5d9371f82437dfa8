import CCrypto
import Glibc

/// SHA-256 of bytes that come in pieces.
struct Digest: ~Copyable {
    private let context: OpaquePointer?

    /// Of no bytes yet.
    init() {
        context = EVP_MD_CTX_new()
        EVP_DigestInit_ex(context, EVP_sha256(), nil)
    }

    deinit { EVP_MD_CTX_free(context) }

    /// Goes on with those bytes.
    mutating func update(_ bytes: UnsafeRawBufferPointer) {
        EVP_DigestUpdate(context, bytes.baseAddress, bytes.count)
    }

    /// The 32 bytes of the hash.
    consuming func finish() -> [UInt8] {
        var output = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
        EVP_DigestFinal_ex(context, &output, nil)
        return output
    }

    /// The hash of those bytes.
    static func sha256(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
        var output = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
        _ = SHA256(bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), bytes.count, &output)
        return output
    }

    /// Length and SHA-256 of a file.
    static func ofFile(_ path: String) throws(ArchiveError) -> FileStamp {
        let descriptor = try Disk.open(path, O_RDONLY, to: "open")
        defer { close(descriptor) }
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
        defer { buffer.deallocate() }
        var digest = Digest()
        var length = 0
        while true {
            let got = try Disk.fill(buffer, from: descriptor, path, offset: length)
            if got == 0 { break }
            digest.update(UnsafeRawBufferPointer(rebasing: buffer[..<got]))
            length += got
        }
        return FileStamp(bytes: UInt64(length), sha256: Hexadecimal.text(digest.finish()))
    }
}

/// Bytes as lower-case hexadecimal digits.
enum Hexadecimal {
    static func text(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count * 2)
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}

/// One number over a set of articles that does not depend on their order.
///
/// The sum, modulo 2^64 in each of four lanes, of the SHA-256 of each article (see
/// ``ArticleRecord``), so that an article can be taken out again. Equal sets of equal articles
/// have equal sums, however they came into the archive.
public struct ArticlesDigest: Sendable, Equatable {
    private var lanes: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

    /// Of no articles.
    public init() {}

    /// Adds an article by its hash of 32 bytes.
    public mutating func add(_ hash: [UInt8]) {
        let other = Self.lanes(hash)
        lanes = (
            lanes.0 &+ other.0, lanes.1 &+ other.1, lanes.2 &+ other.2, lanes.3 &+ other.3
        )
    }

    /// Joins the articles of another set.
    public mutating func add(_ other: ArticlesDigest) {
        lanes = (
            lanes.0 &+ other.lanes.0, lanes.1 &+ other.lanes.1, lanes.2 &+ other.lanes.2,
            lanes.3 &+ other.lanes.3
        )
    }

    /// 64 hexadecimal digits.
    public var hexadecimal: String {
        var bytes: [UInt8] = []
        for lane in [lanes.0, lanes.1, lanes.2, lanes.3] {
            withUnsafeBytes(of: lane.bigEndian) { bytes += Array($0) }
        }
        return Hexadecimal.text(bytes)
    }

    private static func lanes(_ hash: [UInt8]) -> (UInt64, UInt64, UInt64, UInt64) {
        func lane(_ index: Int) -> UInt64 {
            hash.dropFirst(index * 8).prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
        }
        return (lane(0), lane(1), lane(2), lane(3))
    }

    /// Equal sums.
    public static func == (left: ArticlesDigest, right: ArticlesDigest) -> Bool {
        left.lanes == right.lanes
    }
}
