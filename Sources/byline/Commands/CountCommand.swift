import ArgumentParser
import Search

/// `byline count QUERY`.
struct CountCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "count", abstract: "Say how many articles match.",
        discussion:
            "With --batch each line of standard input is a query, and each line out a count.")

    @Argument(help: "The query; without one, all articles.")
    var query: [String] = []

    @OptionGroup var archive: ArchiveOptions
    @OptionGroup var selection: SelectionOptions
    @OptionGroup var out: OutputOptions

    @Flag(name: .long, help: "Read queries from standard input, one a line.")
    var batch = false

    private struct Row: Encodable {
        let query: String
        let articles: Int
        let stories: Int
    }

    func validate() throws {
        if batch, !query.isEmpty {
            throw ValidationError("with --batch queries come from standard input")
        }
    }

    func run() throws {
        let items = selection.items(query: query) + [("limit", "0"), ("snippets", "0")]
        let request = try searchRequest(items)
        let backend = try Backend(archive)
        let output = Output()
        switch (out.format, batch) {
        case (.csv, _): output.write(Rows.csv(["query", "articles", "stories"]), end: "\r\n")
        case (.tsv, _): output.write(Rows.tsv(["query", "articles", "stories"]))
        case (.text, _), (.json, _), (.jsonl, _), (.vimgrep, _): break
        }
        if batch {
            throw ExitCode(
                try QueryBatch(backend: backend, base: request).run { rows in
                    for row in rows { try print(row, output) }
                    output.flush()
                })
        }
        let answer = try backend.search(request)
        try print(request.q, answer.total, output)
        output.flush()
        if !out.quiet { Notices.print(answer.query) }
        throw ExitCode(answer.total?.articles ?? 0 > 0 ? 0 : 1)
    }

    private func print(_ row: QueryBatch.Row, _ output: Output) throws {
        switch row.result {
        case .success(let answer): try print(row.query, answer.total, output)
        case .failure:
            switch out.format {
            case .json, .jsonl:
                output.write(
                    String(decoding: MultiAnswer.json(of: row.result), as: UTF8.self))
            // A line in is a line out, so that both can be put side by side.
            case .text, .vimgrep: output.write("-")
            case .csv: output.write(Rows.csv([row.query, "", ""]), end: "\r\n")
            case .tsv: output.write(Rows.tsv([row.query, "", ""]))
            }
        }
    }

    private func print(_ query: String, _ total: Total?, _ output: Output) throws {
        let articles = total?.articles ?? 0
        let stories = total?.stories ?? articles
        switch out.format {
        case .json, .jsonl:
            output.write(
                try Rows.json(Row(query: query, articles: articles, stories: stories)))
        case .text, .vimgrep: output.write(String(articles), end: out.null ? "\0" : "\n")
        case .csv:
            output.write(Rows.csv([query, String(articles), String(stories)]), end: "\r\n")
        case .tsv: output.write(Rows.tsv([query, String(articles), String(stories)]))
        }
    }
}
