import Archive
import Articles

/// What an archive holds, for `/v1/status` and `byline status`.
public struct IndexStatus: Sendable, Equatable, Codable {
    /// The generation that is served.
    public var generation: String
    /// Counts commits.
    public var revision: UInt64
    /// Up to where the source store's changes are in the index.
    public var sourceRevision: UInt64
    /// Articles that a search can find.
    public var articles: Int
    /// Articles without a date.
    public var undated: Int
    /// Distinct authors.
    public var authors: Int
    /// Distinct actors.
    public var actors: Int
    /// Distinct sections.
    public var sections: Int
    /// Distinct sites.
    public var sites: Int
    /// Distinct stems.
    public var stems: Int
    /// Languages, as codes of ISO 639-1.
    public var languages: [String]
    /// The first day that an article was published on.
    public var from: CalendarDay?
    /// The last one.
    public var to: CalendarDay?
    /// Documents of the base, those replaced or taken out since included.
    public var baseDocuments: Int
    /// Documents of the delta, those replaced or taken out since included.
    public var deltaDocuments: Int
    /// When the base was built, as ISO 8601.
    public var createdAt: String
    /// The version of Xapian that built it.
    public var xapian: String
    /// The rules by which its articles were read.
    public var rules: String
    /// The schema of its files.
    public var schema: Int

    private enum CodingKeys: String, CodingKey {
        case generation, revision, articles, undated, authors, actors, sections, sites, stems
        case languages, from, to, xapian, rules, schema
        case sourceRevision = "source_revision"
        case baseDocuments = "base_documents"
        case deltaDocuments = "delta_documents"
        case createdAt = "created_at"
    }

    /// Walks the dates once.
    init(_ facts: SnapshotFacts) {
        let snapshot = facts.snapshot
        generation = snapshot.generation
        revision = snapshot.revision
        sourceRevision = snapshot.sourceRevision
        articles = facts.liveCount
        authors = snapshot.authors.count
        actors = snapshot.actors.count
        sections = snapshot.sections.count
        sites = snapshot.sites.count
        stems = snapshot.stems.count
        languages = snapshot.languagesInUse
        baseDocuments = snapshot.base.count
        deltaDocuments = snapshot.delta?.count ?? 0
        createdAt = snapshot.manifest.createdAt
        xapian = snapshot.manifest.xapian
        rules = snapshot.manifest.rules
        schema = snapshot.manifest.schema
        var dateless = 0
        var first = Int32.max
        var last = Int32.min
        for part in facts.parts {
            part.live.forEach { index in
                let day = part.part.firstDay[index]
                if day == Part.undated {
                    dateless += 1
                } else {
                    first = min(first, day)
                    last = max(last, day)
                }
            }
        }
        undated = dateless
        from = first > last ? nil : CalendarDay(daysSince1970: first)
        to = first > last ? nil : CalendarDay(daysSince1970: last)
    }
}
