import ArgumentParser
import Schema
import Search

/// `byline facets FACET[,FACET] QUERY`.
struct FacetsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "facets", abstract: "Count the values of facets over the matches.",
        discussion: """
            Facets: author, actor, date, section, language, site, basis; each with a limit or an
            interval behind a colon: author:20,date:month. The options below hold for every facet
            named for which they mean something. Sorting by lift puts first what is
            over-represented against the whole archive.
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

    @Option(name: .long, help: "The order of values: count, label or lift.")
    var sort: String?

    @Option(name: .long, help: "Only values of whose label a word begins so; accents do not count.")
    var prefix: String?

    @Option(name: .long, help: "Only values with at least so many.")
    var min: Int?

    @Option(name: .long, help: "Only actors of this type: person, organisation, state, place.")
    var type: String?

    @Option(name: .long, help: "What is counted: articles, or stories with their copies as one.")
    var unit: String?

    func run() throws {
        var items = selection.items(query: query)
        items += [("limit", "0"), ("snippets", "0"), ("facet", facets)]
        if let scope { items.append(("scope", scope)) }
        if let unit { items.append(("unit", unit)) }
        items += details
        let answer = try Backend(archive).search(try searchRequest(items))
        let output = Output()
        switch out.format {
        case .json: output.write(try Rows.json(answer.facets))
        case .jsonl, .csv, .tsv, .vimgrep:
            try FacetPrinter(terminal: Terminal(.never), output: output).rows(
                answer.facets, out.format)
        case .text:
            FacetPrinter(terminal: Terminal(out.color), output: output).print(answer.facets)
        }
        output.flush()
        if !out.quiet { Notices.print(answer.query) }
        throw ExitCode((answer.total?.articles ?? 0) > 0 ? 0 : 1)
    }

    /// The options of single facets, under the names of the contract.
    private var details: [(name: String, value: String)] {
        var items: [(name: String, value: String)] = []
        for part in facets.split(separator: ",") {
            let name = part.split(separator: ":").first.map(String.init) ?? ""
            guard let row = Field.facets.first(where: { $0.name.rawValue == name }) else {
                continue
            }
            if row.facet == .values {
                if let sort { items.append(("facet.\(name).sort", sort)) }
                if let prefix { items.append(("facet.\(name).prefix", prefix)) }
                if let min { items.append(("facet.\(name).min", String(min))) }
            }
            if let type, row.name == .actor { items.append(("facet.\(name).type", type)) }
        }
        return items
    }
}
