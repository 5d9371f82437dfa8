import Actors
import Archive
import Articles
import Foundation
import Readers
import XapianKit

extension ArchiveWriter {
    /// Articles that are read again at once.
    private static let chunk = 64

    /// Brings the index in line with the desk's records: finds the articles that can hold what
    /// changed since the index was made, reads them again and commits those that differ, at once.
    ///
    /// What changed is what tells the records in the folder from the authority snapshot that is
    /// frozen in the generation; the new snapshot takes its place with the same commit.
    ///
    /// - Parameters:
    ///   - dryRun: whether nothing is written.
    ///   - observe: gets each article that differs, in the order of the index.
    /// - Throws: a file of the desk that cannot be read; what the archive says.
    func retag(
        dryRun: Bool, jobs: Int? = nil, observe: (RetagChange) -> Void
    ) throws(IndexingError) -> RetagReport {
        let begun = ContinuousClock.now
        let fresh = try ArticlePipeline(folder)
        var report = RetagReport(dryRun: dryRun)
        let snapshot: ArchiveSnapshot
        let frozen: AuthorityRecords
        do {
            guard try folder.currentGeneration() != nil else { return report }
            snapshot = try ArchiveReader(folder).snapshot()
        } catch {
            throw IndexingError(error)
        }
        do {
            frozen = try AuthorityRecords(snapshot: snapshot.authority)
        } catch {
            throw IndexingError(.archiveDamaged, error.description, hint: "byline reindex")
        }
        let difference = RecordsDifference(from: frozen, to: fresh.records)
        report.records = difference.ids.count
        report.revision = snapshot.revision
        guard !difference.isEmpty else {
            report.seconds = BaseBuilder.seconds(since: begun)
            return report
        }
        let changed = try reread(snapshot, difference, fresh, jobs, &report, observe)
        report.changed = changed.count
        if !dryRun {
            try commit(changed, fresh, &report)
        }
        report.seconds = BaseBuilder.seconds(since: begun)
        return report
    }

    private func commit(
        _ changed: [String], _ fresh: ArticlePipeline, _ report: inout RetagReport
    ) throws(IndexingError) {
        if !changed.isEmpty && wantsBase(changes: changed.count) {
            _ = try build { _ in }
            report.rebuilt = true
            report.revision = try catchUp()
            return
        }
        do {
            try store.touch(changed)
        } catch {
            throw IndexingError(error)
        }
        report.revision = try adopt(fresh)
    }

    /// Reads the candidates again, on all cores.
    private func reread(
        _ snapshot: ArchiveSnapshot, _ difference: RecordsDifference, _ fresh: ArticlePipeline,
        _ jobs: Int?, _ report: inout RetagReport, _ observe: (RetagChange) -> Void
    ) throws(IndexingError) -> [String] {
        let places: [RetagCandidates.Place]
        do {
            places = try RetagCandidates(snapshot, unknownLanguage: fresh.unknownLanguage)
                .places(difference, corrected: Array(fresh.overrides.corrections.keys))
        } catch {
            throw IndexingError(.archiveDamaged, error.description, hint: error.hint)
        }
        let parts = snapshot.parts
        let workers = OrderedWorkers<[Rereading], Result<[RetagChange?], ArchiveError>>(
            jobs: jobs ?? ProcessInfo.processInfo.activeProcessorCount
        ) { [extraction] in
            let reader = ArticleReader(extraction)
            return { chunk in
                let results = reader.parse(chunk.map { RawItem($0.version) })
                return Result { () throws(ArchiveError) in
                    var changes: [RetagChange?] = []
                    for (work, result) in zip(chunk, results) {
                        let read = try? result.get()
                        changes.append(
                            try read.flatMap { (read) throws(ArchiveError) in
                                try work.change(parts, fresh, read)
                            })
                    }
                    return changes
                }
            }
        }
        var changed: [String] = []
        func take(_ results: [Result<[RetagChange?], ArchiveError>]) throws(ArchiveError) {
            for result in results {
                for change in try result.get() {
                    guard let change else { continue }
                    changed.append(change.id)
                    observe(change)
                }
            }
        }
        var failure: ArchiveError?
        do throws(ArchiveError) {
            for start in stride(from: 0, to: places.count, by: Self.chunk) {
                var chunk: [Rereading] = []
                for place in places[start..<min(start + Self.chunk, places.count)] {
                    let id = parts[place.part].stored(place.index).id
                    guard let version = try store.source(id) else { continue }
                    chunk.append(Rereading(place: place, version: version))
                }
                report.examined += chunk.count
                try take(workers.submit(chunk))
            }
        } catch {
            failure = error
        }
        // The threads are ended in any case.
        let rest = workers.finish()
        do throws(ArchiveError) {
            if let failure { throw failure }
            try take(rest)
        } catch {
            throw IndexingError(error)
        }
        return changed
    }
}

/// An article that is to be read again.
private struct Rereading: Sendable {
    let place: RetagCandidates.Place
    let version: SourceVersion

    /// What it gains and loses; nil for nothing, and where it can no longer be read.
    func change(
        _ parts: [Part], _ pipeline: ArticlePipeline, _ read: ReadArticle
    ) throws(ArchiveError) -> RetagChange? {
        guard let article = pipeline.article(of: version, read, ifGiven: place.onlyIfGiven) else {
            return nil
        }
        return RetagChange(from: try parts[place.part].article(place.index), to: article)
    }
}
