import ArgumentParser
import Search

/// `byline count QUERY`.
struct CountCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "count", abstract: "Say how many articles match.")

    @Argument(help: "The query; without one, all articles.")
    var query: [String] = []

    @OptionGroup var archive: ArchiveOptions
    @OptionGroup var selection: SelectionOptions
    @OptionGroup var out: OutputOptions

    func run() throws {
        let items = selection.items(query: query) + [("limit", "0"), ("snippets", "0")]
        let answer = try Backend(archive).search(try searchRequest(items))
        let total = answer.total?.articles ?? 0
        let output = Output()
        switch out.format {
        case .json, .jsonl:
            output.write("{\"articles\":\(total),\"stories\":\(answer.total?.stories ?? total)}")
        case .text, .csv, .tsv, .vimgrep: output.write(String(total))
        }
        output.flush()
        throw ExitCode(total > 0 ? 0 : 1)
    }
}
