import Actors
import ArgumentParser
import Articles
import Daemon
import Foundation
import Search

/// `byline authors`.
struct AuthorsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "authors",
        abstract: "The authors of the archive: who they are, and which bylines are one.",
        discussion: """
            Names that differ by case, accents or punctuation only are one author by themselves.
            candidates proposes more; nothing is merged but by `merge` and `alias`, which write to
            authority/desk.yaml. The index follows with `byline actors retag`.
            """,
        subcommands: [
            List.self, Show.self, Alias.self, Rename.self, Merge.self, Apart.self, Candidates.self,
        ])

    /// `byline authors list`.
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The authors with their articles, the most frequent first.")

        @Argument(help: "A word of a name, or an id, begins so.")
        var prefix: String = ""

        @OptionGroup var archive: ArchiveOptions

        @Option(name: [.short, .long], help: "How many authors.")
        var limit = 100

        @Option(name: .long, help: "How many authors to pass over.")
        var offset = 0

        @Option(name: .long, help: "text, json or jsonl.")
        var format = OutputFormat.text

        func run() throws {
            let items = [
                ("prefix", prefix), ("limit", String(limit)), ("offset", String(offset)),
            ].map { (name: $0.0, value: $0.1) }
            let request = try searching { () throws(SearchError) in
                try DeskService.ListRequest(queryItems: items)
            }
            let page = try Backend(archive).desk(Backend.target("/v1/authors", items)) {
                (desk) throws(SearchError) in
                try desk.authors(request)
            }
            let output = Output()
            try DeskPrinter(format: format, output: output).print(page.values) { row in
                output.write(
                    "\(ProgressLine.grouped(row.articles))  \(Printable.line(row.label))  \(row.id)"
                )
            }
            output.flush()
            throw ExitCode(page.values.isEmpty ? 1 : 0)
        }
    }

    /// `byline authors show NAME`.
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print an author: names, subjects, rubrics.")

        @Argument(help: "An id, a former id or a name.")
        var name: String

        @OptionGroup var archive: ArchiveOptions

        @Option(name: .long, help: "text or json.")
        var format = OutputFormat.text

        func run() throws {
            let author = try Backend(archive).desk("/v1/authors/" + Backend.encoded(name)) {
                (desk) throws(SearchError) in try desk.author(name)
            }
            let output = Output()
            try DeskPrinter(format: format == .json ? .jsonl : format, output: output)
                .print([author]) { author in
                    output.write(
                        "\(author.id)  \(Printable.line(author.label))  "
                            + "\(ProgressLine.grouped(author.articles)) articles")
                    if let old = author.redirectedFrom { output.write("  formerly  \(old)") }
                    for alias in author.aliases { output.write("  alias  \(alias)") }
                    if let wikidata = author.wikidata { output.write("  wikidata  \(wikidata)") }
                    Self.print("writes about", author.actors, output)
                    Self.print("in", author.sections, output)
                    Self.print("with", author.with, output)
                }
            output.flush()
        }

        private static func print(_ name: String, _ rows: [NamedCount], _ output: Output) {
            for row in rows {
                output.write(
                    "  \(name)  \(Printable.line(row.label))  \(row.id)  \(row.articles)")
            }
        }
    }

    /// `byline authors candidates`.
    struct Candidates: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Bylines that may be one author; nothing is merged.")

        @OptionGroup var archive: ArchiveOptions

        @Option(name: [.short, .long], help: "How many pairs.")
        var limit = 50

        @Option(name: .long, help: "text, json or jsonl.")
        var format = OutputFormat.text

        func run() throws {
            let rows = try Backend(archive).desk(
                Backend.target("/v1/authors/candidates", [("limit", String(limit))])
            ) { (desk) throws(SearchError) in try desk.authorCandidates(limit: limit) }
            let output = Output()
            try DeskPrinter(format: format, output: output).print(rows) { row in
                output.write(
                    "\(Printable.line(row.variant.label)) (\(row.variant.articles))  may be  "
                        + "\(Printable.line(row.author.label)) (\(row.author.articles)): "
                        + row.reason + (row.ambiguous ? ", among others" : ""))
                output.write(
                    "    byline authors merge \(row.variant.id) \(row.author.id)")
                for example in row.examples {
                    output.write("    \(example.id)  \(Printable.line(example.title))")
                }
            }
            output.flush()
            throw ExitCode(rows.isEmpty ? 1 : 0)
        }
    }

    /// `byline authors merge OLD NEW`.
    struct Merge: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make one byline become another; the old id redirects for ever.")

        @Argument(help: "The byline that goes: an id or a name.")
        var old: String

        @Argument(help: "The author that stays: an id or a name.")
        var new: String

        @Option(name: .long, help: "The name to show (default: as the author has it).")
        var label: String?

        @OptionGroup var desk: DeskOptions

        func run() throws {
            let (gone, kept) = (AuthorsCommand.id(old), AuthorsCommand.id(new))
            let label = label ?? AuthorsCommand.label(of: kept, new, desk.archive)
            try desk.edit("\(gone) becomes \(kept)") { (file, records) throws(AuthorityError) in
                let target = records.redirected(kept)
                guard records.redirected(gone) != target else {
                    throw AuthorityError(
                        file: gone, reason: "\(old) and \(new) are one author already",
                        hint: "byline authors show \(target)")
                }
                try file.merge(gone, into: target)
                // Without a label the articles of the other byline would not know how to show it.
                if let label, records.author(target)?.label != label {
                    try file.rename(target, to: label)
                }
            }
        }
    }

    /// `byline authors alias AUTHOR NAME`.
    struct Alias: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make another byline that of an author, or forbid it.")

        @Argument(help: "The author: an id or a name.")
        var author: String

        @Argument(help: "Names as bylines print them.")
        var names: [String]

        @Flag(name: .long, help: "The name must not lead to the author.")
        var forbid = false

        @OptionGroup var desk: DeskOptions

        func run() throws {
            let id = AuthorsCommand.id(author)
            let label = AuthorsCommand.label(of: id, author, desk.archive)
            let list = names.joined(separator: ", ")
            let said = forbid ? "\(list) is no name of \(id)" : "\(list) is a name of \(id)"
            try desk.edit(said) { (file, records) throws(AuthorityError) in
                let target = records.redirected(id)
                for name in names {
                    if forbid {
                        try file.forbid(name, of: target)
                    } else {
                        try file.alias(AuthorityAlias(text: name, kind: .alias), of: target)
                    }
                }
                if !forbid, let label, records.author(target)?.label != label {
                    try file.rename(target, to: label)
                }
            }
        }
    }

    /// `byline authors rename AUTHOR LABEL`.
    struct Rename: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show an author under another name.")

        @Argument(help: "The author: an id or a name.")
        var author: String

        @Argument(help: "The name to show.")
        var label: String

        @OptionGroup var desk: DeskOptions

        func run() throws {
            let id = AuthorsCommand.id(author)
            try desk.edit("\(id) is shown as \(label)") { (file, records) throws(AuthorityError) in
                try file.rename(records.redirected(id), to: label)
            }
        }
    }

    /// `byline authors apart ONE OTHER`.
    struct Apart: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say that two bylines are different people.")

        @Argument(help: "An author: an id or a name.")
        var one: String

        @Argument(help: "Another author.")
        var other: String

        @OptionGroup var desk: DeskOptions

        func run() throws {
            let (one, other) = (AuthorsCommand.id(one), AuthorsCommand.id(other))
            try desk.edit("\(one) and \(other) are kept apart") {
                (file, _) throws(AuthorityError) in
                try file.keepApart(one, other)
            }
        }
    }

    /// The id of an author that is given by id or name.
    static func id(_ name: String) -> String {
        AuthorRecord.isAuthor(name) ? name : Identifier.author(named: name)
    }

    /// The name to show of an author: as the archive has it, or as it was typed.
    static func label(of id: String, _ typed: String, _ archive: ArchiveOptions) -> String? {
        let known = try? Backend(archive).desk("/v1/authors/" + Backend.encoded(id)) {
            (desk) throws(SearchError) in
            try desk.author(id)
        }
        return known?.label ?? (AuthorRecord.isAuthor(typed) ? nil : typed)
    }
}
