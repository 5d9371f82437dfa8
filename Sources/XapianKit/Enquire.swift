import CXapian

/// What to ask of a database beside the query: how to weigh, what part of the ranking, how long.
public struct Enquire: Sendable {
    /// What comes first among documents of the same weight.
    public enum Order: Sendable, Equatable {
        /// The lower id; a match without weights then stops as soon as it has enough.
        case ascending
        /// The higher id.
        case descending
        /// Whatever is cheapest.
        case any
    }

    /// How documents are weighted.
    public var weighting: Weighting
    /// The rank of the first match wanted, from 0.
    public var first: Int
    /// How many matches are wanted.
    public var limit: Int
    /// Look at this many matches at least, for better totals; 0 leaves the most to pruning.
    public var checkAtLeast: Int
    /// What comes first among documents of the same weight.
    public var order: Order
    /// The only documents that may match, one set a shard, bit i for the shard's document i + 1.
    ///
    /// nil stands for all. Weights stay those of the whole database. A set with few bits makes the
    /// match faster, not slower: it jumps to them.
    public var allowed: [Bitset]?
    /// When the match ends with `deadlineExceeded`; looked at every 256 documents.
    public var deadline: Deadline?
    /// Ends the match with `cancelled` when raised.
    public var cancellation: Cancellation?

    /// What to ask, with the usual answers.
    public init(
        weighting: Weighting = .bm25(BM25()), first: Int = 0, limit: Int = 10,
        checkAtLeast: Int = 0, order: Order = .ascending, allowed: [Bitset]? = nil,
        deadline: Deadline? = nil, cancellation: Cancellation? = nil
    ) {
        self.weighting = weighting
        self.first = first
        self.limit = limit
        self.checkAtLeast = checkAtLeast
        self.order = order
        self.allowed = allowed
        self.deadline = deadline
        self.cancellation = cancellation
    }
}

/// A document in a ranking.
public struct Match: Sendable, Equatable {
    /// The document's id, the global one of several shards.
    public var document: DocumentID
    /// The weight that the query gives it.
    public var weight: Double

    /// A document with its weight.
    public init(document: DocumentID, weight: Double) {
        self.document = document
        self.weight = weight
    }
}

/// The part of a ranking that was asked for.
public struct MatchSet: Sendable, Equatable {
    /// The matches, the best first.
    public var matches: [Match]
    /// At least so many documents match in all.
    public var lowerBound: Int
    /// About so many.
    public var estimate: Int
    /// At most so many.
    public var upperBound: Int
    /// The weight of the best match, be it among those asked for or not.
    public var maximumWeight: Double
}

extension Database {
    /// The best matches of a query.
    ///
    /// - Throws: `databaseModified` (see ``withRetry(_:)``), `deadlineExceeded`, `cancelled`,
    ///   `invalidArgument` for a query too deep or sets that are not one a shard.
    public func search(
        _ query: Query, _ enquire: Enquire = Enquire()
    ) throws(XapianError) -> MatchSet {
        let sets = enquire.allowed ?? []
        if enquire.allowed != nil, sets.count != shardCount {
            throw XapianError(
                code: .invalidArgument, operation: "search",
                path: paths.joined(separator: ", "),
                message: "\(sets.count) sets of allowed documents for \(shardCount) shards")
        }
        let compiled = try CompiledQuery(query)
        // No match has more places than there are documents.
        let limit = try min(max(0, enquire.limit), documentCount())
        var documents = [DocumentID](repeating: 0, count: limit)
        var weights = [Double](repeating: 0, count: limit)
        var result = bx_result()
        try Database.lend(sets[...], []) { allowed throws(XapianError) in
            try documents.withUnsafeMutableBufferPointer { documents throws(XapianError) in
                try weights.withUnsafeMutableBufferPointer { weights throws(XapianError) in
                    result.documents = documents.baseAddress
                    result.weights = weights.baseAddress
                    var options = bx_options(
                        weighting: enquire.weighting.parameters, order: enquire.order.parameter,
                        first: UInt32(clamping: enquire.first), limit: UInt32(clamping: limit),
                        check_at_least: UInt32(clamping: enquire.checkAtLeast),
                        allowed: enquire.allowed == nil ? nil : allowed.baseAddress,
                        deadline: enquire.deadline?.monotonicNanoseconds ?? 0,
                        flag: enquire.cancellation?.handle)
                    let query = compiled.handle
                    try run("search") { bx_match(handle, query, &options, &result, $0) }
                }
            }
        }
        withExtendedLifetime(enquire) {}
        let count = Int(result.count)
        return MatchSet(
            matches: zip(documents.prefix(count), weights).map(Match.init),
            lowerBound: Int(result.lower_bound), estimate: Int(result.estimate),
            upperBound: Int(result.upper_bound), maximumWeight: result.maximum_weight)
    }

    /// Lends the words of all sets at once.
    private static func lend<R>(
        _ sets: ArraySlice<Bitset>, _ lent: [bx_set],
        _ body: (UnsafeBufferPointer<bx_set>) throws(XapianError) -> R
    ) throws(XapianError) -> R {
        guard let set = sets.first else {
            return try lent.withUnsafeBufferPointer { lent throws(XapianError) in try body(lent) }
        }
        return try set.words.withUnsafeBufferPointer { words throws(XapianError) in
            let next = bx_set(words: words.baseAddress, bit_count: set.bitCount)
            return try lend(sets.dropFirst(), lent + [next], body)
        }
    }
}

extension Enquire.Order {
    var parameter: bx_order {
        switch self {
        case .ascending: .BX_ASCENDING
        case .descending: .BX_DESCENDING
        case .any: .BX_ANY_ORDER
        }
    }
}
