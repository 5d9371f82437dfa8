import Actors
import Archive
import Articles
import Foundation
import Indexing
import TestSupport
import Testing

/// Changes the desk's records below an archive, retags it, and compares it with an archive that was
/// built with the changed records from the start: naive on purpose.
@Suite struct RetagTests {
    private static let rows = [
        ("a", "Die Allianz antwortet", "Die Allianz und Germany sprachen mit Moskau.", "Jane Doe"),
        ("b", "NATO meets", "NATO met in Brussels. Zorba Quist spoke for Norway.", "J. Doe"),
        ("c", "A forum", "The Riverside Forum (RVF) asked. The RVF got no answer.", "Max Roe"),
        ("d", "America votes", "Many in America voted. Americans are divided.", "Jane Doe"),
        ("e", "Quist again", "Zorba Mellin met Quist. Mr Quist left.", "Ann Poe"),
        ("f", "Nothing here", "A text about the weather, the sea and old stones.", "Ann Poe"),
        ("g", "Élodie", "Élodie Brançais of the O’Brien Institute agreed with Lavrov.", "Max Roe"),
        ("h", "Russia", "Russian Foreign Minister Sergey Lavrov denied it.", "Jane Doe, Max Roe"),
        ("i", "Given", "Words and more words.", "Max Roe"),
        ("j", "Corrected", "More words about stones.", "Max Roe"),
    ]

    /// An archive of those rows with its desk's files.
    private final class Desk {
        let folder: TemporaryFolder
        let archive: String

        init(_ desk: [String: String] = [:]) throws {
            folder = try TemporaryFolder()
            archive = folder.path("archive")
            try write(desk)
            try Data("j: {actors: {add: [Riverside Forum]}}\n".utf8).write(
                to: URL(filePath: archive + "/overrides.yaml"))
            let lines = try RetagTests.rows.map { id, title, body, authors in
                var row: [String: Any] = [
                    "id": id, "title": title, "body": body,
                    "language": id == "a" ? "de" : "en",
                    "authors": authors.components(separatedBy: ", "),
                ]
                if id == "i" { row["actors"] = ["Riverside Forum", "Uncle Tom"] }
                return String(
                    decoding: try JSONSerialization.data(withJSONObject: row), as: UTF8.self)
            }
            let file = folder.path("rows.jsonl")
            try Data(lines.joined(separator: "\n").utf8).write(to: URL(filePath: file))
            try withWriter { writer in
                _ = try writer.index(IndexRequest(paths: [file], actors: .both, jobs: 1)) { _ in }
            }
        }

        /// Replaces the desk's files.
        func write(_ files: [String: String]) throws {
            let authority = archive + "/authority"
            try? FileManager.default.removeItem(atPath: authority)
            try FileManager.default.createDirectory(
                atPath: authority, withIntermediateDirectories: true)
            for (name, text) in files {
                try Data(text.utf8).write(to: URL(filePath: authority + "/" + name))
            }
        }

        func withWriter<Value>(_ body: (WriterProcess) throws -> Value) throws -> Value {
            let writer = try WriterProcess(archive: archive, executable: Executable.byline)
            defer { writer.close() }
            return try body(writer)
        }

        func retag(dryRun: Bool = false) throws -> (report: RetagReport, changes: [RetagChange]) {
            try withWriter { writer in
                var changes: [RetagChange] = []
                let report = try writer.retag(dryRun: dryRun) { changes.append($0) }
                return (report, changes)
            }
        }

        func snapshot() throws -> ArchiveSnapshot {
            try ArchiveReader(ArchiveFolder(archive)).snapshot()
        }

        /// Everything that is served, by id.
        func articles() throws -> [String: Article] {
            let snapshot = try snapshot()
            var articles: [String: Article] = [:]
            for part in snapshot.parts {
                let dead = snapshot.tombstones(of: part.kind)
                for index in 0..<part.count where dead?.contains(index) != true {
                    let article = try part.article(index)
                    #expect(articles[article.id] == nil, "\(article.id) is served twice")
                    articles[article.id] = article
                }
            }
            return articles
        }
    }

    @Test(
        "retagging gives what building anew with the changed records gives",
        arguments: [
            "aliases: {org/nato: [Die Allianz]}",
            """
            add:
              - {id: org/riverside-forum, label: Riverside Forum, parents: [state/de]}
              - {id: person/elodie-brancais, label: Elodie Brancais}
              - {id: org/obrien, label: OBrien Institute}
              - {id: org/tom, label: Uncle Tom}
            """,
            "add: [{id: person/zorba-quist, label: Zorba Quist, parents: [state/no]}]",
            "forbid: {state/us: [America]}\nrename: {person/sergey-lavrov: Sergei Lavrow, author/ann-poe: Ann P}",
            "rename: {org/nato: {id: org/alliance, label: Alliance}}",
            """
            merge: {org/nato: org/united-nations, author/j-doe: author/jane-doe}
            aliases: {author/maximilian-roe: [Max Roe]}
            """,
        ])
    func equalsBuilding(text: String) throws {
        let changed = try Desk()
        let before = try changed.articles()
        try changed.write(["desk.yaml": text])
        let writer = try WriterProcess(archive: changed.archive, executable: Executable.byline)
        defer { writer.close() }
        var dry: [RetagChange] = []
        _ = try writer.retag(dryRun: true) { dry.append($0) }
        #expect(try changed.articles() == before)
        var wet: [RetagChange] = []
        let report = try writer.retag(dryRun: false) { wet.append($0) }
        let built = try Desk(["desk.yaml": text])
        let after = try changed.articles()
        #expect(try after == built.articles())
        #expect(wet == dry)
        #expect(report.changed == wet.count)
        let differing = after.filter { before[$0.key] != $0.value }.keys.sorted()
        #expect(wet.map(\.id).sorted() == differing)
        #expect(report.examined < before.count)
        #expect(try changed.snapshot().authority == built.snapshot().authority)
        // And back again.
        try changed.write([:])
        _ = try writer.retag(dryRun: false) { _ in }
        #expect(try changed.articles() == before)
    }

    @Test(
        "a change is one commit, whose authority snapshot a stop without warning does not take away"
    )
    func oneCommit() throws {
        let desk = try Desk()
        let before = try desk.snapshot()
        try desk.write([
            "desk.yaml": "aliases: {org/nato: [Die Allianz]}\nmerge: {org/csce: org/osce}\n"
        ])
        let writer = try WriterProcess(archive: desk.archive, executable: Executable.byline)
        let report = try writer.retag(dryRun: false) { _ in }
        #expect(report.changed == 1)
        #expect(report.revision == before.revision + 1)
        kill(writer.processIdentifier, SIGKILL)
        writer.close()
        try desk.withWriter { _ in }
        let after = try desk.snapshot()
        #expect(try desk.articles()["a"]?.actors.contains { $0.id == "org/nato" } == true)
        let records = try AuthorityRecords(snapshot: after.authority)
        #expect(records.resolve(name: "die allianz") == ["org/nato"])
        #expect(records.redirected("org/csce") == "org/osce")
        let again = try desk.retag()
        #expect(again.report.records == 0)
        #expect(again.report.revision == after.revision)
    }

    @Test("a report says what an article gains and loses")
    func report() throws {
        let desk = try Desk()
        try desk.write([
            "desk.yaml": """
            add: [{id: org/riverside-forum, label: Riverside Forum}]
            merge: {author/j-doe: author/jane-doe}
            """
        ])
        let changes = try desk.retag(dryRun: true).changes
        let forum = try #require(changes.first { $0.id == "c" })
        #expect(
            forum.gained == [
                RetaggedName(id: "org/riverside-forum", label: "Riverside Forum", mentions: 3)
            ])
        #expect(forum.lost.map(\.id) == ["name/riverside-forum"])
        let byline = try #require(changes.first { $0.id == "b" })
        #expect(
            byline.gainedAuthors == [
                RetaggedName(id: "author/jane-doe", label: "Jane Doe", mentions: nil)
            ])
        #expect(byline.lostAuthors.map(\.id) == ["author/j-doe"])
        #expect(Set(changes.map(\.id)) == ["b", "c", "i", "j"])
    }

    @Test("a broken file of the desk is said, and the archive stays as it is")
    func broken() throws {
        let desk = try Desk()
        let before = try desk.articles()
        let writer = try WriterProcess(archive: desk.archive, executable: Executable.byline)
        defer { writer.close() }
        try desk.write(["desk.yaml": "merge:\n  org/nowhere: org/nato\n"])
        let error = #expect(throws: IndexingError.self) {
            try writer.retag(dryRun: false) { _ in }
        }
        #expect(error?.detail.contains("authority/desk.yaml:2") == true)
        #expect(try desk.articles() == before)
    }
}
