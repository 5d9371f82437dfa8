import Foundation
import TestSupport
import Testing

/// The desk's commands as an editor types them, on an archive of a few articles.
@Suite struct DeskCommandTests {
    private static let rows = """
        {"id":"a","title":"The secretary","body":"Anna Quist spoke in Oslo. Quist was clear.",\
        "authors":["Jane Doe"],"date":"2024-03-01","language":"en"}
        {"id":"b","title":"Again","body":"A speech by Anna Quist pleased Norway.",\
        "authors":["J. Doe"],"date":"2024-04-01","language":"en"}
        {"id":"c","title":"The alliance","body":"Die Allianz und Norwegen sprachen.",\
        "authors":["Max Roe","Jane Doe"],"date":"2024-05-01","language":"de"}
        {"id":"d","title":"NATO meets","body":"NATO met in Brussels. NATO members agreed.",\
        "authors":["Max Roe"],"date":"2024-06-01","language":"en"}

        """

    private final class Desk {
        let folder: TemporaryFolder
        let archive: String

        init() throws {
            folder = try TemporaryFolder()
            archive = folder.path("archive")
            let file = folder.path("rows.jsonl")
            try Data(DeskCommandTests.rows.utf8).write(to: URL(filePath: file))
            let outcome = try Executable.run(["index", "--quiet", "--archive", archive, file])
            try #require(outcome.status == 0, "\(outcome.errors)")
        }

        func run(_ arguments: String...) throws -> Executable.Outcome {
            try Executable.run(arguments + ["--archive", archive])
        }

        func file(_ name: String = "desk.yaml") throws -> String {
            try String(contentsOfFile: archive + "/authority/" + name, encoding: .utf8)
        }

        func ids(_ arguments: String...) throws -> Set<String> {
            let outcome = try Executable.run(
                ["search", "--output", "ids", "--quiet"] + arguments + ["--archive", archive])
            return Set(outcome.output.split(separator: "\n").map(String.init))
        }
    }

    @Test("a name that recurs is proposed, added, and found after retagging")
    func candidateToRecord() throws {
        let desk = try Desk()
        let candidates = try desk.run("actors", "candidates")
        #expect(
            candidates.output.contains("2 articles  Anna Quist  person  name/anna-quist\n"),
            "\(candidates.output)")
        #expect(candidates.output.contains("    b  Again\n    a  The secretary\n"))
        let added = try desk.run(
            "actors", "add", "Anna Quist", "--type", "person", "--parent", "NATO", "--office",
            "Secretary:2024-")
        #expect(added.status == 0, "\(added.errors)")
        #expect(
            try desk.file() == """
                add:
                  - id: person/anna-quist
                    label: Anna Quist
                    parents: [org/nato]
                    offices: [{title: Secretary, from: 2024}]

                """)
        let dry = try desk.run("actors", "retag", "--dry-run")
        #expect(dry.output.contains("a  The secretary\n    + Anna Quist  person/anna-quist  2 ×\n"))
        #expect(dry.output.contains("2 would change"))
        #expect(try desk.ids("--actor", "person/anna-quist") == [])
        #expect(try desk.run("actors", "retag").output.contains(" 2 changed "))
        #expect(try desk.ids("--actor", "Anna Quist") == ["a", "b"])
        #expect(try desk.ids("--actor", "NATO") == ["d"])
        #expect(try desk.ids("--actor", "NATO", "--roll") == ["a", "b", "d"])
        #expect(try desk.run("actors", "candidates").status == 1)
    }

    @Test("an alias, a merger and a forbidden name come into searches, and old ids lead on")
    func aliasAndMerge() throws {
        let desk = try Desk()
        let alias = try desk.run("actors", "alias", "NATO", "Die Allianz", "--retag")
        #expect(alias.output.hasPrefix("authority/desk.yaml: Die Allianz is a name of NATO\n"))
        #expect(try desk.ids("--actor", "die allianz") == ["c", "d"])
        #expect(
            try desk.run("actors", "merge", "NATO", "org/united-nations", "--retag").status == 0)
        #expect(try desk.ids("--actor", "org/nato") == ["c", "d"])
        #expect(try desk.ids("actor:NATO") == ["c", "d"])
        #expect(try desk.run("actors", "show", "org/nato").output.hasPrefix("org/united-nations  "))
        #expect(
            try desk.run(
                "actors", "alias", "org/united-nations", "Die Allianz", "--forbid", "--retag"
            ).status
                == 0)
        #expect(try desk.ids("--actor", "org/united-nations") == ["d"])
        #expect(
            try desk.file() == """
                aliases:
                  org/nato: [Die Allianz]

                merge:
                  org/nato: org/united-nations

                forbid:
                  org/united-nations: [Die Allianz]

                """)
    }

    @Test("bylines that may be one author are proposed, and merged only when told to")
    func authors() throws {
        let desk = try Desk()
        let list = try desk.run("authors", "list")
        #expect(
            list.output == "2  Jane Doe  author/jane-doe\n2  Max Roe  author/max-roe\n"
                + "1  J. Doe  author/j-doe\n")
        let candidates = try desk.run("authors", "candidates")
        #expect(
            candidates.output == """
                J. Doe (1)  may be  Jane Doe (2): initials
                    byline authors merge author/j-doe author/jane-doe
                    b  Again

                """)
        #expect(try desk.ids("--author", "Jane Doe") == ["a", "c"])
        let merged = try desk.run("authors", "merge", "J. Doe", "Jane Doe", "--retag")
        #expect(merged.status == 0, "\(merged.errors)")
        for name in ["Jane Doe", "author/j-doe", "J. Doe"] {
            #expect(try desk.ids("--author", name) == ["a", "b", "c"], "\(name)")
        }
        let shown = try desk.run("authors", "show", "J. Doe").output
        #expect(
            shown.hasPrefix("author/jane-doe  Jane Doe  3 articles\n  formerly  author/j-doe\n"))
        #expect(try desk.run("authors", "candidates").status == 1)
        #expect(
            try desk.file() == """
                merge:
                  author/j-doe: author/jane-doe

                rename:
                  author/jane-doe: Jane Doe

                """)
    }

    @Test("authors that are kept apart are not proposed, and cannot be merged")
    func apart() throws {
        let desk = try Desk()
        #expect(try desk.run("authors", "apart", "J. Doe", "Jane Doe", "--retag").status == 0)
        #expect(try desk.run("authors", "candidates").status == 1)
        let before = try desk.file()
        let merged = try desk.run("authors", "merge", "J. Doe", "Jane Doe")
        #expect(merged.status == 2)
        #expect(merged.errors.contains("authority/desk.yaml:"))
        #expect(merged.errors.contains("kept apart by not_same"))
        #expect(try desk.file() == before)
    }

    @Test("explain shows each mention in its text with offsets and the rule")
    func explain() throws {
        let desk = try Desk()
        let text = try desk.run("explain", "a").output
        #expect(text.hasPrefix("a  The secretary\nbody 0–10  Anna Quist  name/anna-quist  person"))
        #expect(text.contains("\n    Anna Quist spoke in Oslo. Quist was clear.\n"))
        let lines = try desk.run("explain", "d", "--format", "jsonl", "--actor", "NATO").output
            .split(separator: "\n").map {
                try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] ?? [:]
            }
        #expect(lines.map { $0["field"] as? String } == ["title", "body", "body"])
        #expect(lines.map { $0["start"] as? Int } == [0, 0, 22])
        #expect(lines.map { $0["end"] as? Int } == [4, 4, 26])
        #expect(lines.allSatisfy { $0["actor"] as? String == "org/nato" })
        #expect(lines.allSatisfy { ($0["rule"] as? String)?.isEmpty == false })
        #expect(try desk.run("actors", "explain", "a").output == text)
        #expect(try desk.run("explain", "nowhere").status == 1)
    }

    @Test("what cannot be done is said with its place, and nothing is written")
    func errors() throws {
        let desk = try Desk()
        let unknown = try desk.run("actors", "alias", "org/nowhere", "X")
        #expect(unknown.status == 2)
        #expect(unknown.errors.contains("org/nowhere: no record has this id, name or alias"))
        #expect(!FileManager.default.fileExists(atPath: desk.archive + "/authority/desk.yaml"))
        try FileManager.default.createDirectory(
            atPath: desk.archive + "/authority", withIntermediateDirectories: true)
        let text = "aliases:\n  org/nato: 5\n"
        try Data(text.utf8).write(to: URL(filePath: desk.archive + "/authority/desk.yaml"))
        let broken = try desk.run("actors", "alias", "org/united-nations", "X")
        #expect(broken.status == 2)
        #expect(broken.errors.hasPrefix("byline: authority/desk.yaml:2:"))
        #expect(try desk.file() == text)
        let nowhere = try Executable.run([
            "actors", "alias", "org/united-nations", "X", "--archive", desk.folder.path("nothing"),
        ])
        #expect(nowhere.status == 69)
    }

    @Test("a running daemon retags through its admin socket and answers about actors and authors")
    func daemon() throws {
        let desk = try Desk()
        let daemon = try RunningDaemon(archive: desk.archive)
        #expect(
            try daemon.request("GET", "/v1/search?actor=die+allianz").object["hits"] as? [Int] == []
        )
        _ = try desk.run("actors", "alias", "NATO", "Die Allianz")
        _ = try desk.run("authors", "merge", "J. Doe", "Jane Doe")
        let dry = try daemon.request("POST", "/v1/retag?dry_run=1", admin: true)
        #expect((dry.object["articles"] as? [[String: Any]])?.count == 2)
        #expect(try daemon.request("POST", "/v1/retag").status == 404)
        let retagged = try desk.run("actors", "retag", "--format", "json")
        let object =
            try JSONSerialization.jsonObject(with: Data(retagged.output.utf8)) as? [String: Any]
        #expect((object?["report"] as? [String: Any])?["changed"] as? Int == 2)
        #expect(try desk.ids("--actor", "die allianz") == ["c", "d"])
        let actor = try daemon.request("GET", "/v1/actors/org%2Fnato").object
        #expect(actor["articles"] as? Int == 2)
        #expect(
            (actor["with"] as? [[String: Any]])?.contains { $0["id"] as? String == "state/no" }
                == true)
        let author = try daemon.request("GET", "/v1/authors/author%2Fj-doe").object
        #expect(author["id"] as? String == "author/jane-doe")
        #expect(author["redirected_from"] as? String == "author/j-doe")
        #expect(author["articles"] as? Int == 3)
        let authors = try daemon.request("GET", "/v1/authors?prefix=doe").object
        #expect(
            (authors["values"] as? [[String: Any]])?.compactMap { $0["id"] as? String } == [
                "author/jane-doe"
            ])
        let actors = try daemon.request("GET", "/v1/actors?limit=1").object
        #expect(actors["next"] as? Int == 1)
        let explained = try daemon.request("GET", "/v1/articles/d/explain").object
        #expect(
            (explained["mentions"] as? [[String: Any]])?.first?["actor"] as? String == "org/nato")
        #expect(try daemon.request("GET", "/v1/actors/org%2Fnowhere").status == 404)
        #expect(try daemon.request("GET", "/v1/actors?colour=red").status == 400)
        let rolled = try daemon.request(
            "GET", "/v1/facets/actor?roll=1&type=organisation&min_mentions=2")
        #expect(rolled.status == 200)
    }
}
