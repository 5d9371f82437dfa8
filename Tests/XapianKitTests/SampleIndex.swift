import Foundation
import TestSupport
import XapianKit

/// A random number generator with a seed, so that a failure can be run again.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    /// SplitMix64 (Steele, Lea, Flood 2014).
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

/// Documents as plain values: what the engine is compared with, naive on purpose.
struct SampleIndex {
    /// The terms of document i + 1 with their wdf; nil where there is no such document.
    var documents: [[String: Int]?]

    /// Random documents over terms t0, t1 …, of which the first are frequent and the last rare.
    init(documents count: Int, terms: Int, gaps: Bool = false, seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        documents = (0..<count).map { _ in
            if gaps, Int.random(in: 0..<5, using: &generator) == 0 { return nil }
            var document: [String: Int] = [:]
            for term in 0..<terms where Int.random(in: 0...term, using: &generator) < 2 {
                document["t\(term)"] = Int.random(in: 0...5, using: &generator)
            }
            document["t0"] = 1
            return document
        }
    }

    /// Writes every n-th document, from the one of a shard on, into a database.
    func write(to path: String, shard: Int = 0, of shards: Int = 1) throws {
        let writer = try WritableDatabase(path: path, mode: .create)
        for (index, document) in documents.enumerated() where index % shards == shard {
            guard let document else { continue }
            var packed = PackedDocument()
            for (term, wdf) in document { packed.append(term: term, wdf: wdf) }
            packed.data = Array("document \(index + 1)".utf8)
            try writer.replace(DocumentID(index / shards + 1), with: packed)
        }
        try writer.commit()
        writer.close()
    }

    /// The ids of the documents that match, by looking at each.
    func matching(_ query: Query) -> [Int] {
        documents.indices.filter { index in
            documents[index].map { SampleIndex.matches($0, query) } ?? false
        }.map { $0 + 1 }
    }

    private static func matches(_ document: [String: Int], _ query: Query) -> Bool {
        switch query {
        case .all: true
        case .none: false
        case .term(let term, wqf: _): document[term] != nil
        case .and(let parts): parts.allSatisfy { matches(document, $0) }
        case .or(let parts), .synonym(let parts), .maximum(let parts):
            parts.contains { matches(document, $0) }
        case .not(let query, let excluded):
            matches(document, query) && !matches(document, excluded)
        case .filter(let query, by: let filter):
            matches(document, query) && matches(document, filter)
        case .maybe(let query, _), .scaled(let query, by: _): matches(document, query)
        }
    }

    /// A random query over the terms.
    static func query(depth: Int, terms: Int, using generator: inout SeededGenerator) -> Query {
        func part() -> Query { query(depth: depth - 1, terms: terms, using: &generator) }
        let kind = depth == 0 ? 0 : Int.random(in: 0...10, using: &generator)
        switch kind {
        case 0, 1, 2, 3: return .term("t\(Int.random(in: 0...terms, using: &generator))")
        case 4: return .and([part(), part(), part()])
        case 5: return .or([part(), part(), part()])
        case 6: return .not(part(), part())
        case 7: return .filter(part(), by: part())
        case 8: return .maybe(part(), part())
        case 9: return .scaled(part(), by: 0.5)
        default: return .synonym([.term("t1"), .term("t\(terms - 1)")])
        }
    }
}

/// The code of the error that a body throws, nil where it throws none.
func code(_ body: () throws(XapianError) -> Void) -> XapianError.Code? {
    do throws(XapianError) {
        try body()
        return nil
    } catch {
        return error.code
    }
}
