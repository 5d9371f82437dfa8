import Foundation
import Yams

/// A file of the desk's records while a command edits it.
///
///     var file = try DeskFile(text: text, file: "authority/desk.yaml")
///     try file.alias(AuthorityAlias(text: "Die Allianz", kind: .alias), of: "org/nato")
///     file.text  // as it was, and one line or one item more
///
/// People write these files, too. So a statement is put where it belongs and nothing else is
/// touched: comments, order, quotes and blank lines stay. Each edit is read again and compared with
/// what it was to say; where it does not say just that, the file stays and the error says what to
/// write by hand.
public struct DeskFile: Sendable {
    /// The text as it is now.
    public private(set) var text: String
    private let file: String

    /// A file's text; an empty one for a file that is not there yet.
    ///
    /// - Parameter file: for messages.
    /// - Throws: what cannot be read, with its line.
    public init(text: String, file: String) throws(AuthorityError) {
        _ = try DeskRecords(text: text, file: file)
        self.text = text
        self.file = file
    }

    /// The text of a file; nil where there is none.
    ///
    /// - Throws: a file that cannot be read or is not UTF-8.
    public static func text(at url: URL) throws(AuthorityError) -> String? {
        guard FileManager.default.fileExists(atPath: url.path(percentEncoded: false)) else {
            return nil
        }
        return try read(url)
    }

    /// The text of a file.
    ///
    /// - Throws: a file that cannot be read or is not UTF-8.
    static func read(_ url: URL) throws(AuthorityError) -> String {
        let name = "authority/" + url.lastPathComponent
        guard let data = FileManager.default.contents(atPath: url.path(percentEncoded: false))
        else {
            throw AuthorityError(
                file: name, reason: "the file cannot be read", hint: "check its permissions")
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            throw AuthorityError(
                file: name, reason: "the file is not UTF-8", hint: "save it as UTF-8")
        }
        return text
    }

    // MARK: Statements

    /// Adds a record.
    public mutating func add(_ record: NewRecord) throws(AuthorityError) {
        let lines = record.yaml
        try edit(
            [record.statement], by: "add:\n" + DeskText.indented(lines, "  - ")
        ) { text throws(AuthorityError) in try text.append(lines, to: "add") }
    }

    /// Gives a record or author another name.
    public mutating func alias(_ alias: AuthorityAlias, of id: String) throws(AuthorityError) {
        let item = Self.yaml(alias)
        try edit(
            [DeskRecords.statement(alias, of: id)], by: "aliases:\n  \(id): [\(item)]"
        ) { text throws(AuthorityError) in try text.append(item, to: "aliases", of: id) }
    }

    /// Makes one record or author become another.
    public mutating func merge(_ old: String, into new: String) throws(AuthorityError) {
        try edit(["merge \(old) into \(new)"], by: "merge:\n  \(old): \(new)") {
            text throws(AuthorityError) in try text.set(old, to: new, in: "merge")
        }
    }

    /// Gives a record or author another label.
    public mutating func rename(_ id: String, to label: String) throws(AuthorityError) {
        let value = DeskText.scalar(label)
        let gone = try DeskRecords(text: text, file: file).renamed.filter { $0.id == id }
            .map(DeskRecords.statement)
        try edit(
            [DeskRecords.statement((id, label, nil, 0))], without: gone,
            by: "rename:\n  \(id): \(value)"
        ) { text throws(AuthorityError) in try text.set(id, to: value, in: "rename") }
    }

    /// Makes a name lead to a record no more.
    public mutating func forbid(_ name: String, of id: String) throws(AuthorityError) {
        let item = DeskText.scalar(name)
        try edit(["forbid \(id) \(name)"], by: "forbid:\n  \(id): [\(item)]") {
            text throws(AuthorityError) in try text.append(item, to: "forbid", of: id)
        }
    }

    /// Says that two ids are never to be joined or proposed as one.
    public mutating func keepApart(_ one: String, _ other: String) throws(AuthorityError) {
        let item = "[\(one), \(other)]"
        try edit(["apart \(one) \(other)"], by: "not_same:\n  - \(item)") {
            text throws(AuthorityError) in try text.append([item], to: "not_same")
        }
    }

    private mutating func edit(
        _ added: [String], without gone: [String] = [], by hand: String,
        _ body: (inout DeskText) throws(AuthorityError) -> Void
    ) throws(AuthorityError) {
        var wanted = try DeskRecords(text: text, file: file).statements
        for statement in gone {
            if let at = wanted.firstIndex(of: statement) { wanted.remove(at: at) }
        }
        wanted += added
        var edited = try DeskText(text, file: file)
        try body(&edited)
        let said = try? DeskRecords(text: edited.text, file: file).statements
        guard said?.sorted() == wanted.sorted() else {
            throw AuthorityError(
                file: file, reason: "the file is laid out so that it is not safe to edit",
                hint: "add by hand what says this: " + hand)
        }
        text = edited.text
    }

    private static func yaml(_ alias: AuthorityAlias) -> String {
        let text = DeskText.scalar(alias.text)
        if alias.kind == .alias && !alias.ambiguous { return text }
        return "{text: \(text), kind: \(alias.kind.rawValue)"
            + (alias.ambiguous ? ", ambiguous: true}" : "}")
    }

    /// A record that a command adds.
    public struct NewRecord: Sendable {
        /// With its label, aliases beside the label, and so on.
        public var record: AuthorityRecord

        /// The record to add; ``AuthorityRecord/aliases`` are its names beside the label.
        public init(_ record: AuthorityRecord) {
            self.record = record
        }

        fileprivate var yaml: [String] {
            var lines = ["id: \(record.id)", "label: \(DeskText.scalar(record.label))"]
            if !record.aliases.isEmpty {
                lines.append(
                    "aliases: [" + record.aliases.map(DeskFile.yaml).joined(separator: ", ") + "]")
            }
            if !record.parents.isEmpty {
                lines.append("parents: [" + record.parents.joined(separator: ", ") + "]")
            }
            if !record.offices.isEmpty {
                let offices = record.offices.map { office in
                    "{title: \(DeskText.scalar(office.title))"
                        + (office.from.map { ", from: \($0)" } ?? "")
                        + (office.to.map { ", to: \($0)" } ?? "") + "}"
                }
                lines.append("offices: [" + offices.joined(separator: ", ") + "]")
            }
            if let wikidata = record.wikidata { lines.append("wikidata: \(wikidata)") }
            if let wikipedia = record.wikipedia {
                lines.append("wikipedia: \(DeskText.scalar(wikipedia))")
            }
            return lines
        }

        fileprivate var statement: String {
            if AuthorRecord.isAuthor(record.id) {
                return DeskRecords.statement(
                    AuthorRecord(
                        id: record.id, label: record.label, aliases: record.aliases.map(\.text),
                        wikidata: record.wikidata))
            }
            var whole = record
            whole.aliases = DeskRecords.names(ofLabel: record.label, record.type) + record.aliases
            return DeskRecords.statement(whole)
        }
    }
}

extension DeskRecords {
    /// Everything that the file says, a sentence each, in no order.
    var statements: [String] {
        added.map(Self.statement) + addedAuthors.map { Self.statement($0.author) }
            + aliases.map { Self.statement($0.alias, of: $0.id) }
            + renamed.map(Self.statement) + merged.map { "merge \($0.old) into \($0.new)" }
            + forbidden.map { "forbid \($0.id) \($0.name)" }
            + notSame.map { "apart " + $0.joined(separator: " ") }
    }

    static func statement(_ record: AuthorityRecord) -> String { "add \(record)" }

    static func statement(_ author: AuthorRecord) -> String { "add \(author)" }

    static func statement(_ alias: AuthorityAlias, of id: String) -> String {
        "alias \(id) \(alias)"
    }

    static func statement(
        _ renaming: (id: String, label: String?, newID: String?, line: Int)
    ) -> String {
        "rename \(renaming.id) \(renaming.label ?? "-") \(renaming.newID ?? "-")"
    }
}
