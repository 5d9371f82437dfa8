import Daemon
import Foundation
import Indexing
import Schema

/// Brings an archive in line with its desk's records: through the daemon that writes to it, or by
/// a writer process of its own.
struct Retagging {
    let archive: ArchiveOptions

    /// Articles that the daemon lists in its answer.
    private static let listed = 10_000

    func run(dryRun: Bool, format: OutputFormat) throws {
        let path = try archive.requiredPath()
        let output = Output()
        let lines = format == .jsonl
        var shown: [RetagChange] = []
        func observe(_ change: RetagChange) {
            switch format {
            case .json: shown.append(change)
            case .jsonl: output.write(Self.encode(change))
            case .text, .csv, .tsv, .vimgrep: Self.print(change, output)
            }
        }
        let report: RetagReport
        if let client = adminSocket(path) {
            let target = Backend.target(
                "/v1/retag",
                [("dry_run", dryRun ? "1" : "0"), ("limit", String(Self.listed))])
            let answer: RetagAnswer = try Backend.decode(client.request("POST", target))
            for change in answer.articles { observe(change) }
            report = answer.report
        } else {
            report = try direct(path, dryRun, observe)
        }
        switch format {
        case .json: output.write(Self.encode(RetagAnswer(report: report, articles: shown)))
        case .jsonl: break
        case .text, .csv, .tsv, .vimgrep: output.write(Self.summary(report))
        }
        output.flush()
        if lines { standardError("byline: " + Self.summary(report)) }
    }

    private func direct(
        _ path: String, _ dryRun: Bool, _ observe: (RetagChange) -> Void
    ) throws -> RetagReport {
        guard FileManager.default.fileExists(atPath: path + "/sources.sqlite") else {
            throw Failure(
                .archiveMissing, "there is no archive at \(path)", hint: "`byline index` makes one")
        }
        do throws(IndexingError) {
            let writer = try WriterProcess(
                archive: URL(filePath: path).path(percentEncoded: false))
            defer { writer.close() }
            return try writer.retag(dryRun: dryRun, observe: observe)
        } catch {
            throw Failure(error)
        }
    }

    /// The admin socket of the daemon that has the archive, where it answers.
    private func adminSocket(_ path: String) -> UnixHTTPClient? {
        guard !archive.direct,
            let data = FileManager.default.contents(atPath: path + "/serve.json"),
            let record = try? JSONDecoder().decode(ServeRecord.self, from: data)
        else { return nil }
        // Reading articles again takes longer than a search.
        let client = UnixHTTPClient(
            socketPath: record.admin, timeout: max(archive.timeout, .seconds(3_600)))
        return client.isAnswering ? client : nil
    }

    private static func encode(_ value: some Encodable) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.withoutEscapingSlashes, .sortedKeys]
        // Strings, numbers and flags only: nothing that the encoder could refuse.
        return String(decoding: (try? encoder.encode(value)) ?? Data(), as: UTF8.self)
    }

    private static func print(_ change: RetagChange, _ output: Output) {
        output.write("\(change.id)  \(Printable.line(change.title))")
        func rows(_ mark: String, _ names: [RetaggedName]) {
            for name in names {
                let mentions = name.mentions.map { "  \($0) ×" } ?? ""
                output.write("    \(mark) \(Printable.line(name.label))  \(name.id)\(mentions)")
            }
        }
        rows("+", change.gained)
        rows("-", change.lost)
        rows("~", change.changed)
        rows("+ author", change.gainedAuthors)
        rows("- author", change.lostAuthors)
    }

    private static func summary(_ report: RetagReport) -> String {
        guard report.records > 0 else {
            return "the index was made with the records as they are; nothing changes"
        }
        let n = ProgressLine.grouped
        let verb =
            report.dryRun ? "would change" : report.rebuilt ? "changed, in a new base" : "changed"
        return "\(n(report.records)) records differ, \(n(report.examined)) articles can hold them, "
            + "\(n(report.changed)) \(verb)" + String(format: " (%.1f s)", report.seconds)
    }
}
