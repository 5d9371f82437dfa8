import Search

/// Prints the answers of a batch of searches.
///
/// `json` and `jsonl` print one object a line: the answer, or `{"error": …}`; the others print the
/// hits of each query below or beside its text.
struct BatchPrinter {
    private let options: OutputOptions
    private let printer: HitPrinter
    private let output: Output

    init(_ options: OutputOptions, _ printer: HitPrinter, _ output: Output) {
        self.options = options
        self.printer = printer
        self.output = output
    }

    func print(_ rows: [QueryBatch.Row]) throws {
        for row in rows {
            if row.line == 1, options.format != .json { printer.begin(isBatch: true) }
            switch options.format {
            case .json, .jsonl:
                output.write(
                    String(
                        decoding: MultiAnswer.json(of: row.result), as: UTF8.self),
                    end: options.null ? "\0" : "\n")
            case .text where options.output == .summary:
                try text(row)
            case .text, .csv, .tsv, .vimgrep:
                for hit in row.result.hits { try printer.print(hit, query: row.query) }
            }
        }
        output.flush()
    }

    private func text(_ row: QueryBatch.Row) throws {
        let terminal = Terminal(options.color)
        guard case .success(let answer) = row.result else { return }
        if !options.quiet {
            let total = answer.total.map { "\($0.articles) articles" } ?? ""
            output.write(
                terminal.bold(Printable.line(row.query.isEmpty ? "*" : row.query)) + "  "
                    + terminal.dim(total))
        }
        for hit in answer.hits { try printer.print(hit) }
        FacetPrinter(terminal: terminal, output: output).print(answer.facets)
        if !options.quiet {
            if let suggestion = answer.query.suggestion {
                output.write(terminal.dim("did you mean: " + Printable.line(suggestion)))
            }
            output.write("")
        }
    }
}

extension Result<SearchAnswer, SearchError> {
    /// The hits; none of an error, which is said elsewhere.
    fileprivate var hits: [Hit] {
        switch self {
        case .success(let answer): answer.hits
        case .failure: []
        }
    }
}
