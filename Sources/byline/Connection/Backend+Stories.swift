import Articles
import Indexing
import Search

extension Backend {
    /// The near-identical copies of an article.
    func copies(_ id: String) throws -> CopiesAnswer {
        switch self {
        case .daemon(let client):
            let target = "/v1/articles/\(Self.encoded(id))/copies"
            return try Self.decode(client.request("GET", target))
        case .direct(let engine, _):
            return try searching { () throws(SearchError) in try engine.copies(of: id) }
        }
    }

    /// The versions of an article, oldest first.
    func versions(_ id: String, of archive: ArchiveOptions) throws -> [ArticleVersions.Version] {
        struct Answer: Decodable {
            let versions: [ArticleVersions.Version]
        }
        switch self {
        case .daemon(let client):
            let target = "/v1/articles/\(Self.encoded(id))/versions"
            let answer: Answer = try Self.decode(client.request("GET", target))
            return answer.versions
        case .direct(let engine, _):
            return try Self.visible(id, engine, archive) { versions throws(IndexingError) in
                try versions.list(id)
            }
        }
    }

    /// An article as one of its versions said it.
    func article(_ id: String, version: Int, of archive: ArchiveOptions) throws -> Article {
        switch self {
        case .daemon(let client):
            let target = "/v1/articles/\(Self.encoded(id))/versions/\(version)"
            return try Self.decode(client.request("GET", target))
        case .direct(let engine, _):
            return try Self.visible(id, engine, archive) { versions throws(IndexingError) in
                try versions.article(id, version: version)
            }
        }
    }

    /// Asks the source store about an article that may be seen.
    private static func visible<Value>(
        _ id: String, _ engine: SearchEngine, _ archive: ArchiveOptions,
        _ ask: (ArticleVersions) throws(IndexingError) -> Value
    ) throws -> Value {
        let isThere = try searching { () throws(SearchError) in try engine.contains(id) }
        guard isThere else {
            throw Failure(.notFound, "there is no article \"\(id)\" in the archive")
        }
        do throws(IndexingError) {
            return try ask(try ArticleVersions(archive: try path(archive)))
        } catch {
            throw Failure(error)
        }
    }

    private static func path(_ archive: ArchiveOptions) throws(IndexingError) -> String {
        guard let path = archive.path else {
            throw IndexingError(.archiveMissing, "no archive is named")
        }
        return path
    }
}
