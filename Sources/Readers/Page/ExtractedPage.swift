import Articles

/// One thing on a page that speaks for a title, an author, a date or the like.
public struct PageCandidate: Sendable, Equatable {
    /// What it speaks for.
    public enum Field: String, Sendable, CaseIterable {
        case title, subtitle, author, published, modified, section, site, language, url
    }

    /// What it speaks for.
    public var field: Field
    /// Where it was found: `jsonld`, `og:title`, `byline block` and so on.
    public var source: String
    /// As it stands there.
    public var raw: String
    /// 0 to 1.
    public var trust: Double

    /// A candidate with all that is known of it.
    public init(field: Field, source: String, raw: String, trust: Double) {
        self.field = field
        self.source = source
        self.raw = raw
        self.trust = trust
    }
}

/// What one page says of its article.
public struct ExtractedPage: Sendable, Equatable {
    /// The headline without the site's name; empty where the page has none.
    public var title: String
    /// The line below the headline.
    public var subtitle: String?
    /// In the order of the byline, with bios.
    public var authors: [Author]
    /// Published and modified, with evidence.
    public var date: PublicationDate
    /// The rubric, as printed.
    public var section: String?
    /// The canonical URL; the given one where the page names none that can be right.
    public var url: String?
    /// The name of the site, or its host.
    public var site: String?
    /// ISO 639-1 code, lower case.
    public var language: String?
    /// The body, in order.
    public var paragraphs: [String]
    /// Captions and credits of pictures, in order; never part of the body.
    public var captions: [String]
    /// Notes of correction; never part of the body.
    public var corrections: [String]
    /// What could not be made sense of, each a sentence.
    public var warnings: [String]
    /// Everything that was found, with where and how far it is trusted, best first within a field.
    public var candidates: [PageCandidate]
}
