import CCrypto

/// The id of an article that was not given one.
public enum ArticleID {
    /// 12 hex digits of the SHA-256 of a canonical URL, or of the path below the indexed root.
    public static func hashed(_ text: String) -> String {
        String(ContentHash.sha256(Array(text.utf8)).hexadecimal.prefix(12))
    }
}

/// SHA-256 of some bytes, by OpenSSL's libcrypto.
public struct ContentHash: Sendable, Hashable {
    /// The 32 bytes.
    public let bytes: [UInt8]

    /// The hash of those bytes.
    public static func sha256(_ bytes: some Sequence<UInt8>) -> ContentHash {
        let input = Array(bytes)
        var output = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
        _ = SHA256(input, input.count, &output)
        return ContentHash(bytes: output)
    }

    /// A hash read back; nil unless there are 32 bytes.
    public init?(stored bytes: [UInt8]) {
        guard bytes.count == Int(SHA256_DIGEST_LENGTH) else { return nil }
        self.bytes = bytes
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// 64 lower-case hex digits.
    public var hexadecimal: String {
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
