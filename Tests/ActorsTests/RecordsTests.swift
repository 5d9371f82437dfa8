import Articles
import Foundation
import TestSupport
import Testing

@testable import Actors

@Suite struct RecordsTests {
    @Test("there are at least 5,000 records with 20,000 names, every state among them")
    func size() {
        let records = BuiltIn.records.all
        #expect(records.count >= 5_000)
        #expect(records.reduce(0) { $0 + $1.aliases.count } >= 20_000)
        #expect(records.filter { $0.type == .state }.count >= 195)
    }

    @Test("ids are sorted, unique and made of a prefix and a slug")
    func ids() {
        let ids = BuiltIn.records.all.map(\.id)
        #expect(ids == Array(Set(ids)).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
        let wrong = ids.filter { id in
            let parts = id.split(separator: "/", maxSplits: 1)
            return parts.count != 2 || String(parts[1]) != Identifier.slug(String(parts[1]))
                || AuthorityRecord.type(ofID: id) == .unknown
        }
        #expect(wrong == [])
    }

    @Test("the id of a person or place is the slug of its label, with a number where two collide")
    func slugs() {
        let wrong = BuiltIn.records.all.filter { record in
            guard record.type == .person || record.type == .place else { return false }
            let slug = record.type.idPrefix + "/" + Identifier.slug(record.label)
            return record.id != slug
                && !(record.id.hasPrefix(slug + "-")
                    && Int(record.id.dropFirst(slug.count + 1)) != nil)
        }
        #expect(wrong.map(\.id) == [])
    }

    @Test("every parent is a record, and nothing is its own ancestor")
    func parents() {
        let records = BuiltIn.records
        let wrong = records.all.filter { record in
            record.parents.contains { records[$0] == nil }
                || records.ancestors(of: record.id).contains(record.id)
        }
        #expect(wrong.map(\.id) == [])
    }

    @Test("no full name is claimed by two records unless it is marked ambiguous")
    func claims() {
        var claims: [String: Set<String>] = [:]
        for record in BuiltIn.records.all {
            for alias in record.aliases where alias.kind != .surname && !alias.ambiguous {
                claims[NameFolding.key(alias.text), default: []].insert(record.id)
            }
        }
        #expect(claims.filter { $0.value.count > 1 }.map(\.key).sorted() == [])
    }

    @Test("every record but those told apart by brackets bears its label as a name")
    func labels() {
        let wrong = BuiltIn.records.all.filter { record in
            !record.label.contains("(")
                && !record.aliases.contains {
                    NameFolding.key($0.text) == NameFolding.key(record.label)
                }
        }
        #expect(wrong.map(\.id) == [])
    }

    @Test("years of office run forwards")
    func offices() {
        let wrong = BuiltIn.records.all.filter { record in
            record.offices.contains { ($0.from ?? 0) > ($0.to ?? 9_999) }
        }
        #expect(wrong.map(\.id) == [])
    }

    @Test("no two words of the names share a hash")
    func hashes() {
        var words: [UInt64: String] = [:]
        var clashes: [String] = []
        for record in BuiltIn.records.all {
            for alias in record.aliases {
                for word in NameFolding.key(alias.text).split(separator: " ") {
                    let hash = WordTable.hash(word.utf8)
                    if let other = words[hash], other != word { clashes.append("\(other) \(word)") }
                    words[hash] = String(word)
                }
            }
        }
        #expect(clashes == [])
    }

    @Test(
        "a name leads to its records, best first",
        arguments: [
            ("person/vladimir-putin", ["person/vladimir-putin"]),
            ("vladimir putin", ["person/vladimir-putin"]),
            ("Sergei Lavrov", ["person/sergey-lavrov"]),
            ("N.A.T.O.", ["org/nato"]),
            ("Nato", ["org/nato"]),
            ("Kremlin", ["state/ru"]),
            ("Moscow", ["place/moscow", "state/ru"]),
            ("Côte d’Ivoire", ["state/ci"]),
            ("Recep Tayyip Erdogan", ["person/recep-tayyip-erdogan"]),
            ("Nobody at All", []),
        ])
    func resolve(name: String, ids: [String]) {
        #expect(BuiltIn.records.resolve(name: name) == ids)
    }

    @Test("ancestors go from a person to the state, from an organisation to what it belongs to")
    func ancestors() {
        let records = BuiltIn.records
        #expect(records.ancestors(of: "person/sergey-lavrov") == ["state/ru"])
        #expect(records.ancestors(of: "org/us-senate") == ["org/us-congress", "state/us"])
        #expect(records.ancestors(of: "state/ru") == [])
        #expect(records.ancestors(of: "person/nobody") == [])
    }

    @Test("a snapshot holds all that the records hold")
    func snapshot() throws {
        let bytes = BuiltIn.records.encoded()
        let read = try AuthorityRecords(snapshot: bytes)
        #expect(read.all == BuiltIn.records.all)
        #expect(read.encoded() == bytes)
        #expect(read.digest == BuiltIn.records.digest)
        #expect(read.digest.count == 64)
    }

    @Test(
        "a damaged snapshot is an error with its line",
        arguments: [
            ("", 1), ("something else\n", 1), ("byline-authority 3\n", 1),
            ("byline-authority 1\nstate/ru\tRussia\n", 2),
            ("byline-authority 1\nnothing/ru\tRussia\t\t\t\t\tnRussia\t\n", 2),
            ("byline-authority 1\nstate/ru\tRussia\t\t\t\t\tzRussia\t\n", 2),
            ("byline-authority 1\nstate/ru\tRussia\t\t\t\t\tnRussia\t\n>one\n", 3),
        ])
    func damaged(text: String, line: Int) {
        do {
            _ = try AuthorityRecords(snapshot: Array(text.utf8))
            Issue.record("the snapshot was read")
        } catch {
            #expect(error.line == line)
            #expect(error.description.contains("authority snapshot:\(line)"))
        }
    }

    @Test("a snapshot cut off anywhere is read or refused, never a trap")
    func truncated() {
        let bytes = Array(BuiltIn.records.encoded().prefix(4_000))
        var read = 0
        for count in stride(from: 0, to: bytes.count, by: 7) {
            if (try? AuthorityRecords(snapshot: Array(bytes[..<count]))) != nil { read += 1 }
        }
        #expect(read > 0)
    }
}
