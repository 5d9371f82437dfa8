import Articles

/// One line that `byline annotate --format jsonl` reads.
public struct AnnotateRow: Sendable, Codable {
    /// Comes back with the answer.
    public var id: String
    /// The text to look at.
    public var text: String
    /// When it was published, where known.
    public var date: CalendarDay?
    /// ISO 639-1 code, where known.
    public var language: String?

    /// A row without date and language.
    public init(id: String, text: String, date: CalendarDay? = nil, language: String? = nil) {
        self.id = id
        self.text = text
        self.date = date
        self.language = language
    }
}

/// One line that `byline annotate --format jsonl` writes.
public struct AnnotatedRow: Sendable, Codable, Equatable {
    /// The id of the row read.
    public var id: String
    /// In the order of the text.
    public var mentions: [Mention]

    /// The answer to a row.
    public init(id: String, mentions: [Mention]) {
        self.id = id
        self.mentions = mentions
    }
}

/// A mention with the reason for it.
public struct ExplainedMention: Sendable, Codable, Equatable {
    /// `title` or `body`.
    public var field: String
    /// The words, as they stand there.
    public var text: String
    /// Offsets are those of the field.
    public var mention: Mention
    /// The rule, as a sentence's beginning.
    public var rule: String
    /// The role beside a person's name, as it stands there: "Russian Foreign Minister".
    public var role: String?
}
