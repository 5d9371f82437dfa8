import Articles
import Foundation
import GRDB
import Testing

@testable import Archive

@Suite struct SourceStoreTests {
    private let received = Date(timeIntervalSince1970: 1_700_000_000.125)

    private func item(
        _ id: String, _ text: String, format: String = "jsonl", path: String? = "a/b.jsonl",
        mode: ActorsMode = .both
    ) -> SourceItem {
        SourceItem(
            id: id, format: format, path: path, line: 3, byteOffset: 400, actorsMode: mode,
            bytes: Array(text.utf8))
    }

    @Test("a batch says what is created, updated and unchanged")
    func statuses() throws {
        let archive = try TestArchive()
        let store = try SourceStore(archive.folder)
        #expect(try store.revision() == 0)
        #expect(try store.put([]) == [])
        #expect(
            try store.put([item("a", "one"), item("b", "two"), item("a", "one")]) == [
                PutResult(id: "a", status: .created, revision: 1, version: 1),
                PutResult(id: "b", status: .created, revision: 2, version: 1),
                PutResult(id: "a", status: .unchanged, revision: 1, version: 1),
            ])
        #expect(
            try store.put([
                item("a", "one"), item("b", "zwei"), item("a", "one", mode: .given),
                item("a", "one", format: "html", mode: .given), item("c", ""),
            ]) == [
                PutResult(id: "a", status: .unchanged, revision: 1, version: 1),
                PutResult(id: "b", status: .updated, revision: 3, version: 2),
                PutResult(id: "a", status: .updated, revision: 4, version: 2),
                PutResult(id: "a", status: .updated, revision: 5, version: 3),
                PutResult(id: "c", status: .created, revision: 6, version: 1),
            ])
        #expect(try store.revision() == 6)
        // Another place alone is no new version.
        #expect(try store.put([item("c", "", path: nil)]).map(\.status) == [.unchanged])
    }

    @Test("versions come back whole, by number and in order")
    func versions() throws {
        let archive = try TestArchive()
        let store = try SourceStore(archive.folder)
        _ = try store.put([item("a", "one")], received: received)
        _ = try store.put([item("a", "two", path: nil)], received: received)
        let expected = SourceVersion(
            id: "a", number: 2, revision: 2, hash: item("a", "two").hash, format: "jsonl",
            path: nil, line: 3, byteOffset: 400, actorsMode: .both, received: received,
            bytes: Array("two".utf8))
        #expect(try store.source("a") == expected)
        #expect(try store.source("a", version: 1)?.bytes == Array("one".utf8))
        #expect(try store.source("a", version: 3) == nil)
        #expect(try store.source("b") == nil)
        #expect(try store.current(after: 0, limit: 9) == [expected])
        #expect(
            try store.versions(of: "a") == [
                SourceVersion.Summary(
                    number: 1, revision: 1, received: received, hash: item("a", "one").hash,
                    format: "jsonl", byteCount: 3),
                SourceVersion.Summary(
                    number: 2, revision: 2, received: received, hash: item("a", "two").hash,
                    format: "jsonl", byteCount: 3),
            ])
        #expect(try store.versions(of: "b") == [])
    }

    @Test(
        "deleted articles leave the current ones and stay in the changes; purged ones lose their bytes"
    )
    func deletion() throws {
        let archive = try TestArchive()
        let store = try SourceStore(archive.folder)
        _ = try store.put([item("a", "secret"), item("b", "two"), item("c", "three")])
        #expect(
            try store.delete(["a", "x", "b", "a"], purge: false) == [
                DeleteResult(id: "a", status: .deleted, revision: 4),
                DeleteResult(id: "x", status: .absent, revision: 0),
                DeleteResult(id: "b", status: .deleted, revision: 5),
                DeleteResult(id: "a", status: .absent, revision: 4),
            ])
        #expect(try store.current(after: 0, limit: 9).map(\.id) == ["c"])
        #expect(try store.changedIDs(after: 3, limit: 9).map(\.id) == ["a", "b"])
        #expect(try store.versions(of: "a").count == 1)
        #expect(
            try store.delete(["a"], purge: true)
                == [DeleteResult(id: "a", status: .deleted, revision: 6)])
        #expect(try store.delete(["a"], purge: true).map(\.status) == [.absent])
        #expect(try store.versions(of: "a") == [])
        let counts = try store.counts()
        #expect(counts.articles == 1)
        #expect(counts.deleted == 2)
        #expect(counts.versions == 2)
        #expect(counts.rawBytes == 8)
        // What comes again is new: after a purge with its first version, else with the next one.
        #expect(
            try store.put([item("a", "again"), item("b", "two")]) == [
                PutResult(id: "a", status: .created, revision: 7, version: 1),
                PutResult(id: "b", status: .created, revision: 8, version: 2),
            ])
    }

    @Test("purged bytes are in no file of the store any more")
    func purging() throws {
        let archive = try TestArchive()
        let store = try SourceStore(archive.folder)
        // Random letters: zstd leaves them as they are.
        let secret = "qzxjkvwpyfgh"
        _ = try store.put([item("a", secret), item("b", "two")])
        try store.checkpoint()
        func holdsSecret() throws -> Bool {
            for name in try Disk.names(in: archive.folder.path) where name.hasPrefix("sources") {
                let bytes = try Disk.read(archive.folder.path + "/" + name)
                if String(decoding: bytes, as: UTF8.self).contains(secret) { return true }
            }
            return false
        }
        #expect(try holdsSecret())
        _ = try store.delete(["a"], purge: true)
        try store.checkpoint()
        #expect(try !holdsSecret())
    }

    @Test("changes replay to the same articles, whatever the page")
    func changes() throws {
        let seed: UInt64 = 41
        var generator = SeededGenerator(seed: seed)
        let archive = try TestArchive()
        let store = try SourceStore(archive.folder)
        var oracle: [String: String] = [:]
        for round in 0..<30 {
            var batch: [SourceItem] = []
            for _ in 0..<Int.random(in: 1...20, using: &generator) {
                let id = "id\(Int.random(in: 0..<40, using: &generator))"
                let text = "text \(Int.random(in: 0..<3, using: &generator))"
                batch.append(item(id, text))
                oracle[id] = text
            }
            _ = try store.put(batch)
            if round % 4 == 0 {
                let id = "id\(Int.random(in: 0..<40, using: &generator))"
                _ = try store.delete([id], purge: round % 8 == 0)
                oracle[id] = nil
            }
        }
        for limit in [1, 7, 1_000] {
            var replayed: [String: String] = [:]
            var revision: UInt64 = 0
            while true {
                let page = try store.changes(after: revision, limit: limit)
                guard let last = page.last else { break }
                for change in page {
                    #expect(change.revision > revision || change.id == page.first?.id)
                    replayed[change.id] = change.version.map {
                        String(decoding: $0.bytes, as: UTF8.self)
                    }
                    #expect(change.isDeleted == (change.version == nil))
                }
                revision = last.revision
            }
            #expect(replayed == oracle, "seed \(seed), limit \(limit)")
            #expect(try store.revision() == revision)
        }
        let current = try store.current(after: 0, limit: 1_000)
        #expect(current.map(\.revision) == current.map(\.revision).sorted())
        #expect(Set(current.map(\.id)) == Set(oracle.keys))
        #expect(try store.currentPaths().map(\.id).sorted() == oracle.keys.sorted())
        #expect(try store.verify() == [])
    }

    @Test("a large batch trains a dictionary, and both old and new versions come back")
    func dictionary() throws {
        let archive = try TestArchive()
        var random = RandomArticles(seed: 51)
        let store = try SourceStore(archive.folder)
        _ = try store.put([item("first", "before the dictionary")])
        let texts = (0..<300).map { _ in random.article("x").body }
        _ = try store.put(texts.enumerated().map { item("id\($0.offset)", $0.element) })
        try store.close()
        let again = try SourceStore(archive.folder)
        _ = try again.put([item("late", texts[3])])
        #expect(try again.source("late")?.bytes == Array(texts[3].utf8))
        #expect(try again.source("first")?.bytes == Array("before the dictionary".utf8))
        for (number, text) in texts.enumerated() {
            #expect(try again.source("id\(number)")?.bytes == Array(text.utf8))
        }
    }

    @Test("a reader of another connection sees what was put in, while the writer goes on")
    func readOnly() throws {
        let archive = try TestArchive()
        #expect(throws: ArchiveError.missing(path: archive.folder.path)) {
            try SourceStore(archive.folder, readOnly: true)
        }
        let store = try SourceStore(archive.folder)
        _ = try store.put([item("a", "one")])
        let reader = try SourceStore(archive.folder, readOnly: true)
        #expect(try reader.source("a")?.number == 1)
        _ = try store.put([item("a", "two")])
        #expect(try reader.source("a")?.number == 2)
        #expect(throws: ArchiveError.self) { try reader.put([item("b", "x")]) }
        try store.close()
        #expect(try reader.source("a")?.number == 2)
        #expect(throws: ArchiveError.self) { try store.put([item("b", "x")]) }
    }

    @Test("a store of a newer schema or of another program is refused, with advice")
    func otherSchema() throws {
        let archive = try TestArchive()
        try SourceStore(archive.folder).close()
        let queue = try DatabaseQueue(path: archive.folder.sources)
        try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA user_version = 7") }
        let error = #expect(throws: ArchiveError.self) { try SourceStore(archive.folder) }
        guard case .schemaMismatch(archive.folder.sources, 7, 1, _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        try queue.writeWithoutTransaction {
            try $0.execute(sql: "PRAGMA user_version = 1; PRAGMA application_id = 5")
        }
        #expect(
            throws: ArchiveError.notAnArchive(
                path: archive.folder.path,
                reason: "sources.sqlite is a database of another program")
        ) { try SourceStore(archive.folder) }
    }

    @Test(
        "damage to the store is an error or is found by verify, never a trap", arguments: [1, 2, 3])
    func damage(seed: UInt64) throws {
        let archive = try TestArchive()
        let store = try SourceStore(archive.folder)
        var random = RandomArticles(seed: seed)
        _ = try store.put((0..<150).map { item("id\($0)", random.article("x").body) })
        try store.checkpoint()
        try store.close()
        let whole = try Disk.read(archive.folder.sources)
        var generator = SeededGenerator(seed: seed)
        for round in 0..<40 {
            var bytes = whole
            if round % 8 == 7 {
                bytes.removeLast(Int.random(in: 1..<whole.count, using: &generator))
            } else {
                for _ in 0..<Int.random(in: 1...40, using: &generator) {
                    let place = Int.random(in: 0..<whole.count, using: &generator)
                    bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
                }
            }
            for name in ["", "-wal", "-shm"] {
                try Disk.removeFile(archive.folder.sources + name, DiskSteps())
            }
            try Disk.replace(archive.folder.sources, with: bytes, isDurable: false, DiskSteps())
            do {
                let damaged = try SourceStore(archive.folder)
                _ = try damaged.verify()
                _ = try damaged.changes(after: 0, limit: 1_000)
                _ = try damaged.put([item("id3", "new")])
                _ = try damaged.versions(of: "id3")
                _ = try damaged.currentPaths()
            } catch {
                continue
            }
        }
    }
}
