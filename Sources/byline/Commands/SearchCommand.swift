import ArgumentParser
import Foundation
import Search

/// `byline search QUERY`.
struct SearchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search", abstract: "Find articles.",
        discussion: """
            Words are joined by AND; "phrases", OR, NOT, ( ), NEAR/8, prefix* and field:value are
            known (see `byline fields`). Exit status: 0 found, 1 nothing found, 2 query error.
            """)

    @Argument(help: "The query; without one, all articles.")
    var query: [String] = []

    @OptionGroup var archive: ArchiveOptions
    @OptionGroup var selection: SelectionOptions
    @OptionGroup var out: OutputOptions

    @Option(name: .long, help: "relevance, date (oldest first) or -date.")
    var sort: String?

    @Option(name: [.short, .long], help: "How many hits.")
    var limit = 20

    @Option(name: .long, help: "Go on where an earlier answer ended.")
    var cursor: String?

    @Flag(name: .long, help: "All hits, page by page.")
    var all = false

    @Option(name: .long, help: "Facets to count: author:20,actor:30,date:month.")
    var facet: [String] = []

    @Option(name: .long, help: "Snippets of each hit.")
    var snippets = 1

    func run() throws {
        var items = selection.items(query: query)
        if let sort { items.append(("sort", sort)) }
        items.append(("limit", String(all ? max(limit, 500) : limit)))
        items.append(
            ("snippets", out.format == .text && out.output != .summary ? "0" : String(snippets)))
        if let cursor { items.append(("cursor", cursor)) }
        for facet in facet { items.append(("facet", facet)) }
        var request = try searchRequest(items)
        let backend = try Backend(archive)
        let output = Output()
        let printer = HitPrinter(
            format: out.format, kind: out.output, terminal: Terminal(out.color),
            end: out.null ? "\0" : "\n", output: output)
        var answer = try backend.search(request)
        var found = !answer.hits.isEmpty
        if out.format == .json && !all {
            output.write(String(decoding: answer.json(), as: UTF8.self))
        } else {
            printer.begin()
            while true {
                for hit in answer.hits { printer.print(hit) }
                guard all, let next = answer.page.next, !answer.hits.isEmpty else { break }
                request.cursor = next
                request.facets = []
                output.flush()
                answer = try backend.search(request)
                found = true
            }
            if out.format == .text && out.output == .summary { summarise(answer, output) }
        }
        output.flush()
        if !out.quiet {
            for warning in answer.query.warnings {
                standardError("byline: " + Printable.line(warning))
            }
        }
        throw ExitCode(found ? 0 : 1)
    }

    /// The total and the facets below the hits.
    private func summarise(_ answer: SearchAnswer, _ output: Output) {
        let terminal = Terminal(out.color)
        if !out.quiet, let total = answer.total?.articles {
            output.write(
                terminal.dim(
                    "\(ProgressLine.grouped(total)) articles, \(answer.hits.count) shown"
                        + String(format: ", %.1f ms", answer.tookMilliseconds)))
        }
        FacetPrinter(terminal: terminal, output: output).print(answer.facets)
        if !out.quiet, !all, let next = answer.page.next {
            output.write(terminal.dim("more: --cursor \(next)"))
        }
    }
}
