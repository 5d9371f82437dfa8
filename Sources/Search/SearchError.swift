import Archive
import QueryLanguage
import Schema
import XapianKit

/// Why a search gives no answer: a row of the table of problems, and what it is about.
///
/// The daemon answers with ``problemJSON()``, the command prints the description.
public struct SearchError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The row of the table.
    public let problem: Problem
    /// One sentence about this occurrence.
    public let detail: String
    /// The parameter at fault, as in `filters.date.to` or `facet`.
    public let param: String?
    /// The faulty part of the parameter's text, in code points.
    public let position: Range<Int>?
    /// What would work instead.
    public let hint: String?
    /// Whether the database changed below a handle: reopening it helps.
    var isStale = false

    /// An error with all that is known of it.
    public init(
        _ problem: Problem, _ detail: String, param: String? = nil, position: Range<Int>? = nil,
        hint: String? = nil
    ) {
        self.problem = problem
        self.detail = detail
        self.param = param
        self.position = position
        self.hint = hint
    }

    /// A fault in the text of a query or of a date.
    public init(_ error: QueryError, param: String) {
        self.init(
            error.problem, error.message, param: param,
            position: error.position.isEmpty ? nil : error.position, hint: error.hint)
    }

    /// The archive cannot be read.
    public init(_ error: ArchiveError) {
        self.init(error.problem, error.description, hint: error.hint)
    }

    /// The engine failed.
    public init(_ error: XapianError) {
        let problem: Problem =
            switch error.code {
            case .deadlineExceeded: .queryTooCostly
            case .corrupt, .wrongVersion: .archiveDamaged
            case .notFound, .openingFailed: .archiveMissing
            case .databaseModified, .locked, .alreadyExists, .inputOutput, .invalidArgument,
                .closed, .cancelled, .outOfMemory, .internal:
                .internalError
            }
        self.init(problem, error.description, hint: error.hint)
        isStale = error.code == .databaseModified || error.code == .closed
    }

    /// Any error as one of this module.
    init(any error: any Error) {
        switch error {
        case let error as SearchError: self = error
        case let error as XapianError: self.init(error)
        case let error as ArchiveError: self.init(error)
        case let error as QueryError: self.init(error, param: "q")
        case let error: self.init(.internalError, "the search failed: \(error)")
        }
    }

    /// Detail, place (counted from 1) and hint on one line.
    public var description: String {
        var text = detail
        if let position { text += " (character \(position.lowerBound + 1))" }
        if let hint { text += "; " + hint }
        return text
    }

    /// The body of `application/problem+json` (RFC 9457).
    public func problemJSON() -> [UInt8] {
        var json = JSONWriter()
        json.object { write(into: &$0) }
        return json.bytes
    }

    func write(into json: inout JSONWriter) {
        json.field("type", problem.type)
        json.field("title", problem.title)
        json.field("status", problem.httpStatus)
        json.field("code", problem.rawValue)
        json.field("detail", detail)
        if let param { json.field("param", param) }
        if let position {
            json.key("position")
            json.object { json in
                json.field("start", position.lowerBound)
                json.field("end", position.upperBound)
            }
        }
        if let hint { json.field("hint", hint) }
    }
}

extension SearchError: Decodable {
    private enum CodingKeys: String, CodingKey {
        case code, detail, param, position, hint
    }

    private struct Position: Decodable {
        let start: Int
        let end: Int
    }

    /// Reads what ``problemJSON()`` writes, or another part of the daemon in the same form.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let position = try container.decodeIfPresent(Position.self, forKey: .position)
        self.init(
            try container.decode(Problem.self, forKey: .code),
            try container.decode(String.self, forKey: .detail),
            param: try container.decodeIfPresent(String.self, forKey: .param),
            position: position.flatMap { $0.start <= $0.end ? $0.start..<$0.end : nil },
            hint: try container.decodeIfPresent(String.self, forKey: .hint))
    }
}
