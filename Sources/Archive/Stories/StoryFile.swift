// The buffers are never written and live as long as `owner`.
/// The sketches of a base, in `stories.bin`: for the writer, which looks for copies of what comes.
///
///     documents   UInt32   indexes of the documents that have a sketch, rising
///     sketches    UInt16   64 for each of them (``CopySketch``)
///     orders      UInt32   for each of the 21 bands the places in `documents` by rising key of the
///                          band, those of one key by rising place
///
/// The stories themselves are a column (``Part/story``).
final class StoryFile: @unchecked Sendable {
    /// Indexes of the documents that have a sketch, rising.
    let documents: UnsafeBufferPointer<UInt32>
    private let sketches: UnsafeBufferPointer<UInt16>
    private let orders: UnsafeBufferPointer<UInt32>
    private let owner: MappedFile

    /// - Parameter count: documents of the base.
    init(_ file: SectionFile, count: Int) throws(ArchiveError) {
        owner = file.file
        documents = try file.section("documents")
        try file.requireBelow("documents", documents, limit: count)
        for index in documents.indices.dropFirst() where documents[index - 1] >= documents[index] {
            throw file.damaged(nil, "the section documents does not rise")
        }
        sketches = try file.section("sketches", count: documents.count * CopySketch.count)
        orders = try file.section("orders", count: documents.count * CopySketch.bands)
        try file.requireBelow("orders", orders, limit: max(1, documents.count))
    }

    /// The documents that meet the sketch in a band and agree with it often enough; rising.
    func candidates(_ sketch: [UInt16]) -> [Int] {
        guard !documents.isEmpty else { return [] }
        return sketch.withUnsafeBufferPointer { sketch in
            var found: Set<Int> = []
            for band in 0..<CopySketch.bands {
                let wanted = CopySketch.key(sketch, band: band)
                let order = UnsafeBufferPointer(
                    rebasing: orders[(band * documents.count)..<((band + 1) * documents.count)])
                var place = LabelTable.lowerBound(order.count) { index in
                    CopySketch.key(values(Int(order[index])), band: band) < wanted
                }
                while place < order.count {
                    let values = values(Int(order[place]))
                    guard CopySketch.key(values, band: band) == wanted else { break }
                    let document = Int(documents[min(Int(order[place]), documents.count - 1)])
                    if !found.contains(document), CopySketch.mayBeCopies(values, sketch) {
                        found.insert(document)
                    }
                    place += 1
                }
            }
            return found.sorted()
        }
    }

    /// The sketch of a document; nil where it has none.
    func sketch(_ document: Int) -> [UInt16]? {
        let place = LabelTable.lowerBound(documents.count) { Int(documents[$0]) < document }
        guard place < documents.count, Int(documents[place]) == document else { return nil }
        return Array(values(place))
    }

    private func values(_ place: Int) -> UnsafeBufferPointer<UInt16> {
        // A mapped file may change after it was checked: the place is looked at again.
        CopySketch.values(of: min(place, documents.count - 1), in: sketches)
    }
}
