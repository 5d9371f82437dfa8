import Archive
import Schema
import XapianKit

/// The words of a search with their weights and postings: weighs documents and finds the best.
///
/// Documents are weighed block by block (``WordPostings``): the impacts of one word after the other
/// are added up for the whole block, then the matching documents are looked at. A block whose words
/// cannot reach the lowest weight of a full page is left out; blocks that can give most come first.
/// Sums are made in the order of the words, so that every way of weighing gives the same bits.
struct Ranking {
    /// A word in all parts.
    struct Word {
        let word: RankWord
        let weight: Float
        /// Documents with it, deleted ones included.
        let documents: Int
        /// For each part.
        let postings: [WordPostings]
    }

    private(set) var words: [Word] = []
    private let facts: SnapshotFacts
    private let budget: Budget

    init(
        _ words: [RankWord], facts: SnapshotFacts, sources: [PostingSource], budget: Budget
    ) throws(SearchError) {
        self.facts = facts
        self.budget = budget
        try add(words, sources)
    }

    /// Lets more words give weight.
    mutating func add(_ words: [RankWord], _ sources: [PostingSource]) throws(SearchError) {
        for word in words {
            var postings: [WordPostings] = []
            for source in sources { postings.append(try source.postings(word.stems)) }
            let documents = postings.reduce(0) { $0 + $1.count }
            guard documents > 0 else { continue }
            let weight =
                word.factor
                * facts.formula.weight(
                    documents: facts.documentCount, matching: documents,
                    queryFrequency: word.queryFrequency)
            self.words.append(
                Word(word: word, weight: weight, documents: documents, postings: postings))
        }
    }

    /// The weight of one document.
    func weight(of place: Place) -> Float {
        var sum: Float = 0
        for word in words { sum += word.weight * word.postings[place.part].impact(place.index) }
        return sum
    }

    /// What each word adds to the weight of a document; words that it does not have are left out.
    func contributions(of place: Place) -> [(word: RankWord, weight: Float)] {
        words.compactMap { word in
            let impact = word.postings[place.part].impact(place.index)
            return impact > 0 ? (word.word, word.weight * impact) : nil
        }
    }

    /// The best documents of the sets, one set a part: by falling weight, ties by part and index.
    func top(_ limit: Int, of sets: [Bitset]) throws(SearchError) -> [RankedHit] {
        guard limit > 0 else { return [] }
        var top = TopValues(limit: limit)
        var first = 0
        for (number, set) in sets.enumerated() {
            try collect(number, set, first, into: &top)
            first += facts.parts[number].part.count
        }
        let base = facts.parts[0].part.count
        return top.sorted().map { row in
            let document = Int(UInt32.max - UInt32(truncatingIfNeeded: row.key))
            return RankedHit(
                place: document < base
                    ? Place(part: 0, index: document) : Place(part: 1, index: document - base),
                score: Double(Float(bitPattern: UInt32(truncatingIfNeeded: row.key >> 32))))
        }
    }

    /// A word in one part, as the inner loops want it.
    private struct Run {
        let weight: Float
        let postings: WordPostings
    }

    /// - Parameter first: what is added to an index to tell documents of all parts apart.
    private func collect(
        _ number: Int, _ set: Bitset, _ first: Int, into top: inout TopValues
    ) throws(SearchError) {
        let runs = words.map { Run(weight: $0.weight, postings: $0.postings[number]) }
        let blocks = Self.blocks(runs, count: facts.parts[number].part.count)
        var scores = [Float](repeating: 0, count: WordPostings.blockSize)
        try scores.withUnsafeMutableBufferPointer { scores throws(SearchError) in
            try set.words.withUnsafeBufferPointer { words throws(SearchError) in
                for (turn, block) in blocks.enumerated() {
                    // Bounds and weights are sums in the same order: rounding keeps their order.
                    if top.isFull, block.bound.bitPattern < UInt32(top.least >> 32) { break }
                    if turn & 63 == 63 { try budget.check() }
                    weigh(Int(block.number), runs, words, scores, first, &top)
                }
            }
        }
    }

    /// All blocks with the most that their words can add up to, highest first.
    private static func blocks(_ runs: [Run], count: Int) -> [(bound: Float, number: UInt32)] {
        let blockCount = (count + WordPostings.blockSize - 1) >> WordPostings.blockBits
        var blocks: [(bound: Float, number: UInt32)] = []
        blocks.reserveCapacity(blockCount)
        for number in 0..<blockCount {
            var bound: Float = 0
            for run in runs { bound += run.weight * run.postings.greatest[number] }
            blocks.append((bound, UInt32(number)))
        }
        blocks.sort { $0.bound > $1.bound }
        return blocks
    }

    private func weigh(
        _ block: Int, _ runs: [Run], _ words: UnsafeBufferPointer<UInt64>,
        _ scores: UnsafeMutableBufferPointer<Float>, _ first: Int, _ top: inout TopValues
    ) {
        let firstWord = block << (WordPostings.blockBits - 6)
        let lastWord = min(firstWord + WordPostings.blockSize / 64, words.count)
        var matching = 0
        for index in firstWord..<lastWord { matching &+= words[index].nonzeroBitCount }
        guard matching > 0 else { return }
        guard let scores = scores.baseAddress else { return }
        scores.update(repeating: 0, count: WordPostings.blockSize)
        for run in runs {
            let postings = run.postings
            let start = Int(postings.starts[block])
            let end = Int(postings.starts[block + 1])
            // Looking for one document takes about eight times what going over a posting does.
            if matching * 8 < end - start {
                for index in firstWord..<lastWord {
                    var word = words[index]
                    while word != 0 {
                        let offset = (index - firstWord) << 6 + word.trailingZeroBitCount
                        scores[offset] +=
                            run.weight * postings.impact(UInt16(offset), start, end)
                        word &= word &- 1
                    }
                }
            } else {
                let (offsets, impacts, weight) = (postings.offsets, postings.impacts, run.weight)
                var position = start
                while position < end {
                    scores[Int(offsets[position])] += weight * impacts[position]
                    position &+= 1
                }
            }
        }
        let base = first + block << WordPostings.blockBits
        for index in firstWord..<lastWord {
            var word = words[index]
            while word != 0 {
                let offset = (index - firstWord) << 6 + word.trailingZeroBitCount
                let key =
                    UInt64(scores[offset].bitPattern) << 32
                    | UInt64(UInt32.max - UInt32(truncatingIfNeeded: base + offset))
                if key > top.least { top.offer(key, 0) }
                word &= word &- 1
            }
        }
    }
}
