import Articles
import Testing

@testable import Archive

@Suite struct DamageTests {
    /// Reads everything that a snapshot can give.
    private func readEverything(_ folder: ArchiveFolder, copies: Bool = false) throws {
        let reader = try ArchiveReader(folder, residency: copies ? .resident : .mapped)
        let snapshot = try reader.snapshot()
        for part in snapshot.parts {
            for index in 0..<part.count { _ = try DocumentView(snapshot, part, index) }
            for index in part.newestFirst { _ = part.stored(Int(index)) }
        }
        for labels in [snapshot.authors, snapshot.actors, snapshot.sections, snapshot.sites] {
            for ordinal in labels.ordinals(foldedLabelPrefix: "", atWordStarts: true) {
                _ = labels.ordinal(id: labels.id(ordinal))
            }
            _ = labels.ordinals(foldedLabelPrefix: "putin", atWordStarts: true)
        }
        for word in snapshot.words.words(prefix: "") {
            _ = snapshot.words.words(equal: word.word)
            _ = snapshot.stems.ordinal(of: snapshot.stems.bytes(word.stem))
        }
        _ = try snapshot.digest()
        // Writers read the sketches of the base, readers do not.
        let stories = try StoryFile(
            SectionFile(
                folder.generation(snapshot.generation) + "/stories.bin", kind: "stories",
                mending: folder.mending), count: snapshot.base.count)
        for index in 0..<snapshot.base.count {
            if let sketch = stories.sketch(index) { _ = stories.candidates(sketch) }
        }
    }

    /// An archive with a base and a published delta.
    private func archive(seed: UInt64) throws -> TestArchive {
        var random = RandomArticles(seed: seed)
        let archive = try TestArchive()
        try archive.build((0..<120).map { random.article("id\($0)") })
        let writer = try archive.deltaWriter()
        let maker = makeDraftMaker()
        for number in 0..<10 {
            try writer.put(
                maker.draft(of: random.article("id\(number * 15)")), maker.vocabulary)
        }
        try writer.commit(sourceRevision: 10)
        try writer.close()
        return archive
    }

    private func isEngineFile(_ path: String) -> Bool { path.contains("/xapian/") }

    private func write(_ bytes: [UInt8], to path: String) throws {
        try Disk.replace(path, with: bytes, isDurable: false, DiskSteps())
    }

    @Test("a truncated file is an error that names it and the command that mends it")
    func truncation() throws {
        let archive = try archive(seed: 21)
        try readEverything(archive.folder)
        for path in try archive.generationFiles() where !isEngineFile(path) {
            let whole = try Disk.read(path)
            // The last byte of a JSON file is a line feed that nobody misses.
            let last = whole.count - (path.hasSuffix(".json") ? 2 : 1)
            let lengths = [0, 1, 100, 4_095, 4_096, whole.count / 2, last]
            for length in lengths where length < whole.count {
                try write(Array(whole[..<length]), to: path)
                let error = #expect(throws: ArchiveError.self, "\(path) cut at \(length)") {
                    try readEverything(archive.folder)
                }
                guard case .damaged(let file, _, _, let command) = error else {
                    Issue.record("\(path) cut at \(length): \(String(describing: error))")
                    continue
                }
                #expect(file == path)
                #expect(command == "byline reindex --archive \(archive.folder.path)")
            }
            try write(whole, to: path)
        }
        try readEverything(archive.folder)
    }

    @Test("a flipped bit is an error, changes nothing, or is noticed by verify", arguments: [1, 2])
    func bitFlips(seed: UInt64) throws {
        let archive = try archive(seed: 22)
        let name = try #require(try archive.folder.currentGeneration())
        var generator = SeededGenerator(seed: seed)
        for path in try archive.generationFiles() where !isEngineFile(path) {
            let whole = try Disk.read(path)
            for _ in 0..<30 {
                var bytes = whole
                // Directories and first rows are hit as often as the long tail of data.
                let range = Bool.random(using: &generator) ? whole.count : min(600, whole.count)
                let place = Int.random(in: 0..<range, using: &generator)
                bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
                try write(bytes, to: path)
                var isNoticed = false
                do {
                    try readEverything(archive.folder, copies: Bool.random(using: &generator))
                } catch is ArchiveError {
                    isNoticed = true
                }
                if path.hasSuffix(".bin") {
                    #expect(
                        !Verification.verify(archive.folder, generation: name).isEmpty,
                        "seed \(seed), \(path) at \(place)")
                } else if path.hasSuffix("/log") {
                    #expect(isNoticed, "seed \(seed), \(path) at \(place)")
                }
            }
            try write(whole, to: path)
        }
        #expect(Verification.verify(archive.folder, generation: name) == [])
    }

    @Test("random bytes in the place of a file are an error")
    func garbage() throws {
        let archive = try archive(seed: 23)
        var generator = SeededGenerator(seed: 9)
        for path in try archive.generationFiles() where !isEngineFile(path) {
            let whole = try Disk.read(path)
            try write(whole.map { _ in UInt8.random(in: 0...255, using: &generator) }, to: path)
            #expect(throws: ArchiveError.self, "\(path)") { try readEverything(archive.folder) }
            try write(whole, to: path)
        }
    }

    @Test("files of another schema say which one is needed and what to do")
    func otherSchema() throws {
        let archive = try archive(seed: 24)
        let name = try #require(try archive.folder.currentGeneration())
        let path = archive.folder.manifestPath(name)
        let text = String(decoding: try Disk.read(path), as: UTF8.self)
        let own = "\"schema\" : \(Manifest.currentSchema)"
        try write(Array(text.replacing(own, with: "\"schema\" : 99").utf8), to: path)
        #expect(
            throws: ArchiveError.schemaMismatch(
                file: path, found: 99, needed: Manifest.currentSchema,
                command: "byline reindex --archive \(archive.folder.path)")
        ) { try archive.reader() }
    }

    @Test("a damaged new generation is an error, and the last snapshot goes on serving")
    func damagedSwitch() throws {
        let archive = try archive(seed: 25)
        let reader = try archive.reader()
        let before = try reader.snapshot()
        let next = try archive.build([Article(id: "x", title: "new", body: "")])
        let path = archive.folder.generation(next.name) + "/columns.bin"
        let whole = try Disk.read(path)
        try write(Array(whole.dropLast(8)), to: path)
        for _ in 0..<2 {
            #expect(throws: ArchiveError.self) { try reader.snapshot() }
            #expect(reader.latest.generation == before.generation)
        }
        try archive.folder.activate(before.generation)
        #expect(try reader.snapshot().generation == before.generation)
        try write(whole, to: path)
        try archive.folder.activate(next.name)
        #expect(try reader.snapshot().generation == next.name)
    }

    @Test("a damaged publication is an error until the next one")
    func damagedPublication() throws {
        let archive = try archive(seed: 26)
        let reader = try archive.reader()
        let name = try #require(try archive.folder.currentGeneration())
        let path = archive.folder.generation(name) + "/delta.json"
        let whole = try Disk.read(path)
        try write(Array("{}".utf8), to: path)
        #expect(throws: ArchiveError.self) { try reader.snapshot() }
        #expect(throws: ArchiveError.self) { try reader.snapshot() }
        try write(whole, to: path)
        #expect(try reader.snapshot().revision == reader.latest.revision)
    }
}
