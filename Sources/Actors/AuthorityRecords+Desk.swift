import Articles
import Foundation

extension AuthorityRecords {
    /// These records with what the files `*.yaml` of a folder say; a missing folder says nothing.
    ///
    /// - Throws: a file that cannot be read or understood, or that names an id which does not exist.
    public func adding(deskFolder: URL) throws(AuthorityError) -> AuthorityRecords {
        try adding(try Self.files(in: deskFolder))
    }

    /// The same, with another text in the place of one of the files, which need not be there.
    public func adding(
        deskFolder: URL, replacing name: String, by text: String
    ) throws(AuthorityError) -> AuthorityRecords {
        var files = try Self.files(in: deskFolder).filter { $0.name != name }
        files.append((name, text))
        return try adding(files.sorted { $0.name < $1.name })
    }

    /// The texts of the files `*.yaml` of a folder, by name.
    private static func files(
        in folder: URL
    ) throws(AuthorityError) -> [(name: String, text: String)] {
        let path = folder.path(percentEncoded: false)
        guard FileManager.default.fileExists(atPath: path) else { return [] }
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: path)
        } catch {
            throw AuthorityError(
                file: path, reason: "the folder cannot be read: \(error.localizedDescription)",
                hint: "check its permissions")
        }
        var files: [(name: String, text: String)] = []
        for name in names.sorted() where name.hasSuffix(".yaml") && !name.hasPrefix(".") {
            files.append((name, try DeskFile.read(folder.appending(path: name))))
        }
        return files
    }

    private func adding(
        _ files: [(name: String, text: String)]
    ) throws(AuthorityError) -> AuthorityRecords {
        if files.isEmpty { return self }
        var desks: [DeskRecords] = []
        for (name, text) in files {
            desks.append(try DeskRecords(text: text, file: "authority/" + name))
        }
        return try adding(desks)
    }

    /// These records with what some files say.
    func adding(_ desks: [DeskRecords]) throws(AuthorityError) -> AuthorityRecords {
        var edit = DeskEdit(self)
        for desk in desks { try edit.add(desk) }
        for desk in desks { try edit.change(desk) }
        return edit.records()
    }
}

/// Authority records while the desk's statements are carried out.
private struct DeskEdit {
    private var byID: [String: AuthorityRecord] = [:]
    private var authors: [String: AuthorRecord] = [:]
    private var redirects: [String: String]
    private var notSame: [[String]]

    init(_ records: AuthorityRecords) {
        for record in records.all { byID[record.id] = record }
        for author in records.authors { authors[author.id] = author }
        redirects = records.redirects
        notSame = records.notSame
    }

    mutating func add(_ desk: DeskRecords) throws(AuthorityError) {
        notSame += desk.notSame
        for record in desk.added { byID[record.id] = record }
        for (author, line) in desk.addedAuthors {
            authors[author.id] = author
            for alias in author.aliases { try lead(alias, to: author.id, desk, line) }
        }
    }

    mutating func change(_ desk: DeskRecords) throws(AuthorityError) {
        for (id, alias, line) in desk.aliases {
            let id = try known(id, desk, line)
            if AuthorRecord.isAuthor(id) {
                authors[id, default: .init(id: id, label: AuthorRecord.label(ofID: id))]
                    .aliases.append(alias.text)
                try lead(alias.text, to: id, desk, line)
            } else {
                byID[id]?.aliases.append(alias)
            }
        }
        for renaming in desk.renamed {
            try rename(renaming.id, renaming.label, renaming.newID, desk, renaming.line)
        }
        for (old, new, line) in desk.merged { try merge(old, new, desk, line) }
        for (id, name, line) in desk.forbidden {
            let id = try known(id, desk, line)
            let key = NameFolding.key(name)
            if AuthorRecord.isAuthor(id) {
                authors[id]?.aliases.removeAll { NameFolding.key($0) == key }
                let alias = Identifier.author(named: name)
                if redirects[alias] == id { redirects[alias] = nil }
            } else {
                byID[id]?.aliases.removeAll { NameFolding.key($0.text) == key }
            }
        }
    }

    func records() -> AuthorityRecords {
        let records = byID.values.map { record in
            guard record.parents.contains(where: { redirects[$0] != nil }) else { return record }
            var record = record
            record.parents = record.parents.map(current)
            return record
        }
        return AuthorityRecords(
            records: records, redirects: redirects, notSame: notSame,
            authors: Array(authors.values))
    }

    private func current(_ id: String) -> String {
        var current = id
        // A chain longer than the number of redirects is a circle.
        for _ in 0...redirects.count { current = redirects[current] ?? current }
        return current
    }

    /// The id now in force; that of an author need not be known.
    private func known(
        _ id: String, _ desk: DeskRecords, _ line: Int
    ) throws(AuthorityError) -> String {
        let current = current(id)
        if AuthorRecord.isAuthor(current) && DeskRecords.isID(current) { return current }
        guard byID[current] != nil else {
            throw wrong(
                desk, line, "there is no record \(id)",
                "add it, or look for its id with byline actors list")
        }
        return current
    }

    private mutating func rename(
        _ id: String, _ label: String?, _ newID: String?, _ desk: DeskRecords, _ line: Int
    ) throws(AuthorityError) {
        let id = try known(id, desk, line)
        if AuthorRecord.isAuthor(id) {
            let own = AuthorRecord(id: id, label: AuthorRecord.label(ofID: id))
            authors[id, default: own].label = label ?? authors[id]?.label ?? own.label
        } else if var record = byID[id], let label {
            record.wikipedia = record.wikipedia ?? record.label
            record.label = label
            record.aliases.removeAll { $0.text == label }
            for at in record.aliases.indices where record.aliases[at].kind == .name {
                record.aliases[at].kind = .alias
            }
            record.aliases.insert(AuthorityAlias(text: label, kind: .name), at: 0)
            byID[id] = record
        }
        guard let newID, newID != id else { return }
        guard byID[newID] == nil, authors[newID] == nil, current(newID) != id,
            AuthorityRecord.type(ofID: newID) == AuthorityRecord.type(ofID: id),
            AuthorRecord.isAuthor(newID) == AuthorRecord.isAuthor(id)
        else {
            throw wrong(
                desk, line, "\(id) cannot get the id \(newID)",
                "an id of the same kind that is free; to join two records use merge")
        }
        if var record = byID.removeValue(forKey: id) {
            record.id = newID
            byID[newID] = record
        }
        if var author = authors.removeValue(forKey: id) {
            author.id = newID
            authors[newID] = author
        }
        redirects[newID] = nil
        redirects[id] = newID
    }

    private mutating func merge(
        _ from: String, _ into: String, _ desk: DeskRecords, _ line: Int
    ) throws(AuthorityError) {
        let (old, new) = (try known(from, desk, line), try known(into, desk, line))
        let pair = [old, new]
        let isKeptApart = notSame.contains { row in
            let ids = row.map(current)
            return ids == pair || ids == pair.reversed()
        }
        if isKeptApart {
            throw wrong(
                desk, line, "\(from) and \(into) are kept apart by not_same",
                "take one of the two statements out")
        }
        guard AuthorRecord.isAuthor(old) == AuthorRecord.isAuthor(new) else {
            throw wrong(
                desk, line, "\(from) and \(into) are an author and an actor",
                "merge authors with authors and actors with actors")
        }
        guard old != new else { return }
        if let gone = authors.removeValue(forKey: old) {
            let own = AuthorRecord(id: new, label: AuthorRecord.label(ofID: new))
            authors[new, default: own].aliases += [gone.label] + gone.aliases
        }
        if let gone = byID.removeValue(forKey: old), var kept = byID[new] {
            for alias in gone.aliases where !kept.aliases.contains(where: { $0.text == alias.text })
            {
                var alias = alias
                if alias.kind == .name { alias.kind = .alias }
                kept.aliases.append(alias)
            }
            byID[new] = kept
        }
        redirects[old] = new
    }

    /// Makes the id of a byline lead to an author.
    private mutating func lead(
        _ name: String, to id: String, _ desk: DeskRecords, _ line: Int
    ) throws(AuthorityError) {
        let alias = Identifier.author(named: name)
        guard alias != id else { return }
        if let other = redirects[alias], current(other) != id {
            throw wrong(
                desk, line, "\(name) is a name of \(current(other)) already",
                "forbid it there, or merge the two authors")
        }
        guard current(id) != alias else {
            throw wrong(
                desk, line, "\(name) would lead back to itself",
                "merge the ids in one direction only")
        }
        redirects[alias] = id
    }

    private func wrong(
        _ desk: DeskRecords, _ line: Int, _ reason: String, _ hint: String
    ) -> AuthorityError {
        AuthorityError(file: desk.file, line: line, reason: reason, hint: hint)
    }
}
