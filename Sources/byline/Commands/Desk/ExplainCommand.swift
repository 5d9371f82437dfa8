import ArgumentParser
import Daemon
import Foundation
import Search

/// `byline explain ID`.
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Show every mention of an actor in an article, with the rule that made it.",
        discussion: """
            Offsets are code points of the title or body, end exclusive. A mention in brackets is
            not counted: an editor's correction took the actor out.
            """)

    @Argument(help: "Ids of articles.")
    var ids: [String]

    @OptionGroup var archive: ArchiveOptions

    @Option(name: .long, help: "Only mentions of this actor: the beginning of an id or label.")
    var actor: String?

    @Option(name: .long, help: "text, json or jsonl (a mention a line).")
    var format = OutputFormat.text

    @Option(name: .long, help: "auto, always or never.")
    var color = ColorChoice.auto

    func run() throws {
        let backend = try Backend(archive)
        let output = Output()
        for id in ids {
            var explanation = try backend.desk(
                "/v1/articles/" + Backend.encoded(id) + "/explain"
            ) { (desk) throws(SearchError) in try desk.explain(id) }
            if let actor {
                explanation.mentions = explanation.mentions.filter {
                    $0.actor.hasPrefix(actor)
                        || $0.label.lowercased().hasPrefix(actor.lowercased())
                }
            }
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.withoutEscapingSlashes, .sortedKeys]
            switch format {
            case .json: output.write(bytes: try encoder.encode(explanation) + [0x0A])
            case .jsonl:
                for row in explanation.mentions {
                    output.write(bytes: try encoder.encode(row) + [0x0A])
                }
            case .text, .csv, .tsv, .vimgrep: print(explanation, Terminal(color), output)
            }
        }
        output.flush()
    }

    private func print(
        _ explanation: ArticleExplanation, _ terminal: Terminal, _ output: Output
    ) {
        output.write(
            terminal.bold("\(explanation.id)  \(Printable.line(explanation.title))"))
        for row in explanation.mentions {
            let place = "\(row.field) \(row.start)–\(row.end)"
            let who =
                "\(Printable.line(row.label))  \(row.actor)  \(row.type.rawValue), "
                + row.kind.rawValue
            output.write(row.counted ? "\(place)  \(who)" : "[\(place)  \(who)]")
            output.write(
                "    \(Printable.line(row.before))\(terminal.bold(Printable.line(row.text)))"
                    + Printable.line(row.after))
            let role = row.role.map { "; role: \(Printable.line($0))" } ?? ""
            output.write(terminal.dim("    \(row.rule)\(role)"))
        }
        for who in explanation.actors where !who.recognised && actor == nil {
            output.write("given  \(Printable.line(who.label))  \(who.id)  \(who.type.rawValue)")
            output.write(
                terminal.dim("    the file, an annotator or an editor's correction names it"))
        }
    }
}
