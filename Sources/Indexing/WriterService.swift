import Archive
import Foundation
import Schema

/// The writer as a process: reads requests from standard input, answers on standard output.
///
/// Started by `byline index` and by the daemon as `byline writer --archive DIR`, so that nothing
/// that an article holds can hurt either: where this process dies, its parent says so, and the
/// next one recovers from the source store. See ``WriterRequest`` and ``WriterEvent``.
public struct WriterService {
    private let folder: ArchiveFolder
    private let steps: DiskSteps
    private let extraction: ExtractionPlace

    /// A service for that archive.
    ///
    /// - Parameters:
    ///   - steps: counts what changes the disk, for tests that end the process there.
    ///   - extraction: where articles are read.
    public init(
        archive: String, steps: DiskSteps = .fromEnvironment(),
        extraction: ExtractionPlace = .usual
    ) {
        folder = ArchiveFolder(archive)
        self.extraction = extraction
        self.steps = steps
    }

    /// Serves until `close` or the end of the input.
    ///
    /// - Returns: the exit status.
    public func run(input: FileHandle = .standardInput, output: FileHandle = .standardOutput)
        -> Int32
    {
        let channel = LineChannel(input: input, output: output)
        let writer: ArchiveWriter
        do {
            writer = try ArchiveWriter(folder, steps: steps, extraction: extraction)
        } catch {
            channel.send(error)
            return error.problem.exitStatus
        }
        channel.send(WriterEvent.ready(pid: getpid()))
        while let line = channel.nextLine() {
            let request: WriterRequest
            do {
                request = try JSONDecoder().decode(WriterRequest.self, from: Data(line))
            } catch {
                channel.send(IndexingError(.badJSON, "cannot read the request: \(error)"))
                continue
            }
            if request == .close { break }
            do {
                try handle(request, writer, channel)
            } catch {
                channel.send(error)
            }
        }
        do {
            try writer.close()
        } catch {
            channel.send(error)
            return error.problem.exitStatus
        }
        return 0
    }

    private func handle(
        _ request: WriterRequest, _ writer: ArchiveWriter, _ channel: LineChannel
    ) throws(IndexingError) {
        switch request {
        case .index(let request):
            let report = try index(request, writer, channel)
            channel.send(WriterEvent.indexed(report))
        case .documents(let request):
            let answer = try writer.documents(request)
            channel.send(
                WriterEvent.documents(results: answer.results, revision: answer.revision))
        case .delete(let ids, let purge):
            let answer = try writer.delete(ids, purge: purge)
            channel.send(
                WriterEvent.deleted(
                    ids: answer.deleted, absent: answer.absent, revision: answer.revision))
        case .retag(let dryRun):
            let report = try writer.retag(dryRun: dryRun) { channel.send(WriterEvent.retag($0)) }
            channel.send(WriterEvent.retagged(report))
        case .close: break
        }
    }

    private func index(
        _ request: IndexRequest, _ writer: ArchiveWriter, _ channel: LineChannel
    ) throws(IndexingError) -> IndexingReport {
        let begun = ContinuousClock.now
        let jobs = request.jobs ?? ProcessInfo.processInfo.activeProcessorCount
        let ingestion = FileIngestion(
            store: writer.store, mode: request.actors ?? writer.pipeline.settings.actors,
            jobs: jobs, extraction: extraction, begun: begun, emit: { channel.send($0) })
        do {
            try ingestion.run(request)
        } catch {
            throw IndexingError(error)
        }
        var annotator: AnnotatorReport?
        if let command = request.annotator {
            annotator = try writer.annotate(by: command)
            try writer.reload()
        }
        let changes = try writer.pendingChanges()
        if request.rebuild || writer.wantsBase(changes: changes) {
            _ = try writer.build(jobs: jobs) { channel.send(WriterEvent.progress($0)) }
        } else {
            _ = try writer.catchUp()
        }
        var report = ingestion.report
        report.annotator = annotator
        do {
            report.articles = try writer.store.counts().articles
            report.generation = try writer.folder.currentGeneration() ?? ""
        } catch {
            throw IndexingError(error)
        }
        report.seconds = BaseBuilder.seconds(since: begun)
        return report
    }
}

/// Events out, requests in, as JSON Lines.
final class LineChannel {
    private let output: FileHandle
    private var reader: LineReader

    init(input: FileHandle, output: FileHandle) {
        reader = LineReader(input)
        self.output = output
    }

    /// The next request as bytes; nil at the end of the input.
    func nextLine() -> ArraySlice<UInt8>? { reader.next() }

    /// Writes a value as one line; a reader that is gone is not our matter.
    func send(_ event: WriterEvent) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.withoutEscapingSlashes]
        guard var line = try? encoder.encode(event) else { return }
        line.append(0x0A)
        try? output.write(contentsOf: line)
    }

    /// Says that something failed.
    func send(_ error: IndexingError) {
        send(.failed(problem: error.problem, detail: error.detail, hint: error.hint))
    }
}
