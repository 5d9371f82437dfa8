import CXapian

/// The documents that hold a term, ascending, with its wdf in each.
public struct Postings: Sendable, Equatable {
    /// The documents' ids within their shard.
    public var documents: [DocumentID]
    /// The wdf in each of them.
    public var wdfs: [UInt32]
}

// Posting lists want a database of one shard and throw `invalidArgument` for others. Bit i of a
// set is document i + 1; documents outside the set are left out; an unknown term has no documents,
// the empty term all. A walk costs 12-15 ns a posting. After an error a set is neither old nor new.
extension Database {
    /// Adds the documents that hold a term to a set; gives the number of postings walked.
    @discardableResult
    public func union(_ term: String, into set: inout Bitset) throws(XapianError) -> Int {
        try change(&set, by: term, "read a posting list", bx_postings_union)
    }

    /// Adds the documents that hold a term, given as bytes, to a set.
    @discardableResult
    public func union(
        bytes term: UnsafeBufferPointer<UInt8>, into set: inout Bitset
    ) throws(XapianError) -> Int {
        try change(&set, by: bx_bytes(term), "read a posting list", bx_postings_union)
    }

    /// Keeps the documents of a set that hold a term; jumps where the set is sparse.
    @discardableResult
    public func intersect(_ term: String, with set: inout Bitset) throws(XapianError) -> Int {
        try change(&set, by: term, "intersect a posting list", bx_postings_intersect)
    }

    /// Keeps the documents of a set that hold a term, given as bytes.
    @discardableResult
    public func intersect(
        bytes term: UnsafeBufferPointer<UInt8>, with set: inout Bitset
    ) throws(XapianError) -> Int {
        try change(&set, by: bx_bytes(term), "intersect a posting list", bx_postings_intersect)
    }

    /// Removes the documents that hold a term from a set; jumps where the set is sparse.
    @discardableResult
    public func subtract(_ term: String, from set: inout Bitset) throws(XapianError) -> Int {
        try change(&set, by: term, "subtract a posting list", bx_postings_subtract)
    }

    /// Removes the documents that hold a term, given as bytes, from a set.
    @discardableResult
    public func subtract(
        bytes term: UnsafeBufferPointer<UInt8>, from set: inout Bitset
    ) throws(XapianError) -> Int {
        try change(&set, by: bx_bytes(term), "subtract a posting list", bx_postings_subtract)
    }

    /// The documents that hold a term.
    public func postings(_ term: String) throws(XapianError) -> Postings {
        try withBytes(term) { term throws(XapianError) in try postings(term) }
    }

    /// The documents that hold a term, given as bytes.
    public func postings(
        bytes term: UnsafeBufferPointer<UInt8>
    ) throws(XapianError) -> Postings {
        try postings(bx_bytes(term))
    }

    private func postings(_ term: bx_bytes) throws(XapianError) -> Postings {
        var needed = 0
        try run("read a posting list") {
            bx_postings_fill(handle, term, nil, nil, 0, &needed, $0)
        }
        var result = Postings(
            documents: [DocumentID](repeating: 0, count: needed),
            wdfs: [UInt32](repeating: 0, count: needed))
        guard needed > 0 else { return result }
        try run("read a posting list") { error in
            bx_postings_fill(
                handle, term, &result.documents, &result.wdfs, needed, &needed, error)
        }
        return result
    }

    private typealias SetChange = (
        OpaquePointer, bx_bytes, UnsafeMutablePointer<UInt64>?, Int,
        UnsafeMutablePointer<UInt64>, UnsafeMutablePointer<UnsafeMutablePointer<bx_text>?>?
    ) -> bx_status

    private func change(
        _ set: inout Bitset, by term: String, _ operation: String, _ body: SetChange
    ) throws(XapianError) -> Int {
        try withBytes(term) { term throws(XapianError) in
            try change(&set, by: term, operation, body)
        }
    }

    private func change(
        _ set: inout Bitset, by term: bx_bytes, _ operation: String, _ body: SetChange
    ) throws(XapianError) -> Int {
        var walked: UInt64 = 0
        let bitCount = set.bitCount
        try set.withUnsafeMutableWords { words throws(XapianError) in
            try run(operation) { body(handle, term, words.baseAddress, bitCount, &walked, $0) }
        }
        return Int(walked)
    }
}
