import CXapian

/// What one part of a query adds to the weight of a document.
public struct Contribution: Sendable, Equatable {
    /// The part: a term, or a synonym or maximum that is weighted as one.
    public var query: Query
    /// What it adds.
    public var weight: Double

    /// A part with what it adds.
    public init(query: Query, weight: Double) {
        self.query = query
        self.weight = weight
    }
}

/// How terms for an expansion are weighted.
public enum ExpansionScheme: Sendable, Equatable {
    /// Bose-Einstein statistics (divergence from randomness).
    case bo1
    /// The older probabilistic formula.
    case traditional
}

/// A term that sets some documents apart from the rest.
public struct ExpansionTerm: Sendable, Equatable {
    /// The term.
    public var term: String
    /// How well it does so.
    public var weight: Double
    /// How many documents hold it.
    public var documentFrequency: Int

    /// A term with its weight.
    public init(term: String, weight: Double, documentFrequency: Int) {
        self.term = term
        self.weight = weight
        self.documentFrequency = documentFrequency
    }
}

extension Database {
    /// What each weighted part of a query that a document matches adds to its weight.
    ///
    /// In the order of the query, which must match the document for the sum to be its weight. Each
    /// part is a match of its own: a millisecond or less.
    ///
    /// - Throws: `notFound` where there is no such document.
    public func explain(
        _ query: Query, document: DocumentID, weighting: Weighting = .bm25(BM25())
    ) throws(XapianError) -> [Contribution] {
        var parts: [(query: Query, factor: Double)] = []
        query.collectWeighted(factor: 1, depth: 1, into: &parts)
        var contributions: [Contribution] = []
        for part in parts {
            let scaled = part.factor == 1 ? part.query : .scaled(part.query, by: part.factor)
            if let weight = try weight(of: scaled, document: document, weighting: weighting) {
                contributions.append(Contribution(query: part.query, weight: weight))
            }
        }
        return contributions
    }

    /// The weight that a query gives to one document, nil where it does not match.
    ///
    /// - Throws: `notFound` where there is no such document.
    public func weight(
        of query: Query, document: DocumentID, weighting: Weighting = .bm25(BM25())
    ) throws(XapianError) -> Double? {
        let compiled = try CompiledQuery(query)
        let query = compiled.handle
        var parameters = weighting.parameters
        var matches = false
        var weight = 0.0
        try run("weigh document \(document)") {
            bx_weight(handle, query, &parameters, document, &matches, &weight, $0)
        }
        return matches ? weight : nil
    }

    /// The terms that set some documents apart from the rest, the best first.
    ///
    /// - Parameters:
    ///   - documents: The documents; none gives no terms.
    ///   - limit: The most terms to give.
    ///   - scheme: How terms are weighted.
    ///   - firstBytes: Only terms that begin with a byte for which this is true; it can keep out
    ///     prefixed terms.
    /// - Throws: `notFound` where a document does not exist.
    public func expand(
        from documents: [DocumentID], limit: Int, scheme: ExpansionScheme = .bo1,
        firstBytes: (UInt8) -> Bool = { _ in true }
    ) throws(XapianError) -> [ExpansionTerm] {
        var bytes = Bitset(bitCount: 256)
        for byte in UInt8.min...UInt8.max where firstBytes(byte) { bytes.insert(Int(byte)) }
        let parameter: bx_expansion =
            switch scheme {
            case .bo1: .BX_BO1
            case .traditional: .BX_TRADITIONAL
            }
        let list = try termList("expand") { terms, error in
            bx_expand(
                handle, documents, documents.count, parameter, bytes.words,
                UInt32(clamping: limit), &terms, error)
        }
        return zip(list, list.weights).map { term, weight in
            ExpansionTerm(term: term.term, weight: weight, documentFrequency: term.frequency)
        }
    }
}

extension Query {
    /// The parts that add weight by themselves, each with the factor by which it is scaled.
    fileprivate func collectWeighted(
        factor: Double, depth: Int, into parts: inout [(query: Query, factor: Double)]
    ) {
        guard depth <= Query.maximumDepth else { return }
        switch self {
        case .all, .none:
            return
        case .term, .synonym, .maximum:
            parts.append((self, factor))
        case .and(let queries), .or(let queries):
            for query in queries {
                query.collectWeighted(factor: factor, depth: depth + 1, into: &parts)
            }
        case .not(let query, _), .filter(let query, by: _):
            query.collectWeighted(factor: factor, depth: depth + 1, into: &parts)
        case .maybe(let query, let optional):
            query.collectWeighted(factor: factor, depth: depth + 1, into: &parts)
            optional.collectWeighted(factor: factor, depth: depth + 1, into: &parts)
        case .scaled(let query, by: let more):
            query.collectWeighted(factor: factor * more, depth: depth + 1, into: &parts)
        }
    }
}
