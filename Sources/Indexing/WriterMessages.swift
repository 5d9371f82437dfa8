import Archive
import Articles
import Schema

/// What the writer process is asked, one JSON object a line on its standard input.
///
///     {"index":{"paths":["/news"],"actors":"both","jobs":2,"exclude":[]}}
///     {"documents":{"lines":[{"number":1,"text":"{\"title\":…}"}],"actors":"given","wait":"durable"}}
///     {"delete":{"ids":["a7f3"],"purge":false}}
///     {"retag":{"dryRun":true}}
///     {"close":{}}
public enum WriterRequest: Codable, Sendable, Equatable {
    /// Reads files and folders into the archive.
    case index(IndexRequest)
    /// Takes in rows of JSON Lines.
    case documents(DocumentsRequest)
    /// Takes articles out.
    case delete(ids: [String], purge: Bool)
    /// Brings the index in line with the desk's records.
    case retag(dryRun: Bool)
    /// Ends the process cleanly; the end of the input does too.
    case close
}

/// What to read, and how.
public struct IndexRequest: Codable, Sendable, Equatable {
    /// Files and folders, absolute.
    public var paths: [String]
    /// What becomes of given actors; nil for the archive's setting.
    public var actors: ActorsMode?
    /// Threads; nil for one a core.
    public var jobs: Int?
    /// Globs of files to leave out.
    public var exclude: [String]
    /// Whether a new base is built from the source store even where the delta would do.
    public var rebuild: Bool
    /// The command of a helper program that finds mentions (see ``AnnotatorProcess``); nil for none.
    public var annotator: String?
    /// The format of all files; nil to tell it by their names and first bytes.
    public var format: String?
    /// Which column of tables holds what.
    public var columns: [String: String] = [:]
    /// A file that holds what came on standard input, read after the paths; nil for none.
    public var standardInput: String?

    /// A request with the usual settings.
    public init(
        paths: [String], actors: ActorsMode? = nil, jobs: Int? = nil, exclude: [String] = [],
        rebuild: Bool = false, annotator: String? = nil
    ) {
        self.annotator = annotator
        self.paths = paths
        self.actors = actors
        self.jobs = jobs
        self.exclude = exclude
        self.rebuild = rebuild
    }
}

/// Rows to take in at once.
public struct DocumentsRequest: Codable, Sendable, Equatable {
    /// When the answer may come.
    public enum Wait: String, Codable, Sendable, CaseIterable {
        /// When the source store has the rows on disk.
        case durable
        /// When a search finds them, too.
        case searchable
    }

    /// One line of the request.
    public struct Line: Codable, Sendable, Equatable {
        /// From 1.
        public var number: Int
        /// A row of JSON Lines.
        public var text: String

        /// A line with its number.
        public init(number: Int, text: String) {
            self.number = number
            self.text = text
        }
    }

    /// In order.
    public var lines: [Line]
    /// What becomes of given actors; nil for the archive's setting.
    public var actors: ActorsMode?
    /// When to answer.
    public var wait: Wait

    /// Rows to take in.
    public init(lines: [Line], actors: ActorsMode?, wait: Wait) {
        self.lines = lines
        self.actors = actors
        self.wait = wait
    }
}

/// What the writer process says, one JSON object a line on its standard output.
public enum WriterEvent: Codable, Sendable, Equatable {
    /// The lock is held and the archive is open.
    case ready(pid: Int32)
    /// How far the work is.
    case progress(IndexingProgress)
    /// An article that was not taken in.
    case rejected(RejectedArticle)
    /// The answer to ``WriterRequest/index(_:)``.
    case indexed(IndexingReport)
    /// The answer to ``WriterRequest/documents(_:)``.
    case documents(results: [DocumentResult], revision: UInt64)
    /// The answer to ``WriterRequest/delete(ids:purge:)``.
    case deleted(ids: [String], absent: [String], revision: UInt64)
    /// An article that a ``WriterRequest/retag(dryRun:)`` changes.
    case retag(RetagChange)
    /// The answer to ``WriterRequest/retag(dryRun:)``.
    case retagged(RetagReport)
    /// The request failed; the process goes on where it can.
    case failed(problem: Problem, detail: String, hint: String?)
}

/// How far a run is.
public struct IndexingProgress: Codable, Sendable, Equatable {
    /// What is being done.
    public enum Phase: String, Codable, Sendable, CaseIterable {
        /// Files are read into the source store.
        case reading
        /// The index is built from the source store.
        case indexing
        /// Segments are merged into one.
        case merging
    }

    /// What is being done.
    public var phase: Phase
    /// Articles done in this phase.
    public var articles: Int
    /// Articles to do, where known.
    public var total: Int?
    /// Bytes as they came, done in this phase.
    public var bytes: Int
    /// Articles rejected so far.
    public var rejected: Int
    /// Since the run began.
    public var seconds: Double
}

/// An article that was not taken in, and why.
public struct RejectedArticle: Codable, Sendable, Equatable {
    /// The file.
    public var path: String
    /// From 1, where the file has lines.
    public var line: Int?
    /// Offset in the file, where known.
    public var byte: Int?
    /// What is wrong.
    public var reason: String
    /// What to do.
    public var hint: String?

    /// `path:line: reason`.
    public var message: String {
        var place = path
        if let line { place += ":\(line)" }
        if let byte { place += line == nil ? ": byte \(byte)" : " (byte \(byte))" }
        return "\(place): \(reason)" + (hint.map { "; \($0)" } ?? "")
    }
}

/// What a run did.
public struct IndexingReport: Codable, Sendable, Equatable {
    /// Articles that were not there before.
    public var created = 0
    /// Articles that got another version.
    public var updated = 0
    /// Articles that were there as they are.
    public var unchanged = 0
    /// Articles that were not taken in.
    public var rejected = 0
    /// Articles that say themselves that they are not to be seen: kept, and out of all answers.
    public var withheld = 0
    /// Articles in the archive now.
    public var articles = 0
    /// The generation that is served now.
    public var generation = ""
    /// Seconds of the whole run.
    public var seconds = 0.0
    /// What the helper program did, where one was asked.
    public var annotator: AnnotatorReport?

    /// A run that did nothing yet.
    public init() {}
}

/// The answer to one row, as the contract spells it.
public struct DocumentResult: Codable, Sendable, Equatable {
    /// What became of a row.
    public enum Status: String, Codable, Sendable, CaseIterable {
        case created, updated, unchanged, rejected
    }

    /// From 1.
    public var line: Int
    /// Nil where the row was rejected before it had one.
    public var id: String?
    /// What became of it.
    public var status: Status
    /// Why it was rejected.
    public var error: String?

    /// What became of a row.
    public init(line: Int, id: String?, status: Status, error: String?) {
        self.line = line
        self.id = id
        self.status = status
        self.error = error
    }

    /// Writes every key of the contract, `null` where nothing is known.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(line, forKey: .line)
        try container.encode(id, forKey: .id)
        try container.encode(status, forKey: .status)
        try container.encode(error, forKey: .error)
    }
}
