import Articles

// The buffers are never written once a Part has them, and the Part keeps their memory.
/// A column with any number of values for each document.
///
/// The values of document i are `ordinals[offsets[i]..<offsets[i + 1]]`. It is checked before
/// anybody gets it that offsets start at 0, never fall and end at the number of ordinals, and that
/// every ordinal is one of the labels. Valid as long as the ``Part`` that gave it.
public struct MultiColumn: @unchecked Sendable {
    /// One more than there are documents.
    public let offsets: UnsafeBufferPointer<UInt32>
    /// Of all documents.
    public let ordinals: UnsafeBufferPointer<UInt32>

    /// Where the values of a document lie in ``ordinals``.
    @inlinable
    public func range(_ index: Int) -> Range<Int> {
        Int(offsets[index])..<Int(offsets[index + 1])
    }

    /// The values of a document.
    @inlinable
    public subscript(index: Int) -> UnsafeBufferPointer<UInt32> {
        UnsafeBufferPointer(rebasing: ordinals[range(index)])
    }
}

/// What every hit shows, read without decompression.
public struct StoredFields: Sendable, Equatable {
    /// Id of the article.
    public let id: String
    /// Its title.
    public let title: String
    /// Its canonical URL.
    public let url: String?
}

// The buffers are never written once a Part has them; `owner` keeps their memory.
/// The documents of a base or of a delta: columns, token streams and stored articles.
///
/// Index i is docid i + 1. All buffers stay valid and unchanged as long as any copy of the value
/// lives: whoever loops over them keeps the part, or the snapshot that holds it, until the end.
public struct Part: @unchecked Sendable {
    /// Which of the two it is.
    public enum Kind: Sendable, CaseIterable {
        case base, delta
    }

    /// The first and last day of an article without a date.
    public static let undated = Int32.min

    /// Which of the two it is.
    public let kind: Kind
    /// Documents.
    public let count: Int
    /// The Xapian database; only docids from 1 to ``count`` belong to the part.
    public let xapianPath: String

    /// The earliest day, as days since 1970; ``undated`` for none.
    public let firstDay: UnsafeBufferPointer<Int32>
    /// The end of the month or year where only that is known, else the earliest day.
    public let lastDay: UnsafeBufferPointer<Int32>
    /// Low 4 bits: place of the precision + 1, 0 for none; high 4 bits: place of the basis.
    public let precisionBasis: UnsafeBufferPointer<UInt8>
    /// Ordinals of ``ArchiveSnapshot/authors``.
    public let authors: MultiColumn
    /// Ordinals of ``ArchiveSnapshot/actors``.
    public let actors: MultiColumn
    /// Parallel to the ordinals of ``actors``.
    public let actorMentions: UnsafeBufferPointer<UInt16>
    /// Parallel to the ordinals of ``actors``; see ``ActorFlags``.
    public let actorFlags: UnsafeBufferPointer<UInt8>
    /// Ordinal of the label + 1; 0 for none.
    public let section: UnsafeBufferPointer<UInt32>
    /// Ordinal of the label + 1; 0 for none.
    public let language: UnsafeBufferPointer<UInt32>
    /// Ordinal of the label + 1; 0 for none.
    public let site: UnsafeBufferPointer<UInt32>
    /// Words of title and body.
    public let words: UnsafeBufferPointer<UInt32>
    /// Number of the story that the article is a copy of; 0 where it is alone.
    public let story: UnsafeBufferPointer<UInt32>
    /// See ``DocumentFlags``.
    public let flags: UnsafeBufferPointer<UInt8>
    /// The documents that are in no answer before a moment, by rising index.
    public let embargoes: [Embargo]
    /// All indexes by falling first day, ties by rising index, undated last.
    public let newestFirst: UnsafeBufferPointer<UInt32>

    private let texts: Texts
    private let owner: [any AnyObject & Sendable]

    /// The same documents in other stories.
    ///
    /// - Parameter stories: of each document; kept by `owner`.
    init(
        _ part: Part, stories: UnsafeBufferPointer<UInt32>, owner added: any AnyObject & Sendable
    ) {
        var columns = part.columns
        columns.story = stories
        self.init(
            kind: part.kind, xapianPath: part.xapianPath, columns: columns,
            newestFirst: part.newestFirst, texts: part.texts, owner: part.owner + [added])
    }

    private var columns: ColumnBuffers {
        ColumnBuffers(
            firstDay: firstDay, lastDay: lastDay, precisionBasis: precisionBasis,
            authors: authors, actors: actors, actorMentions: actorMentions,
            actorFlags: actorFlags, section: section, language: language, site: site,
            words: words, story: story, flags: flags, embargoes: embargoes)
    }

    init(
        kind: Kind, xapianPath: String, columns: ColumnBuffers,
        newestFirst: UnsafeBufferPointer<UInt32>, texts: Texts,
        owner: [any AnyObject & Sendable]
    ) {
        self.kind = kind
        self.xapianPath = xapianPath
        count = columns.firstDay.count
        firstDay = columns.firstDay
        lastDay = columns.lastDay
        precisionBasis = columns.precisionBasis
        authors = columns.authors
        actors = columns.actors
        actorMentions = columns.actorMentions
        actorFlags = columns.actorFlags
        section = columns.section
        language = columns.language
        site = columns.site
        words = columns.words
        story = columns.story
        flags = columns.flags
        embargoes = columns.embargoes
        self.newestFirst = newestFirst
        self.texts = texts
        self.owner = owner
    }

    /// How much of the date is known; nil for an undated article.
    public func precision(_ index: Int) -> DatePrecision? {
        let place = precisionBasis[index] & 0x0F
        return place == 0 ? nil : ArticleCodec.element(DatePrecision.self, place - 1)
    }

    /// What the date rests on.
    public func basis(_ index: Int) -> DateBasis {
        ArticleCodec.element(DateBasis.self, precisionBasis[index] >> 4) ?? .none
    }

    /// The token stream; empty where the index is outside of the part.
    public func tokens(_ index: Int) -> TokenSlice {
        texts.tokens(index)
    }

    /// Id, title and URL; empty texts where the index is outside of the part or the record is
    /// damaged (``article(_:)`` says so).
    public func stored(_ index: Int) -> StoredFields {
        let fields = texts.record(index).flatMap { try? ArticleCodec.fields($0).fields }
        return fields ?? StoredFields(id: "", title: "", url: nil)
    }

    /// The body alone: decompression without reading the rest.
    ///
    /// - Throws: `damaged` where the record is not what was written.
    public func body(_ index: Int) throws(ArchiveError) -> String {
        try withRecord(index) { (_, content) throws(ByteReader.End) in
            try ArticleCodec.body(content)
        }
    }

    /// The article as it was indexed.
    ///
    /// - Throws: `damaged` where the record is not what was written.
    public func article(_ index: Int) throws(ArchiveError) -> Article {
        try withRecord(index) { (fields, content) throws(ByteReader.End) in
            try ArticleCodec.article(fields, content)
        }
    }

    /// The hash of the article, as digests count it.
    func hash(_ index: Int) throws(ArchiveError) -> [UInt8] {
        guard let record = texts.record(index) else { throw damaged(index, "there is no record") }
        return try withRecord(index) { (_, content) throws(ByteReader.End) in
            let head = try ArticleCodec.fields(record).frame
            return (Array(record[..<head]) + Array(content)).withUnsafeBytes { Digest.sha256($0) }
        }
    }

    private func withRecord<Value>(
        _ index: Int,
        _ body: (StoredFields, UnsafeRawBufferPointer) throws(ByteReader.End) -> Value
    ) throws(ArchiveError) -> Value {
        guard let record = texts.record(index) else { throw damaged(index, "there is no record") }
        let fields: StoredFields
        let frame: Int
        do {
            (fields, frame) = try ArticleCodec.fields(record)
        } catch {
            throw damaged(index, "the record ends at its byte \(error.offset)")
        }
        let result = texts.decompressor.decompress(
            UnsafeRawBufferPointer(rebasing: record[frame...])
        ) { content -> Result<Value, ByteReader.End> in
            do throws(ByteReader.End) {
                return .success(try body(fields, content))
            } catch {
                return .failure(error)
            }
        }
        switch result {
        case .success(.success(let value)): return value
        case .success(.failure(let end)):
            throw damaged(index, "the article ends at its byte \(end.offset)")
        case .failure(let damage): throw damaged(index, damage.reason)
        }
    }

    private func damaged(_ index: Int, _ reason: String) -> ArchiveError {
        .damaged(
            file: texts.path, offset: texts.recordOffset(index),
            reason: "document \(index + 1): \(reason)", command: texts.mending)
    }
}

/// The columns of a part, checked.
struct ColumnBuffers {
    var firstDay, lastDay: UnsafeBufferPointer<Int32>
    var precisionBasis: UnsafeBufferPointer<UInt8>
    var authors, actors: MultiColumn
    var actorMentions: UnsafeBufferPointer<UInt16>
    var actorFlags: UnsafeBufferPointer<UInt8>
    var section, language, site, words, story: UnsafeBufferPointer<UInt32>
    var flags: UnsafeBufferPointer<UInt8>
    var embargoes: [Embargo]
}

/// A document that may not be seen yet.
public struct Embargo: Sendable, Equatable {
    /// Of the document in its part.
    public let index: Int
    /// Seconds since 1970 from which it may be seen.
    public let end: Int64
}

extension ColumnBuffers {
    /// The columns of a file, with everything checked that loops use as an index.
    ///
    /// - Parameter labels: how many labels each field has.
    init(_ file: SectionFile, labels: [LabelField: Int]) throws(ArchiveError) {
        firstDay = try file.section("firstDay")
        let count = firstDay.count
        lastDay = try file.section("lastDay", count: count)
        precisionBasis = try file.section("precisionBasis", count: count)
        authors = try Self.column(file, "author", count, labels[.author] ?? 0)
        actors = try Self.column(file, "actor", count, labels[.actor] ?? 0)
        actorMentions = try file.section("actorMentions", count: actors.ordinals.count)
        actorFlags = try file.section("actorFlags", count: actors.ordinals.count)
        section = try Self.single(file, .section, count, labels)
        language = try Self.single(file, .language, count, labels)
        site = try Self.single(file, .site, count, labels)
        words = try file.section("words", count: count)
        story = try file.section("story", count: count)
        flags = try file.section("flags", count: count)
        let embargoed = try file.section("embargoed", of: UInt32.self)
        try file.requireBelow("embargoed", embargoed, limit: count)
        let ends = try file.section("embargoEnds", of: Int64.self, count: embargoed.count)
        embargoes = zip(embargoed, ends).map { Embargo(index: Int($0), end: $1) }
    }

    private static func column(
        _ file: SectionFile, _ key: String, _ count: Int, _ labels: Int
    ) throws(ArchiveError) -> MultiColumn {
        let offsets = try file.section(key + "Offsets", of: UInt32.self, count: count + 1)
        let ordinals = try file.section(key + "Ordinals", of: UInt32.self)
        try file.requireOffsets(key + "Offsets", offsets, end: ordinals.count)
        try file.requireBelow(key + "Ordinals", ordinals, limit: labels)
        return MultiColumn(offsets: offsets, ordinals: ordinals)
    }

    private static func single(
        _ file: SectionFile, _ field: LabelField, _ count: Int, _ labels: [LabelField: Int]
    ) throws(ArchiveError) -> UnsafeBufferPointer<UInt32> {
        let values = try file.section(field.key, of: UInt32.self, count: count)
        try file.requireBelow(field.key, values, limit: (labels[field] ?? 0) + 1)
        return values
    }
}
