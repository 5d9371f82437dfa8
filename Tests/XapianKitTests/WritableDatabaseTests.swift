import Foundation
import TestSupport
import Testing
import XapianKit

@Suite struct WritableDatabaseTests {
    private func document(_ terms: String...) -> PackedDocument {
        var packed = PackedDocument()
        for term in terms { packed.append(term: term, wdf: 1) }
        return packed
    }

    @Test("what was written is read back, whole")
    func roundTrip() throws {
        let folder = try TemporaryFolder()
        let writer = try WritableDatabase(path: folder.path("db"), mode: .create)
        var packed = PackedDocument()
        packed.append(term: "zinc", wdf: 2)
        packed.append(term: "Ünïcode \u{0}x", wdf: 1)
        packed.append(term: "zinc", wdf: 3)
        [UInt8]("oil".utf8).withUnsafeBufferPointer {
            packed.append(prefix: "XT", term: $0, wdf: 0)
            packed.append(term: $0, wdf: 7)
        }
        packed.data = [0, 255, 10]
        #expect(packed.termCount == 5)
        #expect(try writer.add(packed) == 1)
        packed.reset()
        #expect(packed.termCount == 0)
        #expect(try writer.add(packed) == 2)
        try writer.replace(9, with: document("late"))
        try writer.setMetadata("key", [1, 0, 2])
        #expect(try writer.documentCount() == 3)
        #expect(try writer.lastDocumentID() == 9)
        try writer.commit()

        let database = try Database(path: folder.path("db"))
        #expect(try database.documentCount() == 3)
        #expect(try database.lastDocumentID() == 9)
        let terms = try database.terms(of: 1)
        #expect(terms.map(\.term) == ["XToil", "oil", "zinc", "Ünïcode \u{0}x"])
        #expect(terms.map(\.frequency) == [0, 7, 5, 1])
        #expect(terms.indices.map { terms.frequency($0) } == [0, 7, 5, 1])
        #expect(try database.documentData(1) == [0, 255, 10])
        #expect(try database.documentData(2) == [])
        #expect(try database.terms(of: 2).isEmpty)
        #expect(try database.metadata("key") == [1, 0, 2])
        #expect(try database.metadata("") == [])
        #expect(try database.wdf(of: "zinc", in: 1) == 5)
        #expect(try database.wdf(of: "XToil", in: 1) == 0)
        #expect(try database.contains(term: "XToil", in: 1))
        #expect(try !database.contains(term: "XToil", in: 2))
        #expect(try !database.contains(term: "zinc", in: 77))
        #expect(try database.terms(prefix: "").map(\.term).count == 5)
        #expect(try database.terms(prefix: "", limit: 2).map(\.term) == ["XToil", "late"])
        #expect(try database.terms(prefix: "z").map(\.frequency) == [1])
        for missing: DocumentID in [0, 3, 10, .max] {
            #expect(
                code { () throws(XapianError) in _ = try database.terms(of: missing) } == .notFound)
            #expect(
                code { () throws(XapianError) in _ = try database.documentData(missing) }
                    == .notFound)
        }
    }

    @Test("a bad term is refused and costs nothing that is pending")
    func badTerms() throws {
        let folder = try TemporaryFolder()
        let writer = try WritableDatabase(path: folder.path("db"), mode: .create)
        _ = try writer.add(document("good"))
        for bad in [
            "", String(repeating: "x", count: 246), String(repeating: "\u{0}", count: 123),
        ] {
            let added = code { () throws(XapianError) in _ = try writer.add(document("a", bad)) }
            #expect(added == .invalidArgument)
            let replaced = code { () throws(XapianError) in
                try writer.replace(1, with: document("a", bad))
            }
            #expect(replaced == .invalidArgument)
        }
        let zero = code { () throws(XapianError) in try writer.replace(0, with: document("a")) }
        #expect(zero == .invalidArgument)
        let key = code { () throws(XapianError) in try writer.setMetadata("", [1]) }
        #expect(key == .invalidArgument)
        #expect(code { () throws(XapianError) in try writer.delete(5) } == .notFound)
        #expect(code { () throws(XapianError) in try writer.delete(0) } == .notFound)
        _ = try writer.add(document(String(repeating: "y", count: 245)))
        _ = try writer.add(document(String(repeating: "\u{0}", count: 122)))
        try writer.commit()
        let database = try Database(path: folder.path("db"))
        #expect(try database.documentCount() == 3)
        #expect(try database.documentFrequency(of: "good") == 1)
        #expect(try database.documentFrequency(of: "a") == 0)
    }

    @Test("what is not committed is gone: after close, cancel and a forgotten handle")
    func uncommitted() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("db")
        let writer = try WritableDatabase(path: path, mode: .create)
        _ = try writer.add(document("kept"))
        try writer.commit()
        _ = try writer.add(document("cancelled"))
        try writer.delete(1)
        try writer.cancel()
        #expect(try writer.documentCount() == 1)
        // More than the number after which the engine flushes by itself.
        for _ in 0..<10_050 { _ = try writer.add(document("closed")) }
        writer.close()
        #expect(code { () throws(XapianError) in try writer.commit() } == .closed)
        do {
            let forgotten = try WritableDatabase(path: path, mode: .open)
            _ = try forgotten.add(document("forgotten"))
        }
        let database = try Database(path: path)
        #expect(try database.terms(prefix: "").map(\.term) == ["kept"])
        #expect(try database.documentCount() == 1)
    }

    @Test("a failed commit spends the handle and leaves the last commit")
    func failedCommit() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("db")
        let writer = try WritableDatabase(path: path, mode: .create)
        _ = try writer.add(document("kept"))
        try writer.commit()
        _ = try writer.add(document("lost"))
        // The engine writes the file of the new revision under this name before it renames it.
        let obstacle = folder.path("db/v.tmp")
        try FileManager.default.createDirectory(
            atPath: obstacle, withIntermediateDirectories: false)
        let failed = code { () throws(XapianError) in try writer.commit() }
        #expect(failed == .inputOutput)
        try FileManager.default.removeItem(atPath: obstacle)
        #expect(code { () throws(XapianError) in try writer.commit() } == .closed)
        #expect(code { () throws(XapianError) in try writer.cancel() } == .closed)
        #expect(code { () throws(XapianError) in _ = try writer.add(document("more")) } == .closed)
        #expect(code { () throws(XapianError) in try writer.delete(1) } == .closed)
        #expect(code { () throws(XapianError) in _ = try writer.documentCount() } == .closed)
        writer.close()
        #expect(try Database(path: path).terms(prefix: "").map(\.term) == ["kept"])
        let next = try WritableDatabase(path: path, mode: .open)
        _ = try next.add(document("replayed"))
        try next.commit()
        #expect(
            try Database(path: path).terms(prefix: "").map(\.term) == ["kept", "replayed"])
    }

    @Test("a second writer is told at once that the database is locked")
    func locked() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("db")
        let writer = try WritableDatabase(path: path, mode: .create)
        for mode in [WritableDatabase.Mode.open, .createOrOpen, .createOrOverwrite] {
            let second = code { () throws(XapianError) in
                _ = try WritableDatabase(path: path, mode: mode)
            }
            #expect(second == .locked)
        }
        writer.close()
        _ = try WritableDatabase(path: path, mode: .open)
    }

    @Test("each mode says what is there or not")
    func modes() throws {
        let folder = try TemporaryFolder()
        func open(_ name: String, _ mode: WritableDatabase.Mode) -> XapianError.Code? {
            code { () throws(XapianError) in
                let writer = try WritableDatabase(
                    path: folder.path(name), mode: mode, synced: false)
                _ = try writer.add(document("x"))
                try writer.commit()
            }
        }
        #expect(open("db", .open) == .notFound)
        #expect(open("db", .create) == nil)
        #expect(open("db", .create) == .alreadyExists)
        #expect(open("db", .createOrOpen) == nil)
        #expect(try Database(path: folder.path("db")).documentCount() == 2)
        #expect(open("db", .createOrOverwrite) == nil)
        #expect(try Database(path: folder.path("db")).documentCount() == 1)
        #expect(open("no/such/folder", .create) == .openingFailed)
        #expect(
            code { () throws(XapianError) in _ = try WritableDatabase(path: "", mode: .open) }
                == .invalidArgument)
        #expect(
            code { () throws(XapianError) in _ = try WritableDatabase(path: "a\u{0}b", mode: .open)
            } == .invalidArgument)
    }
}
