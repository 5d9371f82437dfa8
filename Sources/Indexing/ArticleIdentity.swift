import Articles

/// Identity of what comes without a place of its own.
enum ArticleIdentity {
    /// 24 hex digits of the SHA-256 of a posted row.
    static func hash(_ bytes: [UInt8]) -> String {
        String(ContentHash.sha256(bytes).hexadecimal.prefix(24))
    }
}
