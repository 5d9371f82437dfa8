import Articles
import Glibc
import XapianKit

/// The rows of a delta as they are read from its log, record by record.
///
/// One owner changes it, under a lock; what `part` and the layers hand out never changes.
struct DeltaRows: Sendable {
    private let arena = Arena()
    private var firstDay, lastDay: ArenaColumn<Int32>
    private var precisionBasis, flags, actorFlags: ArenaColumn<UInt8>
    private var authorOffsets, authorOrdinals, actorOffsets, actorOrdinals: ArenaColumn<UInt32>
    private var actorMentions: ArenaColumn<UInt16>
    private var section, language, site, words: ArenaColumn<UInt32>
    private var documents: ArenaColumn<Texts.Collected>

    private let base: Base
    private(set) var labelLayers: [LabelField: [LabelLayer]] = [:]
    private(set) var stemLayers: [StemLayer] = []
    private(set) var wordLayers: [WordLayer] = []
    private(set) var deadInBase: Bitset
    private(set) var deadInDelta: [Int] = []
    private(set) var languages: Set<UInt32> = []
    /// Of each document of the delta; a later document can change it.
    private var stories: [UInt32] = []
    private var embargoes: [Embargo] = []
    /// The stories of the base where a document of the delta changed them.
    private(set) var baseStories: OwnedColumn?
    private(set) var logBytes = DeltaLog.headerLength

    private var labelCounts: [LabelField: Int] = [:]
    private var stemCount: Int
    private var order: [UInt32] = []

    init(base: Base) {
        self.base = base
        firstDay = ArenaColumn(arena)
        lastDay = ArenaColumn(arena)
        precisionBasis = ArenaColumn(arena)
        flags = ArenaColumn(arena)
        actorFlags = ArenaColumn(arena)
        authorOffsets = ArenaColumn(arena)
        authorOrdinals = ArenaColumn(arena)
        actorOffsets = ArenaColumn(arena)
        actorOrdinals = ArenaColumn(arena)
        actorMentions = ArenaColumn(arena)
        section = ArenaColumn(arena)
        language = ArenaColumn(arena)
        site = ArenaColumn(arena)
        words = ArenaColumn(arena)
        documents = ArenaColumn(arena)
        authorOffsets.append(0)
        actorOffsets.append(0)
        deadInBase = Bitset(bitCount: base.part.count)
        stemCount = base.stems.count
        for field in LabelField.allCases { labelCounts[field] = base.labels(field).count }
    }

    var count: Int { firstDay.count }

    /// Reads the log up to there.
    ///
    /// - Throws: `damaged` where a record is not what was written; the value is of no use then.
    mutating func read(_ path: String, upTo end: Int) throws(ArchiveError) {
        let mending = base.mending
        func damaged(_ offset: Int, _ reason: String) -> ArchiveError {
            .damaged(file: path, offset: offset, reason: reason, command: mending)
        }
        let descriptor = try Disk.open(path, O_RDONLY, to: "open")
        defer { close(descriptor) }
        if logBytes == DeltaLog.headerLength {
            let header = try Disk.read(
                descriptor, path, offset: 0, count: DeltaLog.headerLength)
            guard header == DeltaLog.header else { throw damaged(0, "it is not a delta's log") }
        }
        guard end >= logBytes, end % 8 == 0 else {
            throw damaged(end, "the published length lies within what was read")
        }
        let chunk = arena.allocate(byteCount: end - logBytes)
        let wanted = UnsafeMutableRawBufferPointer(rebasing: chunk[..<(end - logBytes)])
        let got = try Disk.fill(wanted, from: descriptor, path, offset: logBytes)
        guard got == wanted.count else {
            throw damaged(logBytes + got, "it ends before its published length \(end)")
        }
        var news = News()
        let damage = DeltaLog.forEachRecord(
            UnsafeRawBufferPointer(wanted), start: logBytes
        ) { payload, offset in
            do throws(ByteReader.End) {
                return take(try DeltaRecord(payload), payload, offset, &news)
            } catch {
                return "the record ends at its byte \(error.offset)"
            }
        }
        if let damage { throw damaged(damage.offset, damage.reason) }
        add(news)
        logBytes = end
    }

    /// The part as it is now.
    mutating func part(xapianPath: String, logPath: String) -> Part {
        let stories = OwnedColumn(stories)
        let columns = ColumnBuffers(
            firstDay: firstDay.buffer, lastDay: lastDay.buffer,
            precisionBasis: precisionBasis.buffer,
            authors: MultiColumn(
                offsets: authorOffsets.buffer, ordinals: authorOrdinals.buffer),
            actors: MultiColumn(offsets: actorOffsets.buffer, ordinals: actorOrdinals.buffer),
            actorMentions: actorMentions.buffer, actorFlags: actorFlags.buffer,
            section: section.buffer, language: language.buffer, site: site.buffer,
            words: words.buffer, story: stories.buffer, flags: flags.buffer,
            embargoes: embargoes)
        order = Self.merged(order, firstDay.buffer)
        let newest = OwnedColumn(order)
        return Part(
            kind: .delta, xapianPath: xapianPath, columns: columns, newestFirst: newest.buffer,
            texts: Texts(
                source: .collected(documents.buffer), decompressor: base.decompressor,
                path: logPath, mending: base.mending),
            owner: [arena, newest, stories, base])
    }

    /// What the records of one reading bring beside rows.
    private struct News {
        var labels: [LabelField: [FacetLabel]] = [:]
        var stems: [[UInt8]] = []
        var words: [WordLayer.Row] = []
        var baseStories: [(index: Int, story: UInt32)] = []
    }

    /// Takes a record in; says what is wrong with it where something is.
    private mutating func take(
        _ record: DeltaRecord, _ payload: UnsafeRawBufferPointer, _ offset: Int, _ news: inout News
    ) -> String? {
        switch record {
        case .stem(let stem):
            news.stems.append(stem)
            stemCount += 1
        case .label(let field, let label):
            news.labels[field, default: []].append(label)
            labelCounts[field, default: 0] += 1
        case .word(let word, let stem):
            guard Int(stem) < stemCount else { return "a word of a stem that there is not" }
            news.words.append(WordLayer.Row(word: word, stem: stem))
        case .tombstone(.base, let docid):
            guard docid > 0, Int(docid) <= base.part.count else {
                return "a tombstone for document \(docid) of the base"
            }
            deadInBase.insert(Int(docid) - 1)
        case .tombstone(.delta, let docid):
            guard docid > 0, Int(docid) <= count else {
                return "a tombstone for document \(docid) of the delta"
            }
            deadInDelta.append(Int(docid) - 1)
        case .story(.base, let docid, let story):
            guard docid > 0, Int(docid) <= base.part.count else {
                return "a story of document \(docid) of the base"
            }
            news.baseStories.append((Int(docid) - 1, story))
        case .story(.delta, let docid, let story):
            guard docid > 0, Int(docid) <= count else {
                return "a story of document \(docid) of the delta"
            }
            stories[Int(docid) - 1] = story
        case .embargo(let docid, let end):
            guard docid > 0, Int(docid) == count else {
                return "an embargo of document \(docid) of the delta"
            }
            embargoes.append(Embargo(index: count - 1, end: end))
        case .document(let row, let units, let bodyStart, let article):
            guard fits(row) else { return "a document of values that there are not" }
            append(row)
            // Two-byte units lie at even addresses: the head and what is before them is even.
            let unitBytes = UnsafeRawBufferPointer(rebasing: payload[units])
            documents.append(
                Texts.Collected(
                    units: unitBytes.bindMemory(to: UInt16.self), bodyStart: bodyStart,
                    record: UnsafeRawBufferPointer(rebasing: payload[article]),
                    recordOffset: offset + article.lowerBound))
        }
        return nil
    }

    private func fits(_ row: DocumentRow) -> Bool {
        func limit(_ field: LabelField) -> Int { labelCounts[field] ?? 0 }
        return row.authors.allSatisfy { Int($0) < limit(.author) }
            && row.actors.allSatisfy { Int($0) < limit(.actor) }
            && Int(row.section) <= limit(.section) && Int(row.language) <= limit(.language)
            && Int(row.site) <= limit(.site)
    }

    private mutating func append(_ row: DocumentRow) {
        firstDay.append(row.firstDay)
        lastDay.append(row.lastDay)
        precisionBasis.append(row.precisionBasis)
        authorOrdinals.append(row.authors)
        authorOffsets.append(UInt32(authorOrdinals.count))
        actorOrdinals.append(row.actors)
        actorMentions.append(row.actorMentions)
        actorFlags.append(row.actorFlags)
        actorOffsets.append(UInt32(actorOrdinals.count))
        section.append(row.section)
        language.append(row.language)
        site.append(row.site)
        words.append(row.words)
        stories.append(row.story)
        flags.append(row.flags)
        if row.language > 0 { languages.insert(row.language - 1) }
    }

    private mutating func add(_ news: News) {
        if !news.baseStories.isEmpty {
            var stories = Array(baseStories?.buffer ?? base.part.story)
            for (index, story) in news.baseStories { stories[index] = story }
            baseStories = OwnedColumn(stories)
        }
        for field in LabelField.allCases {
            guard let labels = news.labels[field] else { continue }
            let first = (labelCounts[field] ?? 0) - labels.count
            labelLayers[field] = Layers.adding(
                LabelLayer(first: UInt32(first), labels: labels),
                to: labelLayers[field] ?? [], size: \.labels.count
            ) { LabelLayer(first: $0.first, labels: $0.labels + $1.labels) }
        }
        if !news.stems.isEmpty {
            let layer = StemLayer(
                first: UInt32(stemCount - news.stems.count), stems: news.stems)
            stemLayers = Layers.adding(layer, to: stemLayers, size: \.stems.count) {
                StemLayer(first: $0.first, stems: $0.stems + $1.stems)
            }
        }
        if !news.words.isEmpty {
            wordLayers = Layers.adding(
                WordLayer(news.words), to: wordLayers, size: \.rows.count
            ) { WordLayer($0.rows + $1.rows) }
        }
    }

    /// The order with the indexes that it does not have yet; both are in order, so they are merged.
    private static func merged(
        _ order: [UInt32], _ days: UnsafeBufferPointer<Int32>
    ) -> [UInt32] {
        guard order.count < days.count else { return order }
        let late = ColumnSet.newestFirst(Array(days[order.count...])).map {
            $0 + UInt32(order.count)
        }
        var merged: [UInt32] = []
        merged.reserveCapacity(days.count)
        var index = 0
        for new in late {
            // Of equal days the lower index stands first, and every old index is lower.
            while index < order.count, days[Int(order[index])] >= days[Int(new)] {
                merged.append(order[index])
                index += 1
            }
            merged.append(new)
        }
        return merged + order[index...]
    }
}

// The buffer is written in init only.
/// A number for each document, or an order of them, for the snapshots of one publication.
final class OwnedColumn: @unchecked Sendable {
    let buffer: UnsafeBufferPointer<UInt32>

    init(_ values: [UInt32]) {
        let block = UnsafeMutableBufferPointer<UInt32>.allocate(capacity: values.count)
        _ = block.initialize(from: values)
        buffer = UnsafeBufferPointer(block)
    }

    deinit { buffer.deallocate() }
}
