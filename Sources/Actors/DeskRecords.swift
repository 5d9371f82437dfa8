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
//   rename: {org/nato: Nato}            # another preferred label; the old one stays an alias
//   merge: {org/rf: org/riverside-forum}  # the first becomes the second, for ever
//   forbid: {state/us: [the States]}    # names that must not lead to a record
//   not_same: [[person/a, person/b]]    # never to be joined or proposed as one
//
// Within a file `add` comes first, then the others in the order above.

import Articles
import Foundation
import Yams

/// What one file of the desk says.
struct DeskRecords {
    var added: [AuthorityRecord] = []
    var aliases: [(id: String, alias: AuthorityAlias, line: Int)] = []
    var renamed: [(id: String, label: String, line: Int)] = []
    var merged: [(old: String, new: String, line: Int)] = []
    var forbidden: [(id: String, name: String, line: Int)] = []
    var notSame: [[String]] = []
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
                for (id, label) in try pairs(value) {
                    renamed.append((id, try string(label), row(label)))
                }
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

    private mutating func readAdded(_ node: Node) throws(AuthorityError) {
        for item in try sequence(node) {
            guard let mapping = item.mapping else {
                throw wrong(item, "a record is a mapping", "write id: and label:")
            }
            guard let idNode = mapping["id"], let labelNode = mapping["label"] else {
                throw wrong(item, "a record needs id and label", "add what is missing")
            }
            let id = try string(idNode)
            var record = AuthorityRecord(id: id, label: try string(labelNode))
            let stem = id.drop { $0 != "/" }.dropFirst()
            guard record.type != .unknown, !stem.isEmpty,
                stem.utf8.allSatisfy({
                    ($0 >= 0x61 && $0 <= 0x7A) || ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x2D
                })
            else {
                throw wrong(
                    idNode, "\(id) is not an id",
                    "write person/, org/, state/ or place/ and small letters, digits and hyphens")
            }
            record.aliases = [AuthorityAlias(text: record.label, kind: .name)]
            if record.type == .person, let last = record.label.split(separator: " ").last,
                last.count < record.label.count
            {
                record.aliases.append(AuthorityAlias(text: String(last), kind: .surname))
            }
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
        guard let mapping = node.mapping else {
            throw wrong(node, "a mapping is expected", "write id: value")
        }
        var found: [(String, Node)] = []
        for (key, value) in mapping { found.append((try string(key), value)) }
        return found
    }

    private func sequence(_ node: Node) throws(AuthorityError) -> [Node] {
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

extension AuthorityRecords {
    /// These records with what the files `*.yaml` of a folder say; a missing folder says nothing.
    ///
    /// - Throws: a file that cannot be read or understood, or that names an id which does not exist.
    public func adding(deskFolder: URL) throws(AuthorityError) -> AuthorityRecords {
        let path = deskFolder.path(percentEncoded: false)
        guard FileManager.default.fileExists(atPath: path) else { return self }
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: path)
        } catch {
            throw AuthorityError(
                file: path, reason: "the folder cannot be read: \(error.localizedDescription)",
                hint: "check its permissions")
        }
        var records = self
        for name in names.sorted() where name.hasSuffix(".yaml") && !name.hasPrefix(".") {
            let file = deskFolder.appending(path: name)
            guard let data = FileManager.default.contents(atPath: file.path(percentEncoded: false))
            else {
                throw AuthorityError(
                    file: "authority/" + name, reason: "the file cannot be read",
                    hint: "check its permissions")
            }
            guard let text = String(validating: data, as: UTF8.self) else {
                throw AuthorityError(
                    file: "authority/" + name, reason: "the file is not UTF-8",
                    hint: "save it as UTF-8")
            }
            records = try records.adding(try DeskRecords(text: text, file: "authority/" + name))
        }
        return records
    }

    /// These records with what one file says.
    func adding(_ desk: DeskRecords) throws(AuthorityError) -> AuthorityRecords {
        var byID: [String: AuthorityRecord] = [:]
        for record in all { byID[record.id] = record }
        for record in desk.added { byID[record.id] = record }
        var redirects = self.redirects
        func known(_ id: String, _ line: Int) throws(AuthorityError) -> String {
            var current = id
            for _ in 0...redirects.count { current = redirects[current] ?? current }
            guard byID[current] != nil else {
                throw AuthorityError(
                    file: desk.file, line: line, reason: "there is no record \(id)",
                    hint: "add it, or look for its id with byline actors list")
            }
            return current
        }
        for (id, alias, line) in desk.aliases {
            byID[try known(id, line)]?.aliases.append(alias)
        }
        for (id, label, line) in desk.renamed {
            let id = try known(id, line)
            guard var record = byID[id] else { continue }
            record.wikipedia = record.wikipedia ?? record.label
            record.label = label
            record.aliases.removeAll { $0.text == label }
            for at in record.aliases.indices where record.aliases[at].kind == .name {
                record.aliases[at].kind = .alias
            }
            record.aliases.insert(AuthorityAlias(text: label, kind: .name), at: 0)
            byID[id] = record
        }
        for (old, new, line) in desk.merged {
            let (old, new) = (try known(old, line), try known(new, line))
            guard old != new, let gone = byID[old], var kept = byID[new] else { continue }
            for alias in gone.aliases where !kept.aliases.contains(where: { $0.text == alias.text })
            {
                var alias = alias
                if alias.kind == .name { alias.kind = .alias }
                kept.aliases.append(alias)
            }
            byID[new] = kept
            byID[old] = nil
            redirects[old] = new
        }
        for (id, name, line) in desk.forbidden {
            let key = NameFolding.key(name)
            byID[try known(id, line)]?.aliases.removeAll { NameFolding.key($0.text) == key }
        }
        for record in byID.values where record.parents.contains(where: { redirects[$0] != nil }) {
            byID[record.id]?.parents = record.parents.map { redirects[$0] ?? $0 }
        }
        return AuthorityRecords(
            records: Array(byID.values), redirects: redirects, notSame: notSame + desk.notSame)
    }
}
