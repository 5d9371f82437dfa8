import Archive
import Articles
import Foundation
import Readers

/// Reads files into the source store: splits them on one thread, parses on all, puts in order.
final class FileIngestion {
    /// Articles or bytes of one batch, whichever is reached first: one transaction of the store.
    private static let batchArticles = 500
    private static let batchBytes = 8 << 20

    private let store: SourceStore
    private let mode: ActorsMode
    private let begun: ContinuousClock.Instant
    private let emit: (WriterEvent) -> Void
    private let workers: OrderedWorkers<[RawItem], [Result<SourceItem, ReadError>]>
    private var batch: [RawItem] = []
    private var batchBytes = 0
    private var bytes = 0
    private var failure: ArchiveError?
    private(set) var report = IndexingReport()

    init(
        store: SourceStore, mode: ActorsMode, jobs: Int, begun: ContinuousClock.Instant,
        emit: @escaping (WriterEvent) -> Void
    ) {
        self.store = store
        self.mode = mode
        self.begun = begun
        self.emit = emit
        workers = OrderedWorkers(jobs: jobs) {
            { items in items.map { item in Self.sourceItem(of: item, mode) } }
        }
    }

    /// Reads everything below the paths.
    ///
    /// - Throws: what the store says; what is wrong with an article is an event instead.
    func run(_ request: IndexRequest) throws(ArchiveError) {
        var options = ReadingOptions()
        options.exclude += request.exclude
        do {
            try Reading.items(paths: request.paths, options: options) { event in
                switch event {
                case .item(let item): try self.add(item)
                case .rejected(let rejection): self.reject(rejection)
                }
            }
            if !batch.isEmpty { try put(workers.submit(batch)) }
        } catch let error as ArchiveError {
            failure = error
        } catch {
            failure = .inputOutput(operation: "read \(error)", path: "", errno: 0)
        }
        let rest = workers.finish()
        if let failure { throw failure }
        try put(rest)
    }

    private func add(_ item: RawItem) throws {
        batch.append(item)
        batchBytes += item.bytes.count
        guard batch.count >= Self.batchArticles || batchBytes >= Self.batchBytes else { return }
        let full = batch
        batch = []
        batchBytes = 0
        try put(workers.submit(full))
    }

    private func put(_ batches: [[Result<SourceItem, ReadError>]]) throws(ArchiveError) {
        for results in batches {
            var items: [SourceItem] = []
            for result in results {
                switch result {
                case .success(let item):
                    bytes += item.bytes.count
                    items.append(item)
                case .failure(let error):
                    reject(Rejection(error, path: error.path ?? "", line: error.line))
                }
            }
            for put in try store.put(items) {
                switch put.status {
                case .created: report.created += 1
                case .updated: report.updated += 1
                case .unchanged: report.unchanged += 1
                }
            }
            emit(
                .progress(
                    IndexingProgress(
                        phase: .reading,
                        articles: report.created + report.updated + report.unchanged, total: nil,
                        bytes: bytes, rejected: report.rejected,
                        seconds: BaseBuilder.seconds(since: begun))))
        }
    }

    private func reject(_ rejection: Rejection) {
        switch rejection.kind {
        case .withheld, .unknownFormat: return
        case .unreadable, .malformed, .tooLarge: break
        }
        report.rejected += 1
        emit(
            .rejected(
                RejectedArticle(
                    path: rejection.path, line: rejection.line, byte: rejection.byte,
                    reason: rejection.reason, hint: rejection.hint)))
    }

    private static func sourceItem(
        of item: RawItem, _ mode: ActorsMode
    ) -> Result<SourceItem, ReadError> {
        do {
            let read = try Reading.parse(item)
            return .success(
                SourceItem(
                    id: read.article.id, format: item.format, path: item.path, line: item.line,
                    byteOffset: item.byteOffset, actorsMode: mode, bytes: item.bytes))
        } catch {
            return .failure(error)
        }
    }
}
