import Actors
import ArgumentParser
import Articles
import Foundation

extension ActorsCommand {
    /// `byline actors add LABEL`.
    struct Add: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add a record to the desk's own.")

        @Argument(help: "The preferred label.")
        var label: String

        @Option(name: .long, help: "person, organisation, state or place.")
        var type: ActorType

        @Option(name: .long, help: "The id (default: type and label, as person/ann-poe).")
        var id: String?

        @Option(name: .long, help: "Another name.")
        var alias: [String] = []

        @Option(name: .long, help: "An abbreviation.")
        var abbreviation: [String] = []

        @Option(name: .long, help: "What it belongs to: an id or a name. Repeated: several.")
        var parent: [String] = []

        @Option(name: .long, help: "An office with its years: \"President:2001-2005\".")
        var office: [String] = []

        @Option(name: .long, help: "The Wikidata item: Q7747.")
        var wikidata: String?

        @Option(name: .long, help: "The title of the English Wikipedia article.")
        var wikipedia: String?

        @OptionGroup var desk: DeskOptions

        func validate() throws {
            guard type != .unknown else {
                throw ValidationError("--type takes person, organisation, state or place")
            }
        }

        func run() throws {
            try desk.edit("added \(label)") { (file, records) throws(AuthorityError) in
                var record = AuthorityRecord(id: freeID(records), label: label)
                record.aliases =
                    alias.map { AuthorityAlias(text: $0, kind: .alias) }
                    + abbreviation.map { AuthorityAlias(text: $0, kind: .abbreviation) }
                for parent in parent { record.parents.append(try records.only(parent).id) }
                record.offices = office.map(Self.office)
                record.wikidata = wikidata
                record.wikipedia = wikipedia
                guard records[record.id] == nil else {
                    throw AuthorityError(
                        file: record.id, reason: "there is a record of this id already",
                        hint: "byline actors show \(record.id); name another with --id")
                }
                try file.add(DeskFile.NewRecord(record))
            }
        }

        /// The id given, or one of the label that no record has.
        private func freeID(_ records: AuthorityRecords) -> String {
            if let id { return id }
            let plain = type.idPrefix + "/" + Identifier.slug(label)
            var candidate = plain
            var number = 2
            while records[candidate] != nil {
                candidate = "\(plain)-\(number)"
                number += 1
            }
            return candidate
        }

        private static func office(_ text: String) -> AuthorityOffice {
            let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
            guard parts.count == 2 else { return AuthorityOffice(title: text) }
            let years = parts[1].split(
                separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
            return AuthorityOffice(
                title: parts[0], from: years.first.flatMap { Int($0) },
                to: years.count > 1 ? Int(years[1]) : nil)
        }
    }

    /// `byline actors alias ACTOR NAME`.
    struct Alias: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Give a record another name, or forbid it one.")

        @Argument(help: "The record: an id or a name.")
        var actor: String

        @Argument(help: "Names.")
        var names: [String]

        @Option(name: .long, help: "alias, abbreviation, surname, demonym, metonym or title.")
        var kind = AliasKind.alias

        @Flag(name: .long, help: "The name means other things, too: the text must support it.")
        var ambiguous = false

        @Flag(name: .long, help: "The name must not lead to the record.")
        var forbid = false

        @OptionGroup var desk: DeskOptions

        func run() throws {
            let list = names.joined(separator: ", ")
            let said = forbid ? "\(list) is no name of \(actor)" : "\(list) is a name of \(actor)"
            try desk.edit(said) { (file, records) throws(AuthorityError) in
                let record = try records.only(actor)
                for name in names {
                    if forbid {
                        try file.forbid(name, of: record.id)
                        continue
                    }
                    if record.aliases.contains(where: { $0.text == name && $0.kind == kind }) {
                        standardError("byline: \(record.id) has the name \(name) already")
                        continue
                    }
                    let others = records.resolve(name: name).filter { $0 != record.id }
                    if !others.isEmpty && !ambiguous {
                        standardError(
                            "byline: \(name) is a name of \(others.joined(separator: ", ")), too: "
                                + "the text decides")
                    }
                    try file.alias(
                        AuthorityAlias(text: name, kind: kind, ambiguous: ambiguous),
                        of: record.id)
                }
            }
        }
    }

    /// `byline actors rename ACTOR LABEL`.
    struct Rename: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Give a record another preferred label; the old one stays a name.")

        @Argument(help: "The record: an id or a name.")
        var actor: String

        @Argument(help: "The label.")
        var label: String

        @OptionGroup var desk: DeskOptions

        func run() throws {
            try desk.edit("\(actor) is called \(label)") { (file, records) throws(AuthorityError) in
                try file.rename(try records.only(actor).id, to: label)
            }
        }
    }

    /// `byline actors merge OLD NEW`.
    struct Merge: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make one record become another; the old id redirects for ever.")

        @Argument(help: "The record that goes: an id or a name.")
        var old: String

        @Argument(help: "The record that stays: an id or a name.")
        var new: String

        @OptionGroup var desk: DeskOptions

        func run() throws {
            try desk.edit("\(old) becomes \(new)") { (file, records) throws(AuthorityError) in
                let (gone, kept) = (try records.only(old).id, try records.only(new).id)
                guard gone != kept else {
                    throw AuthorityError(
                        file: gone, reason: "\(old) and \(new) are one record already",
                        hint: "byline actors show \(kept)")
                }
                try file.merge(gone, into: kept)
            }
        }
    }

    /// `byline actors apart ONE OTHER`.
    struct Apart: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say that two ids are never to be merged or proposed as one.")

        @Argument(help: "An id; of a name without a record, as name/ann-poe.")
        var one: String

        @Argument(help: "Another id.")
        var other: String

        @OptionGroup var desk: DeskOptions

        func run() throws {
            try desk.edit("\(one) and \(other) are kept apart") {
                (file, _) throws(AuthorityError) in
                try file.keepApart(one, other)
            }
        }
    }
}
