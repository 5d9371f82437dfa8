import Archive
import Articles
import Foundation
import Indexing
import TestSupport
import Testing

/// Kills the writer at each step of the commit protocol, and looks at what is left.
///
/// A run makes an archive from a file (bulk), takes in batches of rows (delta), changes and takes
/// out articles, and rebuilds. `BYLINE_CRASH_AT_STEP=n` ends the process with SIGKILL at the n-th
/// change of the disk. What was acknowledged before has to be there afterwards, whole batches only,
/// and the run started again has to end with what a run that nobody killed ends with.
///
/// CI kills at 25 steps spread over the run, `make torture` at every one.
@Suite(.serialized) struct KillTests {
    private static func row(_ number: Int, version: Int = 1) -> String {
        """
        {"id":"k\(number)","title":"Title \(number)","body":"Version \(version) of text \(number) \
        on Kyiv and gas.","authors":["Jane Doe"],"date":"2024-01-0\(number % 9 + 1)"}
        """
    }

    private struct Run {
        let archive: String
        let file: String
        var crashAt: Int?
        /// Ids with the newest version that was acknowledged; 0 for one taken out.
        var acknowledged: [String: Int] = [:]
        /// Batches that were asked for when the process died, whole or not at all.
        var pending: [String: Int] = [:]

        /// Does everything; throws where the writer died.
        mutating func all() throws {
            let environment = crashAt.map { ["BYLINE_CRASH_AT_STEP": String($0)] } ?? [:]
            let writer = try WriterProcess(
                archive: archive, executable: Executable.byline, environment: environment)
            defer { writer.close() }
            for number in 0..<12 { pending["k\(number)"] = 1 }
            _ = try writer.index(IndexRequest(paths: [file], actors: .recognise, jobs: 2)) { _ in }
            confirm()
            for batch in 0..<3 {
                let numbers = (12 + batch * 3)..<(15 + batch * 3)
                for number in numbers { pending["k\(number)"] = 1 }
                try put(numbers.map { KillTests.row($0) }, writer)
            }
            pending["k1"] = 2
            pending["k13"] = 2
            try put([KillTests.row(1, version: 2), KillTests.row(13, version: 2)], writer)
            pending["k2"] = 0
            pending["k14"] = 0
            _ = try writer.delete(["k2", "k14"], purge: false)
            confirm()
            _ = try writer.index(
                IndexRequest(paths: [], actors: .recognise, jobs: 2, rebuild: true)
            ) { _ in }
        }

        private mutating func put(_ rows: [String], _ writer: WriterProcess) throws {
            let lines = rows.enumerated().map {
                DocumentsRequest.Line(number: $0.offset + 1, text: $0.element)
            }
            let answer = try writer.documents(
                DocumentsRequest(lines: lines, actors: .recognise, wait: .searchable))
            #expect(answer.results.allSatisfy { $0.status != .rejected })
            confirm()
        }

        private mutating func confirm() {
            acknowledged.merge(pending) { $1 }
            pending = [:]
        }
    }

    /// The version of each article that is served, from its text.
    private static func served(_ archive: String) throws -> [String: Int] {
        let snapshot = try ArchiveReader(ArchiveFolder(archive)).snapshot()
        var versions: [String: Int] = [:]
        for (part, dead) in zip(
            snapshot.parts, [snapshot.tombstones.base, snapshot.tombstones.delta])
        {
            for index in 0..<part.count where dead?.contains(index) != true {
                let article = try part.article(index)
                let word = article.body.split(separator: " ")[1]
                #expect(versions[article.id] == nil, "\(article.id) is served twice")
                versions[article.id] = Int(word)
            }
        }
        return versions
    }

    private func makeRun(_ folder: TemporaryFolder) throws -> Run {
        let rows = (0..<12).map { Self.row($0) + "\n" }.joined()
        try Data(rows.utf8).write(to: URL(filePath: folder.path("rows.jsonl")))
        return Run(archive: folder.path("archive"), file: folder.path("rows.jsonl"))
    }

    /// What is served, whole, but for how many versions there have been: a run that is started again
    /// writes some articles once more.
    private func contents(_ archive: String) throws -> [String: Article] {
        let snapshot = try ArchiveReader(ArchiveFolder(archive)).snapshot()
        var articles: [String: Article] = [:]
        for (part, dead) in zip(
            snapshot.parts, [snapshot.tombstones.base, snapshot.tombstones.delta])
        {
            for index in 0..<part.count where dead?.contains(index) != true {
                var article = try part.article(index)
                article.versions = 1
                articles[article.id] = article
            }
        }
        return articles
    }

    /// What a run that nobody killed ends with.
    private func reference() throws -> [String: Article] {
        let folder = try TemporaryFolder()
        var run = try makeRun(folder)
        try run.all()
        return try contents(run.archive)
    }

    @Test("whatever step the writer is killed at, nothing acknowledged is lost or half there")
    func everyStep() throws {
        let expected = try reference()
        // Steps until a run ends by itself: doubling, then as many as asked for, spread evenly.
        var upper = 64
        while try !survives(crashAt: upper) { upper *= 2 }
        let wanted = Environment.number("BYLINE_TORTURE") == 1 ? upper : 25
        for kill in 0..<wanted {
            let step = 1 + kill * upper / wanted
            try check(crashAt: step, expected: expected)
        }
    }

    private func survives(crashAt step: Int) throws -> Bool {
        let folder = try TemporaryFolder()
        var run = try makeRun(folder)
        run.crashAt = step
        do {
            try run.all()
            return true
        } catch is IndexingError {
            return false
        }
    }

    private func check(crashAt step: Int, expected: [String: Article]) throws {
        let folder = try TemporaryFolder()
        var run = try makeRun(folder)
        run.crashAt = step
        do {
            try run.all()
        } catch is IndexingError {
            // Killed, as asked for.
        }
        // A writer that comes up recovers what is missing; it is closed at once.
        try WriterProcess(archive: run.archive, executable: Executable.byline).close()
        if !run.acknowledged.isEmpty {
            let served = try Self.served(run.archive)
            for (id, version) in run.acknowledged where run.pending[id] == nil {
                #expect(served[id] ?? 0 == version, "step \(step): \(id)")
            }
            #expect(expected.count == 19)
            let halves = run.pending.map { served[$0.key] ?? 0 == $0.value }
            #expect(
                Set(halves).count <= 1 || run.acknowledged.isEmpty,
                "step \(step): half a batch is there")
        }
        run.crashAt = nil
        try run.all()
        #expect(try contents(run.archive) == expected, "step \(step)")
    }
}
