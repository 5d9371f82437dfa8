import Schema

/// Why the daemon cannot start or go on.
public struct DaemonError: Error, Sendable, CustomStringConvertible {
    /// The row of the table of problems.
    public let problem: Problem
    /// What was tried and what happened.
    public let detail: String
    /// What to do.
    public let hint: String?

    init(_ problem: Problem, _ detail: String, hint: String? = nil) {
        self.problem = problem
        self.detail = detail
        self.hint = hint
    }

    /// The detail and what to do.
    public var description: String { hint.map { detail + ": " + $0 } ?? detail }
}
