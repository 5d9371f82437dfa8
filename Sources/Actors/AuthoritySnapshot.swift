// The snapshot of authority records: UTF-8 text, one record a line, sorted by id. The built-in
// records ship in this form, and a generation freezes the records that it was built with.
//
//   line 1     byline-authority 2              the version of the format
//   record     eight fields between TABs:
//                id            person/vladimir-putin
//                label         Vladimir Putin
//                parents       ids between spaces
//                offices       between ";": title, or title@first-last (a missing year is unknown;
//                              no last year: still in office)
//                wikidata      Q7747, or empty
//                wikipedia     the title where it is not the label, or empty
//                names         between "|": the letter of the kind (AliasKind), "?" where the name
//                              is ambiguous, the name
//                context       words between ","
//   redirect   >old id TAB new id
//   not same   !id TAB other id               two records that must never be joined
//   author     @id TAB label TAB wikidata TAB other names between "|"
//
// Example (one line):
//   state/ru⇥Russia⇥⇥⇥Q159⇥⇥nRussia|aRussian Federation|dRussian|mKremlin|m?Moscow⇥
//
// History of the version: 1, the first; 2, authors. Both are read.

/// Reads and writes snapshots.
enum AuthoritySnapshot {
    /// The first line.
    static let header = "byline-authority 2"
    private static let readable = ["byline-authority 1", header]

    /// What a snapshot holds.
    struct Contents {
        var records: [AuthorityRecord] = []
        var redirects: [String: String] = [:]
        var notSame: [[String]] = []
        var authors: [AuthorRecord] = []
    }

    /// The contents of a snapshot.
    ///
    /// - Throws: the line that is not as described above.
    static func read(_ bytes: [UInt8]) throws(AuthorityError) -> Contents {
        var contents = Contents()
        contents.records.reserveCapacity(bytes.count / 80)
        // A closure would lose the typed error: the result carries it.
        let failure: AuthorityError? = bytes.withUnsafeBufferPointer { buffer in
            do throws(AuthorityError) {
                try read(buffer, into: &contents)
                return nil
            } catch {
                return error
            }
        }
        if let failure { throw failure }
        return contents
    }

    private static func read(
        _ buffer: UnsafeBufferPointer<UInt8>, into contents: inout Contents
    ) throws(AuthorityError) {
        var number = 0
        var lines = Parts(of: buffer[...], by: UInt8(ascii: "\n"))
        while let line = lines.next() {
            if line.isEmpty { continue }
            number += 1
            if number == 1 {
                guard readable.contains(where: { line.elementsEqual($0.utf8) }) else {
                    throw wrong(1, "this is not a snapshot of version 1 or 2")
                }
                continue
            }
            if line.first == UInt8(ascii: ">") || line.first == UInt8(ascii: "!") {
                var fields = Parts(of: line.dropFirst(), by: UInt8(ascii: "\t"))
                guard let old = fields.next(), let new = fields.next(), fields.next() == nil else {
                    throw wrong(number, "two ids are expected")
                }
                if line.first == UInt8(ascii: ">") {
                    contents.redirects[string(old)] = string(new)
                } else {
                    contents.notSame.append([string(old), string(new)])
                }
                continue
            }
            if line.first == UInt8(ascii: "@") {
                contents.authors.append(try author(line.dropFirst(), number: number))
                continue
            }
            contents.records.append(try record(line, number: number))
        }
        guard number > 0 else { throw wrong(1, "the snapshot is empty") }
    }

    /// The redirects alone; lines that are none are passed over.
    static func redirects(_ bytes: [UInt8]) -> [String: String] {
        var found: [String: String] = [:]
        bytes.withUnsafeBufferPointer { buffer in
            var lines = Parts(of: buffer[...], by: UInt8(ascii: "\n"))
            while let line = lines.next() {
                guard line.first == UInt8(ascii: ">") else { continue }
                var fields = Parts(of: line.dropFirst(), by: UInt8(ascii: "\t"))
                if let old = fields.next(), let new = fields.next() {
                    found[string(old)] = string(new)
                }
            }
        }
        return found
    }

    private static func author(
        _ line: Slice<UnsafeBufferPointer<UInt8>>, number: Int
    ) throws(AuthorityError) -> AuthorRecord {
        var fields = Parts(of: line, by: UInt8(ascii: "\t"))
        guard let id = fields.next(), let label = fields.next(), let wikidata = fields.next(),
            let names = fields.next(), fields.next() == nil, !id.isEmpty, !label.isEmpty
        else { throw wrong(number, "an author has 4 fields between tabs") }
        return AuthorRecord(
            id: string(id), label: string(label), aliases: strings(names, by: UInt8(ascii: "|")),
            wikidata: wikidata.isEmpty ? nil : string(wikidata))
    }

    private static func record(
        _ line: Slice<UnsafeBufferPointer<UInt8>>, number: Int
    ) throws(AuthorityError) -> AuthorityRecord {
        var fields = Parts(of: line, by: UInt8(ascii: "\t"))
        guard let id = fields.next(), let label = fields.next(), let parents = fields.next(),
            let offices = fields.next(), let wikidata = fields.next(),
            let wikipedia = fields.next(),
            let names = fields.next(), let context = fields.next(), fields.next() == nil
        else { throw wrong(number, "a record has 8 fields between tabs") }
        var record = AuthorityRecord(id: string(id), label: string(label))
        guard record.type != .unknown, !label.isEmpty else {
            throw wrong(number, "the id has no known prefix or the label is missing")
        }
        record.parents = strings(parents, by: UInt8(ascii: " "))
        if !offices.isEmpty {
            var parts = Parts(of: offices, by: UInt8(ascii: ";"))
            while let part = parts.next() { record.offices.append(office(part)) }
        }
        record.wikidata = wikidata.isEmpty ? nil : string(wikidata)
        record.wikipedia = wikipedia.isEmpty ? nil : string(wikipedia)
        var parts = Parts(of: names, by: UInt8(ascii: "|"))
        while let name = parts.next() {
            guard !name.isEmpty else { continue }
            guard let letter = name.first, let kind = AliasKind(letter: letter) else {
                throw wrong(number, "a name of an unknown kind: \(string(name))")
            }
            let ambiguous = name.dropFirst().first == UInt8(ascii: "?")
            record.aliases.append(
                AuthorityAlias(
                    text: string(name.dropFirst(ambiguous ? 2 : 1)), kind: kind,
                    ambiguous: ambiguous))
        }
        record.context = strings(context, by: UInt8(ascii: ","))
        return record
    }

    private static func office(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> AuthorityOffice {
        var parts = Parts(of: bytes, by: UInt8(ascii: "@"))
        var office = AuthorityOffice(title: parts.next().map(string) ?? "")
        guard let span = parts.next() else { return office }
        var years = Parts(of: span, by: UInt8(ascii: "-"))
        office.from = years.next().flatMap { Int(string($0)) }
        office.to = years.next().flatMap { Int(string($0)) }
        return office
    }

    /// The parts of some bytes between separators, empty ones too.
    private struct Parts {
        private var rest: Slice<UnsafeBufferPointer<UInt8>>?
        private let separator: UInt8

        init(of bytes: Slice<UnsafeBufferPointer<UInt8>>, by separator: UInt8) {
            rest = bytes
            self.separator = separator
        }

        mutating func next() -> Slice<UnsafeBufferPointer<UInt8>>? {
            guard let bytes = rest else { return nil }
            guard let at = bytes.firstIndex(of: separator) else {
                rest = nil
                return bytes
            }
            rest = bytes[bytes.index(after: at)...]
            return bytes[..<at]
        }
    }

    private static func strings(
        _ bytes: Slice<UnsafeBufferPointer<UInt8>>, by separator: UInt8
    ) -> [String] {
        guard !bytes.isEmpty else { return [] }
        var found: [String] = []
        var parts = Parts(of: bytes, by: separator)
        while let part = parts.next() {
            if !part.isEmpty { found.append(string(part)) }
        }
        return found
    }

    /// The snapshot of some records, in the order given.
    static func write(
        _ records: [AuthorityRecord], redirects: [String: String], notSame: [[String]],
        authors: [AuthorRecord] = []
    ) -> [UInt8] {
        var out = Array(header.utf8)
        out.append(UInt8(ascii: "\n"))
        for record in records {
            let offices = record.offices.map { office in
                guard office.from != nil || office.to != nil else { return office.title }
                return "\(office.title)@\(office.from.map(String.init) ?? "")-"
                    + (office.to.map(String.init) ?? "")
            }
            let names = record.aliases.map { alias in
                String(decoding: [alias.kind.letter], as: UTF8.self) + (alias.ambiguous ? "?" : "")
                    + alias.text
            }
            let fields = [
                record.id, record.label, record.parents.joined(separator: " "),
                offices.joined(separator: ";"), record.wikidata ?? "", record.wikipedia ?? "",
                names.joined(separator: "|"), record.context.joined(separator: ","),
            ]
            out.append(contentsOf: fields.joined(separator: "\t").utf8)
            out.append(UInt8(ascii: "\n"))
        }
        for (old, new) in redirects.sorted(by: { $0.key < $1.key }) {
            out.append(contentsOf: ">\(old)\t\(new)\n".utf8)
        }
        for pair in notSame where pair.count == 2 {
            out.append(contentsOf: "!\(pair[0])\t\(pair[1])\n".utf8)
        }
        for author in authors {
            let names = author.aliases.joined(separator: "|")
            out.append(
                contentsOf:
                    "@\(author.id)\t\(author.label)\t\(author.wikidata ?? "")\t\(names)\n".utf8)
        }
        return out
    }

    private static func string(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> String {
        String(decoding: UnsafeBufferPointer(rebasing: bytes), as: UTF8.self)
    }

    private static func wrong(_ line: Int, _ reason: String) -> AuthorityError {
        AuthorityError(
            file: "authority snapshot", line: line, reason: reason,
            hint: "build the records again with byline reindex")
    }
}
