// The snapshot of authority records: UTF-8 text, one record a line, sorted by id. The built-in
// records ship in this form, and a generation freezes the records that it was built with.
//
//   line 1     byline-authority 1              the version of the format
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
//
// Example (one line):
//   state/ru⇥Russia⇥⇥⇥Q159⇥⇥nRussia|aRussian Federation|dRussian|mKremlin|m?Moscow⇥
//
// History of the version: 1, the first.

/// Reads and writes snapshots.
enum AuthoritySnapshot {
    /// The first line.
    static let header = "byline-authority 1"

    /// What a snapshot holds.
    struct Contents {
        var records: [AuthorityRecord] = []
        var redirects: [String: String] = [:]
        var notSame: [[String]] = []
    }

    /// The contents of a snapshot.
    ///
    /// - Throws: the line that is not as described above.
    static func read(_ bytes: [UInt8]) throws(AuthorityError) -> Contents {
        var contents = Contents()
        var number = 0
        var fields: [ArraySlice<UInt8>] = []
        for line in bytes.split(separator: UInt8(ascii: "\n")) {
            number += 1
            if number == 1 {
                guard line.elementsEqual(header.utf8) else {
                    throw wrong(1, "this is not a snapshot of version 1")
                }
                contents.records.reserveCapacity(bytes.count / 80)
                continue
            }
            fields.removeAll(keepingCapacity: true)
            fields.append(
                contentsOf: line.split(
                    separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false))
            switch line.first {
            case UInt8(ascii: ">"), UInt8(ascii: "!"):
                guard fields.count == 2 else { throw wrong(number, "two ids are expected") }
                let (old, new) = (string(fields[0].dropFirst()), string(fields[1]))
                if line.first == UInt8(ascii: ">") {
                    contents.redirects[old] = new
                } else {
                    contents.notSame.append([old, new])
                }
            default:
                guard fields.count == 8 else {
                    throw wrong(number, "a record has 8 fields, here are \(fields.count)")
                }
                contents.records.append(try record(fields, line: number))
            }
        }
        guard number > 0 else { throw wrong(1, "the snapshot is empty") }
        return contents
    }

    private static func record(
        _ fields: [ArraySlice<UInt8>], line: Int
    ) throws(AuthorityError) -> AuthorityRecord {
        var record = AuthorityRecord(id: string(fields[0]), label: string(fields[1]))
        guard record.type != .unknown, !record.label.isEmpty else {
            throw wrong(line, "the id has no known prefix or the label is missing")
        }
        if !fields[2].isEmpty {
            record.parents = fields[2].split(separator: UInt8(ascii: " ")).map(string)
        }
        for office in fields[3].split(separator: UInt8(ascii: ";")) {
            let parts = office.split(separator: UInt8(ascii: "@"), maxSplits: 1)
            let years =
                parts.count == 2
                ? parts[1].split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
                : []
            record.offices.append(
                AuthorityOffice(
                    title: string(parts.first ?? []), from: years.first.flatMap(number),
                    to: years.count == 2 ? number(years[1]) : nil))
        }
        record.wikidata = fields[4].isEmpty ? nil : string(fields[4])
        record.wikipedia = fields[5].isEmpty ? nil : string(fields[5])
        for name in fields[6].split(separator: UInt8(ascii: "|")) {
            guard let letter = name.first, let kind = AliasKind(letter: letter) else {
                throw wrong(line, "a name of an unknown kind: \(string(name))")
            }
            let ambiguous = name.dropFirst().first == UInt8(ascii: "?")
            record.aliases.append(
                AuthorityAlias(
                    text: string(name.dropFirst(ambiguous ? 2 : 1)), kind: kind,
                    ambiguous: ambiguous))
        }
        if !fields[7].isEmpty {
            record.context = fields[7].split(separator: UInt8(ascii: ",")).map(string)
        }
        return record
    }

    /// The snapshot of some records, in the order given.
    static func write(
        _ records: [AuthorityRecord], redirects: [String: String], notSame: [[String]]
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
        return out
    }

    private static func string(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes, as: UTF8.self)
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> Int? {
        bytes.isEmpty ? nil : Int(string(bytes))
    }

    private static func wrong(_ line: Int, _ reason: String) -> AuthorityError {
        AuthorityError(
            file: "authority snapshot", line: line, reason: reason,
            hint: "build the records again with byline reindex")
    }
}
