import CXapian

extension Database {
    /// Whether any document holds a term.
    public func contains(term: String) throws(XapianError) -> Bool {
        try documentFrequency(of: term) > 0
    }

    /// How many documents hold a term; 0 for an unknown one.
    public func documentFrequency(of term: String) throws(XapianError) -> Int {
        try withBytes(term) { term throws(XapianError) in try frequencies(term).documents }
    }

    /// How many documents hold a term, given as bytes.
    public func documentFrequency(
        of term: UnsafeBufferPointer<UInt8>
    ) throws(XapianError) -> Int {
        try frequencies(bx_bytes(term)).documents
    }

    /// The sum of a term's wdf in all documents.
    public func collectionFrequency(of term: String) throws(XapianError) -> Int {
        try withBytes(term) { term throws(XapianError) in try frequencies(term).occurrences }
    }

    /// How often a term occurs in a document; 0 if it does not or only filters.
    public func wdf(of term: String, in id: DocumentID) throws(XapianError) -> Int {
        try posting(of: term, in: id).wdf
    }

    /// Whether a document holds a term, be it with a wdf of 0.
    public func contains(term: String, in id: DocumentID) throws(XapianError) -> Bool {
        try posting(of: term, in: id).present
    }

    /// The terms that begin with a prefix, by their bytes, each with the number of its documents.
    public func terms(prefix: String, limit: Int = .max) throws(XapianError) -> TermList {
        try withBytes(prefix) { prefix throws(XapianError) in
            try termList("list terms") { terms, error in
                bx_database_terms(handle, prefix, max(0, limit), &terms, error)
            }
        }
    }

    /// The terms of a document, by their bytes, each with its wdf.
    ///
    /// - Throws: `notFound` where there is no such document.
    public func terms(of id: DocumentID) throws(XapianError) -> TermList {
        try termList("list the terms of document \(id)") { terms, error in
            bx_database_document_terms(handle, id, &terms, error)
        }
    }

    /// Makes a term list with a call that gives one.
    func termList(
        _ operation: @autoclosure () -> String,
        _ body: (
            inout OpaquePointer?, UnsafeMutablePointer<UnsafeMutablePointer<bx_text>?>
        ) -> bx_status
    ) throws(XapianError) -> TermList {
        var terms: OpaquePointer?
        try run(operation()) { body(&terms, $0) }
        defer { bx_terms_free(terms) }
        return terms.map { TermList(bx_terms_look($0)) } ?? TermList()
    }

    private func frequencies(
        _ term: bx_bytes
    ) throws(XapianError) -> (documents: Int, occurrences: Int) {
        var documents: UInt32 = 0
        var occurrences: UInt64 = 0
        try run("look a term up") {
            bx_database_frequencies(handle, term, &documents, &occurrences, $0)
        }
        return (Int(documents), Int(clamping: occurrences))
    }

    private func posting(
        of term: String, in id: DocumentID
    ) throws(XapianError) -> (present: Bool, wdf: Int) {
        var present = false
        var wdf: UInt32 = 0
        try withBytes(term) { term throws(XapianError) in
            try run("look a term of document \(id) up") {
                bx_database_wdf(handle, term, id, &present, &wdf, $0)
            }
        }
        return (present, Int(wdf))
    }
}

/// Terms in order, each with a frequency and, from an expansion, a weight.
public struct TermList: Sendable, RandomAccessCollection {
    /// One term; bytes that are not UTF-8 are repaired.
    public typealias Element = (term: String, frequency: Int)

    private let bytes: [UInt8]
    private let offsets: [UInt32]
    private let frequencies: [UInt32]
    let weights: [Double]

    /// An empty list.
    public init() {
        (bytes, offsets, frequencies, weights) = ([], [0], [], [])
    }

    init(_ view: bx_terms_view) {
        offsets = Array(UnsafeBufferPointer(start: view.offsets, count: view.count + 1))
        bytes = Array(
            UnsafeBufferPointer(start: view.bytes, count: Int(offsets.last ?? 0)))
        frequencies = Array(UnsafeBufferPointer(start: view.frequencies, count: view.count))
        weights = Array(UnsafeBufferPointer(start: view.weights, count: view.count))
    }

    /// The position of the first term.
    public var startIndex: Int { 0 }
    /// The position behind the last term.
    public var endIndex: Int { frequencies.count }

    /// A term with its frequency.
    public subscript(position: Int) -> Element {
        (String(decoding: bytes(position), as: UTF8.self), Int(frequencies[position]))
    }

    /// The bytes of a term.
    public func bytes(_ position: Int) -> ArraySlice<UInt8> {
        bytes[Int(offsets[position])..<Int(offsets[position + 1])]
    }

    /// The frequency of a term, without making its string.
    public func frequency(_ position: Int) -> Int {
        Int(frequencies[position])
    }
}
