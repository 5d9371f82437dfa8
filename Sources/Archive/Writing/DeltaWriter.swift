import Glibc
import Schema
import XapianKit

/// Writes the delta of a generation: live writes, published commit by commit.
///
///     generations/<name>/delta.json       what is published (``PublishedDelta``)
///     generations/<name>/delta-<n>/log    rows (``DeltaLog``)
///     generations/<name>/delta-<n>/xapian the database
///     generations/<name>/delta-<n>/dirty  there from the first change until a clean end
///     generations/<name>/authority-<r>.bin  authority snapshot since revision r, where articles
///                                         were retagged; brought to the disk
///
/// A commit appends its records to the log, commits the database, then publishes both by renaming
/// `delta.json`. None of the three is brought to the disk: what a delta holds is in the source
/// store. After a writer that did not end cleanly (`dirty` is there) nobody knows what of log and
/// database reached the disk, so the delta is built anew beside the served one, from the source
/// store. Until then what was published goes on being served: a kill does not take away pages.
///
/// Nothing is ever replaced in a delta: a changed article gets the next docid, and its old document
/// a tombstone, so an older snapshot goes on seeing what it saw. After an error the value is done
/// for: ``needsRebuild`` is true, and ``startOver()`` is the only way on. No handle is used again
/// after it failed: a second commit of Xapian 1.4.22 on it says that all is well and writes nothing.
///
/// One thread.
public final class DeltaWriter {
    private let generation: String
    private let lock: WriterLock
    private let steps: DiskSteps
    let base: Base
    private let baseDatabase: Database
    var files: DeltaFiles?
    var ordinals: DeltaOrdinals
    var pending: [UInt8] = []
    private var living: [String: UInt32] = [:]
    /// Ids by docid, while a log is read.
    private var loaded: [String] = []
    private var deadInBase: Bitset
    var stories: LiveStories
    /// Where the units of each document lie in the log.
    var tokenPlaces: [TokenPlace] = []
    /// Whether the sketches of the documents that an earlier writer put in are still to be made.
    var lacksSketches = false
    private var packed = PackedDocument()
    private let compressor: Zstd.Compressor
    private var hasChanges = false
    /// The file of the authority snapshot in force; nil for that of the base.
    private var authority: String?

    /// Whether ``startOver()`` and a replay are needed before anything else.
    public private(set) var needsRebuild = false
    /// The delta holds every change of the source store up to this one: a replay goes on from here.
    public private(set) var sourceRevision: UInt64
    /// The revision that was published last.
    public private(set) var revision: UInt64
    /// Documents, dead ones too.
    public private(set) var documents = 0
    /// Documents that were replaced or deleted.
    public private(set) var deadDocuments = 0
    /// Bytes of the log.
    public private(set) var logBytes = 0
    /// Dead documents of the base.
    public var deadInBaseCount: Int { deadInBase.count }

    /// Opens the delta of a generation.
    ///
    /// - Throws: what ``ArchiveReader`` throws for the base; `engine` where its database cannot be
    ///   opened. A delta that cannot be read is no error: ``needsRebuild`` says so.
    public init(
        _ folder: ArchiveFolder, generation: String, lock: WriterLock,
        steps: DiskSteps = DiskSteps()
    ) throws(ArchiveError) {
        self.generation = folder.generation(generation)
        self.lock = lock
        self.steps = steps
        base = try Base(folder, generation, copies: false)
        do {
            baseDatabase = try Database(path: base.part.xapianPath)
        } catch {
            throw Self.failure("open the base", base.part.xapianPath, error)
        }
        compressor = Zstd.Compressor(base.dictionary)
        ordinals = DeltaOrdinals(base)
        deadInBase = Bitset(bitCount: base.part.count)
        stories = try LiveStories(base)
        sourceRevision = base.manifest.sourceRevision
        revision = base.manifest.revision
        try open()
    }

    /// Begins an empty delta beside the served one.
    ///
    /// It takes the other's place with the next ``commit(sourceRevision:publishing:)`` that
    /// publishes.
    ///
    /// - Throws: `inputOutput`, `engine`.
    public func startOver() throws(ArchiveError) {
        files = nil
        pending = []
        living = [:]
        deadInBase = Bitset(bitCount: base.part.count)
        ordinals = DeltaOrdinals(base)
        stories = try LiveStories(base)
        (tokenPlaces, lacksSketches) = ([], false)
        (documents, deadDocuments, logBytes) = (0, 0, 0)
        sourceRevision = base.manifest.sourceRevision
        needsRebuild = true
        let published = try? readPublished()
        authority = published?.authority ?? authority
        try DeltaFiles.clean(generation, keeping: published?.directory, steps)
        let directory = try DeltaFiles.nextDirectory(generation)
        files = try DeltaFiles(creating: directory, in: generation, steps)
        logBytes = DeltaLog.headerLength
        needsRebuild = false
        hasChanges = true
    }

    /// Puts an article in; one with the same id, in base or delta, is dead from the next commit on.
    ///
    /// - Parameter vocabulary: that of the draft; the same for all drafts is the fastest.
    /// - Throws: `engine`, `inputOutput`.
    public func put(_ draft: Draft, _ vocabulary: Vocabulary) throws(ArchiveError) {
        try guarded { () throws(ArchiveError) in
            let files = try opened()
            try bury(draft.article.id)
            let story = try story(of: draft, vocabulary)
            let row = DocumentRow(draft.article, story: story) { field, label in
                ordinals.label(field, label, &pending)
            }
            ordinals.takeWords(vocabulary, &pending)
            var units: [UInt16] = []
            units.reserveCapacity(draft.titleStems.count + draft.bodyStems.count)
            for stem in draft.titleStems {
                TokenUnits.append(ordinals.stem(stem, vocabulary, &pending), to: &units)
            }
            let bodyStart = units.count
            for stem in draft.bodyStems {
                TokenUnits.append(ordinals.stem(stem, vocabulary, &pending), to: &units)
            }
            let plain = ArticleCodec.encode(draft.article)
            guard let frame = compressor.compress(plain.content) else {
                throw .inputOutput(
                    operation: "compress an article for", path: files.log, errno: ENOMEM)
            }
            tokenPlaces.append(
                TokenPlace(
                    offset: logBytes + pending.count + DeltaLog.recordHeaderLength
                        + DeltaRecord.unitsOffset(row), count: units.count, bodyStart: bodyStart))
            DeltaLog.append(
                DeltaRecord.document(
                    row, units: units, bodyStart: bodyStart, record: plain.head + frame),
                to: &pending)
            if let end = row.embargo {
                DeltaLog.append(
                    DeltaRecord.embargo(docid: UInt32(documents + 1), end: end), to: &pending)
            }
            draft.pack(vocabulary, into: &packed)
            let docid: DocumentID
            do throws(XapianError) {
                docid = try files.database.add(packed)
            } catch {
                throw Self.failure("add a document", files.xapian, error)
            }
            documents += 1
            guard Int(docid) == documents else {
                throw .engine(
                    operation: "add a document", path: files.xapian,
                    message: "it got docid \(docid) for document \(documents)")
            }
            living[draft.article.id] = docid
        }
    }

    /// Takes an article out; false where neither base nor delta has it.
    ///
    /// - Throws: `engine`, `inputOutput`.
    public func delete(_ id: String) throws(ArchiveError) -> Bool {
        try guarded { () throws(ArchiveError) -> Bool in
            _ = try opened()
            return try bury(id)
        }
    }

    /// Makes what was put in and taken out one commit.
    ///
    /// - Parameters:
    ///   - sourceRevision: with this commit base and delta hold every change up to this one.
    ///   - publishing: false while a delta that was started over has not caught up yet, and for
    ///     the first parts of what is to be one commit.
    ///   - authority: the authority snapshot that is in force from this commit on; nil for the one
    ///     that is.
    /// - Returns: the revision that readers see now.
    /// - Throws: `engine`, `inputOutput`; nothing of the commit is published then.
    @discardableResult
    public func commit(
        sourceRevision: UInt64, publishing: Bool = true, authority newAuthority: [UInt8]? = nil
    ) throws(ArchiveError) -> UInt64 {
        let isUnchanged =
            !needsRebuild && !hasChanges && sourceRevision == self.sourceRevision
            && newAuthority == nil
        if isUnchanged { return revision }
        return try guarded { () throws(ArchiveError) -> UInt64 in
            let files = try opened()
            steps.step()
            try Disk.write(pending, to: files.descriptor, files.log)
            logBytes += pending.count
            pending.removeAll(keepingCapacity: true)
            steps.step()
            do throws(XapianError) {
                try files.database.commit()
            } catch {
                throw Self.failure("commit", files.xapian, error)
            }
            if publishing {
                let before = authority
                if let newAuthority { authority = try write(authority: newAuthority) }
                let published = PublishedDelta(
                    directory: files.directory, documents: documents, logBytes: logBytes,
                    revision: revision + 1, sourceRevision: sourceRevision, authority: authority)
                try Disk.replace(
                    generation + "/delta.json", with: published.encoded(), isDurable: false, steps)
                revision += 1
                // A reader may still be about to open the one before.
                if newAuthority != nil { try cleanAuthorities(keeping: [before, authority]) }
            }
            self.sourceRevision = sourceRevision
            hasChanges = !publishing
            return revision
        }
    }

    /// Ends cleanly: the delta is brought to the disk and need not be built anew.
    ///
    /// What was not committed and published stays out; the delta is built anew then.
    ///
    /// - Throws: `inputOutput`; the delta is built anew then.
    public func close() throws(ArchiveError) {
        guard let files, !needsRebuild, !hasChanges else {
            self.files = nil
            needsRebuild = true
            return
        }
        self.files = nil
        needsRebuild = true
        try files.closeCleanly(generation, steps)
    }

    private func write(authority bytes: [UInt8]) throws(ArchiveError) -> String {
        let name = "authority-\(revision + 1).bin"
        let file = try SectionFileWriter(generation + "/" + name, kind: "authority", steps: steps)
        try file.section("snapshot", bytes)
        _ = try file.finish()
        try Disk.synchroniseFolder(generation, steps)
        return name
    }

    private func cleanAuthorities(keeping: [String?]) throws(ArchiveError) {
        for name in try Disk.names(in: generation)
        where name.hasPrefix("authority-") && !keeping.contains(name) {
            try Disk.removeFile(generation + "/" + name, steps)
        }
    }

    private func open() throws(ArchiveError) {
        let published: PublishedDelta?
        do {
            published = try readPublished()
        } catch {
            needsRebuild = true
            return
        }
        guard let published else {
            try DeltaFiles.clean(generation, keeping: nil, steps)
            return
        }
        revision = published.revision
        authority = published.authority
        try DeltaFiles.clean(generation, keeping: published.directory, steps)
        guard !DeltaFiles.isDirty(generation, published.directory) else {
            needsRebuild = true
            return
        }
        do {
            try load(published)
        } catch {
            needsRebuild = true
        }
    }

    /// Reads a delta that was closed cleanly.
    private func load(_ published: PublishedDelta) throws(ArchiveError) {
        let path = generation + "/" + published.directory + "/log"
        let bytes = try Disk.read(path)
        guard bytes.count >= published.logBytes, bytes.starts(with: DeltaLog.header) else {
            throw .damaged(file: path, offset: nil, reason: "too short", command: base.mending)
        }
        let records = bytes[DeltaLog.headerLength..<published.logBytes]
        let damage = Array(records).withUnsafeBytes { records in
            DeltaLog.forEachRecord(records, start: DeltaLog.headerLength) { payload, offset in
                do throws(ByteReader.End) {
                    try take(try DeltaRecord(payload), payload, at: offset)
                    return nil
                } catch {
                    return "the record ends at its byte \(error.offset)"
                }
            }
        }
        if let damage {
            throw .damaged(
                file: path, offset: damage.offset, reason: damage.reason, command: base.mending)
        }
        files = try DeltaFiles(
            opening: published.directory, in: generation, logBytes: published.logBytes)
        guard documents == published.documents else {
            throw .damaged(
                file: path, offset: nil, reason: "other documents than published",
                command: base.mending)
        }
        logBytes = published.logBytes
        sourceRevision = published.sourceRevision
        loaded = []
    }

    private func take(
        _ record: DeltaRecord, _ payload: UnsafeRawBufferPointer, at offset: Int
    ) throws(ByteReader.End) {
        switch record {
        case .stem(let stem): ordinals.restore(stem: stem)
        case .label(let field, let label): ordinals.restore(field, label)
        case .word(let word, let stem): ordinals.restore(word: word, stem: stem)
        case .tombstone(.base, let docid):
            deadInBase.insert(Int(docid) - 1)
            stories.restore(removed: Int(docid) - 1)
        case .tombstone(.delta, let docid):
            deadDocuments += 1
            guard docid > 0, Int(docid) <= loaded.count else { return }
            stories.restore(removed: base.part.count + Int(docid) - 1)
            let id = loaded[Int(docid) - 1]
            if living[id] == docid { living[id] = nil }
        case .story(let part, let docid, let story):
            guard docid > 0, Int(docid) <= (part == .base ? base.part.count : documents) else {
                throw ByteReader.End(offset: 4)
            }
            let first = part == .base ? 0 : base.part.count
            stories.restore(LiveStories.Change(document: first + Int(docid) - 1, story: story))
        case .embargo: break
        case .document(let row, let units, let bodyStart, let range):
            documents += 1
            stories.restore(story: row.story)
            tokenPlaces.append(
                TokenPlace(
                    offset: offset + units.lowerBound, count: units.count / 2,
                    bodyStart: bodyStart))
            lacksSketches = true
            let record = UnsafeRawBufferPointer(rebasing: payload[range])
            let id = try ArticleCodec.fields(record).fields.id
            loaded.append(id)
            living[id] = UInt32(documents)
        }
    }

    /// Tombstones for what lives under the id; false where nothing does.
    @discardableResult
    private func bury(_ id: String) throws(ArchiveError) -> Bool {
        var isFound = false
        if let docid = living.removeValue(forKey: id) {
            DeltaLog.append(DeltaRecord.tombstone(.delta, docid: docid), to: &pending)
            try leaveStory(base.part.count + Int(docid) - 1)
            deadDocuments += 1
            isFound = true
        }
        guard base.part.count > 0 else { return isFound }
        let postings: [UInt32]
        do {
            postings = try baseDatabase.postings(Term.of(.id, id)).documents
        } catch {
            throw Self.failure("look an article up", base.part.xapianPath, error)
        }
        for docid in postings where !deadInBase.contains(Int(docid) - 1) {
            guard docid > 0, Int(docid) <= base.part.count else { continue }
            DeltaLog.append(DeltaRecord.tombstone(.base, docid: docid), to: &pending)
            deadInBase.insert(Int(docid) - 1)
            try leaveStory(Int(docid) - 1)
            isFound = true
        }
        return isFound
    }

    /// The files, made where there is no delta yet, marked dirty.
    private func opened() throws(ArchiveError) -> DeltaFiles {
        guard !needsRebuild else {
            throw .engine(
                operation: "write", path: generation, message: "the delta has to be started over")
        }
        let opened: DeltaFiles
        if let files {
            opened = files
        } else {
            let directory = try DeltaFiles.nextDirectory(generation)
            opened = try DeltaFiles(creating: directory, in: generation, steps)
            files = opened
            logBytes = DeltaLog.headerLength
        }
        try opened.markDirty(steps)
        hasChanges = true
        return opened
    }

    private func guarded<Value>(
        _ body: () throws(ArchiveError) -> Value
    ) throws(ArchiveError) -> Value {
        do {
            return try body()
        } catch {
            needsRebuild = true
            files = nil
            throw error
        }
    }

    private func readPublished() throws(ArchiveError) -> PublishedDelta? {
        let path = generation + "/delta.json"
        guard Disk.exists(path) else { return nil }
        return try PublishedDelta(
            try Disk.read(path, limit: 4096), path, mending: base.mending)
    }

    private static func failure(
        _ operation: String, _ path: String, _ error: XapianError
    ) -> ArchiveError {
        .engine(operation: operation, path: path, message: error.message)
    }
}
