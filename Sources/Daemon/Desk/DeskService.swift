import Actors
import Archive
import Articles
import Schema
import Search

/// What editors ask of an archive beside searches: actors, authors, candidates, explanations.
///
/// Calls block; any number of threads may call at once.
public struct DeskService: Sendable {
    private let engine: SearchEngine
    private let authority: FrozenAuthority

    /// A service on an engine whose options `authority` serves.
    public init(engine: SearchEngine, authority: FrozenAuthority) {
        self.engine = engine
        self.authority = authority
    }

    /// Which actors or authors are listed.
    public struct ListRequest: Sendable, Equatable {
        /// A word of a name, or the id, begins so.
        public var prefix = ""
        /// Only actors of that type.
        public var type: ActorType?
        /// Only those of at least so many articles.
        public var minimum = 1
        /// The first row, from 0.
        public var offset = 0
        /// The number of rows.
        public var limit = 100

        /// The most rows of one answer.
        public static let maximumLimit = 10_000

        /// The first hundred of all.
        public init() {}

        /// The parameters' names.
        public static let names = ["prefix", "type", "min", "offset", "limit"]
    }

    // MARK: Actors

    /// The actors of the archive.
    public func actors(_ request: ListRequest) throws(SearchError) -> NamedCounts {
        list(request, ArchiveTally(try engine.snapshot(), .actors))
    }

    /// An actor by its id, a former id or a name that one record bears.
    ///
    /// - Throws: `not_found`.
    public func actor(_ name: String) throws(SearchError) -> ActorAnswer {
        let snapshot = try engine.snapshot()
        let records = authority.records(of: snapshot)
        let id = records[name]?.id ?? records.redirected(name)
        let record = records[id]
        let ordinal = snapshot.actors.ordinal(id: id)
        guard record != nil || ordinal != nil else {
            guard let found = records.resolve(name: name).first else {
                throw SearchError(
                    .notFound, "there is no actor \"\(name)\"",
                    hint: "`byline actors list` and GET /v1/actors?prefix= find ids")
            }
            return try actor(found)
        }
        let facets = try facets(.actor, id, [.actor, .author])
        let own = record ?? AuthorityRecord(id: id, label: ordinal.map(snapshot.actors.label) ?? id)
        return ActorAnswer(
            id: id, label: own.label,
            type: record?.type ?? ordinal.flatMap(snapshot.actors.type) ?? .unknown,
            redirectedFrom: name != id && name.contains("/") ? name : nil,
            isRecorded: record != nil, aliases: own.aliases,
            parents: records.ancestors(of: id).map {
                ActorAnswer.Named(id: $0, label: records[$0]?.label ?? $0)
            }, offices: own.offices, wikidata: own.wikidata, wikipedia: own.wikipedia,
            articles: facets.articles, with: facets.counts[0].filter { $0.id != id },
            authors: facets.counts[1])
    }

    /// Names that recur and have no record.
    public func actorCandidates(
        atLeast minimum: Int, limit: Int
    ) throws(SearchError) -> [ActorCandidate] {
        let snapshot = try engine.snapshot()
        return ActorCandidates(snapshot: snapshot, records: authority.records(of: snapshot))
            .names(atLeast: minimum, limit: limit)
    }

    // MARK: Authors

    /// The authors of the archive.
    public func authors(_ request: ListRequest) throws(SearchError) -> NamedCounts {
        list(request, ArchiveTally(try engine.snapshot(), .authors))
    }

    /// An author by id, former id or name.
    ///
    /// - Throws: `not_found`.
    public func author(_ name: String) throws(SearchError) -> AuthorAnswer {
        let snapshot = try engine.snapshot()
        let records = authority.records(of: snapshot)
        let asked = AuthorRecord.isAuthor(name) ? name : Identifier.author(named: name)
        let id = records.redirected(asked)
        let record = records.author(id)
        let ordinal = snapshot.authors.ordinal(id: id)
        guard record != nil || ordinal != nil else {
            throw SearchError(
                .notFound, "nobody called \"\(name)\" has written in this archive",
                hint: "`byline authors list` and GET /v1/authors?prefix= find ids")
        }
        let facets = try facets(.author, id, [.actor, .section, .author])
        return AuthorAnswer(
            id: id, label: record?.label ?? ordinal.map(snapshot.authors.label) ?? id,
            redirectedFrom: asked == id ? nil : asked, aliases: record?.aliases ?? [],
            wikidata: record?.wikidata, articles: facets.articles, actors: facets.counts[0],
            sections: facets.counts[1], with: facets.counts[2].filter { $0.id != id })
    }

    /// Bylines that may be one author.
    public func authorCandidates(limit: Int) throws(SearchError) -> [AuthorCandidate] {
        let snapshot = try engine.snapshot()
        return AuthorCandidates(snapshot: snapshot, records: authority.records(of: snapshot))
            .pairs(limit: limit)
    }

    // MARK: Articles

    /// Every mention of an article with the rule that made it.
    ///
    /// - Throws: `not_found`.
    public func explain(_ id: String) throws(SearchError) -> ArticleExplanation {
        let article = try engine.article(id)
        return ArticleExplanation(article, authority.recogniser(of: try engine.snapshot()))
    }

    // MARK: -

    private func list(_ request: ListRequest, _ tally: ArchiveTally) -> NamedCounts {
        let labels = tally.labels
        let chosen =
            request.prefix.isEmpty
            ? Array(0..<UInt32(labels.count))
            : labels.ordinals(foldedLabelPrefix: request.prefix, atWordStarts: true)
                + (0..<UInt32(labels.count)).filter { labels.id($0).hasPrefix(request.prefix) }
        var seen: Set<UInt32> = []
        var rows: [NamedCount] = []
        for ordinal in chosen where seen.insert(ordinal).inserted {
            let articles = tally.articles[Int(ordinal)]
            // What has no article any more is a label of the index, not of the archive.
            guard articles >= max(1, request.minimum),
                request.type == nil || labels.type(ordinal) == request.type
            else { continue }
            rows.append(
                NamedCount(
                    id: labels.id(ordinal), label: labels.label(ordinal),
                    type: labels.type(ordinal), articles: articles))
        }
        rows.sort { left, right in
            if left.articles != right.articles { return left.articles > right.articles }
            let (a, b) = (WordFolding.key(left.label), WordFolding.key(right.label))
            return a == b ? left.id < right.id : a < b
        }
        let page = rows.dropFirst(request.offset).prefix(request.limit)
        let end = request.offset + page.count
        return NamedCounts(
            values: Array(page), total: rows.count, next: end < rows.count ? end : nil)
    }

    /// How many articles have a value, and the most frequent values of some facets among them.
    private func facets(
        _ field: Field.Name, _ id: String, _ wanted: [Field.Name]
    ) throws(SearchError) -> (articles: Int, counts: [[NamedCount]]) {
        let empty = [[NamedCount]](repeating: [], count: wanted.count)
        let labels = try engine.snapshot()
        let isKnown =
            (field == .author ? labels.authors : labels.actors).ordinal(id: id) != nil
        guard isKnown else { return (0, empty) }
        var request = SearchRequest()
        request.filters[field].any = [id]
        request.limit = 0
        request.facets = wanted.map { FacetRequest($0, limit: 11, scope: .filtered) }
        let answer = try engine.search(request)
        let counts = wanted.map { name -> [NamedCount] in
            guard case .values(let counts)? = answer.facet(name)?.counts else { return [] }
            return counts.values.filter { $0.count > 0 }.map {
                NamedCount(
                    id: $0.id, label: $0.label,
                    type: name == .actor
                        ? labels.actors.ordinal(id: $0.id).flatMap(labels.actors.type) : nil,
                    articles: $0.count)
            }
        }
        return (answer.total?.articles ?? 0, counts)
    }
}
