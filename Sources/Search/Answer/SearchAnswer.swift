import Articles
import Schema

/// What is answered: the answer of the contract.
///
/// `json()` writes it; it decodes from the same JSON, so that a command reads a daemon's answer.
public struct SearchAnswer: Sendable, Equatable, Codable {
    /// How the query was understood.
    public var query: QueryEcho
    /// How much was found; nil where it was not asked for.
    public var total: Total?
    /// The page of hits, in order.
    public var hits: [Hit]
    /// The counts, in the order of the request.
    public var facets: [FacetAnswer]
    /// Where the page stands.
    public var page: Page
    /// What was searched.
    public var index: IndexState
    /// How long it took.
    public var tookMilliseconds: Double
    /// Whether the budget ended the search early.
    public var partial: Bool

    init(
        query: QueryEcho, total: Total?, hits: [Hit], facets: [FacetAnswer], page: Page,
        index: IndexState, tookMilliseconds: Double, partial: Bool
    ) {
        self.query = query
        self.total = total
        self.hits = hits
        self.facets = facets
        self.page = page
        self.index = index
        self.tookMilliseconds = tookMilliseconds
        self.partial = partial
    }

    /// The facet of a field; nil where it was not asked for.
    public func facet(_ field: Field.Name) -> FacetAnswer? {
        facets.first { $0.facet == field }
    }

    private enum CodingKeys: String, CodingKey {
        case query, total, hits, facets, page, index, partial
        case tookMilliseconds = "took_ms"
    }

    /// Reads the JSON of the contract; facets come in the order of the table of fields.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        query = try container.decode(QueryEcho.self, forKey: .query)
        total = try container.decodeIfPresent(Total.self, forKey: .total)
        hits = try container.decode([Hit].self, forKey: .hits)
        let byName = try container.decode([String: FacetAnswer.Counts].self, forKey: .facets)
        facets = Field.facets.compactMap { row in
            byName[row.name.rawValue].map { FacetAnswer(facet: row.name, counts: $0) }
        }
        page = try container.decode(Page.self, forKey: .page)
        index = try container.decode(IndexState.self, forKey: .index)
        tookMilliseconds = try container.decode(Double.self, forKey: .tookMilliseconds)
        partial = try container.decode(Bool.self, forKey: .partial)
    }

    /// Writes what ``json()`` writes, for encoders of other formats.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(query, forKey: .query)
        try container.encode(total, forKey: .total)
        try container.encode(hits, forKey: .hits)
        let byName = facets.map { ($0.facet.rawValue, $0.counts) }
        try container.encode(
            Dictionary(byName, uniquingKeysWith: { first, _ in first }), forKey: .facets)
        try container.encode(page, forKey: .page)
        try container.encode(index, forKey: .index)
        try container.encode(tookMilliseconds, forKey: .tookMilliseconds)
        try container.encode(partial, forKey: .partial)
    }
}

/// How a query was understood.
public struct QueryEcho: Sendable, Equatable, Codable {
    /// As it was asked.
    public var q: String
    /// The tree, filters included, as text that parses to the same tree.
    public var parsed: String
    /// Another spelling that would find more.
    public var suggestion: String?
    /// What the caller should know, each a sentence.
    public var warnings: [String]

    /// Writes every key, `null` where there is no suggestion.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(q, forKey: .q)
        try container.encode(parsed, forKey: .parsed)
        try container.encode(suggestion, forKey: .suggestion)
        try container.encode(warnings, forKey: .warnings)
    }
}

/// How much was found.
public struct Total: Sendable, Equatable, Codable {
    /// Articles that match.
    public var articles: Int
    /// Stories that match, copies counted once.
    public var stories: Int
    /// Whether every match was counted.
    public var exact: Bool
}

/// Where a page of hits stands.
public struct Page: Sendable, Equatable, Codable {
    /// The number of hits asked for.
    public var limit: Int
    /// The cursor of the next page; nil on the last.
    public var next: String?

    /// Writes every key, `null` on the last page.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(limit, forKey: .limit)
        try container.encode(next, forKey: .next)
    }
}

/// What was searched.
public struct IndexState: Sendable, Equatable, Codable {
    /// The generation's name.
    public var generation: String
    /// Counts commits.
    public var revision: UInt64
    /// How far it is behind the source store.
    public var lagMilliseconds: Int

    private enum CodingKeys: String, CodingKey {
        case generation, revision
        case lagMilliseconds = "lag_ms"
    }
}

/// An article in a result.
///
/// A part that was not asked for is nil. Of those that an article may lack (URL, section, language,
/// site) the inner value is nil then.
public struct Hit: Sendable, Equatable, Codable {
    /// A person who wrote it.
    public struct Author: Sendable, Equatable, Codable {
        /// As `author/jane-doe`.
        public var id: String
        /// The name to show.
        public var label: String
    }

    /// When it was published.
    public struct Date: Sendable, Equatable, Codable {
        /// The earliest day; nil for an undated article.
        public var value: CalendarDay?
        /// How much of it is known.
        public var precision: DatePrecision?
        /// What it rests on.
        public var basis: DateBasis

        /// Writes every key, `null` where nothing is known.
        public func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(value, forKey: .value)
            try container.encode(precision, forKey: .precision)
            try container.encode(basis, forKey: .basis)
        }
    }

    /// Whom it is about.
    public struct Actor: Sendable, Equatable, Codable {
        /// As `org/nato`.
        public var id: String
        /// The name to show.
        public var label: String
        /// What it is.
        public var type: ActorType
        /// How often the article mentions it.
        public var mentions: Int
    }

    /// Other articles of the same story.
    public struct Copies: Sendable, Equatable, Codable {
        /// How many there are beside this one.
        public var count: Int
    }

    /// Id of the article.
    public var id: String?
    /// Its title.
    public var title: String?
    /// Code points of the title where words of the query stand.
    public var titleSpans: [[Int]]?
    /// Its canonical URL.
    public var url: String??
    /// Who wrote it, in the order of the byline.
    public var authors: [Author]?
    /// When it was published.
    public var date: Date?
    /// The rubric.
    public var section: String??
    /// Its language.
    public var language: String??
    /// Where it comes from.
    public var site: String??
    /// Words of title and body.
    public var words: Int?
    /// How well it matches; only within one answer.
    public var score: Double?
    /// Whom it is about, most mentioned first.
    public var actors: [Actor]?
    /// Passages with words of the query.
    public var snippets: [Snippet]?
    /// Other articles of the same story.
    public var copies: Copies?
    /// Why it was found; nil unless it was asked for.
    public var explanation: Explanation?
    enum CodingKeys: String, CodingKey {
        case id, title, url, authors, date, section, language, site, words, score, actors
        case snippets, copies
        case titleSpans = "title_spans"
        case explanation = "explain"
    }
}

/// Why an article was found.
public struct Explanation: Sendable, Equatable, Codable {
    /// A stem of the query that the article has.
    public struct Term: Sendable, Equatable, Codable {
        /// As the index has it, with the prefix of its field.
        public var id: String
        /// The stem.
        public var text: String
        /// How often it stands in the title.
        public var title: Int
        /// How often it stands in the body.
        public var body: Int
        /// What it adds to the score; nil where it adds nothing by itself.
        public var weight: Double?
    }

    /// In the order of the query.
    public var terms: [Term]
    /// The parts of the query and the filters that the article meets, as text.
    public var matched: [String]
    /// Those that it does not meet, which is possible below OR.
    public var missed: [String]
}

/// A passage of an article as plain text.
public struct Snippet: Sendable, Equatable, Codable {
    /// `body` or `title`.
    public var field: String
    /// The passage; `…` where text is left out.
    public var text: String
    /// Where words of the query stand in it: first code point and the one behind the last.
    public var spans: [[Int]]
}
