import Articles
import Foundation
import TestSupport
import Testing

@testable import Actors

@Suite struct AuthorRecordsTests {
    private func records(_ files: [String: String]) throws -> AuthorityRecords {
        let folder = try TemporaryFolder()
        for (name, text) in files {
            try Data(text.utf8).write(to: folder.url.appending(path: name))
        }
        return try BuiltIn.records.adding(deskFolder: folder.url)
    }

    private func bylines(_ records: AuthorityRecords, _ names: String...) -> [String] {
        var article = Article(id: "a", title: "", body: "")
        article.authors = names.map { Author(name: $0, source: "given") }
        records.addAuthors(to: &article)
        return article.authors.map { "\($0.id) \($0.label)" }
    }

    @Test("aliases, merged ids and labels of authors come into bylines, through a snapshot too")
    func bylines() throws {
        let desk = try records([
            "desk.yaml": """
            add: [{id: author/michael-rubin, label: Michael Rubin, aliases: [M. Rubin], wikidata: Q1}]
            aliases: {author/jane-doe: [J. Doe]}
            merge: {author/mike-rubin: author/michael-rubin}
            rename: {author/ann-poe: Dr Ann Poe}
            """
        ])
        let again = try AuthorityRecords(snapshot: desk.encoded())
        #expect(again.authors == desk.authors)
        for records in [desk, again] {
            #expect(
                bylines(records, "M Rubin", "J. Doe", "ANN POE", "Max Roe") == [
                    "author/michael-rubin Michael Rubin", "author/jane-doe Jane Doe",
                    "author/ann-poe Dr Ann Poe", "author/max-roe Max Roe",
                ])
            #expect(
                bylines(records, "Mike Rubin", "Michael Rubin")
                    == ["author/michael-rubin Michael Rubin"])
            #expect(records.redirected("author/mike-rubin") == "author/michael-rubin")
        }
        #expect(AuthorityRecords.redirects(inSnapshot: desk.encoded()) == desk.redirects)
    }

    @Test("a forbidden byline is an author of its own")
    func forbidden() throws {
        let records = try records([
            "a.yaml": "aliases: {author/jane-doe: [J. Doe]}",
            "b.yaml": "forbid: {author/jane-doe: [J Doe]}",
        ])
        #expect(bylines(records, "J. Doe") == ["author/j-doe J. Doe"])
    }

    @Test("an author or record can get another id, and what it had leads there")
    func newID() throws {
        let records = try records([
            "a.yaml": """
            rename:
              org/nato: {id: org/alliance}
              author/jane-doe: {id: author/jane-roe, label: Jane Roe}
            aliases: {org/nato: [Die Allianz]}
            """
        ])
        #expect(records["org/nato"]?.id == "org/alliance")
        #expect(records["org/alliance"]?.label == BuiltIn.records["org/nato"]?.label)
        #expect(records.resolve(name: "Die Allianz") == ["org/alliance"])
        #expect(bylines(records, "Jane Doe") == ["author/jane-roe Jane Roe"])
        let children = records.all.filter { $0.parents.contains("org/nato") }
        #expect(children == [])
    }

    @Test("a record added by a later file is known to all files")
    func order() throws {
        let records = try records([
            "a.yaml": "aliases: {org/x-forum: [The X]}",
            "z.yaml": "add: [{id: org/x-forum, label: X Forum}]",
        ])
        #expect(records.resolve(name: "The X") == ["org/x-forum"])
    }

    @Test(
        "statements that contradict each other are errors with file and line",
        arguments: [
            (
                "not_same: [[org/nato, org/united-nations]]\nmerge:\n  org/nato: org/united-nations\n",
                3, "not_same"
            ),
            ("merge:\n  author/a-b: org/nato\n", 2, "an author and an actor"),
            (
                "aliases:\n  author/jane-doe: [J. Doe]\n  author/john-doe:\n    - J. Doe\n", 4,
                "a name of author/jane-doe already"
            ),
            (
                "merge: {author/a-b: author/c-d}\nadd:\n  - id: author/c-d\n    label: C D\n"
                    + "rename:\n  org/nato: {id: org/united-nations}\n", 6, "cannot get the id"
            ),
            ("rename:\n  org/nato: {id: Org}\n", 2, "not an id"),
            ("rename:\n  org/nato: {name: X}\n", 2, "unknown key name"),
        ])
    func contradictions(text: String, line: Int, says: String) throws {
        let error = try #require(throws: AuthorityError.self) {
            try records(["desk.yaml": text])
        }
        #expect(error.file == "authority/desk.yaml")
        #expect(error.line == line)
        #expect(error.description.contains(says), "\(error)")
    }

    @Test("pairs that are kept apart are so under former ids, too")
    func apart() throws {
        let records = try records([
            "a.yaml": """
            not_same: [[author/j-doe, author/jane-doe], [name/ann, person/sergey-lavrov]]
            merge: {author/j-d: author/j-doe}
            """
        ])
        #expect(records.areKeptApart("author/jane-doe", "author/j-d"))
        #expect(records.areKeptApart("person/sergey-lavrov", "name/ann"))
        #expect(!records.areKeptApart("author/jane-doe", "author/john-doe"))
    }
}
