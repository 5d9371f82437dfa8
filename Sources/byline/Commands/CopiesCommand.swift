import ArgumentParser
import Foundation
import Search

/// `byline copies ID`.
struct CopiesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "copies", abstract: "List the near-identical copies of an article.",
        discussion: """
            Reprints and syndicated articles of at least 50 words, the earliest first. Exit status:
            0 found, 1 none. `byline search` shows one article of each story where asked to collapse
            copies.
            """)

    @Argument(help: "The id of an article.")
    var id: String

    @OptionGroup var archive: ArchiveOptions
    @OptionGroup var out: OutputOptions

    func run() throws {
        let backend = try Backend(archive)
        let answer = try backend.copies(id)
        let output = Output()
        if out.format == .json && out.output == .summary {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .withoutEscapingSlashes]
            output.write(String(decoding: try encoder.encode(answer), as: UTF8.self))
        } else {
            let printer = HitPrinter(
                out, fields: nil, places: backend.places(archive), output: output)
            printer.begin()
            for hit in answer.hits { try printer.print(hit) }
            printer.finish()
        }
        output.flush()
        throw ExitCode(answer.hits.isEmpty ? 1 : 0)
    }
}
