import Actors
import Archive
import Articles
import Foundation
import Readers

/// What a helper program did for a run.
public struct AnnotatorReport: Codable, Sendable, Equatable {
    /// Texts that it was asked about; those that the archive knows its answer to are not.
    public var asked = 0
    /// Answers that were of use.
    public var answered = 0
    /// Articles whose text was annotated before.
    public var known = 0
    /// What went wrong, the first of each kind; the built-in result stands there.
    public var problems: [String] = []

    /// The most problems that are told one by one.
    static let mostProblems = 10
}

extension ArchiveWriter {
    /// Texts that the helper is asked about at once.
    private static let texts = 64

    /// Asks a helper program about every article whose text it has not seen, and keeps the answers.
    ///
    /// Articles that are indexed already and get an answer are marked as changed, so that the index
    /// reads them again. Nothing is rejected: without an answer the built-in result stands.
    func annotate(by command: String) throws(IndexingError) -> AnnotatorReport {
        var report = AnnotatorReport()
        do throws(ArchiveError) {
            let cache = try AnnotationCache(folder)
            let process: AnnotatorProcess
            do {
                process = try AnnotatorProcess(command: command)
            } catch {
                report.problems.append("the annotator cannot be started: \(error)")
                return report
            }
            var isAlive = true
            defer { process.close(killing: !isAlive) }
            var revision: UInt64 = 0
            let indexed = sourceRevision
            var touched: [String] = []
            var waiting: [Annotating] = []
            func ask() throws(ArchiveError) {
                isAlive = try Self.ask(process, waiting, cache, command, &report, &touched)
                waiting = []
            }
            while isAlive {
                let chunk = try store.current(after: revision, limit: BaseBuilder.chunkSize)
                guard let last = chunk.last else { break }
                revision = last.revision
                let results = reader.parse(chunk.map { RawItem($0) })
                for (version, result) in zip(chunk, results) where isAlive {
                    guard case .success(let read) = result,
                        let next = Annotating(version, read, indexed: indexed)
                    else { continue }
                    if let known = try cache.mentions(next.hash), known.helper == command {
                        report.known += 1
                        continue
                    }
                    waiting.append(next)
                    if waiting.count == Self.texts { try ask() }
                }
            }
            if isAlive && !waiting.isEmpty { try ask() }
            try store.touch(touched)
        } catch {
            throw IndexingError(error)
        }
        return report
    }

    /// Asks about some texts; false where the helper is of no use any more.
    private static func ask(
        _ process: AnnotatorProcess, _ texts: [Annotating], _ cache: AnnotationCache,
        _ command: String, _ report: inout AnnotatorReport, _ touched: inout [String]
    ) throws(ArchiveError) -> Bool {
        var rows: [(hash: [UInt8], mentions: [UInt8])] = []
        var isAlive = true
        func note(_ problem: String) {
            if report.problems.count < AnnotatorReport.mostProblems {
                report.problems.append(problem)
            }
        }
        report.asked += texts.count
        do throws(AnnotatorProcess.Failure) {
            try process.ask(texts.map { ($0.id, $0.text) }) { index, answer in
                switch answer {
                case .mentions(let mentions):
                    // Numbers and strings: nothing that the encoder could refuse.
                    guard let bytes = try? JSONEncoder().encode(mentions) else { return }
                    rows.append((texts[index].hash, Array(bytes)))
                    report.answered += 1
                    if texts[index].isIndexed { touched.append(texts[index].id) }
                case .bad(let reason):
                    note(index < 0 ? reason : "\(texts[index].id): \(reason)")
                }
            }
        } catch {
            note("the annotator is not asked any more: \(error.reason)")
            isAlive = false
        }
        try cache.put(rows, helper: command)
        return isAlive
    }
}

/// An article that a helper is to be asked about.
private struct Annotating {
    let id: String
    let text: String
    let hash: [UInt8]
    /// Whether the index has it as it is.
    let isIndexed: Bool

    /// Nil for one that has no text.
    init?(_ version: SourceVersion, _ read: ReadArticle, indexed: UInt64) {
        let article = read.article
        guard version.actorsMode != .given, !article.body.isEmpty else { return nil }
        id = version.id
        text = ActorRecogniser.helperText(of: article)
        hash = ArticlePipeline.textHash(text)
        isIndexed = version.revision <= indexed
    }
}
