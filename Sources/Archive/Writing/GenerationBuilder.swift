import Articles
import Foundation
import Schema

/// Writes the base of a new generation from segments, and makes it exist.
///
/// The protocol, each line durable before the next begins:
///
///     1  generations/<name>/ with work/ (segments) and, compacted by the caller, xapian/
///     2  the .bin files, each written and fsynced; the files of xapian/ fsynced
///     3  work/ removed; the folders xapian/, <name>/ and generations/ fsynced
///     4  manifest.json.new written and fsynced, renamed to manifest.json, <name>/ fsynced
///     5  by ``ArchiveFolder/activate(_:steps:)``: link current.new made, renamed to current,
///        the archive's folder fsynced
///
/// Before 4 the generation does not exist: the next writer removes what is there. Before 5 it
/// exists, nobody reads it, and the next writer removes it as an old one.
///
/// One thread.
public final class GenerationBuilder {
    /// Name of the generation.
    public let name: String
    /// Its folder.
    public let path: String
    /// For segments and temporary databases; removed by ``finish(sourceRevision:authority:stories:)``.
    public let workPath: String
    /// Where the database has to be when ``finish(sourceRevision:authority:stories:)`` is called.
    public let xapianPath: String

    private let folder: ArchiveFolder
    private let steps: DiskSteps
    private var manifest: Manifest
    private var dictionary: Zstd.Dictionary?

    private var columns = ColumnSet()
    private var sketches = StoryBuilder()
    private var labels = LabelField.allCases.map { _ in LabelCollector() }
    private var stems = ByteTable(minimumCapacity: 1 << 16)
    private var occurrences: [UInt32] = []
    private var words = WordCollector()
    private var segments: [BuiltRows] = []
    private let stored: SectionFileWriter
    private var recordOffsets: [UInt64] = [0]
    private var digest = ArticlesDigest()
    private var tokenCount = 0

    /// Makes the folder of a new generation.
    ///
    /// - Parameters:
    ///   - rules: version of the rules that make documents from sources.
    ///   - previous: the generation that `byline rollback` goes back to.
    /// - Throws: `inputOutput` where the disk refuses.
    public init(
        _ folder: ArchiveFolder, lock: WriterLock, rules: String, previous: String?,
        xapian: String = "1.4", steps: DiskSteps = DiskSteps(), now: Date = Date()
    ) throws(ArchiveError) {
        self.folder = folder
        self.steps = steps
        let time = now.formatted(.iso8601)
        let suffix = String(UInt16.random(in: 0...UInt16.max), radix: 16)
        let digits = time.replacing("-", with: "").replacing(":", with: "")
        name = digits + "-" + String(repeating: "0", count: 4 - suffix.count) + suffix
        path = folder.generation(name)
        workPath = path + "/work"
        xapianPath = path + "/xapian"
        var revision: UInt64 = 1
        if let previous {
            let before = try folder.manifest(previous)
            let published = try? PublishedDelta(
                Disk.read(folder.generation(previous) + "/delta.json", limit: 4096), "",
                mending: "")
            revision = max(before.revision, published?.revision ?? 0) + 1
        }
        manifest = Manifest(
            name: name, previous: previous, createdAt: time, xapian: xapian, rules: rules,
            revision: revision, sourceRevision: 0)
        try Disk.makeFolder(folder.generations, steps)
        try Disk.makeFolder(path, steps)
        try Disk.makeFolder(workPath, steps)
        stored = try SectionFileWriter(path + "/stored.bin", kind: "stored", steps: steps)
        try stored.begin("records", elementSize: 1)
    }

    /// A dictionary for ``SegmentWriter``; nil where there are fewer than 100 samples.
    ///
    /// About 1,000 articles are enough.
    public static func trainDictionary(_ samples: [Article]) -> StoredDictionary? {
        StoredDictionary(samples)
    }

    /// Takes in the next documents: docids go on where the last segment ended.
    ///
    /// All segments have the same dictionary. The file is needed until the end.
    ///
    /// - Throws: `damaged` where the segment is not what was written, `tooLarge`, `inputOutput`.
    public func add(_ segment: Segment) throws(ArchiveError) {
        let file = try SectionFile(segment.path, kind: "segment", mending: folder.mending)
        // The buffers below lie in the file: it must not go before its last use by them.
        defer { withExtendedLifetime(file) {} }
        if segments.isEmpty { dictionary = segment.dictionary }
        guard dictionary === segment.dictionary else {
            throw file.damaged(nil, "it was written with another dictionary than the first one")
        }
        var maps: [LabelField: [UInt32]] = [:]
        var counts: [LabelField: Int] = [:]
        for field in LabelField.allCases {
            let map = try labelMap(file, field)
            maps[field] = map
            counts[field] = map.count
        }
        let buffers = try ColumnBuffers(file, labels: counts)
        try columns.append(
            Part(
                kind: .base, xapianPath: "", columns: buffers,
                newestFirst: UnsafeBufferPointer(start: nil, count: 0),
                texts: Texts(
                    source: .none, decompressor: Zstd.Decompressor(), path: segment.path,
                    mending: folder.mending), owner: [file.file]), maps: maps)
        let strings = try Strings(file, "stems", "stemEnds")
        let counted = try file.section("occurrences", of: UInt32.self, count: strings.count)
        var map: [UInt32] = []
        map.reserveCapacity(strings.count)
        for index in 0..<strings.count {
            let (ordinal, isNew) = stems.intern(UnsafeRawBufferPointer(strings[index]))
            if isNew { occurrences.append(0) }
            occurrences[Int(ordinal)] &+= counted[index]
            map.append(ordinal)
        }
        segments.append(BuiltRows(path: segment.path, count: segment.count, stemMap: map))
        try sketches.add(file, documents: segment.count)
        tokenCount += try file.section("tokens", of: UInt32.self).count

        let records = try file.section("records", of: UInt8.self)
        let offsets = try file.section(
            "recordOffsets", of: UInt64.self, count: buffers.firstDay.count + 1)
        let start = recordOffsets.last ?? 0
        try stored.append(UnsafeRawBufferPointer(records))
        recordOffsets += offsets.dropFirst().map { $0 + start }
        let hashes = try file.section("hashes", of: UInt8.self)
        for index in stride(from: 0, to: hashes.count, by: 32) {
            digest.add(Array(hashes[index..<min(index + 32, hashes.count)]))
        }
    }

    /// Takes in the words that a worker met; after the last segment, once for each worker.
    public func add(words vocabulary: Vocabulary) {
        words.add(vocabulary, stems)
    }

    /// Brings the base to the disk.
    ///
    /// From now on the generation exists; it is not current yet.
    ///
    /// - Parameters:
    ///   - sourceRevision: the base holds every change of the source store up to this one.
    ///   - authority: frozen authority snapshot.
    ///   - stories: of every document, in place of those that are found; for tests.
    /// - Throws: `inputOutput`, `tooLarge`, `damaged` where a segment changed meanwhile.
    public func finish(
        sourceRevision: UInt64, authority: [UInt8], stories: [UInt32]? = nil
    ) throws(ArchiveError) -> Manifest {
        var files: [String: FileStamp] = [:]
        var found: [UInt32] = []
        files["stories.bin"] = try write("stories") { (file) throws(ArchiveError) in
            found = try sketches.finish(segments, stems, mending: folder.mending, to: file)
        }
        if let stories, stories.count == columns.count { found = stories }
        columns.setStories(found)

        try stored.section("offsets", recordOffsets)
        try stored.section("dictionary", dictionary?.bytes ?? [])
        files["stored.bin"] = try stored.finish()

        let stemMap = ranks(stems, occurrences)
        files["stems.bin"] = try writeStems(stemMap)
        files["tokens.bin"] = try writeTokens(stemMap)
        files["words.bin"] = try write("words") { (file) throws(ArchiveError) in
            try words.write(stemMap, to: file)
        }
        files["labels.bin"] = try write("labels") { (file) throws(ArchiveError) in
            for field in LabelField.allCases {
                try LabelTable.write(renumber(field), field, to: file)
            }
        }
        files["columns.bin"] = try write("columns") { (file) throws(ArchiveError) in
            try columns.write(to: file, withOrder: true)
        }
        files["authority.bin"] = try write("authority") { (file) throws(ArchiveError) in
            try file.section("snapshot", authority)
        }
        for name in try Disk.filesBelow(xapianPath) {
            let file = xapianPath + "/" + name
            try Disk.synchroniseFile(file, steps)
            // The lock file of the database says nothing, and is made anew by whoever opens it.
            if name != "flintlock" { files["xapian/" + name] = try Digest.ofFile(file) }
        }
        try Disk.removeFolder(workPath, steps)
        try Disk.synchroniseFolder(xapianPath, steps)
        try Disk.synchroniseFolder(path, steps)
        try Disk.synchroniseFolder(folder.generations, steps)

        manifest.files = files
        manifest.sourceRevision = sourceRevision
        manifest.digest = digest.hexadecimal
        manifest.languages = labels[Int(LabelField.language.rawValue)].labels.map(\.id).sorted()
        manifest.counts = counts()
        try Disk.replace(folder.manifestPath(name), with: manifest.encoded(), steps)
        return manifest
    }

    /// Removes the unfinished generation; what cannot be removed the next writer removes.
    public func abandon() {
        try? Disk.removeFolder(path, steps)
    }

    private func labelMap(
        _ file: SectionFile, _ field: LabelField
    ) throws(ArchiveError) -> [UInt32] {
        let ids = try Strings(file, field.key + ".ids", field.key + ".idEnds")
        let texts = try Strings(file, field.key + ".labels", field.key + ".labelEnds")
        let types = try file.section(field.key + ".types", of: UInt8.self, count: ids.count)
        return (0..<ids.count).map { index in
            labels[Int(field.rawValue)].ordinal(id: ids[index]) {
                FacetLabel(
                    id: String(decoding: ids[index], as: UTF8.self),
                    label: String(decoding: texts[index], as: UTF8.self),
                    type: types[index] == 0
                        ? nil : ArticleCodec.element(ActorType.self, types[index] - 1))
            }
        }
    }

    /// From ordinals by first sight to ordinals by falling frequency, ties by bytes.
    private func ranks(_ table: ByteTable, _ frequencies: [UInt32]) -> [UInt32] {
        let order = table.sortedOrdinals().enumerated().sorted { left, right in
            let (a, b) = (frequencies[Int(left.element)], frequencies[Int(right.element)])
            return a == b ? left.offset < right.offset : a > b
        }
        var ranks = [UInt32](repeating: 0, count: table.count)
        for (rank, row) in order.enumerated() { ranks[Int(row.element)] = UInt32(rank) }
        return ranks
    }

    private func write(
        _ kind: String, _ body: (SectionFileWriter) throws(ArchiveError) -> Void
    ) throws(ArchiveError) -> FileStamp {
        let file = try SectionFileWriter(path + "/" + kind + ".bin", kind: kind, steps: steps)
        try body(file)
        return try file.finish()
    }

    private func writeStems(_ map: [UInt32]) throws(ArchiveError) -> FileStamp {
        let order = inverted(map)
        return try write("stems") { (file) throws(ArchiveError) in
            try Strings.write(order.map { Array(stems.bytes($0)) }, "stems", "stemEnds", to: file)
            try file.section("occurrences", order.map { occurrences[$0] })
            try file.section("byBytes", stems.sortedOrdinals().map { map[Int($0)] })
        }
    }

    private func writeTokens(_ map: [UInt32]) throws(ArchiveError) -> FileStamp {
        guard stems.count < Int(TokenUnits.limit) else {
            throw .tooLarge(what: "stems", count: stems.count, limit: Int(TokenUnits.limit))
        }
        return try write("tokens") { (file) throws(ArchiveError) in
            var offsets: [UInt64] = [0]
            var bodyStarts: [UInt32] = []
            var total: UInt64 = 0
            var units: [UInt16] = []
            try file.begin("units", elementSize: 2)
            for segment in segments {
                let final = segment.stemMap.map { map[Int($0)] }
                let source = try SectionFile(
                    segment.path, kind: "segment", mending: folder.mending)
                defer { withExtendedLifetime(source) {} }
                let starts = try source.section(
                    "tokenOffsets", of: UInt64.self, count: segment.count + 1)
                let titles = try source.section(
                    "bodyStarts", of: UInt32.self, count: segment.count)
                let tokens = try source.section("tokens", of: UInt32.self)
                try source.requireOffsets("tokenOffsets", starts, end: tokens.count)
                try source.requireBelow("tokens", tokens, limit: final.count)
                units.removeAll(keepingCapacity: true)
                for index in 0..<segment.count {
                    let begin = units.count
                    var bodyStart = 0
                    let (first, end) = (Int(starts[index]), Int(starts[index + 1]))
                    for position in first..<end {
                        if position - first == Int(titles[index]) {
                            bodyStart = units.count - begin
                        }
                        TokenUnits.append(final[Int(tokens[position])], to: &units)
                    }
                    if end - first <= Int(titles[index]) { bodyStart = units.count - begin }
                    bodyStarts.append(UInt32(bodyStart))
                    offsets.append(total + UInt64(units.count))
                }
                total += UInt64(units.count)
                try file.append(units)
            }
            try file.section("offsets", offsets)
            try file.section("bodyStarts", bodyStarts)
        }
    }

    /// The labels by falling number of documents, ties by id; columns name them so from now on.
    private func renumber(_ field: LabelField) -> [FacetLabel] {
        let labels = labels[Int(field.rawValue)].labels
        let frequencies = columns.frequencies(field, labels: labels.count)
        let order = labels.indices.sorted { left, right in
            if frequencies[left] != frequencies[right] {
                return frequencies[left] > frequencies[right]
            }
            return labels[left].id.utf8.lexicographicallyPrecedes(labels[right].id.utf8)
        }
        var ranks = [UInt32](repeating: 0, count: labels.count)
        for (rank, ordinal) in order.enumerated() { ranks[ordinal] = UInt32(rank) }
        columns.renumber(field, ranks)
        return order.map { labels[$0] }
    }

    private func inverted(_ map: [UInt32]) -> [Int] {
        var order = [Int](repeating: 0, count: map.count)
        for (ordinal, rank) in map.enumerated() { order[Int(rank)] = ordinal }
        return order
    }

    private func counts() -> Manifest.Counts {
        var counts = Manifest.Counts()
        counts.articles = columns.count
        counts.authors = labels[Int(LabelField.author.rawValue)].labels.count
        counts.actors = labels[Int(LabelField.actor.rawValue)].labels.count
        counts.sections = labels[Int(LabelField.section.rawValue)].labels.count
        counts.languages = labels[Int(LabelField.language.rawValue)].labels.count
        counts.sites = labels[Int(LabelField.site.rawValue)].labels.count
        counts.stems = stems.count
        counts.words = words.count
        counts.tokens = tokenCount
        return counts
    }
}

/// A segment that was taken in.
struct BuiltRows {
    let path: String
    /// Documents.
    let count: Int
    /// From the segment's stems to those of the generation, in the order of first sight.
    let stemMap: [UInt32]
}
