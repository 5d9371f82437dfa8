import Foundation
import TestSupport
import Testing

@testable import Actors

@Suite struct DeskRecordsTests {
    private func records(_ files: [String: String]) throws -> AuthorityRecords {
        let folder = try TemporaryFolder()
        for (name, text) in files {
            try Data(text.utf8).write(to: folder.url.appending(path: name))
        }
        return try BuiltIn.records.adding(deskFolder: folder.url)
    }

    @Test("a folder that is not there changes nothing")
    func missing() throws {
        let none = try BuiltIn.records.adding(deskFolder: URL(filePath: "/nonexistent/authority"))
        #expect(none.all == BuiltIn.records.all)
    }

    @Test("an added record is recognised by all its names")
    func added() throws {
        let records = try records([
            "desk.yaml": """
            add:
              - id: org/riverside-forum
                label: Riverside Forum
                aliases: [Forum am Fluss, {text: RVF, kind: abbreviation}]
                parents: [state/de]
                offices: [{title: President, from: 2001, to: 2005}]
                wikidata: Q1
                context: [river]
            """
        ])
        var expected = AuthorityRecord(id: "org/riverside-forum", label: "Riverside Forum")
        expected.aliases = [
            AuthorityAlias(text: "Riverside Forum", kind: .name),
            AuthorityAlias(text: "Forum am Fluss", kind: .alias),
            AuthorityAlias(text: "RVF", kind: .abbreviation),
        ]
        expected.parents = ["state/de"]
        expected.offices = [AuthorityOffice(title: "President", from: 2001, to: 2005)]
        expected.wikidata = "Q1"
        expected.context = ["river"]
        #expect(records["org/riverside-forum"] == expected)
        let mentions = ActorRecogniser(records: records).mentions(
            in: "The RVF asked the Forum am Fluss.")
        #expect(mentions.map(\.actor) == ["org/riverside-forum", "org/riverside-forum"])
    }

    @Test("a renamed record keeps its id, its old label as a name and its article")
    func renamed() throws {
        let records = try records(["a.yaml": "rename: {person/sergey-lavrov: Sergei Lavrow}"])
        let record = try #require(records["person/sergey-lavrov"])
        #expect(record.label == "Sergei Lavrow")
        #expect(record.wikipedia == "Sergey Lavrov")
        #expect(records.resolve(name: "Sergey Lavrov") == ["person/sergey-lavrov"])
        #expect(records.resolve(name: "Sergei Lavrow") == ["person/sergey-lavrov"])
    }

    @Test("a merged record redirects for ever, through a snapshot too")
    func merged() throws {
        let merged = try records(["a.yaml": "merge: {org/csce: org/osce}"])
        let again = try AuthorityRecords(snapshot: merged.encoded())
        for records in [merged, again] {
            #expect(records.redirected("org/csce") == "org/osce")
            #expect(records["org/csce"]?.id == "org/osce")
            #expect(records.resolve(name: "CSCE") == ["org/osce"])
            #expect(!records.all.contains { $0.id == "org/csce" })
        }
    }

    @Test("a forbidden name leads nowhere, other names stay")
    func forbidden() throws {
        let records = try records(["a.yaml": "forbid: {state/us: [America, Americans]}"])
        let mentions = ActorRecogniser(records: records).mentions(
            in: "Many Americans left America for Canada, said an American.")
        // It may still be a name, but one without a record.
        #expect(mentions.compactMap(\.actor) == ["state/ca", "state/us"])
    }

    @Test(
        "aliases and pairs that are not the same come from several files, in the order of their names"
    )
    func several() throws {
        let records = try records([
            "b.yaml": "aliases: {org/nato: [Das Bündnis]}",
            "a.yaml": "not_same: [[person/a, person/b]]", "c.txt": "{",
        ])
        #expect(records.resolve(name: "das bündnis") == ["org/nato"])
        #expect(records.notSame == [["person/a", "person/b"]])
    }

    @Test(
        "a bad file is an error with its name and line",
        arguments: [
            ("add: [", 2, "desk.yaml"),
            ("add:\n  - id: org/x\n", 2, "needs id and label"),
            ("add:\n  - label: X\n    id: Org/X\n", 3, "not an id"),
            ("add:\n  - id: org/x\n    label: X\n    colour: red\n", 4, "colour"),
            (
                "add:\n  - id: org/x\n    label: X\n    aliases:\n      - {text: Y, kind: nickname}\n",
                5, "kind"
            ),
            ("add: {id: org/x}\n", 1, "list"),
            ("rename:\n  org/nowhere: Nowhere\n", 2, "no record org/nowhere"),
            ("merge:\n  org/nowhere: org/nato\n", 2, "no record org/nowhere"),
            ("forbid:\n  org/nato:\n    - {a: b}\n", 3, "text"),
            ("not_same:\n  - [person/a]\n", 2, "two ids"),
            ("colour: red\n", 1, "unknown key colour"),
            ("- one\n", 1, "mapping"),
            ("aliases: {org/nato: [\"a|b\"]}\n", 1, "|"),
        ])
    func bad(text: String, line: Int, says: String) {
        do {
            _ = try records(["desk.yaml": text])
            Issue.record("the file was accepted")
        } catch let error as AuthorityError {
            #expect(error.file == "authority/desk.yaml")
            #expect(error.line == line)
            #expect(error.description.contains(says), "\(error)")
        } catch {
            Issue.record("\(error)")
        }
    }

    @Test("a file that is not UTF-8 is an error with its name")
    func notUTF8() throws {
        let folder = try TemporaryFolder()
        try Data([0xFF, 0xFE, 0x00]).write(to: folder.url.appending(path: "desk.yaml"))
        #expect(throws: AuthorityError.self) { try BuiltIn.records.adding(deskFolder: folder.url) }
    }

    @Test("an empty file says nothing")
    func empty() throws {
        #expect(try records(["a.yaml": ""]).all == BuiltIn.records.all)
    }
}
