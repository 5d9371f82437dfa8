import Actors
import ArgumentParser
import Articles
import Foundation
import Readers

/// `byline extract PATH…`.
struct ExtractCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "extract", abstract: "Print articles as they would be indexed.",
        discussion: """
            Needs no archive. --format json prints one object, or an array of several. Formats:
            \(Formats.table.map(\.name).joined(separator: ", ")); any of them as .gz or .zst.
            """)

    @Argument(help: "Files and folders of articles; - for standard input.")
    var paths: [String]

    @OptionGroup var input: InputOptions

    @Option(name: .long, help: "text, json or jsonl.")
    var format = OutputFormat.jsonl

    @Option(name: .long, help: "Actors that rows give: given, recognise or both.")
    var actors = ActorsMode.both

    @Option(name: .long, help: "Leave out files that match this glob.")
    var exclude: [String] = []

    @Option(name: .long, help: "auto, always or never.")
    var color = ColorChoice.auto

    func run() throws {
        let recogniser = try ActorRecords.recogniser()
        let output = Output()
        let printer = ArticlePrinter(terminal: Terminal(color), output: output)
        var held: [String] = []
        var rejected = 0
        var options = ReadingOptions()
        options.exclude += exclude
        options.format = input.formatIn
        options.columns = input.columns
        let reject = { (rejection: Rejection) in
            switch rejection.kind {
            // Within a folder a file of another kind is no fault; named by the user it is.
            case .unknownFormat where !paths.contains(rejection.path): return
            case .withheld: standardError("byline: " + Printable.line(rejection.description))
            case .unreadable, .malformed, .tooLarge, .unknownFormat:
                rejected += 1
                standardError("byline: rejected " + Printable.line(rejection.description))
            }
        }
        let take = { (event: ReadEvent) in
            switch event {
            case .rejected(let rejection): reject(rejection)
            case .item(let item):
                var article: Article
                do throws(ReadError) {
                    article = try Reading.parse(item).article
                } catch {
                    reject(Rejection(error, path: item.path, line: item.line))
                    return
                }
                recogniser.addActors(to: &article, mode: actors)
                switch format {
                case .jsonl: output.write(try ArticlePrinter.json(article, isPretty: false))
                case .json: held.append(try ArticlePrinter.json(article, isPretty: true))
                case .text, .csv, .tsv, .vimgrep: printer.print(article)
                }
            }
        }
        let named = paths.filter { $0 != "-" }
        try Reading.items(paths: named, options: options, emit: take)
        if named.count < paths.count {
            try Reading.items(descriptor: STDIN_FILENO, name: "-", options: options, emit: take)
        }
        if format == .json {
            output.write(
                held.count == 1 ? held[0] : "[" + held.joined(separator: ",\n") + "]")
        }
        output.flush()
        if rejected > 0 { throw ExitCode(65) }
    }
}
