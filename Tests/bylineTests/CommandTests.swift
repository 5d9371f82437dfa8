import Foundation
import TestSupport
import Testing

/// The command as a user types it, on an archive of the sample commentary.
@Suite struct CommandTests {
    /// An archive made once for all tests that only read.
    static let shared = Result {
        let folder = try TemporaryFolder()
        let outcome = try Executable.run([
            "index", "--archive", folder.path("archive"), Places.corpus.path(percentEncoded: false),
        ])
        return (folder: folder, outcome: outcome)
    }

    static func archive() throws -> String { try shared.get().folder.path("archive") }

    private func run(_ arguments: String...) throws -> Executable.Outcome {
        try Executable.run([arguments[0], "--archive", Self.archive()] + arguments.dropFirst())
    }

    @Test("index takes in every article of the corpus and says so")
    func index() throws {
        let outcome = try Self.shared.get().outcome
        #expect(outcome.status == 0)
        #expect(outcome.errors == "")
        #expect(outcome.output.hasPrefix("54 new; the archive holds 54 articles ("))
    }

    @Test("a hit is a line of id, date, authors, title and actors")
    func textLine() throws {
        let outcome = try run(
            "search", "--quiet", "--snippets", "0", "title:treaty", "title:abolished")
        #expect(outcome.status == 0)
        let line = outcome.output.split(separator: "\n").first ?? ""
        #expect(
            line.hasPrefix(
                "feed-000966  2019-08-07  Marcus Oyelaran-Finch  "
                    + "The end of a treaty that had abolished something  ["))
    }

    @Test("nothing found is exit status 1, and found is 0")
    func status() throws {
        #expect(try run("search", "zyzzyva").status == 1)
        #expect(try run("count", "zyzzyva").output == "0\n")
        #expect(try run("count", "zyzzyva").status == 1)
        #expect(try run("count", "treaty").status == 0)
    }

    @Test("all ids of all pages are as many as the count")
    func allPages() throws {
        let count = try run("count").output
        let ids = try run("search", "--all", "--output", "ids", "--limit", "500", "--quiet").output
        let lines = ids.split(separator: "\n")
        #expect(count == "54\n")
        #expect(lines.count == 54 && Set(lines).count == 54)
    }

    @Test("facets are counted, as text and as rows")
    func facets() throws {
        let rows = try run("facets", "author:3,date:year", "nato", "--format", "tsv").output
            .split(separator: "\n").map { $0.split(separator: "\t") }
        #expect(rows.filter { $0[0] == "author" }.count == 3)
        let articles = rows.filter { $0[0] == "date" }.compactMap { Int($0[3]) }.reduce(0, +)
        #expect(try run("count", "nato", "is:dated").output == "\(articles)\n")
        #expect(try run("facets", "author:3", "nato").output.contains("author"))
    }

    @Test("show prints the article as the contract's JSON")
    func show() throws {
        let outcome = try run("show", "feed-000417", "--format", "json")
        let object =
            try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
        #expect(object?["id"] as? String == "feed-000417")
        let date = object?["date"] as? [String: Any]
        #expect(date?["published"] as? String == "2011-07")
        #expect(date?["precision"] as? String == "month")
        #expect(
            Set((object ?? [:]).keys) == [
                "id", "url", "site", "title", "subtitle", "section", "language", "authors", "date",
                "actors", "captions", "corrections", "body", "words", "versions", "warnings",
            ])
        #expect(try run("show", "no-such-id").status == 1)
    }

    @Test("formats for programs are well-formed")
    func formats() throws {
        let csv = try run("search", "treaty", "--format", "csv", "--limit", "2").output
        #expect(csv.hasPrefix("id,date,authors,title,section,actors,words,url\r\n"))
        let json = try run("search", "treaty", "--format", "json").output
        #expect(try JSONSerialization.jsonObject(with: Data(json.utf8)) is [String: Any])
        for line in try run("search", "treaty", "--format", "jsonl").output.split(separator: "\n") {
            #expect(try JSONSerialization.jsonObject(with: Data(line.utf8)) is [String: Any])
        }
        let ids = try run("search", "treaty", "--output", "ids", "-0", "--quiet").output
        #expect(ids.hasSuffix("\0"))
    }

    @Test(
        "a wrong query says what is wrong, and is exit status 2",
        arguments: [
            ("\"open", "never closed"), ("(open", "never closed"), ("colour:red", "colour"),
            ("date:2023..2021", "2021"), ("date:yesteryear", "yesteryear"), ("NOT", "NOT"),
        ])
    func wrongQueries(query: String, part: String) throws {
        let outcome = try run("search", query)
        #expect(outcome.status == 2)
        #expect(outcome.output == "")
        #expect(outcome.errors.contains(part), "\(outcome.errors)")
    }

    @Test("wrong flags are exit status 2, help is 0")
    func flags() throws {
        #expect(try Executable.run(["search", "--colour"]).status == 2)
        #expect(try Executable.run(["index"]).status == 2)
        #expect(try Executable.run(["nonsense"]).status == 2)
        let help = try Executable.run(["--help"])
        #expect(help.status == 0 && help.output.contains("SUBCOMMANDS"))
        #expect(try Executable.run(["--version"]).output == "0.1.0\n")
    }

    @Test("without a daemon and an archive the status is 69")
    func noArchive() throws {
        let outcome = try Executable.run(["search", "x"])
        #expect(outcome.status == 69)
        #expect(outcome.errors.contains("--archive"))
        let missing = try Executable.run(["search", "--archive", "/nonexistent/archive", "x"])
        #expect(missing.status == 69)
        #expect(missing.errors.contains("/nonexistent/archive"))
    }

    @Test("text from articles never brings control characters to the terminal")
    func controls() throws {
        let folder = try TemporaryFolder()
        let row = """
            {"id":"evil\\u001b[2J","title":"Red\\u001b[31m \\u009b1m alert \\u202e txet",\
            "body":"Body \\u001b]0;owned\\u0007 text about gas."}
            """
        try Data((row + "\n").utf8).write(to: URL(filePath: folder.path("rows.jsonl")))
        let archive = folder.path("archive")
        #expect(
            try Executable.run(["index", "--archive", archive, folder.path("rows.jsonl")]).status
                == 0)
        for arguments in [["search", "gas"], ["search", "gas", "--format", "tsv"]] {
            let output = try Executable.run(
                [arguments[0], "--archive", archive] + arguments.dropFirst()
            ).output
            #expect(output.contains("alert"))
            for scalar in output.unicodeScalars {
                #expect(
                    scalar == "\n" || scalar == "\t"
                        || (scalar.value >= 0x20 && !(0x7F..<0xA0).contains(scalar.value)
                            && scalar.value != 0x202E)
                )
            }
        }
    }
}
