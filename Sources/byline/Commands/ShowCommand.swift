import ArgumentParser
import Articles
import Foundation

/// `byline show ID`.
struct ShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Print articles.",
        discussion: """
            --format json prints one object, or an array of several; jsonl one a line. Exit \
            status 1 when the archive has not all of them.
            """)

    @Argument(help: "Ids of articles.")
    var ids: [String]

    @OptionGroup var archive: ArchiveOptions
    @OptionGroup var out: OutputOptions

    func run() throws {
        let backend = try Backend(archive)
        let output = Output()
        let printer = ArticlePrinter(terminal: Terminal(out.color), output: output)
        var held: [String] = []
        var isMissing = false
        for id in ids {
            let article: Article
            do {
                article = try backend.article(id)
            } catch let failure as Failure where failure.status == 1 {
                isMissing = true
                standardError("byline: " + Printable.line(failure.message))
                for line in failure.details { standardError("  " + line) }
                continue
            }
            switch out.format {
            case .json: held.append(try ArticlePrinter.json(article, isPretty: true))
            case .jsonl: output.write(try ArticlePrinter.json(article, isPretty: false))
            case .text, .csv, .tsv, .vimgrep: printer.print(article)
            }
        }
        if out.format == .json, ids.count > 1 || !held.isEmpty {
            output.write(
                ids.count == 1 ? held[0] : "[" + held.joined(separator: ",\n") + "]")
        }
        output.flush()
        if isMissing { throw ExitCode(1) }
    }
}
