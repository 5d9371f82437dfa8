import Articles
import Foundation

/// An article as it came, on its way into the source store.
public struct SourceItem: Sendable, Equatable {
    /// Id of the article.
    public var id: String
    /// Name of the reader that understands the bytes, as `jsonl`.
    public var format: String
    /// File that it came from, relative to the indexed folder; nil where it came by the daemon.
    public var path: String?
    /// Line in that file, from 1.
    public var line: Int?
    /// Where in that file it starts.
    public var byteOffset: Int?
    /// What becomes of the actors that it gives.
    public var actorsMode: ActorsMode
    /// The bytes.
    public var bytes: [UInt8]

    /// An article as it came.
    public init(
        id: String, format: String, path: String?, line: Int? = nil, byteOffset: Int? = nil,
        actorsMode: ActorsMode, bytes: [UInt8]
    ) {
        self.id = id
        self.format = format
        self.path = path
        self.line = line
        self.byteOffset = byteOffset
        self.actorsMode = actorsMode
        self.bytes = bytes
    }

    /// SHA-256 of bytes, format and mode: equal hashes give equal articles.
    var hash: [UInt8] {
        var digest = Digest()
        bytes.withUnsafeBytes { digest.update($0) }
        // A zero byte occurs in neither name: no two triples run together.
        let names: [UInt8] = [0] + Array(format.utf8) + [0] + Array(actorsMode.rawValue.utf8)
        names.withUnsafeBytes { digest.update($0) }
        return digest.finish()
    }
}

/// What became of an article in a batch.
public struct PutResult: Sendable, Equatable {
    /// The kinds of results.
    public enum Status: String, Sendable, Codable, CaseIterable {
        /// The id is new, or had been deleted.
        case created
        /// The id has a new version.
        case updated
        /// The current version is the same.
        case unchanged
    }

    /// Id of the article.
    public let id: String
    /// What became of it.
    public let status: Status
    /// Revision of its last change.
    public let revision: UInt64
    /// Number of its current version, from 1.
    public let version: Int
}

/// What became of an article that was to be deleted.
public struct DeleteResult: Sendable, Equatable {
    /// The kinds of results.
    public enum Status: String, Sendable, Codable, CaseIterable {
        /// It was there and is deleted; purged, its versions are gone as well.
        case deleted
        /// There is no such article, or it was deleted before.
        case absent
    }

    /// Id of the article.
    public let id: String
    /// What became of it.
    public let status: Status
    /// Revision of its last change; 0 for an id that never was.
    public let revision: UInt64
}

/// One version of an article, with its bytes.
public struct SourceVersion: Sendable, Equatable {
    /// What is known of a version without its bytes.
    public struct Summary: Sendable, Equatable {
        /// Number of the version, from 1.
        public let number: Int
        /// Revision with which it came.
        public let revision: UInt64
        /// When it came; to the millisecond.
        public let received: Date
        /// SHA-256 of bytes, format and mode.
        public let hash: [UInt8]
        /// Name of the reader that understands the bytes.
        public let format: String
        /// Length of the bytes.
        public let byteCount: Int
    }

    /// Id of the article.
    public let id: String
    /// Number of the version, from 1.
    public let number: Int
    /// Revision of the article's last change.
    public let revision: UInt64
    /// SHA-256 of bytes, format and mode.
    public let hash: [UInt8]
    /// Name of the reader that understands the bytes.
    public let format: String
    /// File that it came from, relative to the indexed folder.
    public let path: String?
    /// Line in that file, from 1.
    public let line: Int?
    /// Where in that file it starts.
    public let byteOffset: Int?
    /// What becomes of the actors that it gives.
    public let actorsMode: ActorsMode
    /// When it came; to the millisecond.
    public let received: Date
    /// The bytes as they came.
    public let bytes: [UInt8]
}

/// The last change of an article.
public struct SourceChange: Sendable, Equatable {
    /// Id of the article.
    public let id: String
    /// When in the order of all changes.
    public let revision: UInt64
    /// Whether the article was deleted.
    public let isDeleted: Bool
    /// Its current version; nil for a deleted one, and where only ids were asked for.
    public let version: SourceVersion?
}

/// How much the source store holds.
public struct SourceCounts: Sendable, Equatable {
    /// Living articles.
    public let articles: Int
    /// Versions of living and of deleted articles.
    public let versions: Int
    /// Deleted articles of which a record is left.
    public let deleted: Int
    /// Bytes of all versions as they came.
    public let rawBytes: Int
    /// Bytes of all versions as they are stored.
    public let storedBytes: Int
}
