import Articles

/// An article as bytes on its way between two processes of one version.
///
/// Head and content of ``ArticleCodec``, not compressed; what a document has as a column (the end of
/// an embargo) is not in it.
package enum ArticleMessage {
    /// The bytes of an article.
    package static func encode(_ article: Article) -> [UInt8] {
        let plain = ArticleCodec.encode(article)
        return plain.head + plain.content
    }

    /// The article of those bytes.
    ///
    /// - Throws: where they end before what they promise.
    package static func decode(_ bytes: [UInt8]) throws(ByteReader.End) -> Article {
        let result: Result<Article, ByteReader.End> = bytes.withUnsafeBytes { bytes in
            do throws(ByteReader.End) {
                let (fields, start) = try ArticleCodec.fields(bytes)
                let content = UnsafeRawBufferPointer(rebasing: bytes[start...])
                return .success(try ArticleCodec.article(fields, content))
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }
}
