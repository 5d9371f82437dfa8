extension Database {
    /// All documents that match a query, as a set: no weights, nothing pruned, exact.
    ///
    /// Terms cost 14-15 ns a posting; under an `and` the rarest is read first and the others only
    /// narrow it. One shard only.
    ///
    /// - Parameters:
    ///   - query: What to match; weights and optional parts play no role.
    ///   - bitCount: How many bits the set has: the last document id, or more.
    public func matchSet(_ query: Query, bitCount: Int) throws(XapianError) -> Bitset {
        try matchSet(query, bitCount: bitCount, depth: 1)
    }

    private func matchSet(
        _ query: Query, bitCount: Int, depth: Int
    ) throws(XapianError) -> Bitset {
        guard depth <= Query.maximumDepth else {
            throw XapianError(
                code: .invalidArgument, operation: "match the query",
                message: "it is nested more than \(Query.maximumDepth) levels deep")
        }
        var set = Bitset(bitCount: bitCount)
        switch query {
        case .none:
            return set
        case .all:
            try union("", into: &set)
        case .term(let term, wqf: _):
            try union(term, into: &set)
        case .or(let parts), .synonym(let parts), .maximum(let parts):
            for part in parts {
                if case .term(let term, wqf: _) = part {
                    try union(term, into: &set)
                } else {
                    set.formUnion(try matchSet(part, bitCount: bitCount, depth: depth + 1))
                }
            }
        case .and(let parts):
            return try intersection(of: parts, bitCount: bitCount, depth: depth)
        case .filter(let query, by: let filter):
            return try intersection(of: [query, filter], bitCount: bitCount, depth: depth)
        case .not(let query, let excluded):
            set = try matchSet(query, bitCount: bitCount, depth: depth + 1)
            if case .term(let term, wqf: _) = excluded {
                try subtract(term, from: &set)
            } else {
                set.subtract(try matchSet(excluded, bitCount: bitCount, depth: depth + 1))
            }
        case .maybe(let query, _), .scaled(let query, by: _):
            return try matchSet(query, bitCount: bitCount, depth: depth + 1)
        }
        return set
    }

    /// Reads what is not a term first, then the terms from the rarest on.
    private func intersection(
        of parts: [Query], bitCount: Int, depth: Int
    ) throws(XapianError) -> Bitset {
        var terms: [(term: String, frequency: Int)] = []
        var set: Bitset?
        for part in parts {
            if case .term(let term, wqf: _) = part {
                terms.append((term, try documentFrequency(of: term)))
            } else {
                let other = try matchSet(part, bitCount: bitCount, depth: depth + 1)
                set = set.map { $0.intersection(other) } ?? other
            }
        }
        terms.sort { $0.frequency < $1.frequency }
        for (term, _) in terms {
            guard var narrowed = set else {
                var first = Bitset(bitCount: bitCount)
                try union(term, into: &first)
                set = first
                continue
            }
            set = nil
            try intersect(term, with: &narrowed)
            set = narrowed
        }
        if let set { return set }
        // An `and` of nothing is all documents, as in ranking.
        return try matchSet(.all, bitCount: bitCount, depth: depth + 1)
    }
}
