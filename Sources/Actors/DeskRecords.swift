// The desk's own records: files ARCHIVE/authority/*.yaml, read in the order of their names. They win
// over the built-in records. Each file is a mapping with any of these keys:
//
//   add:                                # new records; an id that exists is replaced
//     - id: org/riverside-forum         # person/ org/ state/ place/ and a slug
//       label: Riverside Forum
//       aliases:                        # text, or a mapping with kind and ambiguous
//         - Forum am Fluss
//         - {text: RF, kind: abbreviation, ambiguous: true}
//       parents: [state/de]
//       offices: [{title: President, from: 2001, to: 2005}]
//       wikidata: Q1
//       wikipedia: Riverside Forum (Germany)
//       context: [river]
//   aliases: {org/nato: [Die Allianz]}  # more names for a record
//   rename:
//     org/nato: Nato                    # another preferred label; the old one stays an alias
//     org/rf: {id: org/rff, label: RFF} # another id, too: the old one redirects for ever
//   merge: {org/rf: org/riverside-forum}  # the first becomes the second, for ever
//   forbid: {state/us: [the States]}    # names that must not lead to a record
//   not_same: [[person/a, person/b]]    # never to be joined or proposed as one
//
// The `add` of all files come first, then the others, file by file in the order above.
//
// Ids of authors (`author/michael-rubin`) may stand in each of them. They need no record to exist:
// an alias (`M. Rubin`) or a merged id makes articles of that byline the author's.

import Articles
import Foundation
import Yams

/// What one file of the desk says.
struct DeskRecords {
    var added: [AuthorityRecord] = []
    var addedAuthors: [(author: AuthorRecord, line: Int)] = []
    var aliases: [(id: String, alias: AuthorityAlias, line: Int)] = []
    var renamed: [(id: String, label: String?, newID: String?, line: Int)] = []
    var merged: [(old: String, new: String, line: Int)] = []
    var forbidden: [(id: String, name: String, line: Int)] = []
    var notSame: [[String]] = []
    /// The name of the file, for messages.
    let file: String

    /// The desk's records in a file.
    ///
    /// - Throws: a file that is not YAML or not as described above, with file, line and column.
    init(text: String, file: String) throws(AuthorityError) {
        self.file = file
        let root: Node?
        do {
            root = try Yams.compose(yaml: text)
        } catch let error as YamlError {
            throw Self.broken(error, file: file)
        } catch {
            throw AuthorityError(file: file, reason: "\(error)", hint: "correct the YAML")
        }
        guard let root else { return }
        guard let mapping = root.mapping else {
            throw wrong(root, "a mapping is expected", "begin with add:, aliases:, rename: …")
        }
        for (key, value) in mapping {
            switch key.string {
            case "add": try readAdded(value)
            case "aliases":
                for (id, list) in try pairs(value) {
                    for node in try sequence(list) {
                        aliases.append((id, try alias(node), row(node)))
                    }
                }
            case "rename":
                for (id, node) in try pairs(value) { renamed.append(try renaming(id, node)) }
            case "merge":
                for (old, new) in try pairs(value) {
                    merged.append((old, try string(new), row(new)))
                }
            case "forbid":
                for (id, list) in try pairs(value) {
                    for node in try sequence(list) {
                        forbidden.append((id, try string(node), row(node)))
                    }
                }
            case "not_same":
                for pair in try sequence(value) {
                    var ids: [String] = []
                    for node in try sequence(pair) { ids.append(try string(node)) }
                    guard ids.count == 2 else {
                        throw wrong(pair, "two ids are expected", "write [id, id]")
                    }
                    notSame.append(ids)
                }
            default:
                throw wrong(
                    key, "unknown key \(key.string ?? "?")",
                    "use add, aliases, rename, merge, forbid or not_same")
            }
        }
    }

    private func renaming(
        _ id: String, _ node: Node
    ) throws(AuthorityError) -> (id: String, label: String?, newID: String?, line: Int) {
        guard let mapping = node.mapping else { return (id, try string(node), nil, row(node)) }
        var label: String?
        var newID: String?
        for (key, value) in mapping {
            switch key.string {
            case "label": label = try string(value)
            case "id":
                newID = try string(value)
                guard Self.isID(newID ?? "") else { throw notAnID(value, newID ?? "") }
            default:
                throw wrong(
                    key, "unknown key \(key.string ?? "?") in a renaming", "use id and label")
            }
        }
        return (id, label, newID, row(node))
    }

    /// Whether a text is an id: a known first part, then small letters, digits and hyphens.
    static func isID(_ id: String) -> Bool {
        let stem = id.drop { $0 != "/" }.dropFirst()
        return (AuthorityRecord.type(ofID: id) != .unknown || AuthorRecord.isAuthor(id))
            && !stem.isEmpty
            && stem.utf8.allSatisfy {
                ($0 >= 0x61 && $0 <= 0x7A) || ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x2D
            }
    }

    private func notAnID(_ node: Node, _ id: String) -> AuthorityError {
        wrong(
            node, "\(id) is not an id",
            "write person/, org/, state/, place/ or author/ and small letters, digits and hyphens")
    }

    /// The names that a record has by its label: a person's surname is one.
    static func names(ofLabel label: String, _ type: ActorType) -> [AuthorityAlias] {
        var names = [AuthorityAlias(text: label, kind: .name)]
        if type == .person, let last = label.split(separator: " ").last, last.count < label.count {
            names.append(AuthorityAlias(text: String(last), kind: .surname))
        }
        return names
    }

    private func author(_ id: String, _ mapping: Node.Mapping) throws(AuthorityError)
        -> AuthorRecord
    {
        var author = AuthorRecord(id: id, label: "")
        for (key, value) in mapping {
            switch key.string {
            case "id": continue
            case "label": author.label = try string(value)
            case "aliases":
                for node in try sequence(value) { author.aliases.append(try alias(node).text) }
            case "wikidata": author.wikidata = try string(value)
            default:
                throw wrong(
                    key, "unknown key \(key.string ?? "?") in an author",
                    "use id, label, aliases or wikidata")
            }
        }
        return author
    }

    private mutating func readAdded(_ node: Node) throws(AuthorityError) {
        for item in try sequence(node) {
            guard let mapping = item.mapping else {
                throw wrong(item, "a record is a mapping", "write id: and label:")
            }
            guard let idNode = mapping["id"], let labelNode = mapping["label"] else {
                throw wrong(item, "a record needs id and label", "add what is missing")
            }
            let id = try string(idNode)
            guard Self.isID(id) else { throw notAnID(idNode, id) }
            if AuthorRecord.isAuthor(id) {
                addedAuthors.append((try author(id, mapping), row(item)))
                continue
            }
            var record = AuthorityRecord(id: id, label: try string(labelNode))
            record.aliases = Self.names(ofLabel: record.label, record.type)
            for (key, value) in mapping {
                switch key.string {
                case "id", "label": continue
                case "aliases":
                    for node in try sequence(value) { record.aliases.append(try alias(node)) }
                case "parents":
                    for node in try sequence(value) { record.parents.append(try string(node)) }
                case "offices":
                    for node in try sequence(value) { record.offices.append(try office(node)) }
                case "wikidata": record.wikidata = try string(value)
                case "wikipedia": record.wikipedia = try string(value)
                case "context":
                    for node in try sequence(value) { record.context.append(try string(node)) }
                default:
                    throw wrong(
                        key, "unknown key \(key.string ?? "?") in a record",
                        "use id, label, aliases, parents, offices, wikidata, wikipedia or context")
                }
            }
            added.append(record)
        }
    }

    private func alias(_ node: Node) throws(AuthorityError) -> AuthorityAlias {
        guard let mapping = node.mapping else {
            return AuthorityAlias(text: try string(node), kind: .alias)
        }
        guard let textNode = mapping["text"] else {
            throw wrong(node, "an alias needs text", "write {text: …, kind: …}")
        }
        var alias = AuthorityAlias(text: try string(textNode), kind: .alias)
        if let kindNode = mapping["kind"] {
            guard let kind = AliasKind(rawValue: try string(kindNode)) else {
                throw wrong(
                    kindNode, "unknown kind of alias",
                    "use one of " + AliasKind.allCases.map(\.rawValue).joined(separator: ", "))
            }
            alias.kind = kind
        }
        alias.ambiguous = mapping["ambiguous"]?.bool ?? false
        return alias
    }

    private func office(_ node: Node) throws(AuthorityError) -> AuthorityOffice {
        guard let mapping = node.mapping, let title = mapping["title"] else {
            throw wrong(node, "an office needs a title", "write {title: …, from: …, to: …}")
        }
        return AuthorityOffice(
            title: try string(title), from: mapping["from"]?.int, to: mapping["to"]?.int)
    }

    private func pairs(_ node: Node) throws(AuthorityError) -> [(String, Node)] {
        if isEmpty(node) { return [] }
        guard let mapping = node.mapping else {
            throw wrong(node, "a mapping is expected", "write id: value")
        }
        var found: [(String, Node)] = []
        for (key, value) in mapping { found.append((try string(key), value)) }
        return found
    }

    /// Whether a key has no value, as `aliases:` on a line of its own.
    private func isEmpty(_ node: Node) -> Bool {
        guard let scalar = node.scalar else { return false }
        return scalar.style == .plain && ["", "~", "null"].contains(scalar.string)
    }

    private func sequence(_ node: Node) throws(AuthorityError) -> [Node] {
        if isEmpty(node) { return [] }
        guard let sequence = node.sequence else {
            throw wrong(node, "a list is expected", "write [one, two] or lines with -")
        }
        return Array(sequence)
    }

    private func string(_ node: Node) throws(AuthorityError) -> String {
        // TAB, line break and "|" tell fields of a snapshot apart.
        guard let text = node.scalar?.string, !text.isEmpty,
            !text.utf8.contains(where: { $0 < 0x20 || $0 == UInt8(ascii: "|") })
        else {
            throw wrong(node, "a text without line breaks and | is expected", "write one")
        }
        return text
    }

    private func row(_ node: Node) -> Int { node.mark?.line ?? 1 }

    private func wrong(_ node: Node, _ reason: String, _ hint: String) -> AuthorityError {
        AuthorityError(
            file: file, line: node.mark?.line, column: node.mark?.column, reason: reason, hint: hint
        )
    }

    private static func broken(_ error: YamlError, file: String) -> AuthorityError {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            AuthorityError(
                file: file, line: mark.line, column: mark.column, reason: problem,
                hint: "correct the YAML")
        // The other cases of the library carry no place.
        default:
            AuthorityError(file: file, reason: "\(error)", hint: "correct the YAML")
        }
    }
}
