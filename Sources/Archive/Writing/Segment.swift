import Articles
import Glibc
import Schema

/// A zstd dictionary for stored articles, made from samples of them.
public struct StoredDictionary: Sendable {
    let dictionary: Zstd.Dictionary

    init?(_ samples: [Article]) {
        guard samples.count >= 100,
            let bytes = Zstd.train(samples.map { ArticleCodec.encode($0).content })
        else { return nil }
        dictionary = Zstd.Dictionary(bytes)
    }
}

/// The rows of a chunk of documents, in a file; ``GenerationBuilder/add(_:)`` takes it in.
public struct Segment: Sendable {
    /// The file.
    public let path: String
    /// Documents in it.
    public let count: Int
    let dictionary: Zstd.Dictionary?
}

/// Writes the rows of one chunk of documents; one worker, one thread.
///
/// A segment is a ``SectionFile`` of kind `segment`: the sections of ``ColumnSet``; for each facet
/// field ids, labels and types as in ``LabelTable``, in the order of first sight; and
///
///     stems stemEnds            UTF-8, and UInt32 where each starts; in the order of first sight
///     occurrences               UInt32  of each stem
///     tokens                    UInt32  stems of all documents, title first
///     tokenOffsets bodyStarts   UInt64, one more than documents; UInt32 stems of the title
///     records recordOffsets     ``ArticleCodec``; UInt64, one more than documents
///     hashes                    UInt8   32 bytes for each document
///     sketched sketches         UInt32 indexes of documents; UInt16, 64 for each (``CopySketch``)
///
/// Its ordinals depend on its documents alone, not on what the worker met before: so the files of
/// a generation are the same whatever worker made which segment.
public final class SegmentWriter {
    private let path: String
    private let dictionary: Zstd.Dictionary?
    private let compressor: Zstd.Compressor
    // In one value, so that exclusive access is checked once a document and not once a word.
    private var rows = SegmentRows()

    /// A segment in a new file; nothing is written before ``finish()``.
    public init(path: String, dictionary: StoredDictionary?) throws(ArchiveError) {
        self.path = path
        self.dictionary = dictionary?.dictionary
        compressor = Zstd.Compressor(dictionary?.dictionary)
    }

    /// Appends the document of a draft.
    ///
    /// - Parameter vocabulary: the same for all drafts of the segment.
    /// - Throws: `inputOutput` where there is no memory to compress in.
    public func append(_ draft: Draft, _ vocabulary: Vocabulary) throws(ArchiveError) {
        let plain = ArticleCodec.encode(draft.article)
        guard let frame = compressor.compress(plain.content) else {
            throw .inputOutput(operation: "compress an article for", path: path, errno: ENOMEM)
        }
        rows.append(draft, stems: vocabulary.stems, plain, frame: frame)
    }

    /// Writes the file.
    ///
    /// - Throws: `inputOutput` where the disk refuses.
    public func finish() throws(ArchiveError) -> Segment {
        // A segment is gone after a crash anyway, with its generation: its steps do not count.
        let file = try SectionFileWriter(path, kind: "segment", steps: DiskSteps())
        try rows.write(to: file)
        _ = try file.finish(isDurable: false)
        return Segment(path: path, count: rows.columns.count, dictionary: dictionary)
    }
}

/// The sections of a segment while it is built.
private struct SegmentRows {
    private(set) var columns = ColumnSet()
    private var labels = LabelField.allCases.map { _ in LabelCollector() }
    private var localOrdinals: [UInt32] = []
    private var stems: [[UInt8]] = []
    private var stemHashes: [UInt64] = []
    private var occurrences: [UInt32] = []
    private var tokens: [UInt32] = []
    private var tokenOffsets: [UInt64] = [0]
    private var bodyStarts: [UInt32] = []
    private var records: [UInt8] = []
    private var recordOffsets: [UInt64] = [0]
    private var hashes: [UInt8] = []
    private var sketched: [UInt32] = []
    private var sketches: [UInt16] = []

    mutating func append(
        _ draft: Draft, stems known: [[UInt8]], _ plain: ArticleCodec.Plain,
        frame: ArraySlice<UInt8>
    ) {
        columns.append(
            DocumentRow(draft.article, story: 0) { field, label in
                labels[Int(field.rawValue)].ordinal(label)
            })
        if localOrdinals.count < known.count {
            let missing = known.count * 2 - localOrdinals.count
            localOrdinals += [UInt32](repeating: .max, count: missing)
        }
        append(draft.titleStems, known)
        append(draft.bodyStems, known)
        tokenOffsets.append(UInt64(tokens.count))
        bodyStarts.append(UInt32(draft.titleStems.count))
        records += plain.head
        records += frame
        recordOffsets.append(UInt64(records.count))
        hashes += plain.hash
        let body = tokens.suffix(draft.bodyStems.count)
        if let sketch = CopySketch.sketch(words: body.map { stemHashes[Int($0)] }) {
            sketched.append(UInt32(columns.count - 1))
            sketches += sketch
        }
    }

    func write(to file: SectionFileWriter) throws(ArchiveError) {
        try columns.write(to: file, withOrder: false)
        for field in LabelField.allCases {
            try labels[Int(field.rawValue)].write(field, to: file)
        }
        try Strings.write(stems, "stems", "stemEnds", to: file)
        try file.section("occurrences", occurrences)
        try file.section("tokens", tokens)
        try file.section("tokenOffsets", tokenOffsets)
        try file.section("bodyStarts", bodyStarts)
        try file.section("records", records)
        try file.section("recordOffsets", recordOffsets)
        try file.section("hashes", hashes)
        try file.section("sketched", sketched)
        try file.section("sketches", sketches)
    }

    private mutating func append(_ ordinals: [UInt32], _ known: [[UInt8]]) {
        for ordinal in ordinals {
            let local = localOrdinals[Int(ordinal)]
            if local != .max {
                occurrences[Int(local)] &+= 1
                tokens.append(local)
            } else {
                let new = UInt32(stems.count)
                localOrdinals[Int(ordinal)] = new
                stems.append(known[Int(ordinal)])
                stemHashes.append(Shingles.hash(of: known[Int(ordinal)]))
                occurrences.append(1)
                tokens.append(new)
            }
        }
    }
}

/// The values of one facet field in the order of first sight.
struct LabelCollector {
    private var ids = ByteTable()
    private(set) var labels: [FacetLabel] = []

    mutating func ordinal(_ label: FacetLabel) -> UInt32 {
        let (ordinal, isNew) = ids.intern(label.id)
        if isNew { labels.append(label) }
        return ordinal
    }

    /// Takes in a value whose label is only made where it is new.
    mutating func ordinal(
        id: UnsafeBufferPointer<UInt8>, _ label: () -> FacetLabel
    ) -> UInt32 {
        let (ordinal, isNew) = ids.intern(UnsafeRawBufferPointer(id))
        if isNew { labels.append(label()) }
        return ordinal
    }

    func write(_ field: LabelField, to file: SectionFileWriter) throws(ArchiveError) {
        let key = field.key
        try Strings.write(
            labels.map { Array($0.id.utf8) }, key + ".ids", key + ".idEnds", to: file)
        try Strings.write(
            labels.map { Array($0.label.utf8) }, key + ".labels", key + ".labelEnds", to: file)
        try file.section(
            key + ".types",
            labels.map { label in label.type.map { ArticleCodec.index(of: $0) + 1 } ?? 0 })
    }
}
