import Archive
import Articles
import Foundation
import Readers
import Schema
import XapianKit

/// Builds a generation's base from the source store, on all cores.
///
/// Chunks of articles in the order of their revisions go to workers; each makes a segment of its
/// own (Xapian database and rows), and the segments are joined in the order of the chunks. So the
/// same store gives the same base whatever the number of workers.
final class BaseBuilder {
    /// Articles of one segment.
    ///
    /// Fresh segments of 1,000 articles were the fastest way to write
    /// with Xapian 1.4.22 (1,377 articles/s against 709 with its default flush threshold).
    static let chunkSize = 1_000
    /// Databases that one compaction opens at once: each takes five descriptors.
    private static let compactionFanIn = 64
    /// Articles that the dictionary of the stored texts is trained on.
    private static let sampleSize = 1_000

    private let owner: ArchiveWriter
    private let jobs: Int
    private let begun = ContinuousClock.now

    init(_ owner: ArchiveWriter, jobs: Int?) {
        self.owner = owner
        self.jobs = jobs ?? ProcessInfo.processInfo.activeProcessorCount
    }

    /// Builds, checks and switches.
    ///
    /// - Returns: the generation's name.
    func run(_ progress: (IndexingProgress) -> Void) throws(IndexingError) -> String {
        do {
            let previous = try owner.folder.currentGeneration()
            let builder = try GenerationBuilder(
                owner.folder, lock: owner.lock, rules: owner.pipeline.rules, previous: previous,
                steps: owner.steps)
            do {
                return try build(builder, progress)
            } catch {
                builder.abandon()
                throw error
            }
        } catch let error as ArchiveError {
            throw IndexingError(error)
        } catch let error as XapianError {
            throw IndexingError(.cannotWrite, error.description, hint: error.hint)
        } catch {
            throw IndexingError(.internalError, "\(error)")
        }
    }

    private func build(
        _ builder: GenerationBuilder, _ progress: (IndexingProgress) -> Void
    ) throws -> String {
        let pipeline = owner.pipeline
        let store = owner.store
        let total = try store.counts().articles
        let dictionary = try GenerationBuilder.trainDictionary(sample(store, pipeline))
        let vocabularies = VocabularyCollector()
        let workPath = builder.workPath
        let extraction = owner.extraction
        let workers = OrderedWorkers<SegmentOrder, Result<BuiltSegment, any Error>>(jobs: jobs) {
            let worker = SegmentMaker(
                pipeline: pipeline, workPath: workPath, dictionary: dictionary,
                reader: ArticleReader(extraction))
            vocabularies.add(worker.vocabulary)
            return { order in Result { try worker.make(order) } }
        }
        var databases: [String] = []
        var done = IndexingProgress(
            phase: .indexing, articles: 0, total: total, bytes: 0, rejected: 0, seconds: 0)
        func take(_ results: [Result<BuiltSegment, any Error>]) throws {
            for result in results {
                let segment = try result.get()
                try builder.add(segment.rows)
                databases.append(segment.database)
                done.articles += segment.articles
                done.bytes += segment.bytes
                done.rejected += segment.unreadable
            }
            done.seconds = Self.seconds(since: begun)
            progress(done)
        }
        var revision: UInt64 = 0
        var failure: (any Error)?
        do {
            var number = 0
            while true {
                let chunk = try store.current(after: revision, limit: Self.chunkSize)
                guard let last = chunk.last else { break }
                revision = last.revision
                try take(workers.submit(SegmentOrder(number: number, versions: chunk)))
                number += 1
            }
        } catch {
            failure = error
        }
        // The threads are ended in any case, before the folder that they write to is removed.
        let rest = workers.finish()
        if let failure { throw failure }
        try take(rest)
        done.phase = .merging
        progress(done)
        vocabularies.forEach { builder.add(words: $0) }
        try compact(databases, into: builder.xapianPath, workPath: workPath)
        let manifest = try builder.finish(
            sourceRevision: try store.revision(), authority: pipeline.records.encoded())
        try owner.folder.activate(manifest.name, steps: owner.steps)
        return manifest.name
    }

    private func sample(_ store: SourceStore, _ pipeline: ArticlePipeline) throws -> [Article] {
        let versions = try store.current(after: 0, limit: Self.sampleSize)
        return ArticleReader(owner.extraction).parse(versions.map { RawItem($0) })
            .compactMap { try? $0.get().article }
    }

    /// Joins segments in order; more of them than can be open at once go in rounds.
    private func compact(
        _ databases: [String], into destination: String, workPath: String
    ) throws(XapianError) {
        guard !databases.isEmpty else {
            let empty = try WritableDatabase(path: destination, mode: .create)
            try empty.commit()
            empty.close()
            return
        }
        var level = databases
        var round = 0
        while level.count > Self.compactionFanIn {
            var next: [String] = []
            for start in stride(from: 0, to: level.count, by: Self.compactionFanIn) {
                let group = Array(level[start..<min(start + Self.compactionFanIn, level.count)])
                let path = "\(workPath)/round-\(round)-\(start)"
                try Compactor.compact(group, into: path)
                for used in group { try? FileManager.default.removeItem(atPath: used) }
                next.append(path)
            }
            level = next
            round += 1
        }
        try Compactor.compact(level, into: destination)
    }

    static func seconds(since start: ContinuousClock.Instant) -> Double {
        let duration = ContinuousClock.now - start
        return Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
    }
}

/// One chunk for a worker.
struct SegmentOrder: Sendable {
    let number: Int
    let versions: [SourceVersion]
}

/// What a worker made of a chunk.
struct BuiltSegment: Sendable {
    let rows: Segment
    let database: String
    let articles: Int
    let bytes: Int
    /// Articles that can no longer be read; they stay in the store.
    let unreadable: Int
}

/// Makes segments on one thread.
final class SegmentMaker {
    private let pipeline: ArticlePipeline
    private let workPath: String
    private let dictionary: StoredDictionary?
    private let maker: DraftMaker
    private let reader: ArticleReader
    private var packed = PackedDocument()

    var vocabulary: Vocabulary { maker.vocabulary }

    init(
        pipeline: ArticlePipeline, workPath: String, dictionary: StoredDictionary?,
        reader: ArticleReader
    ) {
        self.reader = reader
        self.pipeline = pipeline
        self.workPath = workPath
        self.dictionary = dictionary
        maker = DraftMaker(
            vocabulary: Stemming.vocabulary(), unknownLanguage: pipeline.unknownLanguage)
    }

    func make(_ order: SegmentOrder) throws -> BuiltSegment {
        let path = "\(workPath)/segment-\(order.number)"
        let rows = try SegmentWriter(path: path + ".rows", dictionary: dictionary)
        // Not synced: the segment is thrown away after an unclean stop.
        let database = try WritableDatabase(path: path, mode: .create, synced: false)
        var articles = 0
        var bytes = 0
        var unreadable = 0
        let results = reader.parse(order.versions.map { RawItem($0) })
        for (version, result) in zip(order.versions, results) {
            bytes += version.bytes.count
            let article: Article
            switch result {
            case .success(let read): article = pipeline.article(of: version, read)
            case .failure(let error):
                // What is withheld is in the store and in no index.
                if error.kind != .withheld { unreadable += 1 }
                continue
            }
            let draft = maker.draft(of: article)
            try rows.append(draft, vocabulary)
            packed.reset()
            draft.pack(vocabulary, into: &packed)
            _ = try database.add(packed)
            articles += 1
        }
        try database.commit()
        database.close()
        return BuiltSegment(
            rows: try rows.finish(), database: path, articles: articles, bytes: bytes,
            unreadable: unreadable)
    }
}

/// The workers' vocabularies, for the thread that merges them.
final class VocabularyCollector: @unchecked Sendable {
    // Invariant: the array is only touched with `lock` locked, and a vocabulary is read by
    // `forEach` only after its worker's thread has ended (OrderedWorkers.finish waits for that).
    private let lock = NSLock()
    private var vocabularies: [Vocabulary] = []

    func add(_ vocabulary: Vocabulary) {
        lock.withLock { vocabularies.append(vocabulary) }
    }

    func forEach(_ body: (Vocabulary) -> Void) {
        for vocabulary in lock.withLock({ vocabularies }) { body(vocabulary) }
    }
}
