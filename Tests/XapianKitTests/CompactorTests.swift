import Foundation
import TestSupport
import Testing
import XapianKit

@Suite struct CompactorTests {
    @Test("compaction keeps the order of segments and moves ids by what came before")
    func order() throws {
        let folder = try TemporaryFolder()
        var expected: [String] = []
        var sources: [String] = []
        for (segment, count) in [3, 1, 70, 20].enumerated() {
            let path = folder.path("segment\(segment)")
            let writer = try WritableDatabase(path: path, mode: .create, synced: false)
            for i in 0..<count {
                var document = PackedDocument()
                document.append(term: "s\(segment)", wdf: i)
                document.append(term: "all", wdf: 1)
                document.data = Array("\(segment)/\(i)".utf8)
                _ = try writer.add(document)
                expected.append("\(segment)/\(i)")
            }
            try writer.setMetadata("key", [UInt8(segment)])
            try writer.commit()
            sources.append(path)
        }
        let merged = folder.path("merged")
        try Compactor.compact(sources, into: merged)
        let database = try Database(path: merged)
        #expect(try database.documentCount() == expected.count)
        let data = try (1...expected.count).map {
            String(decoding: try database.documentData(DocumentID($0)), as: UTF8.self)
        }
        #expect(data == expected)
        #expect(try database.postings("all").documents.map { Int($0) } == Array(1...94))
        #expect(try database.postings("s1").documents == [4])
        #expect(try database.wdf(of: "s2", in: 74) == 69)
        #expect(try database.metadata("key") == [0])
        #expect(try Compactor.check(merged) == 0)
        let again = code { () throws(XapianError) in try Compactor.compact(sources, into: merged) }
        #expect(again == .alreadyExists)
        try Compactor.compact(
            [merged, sources[1]], into: folder.path("second"), blockSize: 65536, fuller: true)
        #expect(try Database(path: folder.path("second")).postings("s1").documents == [4, 95])
    }

    @Test("a segment without documents moves nothing")
    func empty() throws {
        let folder = try TemporaryFolder()
        let sample = SampleIndex(documents: 5, terms: 3, seed: 1)
        for (name, count) in [("a", 5), ("b", 0), ("c", 5)] {
            if count == 0 {
                let writer = try WritableDatabase(path: folder.path(name), mode: .create)
                try writer.commit()
            } else {
                try sample.write(to: folder.path(name))
            }
        }
        try Compactor.compact(["a", "b", "c"].map { folder.path($0) }, into: folder.path("d"))
        #expect(
            try Database(path: folder.path("d")).postings("t0").documents == Array(1...10))
    }

    @Test("sources and destinations that are not there are errors")
    func errors() throws {
        let folder = try TemporaryFolder()
        try SampleIndex(documents: 3, terms: 3, seed: 1).write(to: folder.path("db"))
        func compact(_ sources: [String], _ destination: String) -> XapianError.Code? {
            code { () throws(XapianError) in try Compactor.compact(sources, into: destination) }
        }
        #expect(compact([], folder.path("x")) == .invalidArgument)
        #expect(compact([folder.path("none")], folder.path("x")) == .notFound)
        #expect(compact([folder.path("db")], folder.path("no/such/x")) == .openingFailed)
        #expect(
            code { () throws(XapianError) in _ = try Compactor.check(folder.path("none")) } != nil)
    }

    @Test("a check counts the faults of a truncated table")
    func check() throws {
        let folder = try TemporaryFolder()
        try SampleIndex(documents: 600, terms: 80, seed: 1).write(to: folder.path("db"))
        #expect(try Compactor.check(folder.path("db")) == 0)
        let url = URL(filePath: folder.path("db/postlist.glass"))
        let bytes = try Data(contentsOf: url)
        try bytes.prefix(bytes.count / 2).write(to: url)
        var faults = 0
        let result = code { () throws(XapianError) in
            faults = try Compactor.check(folder.path("db"))
        }
        #expect(faults > 0 || result == .corrupt || result == .inputOutput)
    }
}
