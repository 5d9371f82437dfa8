import Foundation
import TestSupport
import Testing

/// What may be seen and when, with the program itself.
@Suite struct PublicationEndToEndTests {
    private let folder: TemporaryFolder
    private let archive: String

    init() throws {
        folder = try TemporaryFolder()
        archive = folder.path("archive")
    }

    private func index(_ text: String, _ name: String) throws -> Executable.Outcome {
        try Data(text.utf8).write(to: URL(filePath: folder.path(name)))
        return try Executable.run(["index", "--archive", archive, folder.path(name)])
    }

    private func count(_ query: String) throws -> String {
        try Executable.run(["count", "--archive", archive, query]).output
    }

    @Test("a row that is withheld leaves all answers, and comes back when it is released")
    func withheld() throws {
        func row(_ status: String) -> String {
            "{\"id\": \"a\", \"title\": \"Cheap gas\", \"body\": \"Dear gas.\", \"status\": \"\(status)\"}\n"
        }
        #expect(try index(row("published"), "a.jsonl").output.hasPrefix("1 new;"))
        #expect(try count("gas") == "1\n")
        #expect(try index(row("canceled"), "a.jsonl").output.hasPrefix("0 new, 1 withheld;"))
        #expect(try count("gas") == "0\n")
        #expect(try Executable.run(["show", "--archive", archive, "a"]).status == 1)
        #expect(try index(row("published"), "a.jsonl").output.hasPrefix("0 new, 1 changed;"))
        #expect(try count("gas") == "1\n")
    }

    @Test("a draft that was never public is in no answer, in a first index as in a later one")
    func drafts() throws {
        let draft = "---\ntitle: Cheap gas\ndraft: true\n---\nDear gas.\n"
        #expect(try index(draft, "draft.md").status == 0)
        #expect(try count("gas") == "0\n")
        #expect(try index("---\ntitle: Gas\n---\nDear gas.\n", "b.md").output.hasPrefix("1 new;"))
        #expect(try count("gas") == "1\n")
    }

    @Test(
        "what is embargoed is in no answer while a daemon runs, and in all once the moment is there"
    )
    func embargo() throws {
        let now = Int(Date().timeIntervalSince1970)
        let format = ISO8601DateFormatter()
        func row(_ id: String, _ end: Int) -> String {
            let text = format.string(from: Date(timeIntervalSince1970: Double(end)))
            return
                "{\"id\": \"\(id)\", \"title\": \"Gas \(id)\", \"embargoed_until\": \"\(text)\"}\n"
        }
        let end = now + 4
        let rows = row("past", now - 5) + row("soon", end) + row("far", now + 86_400)
        #expect(try index(rows, "rows.jsonl").output.hasPrefix("3 new;"))
        let daemon = try RunningDaemon(archive: archive)
        func visible() throws -> [String] {
            try Executable.run([
                "search", "gas", "--socket", daemon.socket, "--sort", "relevance", "--output",
                "ids",
            ]).output.split(separator: "\n").map(String.init).sorted()
        }
        var seen = try visible()
        // Asked until the moment has passed, by the clock that the daemon has.
        while Int(Date().timeIntervalSince1970) < end {
            if Int(Date().timeIntervalSince1970) < end - 1 { #expect(seen == ["past"]) }
            seen = try visible()
        }
        #expect(try visible() == ["past", "soon"])
    }

    @Test(
        "standard input is read in the format that is said, and tables by the columns that are said"
    )
    func standardInput() throws {
        let table = "Kopf;Wer;Inhalt\nCheap gas;Jane Doe;Dear gas.\n"
        let flags = [
            "--format-in", "csv", "--column", "title=Kopf", "--column", "author=Wer",
            "--column", "body=Inhalt",
        ]
        let printed = try Executable.run(["extract", "-"] + flags, input: table)
        #expect(printed.status == 0)
        #expect(printed.output.contains("\"title\":\"Cheap gas\""))
        #expect(printed.output.contains("\"name\":\"Jane Doe\""))
        let made = try Executable.run(
            ["index", "--archive", archive, "-"] + flags, input: table)
        #expect(made.output.hasPrefix("1 new;"))
        #expect(try count("author:\"Jane Doe\" gas") == "1\n")
        let wrong = try Executable.run(["extract", "-", "--format-in", "word"], input: table)
        #expect(wrong.status == 2)
        #expect(wrong.errors.contains("no format is called word"))
    }

    @Test("copies are found through the command, and versions through the daemon")
    func copies() throws {
        let text = (0..<80).map { "word\($0)" }.joined(separator: " ")
        let rows =
            "{\"id\": \"a\", \"title\": \"One\", \"body\": \"\(text)\", \"date\": \"2024-01-02\"}\n"
            + "{\"id\": \"b\", \"title\": \"Two\", \"body\": \"\(text) end.\", \"date\": \"2024-01-01\"}\n"
        #expect(try index(rows, "rows.jsonl").status == 0)
        #expect(try index(rows.replacing("One", with: "Uno"), "rows.jsonl").status == 0)
        func run(_ arguments: String...) throws -> Executable.Outcome {
            try Executable.run(arguments + ["--archive", archive])
        }
        #expect(try run("copies", "a", "--output", "ids").output == "b\n")
        #expect(try run("copies", "z").status == 1)
        let listed = try run("versions", "a").output.split(separator: "\n")
        #expect(listed.map { $0.prefix(3) } == ["1  ", "2  "])
        #expect(try run("versions", "a", "1", "--format", "json").output.contains("\"One\""))
        #expect(try run("versions", "z").status == 1)
        let daemon = try RunningDaemon(archive: archive)
        let copies = try daemon.request("GET", "/v1/articles/a/copies")
        #expect(copies.status == 200)
        #expect(copies.body.contains("\"count\":1"))
        #expect(copies.body.contains("\"title\":\"Two\""))
        let versions = try daemon.request("GET", "/v1/articles/a/versions")
        #expect(versions.body.contains("\"number\":2"))
        let first = try daemon.request("GET", "/v1/articles/a/versions/1")
        #expect(first.body.contains("\"title\":\"One\""))
        #expect(try daemon.request("GET", "/v1/articles/a/versions/3").status == 404)
        #expect(try daemon.request("GET", "/v1/articles/z/versions").status == 404)
        #expect(try daemon.request("GET", "/v1/articles/a/versions/x").status == 400)
        let answer = try Executable.run([
            "search", "word7", "--socket", daemon.socket, "--format", "json",
        ])
        #expect(answer.output.contains("\"stories\""))
    }
}
