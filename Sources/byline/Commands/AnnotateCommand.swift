import Actors
import ArgumentParser
import Foundation

/// `byline annotate`.
struct AnnotateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "annotate", abstract: "Mark the actors in texts.",
        discussion: """
            Reads rows {"id", "text"} from standard input, one a line, and answers
            {"id", "mentions": [{"start", "end", "type", "kind", "actor", "label", "wikipedia"}]}
            with offsets in code points, end exclusive.
            """)

    @Option(name: .long, help: "jsonl.")
    var format = OutputFormat.jsonl

    @Option(name: .long, help: "An archive whose desk's own records are to be used, too.")
    var archive: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Another model of names than the built-in one; `none` for the rules alone.",
            valueName: "file"))
    var model: String?

    func run() throws {
        let recogniser = try ActorRecords.recogniser(archive: archive, model: model)
        let output = Output()
        let decoder = JSONDecoder()
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.withoutEscapingSlashes]
        var number = 0
        var rejected = 0
        while let line = readLine(strippingNewline: true) {
            number += 1
            if line.utf8.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { continue }
            let row: AnnotateRow
            do {
                row = try decoder.decode(AnnotateRow.self, from: Data(line.utf8))
            } catch {
                rejected += 1
                standardError(
                    "byline: standard input:\(number): not a row {\"id\", \"text\"}: "
                        + Printable.line("\(error)"))
                continue
            }
            let data = try encoder.encode(recogniser.annotate(row))
            output.write(bytes: data + [0x0A])
        }
        output.flush()
        if rejected > 0 { throw ExitCode(65) }
    }
}
