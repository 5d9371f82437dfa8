import Actors
import Articles

/// An actor or author with how many articles have it.
public struct NamedCount: Codable, Sendable, Equatable {
    /// `org/nato`, `author/jane-doe`.
    public var id: String
    /// The preferred label.
    public var label: String
    /// Of actors.
    public var type: ActorType?
    /// Articles of the archive.
    public var articles: Int
}

/// `GET /v1/actors`, `GET /v1/authors`.
public struct NamedCounts: Codable, Sendable, Equatable {
    /// By falling number of articles, then label.
    public var values: [NamedCount]
    /// How many there are in all.
    public var total: Int
    /// Where the next page begins; nil for none.
    public var next: Int?
}

/// `GET /v1/actors/{id}`.
public struct ActorAnswer: Codable, Sendable, Equatable {
    /// The id now in force.
    public var id: String
    /// The preferred label.
    public var label: String
    /// What it is.
    public var type: ActorType
    /// The id asked for, where it was renamed or merged.
    public var redirectedFrom: String?
    /// Whether there is an authority record.
    public var isRecorded: Bool
    /// All names.
    public var aliases: [AuthorityAlias]
    /// What it belongs to, nearest first, and what that belongs to.
    public var parents: [Named]
    /// Of a person.
    public var offices: [AuthorityOffice]
    /// The item: `Q7184`.
    public var wikidata: String?
    /// Title of the English article.
    public var wikipedia: String?
    /// Articles of the archive.
    public var articles: Int
    /// The actors most often named in the same articles.
    public var with: [NamedCount]
    /// Who writes most about it.
    public var authors: [NamedCount]

    /// Something with an id.
    public struct Named: Codable, Sendable, Equatable {
        /// As `state/ru`.
        public var id: String
        /// The preferred label.
        public var label: String
    }

    private enum CodingKeys: String, CodingKey {
        case id, label, type, aliases, parents, offices, wikidata, wikipedia, articles, with
        case authors
        case redirectedFrom = "redirected_from"
        case isRecorded = "recorded"
    }
}

/// `GET /v1/authors/{id}`.
public struct AuthorAnswer: Codable, Sendable, Equatable {
    /// The id now in force.
    public var id: String
    /// The name to show.
    public var label: String
    /// The id asked for, where it was merged or is that of another name.
    public var redirectedFrom: String?
    /// Other names, as the desk gives them.
    public var aliases: [String]
    /// The item: `Q7184`.
    public var wikidata: String?
    /// Articles of the archive.
    public var articles: Int
    /// Whom the author writes about most.
    public var actors: [NamedCount]
    /// In which rubrics.
    public var sections: [NamedCount]
    /// With whom.
    public var with: [NamedCount]

    private enum CodingKeys: String, CodingKey {
        case id, label, aliases, wikidata, articles, actors, sections, with
        case redirectedFrom = "redirected_from"
    }
}

/// A name that recurs and has no record.
public struct ActorCandidate: Codable, Sendable, Equatable {
    /// `name/…`.
    public var id: String
    /// As first met in full.
    public var label: String
    /// What it seems to be.
    public var type: ActorType
    /// Articles that name it.
    public var articles: Int
    /// Mentions in all of them.
    public var mentions: Int
    /// The newest articles.
    public var examples: [ArticleReference]
    /// Records that it may be another name of.
    public var similar: [ActorAnswer.Named]
}

/// Two bylines that may be one author.
public struct AuthorCandidate: Codable, Sendable, Equatable {
    /// The one with fewer articles.
    public var variant: NamedCount
    /// The one with more.
    public var author: NamedCount
    /// Why they may be one.
    public var reason: String
    /// Whether the variant fits other authors as well.
    public var ambiguous: Bool
    /// The newest articles of the variant.
    public var examples: [ArticleReference]
}
