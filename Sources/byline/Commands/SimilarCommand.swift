import ArgumentParser
import Search

/// `byline similar ID`.
struct SimilarCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "similar", abstract: "Find articles like one of the archive.")

    @Argument(help: "The id of an article.")
    var id: String

    @OptionGroup var archive: ArchiveOptions
    @OptionGroup var selection: SelectionOptions
    @OptionGroup var out: OutputOptions

    @Option(name: [.short, .long], help: "How many hits.")
    var limit = 10

    func run() throws {
        let items =
            selection.items(query: []) + [
                ("like", id), ("limit", String(limit)), ("snippets", "0"),
            ]
        let answer = try Backend(archive).search(try searchRequest(items))
        let output = Output()
        let printer = HitPrinter(
            format: out.format, kind: out.output, terminal: Terminal(out.color),
            end: out.null ? "\0" : "\n", output: output)
        printer.begin()
        for hit in answer.hits { printer.print(hit) }
        output.flush()
        throw ExitCode(answer.hits.isEmpty ? 1 : 0)
    }
}
