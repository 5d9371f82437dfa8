import Foundation
import TestSupport
import Testing
import XapianKit

@Suite struct DatabaseTests {
    @Test("a path without a database is named in the error")
    func missing() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("none")
        do {
            _ = try Database(path: path)
            Issue.record("there is no database to open")
        } catch {
            #expect(error.code == .notFound)
            #expect(error.path == path)
            #expect(error.operation == "open the database")
            #expect(error.description.hasPrefix("cannot open the database at '\(path)': "))
            #expect(error.description.hasSuffix("; check the name"))
        }
        #expect(code { () throws(XapianError) in _ = try Database(paths: []) } == .invalidArgument)
        #expect(code { () throws(XapianError) in _ = try Database(path: "") } == .invalidArgument)
    }

    @Test("a stub file, which could name anything, is refused")
    func stub() throws {
        let folder = try TemporaryFolder()
        try SampleIndex(documents: 3, terms: 3, seed: 1).write(to: folder.path("db"))
        let stub = folder.path("stub")
        try "auto \(folder.path("db"))\n".write(toFile: stub, atomically: true, encoding: .utf8)
        #expect(code { () throws(XapianError) in _ = try Database(path: stub) } != nil)
    }

    @Test("a closed database says so to everything")
    func closed() throws {
        let folder = try TemporaryFolder()
        try SampleIndex(documents: 3, terms: 3, seed: 1).write(to: folder.path("db"))
        let database = try Database(path: folder.path("db"))
        try database.close()
        var set = Bitset(bitCount: 3)
        #expect(code { () throws(XapianError) in _ = try database.documentCount() } == .closed)
        #expect(code { () throws(XapianError) in try database.reopen() } == .closed)
        #expect(code { () throws(XapianError) in try database.union("t0", into: &set) } == .closed)
        #expect(code { () throws(XapianError) in _ = try database.search(.all) } == .closed)
        #expect(code { () throws(XapianError) in _ = try database.terms(prefix: "") } == .closed)
    }

    @Test("a reader keeps its commit until it reopens, and a retry mends what a writer broke")
    func reopening() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("db")
        let writer = try WritableDatabase(path: path, mode: .create)
        func write(_ round: Int) throws {
            for id in 1...400 {
                var document = PackedDocument()
                document.append(term: "round\(round)", wdf: 1)
                for n in 0..<20 { document.append(term: "x\((id * 7 + n * round) % 900)", wdf: 1) }
                try writer.replace(DocumentID(id), with: document)
            }
            try writer.commit()
        }
        try write(1)
        let database = try Database(path: path)
        let revision = try database.revision()
        #expect(try database.reopen() == false)
        var broken = false
        for round in 2...20 {
            try write(round)
            let read = code { () throws(XapianError) in
                for id: DocumentID in 1...400 { _ = try database.terms(of: id) }
            }
            if read == .databaseModified {
                broken = true
                // Nothing is answered from the mixture of two commits.
                let next = code { () throws(XapianError) in _ = try database.documentCount() }
                #expect(next == .databaseModified)
                let frequency = try database.withRetry { database throws(XapianError) in
                    for id: DocumentID in 1...400 { _ = try database.terms(of: id) }
                    return try database.documentFrequency(of: "round\(round)")
                }
                #expect(frequency == 400)
            }
        }
        #expect(broken)
        try database.reopen()
        #expect(try database.revision() > revision)
        #expect(try database.documentFrequency(of: "round20") == 400)
    }

    @Test("truncated and overwritten files give errors, whatever is then read")
    func damaged() throws {
        let folder = try TemporaryFolder()
        let whole = folder.path("whole")
        try SampleIndex(documents: 600, terms: 80, seed: 1).write(to: whole)
        let files = ["docdata.glass", "iamglass", "postlist.glass", "termlist.glass"]
        for file in files {
            for kept in [0.0, 0.1, 0.5, 0.95] {
                let copy = folder.path("copy-\(file)-\(kept)")
                try FileManager.default.copyItem(atPath: whole, toPath: copy)
                let url = URL(filePath: copy).appending(path: file)
                let bytes = try Data(contentsOf: url)
                try bytes.prefix(Int(Double(bytes.count) * kept)).write(to: url)
                let result = code { () throws(XapianError) in try readAll(copy) }
                #expect(result != nil, "\(file) cut to \(kept)")
                #expect(
                    [.corrupt, .openingFailed, .wrongVersion, .inputOutput, .notFound]
                        .contains(result), "\(file) cut to \(kept): \(String(describing: result))")
            }
        }
        let copy = folder.path("garbage")
        try FileManager.default.copyItem(atPath: whole, toPath: copy)
        try Data(repeating: 0x5A, count: 200).write(to: URL(filePath: copy + "/iamglass"))
        #expect(code { () throws(XapianError) in try readAll(copy) } == .corrupt)
    }

    private func readAll(_ path: String) throws(XapianError) {
        let database = try Database(path: path)
        let terms = try database.terms(prefix: "")
        for term in terms { _ = try database.postings(term.term) }
        for id in 1...(try database.lastDocumentID()) {
            _ = try database.terms(of: id)
            _ = try database.documentData(id)
        }
        _ = try database.search(.or(terms.map { .term($0.term) }))
    }
}
