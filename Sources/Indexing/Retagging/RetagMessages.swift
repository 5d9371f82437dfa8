import Articles

/// An actor or author of an article, as a report of a retagging names it.
public struct RetaggedName: Codable, Sendable, Equatable {
    /// `org/nato`, `author/jane-doe`.
    public var id: String
    /// The preferred label.
    public var label: String
    /// How often the article mentions it; nil of authors.
    public var mentions: Int?

    /// A name with its mentions.
    public init(id: String, label: String, mentions: Int?) {
        self.id = id
        self.label = label
        self.mentions = mentions
    }
}

/// What one article gains and loses by changed authority records.
public struct RetagChange: Codable, Sendable, Equatable {
    /// Of the article.
    public var id: String
    /// Of the article.
    public var title: String
    /// Actors that it did not have.
    public var gained: [RetaggedName] = []
    /// Actors that it has no more.
    public var lost: [RetaggedName] = []
    /// Actors that it keeps with other mentions, places or labels; as they are now.
    public var changed: [RetaggedName] = []
    /// Authors that it did not have.
    public var gainedAuthors: [RetaggedName] = []
    /// Authors that it has no more.
    public var lostAuthors: [RetaggedName] = []

    private enum CodingKeys: String, CodingKey {
        case id, title, gained, lost, changed
        case gainedAuthors = "gained_authors"
        case lostAuthors = "lost_authors"
    }

    /// What differs between an article as it is indexed and as it is read now; nil for nothing.
    init?(from old: Article, to new: Article) {
        guard old.actors != new.actors || old.authors != new.authors else { return nil }
        id = new.id
        title = new.title
        for actor in new.actors {
            let name = RetaggedName(id: actor.id, label: actor.label, mentions: actor.mentions)
            guard let before = old.actors.first(where: { $0.id == actor.id }) else {
                gained.append(name)
                continue
            }
            if before != actor { changed.append(name) }
        }
        lost = old.actors.filter { actor in !new.actors.contains { $0.id == actor.id } }.map {
            RetaggedName(id: $0.id, label: $0.label, mentions: $0.mentions)
        }
        func missing(_ authors: [Author], in others: [Author]) -> [RetaggedName] {
            authors.filter { author in
                !others.contains { $0.id == author.id && $0.label == author.label }
            }.map { RetaggedName(id: $0.id, label: $0.label, mentions: nil) }
        }
        gainedAuthors = missing(new.authors, in: old.authors)
        lostAuthors = missing(old.authors, in: new.authors)
    }
}

/// What a retagging did, or would do.
public struct RetagReport: Codable, Sendable, Equatable {
    /// Records, authors and redirects that differ from those the index was made with.
    public var records = 0
    /// Articles that can hold a changed name, and were read again.
    public var examined = 0
    /// Articles that gain or lose something.
    public var changed = 0
    /// Whether nothing was written.
    public var dryRun: Bool
    /// Whether so many articles change that a new base was built.
    public var rebuilt = false
    /// The revision that searches see now.
    public var revision: UInt64 = 0
    /// Of the whole run.
    public var seconds = 0.0

    private enum CodingKeys: String, CodingKey {
        case records, examined, changed, rebuilt, revision, seconds
        case dryRun = "dry_run"
    }

    init(dryRun: Bool) {
        self.dryRun = dryRun
    }
}
