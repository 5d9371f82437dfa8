import Archive
import Articles
import Foundation
import Readers

/// The one writer of an archive: holds its lock, its source store and its delta.
///
/// Used on one thread. Whatever is acknowledged is in the source store, fsynced; the index follows
/// from there and can be made again at any time.
final class ArchiveWriter {
    let folder: ArchiveFolder
    let lock: WriterLock
    let store: SourceStore
    let steps: DiskSteps
    /// Where articles are read.
    let extraction: ExtractionPlace
    /// For what is posted, and for the delta.
    let reader: ArticleReader
    private(set) var pipeline: ArticlePipeline
    /// Nil before the first generation.
    private var live: LiveIndex?

    /// Takes the lock, makes the archive where there is none, and catches up with the store.
    init(
        _ folder: ArchiveFolder, steps: DiskSteps, extraction: ExtractionPlace
    ) throws(IndexingError) {
        self.folder = folder
        self.steps = steps
        self.extraction = extraction
        reader = ArticleReader(extraction)
        if !folder.exists && !Self.mayBecomeArchive(folder) {
            throw IndexingError(
                .notAnArchive(
                    path: folder.path, reason: "it holds other files, but no sources.sqlite"))
        }
        do throws(ArchiveError) {
            if !folder.exists { try folder.create(steps: steps) }
        } catch {
            throw IndexingError(.cannotWrite, error.description, hint: "name another folder")
        }
        do throws(ArchiveError) {
            lock = try WriterLock(folder)
            store = try SourceStore(folder)
        } catch {
            throw IndexingError(error)
        }
        pipeline = try ArticlePipeline(folder)
        try openLive()
    }

    /// Takes in rows of JSON Lines; acknowledged when the results are returned.
    func documents(
        _ request: DocumentsRequest
    ) throws(IndexingError) -> (results: [DocumentResult], revision: UInt64) {
        var results: [DocumentResult] = []
        var items: [(line: Int, item: SourceItem)] = []
        let mode = request.actors ?? pipeline.settings.actors
        let taken = TakenItem.of(request.lines.map(Self.rawItem), mode, reader)
        for (line, result) in zip(request.lines, taken) {
            switch result {
            case .success(let taken): items.append((line.number, taken.item))
            case .failure(let error):
                results.append(
                    DocumentResult(
                        line: line.number, id: nil, status: .rejected, error: error.description))
            }
        }
        do {
            let puts = try store.put(items.map(\.item))
            for (entry, put) in zip(items, puts) {
                results.append(
                    DocumentResult(
                        line: entry.line, id: put.id, status: .init(put.status), error: nil))
            }
        } catch {
            throw IndexingError(error)
        }
        results.sort { $0.line < $1.line }
        if live == nil { _ = try build { _ in } }
        return (results, try catchUp())
    }

    /// Takes articles out of the index, and with `purge` out of the store.
    func delete(
        _ ids: [String], purge: Bool
    ) throws(IndexingError) -> (deleted: [String], absent: [String], revision: UInt64) {
        let outcomes: [DeleteResult]
        do {
            outcomes = try store.delete(ids, purge: purge)
        } catch {
            throw IndexingError(error)
        }
        return (
            outcomes.filter { $0.status == .deleted }.map(\.id),
            outcomes.filter { $0.status == .absent }.map(\.id), try catchUp()
        )
    }

    /// Up to where the index has the store's changes; 0 before the first generation.
    var sourceRevision: UInt64 { live?.sourceRevision ?? 0 }

    /// Reads settings, records, corrections and annotations again, for what is indexed from now on.
    func reload() throws(IndexingError) {
        pipeline = try ArticlePipeline(folder)
    }

    /// How many articles the store holds that the index does not have yet.
    func pendingChanges() throws(IndexingError) -> Int {
        guard let live else { return .max }
        do {
            return try store.changedIDs(after: live.sourceRevision, limit: .max).count
        } catch {
            throw IndexingError(error)
        }
    }

    /// Whether so many changes are better built into a new base than put into the delta.
    ///
    /// A base is built at thousands of articles a second on all cores, the delta grows at some
    /// hundreds on one; and a delta of more than a fifth of its base slows every query.
    func wantsBase(changes: Int) -> Bool {
        guard let live else { return true }
        let total = live.documents + changes
        return total > max(2_000, live.baseDocuments / 5)
    }

    /// Puts what the store has beyond the index into the delta, and publishes it.
    ///
    /// - Returns: the revision that searches see.
    func catchUp() throws(IndexingError) -> UInt64 {
        guard let live else { return 0 }
        return try live.catchUp(store: store, pipeline: pipeline)
    }

    /// Takes other records into use, with what the store has beyond the index, in one commit.
    ///
    /// - Returns: the revision that searches see.
    func adopt(_ fresh: ArticlePipeline) throws(IndexingError) -> UInt64 {
        pipeline = fresh
        guard let live else { return 0 }
        return try live.catchUp(
            store: store, pipeline: fresh, adopting: fresh.records.encoded())
    }

    /// Builds a new base from the source store and switches to it.
    func build(
        jobs: Int? = nil, progress: (IndexingProgress) -> Void
    ) throws(IndexingError) -> String {
        pipeline = try ArticlePipeline(folder)
        try live?.close()
        live = nil
        let builder = BaseBuilder(self, jobs: jobs)
        let name = try builder.run(progress)
        try openLive()
        do {
            _ = try folder.cleanGenerations(keeping: 1, lock: lock)
        } catch {
            throw IndexingError(error)
        }
        return name
    }

    /// Ends cleanly: the next writer need not rebuild the delta.
    func close() throws(IndexingError) {
        try live?.close()
        live = nil
        do {
            try store.close()
        } catch {
            throw IndexingError(error)
        }
        lock.release()
    }

    /// Whether an archive can be made there: nothing lies in the folder, or only what the desk may
    /// have written before and what making it, once interrupted, left.
    private static func mayBecomeArchive(_ folder: ArchiveFolder) -> Bool {
        if folder.isEmptyOrAbsent { return true }
        let own = [
            folder.settings, folder.overrides, folder.authority, folder.generations,
            folder.writerLock,
        ].map { ($0 as NSString).lastPathComponent }
        let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
        return names.map { Set($0).isSubset(of: own) } ?? false
    }

    /// Opens the delta of the current generation and brings it up to date with the store.
    private func openLive() throws(IndexingError) {
        do {
            guard let name = try folder.currentGeneration() else { return }
            live = try LiveIndex(self, generation: name)
        } catch {
            throw IndexingError(error)
        }
        _ = try catchUp()
    }

    /// A row without id and address is known by its content: posted again, it is the same.
    private static func rawItem(_ line: DocumentsRequest.Line) -> RawItem {
        let bytes = Array(line.text.utf8)
        return RawItem(
            bytes: bytes, format: "jsonl", path: "posted/" + ArticleIdentity.hash(bytes))
    }
}

extension DocumentResult.Status {
    /// What the store says of an article.
    init(_ status: PutResult.Status) {
        switch status {
        case .created: self = .created
        case .updated: self = .updated
        case .unchanged: self = .unchanged
        }
    }
}
