import Foundation

/// Length and hash of one file of a generation.
public struct FileStamp: Codable, Sendable, Equatable {
    /// Length.
    public var bytes: UInt64
    /// SHA-256 in 64 hexadecimal digits.
    public var sha256: String

    /// The stamp of a file with those.
    public init(bytes: UInt64, sha256: String) {
        self.bytes = bytes
        self.sha256 = sha256
    }
}

/// `generations/<name>/manifest.json`: written last, it makes a generation exist.
///
/// JSON, keys sorted, one a line:
///
///     {"counts": {"actors": 912, "articles": 48, …}, "createdAt": "2026-11-23T20:25:01Z",
///      "digest": "64 hex digits", "files": {"columns.bin": {"bytes": 8192, "sha256": "…"}, …},
///      "languages": ["de", "en"], "name": "20261123T202501Z-4f2a", "previous": null,
///      "revision": 1, "rules": "…", "schema": 2, "sourceRevision": 48, "xapian": "1.4.22"}
///
/// Schema numbers: 1 first form; 2 stories.bin, and embargoes among the columns.
public struct Manifest: Codable, Sendable, Equatable {
    /// The schema of all files of a generation that this version writes and reads.
    public static let currentSchema = 2

    /// How much a base holds.
    public struct Counts: Codable, Sendable, Equatable {
        /// Documents, and as many articles.
        public var articles = 0
        /// Distinct values.
        public var authors = 0
        /// Distinct values.
        public var actors = 0
        /// Distinct values.
        public var sections = 0
        /// Distinct values.
        public var languages = 0
        /// Distinct values.
        public var sites = 0
        /// Distinct stems.
        public var stems = 0
        /// Distinct words as printed.
        public var words = 0
        /// Words of all titles and bodies.
        public var tokens = 0

        /// Of an empty base.
        public init() {}
    }

    /// The schema of the files.
    public var schema: Int
    /// The folder's name: UTC time and four random hexadecimal digits.
    public var name: String
    /// The generation that was current before; where `byline rollback` goes.
    public var previous: String?
    /// ISO 8601, UTC.
    public var createdAt: String
    /// Version of libxapian that wrote the database.
    public var xapian: String
    /// Version of the rules (readers, recognition, stemming) that made the documents.
    public var rules: String
    /// The first revision of this generation; every published delta raises it.
    public var revision: UInt64
    /// The base holds every change of the source store up to this one.
    public var sourceRevision: UInt64
    /// Languages of the articles that have one, sorted.
    public var languages: [String]
    /// How much is in it.
    public var counts: Counts
    /// ``ArticlesDigest`` of all articles.
    public var digest: String
    /// Every file of the base but this one, by its path in the folder.
    public var files: [String: FileStamp]

    /// The JSON of the file.
    func encoded() -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        // Strings and numbers only: nothing that the encoder could refuse.
        return Array((try? encoder.encode(self)) ?? Data()) + [UInt8(ascii: "\n")]
    }

    /// Reads the file.
    ///
    /// - Throws: `schemaMismatch` where another version wrote it, `damaged` where it cannot be read.
    init(reading path: String, command: String) throws(ArchiveError) {
        let bytes = try Disk.read(path, limit: 64 << 20)
        struct Head: Decodable { let schema: Int }
        do {
            let head = try JSONDecoder().decode(Head.self, from: Data(bytes))
            guard head.schema == Self.currentSchema else {
                throw ArchiveError.schemaMismatch(
                    file: path, found: head.schema, needed: Self.currentSchema, command: command)
            }
            self = try JSONDecoder().decode(Manifest.self, from: Data(bytes))
        } catch let error as ArchiveError {
            throw error
        } catch {
            throw .damaged(
                file: path, offset: nil, reason: "not a manifest: \(Self.reason(error))",
                command: command)
        }
    }

    init(
        name: String, previous: String?, createdAt: String, xapian: String, rules: String,
        revision: UInt64, sourceRevision: UInt64
    ) {
        schema = Self.currentSchema
        self.name = name
        self.previous = previous
        self.createdAt = createdAt
        self.xapian = xapian
        self.rules = rules
        self.revision = revision
        self.sourceRevision = sourceRevision
        languages = []
        counts = Counts()
        digest = ArticlesDigest().hexadecimal
        files = [:]
    }

    private static func reason(_ error: any Error) -> String {
        switch error as? DecodingError {
        case .keyNotFound(let key, _): "\(key.stringValue) is missing"
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            context.codingPath.map(\.stringValue).joined(separator: ".") + " has the wrong type"
        case .dataCorrupted, nil: "broken JSON"
        @unknown default: "broken JSON"
        }
    }
}
