import Archive
import Articles
import Readers
import Schema

/// The delta of the current generation, kept up to date with the source store.
final class LiveIndex {
    private let folder: ArchiveFolder
    private let generation: String
    private let lock: WriterLock
    private let steps: DiskSteps
    private var writer: DeltaWriter
    private let maker: DraftMaker
    private let reader: ArticleReader
    /// Documents of the base, which does not change.
    let baseDocuments: Int

    /// How many changes go into one commit while catching up.
    private static let batch = 500

    /// Opens the delta; one that was not closed cleanly is started over.
    init(_ owner: ArchiveWriter, generation: String) throws(ArchiveError) {
        folder = owner.folder
        lock = owner.lock
        steps = owner.steps
        self.generation = generation
        baseDocuments = try folder.manifest(generation).counts.articles
        writer = try DeltaWriter(folder, generation: generation, lock: lock, steps: steps)
        reader = owner.reader
        maker = DraftMaker(
            vocabulary: Stemming.vocabulary(), unknownLanguage: owner.pipeline.unknownLanguage)
    }

    /// Up to where the delta has the store's changes.
    var sourceRevision: UInt64 { writer.sourceRevision }
    /// Documents of the delta.
    var documents: Int { writer.documents }

    /// Replays the store's changes since the last commit, and publishes them.
    ///
    /// An article that can no longer be read stays out of the index and in the store.
    ///
    /// - Parameter authority: the authority snapshot that is in force from now on; all changes are
    ///   one commit then.
    func catchUp(
        store: SourceStore, pipeline: ArticlePipeline, adopting authority: [UInt8]? = nil
    ) throws(IndexingError) -> UInt64 {
        do {
            return try replay(store, pipeline, authority)
        } catch {
            // A writer that threw is done for; a new one starts over from the store, once.
        }
        do {
            writer = try DeltaWriter(folder, generation: generation, lock: lock, steps: steps)
            return try replay(store, pipeline, authority)
        } catch {
            throw IndexingError(error)
        }
    }

    /// Ends cleanly.
    func close() throws(IndexingError) {
        do {
            try writer.close()
        } catch {
            throw IndexingError(error)
        }
    }

    private func replay(
        _ store: SourceStore, _ pipeline: ArticlePipeline, _ authority: [UInt8]?
    ) throws(ArchiveError) -> UInt64 {
        let startsOver = writer.needsRebuild
        if startsOver { try writer.startOver() }
        var revision = writer.revision
        while true {
            let changes = try store.changes(after: writer.sourceRevision, limit: Self.batch)
            guard let last = changes.last else { break }
            try apply(changes, pipeline)
            let isLast = changes.count < Self.batch
            let isWhole = !startsOver && authority == nil
            revision = try writer.commit(
                sourceRevision: last.revision, publishing: isLast || isWhole,
                authority: isLast ? authority : nil)
            if isLast { return revision }
        }
        if startsOver || authority != nil {
            revision = try writer.commit(
                sourceRevision: writer.sourceRevision, publishing: true, authority: authority)
        }
        return revision
    }

    private func apply(
        _ changes: [SourceChange], _ pipeline: ArticlePipeline
    ) throws(ArchiveError) {
        let living = changes.compactMap { $0.isDeleted ? nil : $0.version }
        var results = reader.parse(living.map { RawItem($0) })[...]
        for change in changes {
            guard let version = change.version, !change.isDeleted,
                case .success(let read)? = results.popFirst()
            else {
                _ = try writer.delete(change.id)
                continue
            }
            let article = pipeline.article(of: version, read)
            try writer.put(maker.draft(of: article), maker.vocabulary)
        }
    }
}
