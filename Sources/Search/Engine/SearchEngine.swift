import Archive
import Articles
import QueryLanguage
import Schema
import Synchronization
import XapianKit

/// Answers searches on an archive.
///
/// Calls block; any number of threads may call at once (give them stacks of 8 MB: Xapian builds its
/// match trees by recursion). Each call sees one snapshot of the archive, the newest.
///
///     let engine = try SearchEngine(archive: ArchiveFolder("/srv/archive"))
///     var request = SearchRequest()
///     request.q = "sanctions gas"
///     request.facets = [FacetRequest(.author)]
///     let answer = try engine.search(request)
public final class SearchEngine: Sendable {
    /// How it searches.
    public let options: SearchOptions
    private let reader: ArchiveReader
    private let workers = HandlePool<Worker> { Worker() }
    private let facts = Mutex<SnapshotFacts?>(nil)
    private let cache: ResultCache

    /// An engine on an open archive.
    public init(reader: ArchiveReader, options: SearchOptions = SearchOptions()) {
        self.reader = reader
        self.options = options
        cache = ResultCache(answers: options.cachedAnswers)
    }

    /// An engine that opens the archive itself.
    ///
    /// - Throws: what stands against opening it: missing, damaged, of another version.
    public convenience init(
        archive folder: ArchiveFolder, residency: ArchiveReader.Residency = .mapped,
        options: SearchOptions = SearchOptions()
    ) throws(SearchError) {
        do {
            self.init(reader: try ArchiveReader(folder, residency: residency), options: options)
        } catch {
            throw SearchError(error)
        }
    }

    /// The newest snapshot.
    public func snapshot() throws(SearchError) -> ArchiveSnapshot {
        do { return try reader.snapshot() } catch { throw SearchError(error) }
    }

    /// Finds, orders and counts.
    public func search(_ request: SearchRequest) throws(SearchError) -> SearchAnswer {
        try search(request, on: try currentFacts())
    }

    /// Counts what matches, without hits and facets.
    public func count(_ request: SearchRequest) throws(SearchError) -> CountAnswer {
        var request = request
        request.limit = 0
        request.facets = []
        request.total = true
        return CountAnswer(try search(request))
    }

    /// What the newest snapshot holds.
    public func status() throws(SearchError) -> IndexStatus {
        IndexStatus(try currentFacts())
    }

    /// Counts the values of one facet.
    public func facetValues(
        _ request: FacetValuesRequest
    ) throws(SearchError) -> FacetValuesAnswer {
        var search = request.search
        search.limit = 0
        search.total = false
        search.facets = [request.facet]
        let answer = try self.search(search)
        guard let facet = answer.facet(request.facet.facet) else {
            throw SearchError(.internalError, "the facet was not counted")
        }
        return FacetValuesAnswer(
            facet: facet, index: answer.index, tookMilliseconds: answer.tookMilliseconds)
    }

    /// Articles like one of the archive.
    public func similar(
        to id: String, _ request: SearchRequest = SearchRequest()
    ) throws(SearchError) -> SearchAnswer {
        var request = request
        request.like = id
        return try search(request)
    }

    /// Several searches on one snapshot; an error stands in its request's place.
    public func multi(
        _ requests: [SearchRequest]
    ) throws(SearchError) -> [Result<SearchAnswer, SearchError>] {
        try multi(MultiRequest(requests)).answers
    }

    /// As ``multi(_:)-([SearchRequest])``, of a request that may hold searches that are none.
    public func multi(_ request: MultiRequest) throws(SearchError) -> MultiAnswer {
        let start = ContinuousClock.now
        let facts = try currentFacts()
        let answers = request.searches.map { search in
            search.flatMap { search in
                Result { () throws(SearchError) in try self.search(search, on: facts) }
            }
        }
        return MultiAnswer(
            answers: answers, tookMilliseconds: Self.milliseconds(ContinuousClock.now - start))
    }

    private static func milliseconds(_ duration: Duration) -> Double {
        let parts = duration.components
        return Double(parts.seconds) * 1e3 + Double(parts.attoseconds / 1_000_000_000) / 1e6
    }

    /// The article of an id as it was indexed.
    ///
    /// - Throws: `not_found`.
    public func article(_ id: String) throws(SearchError) -> Article {
        let facts = try currentFacts()
        return try withWorker { worker throws(SearchError) in
            let lookup = try ArticleLookup(facts: facts, worker: worker)
            guard let place = try lookup.place(of: id) else { throw ArticleLookup.missing(id) }
            do throws(ArchiveError) {
                return try facts.parts[place.part].part.article(place.index)
            } catch {
                throw SearchError(error)
            }
        }
    }

    /// Whether the archive has an article of that id.
    public func contains(_ id: String) throws(SearchError) -> Bool {
        let facts = try currentFacts()
        return try withWorker { worker throws(SearchError) in
            try ArticleLookup(facts: facts, worker: worker).place(of: id) != nil
        }
    }

    /// What is known of the newest snapshot, worked out once.
    func currentFacts() throws(SearchError) -> SnapshotFacts {
        let snapshot = try snapshot()
        let now = options.now()
        return facts.withLock { known in
            if let known, known.snapshot.generation == snapshot.generation,
                known.snapshot.revision == snapshot.revision,
                known.nextRelease.map({ Int64(now.seconds) < $0 }) ?? true
            {
                return known
            }
            let made = SnapshotFacts(
                snapshot, after: known, now: now, ranking: options.ranking)
            known = made
            return made
        }
    }

    private func search(
        _ request: SearchRequest, on facts: SnapshotFacts
    ) throws(SearchError) -> SearchAnswer {
        let clock = ContinuousClock()
        let start = clock.now
        let key = cache.key(request, today: options.today())
        var answer: SearchAnswer
        if let key, let kept = cache.answer(key, facts) {
            answer = kept
        } else {
            let run = try SearchRun(request, facts: facts, options: options)
            answer = try withWorker { worker throws(SearchError) in try run.answer(worker) }
            if let key { cache.insert(answer, key, facts) }
        }
        answer.tookMilliseconds = Self.milliseconds(clock.now - start)
        return answer
    }

    /// Lends a worker; opens its databases again and retries once where they changed below it.
    ///
    /// This is the one place that retries. A reader opens the database of a delta while a writer
    /// commits to it, which lets go of blocks that the reader may still want.
    func withWorker<R: Sendable>(
        _ body: (Worker) throws(SearchError) -> R
    ) throws(SearchError) -> R {
        do {
            // An error about the request is a result here: the pool drops a worker that throws.
            let result = try workers.with { worker -> Result<R, SearchError> in
                do throws(SearchError) {
                    return .success(try body(worker))
                } catch  where error.isStale {
                    worker.drop()
                    do throws(SearchError) {
                        return .success(try body(worker))
                    } catch {
                        return .failure(error)
                    }
                } catch {
                    return .failure(error)
                }
            }
            return try result.get()
        } catch {
            throw SearchError(any: error)
        }
    }
}
