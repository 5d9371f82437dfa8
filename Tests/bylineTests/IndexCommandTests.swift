import Foundation
import TestSupport
import Testing

/// What `byline index` does with files that are not as they should be.
@Suite struct IndexCommandTests {
    private func index(_ folder: TemporaryFolder, _ names: String...) throws -> Executable.Outcome {
        try Executable.run(
            ["index", "--archive", folder.path("archive")] + names.map(folder.path))
    }

    private func write(_ bytes: [UInt8], _ name: String, _ folder: TemporaryFolder) throws {
        try Data(bytes).write(to: URL(filePath: folder.path(name)))
    }

    @Test("a broken row is rejected with file and line, the others are taken in")
    func brokenRow() throws {
        let folder = try TemporaryFolder()
        let rows = """
            {"id":"a","title":"One","body":"first"}
            {"id":"b","title":
            {"id":"c","title":"Three","body":"third"}

            """
        try write(Array(rows.utf8), "rows.jsonl", folder)
        let outcome = try index(folder, "rows.jsonl")
        #expect(outcome.status == 65)
        #expect(outcome.errors.contains("rows.jsonl:2"))
        #expect(outcome.output.contains("2 new, 1 rejected; the archive holds 2 articles"))
    }

    @Test("a row that is not UTF-8 is rejected with file, line and byte")
    func badUTF8() throws {
        let folder = try TemporaryFolder()
        let row =
            Array("{\"id\":\"a\",\"title\":\"x".utf8) + [0xFF] + Array("\",\"body\":\"y\"}\n".utf8)
        try write(row, "rows.jsonl", folder)
        let outcome = try index(folder, "rows.jsonl")
        #expect(outcome.status == 65)
        #expect(outcome.errors.contains("rows.jsonl:1"))
        #expect(outcome.errors.contains("UTF-8"))
    }

    @Test("a file that is not there or cannot be read is named with the reason")
    func unreadable() throws {
        let folder = try TemporaryFolder()
        let outcome = try index(folder, "nowhere.txt")
        #expect(outcome.status == 65)
        #expect(outcome.errors.contains("nowhere.txt"))
        #expect(outcome.errors.contains("o such file"))
    }

    @Test("the same files again change nothing, a changed row is another version")
    func again() throws {
        let folder = try TemporaryFolder()
        try write(
            Array("{\"id\":\"a\",\"title\":\"T\",\"body\":\"one\"}\n".utf8), "r.jsonl", folder)
        #expect(try index(folder, "r.jsonl").output.hasPrefix("1 new;"))
        #expect(try index(folder, "r.jsonl").output.hasPrefix("0 new, 1 unchanged;"))
        try write(
            Array("{\"id\":\"a\",\"title\":\"T\",\"body\":\"two\"}\n".utf8), "r.jsonl", folder)
        #expect(try index(folder, "r.jsonl").output.hasPrefix("0 new, 1 changed;"))
        let archive = folder.path("archive")
        #expect(try Executable.run(["count", "--archive", archive, "two"]).output == "1\n")
        #expect(try Executable.run(["count", "--archive", archive, "one"]).output == "0\n")
        let shown = try Executable.run(["show", "--archive", archive, "a", "--format", "json"])
        #expect(shown.output.contains("\"versions\" : 2"))
    }

    @Test("a folder of other things is not made into an archive")
    func notAnArchive() throws {
        let folder = try TemporaryFolder()
        try write(Array("mine".utf8), "letter.txt", folder)
        let outcome = try Executable.run([
            "index", "--archive", folder.path(""), folder.path("letter.txt"),
        ])
        #expect(outcome.status == 69)
        #expect(outcome.errors.contains("sources.sqlite"))
        #expect(!FileManager.default.fileExists(atPath: folder.path("sources.sqlite")))
    }

    @Test("while another process writes, the status is 75 and its number is said")
    func locked() throws {
        let folder = try TemporaryFolder()
        try write(
            Array("{\"id\":\"a\",\"title\":\"T\",\"body\":\"one\"}\n".utf8), "r.jsonl", folder)
        #expect(try index(folder, "r.jsonl").status == 0)
        let holder = Process()
        holder.executableURL = URL(filePath: Executable.byline)
        holder.arguments = ["writer", "--archive", folder.path("archive")]
        let (input, output) = (Pipe(), Pipe())
        holder.standardInput = input
        holder.standardOutput = output
        try holder.run()
        // The first line says that the lock is held.
        _ = output.fileHandleForReading.availableData
        let outcome = try index(folder, "r.jsonl")
        #expect(outcome.status == 75)
        #expect(outcome.errors.contains(String(holder.processIdentifier)))
        try input.fileHandleForWriting.close()
        holder.waitUntilExit()
        #expect(holder.terminationStatus == 0)
        #expect(try index(folder, "r.jsonl").status == 0)
    }

    @Test("a generation of another schema is said, with the command that mends it")
    func otherSchema() throws {
        let folder = try TemporaryFolder()
        try write(
            Array("{\"id\":\"a\",\"title\":\"T\",\"body\":\"one\"}\n".utf8), "r.jsonl", folder)
        #expect(try index(folder, "r.jsonl").status == 0)
        let manifest = folder.path("archive/current/manifest.json")
        let text = try String(contentsOfFile: manifest, encoding: .utf8)
        let changed = text.replacing(/"schema"\s*:\s*\d+/, with: "\"schema\":999")
        #expect(changed != text)
        try Data(changed.utf8).write(to: URL(filePath: manifest))
        let outcome = try Executable.run(["search", "--archive", folder.path("archive"), "one"])
        #expect(outcome.status == 69)
        #expect(outcome.errors.contains("999"))
        #expect(outcome.errors.contains("byline reindex"))
    }

    @Test("a folder that cannot be written to is said, with status 73")
    func cannotWrite() throws {
        let outcome = try Executable.run([
            "index", "--archive", "/proc/byline-archive", Places.corpus.path(percentEncoded: false),
        ])
        #expect(outcome.status == 73)
        #expect(outcome.errors.contains("/proc/byline-archive"))
    }
}
