import Archive
import Schema

/// Why indexing could not start or go on.
public struct IndexingError: Error, Sendable, CustomStringConvertible {
    /// The row of the table of problems.
    public let problem: Problem
    /// What was tried, on what, and what happened.
    public let detail: String
    /// What to do.
    public let hint: String?

    /// An error with its row of the table.
    public init(_ problem: Problem, _ detail: String, hint: String? = nil) {
        self.problem = problem
        self.detail = detail
        self.hint = hint
    }

    /// An error of the archive.
    public init(_ error: ArchiveError) {
        self.init(error.problem, error.description, hint: error.hint)
    }

    /// The detail and what to do.
    public var description: String { hint.map { "\(detail)\n\($0)" } ?? detail }
}
