import Foundation
import TestSupport
import Testing

/// The commands that ask: what they print in each form, and how they end.
@Suite struct QueryCommandTests {
    private func run(
        _ arguments: String..., input: String = ""
    ) throws -> Executable.Outcome {
        try Executable.run(
            [arguments[0], "--archive", CommandTests.archive()] + arguments.dropFirst(),
            input: input)
    }

    private func objects(_ text: String) throws -> [[String: Any]] {
        try text.split(separator: "\n").map {
            try #require(
                try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
        }
    }

    private static let hit = "id:feed-000966"

    @Test("each form shows the same hit")
    func formats() throws {
        let title = "The end of a treaty that had abolished something"
        let csv = try run("search", Self.hit, "--format", "csv", "--fields", "id,date,title")
        #expect(csv.output == "id,date,title\r\nfeed-000966,2019-08-07,\(title)\r\n")
        let tsv = try run("search", Self.hit, "--format", "tsv", "--fields", "id,authors")
        #expect(tsv.output == "id\tauthors\nfeed-000966\tMarcus Oyelaran-Finch\n")
        let line = try run("search", Self.hit, "--format", "vimgrep").output
        #expect(line.hasSuffix(":1:\(title)\n"))
        #expect(line.split(separator: ":")[0].hasSuffix(".jsonl"))
        #expect(Int(line.split(separator: ":")[1]) ?? 0 > 0)
        let rows = try objects(
            run("search", Self.hit, "--format", "jsonl", "--fields", "id,title").output)
        #expect(rows.map { Set($0.keys) } == [["id", "title"]])
        let whole = try objects(run("search", Self.hit, "--format", "json").output)
        #expect((whole.first?["hits"] as? [Any])?.count == 1)
        #expect(whole.first?["total"] != nil)
    }

    @Test("one part of each hit, in every form, ended by NUL where asked for")
    func outputs() throws {
        let hit = Self.hit
        #expect(try run("search", hit, "--output", "ids", "-q").output == "feed-000966\n")
        #expect(try run("search", hit, "--output", "ids", "-0", "-q").output == "feed-000966\0")
        #expect(
            try run("search", hit, "--output", "authors", "-q").output == "Marcus Oyelaran-Finch\n")
        #expect(
            try run("search", hit, "--output", "ids", "--format", "json").output
                == "[\"feed-000966\"]\n")
        #expect(
            try run("search", hit, "--output", "ids", "--format", "csv").output
                == "ids\r\nfeed-000966\r\n")
        #expect(try run("search", hit, "--output", "files", "-q").output.hasSuffix(".jsonl\n"))
        let authors = try run("search", "--all", "--output", "authors", "-q").output
            .split(separator: "\n")
        #expect(Set(authors).count == authors.count)
        let urls = try run("search", "--all", "--output", "urls", "-q").output
        #expect(urls.split(separator: "\n").allSatisfy { $0.hasPrefix("http") })
    }

    @Test("all pages together are one JSON document")
    func allAsJSON() throws {
        let answer = try objects(run("search", "--all", "--format", "json").output)
        #expect((answer.first?["hits"] as? [Any])?.count == 54)
        #expect((answer.first?["page"] as? [String: Any])?["next"] is NSNull)
    }

    @Test("a page can begin anywhere, up to a depth")
    func offset() throws {
        let all = try run("search", "--output", "ids", "-q", "--sort=-date", "-n", "10").output
        let later = try run(
            "search", "--output", "ids", "-q", "--sort=-date", "-n", "4", "--offset", "6"
        ).output
        #expect(all.split(separator: "\n").suffix(4) == later.split(separator: "\n")[...])
        let deep = try run("search", "--offset", "2147483648")
        #expect(deep.status == 2)
        #expect(deep.errors.contains("10000"))
    }

    @Test("explain says which parts a hit meets and what its words weigh")
    func explain() throws {
        let text = try run("search", "(treaty OR zyzzyva)", Self.hit, "--explain").output
        #expect(text.contains("    matched  treaty; id:feed-000966\n"))
        #expect(text.contains("    missed   zyzzyva\n"))
        #expect(text.contains("    words    treati +"))
    }

    @Test("a batch answers each line of standard input in its turn")
    func batch() throws {
        let input = "treaty\n{\"q\":\"nato\",\"limit\":1}\nzyzzyva\n(open\n"
        let rows = try run("search", "--batch", "--format", "jsonl", input: input)
        #expect(rows.status == 2)
        let answers = try objects(rows.output)
        #expect(
            answers.map { ($0["query"] as? [String: Any])?["q"] as? String }
                == ["treaty", "nato", "zyzzyva", nil])
        #expect((answers[1]["hits"] as? [Any])?.count == 1)
        #expect((answers[3]["error"] as? [String: Any])?["code"] as? String == "query_syntax")
        #expect(rows.errors.hasPrefix("byline: line 4: the parenthesis"))
        let counts = try run("count", "--batch", input: input)
        let treaty = try run("count", "treaty").output.dropLast()
        let nato = try run("count", "nato").output.dropLast()
        #expect(counts.output == "\(treaty)\n\(nato)\n0\n-\n")
        #expect(try run("count", "--batch", input: "zyzzyva\n").status == 1)
        #expect(try run("count", "--batch", input: "zyzzyva\ntreaty").status == 0)
        #expect(try run("count", "--batch", input: "").output == "")
        let ids = try run(
            "search", "--batch", "--format", "csv", "--output", "ids", input: Self.hit)
        #expect(ids.output == "query,ids\r\n\(Self.hit),feed-000966\r\n")
    }

    @Test("more lines than one request takes are answered all")
    func longBatch() throws {
        let input = String(repeating: "treaty\nzyzzyva\n", count: 60)
        let counts = try run("count", "--batch", input: input).output.split(separator: "\n")
        #expect(counts.count == 120)
        #expect(Set(counts).count == 2)
    }

    @Test("a draft in a file or on standard input finds articles like it")
    func similar() throws {
        let folder = try TemporaryFolder()
        let draft = "A treaty that had abolished missiles ends; Russia and the United States …\n"
        let text = String(repeating: draft, count: 5)
        try Data(text.utf8).write(to: URL(filePath: folder.path("draft.txt")))
        let byFile = try run("similar", folder.path("draft.txt"), "--output", "ids", "-q")
        #expect(byFile.status == 0)
        #expect(byFile.output.split(separator: "\n").first == "feed-000966")
        let byInput = try run("similar", "-", "--output", "ids", "-q", input: text)
        #expect(byInput.output == byFile.output)
        let byID = try run("similar", "feed-000966", "--output", "ids", "-q")
        #expect(byID.status == 0)
        #expect(!byID.output.contains("feed-000966"))
        let missing = try run("similar", "no-such-id")
        #expect(missing.status == 1)
        #expect(missing.errors.contains("no-such-id"))
    }

    @Test("facets in every form, ordered, narrowed and by unit")
    func facets() throws {
        let csv = try run("facets", "author:1,date:year", "nato", "--format", "csv").output
        #expect(csv.hasPrefix("facet,id,label,count\r\nauthor,author/"))
        let rows = try objects(
            run("facets", "actor:2", "sanctions", "--format", "jsonl", "--sort", "lift").output)
        #expect(rows.count == 2)
        #expect(rows.allSatisfy { $0["facet"] as? String == "actor" && $0["lift"] is Double })
        let text = try run("facets", "actor:9", "--prefix", "put", "--type", "person").output
        #expect(text.contains("Vladimir Putin  person/vladimir-putin"))
        #expect(!text.contains("state/"))
        #expect(try run("facets", "author", "--unit", "stories").status == 0)
        #expect(try run("facets", "colour").status == 2)
        #expect(try run("facets", "author", "--sort", "size").status == 2)
        #expect(try run("facets", "author", "zyzzyva").status == 1)
    }

    @Test("several articles are shown as far as they are there")
    func show() throws {
        let both = try run("show", "feed-000966", "feed-000417", "--format", "jsonl")
        #expect(both.status == 0)
        #expect(
            try objects(both.output).map { $0["id"] as? String } == ["feed-000966", "feed-000417"])
        let one = try run("show", "no-such-id", "feed-000417", "--format", "jsonl")
        #expect(one.status == 1)
        #expect(try objects(one.output).count == 1)
        #expect(one.errors.contains("no-such-id"))
        let array = try run("show", "feed-000966", "feed-000417", "--format", "json").output
        #expect(
            try (JSONSerialization.jsonObject(with: Data(array.utf8)) as? [Any])?.count == 2)
    }

    @Test("a wrong query is pointed at")
    func excerpt() throws {
        #expect(
            try run("search", "gas \"cheap").errors
                == "byline: the quote that opens here is never closed\n"
                + "  gas \"cheap\n      ^\n  close it with another quote\n")
    }

    @Test("a misspelt word is asked about, on standard error")
    func suggestion() throws {
        let outcome = try run("search", "treatty")
        #expect(outcome.status == 1)
        #expect(outcome.errors == "byline: did you mean: treaty\n")
        #expect(try run("search", "treatty", "--quiet").errors == "")
    }

    @Test("every field of the table is listed, with its flags")
    func fields() throws {
        let text = try Executable.run(["fields"]).output
        for name in ["text", "author", "date", "is", "has"] {
            #expect(text.split(separator: "\n").contains { $0.hasPrefix(name + " ") })
        }
        #expect(text.contains("One of: undated, dated."))
        let rows = try Executable.run(["fields", "--format", "json"]).output
        #expect(try JSONSerialization.jsonObject(with: Data(rows.utf8)) is [Any])
    }

    @Test("scripts for completion know the commands", arguments: ["bash", "zsh", "fish"])
    func completion(shell: String) throws {
        let outcome = try Executable.run(["completion", shell])
        #expect(outcome.status == 0)
        for command in ["search", "facets", "completion"] {
            #expect(outcome.output.contains(command))
        }
        #expect(try Executable.run(["completion", "tcsh"]).status == 2)
    }

    @Test("bash takes the script for completion without complaint")
    func bashCompletion() throws {
        let script = try Executable.run(["completion", "bash"]).output
        let folder = try TemporaryFolder()
        try Data(script.utf8).write(to: URL(filePath: folder.path("byline.bash")))
        let process = Process()
        process.executableURL = URL(filePath: "/bin/bash")
        process.arguments = ["-n", folder.path("byline.bash")]
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
    }

    @Test("a daemon that does not answer in time is exit status 124")
    func timeout() throws {
        let folder = try TemporaryFolder()
        let silent = try SilentSocket(path: folder.path("q.sock"))
        let outcome = try Executable.run([
            "search", "--socket", silent.path, "--timeout", "0.2", "gas",
        ])
        #expect(outcome.status == 124)
        #expect(outcome.output == "")
    }

    @Test("a batch answers while its input stays open, and an interrupt is exit status 130")
    func interrupted() throws {
        let process = Process()
        process.executableURL = URL(filePath: Executable.byline)
        process.arguments = ["count", "--batch", "--archive", try CommandTests.archive()]
        let input = Pipe()
        let output = Pipe()
        process.standardInput = input
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        try input.fileHandleForWriting.write(contentsOf: Data("zyzzyva\n".utf8))
        #expect(String(decoding: output.fileHandleForReading.availableData, as: UTF8.self) == "0\n")
        kill(process.processIdentifier, SIGINT)
        process.waitUntilExit()
        // A shell says 128 and the number of the signal.
        #expect(process.terminationReason == .uncaughtSignal)
        #expect(process.terminationStatus == SIGINT)
    }

    @Test("settings or synonyms that cannot be read are exit status 2 with file and line")
    func settings() throws {
        let folder = try TemporaryFolder()
        let archive = folder.path("archive")
        let rows = #"{"id":"a","title":"Motor cars","body":"An automobile."}"# + "\n"
        try Data(rows.utf8).write(to: URL(filePath: folder.path("rows.jsonl")))
        #expect(
            try Executable.run(["index", "--archive", archive, folder.path("rows.jsonl")]).status
                == 0)
        func write(_ text: String, _ name: String) throws {
            try Data(text.utf8).write(to: URL(filePath: archive + "/" + name))
        }
        try write("synonyms: words.txt\n", "byline.yaml")
        try write("vehicle, automobile\n", "words.txt")
        #expect(
            try Executable.run(["count", "--archive", archive, "vehicle"]).output == "1\n")
        try write("vehicle, automobile\nlonely\n", "words.txt")
        let synonyms = try Executable.run(["count", "--archive", archive, "vehicle"])
        #expect(synonyms.status == 2)
        #expect(synonyms.errors.contains("words.txt") && synonyms.errors.contains("2"))
        try write("limits:\n  budget_ms: soon\n", "byline.yaml")
        let settings = try Executable.run(["count", "--archive", archive, "vehicle"])
        #expect(settings.status == 2)
        #expect(settings.errors.contains("byline.yaml"))
    }
}

/// A socket that accepts connections and never answers.
private final class SilentSocket {
    let path: String
    private let descriptor: Int32

    init(path: String) throws {
        self.path = path
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
        let bound = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard bound == 0, listen(descriptor, 4) == 0 else { throw POSIXError(.EADDRINUSE) }
    }

    deinit { close(descriptor) }
}
