/// Why something could not be read as an article: what was tried, where, and what to do.
public struct ReadError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What a caller can do with it.
    public enum Kind: String, Sendable, CaseIterable {
        /// The file or stream could not be opened or read to its end.
        case unreadable
        /// The bytes break the rules of their format.
        case malformed
        /// A limit of the reader was passed.
        case tooLarge
        /// The article says itself that it is not to be seen: a draft, for one.
        case withheld
        /// No format knows the file. Within a folder that is no fault.
        case unknownFormat
    }

    /// What a caller can do with it.
    public var kind: Kind
    /// What was tried and what stood in the way, as a clause without a full stop.
    public var what: String
    /// The file, as the caller named it; nil where only bytes were given.
    public var path: String?
    /// The line of the file, from 1.
    public var line: Int?
    /// The offset of the byte, from 0: in the line where ``line`` is known, else in the file.
    public var byte: Int?
    /// What the user can do about it.
    public var hint: String?
    /// Which article is withheld; nil for every other kind.
    public var articleID: String?

    /// An error with all that is known of its place.
    public init(
        _ what: String, kind: Kind = .malformed, path: String? = nil, line: Int? = nil,
        byte: Int? = nil, hint: String? = nil
    ) {
        self.kind = kind
        self.what = what
        self.path = path
        self.line = line
        self.byte = byte
        self.hint = hint
    }

    /// `news.jsonl, line 3, byte 17: not JSON: expected a colon; hint`.
    public var description: String {
        var place: [String] = []
        if let path { place.append(path) }
        if let line { place.append("line \(line)") }
        if let byte { place.append("byte \(byte)") }
        let head = place.isEmpty ? "" : place.joined(separator: ", ") + ": "
        return head + what + (hint.map { "; " + $0 } ?? "")
    }

    /// The same error at a place that the thrower did not know.
    func at(path: String, line: Int? = nil) -> ReadError {
        var error = self
        if error.path == nil { error.path = path }
        if error.line == nil { error.line = line }
        return error
    }
}
