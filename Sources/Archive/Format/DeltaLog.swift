import Articles

/// `delta-<n>/log`: what a delta holds beside its Xapian database, only ever appended to.
///
///     0    8   "BylineDL"
///     8    4   schema (``Manifest/currentSchema``)
///     12   4   zero
///     16       records, each: length of the payload (4), CRC-32C of the payload (4), payload,
///              zeros up to a multiple of 8
///
/// A payload starts with its kind in one byte:
///
///     1 document    flags (1), precision and basis (1), zero (1), first day (4), last day (4),
///                   section, language, site (4 each: ordinal + 1), words (4), story (4),
///                   counts of authors, actors, units (4 each), start of the body (4),
///                   length of the record (4); then authors (4 each), actors (4 each),
///                   mentions (2 each), units (2 each), actor flags (1 each), record
///                   (``ArticleCodec``, its frame with the dictionary of the base)
///     2 tombstone   part (1: 0 base, 1 delta), zeros (2), docid (4)
///     3 stem        UTF-8; its ordinal is the next one behind those of the base
///     4 label       field (1), place of the type + 1 (1; 0 none), id, label (length and UTF-8);
///                   its ordinal is the next one of that field
///     5 word        zeros (3), ordinal of its stem (4), UTF-8
///     6 story       part (1: 0 base, 1 delta), zeros (2), docid (4), story (4): from now on the
///                   document is in that story; 0 for none
///     7 embargo     zeros (3), docid of the delta (4), end in seconds since 1970 (8)
///
/// Documents are numbered from 1 in the order of their records, and so in the delta's database.
/// A record names only ordinals that the base or an earlier record gave. `delta.json` says how far
/// the log is published: what lies behind that belongs to a commit that was not finished.
enum DeltaLog {
    static let magic = Array("BylineDL".utf8)
    static let headerLength = 16
    /// Length and checksum before a payload.
    static let recordHeaderLength = 8
    static let header: [UInt8] = {
        var writer = ByteWriter()
        writer.append(magic)
        writer.append(UInt32(Manifest.currentSchema))
        writer.append(UInt32(0))
        return writer.bytes
    }()

    /// Appends a record with that payload.
    static func append(_ payload: [UInt8], to bytes: inout [UInt8]) {
        var record = ByteWriter()
        record.append(UInt32(payload.count))
        record.append(CRC32C.checksum(payload))
        record.append(payload)
        record.pad(to: 8)
        bytes += record.bytes
    }

    /// Calls with the payload of each record.
    ///
    /// - Parameter start: where the bytes start in the log; a multiple of 8.
    /// - Returns: nil, or where in the log and why a record is not what was written.
    static func forEachRecord(
        _ bytes: UnsafeRawBufferPointer, start: Int,
        _ body: (_ payload: UnsafeRawBufferPointer, _ offset: Int) -> String?
    ) -> (offset: Int, reason: String)? {
        var offset = 0
        while offset < bytes.count {
            guard bytes.count - offset >= 8 else { return (start + offset, "half a record") }
            let length = Int(bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
            guard length > 0, length <= bytes.count - offset - 8 else {
                return (start + offset, "a record of \(length) bytes runs over the end")
            }
            let payload = UnsafeRawBufferPointer(
                rebasing: bytes[(offset + 8)..<(offset + 8 + length)])
            let checksum = bytes.loadUnaligned(fromByteOffset: offset + 4, as: UInt32.self)
            guard CRC32C.checksum(payload) == checksum else {
                return (start + offset, "the checksum of a record is wrong")
            }
            let next = offset + 8 + (length + 7) / 8 * 8
            guard next <= bytes.count,
                bytes[(offset + 8 + length)..<next].allSatisfy({ $0 == 0 })
            else { return (start + offset, "a record does not end in zeros") }
            if let reason = body(payload, start + offset + 8) { return (start + offset, reason) }
            offset = next
        }
        return nil
    }
}

/// One record of a delta's log, read.
enum DeltaRecord {
    case document(row: DocumentRow, units: Range<Int>, bodyStart: Int, record: Range<Int>)
    case tombstone(part: Part.Kind, docid: UInt32)
    case stem([UInt8])
    case label(LabelField, FacetLabel)
    case word([UInt8], stem: UInt32)
    case story(part: Part.Kind, docid: UInt32, story: UInt32)
    case embargo(docid: UInt32, end: Int64)

    /// The payload of a document.
    static func document(
        _ row: DocumentRow, units: [UInt16], bodyStart: Int, record: [UInt8]
    ) -> [UInt8] {
        var payload = ByteWriter()
        payload.bytes.reserveCapacity(128 + units.count * 2 + record.count)
        payload.append([1, row.flags, row.precisionBasis, 0])
        payload.append(row.firstDay)
        payload.append(row.lastDay)
        payload.append(all: [row.section, row.language, row.site, row.words, row.story])
        payload.append(all: [row.authors.count, row.actors.count, units.count].map(UInt32.init))
        payload.append(all: [UInt32(bodyStart), UInt32(record.count)])
        payload.append(all: row.authors)
        payload.append(all: row.actors)
        payload.append(all: row.actorMentions)
        payload.append(all: units)
        payload.append(row.actorFlags)
        payload.append(record)
        return payload.bytes
    }

    /// Where the units start in the payload of a document with that row.
    static func unitsOffset(_ row: DocumentRow) -> Int {
        52 + row.authors.count * 4 + row.actors.count * 6
    }

    /// The payload of a tombstone.
    static func tombstone(_ part: Part.Kind, docid: UInt32) -> [UInt8] {
        var payload = ByteWriter()
        switch part {
        case .base: payload.append([2, 0, 0, 0])
        case .delta: payload.append([2, 1, 0, 0])
        }
        payload.append(docid)
        return payload.bytes
    }

    /// The payload of another story of a document.
    static func story(_ part: Part.Kind, docid: UInt32, story: UInt32) -> [UInt8] {
        var payload = ByteWriter()
        switch part {
        case .base: payload.append([6, 0, 0, 0])
        case .delta: payload.append([6, 1, 0, 0])
        }
        payload.append(docid)
        payload.append(story)
        return payload.bytes
    }

    /// The payload of an embargo.
    static func embargo(docid: UInt32, end: Int64) -> [UInt8] {
        var payload = ByteWriter()
        payload.append([7, 0, 0, 0])
        payload.append(docid)
        payload.append(end)
        return payload.bytes
    }

    /// The payload of a stem.
    static func stem(_ stem: [UInt8]) -> [UInt8] { [3] + stem }

    /// The payload of a label.
    static func label(_ field: LabelField, _ label: FacetLabel) -> [UInt8] {
        var payload = ByteWriter()
        payload.append([
            4, field.rawValue, label.type.map { ArticleCodec.index(of: $0) + 1 } ?? 0,
        ])
        payload.append(text: label.id)
        payload.append(text: label.label)
        return payload.bytes
    }

    /// The payload of a word.
    static func word(_ word: [UInt8], stem: UInt32) -> [UInt8] {
        var payload = ByteWriter()
        payload.append([5, 0, 0, 0])
        payload.append(stem)
        payload.append(word)
        return payload.bytes
    }

    /// Reads a payload; ranges are offsets in it.
    init(_ payload: UnsafeRawBufferPointer) throws(ByteReader.End) {
        var reader = ByteReader(payload)
        switch try reader.number(UInt8.self) {
        case 1: self = try Self.readDocument(&reader)
        case 2:
            let part = try reader.number(UInt8.self)
            _ = try reader.take(2)
            guard part < 2 else { throw ByteReader.End(offset: 1) }
            self = .tombstone(part: part == 0 ? .base : .delta, docid: try reader.number())
        case 3: self = .stem(Array(payload.dropFirst()))
        case 4:
            guard let field = LabelField(rawValue: try reader.number()) else {
                throw ByteReader.End(offset: 1)
            }
            let place = try reader.number(UInt8.self)
            let type = place == 0 ? nil : ArticleCodec.element(ActorType.self, place - 1)
            guard place == 0 || type != nil else { throw ByteReader.End(offset: 2) }
            let id = try reader.text()
            self = .label(field, FacetLabel(id: id, label: try reader.text(), type: type))
        case 5:
            _ = try reader.take(3)
            let stem = try reader.number(UInt32.self)
            self = .word(Array(payload.dropFirst(8)), stem: stem)
        case 6:
            let part = try reader.number(UInt8.self)
            _ = try reader.take(2)
            guard part < 2 else { throw ByteReader.End(offset: 1) }
            let docid = try reader.number(UInt32.self)
            self = .story(
                part: part == 0 ? .base : .delta, docid: docid, story: try reader.number())
        case 7:
            _ = try reader.take(3)
            let docid = try reader.number(UInt32.self)
            self = .embargo(docid: docid, end: try reader.number())
        default: throw ByteReader.End(offset: 0)
        }
    }

    private static func readDocument(
        _ reader: inout ByteReader
    ) throws(ByteReader.End) -> DeltaRecord {
        var row = DocumentRow()
        row.flags = try reader.number()
        row.precisionBasis = try reader.number()
        _ = try reader.take(1)
        row.firstDay = try reader.number()
        row.lastDay = try reader.number()
        row.section = try reader.number()
        row.language = try reader.number()
        row.site = try reader.number()
        row.words = try reader.number()
        row.story = try reader.number()
        let authors = Int(try reader.number(UInt32.self))
        let actors = Int(try reader.number(UInt32.self))
        let unitCount = Int(try reader.number(UInt32.self))
        let bodyStart = Int(try reader.number(UInt32.self))
        let recordLength = Int(try reader.number(UInt32.self))
        row.authors = try reader.numbers(count: authors)
        row.actors = try reader.numbers(count: actors)
        row.actorMentions = try reader.numbers(count: actors)
        let units = reader.offset..<(reader.offset + unitCount * 2)
        _ = try reader.take(unitCount * 2)
        row.actorFlags = try reader.numbers(count: actors)
        let record = reader.offset..<(reader.offset + recordLength)
        _ = try reader.take(recordLength)
        guard bodyStart <= unitCount else { throw ByteReader.End(offset: reader.offset) }
        return .document(row: row, units: units, bodyStart: bodyStart, record: record)
    }
}

/// `delta.json`: how far the delta of a generation is published; replaced by rename.
///
///     {"directory":"delta-3","documents":12,"logBytes":34568,"revision":9123,"schema":1,
///      "sourceRevision":4711}
struct PublishedDelta: Codable, Equatable {
    var schema = Manifest.currentSchema
    /// The folder in the generation.
    var directory: String
    /// Documents in log and database; greater docids are not published.
    var documents: Int
    /// How much of the log counts.
    var logBytes: Int
    /// Rises with every publication of the generation.
    var revision: UInt64
    /// Base and delta hold every change of the source store up to this one.
    var sourceRevision: UInt64
    /// The file of the generation with the authority snapshot now in force (kind `authority`, as
    /// `authority.bin`); nil for that of the base.
    var authority: String?
}
