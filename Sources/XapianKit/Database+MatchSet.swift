extension Database {
    /// All documents that match a query, as a set: no weights, nothing pruned, exact.
    ///
    /// Terms cost 12-15 ns a posting; under an `and` the rarest is read first and the others only
    /// narrow it. One shard only.
    ///
    /// - Parameters:
    ///   - query: What to match; weights and optional parts play no role.
    ///   - bitCount: How many bits the set has: the last document id, or more.
    ///   - deadline: When it ends with `deadlineExceeded`; looked at before each term.
    ///   - cancellation: Ends it with `cancelled` when raised.
    public func matchSet(
        _ query: Query, bitCount: Int, deadline: Deadline? = nil,
        cancellation: Cancellation? = nil
    ) throws(XapianError) -> Bitset {
        let reader = MatchSetReader(
            database: self, bitCount: bitCount, deadline: deadline, cancellation: cancellation)
        return try reader.set(of: query, depth: 1)
    }
}

/// Reads the documents that match a query, part by part.
private struct MatchSetReader {
    let database: Database
    let bitCount: Int
    let deadline: Deadline?
    let cancellation: Cancellation?

    func set(of query: Query, depth: Int) throws(XapianError) -> Bitset {
        guard depth <= Query.maximumDepth else {
            throw error(
                .invalidArgument, "it is nested more than \(Query.maximumDepth) levels deep")
        }
        var set = Bitset(bitCount: bitCount)
        switch query {
        case .none:
            return set
        case .all:
            try add("", to: &set)
        case .term(let term, wqf: _):
            try add(term, to: &set)
        case .or(let parts), .synonym(let parts), .maximum(let parts):
            for part in parts {
                if case .term(let term, wqf: _) = part {
                    try add(term, to: &set)
                } else {
                    set.formUnion(try self.set(of: part, depth: depth + 1))
                }
            }
        case .and(let parts):
            return try intersection(of: parts, depth: depth)
        case .filter(let query, by: let filter):
            return try intersection(of: [query, filter], depth: depth)
        case .not(let query, let excluded):
            set = try self.set(of: query, depth: depth + 1)
            if case .term(let term, wqf: _) = excluded {
                try checkLimits()
                try database.subtract(term, from: &set)
            } else {
                set.subtract(try self.set(of: excluded, depth: depth + 1))
            }
        case .maybe(let query, _), .scaled(let query, by: _):
            return try self.set(of: query, depth: depth + 1)
        }
        return set
    }

    /// Reads what is not a term first, then narrows it by the terms, from the rarest on.
    private func intersection(of parts: [Query], depth: Int) throws(XapianError) -> Bitset {
        var terms: [(term: String, frequency: Int)] = []
        var result: Bitset?
        for part in parts {
            if case .term(let term, wqf: _) = part {
                terms.append((term, try database.documentFrequency(of: term)))
            } else {
                let other = try set(of: part, depth: depth + 1)
                result = result.map { $0.intersection(other) } ?? other
            }
        }
        terms.sort { $0.frequency < $1.frequency }
        for (term, _) in terms {
            guard var narrowed = result else {
                var first = Bitset(bitCount: bitCount)
                try add(term, to: &first)
                result = first
                continue
            }
            // Else the words would be copied, being held twice.
            result = nil
            try checkLimits()
            try database.intersect(term, with: &narrowed)
            result = narrowed
        }
        if let result { return result }
        // An `and` of nothing is all documents, as in ranking.
        return try set(of: .all, depth: depth + 1)
    }

    private func add(_ term: String, to set: inout Bitset) throws(XapianError) {
        try checkLimits()
        try database.union(term, into: &set)
    }

    private func checkLimits() throws(XapianError) {
        if let cancellation, cancellation.isCancelled {
            throw error(.cancelled, "the match was cancelled")
        }
        if let deadline, deadline.hasPassed {
            throw error(.deadlineExceeded, "the match took longer than it may")
        }
    }

    private func error(_ code: XapianError.Code, _ message: String) -> XapianError {
        XapianError(
            code: code, operation: "match the query",
            path: database.paths.joined(separator: ", "), message: message)
    }
}
