import Actors
import ArgumentParser
import Foundation

/// `byline actors`.
struct ActorsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "actors", abstract: "The authority records of actors.",
        subcommands: [List.self, Show.self])

    /// `byline actors list`.
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print every record, or those whose name begins so.")

        @Argument(help: "The beginning of a name or id.")
        var prefix: String = ""

        @Option(name: .long, help: "text or jsonl.")
        var format = OutputFormat.text

        @Option(name: .long, help: "An archive whose desk's own records are to be used, too.")
        var archive: String?

        func run() throws {
            let records = try ActorRecords.load(archive: archive)
            let output = Output()
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.withoutEscapingSlashes]
            let wanted = prefix.lowercased()
            var found = false
            for record in records.all {
                let isWanted =
                    wanted.isEmpty || record.id.hasPrefix(wanted)
                    || record.label.lowercased().hasPrefix(wanted)
                    || record.aliases.contains { $0.text.lowercased().hasPrefix(wanted) }
                guard isWanted else { continue }
                found = true
                switch format {
                case .json, .jsonl:
                    output.write(bytes: try encoder.encode(ActorListRow(record)) + [0x0A])
                case .text, .csv, .tsv, .vimgrep:
                    output.write("\(record.id)  \(record.label)  \(record.type.rawValue)")
                }
            }
            output.flush()
            throw ExitCode(found ? 0 : 1)
        }
    }

    /// `byline actors show ID`.
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Print a record.")

        @Argument(help: "An id, a name or an alias.")
        var name: String

        @Option(name: .long, help: "text or json.")
        var format = OutputFormat.text

        @Option(name: .long, help: "An archive whose desk's own records are to be used, too.")
        var archive: String?

        func run() throws {
            let records = try ActorRecords.load(archive: archive)
            let ids = records.resolve(name: name)
            guard !ids.isEmpty else {
                throw Failure(status: 1, "no record has the id, name or alias \(name)")
            }
            let output = Output()
            for record in ids.compactMap({ records[$0] }) {
                switch format {
                case .json, .jsonl:
                    let encoder = JSONEncoder()
                    encoder.outputFormatting = [.withoutEscapingSlashes, .sortedKeys]
                    output.write(bytes: try encoder.encode(record) + [0x0A])
                case .text, .csv, .tsv, .vimgrep: Self.print(record, output)
                }
            }
        }

        private static func print(_ record: AuthorityRecord, _ output: Output) {
            output.write("\(record.id)  \(record.label)  \(record.type.rawValue)")
            for alias in record.aliases {
                output.write("  \(alias.kind.rawValue)  \(alias.text)")
            }
            for office in record.offices {
                let years = [office.from, office.to].map { $0.map(String.init) ?? "" }
                output.write("  office  \(office.title) \(years.joined(separator: "–"))")
            }
            for parent in record.parents { output.write("  parent  \(parent)") }
        }
    }
}
