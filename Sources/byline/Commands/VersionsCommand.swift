import ArgumentParser
import Foundation
import Indexing

/// `byline versions ID [NUMBER]`.
struct VersionsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "versions",
        abstract: "List the versions of an article, or print one of them.",
        discussion: "A line: number, when it came, format, bytes. JSON with --format json.")

    @Argument(help: "The id of an article.")
    var id: String

    @Argument(help: "The number of a version, to print it as it was.")
    var number: Int?

    @OptionGroup var archive: ArchiveOptions
    @OptionGroup var out: OutputOptions

    func run() throws {
        let backend = try Backend(archive)
        let output = Output()
        if let number {
            let article = try backend.article(id, version: number, of: archive)
            switch out.format {
            case .json, .jsonl:
                output.write(try ArticlePrinter.json(article, isPretty: out.format == .json))
            case .text, .csv, .tsv, .vimgrep:
                ArticlePrinter(terminal: Terminal(out.color), output: output).print(article)
            }
        } else {
            let versions = try backend.versions(id, of: archive)
            switch out.format {
            case .json, .jsonl:
                let encoder = JSONEncoder()
                encoder.outputFormatting =
                    out.format == .json ? [.prettyPrinted, .sortedKeys] : [.sortedKeys]
                output.write(String(decoding: try encoder.encode(versions), as: UTF8.self))
            case .text, .csv, .tsv, .vimgrep:
                for version in versions {
                    output.write(
                        "\(version.number)  \(version.received)  \(version.format)  \(version.bytes)"
                    )
                }
            }
        }
        output.flush()
    }
}
