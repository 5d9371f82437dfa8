import ArgumentParser
import Articles
import Foundation

/// `byline show ID`.
struct ShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Print an article.")

    @Argument(help: "Ids of articles.")
    var ids: [String]

    @OptionGroup var archive: ArchiveOptions
    @OptionGroup var out: OutputOptions

    func run() throws {
        let backend = try Backend(archive)
        let output = Output()
        for id in ids {
            let article = try backend.article(id)
            switch out.format {
            case .json, .jsonl:
                output.write(try ArticlePrinter.json(article, isPretty: out.format == .json))
            case .text, .csv, .tsv, .vimgrep:
                ArticlePrinter(terminal: Terminal(out.color), output: output).print(article)
            }
        }
    }
}
