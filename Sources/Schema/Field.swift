/// How the values of a field are counted.
public enum FacetKind: String, Sendable, CaseIterable {
    /// Distinct values by falling count, then label.
    case values
    /// Buckets of days, weeks, months, quarters or years in order of time.
    case calendar
}

/// What may stand behind `field:` in a query.
public enum FieldValueKind: String, Sendable, CaseIterable {
    /// Words that are searched in that field's text.
    case words
    /// An id, a name or an alias of an author or actor.
    case identity
    /// A day, month, year, a range of them, or a word like `last-month`.
    case date
    /// A value as it is, compared without regard to case and accents.
    case value
    /// One of the listed flags.
    case flag
}

/// A column of the index, or a kind of its terms.
///
/// One row of ``Field/table``.
///
/// Everything that knows a field by name, prefix, facet or flag reads this table: the parser of
/// queries, the writer of terms, the facets, help, OpenAPI and documentation.
public struct Field: Sendable {
    /// The name in queries, filters, facets and flags.
    public let name: Name
    /// What a term of this field begins with in Xapian (Omega's conventions where it has one);
    /// empty for text, nil where the field has no terms.
    public let prefix: String?
    /// What may follow `name:` in a query; nil where the field cannot be asked for there.
    public let query: FieldValueKind?
    /// How it is counted; nil where it is not a facet.
    public let facet: FacetKind?
    /// The flags of a `flag` field.
    public let flags: [String]
    /// One sentence for help and documentation.
    public let summary: String
    /// A query that shows it.
    public let example: String

    /// The fields' names.
    ///
    /// The raw value is the name of the contract.
    public enum Name: String, Sendable, CaseIterable, Codable {
        case text, title, author, actor, date, section, language, site, basis, id, url
        case `is`, has
    }

    /// Every field, in the order of help.
    public static let table: [Field] = Name.allCases.map(row)

    /// The row of a field.
    public static func row(_ name: Name) -> Field {
        switch name {
        case .text:
            Field(
                name, prefix: "", query: .words, summary: "Words of title and body.",
                example: "text:sanctions")
        case .title:
            Field(
                name, prefix: "S", query: .words, summary: "Words of the title.",
                example: "title:ceasefire")
        case .author:
            Field(
                name, prefix: "A", query: .identity, facet: .values,
                summary: "Who wrote it: an id or a name.", example: "author:\"Jane Doe\"")
        case .actor:
            Field(
                name, prefix: "XC", query: .identity, facet: .values,
                summary: "Whom it is about: an id, a name or an alias.", example: "actor:NATO")
        case .date:
            Field(
                name, prefix: "D", query: .date, facet: .calendar,
                summary: "When it was published: day, month, year or a range.",
                example: "date:2022-03..2023")
        case .section:
            Field(
                name, prefix: "XS", query: .value, facet: .values, summary: "The rubric.",
                example: "section:opinion")
        case .language:
            Field(
                name, prefix: "L", query: .value, facet: .values,
                summary: "The language, as a code of ISO 639-1.", example: "language:de")
        case .site:
            Field(
                name, prefix: "H", query: .value, facet: .values,
                summary: "The site that it comes from.", example: "site:example.org")
        case .basis:
            Field(
                name, prefix: "XB", query: .value, facet: .values,
                summary: "What the date rests on.", example: "basis:text")
        case .id:
            Field(
                name, prefix: "Q", query: .value, summary: "The id of an article.",
                example: "id:a7f3c2d1e0b9")
        case .url:
            Field(
                name, prefix: "U", query: .value, summary: "The canonical URL.",
                example: "url:\"https://example.org/a\"")
        case .is:
            Field(
                name, prefix: nil, query: .flag, flags: ["undated", "dated"],
                summary: "A state of the article.", example: "is:undated")
        case .has:
            Field(
                name, prefix: nil, query: .flag, flags: ["correction", "author", "actor", "url"],
                summary: "Something that the article has.", example: "has:correction")
        }
    }

    /// The fields that can be counted, in the order of the table.
    public static var facets: [Field] { table.filter { $0.facet != nil } }

    private init(
        _ name: Name, prefix: String?, query: FieldValueKind?, facet: FacetKind? = nil,
        flags: [String] = [], summary: String, example: String
    ) {
        self.name = name
        self.prefix = prefix
        self.query = query
        self.facet = facet
        self.flags = flags
        self.summary = summary
        self.example = example
    }
}
