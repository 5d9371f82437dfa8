import Archive
import Articles
import Foundation
import Readers

/// The versions of articles as the source store has them, for who only reads.
///
///     let versions = try ArticleVersions(archive: "/srv/archive")
///     for version in try versions.list("a7f3") { print(version.number, version.received) }
public struct ArticleVersions {
    /// What is known of a version without reading it.
    public struct Version: Sendable, Equatable, Codable {
        /// From 1, the newest last.
        public let number: Int
        /// When it came, in UTC.
        public let received: String
        /// The format that it came in.
        public let format: String
        /// Bytes as it came.
        public let bytes: Int
        /// SHA-256 of what came, in hexadecimal digits.
        public let sha256: String
    }

    private let folder: ArchiveFolder
    private let store: SourceStore

    /// Opens the store of an archive for reading.
    public init(archive: String) throws(IndexingError) {
        folder = ArchiveFolder(archive)
        do {
            store = try SourceStore(folder, readOnly: true)
        } catch {
            throw IndexingError(error)
        }
    }

    /// The versions of an article, oldest first.
    ///
    /// - Throws: `not_found` where there is no such article.
    public func list(_ id: String) throws(IndexingError) -> [Version] {
        let summaries: [SourceVersion.Summary]
        do {
            summaries = try store.versions(of: id)
        } catch {
            throw IndexingError(error)
        }
        guard !summaries.isEmpty else { throw Self.missing("there is no article \"\(id)\"") }
        return summaries.map { summary in
            Version(
                number: summary.number, received: summary.received.formatted(.iso8601),
                format: summary.format, bytes: summary.byteCount,
                sha256: summary.hash.map { byte in
                    String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
                }.joined())
        }
    }

    /// An article as one of its versions said it, read by the rules of now, corrections applied.
    ///
    /// - Throws: `not_found` where there is no such version, or it is withheld or embargoed.
    public func article(_ id: String, version number: Int) throws(IndexingError) -> Article {
        let version: SourceVersion?
        do {
            version = try store.source(id, version: number)
        } catch {
            throw IndexingError(error)
        }
        guard let version else { throw Self.missing("\"\(id)\" has no version \(number)") }
        do {
            let read = try ArticleReader(.usual).parse(RawItem(version))
            let article = try ArticlePipeline(folder).article(of: version, read)
            guard article.embargoedUntil == nil else {
                throw ReadError("is embargoed", kind: .withheld)
            }
            return article
        } catch let error as IndexingError {
            throw error
        } catch {
            throw Self.missing("version \(number) of \"\(id)\" is not to be seen: \(error)")
        }
    }

    private static func missing(_ detail: String) -> IndexingError {
        IndexingError(.notFound, detail, hint: "GET /v1/articles/{id}/versions lists them")
    }
}
