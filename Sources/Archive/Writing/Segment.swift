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
///
/// Its ordinals depend on its documents alone, not on what the worker met before: so the files of
/// a generation are the same whatever worker made which segment.
public final class SegmentWriter {
    private let path: String
    private let dictionary: Zstd.Dictionary?
    private let compressor: Zstd.Compressor
    private var columns = ColumnSet()
    private var labels = LabelField.allCases.map { _ in LabelCollector() }
    private var localOrdinals: [UInt32] = []
    private var stems: [[UInt8]] = []
    private var occurrences: [UInt32] = []
    private var tokens: [UInt32] = []
    private var tokenOffsets: [UInt64] = [0]
    private var bodyStarts: [UInt32] = []
    private var records: [UInt8] = []
    private var recordOffsets: [UInt64] = [0]
    private var hashes: [UInt8] = []

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
    public func append(
        _ draft: Draft, _ vocabulary: Vocabulary, story: UInt32 = 0
    ) throws(ArchiveError) {
        columns.append(
            DocumentRow(draft.article, story: story) { field, label in
                labels[Int(field.rawValue)].ordinal(label)
            })
        if localOrdinals.count < vocabulary.stems.count {
            let missing = vocabulary.stems.count * 2 - localOrdinals.count
            localOrdinals += [UInt32](repeating: .max, count: missing)
        }
        for ordinals in [draft.titleStems, draft.bodyStems] {
            for ordinal in ordinals { tokens.append(local(ordinal, vocabulary)) }
        }
        tokenOffsets.append(UInt64(tokens.count))
        bodyStarts.append(UInt32(draft.titleStems.count))

        let plain = ArticleCodec.encode(draft.article)
        guard let frame = compressor.compress(plain.content) else {
            throw .inputOutput(operation: "compress an article for", path: path, errno: ENOMEM)
        }
        records += plain.head
        records += frame
        recordOffsets.append(UInt64(records.count))
        hashes += plain.hash
    }

    /// Writes the file.
    ///
    /// - Throws: `inputOutput` where the disk refuses.
    public func finish() throws(ArchiveError) -> Segment {
        // A segment is gone after a crash anyway, with its generation: its steps do not count.
        let file = try SectionFileWriter(path, kind: "segment", steps: DiskSteps())
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
        _ = try file.finish(isDurable: false)
        return Segment(path: path, count: columns.count, dictionary: dictionary)
    }

    private func local(_ ordinal: UInt32, _ vocabulary: Vocabulary) -> UInt32 {
        let known = localOrdinals[Int(ordinal)]
        if known != .max {
            occurrences[Int(known)] += 1
            return known
        }
        let new = UInt32(stems.count)
        localOrdinals[Int(ordinal)] = new
        stems.append(vocabulary.stems[Int(ordinal)])
        occurrences.append(1)
        return new
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
