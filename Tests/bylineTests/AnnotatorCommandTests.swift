import Foundation
import TestSupport
import Testing

/// `byline index --annotator` with small helpers written in shell and Python.
@Suite struct AnnotatorCommandTests {
    private final class Bench {
        let folder: TemporaryFolder
        let archive: String
        let rows: String

        init() throws {
            folder = try TemporaryFolder()
            archive = folder.path("archive")
            rows = folder.path("rows.jsonl")
            let text = """
                {"id":"a","title":"Öl","body":"qwyzel blorp met NATO. A grunty house.","language":"en"}
                {"id":"b","title":"Wind","body":"The qwyzel blorp again.","language":"en"}

                """
            try Data(text.utf8).write(to: URL(filePath: rows))
        }

        /// A helper that finds "qwyzel blorp" as a person, and counts its starts in a file.
        func helper(_ answer: String = "") throws -> String {
            let path = folder.path("helper.py")
            let script = """
                import json, sys
                open("\(folder.path("starts"))", "a").write("x")
                for line in sys.stdin:
                    row = json.loads(line)
                    at = row["text"].find("qwyzel blorp")
                    mentions = [{"start": at, "end": at + 12, "type": "person"}]
                    open("\(folder.path("texts"))", "a").write(row["id"])
                    \(answer)
                    print(json.dumps({"id": row["id"], "mentions": mentions}), flush=True)
                """
            try Data(script.utf8).write(to: URL(filePath: path))
            return "python3 \(path)"
        }

        func index(_ arguments: String...) throws -> Executable.Outcome {
            try Executable.run(["index", "--archive", archive, rows] + arguments)
        }

        func actors(_ id: String) throws -> [String] {
            let outcome = try Executable.run(
                ["show", id, "--format", "jsonl", "--archive", archive])
            let object =
                try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
            return (object?["actors"] as? [[String: Any]])?.compactMap { $0["id"] as? String } ?? []
        }

        func contents(_ name: String) -> String {
            (try? String(contentsOfFile: folder.path(name), encoding: .utf8)) ?? ""
        }
    }

    @Test("a helper's names join what is recognised, and each text is asked about once")
    func helper() throws {
        let bench = try Bench()
        let helper = try bench.helper()
        #expect(try bench.index().status == 0)
        #expect(try bench.actors("a") == ["org/nato"])
        let first = try bench.index("--annotator", helper)
        #expect(first.status == 0)
        #expect(first.output.contains("; 2 texts annotated"), "\(first.output)")
        #expect(Set(try bench.actors("a")) == ["org/nato", "name/qwyzel-blorp"])
        #expect(try bench.actors("b") == ["name/qwyzel-blorp"])
        #expect(bench.contents("texts") == "ab")
        _ = try bench.index("--annotator", helper)
        #expect(bench.contents("texts") == "ab")
        // The answers are the archive's: a new base needs no helper.
        #expect(
            try Executable.run([
                "actors", "add", "Qwyzel Blorp", "--type", "person", "--retag", "--archive",
                bench.archive,
            ]).status == 0)
        #expect(Set(try bench.actors("b")) == ["person/qwyzel-blorp"])
    }

    @Test(
        "bad answers reject nothing: they are told, and the built-in result stands",
        arguments: [
            (#"mentions[0]["end"] = 4000"#, "a mention from"),
            (#"mentions[0]["type"] = "dragon""#, "not an answer to what was asked"),
            (#"row["id"] = "zzz""#, "not an answer to what was asked"),
            (
                #"print("nonsense", flush=True); continue"#,
                "not an answer to what was asked: nonsense"
            ),
            (#"sys.exit(3)"#, "it ended with status 3"),
        ])
    func badAnswers(answer: String, says: String) throws {
        let bench = try Bench()
        let outcome = try bench.index("--annotator", try bench.helper(answer))
        #expect(outcome.status == 0)
        #expect(outcome.errors.contains(says), "\(outcome.errors)")
        #expect(try bench.actors("a") == ["org/nato"])
        #expect(try bench.actors("b") == [])
    }

    @Test("a helper that cannot be run rejects nothing")
    func missing() throws {
        let bench = try Bench()
        let outcome = try bench.index("--annotator", "/nonexistent/helper")
        #expect(outcome.status == 0)
        #expect(outcome.errors.contains("it ended with status 127"), "\(outcome.errors)")
        #expect(try bench.actors("a") == ["org/nato"])
    }
}
