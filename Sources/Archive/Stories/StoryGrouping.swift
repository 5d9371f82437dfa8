/// Groups texts that are near-identical copies of each other: the stories of an archive.
///
/// Two texts are linked where a band of their sketches meets, the sketches agree often enough
/// (``CopySketch``) and the texts themselves resemble each other (``Shingles``): a property of the
/// two alone, whatever else the archive holds. A story is what hangs together by links. So the same
/// texts give the same stories in whatever order and by however many workers they came, and a live
/// write changes the stories to what a build from the start would give.
struct StoryGrouping {
    private let count: Int
    private let sketches: UnsafeBufferPointer<UInt16>
    private var sets: DisjointSets
    /// Pairs that turned out to be no copies: bands of the same two texts often meet more than once.
    private var refused: Set<UInt64> = []

    /// A grouping of so many texts, all still alone.
    ///
    /// - Parameter sketches: ``CopySketch/count`` values of each text, one text after the other.
    init(sketches: UnsafeBufferPointer<UInt16>) {
        count = sketches.count / CopySketch.count
        self.sketches = sketches
        sets = DisjointSets(count: count)
    }

    /// Links the texts that meet in one band.
    ///
    /// - Parameter areCopies: compares two texts; asked only where the sketches allow it and the two
    ///   are not in one story yet.
    /// - Returns: the texts by rising key of the band, those of one key by rising number.
    mutating func link<Failure: Error>(
        band: Int, areCopies: (Int, Int) throws(Failure) -> Bool
    ) throws(Failure) -> [UInt32] {
        var order: [UInt64] = (0..<count).map { text in
            UInt64(CopySketch.key(sketch(text), band: band)) << 32 | UInt64(text)
        }
        order.sort()
        var start = 0
        for index in order.indices {
            if index + 1 < order.count, order[index + 1] >> 32 == order[start] >> 32 { continue }
            if index > start { try link(order[start...index], areCopies) }
            start = index + 1
        }
        return order.map { UInt32(truncatingIfNeeded: $0) }
    }

    /// The story of each text, from 1 in the order of their first texts; 0 where it is alone.
    mutating func stories() -> [UInt32] { sets.numbered() }

    /// The stories of texts, by all bands.
    static func stories<Failure: Error>(
        of sketches: [UInt16], areCopies: (Int, Int) throws(Failure) -> Bool
    ) throws(Failure) -> [UInt32] {
        let result: Result<[UInt32], Failure> = sketches.withUnsafeBufferPointer { sketches in
            var grouping = StoryGrouping(sketches: sketches)
            do throws(Failure) {
                for band in 0..<CopySketch.bands {
                    _ = try grouping.link(band: band, areCopies: areCopies)
                }
            } catch {
                return .failure(error)
            }
            return .success(grouping.stories())
        }
        return try result.get()
    }

    /// Links the texts of one key: each to what came before it, story by story.
    ///
    /// A new text is compared with the members of a story until one is a copy, so a hundred reprints
    /// take a hundred comparisons and not five thousand.
    private mutating func link<Failure: Error>(
        _ meeting: ArraySlice<UInt64>, _ areCopies: (Int, Int) throws(Failure) -> Bool
    ) throws(Failure) {
        var groups: [[Int]] = []
        for entry in meeting {
            let text = Int(truncatingIfNeeded: entry & 0xFFFF_FFFF)
            var own: Int?
            // From behind, so that what is removed does not move what is still to come.
            for index in groups.indices.reversed() {
                guard try isLinked(text, to: groups[index], areCopies) else { continue }
                sets.join(groups[index][0], text)
                if let other = own {
                    groups[index] += groups[other]
                    groups.remove(at: other)
                }
                own = index
            }
            if let own { groups[own].append(text) } else { groups.append([text]) }
        }
    }

    /// Whether a text belongs to a story, some members of which are given.
    private mutating func isLinked<Failure: Error>(
        _ text: Int, to members: [Int], _ areCopies: (Int, Int) throws(Failure) -> Bool
    ) throws(Failure) -> Bool {
        if sets.root(members[0]) == sets.root(text) { return true }
        for member in members {
            if try areLinked(member, text, areCopies) { return true }
        }
        return false
    }

    private mutating func areLinked<Failure: Error>(
        _ left: Int, _ right: Int, _ areCopies: (Int, Int) throws(Failure) -> Bool
    ) throws(Failure) -> Bool {
        guard CopySketch.mayBeCopies(sketch(left), sketch(right)) else { return false }
        let pair = UInt64(left) << 32 | UInt64(right)
        guard !refused.contains(pair) else { return false }
        if try areCopies(left, right) { return true }
        refused.insert(pair)
        return false
    }

    /// The values of one text; valid as long as the sketches are.
    private func sketch(_ text: Int) -> UnsafeBufferPointer<UInt16> {
        CopySketch.values(of: text, in: sketches)
    }
}
