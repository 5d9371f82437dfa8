/// What one file, page, feed entry or row says: one piece of commentary.
///
/// Encodes to the JSON object of the contract (`byline extract`, `byline show --format json`,
/// `GET /v1/articles/{id}`): every key is present, what is not known is `null` or empty.
public struct Article: Sendable, Equatable, Codable {
    /// The given id, or 12 hex digits of a hash (see ``ArticleID``).
    public var id: String
    /// The canonical URL.
    public var url: String?
    /// The host or name of the site.
    public var site: String?
    /// The headline without the site's suffix.
    public var title: String
    /// The line below the headline.
    public var subtitle: String?
    /// The rubric, as printed.
    public var section: String?
    /// ISO 639-1 code, lower case; nil when neither said nor recognised.
    public var language: String?
    /// In the order of the byline.
    public var authors: [Author]
    /// When it was published, with the evidence.
    public var date: PublicationDate
    /// Whom it is about, by falling mentions, then label.
    public var actors: [Actor]
    /// Captions and credits of pictures, in order; never part of the body.
    public var captions: [String]
    /// Notes of correction, as printed; never part of the body.
    public var corrections: [String]
    /// Paragraphs separated by one blank line.
    public var body: String
    /// Words of title and body.
    public var words: Int
    /// How many versions of this article the archive has seen.
    public var versions: Int
    /// What a reader could not make sense of, each a sentence.
    public var warnings: [String]
    /// The moment before which it is in no answer, by what its source says; nil for none.
    ///
    /// A state of the document, not of the text: an archive keeps it in a column.
    public var embargoedUntil: Moment?

    /// An article of which only id, title and body are known.
    public init(id: String, title: String, body: String) {
        self.id = id
        self.title = title
        self.body = body
        authors = []
        date = PublicationDate()
        actors = []
        captions = []
        corrections = []
        words = WordCount.words(in: title) + WordCount.words(in: body)
        versions = 1
        warnings = []
    }

    private enum CodingKeys: String, CodingKey {
        case id, url, site, title, subtitle, section, language, authors, date, actors, captions
        case corrections, body, words, versions, warnings
        case embargoedUntil = "embargoed_until"
    }

    /// Writes every key of the contract, `null` where nothing is known; `embargoed_until` only where
    /// there is one.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(id, forKey: .id)
        try container.encode(url, forKey: .url)
        try container.encode(site, forKey: .site)
        try container.encode(title, forKey: .title)
        try container.encode(subtitle, forKey: .subtitle)
        try container.encode(section, forKey: .section)
        try container.encode(language, forKey: .language)
        try container.encode(authors, forKey: .authors)
        try container.encode(date, forKey: .date)
        try container.encode(actors, forKey: .actors)
        try container.encode(captions, forKey: .captions)
        try container.encode(corrections, forKey: .corrections)
        try container.encode(body, forKey: .body)
        try container.encode(words, forKey: .words)
        try container.encode(versions, forKey: .versions)
        try container.encode(warnings, forKey: .warnings)
        try container.encodeIfPresent(embargoedUntil, forKey: .embargoedUntil)
    }
}
