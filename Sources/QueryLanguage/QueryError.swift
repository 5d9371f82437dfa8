import Schema

/// Why a query cannot be read: a row of the table of problems, and where it is.
public struct QueryError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What kind of fault it is.
    public let problem: Problem
    /// The faulty part of the text, in code points.
    public let position: Range<Int>
    /// One sentence that names the faulty part.
    public let message: String
    /// What would work instead.
    public let hint: String?

    /// A fault at that place.
    public init(_ problem: Problem, at position: Range<Int>, _ message: String, hint: String? = nil)
    {
        self.problem = problem
        self.position = position
        self.message = message
        self.hint = hint
    }

    /// Message, place (counted from 1) and hint on one line.
    public var description: String {
        message + " (character \(position.lowerBound + 1))" + (hint.map { "; " + $0 } ?? "")
    }
}

/// How large a query may be.
public struct QueryLimits: Sendable, Equatable {
    /// Bytes of UTF-8.
    public var lengthInBytes: Int
    /// Parentheses and NOTs inside each other.
    public var depth: Int
    /// Words, phrases and values; natural language is bounded by its length alone.
    public var terms: Int
    /// Letters before the first `*` or `?` of a word.
    public var wildcardStem: Int

    /// Limits that are not the usual ones.
    public init(lengthInBytes: Int, depth: Int, terms: Int, wildcardStem: Int) {
        self.lengthInBytes = lengthInBytes
        self.depth = depth
        self.terms = terms
        self.wildcardStem = wildcardStem
    }

    /// 4 kB, 32 levels, 64 terms, 2 letters.
    public static let standard = QueryLimits(
        lengthInBytes: 4096, depth: 32, terms: 64, wildcardStem: 2)
}
