import Actors
import ArgumentParser
import Articles
import Foundation
import Search

extension AliasKind: ExpressibleByArgument {}
extension ActorType: ExpressibleByArgument {}

/// `byline actors`.
struct ActorsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "actors",
        abstract: "The authority records of actors: look at them, correct them, apply them.",
        discussion: """
            add, alias, rename, merge and apart write one statement into authority/desk.yaml of the
            archive, and leave all else in it as it is. The index follows with `byline actors retag`,
            which reads only those articles again that can hold a changed name.
            """,
        subcommands: [
            List.self, Show.self, Add.self, Alias.self, Rename.self, Merge.self, Apart.self,
            Retag.self, Candidates.self, ExplainCommand.self,
        ])

    /// `byline actors list`.
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print every record, or those whose name begins so.")

        @Argument(help: "The beginning of a name or id.")
        var prefix: String = ""

        @Option(name: .long, help: "person, organisation, state or place.")
        var type: ActorType?

        @Option(name: .long, help: "text or jsonl.")
        var format = OutputFormat.text

        @Option(
            name: .long,
            help: "An archive whose desk's own records are to be used, too ($BYLINE_ARCHIVE).")
        var archive: String?

        func run() throws {
            let records = try ActorRecords.load(archive: archive ?? ActorRecords.usualArchive)
            let output = Output()
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.withoutEscapingSlashes]
            let wanted = prefix.lowercased()
            var found = false
            for record in records.all where type == nil || record.type == type {
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

    /// `byline actors show NAME`.
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print a record; with --archive what its desk says, too.")

        @Argument(help: "An id, a former id, a name or an alias.")
        var name: String

        @Option(name: .long, help: "text or json.")
        var format = OutputFormat.text

        @Option(
            name: .long,
            help: "An archive whose desk's own records are to be used, too ($BYLINE_ARCHIVE).")
        var archive: String?

        func run() throws {
            let records = try ActorRecords.load(archive: archive ?? ActorRecords.usualArchive)
            let ids = records.resolve(name: name)
            guard !ids.isEmpty else {
                throw Failure(
                    status: 1, "no record has the id, name or alias \(name)",
                    hint: "byline actors list BEGINNING finds records")
            }
            let output = Output()
            for record in ids.compactMap({ records[$0] }) {
                switch format {
                case .json, .jsonl:
                    let encoder = JSONEncoder()
                    encoder.outputFormatting = [.withoutEscapingSlashes, .sortedKeys]
                    output.write(bytes: try encoder.encode(record) + [0x0A])
                case .text, .csv, .tsv, .vimgrep: print(record, records, output)
                }
            }
            output.flush()
        }

        private func print(
            _ record: AuthorityRecord, _ records: AuthorityRecords, _ output: Output
        ) {
            output.write("\(record.id)  \(record.label)  \(record.type.rawValue)")
            for (old, _) in records.redirects.sorted(by: { $0.key < $1.key })
            where records.redirected(old) == record.id {
                output.write("  formerly  \(old)")
            }
            for alias in record.aliases {
                let mark = alias.ambiguous ? "  (ambiguous)" : ""
                output.write("  \(alias.kind.rawValue)  \(alias.text)\(mark)")
            }
            for office in record.offices {
                let years = [office.from, office.to].map { $0.map(String.init) ?? "" }
                output.write("  office  \(office.title) \(years.joined(separator: "–"))")
            }
            for parent in records.ancestors(of: record.id) {
                output.write("  parent  \(parent)  \(records[parent]?.label ?? "")")
            }
            if let wikidata = record.wikidata { output.write("  wikidata  \(wikidata)") }
        }
    }

    /// `byline actors retag`.
    struct Retag: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Bring the index in line with the desk's records.",
            discussion: """
                Reads the articles again that can hold a changed name, and commits those that gain
                or lose an actor or author at once. Works beside a running daemon.
                """)

        @OptionGroup var archive: ArchiveOptions

        @Flag(
            name: .long, help: "Only show what each article would gain (+), lose (-) or keep (~).")
        var dryRun = false

        @Option(name: .long, help: "text, json or jsonl.")
        var format = OutputFormat.text

        func run() throws {
            try Retagging(archive: archive).run(dryRun: dryRun, format: format)
        }
    }

    /// `byline actors candidates`.
    struct Candidates: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Names that recur in the archive and have no record.")

        @OptionGroup var archive: ArchiveOptions

        @Option(name: .long, help: "Only names of at least so many articles.")
        var min = 2

        @Option(name: [.short, .long], help: "How many names.")
        var limit = 50

        @Option(name: .long, help: "text, json or jsonl.")
        var format = OutputFormat.text

        func run() throws {
            let rows = try Backend(archive).desk(
                Backend.target(
                    "/v1/actors/candidates", [("min", String(min)), ("limit", String(limit))])
            ) { (desk) throws(SearchError) in try desk.actorCandidates(atLeast: min, limit: limit) }
            let output = Output()
            try DeskPrinter(format: format, output: output).print(rows) { row in
                output.write(
                    "\(ProgressLine.grouped(row.articles)) articles  "
                        + "\(Printable.line(row.label))  \(row.type.rawValue)  \(row.id)")
                for similar in row.similar {
                    output.write("    perhaps \(similar.label)  \(similar.id)")
                }
                for example in row.examples {
                    output.write("    \(example.id)  \(Printable.line(example.title))")
                }
            }
            output.flush()
            throw ExitCode(rows.isEmpty ? 1 : 0)
        }
    }
}

/// Prints rows of the desk as text or JSON.
struct DeskPrinter {
    let format: OutputFormat
    let output: Output

    func print<Row: Encodable>(_ rows: [Row], text: (Row) -> Void) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.withoutEscapingSlashes, .sortedKeys]
        switch format {
        case .json: output.write(bytes: try encoder.encode(rows) + [0x0A])
        case .jsonl: for row in rows { output.write(bytes: try encoder.encode(row) + [0x0A]) }
        case .text, .csv, .tsv, .vimgrep: for row in rows { text(row) }
        }
    }
}
