import Articles

/// One article as it came: the bytes that the source store keeps, and where they came from.
///
/// ``Reading/parse(_:)`` makes an article of it, now or when the index is rebuilt.
public struct RawItem: Sendable, Equatable {
    /// The bytes of the whole file, or of one row or entry of it.
    public var bytes: [UInt8]
    /// The name of the format that parses them: a row of ``Formats/table``.
    public var format: String
    /// The path below the indexed root; as given where a single file was named.
    public var path: String
    /// The line of the file where it begins, from 1; nil where the item is the whole file.
    public var line: Int?
    /// The offset in the (decompressed) file where it begins; nil where the item is all of it.
    public var byteOffset: Int?

    /// An item with its place.
    public init(
        bytes: [UInt8], format: String, path: String, line: Int? = nil, byteOffset: Int? = nil
    ) {
        self.bytes = bytes
        self.format = format
        self.path = path
        self.line = line
        self.byteOffset = byteOffset
    }
}

/// Something that was not taken in: a file that could not be opened, a row that is broken.
public struct Rejection: Sendable, Equatable, CustomStringConvertible {
    /// What a caller can do with it; only ``ReadError/Kind/malformed``, `unreadable` and `tooLarge`
    /// are faults.
    public var kind: ReadError.Kind
    /// The file, as a path that the user can open.
    public var path: String
    /// The line, from 1.
    public var line: Int?
    /// The offset of the byte, in the line where that is known, else in the file.
    public var byte: Int?
    /// What was wrong.
    public var reason: String
    /// What to do about it.
    public var hint: String?

    /// A rejection with all that is known of its place.
    public init(
        kind: ReadError.Kind = .malformed, path: String, line: Int? = nil, byte: Int? = nil,
        reason: String, hint: String? = nil
    ) {
        self.kind = kind
        self.path = path
        self.line = line
        self.byte = byte
        self.reason = reason
        self.hint = hint
    }

    /// The rejection that an error means for a file.
    public init(_ error: ReadError, path: String, line: Int? = nil) {
        self.init(
            kind: error.kind, path: path, line: error.line ?? line, byte: error.byte,
            reason: error.what, hint: error.hint)
    }

    /// One line: place, reason, hint.
    public var description: String {
        ReadError(reason, kind: kind, path: path, line: line, byte: byte, hint: hint).description
    }
}

/// What reading finds, one at a time.
public enum ReadEvent: Sendable, Equatable {
    /// The bytes of one article.
    case item(RawItem)
    /// Something that was passed over, with the reason.
    case rejected(Rejection)
}

/// An article with what only the indexer needs to know of how it was read.
public struct ReadArticle: Sendable, Equatable {
    /// The article; its warnings say what the reader could not make sense of.
    public var article: Article
    /// Whether the source gave the id, so that it stays as it is.
    public var givenID: Bool
    /// Whether the source gave actors: ``article`` then holds them, ids by label.
    public var hasGivenActors: Bool

    /// An article as read.
    public init(article: Article, givenID: Bool = false, hasGivenActors: Bool = false) {
        self.article = article
        self.givenID = givenID
        self.hasGivenActors = hasGivenActors
    }
}
