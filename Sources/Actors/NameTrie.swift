// All names of all records as a tree of words, walked from each word of a text: the longest path that
// ends in a name is the longest match. Since most words of a text begin no name, this needs no more
// steps than an automaton with failure links, and it yields every shorter name at a place as well.
//
//   node            Int32, 0 is the root
//   edge            (node, word) to node: open addressing over node << 32 | word
//   ends[node]      range of `candidates` whose name ends here
//   Candidate       record, kind, flags, and a pattern: 4 bits a word (2 shape, 2 gap before it)
//
// Names of more than 16 words are left out.

/// What a name can stand for.
struct Candidate: Sendable {
    /// Where the record stands in `AuthorityRecords.all`.
    var record: Int32
    var kind: AliasKind
    var isAmbiguous: Bool
    /// Whether the name is one word of an English text, in small letters.
    var isCommonWord: Bool
    /// Whether the name itself ends in "'s".
    var endsInPossessive: Bool
    /// How many words it has.
    var words: UInt8
    /// 4 bits a word, the first word lowest: shape, then the gap before it.
    var pattern: UInt64
    /// One bit a word, the first word lowest: whether it may end in "'s" or "s'" within the name,
    /// as in "People's Liberation Army".
    var possessives: UInt16 = 0

    /// How a word of a name must be written.
    enum Shape: UInt64 {
        case any = 0
        case capital = 1
        case capitals = 2
    }

    /// What may stand before a word of a name.
    enum Joint: UInt64 {
        case space = 0
        case point = 1
        case comma = 2
        case other = 3
    }
}

/// A name that ends somewhere behind a word.
struct NameMatch: Sendable, Equatable {
    /// The first word.
    var start: Int32
    /// Behind the last word.
    var end: Int32
    /// Where in ``NameTrie`` the name ends.
    var node: Int32
    /// Whether initials were passed over.
    var skipsInitial: Bool
}

/// The tree of names.
struct NameTrie: Sendable {
    private var keys: [UInt64]
    private var targets: [Int32]
    private var mask: Int
    private var edgeCount = 0
    private var roots: [Int32] = []
    private var pending: [[Candidate]] = [[]]
    private(set) var candidates: [Candidate] = []
    private var ends: [(Int32, Int32)] = []

    /// An empty tree.
    init() {
        keys = [UInt64](repeating: 0, count: 1 << 17)
        targets = [Int32](repeating: -1, count: 1 << 17)
        mask = (1 << 17) - 1
    }

    /// Adds a name; words are numbers of a ``WordTable``.
    mutating func insert(_ words: [Int32], _ candidate: Candidate) {
        guard !words.isEmpty, words.count <= 16 else { return }
        var node: Int32 = 0
        for word in words { node = child(node, word) }
        let at = Int(node)
        // Spellings of one record that fold to one name are one candidate; the least strict stays.
        if let same = pending[at].firstIndex(where: {
            $0.record == candidate.record && $0.kind.mention == candidate.kind.mention
        }) {
            if pending[at][same].isAmbiguous && !candidate.isAmbiguous {
                pending[at][same].isAmbiguous = false
            }
            if pending[at][same].pattern > candidate.pattern {
                pending[at][same].pattern = candidate.pattern
            }
            pending[at][same].possessives |= candidate.possessives
            if pending[at][same].kind == .surname { pending[at][same].kind = candidate.kind }
            return
        }
        pending[at].append(candidate)
    }

    /// Lays the candidates out for walking; `insert` is not called any more.
    mutating func finish(wordCount: Int) {
        ends = []
        ends.reserveCapacity(pending.count)
        for list in pending {
            ends.append((Int32(candidates.count), Int32(candidates.count + list.count)))
            candidates.append(contentsOf: list)
        }
        pending = []
        roots = [Int32](repeating: -1, count: wordCount)
        for slot in keys.indices where targets[slot] >= 0 && keys[slot] >> 32 == 0 {
            roots[Int(keys[slot] & 0xFFFF_FFFF)] = targets[slot]
        }
    }

    /// The candidates whose name ends at a node.
    @inline(__always)
    func candidates(at node: Int32) -> Range<Int> {
        let (first, last) = ends[Int(node)]
        return Int(first)..<Int(last)
    }

    /// Appends every name that begins at a word, shortest first.
    @inline(__always)
    func appendMatches(
        _ tokens: UnsafeBufferPointer<Token>, from start: Int, to matches: inout [NameMatch]
    ) {
        let word = tokens[start].word
        guard word >= 0 else { return }
        var node = roots[Int(word)]
        guard node >= 0 else { return }
        var at = start
        var skipped = false
        while true {
            let (first, last) = ends[Int(node)]
            if first < last {
                matches.append(
                    NameMatch(
                        start: Int32(start), end: Int32(at + 1), node: node, skipsInitial: skipped))
            }
            at += 1
            while at < tokens.count {
                let token = tokens[at]
                if token.gap == .paragraph { return }
                let next = token.word >= 0 ? edge(node, token.word) : -1
                if next >= 0 {
                    node = next
                    break
                }
                // Initials in the middle of a name: "Vladimir V. Putin".
                guard
                    token.shape.contains(.initial)
                        || token.shape.isSuperset(of: [.pointed, .allCapitals]),
                    token.gap == .space || token.gap == .point, at + 1 < tokens.count,
                    at - start <= 3
                else { return }
                skipped = true
                at += 1
            }
            if at >= tokens.count { return }
        }
    }

    @inline(__always)
    private func edge(_ node: Int32, _ word: Int32) -> Int32 {
        let key = UInt64(UInt32(node)) << 32 | UInt64(UInt32(word))
        var slot = Self.slot(key) & mask
        while true {
            let target = targets[slot]
            if target < 0 || keys[slot] == key { return target }
            slot = (slot + 1) & mask
        }
    }

    private mutating func child(_ node: Int32, _ word: Int32) -> Int32 {
        let known = edge(node, word)
        if known >= 0 { return known }
        if edgeCount * 2 >= keys.count { grow() }
        let new = Int32(pending.count)
        pending.append([])
        insertEdge(UInt64(UInt32(node)) << 32 | UInt64(UInt32(word)), new)
        edgeCount += 1
        return new
    }

    private mutating func insertEdge(_ key: UInt64, _ target: Int32) {
        var slot = Self.slot(key) & mask
        while targets[slot] >= 0 { slot = (slot + 1) & mask }
        keys[slot] = key
        targets[slot] = target
    }

    private mutating func grow() {
        let old = zip(keys, targets).filter { $0.1 >= 0 }
        let size = keys.count * 2
        keys = [UInt64](repeating: 0, count: size)
        targets = [Int32](repeating: -1, count: size)
        mask = size - 1
        for (key, target) in old { insertEdge(key, target) }
    }

    /// Fibonacci hashing spreads keys that differ in few bits.
    @inline(__always)
    private static func slot(_ key: UInt64) -> Int {
        Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 33)
    }
}
