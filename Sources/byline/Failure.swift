import ArgumentParser
import Foundation
import Indexing
import Schema
import Search

/// Why a command ends without having done what it was asked.
struct Failure: Error {
    let status: Int32
    let message: String
    let hint: String?
    /// The query and the part of it that is at fault, in code points.
    private(set) var excerpt: (query: String, position: Range<Int>)?

    /// A failure of a row of the table of problems.
    init(_ problem: Problem, _ message: String, hint: String? = nil) {
        status = problem.exitStatus
        self.message = message
        self.hint = hint
    }

    /// What a search says; of a query that is given, the faulty part is pointed at.
    init(_ error: SearchError, query: String? = nil) {
        var message = error.detail
        if let param = error.param, param != "q" { message += " (\(param))" }
        self.init(error.problem, message, hint: error.hint)
        if let query, let position = error.position, error.param == "q",
            position.upperBound <= query.unicodeScalars.count
        {
            excerpt = (query, position)
        }
    }

    /// What indexing says.
    init(_ error: IndexingError) {
        self.init(error.problem, error.detail, hint: error.hint)
    }

    /// A failure of that status.
    init(status: Int32, _ message: String, hint: String? = nil) {
        self.status = status
        self.message = message
        self.hint = hint
    }

    /// An error of any kind, as what it is.
    static func wrapping(_ error: any Error) -> any Error {
        if let error = error as? SearchError { return Failure(error) }
        if let error = error as? IndexingError { return Failure(error) }
        if error is Failure || error is ExitCode { return error }
        return Failure(.internalError, "\(error)")
    }

    func printAndExit() -> Never {
        standardError("byline: " + Printable.line(message))
        for line in details { standardError("  " + line) }
        exit(status)
    }

    /// What stands below the message: the part of the query at fault, then what would work.
    var details: [String] {
        var lines: [String] = []
        if let excerpt {
            lines += Excerpt(excerpt.query, excerpt.position).lines
        }
        if let hint { lines.append(Printable.line(hint)) }
        return lines
    }
}

/// Runs what only throws a search's errors, turning them into failures.
func searching<Value>(_ work: () throws(SearchError) -> Value) throws -> Value {
    do {
        return try work()
    } catch {
        throw Failure(error)
    }
}
