// The buffers are never written, and the Part that holds this keeps their memory.
/// Where a part's token streams and stored articles lie.
///
/// `tokens.bin`, rows by document:
///
///     offsets      UInt64   one more than documents; where a document's units start
///     bodyStarts   UInt32   in units from there
///     units        UInt16   ``TokenUnits``
///
/// `stored.bin`:
///
///     offsets      UInt64   one more than documents; where a record starts
///     records      UInt8    ``ArticleCodec``
///     dictionary   UInt8    of zstd; empty where the frames have none
///
/// A mapped file may change after it was checked (a failing disk, a careless tool), so every
/// access looks at its own bounds again: two comparisons beside a page fault.
struct Texts: @unchecked Sendable {
    enum Source {
        case mapped(Mapped)
        case collected(UnsafeBufferPointer<Collected>)
        case none
    }

    struct Mapped {
        let tokenOffsets: UnsafeBufferPointer<UInt64>
        let bodyStarts: UnsafeBufferPointer<UInt32>
        let units: UnsafeBufferPointer<UInt16>
        let recordOffsets: UnsafeBufferPointer<UInt64>
        let records: UnsafeBufferPointer<UInt8>
    }

    /// One document of a delta.
    struct Collected {
        let units: UnsafeBufferPointer<UInt16>
        let bodyStart: Int
        let record: UnsafeRawBufferPointer
        let recordOffset: Int
    }

    let source: Source
    let decompressor: Zstd.Decompressor
    let path: String
    let mending: String

    func tokens(_ index: Int) -> TokenSlice {
        switch source {
        case .mapped(let mapped):
            guard index >= 0, index < mapped.bodyStarts.count,
                let range = Self.range(mapped.tokenOffsets, index, mapped.units.count)
            else { break }
            return TokenSlice(
                units: UnsafeBufferPointer(rebasing: mapped.units[range]),
                bodyStart: min(Int(mapped.bodyStarts[index]), range.count))
        case .collected(let documents):
            guard documents.indices.contains(index) else { break }
            return TokenSlice(
                units: documents[index].units, bodyStart: documents[index].bodyStart)
        case .none: break
        }
        return TokenSlice(units: UnsafeBufferPointer(start: nil, count: 0), bodyStart: 0)
    }

    func record(_ index: Int) -> UnsafeRawBufferPointer? {
        switch source {
        case .mapped(let mapped):
            guard let range = Self.range(mapped.recordOffsets, index, mapped.records.count) else {
                return nil
            }
            return UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(mapped.records)[range])
        case .collected(let documents):
            return documents.indices.contains(index) ? documents[index].record : nil
        case .none: return nil
        }
    }

    func recordOffset(_ index: Int) -> Int? {
        switch source {
        case .mapped(let mapped):
            guard mapped.recordOffsets.indices.contains(index) else { return nil }
            return Int(exactly: mapped.recordOffsets[index])
        case .collected(let documents):
            return documents.indices.contains(index) ? documents[index].recordOffset : nil
        case .none: return nil
        }
    }

    private static func range(
        _ offsets: UnsafeBufferPointer<UInt64>, _ index: Int, _ limit: Int
    ) -> Range<Int>? {
        guard index >= 0, index + 1 < offsets.count else { return nil }
        let (start, end) = (offsets[index], offsets[index + 1])
        guard start <= end, end <= UInt64(limit) else { return nil }
        return Int(start)..<Int(end)
    }
}
