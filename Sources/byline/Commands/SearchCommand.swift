import ArgumentParser
import Foundation
import Search

/// `byline search QUERY`.
struct SearchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search", abstract: "Find articles.",
        discussion: """
            Words are joined by AND; "phrases", OR, NOT, ( ), - and +, NEAR/8, ADJ/3, prefix*, \
            wom?n, colo*r, fuzzy~, exact:"as printed" and field:value are known (see `byline \
            fields`). With --batch each line of standard input is a query, or a request as JSON as \
            POST /v1/search takes it. Exit status: 0 found, 1 nothing found, 2 query error, 124 \
            over budget.
            """)

    @Argument(help: "The query; without one, all articles.")
    var query: [String] = []

    @OptionGroup var archive: ArchiveOptions
    @OptionGroup var selection: SelectionOptions
    @OptionGroup var page: PageOptions
    @OptionGroup var out: OutputOptions

    @Flag(name: .long, help: "All hits, page by page.")
    var all = false

    @Option(name: .long, help: "Facets to count: author:20,actor:30,date:month.")
    var facet: [String] = []

    @Flag(name: .long, help: "Read queries from standard input, one a line.")
    var batch = false

    func validate() throws {
        guard batch else { return }
        if !query.isEmpty { throw ValidationError("with --batch queries come from standard input") }
        if all { throw ValidationError("--batch and --all do not go together") }
    }

    func run() throws {
        var items = selection.items(query: query) + page.items(out, all: all)
        for facet in facet { items.append(("facet", facet)) }
        let request = try searchRequest(items)
        let backend = try Backend(archive)
        let output = Output()
        let printer = HitPrinter(
            out, fields: request.fields, places: backend.places(archive), output: output)
        if batch {
            throw ExitCode(
                try QueryBatch(backend: backend, base: request).run { answers in
                    try BatchPrinter(out, printer, output).print(answers)
                })
        }
        throw ExitCode(try single(request, backend, printer, output))
    }

    private func single(
        _ first: SearchRequest, _ backend: Backend, _ printer: HitPrinter, _ output: Output
    ) throws -> Int32 {
        var request = first
        var answer = try backend.search(request)
        let found = !answer.hits.isEmpty
        let head = answer
        if out.format == .json, out.output == .summary {
            // One object, whole: with --all the hits of every page stand in it.
            while all, let next = answer.page.next, !answer.hits.isEmpty {
                request = Self.next(request, next)
                let more = try backend.search(request)
                answer.hits += more.hits
                answer.page.next = more.page.next
            }
            output.write(String(decoding: answer.json(), as: UTF8.self))
        } else {
            printer.begin()
            var shown = 0
            while true {
                for hit in answer.hits { try printer.print(hit) }
                shown += answer.hits.count
                guard all, let next = answer.page.next, !answer.hits.isEmpty else { break }
                request = Self.next(request, next)
                output.flush()
                answer = try backend.search(request)
            }
            printer.finish()
            if out.format == .text && out.output == .summary {
                summarise(head, shown: shown, next: answer.page.next, output)
            }
        }
        output.flush()
        if !out.quiet { Notices.print(head.query) }
        return found ? 0 : 1
    }

    /// The request of the page behind a cursor: what is counted once is not counted again.
    private static func next(_ request: SearchRequest, _ cursor: String) -> SearchRequest {
        var request = request
        request.cursor = cursor
        request.offset = 0
        request.facets = []
        request.total = false
        return request
    }

    /// The total and the facets below the hits.
    private func summarise(_ answer: SearchAnswer, shown: Int, next: String?, _ output: Output) {
        let terminal = Terminal(out.color)
        if !out.quiet, let total = answer.total {
            var text = ProgressLine.grouped(total.articles) + " articles"
            if total.stories < total.articles {
                text += " in \(ProgressLine.grouped(total.stories)) stories"
            }
            output.write(
                terminal.dim(
                    text + ", \(shown) shown"
                        + String(format: ", %.1f ms", answer.tookMilliseconds)
                        + (answer.partial ? ", cut short: not all was looked at" : "")))
        }
        FacetPrinter(terminal: terminal, output: output).print(answer.facets)
        if !out.quiet, !all, let next { output.write(terminal.dim("more: --cursor \(next)")) }
    }
}

/// What the caller should know of a query, on standard error.
enum Notices {
    static func print(_ query: QueryEcho) {
        for warning in query.warnings { standardError("byline: " + Printable.line(warning)) }
        if let suggestion = query.suggestion {
            standardError("byline: did you mean: " + Printable.line(suggestion))
        }
    }
}
