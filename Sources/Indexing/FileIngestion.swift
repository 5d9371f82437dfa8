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
    private let workers: OrderedWorkers<[RawItem], [Result<TakenItem, ReadError>]>
    private var batch: [RawItem] = []
    private var batchBytes = 0
    private var bytes = 0
    private var failure: ArchiveError?
    private(set) var report = IndexingReport()

    private let splitter: ArticleReader
    private var named: Set<String> = []

    init(
        store: SourceStore, mode: ActorsMode, jobs: Int, extraction: ExtractionPlace,
        begun: ContinuousClock.Instant, emit: @escaping (WriterEvent) -> Void
    ) {
        self.store = store
        self.mode = mode
        self.begun = begun
        self.emit = emit
        splitter = ArticleReader(extraction)
        workers = OrderedWorkers(jobs: jobs) {
            let reader = ArticleReader(extraction)
            return { items in TakenItem.of(items, mode, reader) }
        }
    }

    /// Reads everything below the paths.
    ///
    /// - Throws: what the store says; what is wrong with an article is an event instead.
    func run(_ request: IndexRequest) throws(ArchiveError) {
        named = Set(request.paths)
        if request.standardInput != nil { named.insert("-") }
        var options = ReadingOptions()
        options.exclude += request.exclude
        options.format = request.format
        options.columns = request.columns
        do {
            try Reading.items(
                paths: request.paths, options: options,
                splitting: { file, emit in try self.splitter.split(file, emit: emit) }
            ) { try self.take($0) }
            if let path = request.standardInput { try readInput(path, options) }
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

    /// Reads what came on standard input.
    private func readInput(_ path: String, _ options: ReadingOptions) throws {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw ArchiveError.inputOutput(operation: "open", path: path, errno: errno)
        }
        defer { close(descriptor) }
        try Reading.items(
            descriptor: descriptor, name: "-", options: options,
            splitting: { file, emit in try self.splitter.split(file, emit: emit) }
        ) { try self.take($0) }
    }

    private func take(_ event: ReadEvent) throws {
        switch event {
        case .item(let item): try add(item)
        case .rejected(let rejection): reject(rejection)
        }
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

    private func put(_ batches: [[Result<TakenItem, ReadError>]]) throws(ArchiveError) {
        for results in batches {
            var items: [TakenItem] = []
            for result in results {
                switch result {
                case .success(let taken):
                    bytes += taken.item.bytes.count
                    items.append(taken)
                case .failure(let error):
                    reject(Rejection(error, path: error.path ?? "", line: error.line))
                }
            }
            for (taken, put) in zip(items, try store.put(items.map(\.item))) {
                if taken.isWithheld {
                    report.withheld += 1
                    continue
                }
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
        case .withheld: return
        // Within a folder a file of another kind is no fault; named by the user it is.
        case .unknownFormat where !named.contains(rejection.path): return
        case .unknownFormat: break
        case .unreadable, .malformed, .tooLarge: break
        }
        report.rejected += 1
        emit(
            .rejected(
                RejectedArticle(
                    path: rejection.path, line: rejection.line, byte: rejection.byte,
                    reason: rejection.reason, hint: rejection.hint)))
    }

}

/// An article on its way into the store.
struct TakenItem: Sendable {
    let item: SourceItem
    /// Whether it is kept out of the index by what it says itself: a draft, one that was withdrawn.
    let isWithheld: Bool

    /// Reads articles, to know their ids and that they can be read.
    static func of(
        _ items: [RawItem], _ mode: ActorsMode, _ reader: ArticleReader
    ) -> [Result<TakenItem, ReadError>] {
        zip(items, reader.parse(items)).map { item, result in of(item, mode, result) }
    }

    private static func of(
        _ item: RawItem, _ mode: ActorsMode, _ result: Result<ReadArticle, ReadError>
    ) -> Result<TakenItem, ReadError> {
        let id: String
        var isWithheld = false
        switch result {
        case .success(let read): id = read.article.id
        case .failure(let error):
            // What is withheld takes the place of what was there before, which goes from answers.
            guard error.kind == .withheld, let known = error.articleID else {
                return .failure(error)
            }
            id = known
            isWithheld = true
        }
        let source = SourceItem(
            id: id, format: item.format, path: item.path, line: item.line,
            byteOffset: item.byteOffset, actorsMode: mode, bytes: item.bytes)
        return .success(TakenItem(item: source, isWithheld: isWithheld))
    }
}
