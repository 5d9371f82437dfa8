/// What is wrong with authority records, where, and what to do about it.
public struct AuthorityError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The file, where there is one.
    public let file: String?
    /// The line, counted from 1.
    public let line: Int?
    /// The column, counted from 1.
    public let column: Int?
    /// What was found.
    public let reason: String
    /// What to do.
    public let hint: String

    /// An error at that place.
    public init(
        file: String? = nil, line: Int? = nil, column: Int? = nil, reason: String, hint: String
    ) {
        self.file = file
        self.line = line
        self.column = column
        self.reason = reason
        self.hint = hint
    }

    /// `authority/desk.yaml:3: …`, then the hint.
    public var description: String {
        var place = file ?? "authority records"
        if let line { place += ":\(line)" }
        if let column { place += ":\(column)" }
        return "\(place): \(reason); \(hint)"
    }
}
