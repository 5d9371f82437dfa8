import Articles
import Foundation
import Schema
import TestSupport
import Testing
import XapianKit

@testable import Archive

/// Everything that a writer does with an archive, run whole or killed in front of one of its steps.
///
/// A killed run is a process of its own: the test binary starts itself with only the test
/// `scenario()` and these variables in its environment.
private enum Scenario {
    static let folderVariable = "BYLINE_TEST_CRASH_FOLDER"
    static let batches = 6
    static let batchSize = 5

    /// The items of a batch: later batches change and add articles.
    static func batch(_ number: Int) -> [SourceItem] {
        (0..<batchSize).map { index in
            let id = "id\(number < 4 ? number * batchSize + index : index * 3)"
            return SourceItem(
                id: id, format: "text", path: nil, actorsMode: .given,
                bytes: Array("batch \(number) word\(index) of \(id)".utf8))
        }
    }

    static func article(_ version: SourceVersion) -> Article {
        var article = Article(
            id: version.id, title: version.id, body: String(decoding: version.bytes, as: UTF8.self))
        article.authors = [Author(name: "Author \(version.bytes.count)", source: "given")]
        return article
    }

    /// Brings an archive, in whatever state it is, to the end of the scenario.
    ///
    /// - Parameter acknowledge: called with each batch that the store has acknowledged.
    static func run(
        _ folder: ArchiveFolder, _ steps: DiskSteps, acknowledge: (Int) throws -> Void
    ) throws {
        try folder.create(steps: steps)
        let lock = try WriterLock(folder)
        let store = try SourceStore(folder, steps: steps)
        for number in 0..<batches {
            // Two generations, and live writes behind each.
            if number == 2 || number == 4 { try bulk(folder, lock, store, steps) }
            _ = try store.put(batch(number))
            try acknowledge(number)
            if number == 3 { _ = try store.delete(["id7"], purge: true) }
            if try folder.currentGeneration() != nil { try live(folder, lock, store, steps) }
        }
        _ = try folder.cleanGenerations(lock: lock, steps: steps)
        try store.close()
    }

    static func bulk(
        _ folder: ArchiveFolder, _ lock: WriterLock, _ store: SourceStore, _ steps: DiskSteps
    ) throws {
        _ = try folder.cleanGenerations(lock: lock, steps: steps)
        let previous = try folder.currentGeneration()
        let builder = try GenerationBuilder(
            folder, lock: lock, rules: "test", previous: previous, steps: steps)
        let maker = makeDraftMaker()
        let segment = try SegmentWriter(path: builder.workPath + "/0", dictionary: nil)
        let database = try WritableDatabase(path: builder.xapianPath, mode: .create)
        var packed = PackedDocument()
        for version in try store.current(after: 0, limit: 1_000) {
            let draft = maker.draft(of: article(version))
            try segment.append(draft, maker.vocabulary)
            draft.pack(maker.vocabulary, into: &packed)
            _ = try database.add(packed)
        }
        try database.commit()
        database.close()
        try builder.add(try segment.finish())
        builder.add(words: maker.vocabulary)
        let manifest = try builder.finish(sourceRevision: try store.revision(), authority: [])
        try folder.activate(manifest.name, steps: steps)
    }

    static func live(
        _ folder: ArchiveFolder, _ lock: WriterLock, _ store: SourceStore, _ steps: DiskSteps
    ) throws {
        let generation = try folder.currentGeneration() ?? ""
        let writer = try DeltaWriter(folder, generation: generation, lock: lock, steps: steps)
        if writer.needsRebuild { try writer.startOver() }
        let maker = makeDraftMaker()
        let changes = try store.changes(after: writer.sourceRevision, limit: 1_000)
        for change in changes {
            if let version = change.version {
                try writer.put(maker.draft(of: article(version)), maker.vocabulary)
            } else {
                _ = try writer.delete(change.id)
            }
        }
        try writer.commit(sourceRevision: changes.last?.revision ?? writer.sourceRevision)
        try writer.close()
    }

    /// Runs the scenario in a process of its own, killed in front of a step.
    ///
    /// - Returns: whether it was killed.
    static func runKilled(_ folder: ArchiveFolder, at step: Int) throws -> Bool {
        let process = Process()
        process.executableURL = URL(filePath: "/proc/self/exe")
        process.arguments = [
            "--testing-library", "swift-testing", "--filter", "CrashTests/scenario",
        ]
        var environment = ProcessInfo.processInfo.environment
        environment[folderVariable] = folder.path
        environment["BYLINE_CRASH_AT_STEP"] = String(step)
        process.environment = environment
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationReason == .uncaughtSignal
    }
}

@Suite struct CrashTests {
    /// 25 kills; all of them with `BYLINE_TORTURE=1`.
    private static let kills =
        ProcessInfo.processInfo.environment["BYLINE_TORTURE"] == "1" ? Int.max : 25

    private func acknowledgements(_ folder: ArchiveFolder) -> String { folder.path + ".batches" }

    @Test("the scenario ends with every article, deleted ones gone, and nothing left over")
    func scenario() throws {
        let environment = ProcessInfo.processInfo.environment
        if let path = environment[Scenario.folderVariable] {
            // This is the process that is going to be killed.
            let folder = ArchiveFolder(path)
            let descriptor = try Disk.open(
                acknowledgements(folder), O_WRONLY | O_CREAT | O_APPEND, to: "open")
            try Scenario.run(folder, DiskSteps.fromEnvironment()) { number in
                try Disk.write([UInt8(number)], to: descriptor, "acknowledgements")
            }
            return
        }
        let archive = try TemporaryFolder()
        let folder = ArchiveFolder(archive.path("archive"))
        let steps = DiskSteps()
        try Scenario.run(folder, steps) { _ in }
        #expect(steps.count > 100)
        try expectWhole(folder, acknowledged: Array(0..<Scenario.batches))
        #expect(try folder.finishedGenerations().count == 2)
        // Once more changes nothing but generations.
        try Scenario.run(folder, DiskSteps()) { _ in }
        try expectWhole(folder, acknowledged: Array(0..<Scenario.batches))
    }

    @Test("a writer killed in front of any step loses nothing acknowledged, and a rerun converges")
    func kills() throws {
        let temporary = try TemporaryFolder()
        let whole = ArchiveFolder(temporary.path("whole"))
        let steps = DiskSteps()
        try Scenario.run(whole, steps) { _ in }
        let digest = try ArchiveReader(whole).snapshot().digest()

        let stride = max(1, steps.count / Self.kills)
        for step in Swift.stride(from: 1, through: steps.count, by: stride) {
            let folder = ArchiveFolder(temporary.path("killed-\(step)"))
            #expect(try Scenario.runKilled(folder, at: step), "step \(step)")
            let marks = (try? Disk.read(acknowledgements(folder)).map(Int.init)) ?? []
            if Disk.exists(folder.sources) {
                try expectWhole(folder, acknowledged: marks, "killed at step \(step)")
            } else {
                #expect(marks == [], "step \(step)")
            }
            try Scenario.run(folder, DiskSteps()) { _ in }
            #expect(try ArchiveReader(folder).snapshot().digest() == digest, "step \(step)")
            #expect(
                try Disk.names(in: folder.path).filter { $0.hasSuffix(".new") } == [],
                "step \(step)")
            try FileManager.default.removeItem(atPath: folder.path)
        }
    }

    /// Every acknowledged batch is in the store whole, no other is half there, and what readers
    /// are given is the store at some revision.
    private func expectWhole(
        _ folder: ArchiveFolder, acknowledged: [Int], _ comment: String = ""
    ) throws {
        let store = try SourceStore(folder)
        var isThere: [Bool] = []
        for number in 0..<Scenario.batches {
            let present = try Scenario.batch(number).map { item in
                let versions = try store.versions(of: item.id)
                return versions.contains { $0.hash == item.hash }
            }
            // One article of the second batch is purged in between.
            let kept = present.enumerated().filter { number != 1 || $0.offset != 2 }
                .map(\.element)
            #expect(Set(kept).count == 1, "batch \(number) is half there, \(comment)")
            isThere.append(kept.allSatisfy { $0 })
        }
        for number in acknowledged { #expect(isThere[number], "batch \(number), \(comment)") }
        #expect(try store.verify() == [], "\(comment)")

        guard let generation = try folder.currentGeneration() else { return }
        #expect(Verification.verify(folder, generation: generation) == [], "\(comment)")
        let snapshot = try ArchiveReader(folder).snapshot()
        var seen: [String: String] = [:]
        for part in snapshot.parts {
            for index in 0..<part.count
            where snapshot.tombstones(of: part.kind)?.contains(index) != true {
                seen[part.stored(index).id] = try part.body(index)
            }
        }
        // The newest version of each article up to the snapshot's revision.
        for change in try store.changes(after: 0, limit: 1_000)
        where change.revision <= snapshot.sourceRevision {
            let text = change.version.map { String(decoding: $0.bytes, as: UTF8.self) }
            #expect(seen[change.id] == text, "\(change.id), \(comment)")
        }
        try store.close()
    }
}
