import ArgumentParser
import Articles
import Foundation
import Indexing
import Readers

extension ActorsMode: ExpressibleByArgument {}

/// `byline index PATH…`.
struct IndexCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "index", abstract: "Take files and folders into an archive.",
        discussion: """
            Makes the archive where the folder is absent or empty. An article that is there as it
            is costs nothing; one that changed becomes another version. Exit status: 0 all taken
            in, 65 some rejected, 73 cannot write, 75 another process writes.

            Formats: \(Formats.table.map(\.name).joined(separator: ", ")); any of them as .gz or
            .zst, and `-` for standard input. What says itself that it is not to be seen (drafts,
            withheld or canceled items) is kept out of all answers, what is embargoed until then.
            """)

    @Argument(help: "Files and folders of articles; - for standard input.")
    var paths: [String]

    @OptionGroup var input: InputOptions

    @OptionGroup var archive: ArchiveOptions

    @Option(name: .long, help: "Actors that rows give: given, recognise or both.")
    var actors: ActorsMode?

    @Option(name: [.short, .long], help: "Threads (default: one a core).")
    var jobs: Int?

    @Option(name: .long, help: "Leave out files that match this glob.")
    var exclude: [String] = []

    @Option(
        name: .long,
        help: ArgumentHelp(
            "A program that finds names in texts, too, by JSON Lines over a pipe.",
            discussion: """
                It gets {"id", "text"} a line and answers {"id", "mentions": [{"start", "end",
                "type", "kind", "actor", "label"}]}, offsets in code points, kind, actor and label
                where it knows them. Its answers are kept in the archive by the text; without one,
                or where one is wrong, the built-in result stands.
                """, valueName: "command"))
    var annotator: String?

    @Flag(name: [.short, .long], help: "Print nothing but errors.")
    var quiet = false

    func validate() throws {
        if let jobs, !(1...256).contains(jobs) {
            throw ValidationError("--jobs takes a number from 1 to 256, not \(jobs)")
        }
    }

    func run() throws {
        let folder = URL(filePath: try archive.requiredPath()).path(percentEncoded: false)
        let line = ProgressLine(isQuiet: quiet)
        do {
            let writer = try WriterProcess(archive: folder)
            defer { writer.close() }
            let named = paths.filter { $0 != "-" }
            var request = IndexRequest(
                paths: named.map { URL(filePath: $0).path(percentEncoded: false) },
                actors: actors, jobs: jobs, exclude: exclude, annotator: annotator)
            request.format = input.formatIn
            request.columns = input.columns
            let spooled = named.count < paths.count ? try SpooledInput() : nil
            defer { spooled?.remove() }
            request.standardInput = spooled?.path
            let report = try writer.index(request) { event in
                switch event {
                case .progress(let progress): line.show(progress)
                case .rejected(let rejected):
                    line.clear()
                    standardError("byline: rejected " + Printable.line(rejected.message))
                case .ready, .indexed, .documents, .deleted, .retag, .retagged, .failed: break
                }
            }
            line.clear()
            for problem in report.annotator?.problems ?? [] {
                standardError("byline: annotator: " + Printable.line(problem))
            }
            if !quiet { print(Self.summary(report)) }
            if report.rejected > 0 { throw ExitCode(65) }
        } catch let error as IndexingError {
            line.clear()
            throw Failure(error)
        }
    }

    static func summary(_ report: IndexingReport) -> String {
        let n = ProgressLine.grouped
        var parts = ["\(n(report.created)) new"]
        if report.updated > 0 { parts.append("\(n(report.updated)) changed") }
        if report.unchanged > 0 { parts.append("\(n(report.unchanged)) unchanged") }
        if report.withheld > 0 { parts.append("\(n(report.withheld)) withheld") }
        if report.rejected > 0 { parts.append("\(n(report.rejected)) rejected") }
        let annotated = report.annotator.map { "; \(n($0.answered)) texts annotated" } ?? ""
        return parts.joined(separator: ", ") + "; the archive holds \(n(report.articles)) articles"
            + annotated
            + String(format: " (%.1f s)", report.seconds)
    }
}
