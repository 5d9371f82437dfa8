import ArgumentParser
import Foundation
import Search

/// `byline facets FACET[,FACET] QUERY`.
struct FacetsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "facets", abstract: "Count the values of facets over the matches.",
        discussion: """
            Facets: author, actor, date, section, language, site, basis; each with a limit or an
            interval behind a colon: author:20,date:month.
            """)

    @Argument(help: "Facets, separated by commas.")
    var facets: String

    @Argument(help: "The query; without one, all articles.")
    var query: [String] = []

    @OptionGroup var archive: ArchiveOptions
    @OptionGroup var selection: SelectionOptions
    @OptionGroup var out: OutputOptions

    @Option(name: .long, help: "sideways, filtered or query.")
    var scope: String?

    func run() throws {
        var items = selection.items(query: query)
        items += [("limit", "0"), ("snippets", "0"), ("facet", facets)]
        if let scope { items.append(("scope", scope)) }
        let answer = try Backend(archive).search(try searchRequest(items))
        let output = Output()
        switch out.format {
        case .json:
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.withoutEscapingSlashes, .sortedKeys]
            output.write(String(decoding: try encoder.encode(answer.facets), as: UTF8.self))
        case .jsonl, .csv, .tsv, .vimgrep:
            FacetPrinter(terminal: Terminal(.never), output: output).rows(
                answer.facets, separator: out.format == .csv ? "," : "\t")
        case .text:
            FacetPrinter(terminal: Terminal(out.color), output: output).print(answer.facets)
        }
        output.flush()
        throw ExitCode((answer.total?.articles ?? 0) > 0 ? 0 : 1)
    }
}
