/// Sketches that grow one by one, found by what they share: those of a delta.
///
/// One table of chains over all bands: entry e is band `e % 21` of text `e / 21`. Texts that are no
/// longer there stay in it; who asks knows them.
struct CopyTable {
    private(set) var sketches: [UInt16] = []
    private var heads = [UInt32](repeating: .max, count: 1 << 10)
    private var next: [UInt32] = []

    var count: Int { sketches.count / CopySketch.count }

    /// Appends the sketch of the next text.
    mutating func append(_ sketch: [UInt16]) {
        let text = count
        sketches += sketch
        for band in 0..<CopySketch.bands {
            let head = Int(key(text, band)) & (heads.count - 1)
            next.append(heads[head])
            heads[head] = UInt32(text * CopySketch.bands + band)
        }
        if next.count > heads.count { grow() }
    }

    /// The texts that meet the sketch in a band and agree with it often enough; rising.
    func candidates(_ sketch: [UInt16]) -> [Int] {
        sketch.withUnsafeBufferPointer { sketch in
            sketches.withUnsafeBufferPointer { sketches in
                var found: Set<Int> = []
                for band in 0..<CopySketch.bands {
                    let wanted = CopySketch.key(sketch, band: band)
                    var entry = heads[Int(wanted) & (heads.count - 1)]
                    while entry != .max {
                        let (text, own) = Int(entry).quotientAndRemainder(
                            dividingBy: CopySketch.bands)
                        let values = CopySketch.values(of: text, in: sketches)
                        if own == band, CopySketch.key(values, band: band) == wanted,
                            !found.contains(text), CopySketch.mayBeCopies(values, sketch)
                        {
                            found.insert(text)
                        }
                        entry = next[Int(entry)]
                    }
                }
                return found.sorted()
            }
        }
    }

    /// The sketch of a text.
    func sketch(_ text: Int) -> ArraySlice<UInt16> {
        sketches[(text * CopySketch.count)..<((text + 1) * CopySketch.count)]
    }

    private func key(_ text: Int, _ band: Int) -> UInt32 {
        sketches.withUnsafeBufferPointer {
            CopySketch.key(CopySketch.values(of: text, in: $0), band: band)
        }
    }

    private mutating func grow() {
        heads = [UInt32](repeating: .max, count: heads.count * 2)
        for entry in next.indices {
            let (text, band) = entry.quotientAndRemainder(dividingBy: CopySketch.bands)
            let head = Int(key(text, band)) & (heads.count - 1)
            next[entry] = heads[head]
            heads[head] = UInt32(entry)
        }
    }
}
