import CXapian

// Layout, as bx_packed in bx.h takes it: all terms end to end in one buffer, the offset at which
// each begins (and one more, the end), and the wdf of each. The terms "ga" with wdf 2 and "oil"
// with wdf 1 are "gaoil", [0, 2, 5], [2, 1].

/// A document to be written: terms with their wdf, without positions, and some data.
///
/// Made to be used again: ``reset()`` empties it and keeps its memory. The order of terms is free;
/// sorted ones are written a little faster. A term that comes twice counts the sum. A term without
/// bytes, or with more than ``maximumTermLengthInBytes``, makes `add` throw `invalidArgument`
/// before anything is changed.
public struct PackedDocument: Sendable {
    private var bytes: [UInt8] = []
    private var offsets: [UInt32] = [0]
    private var wdfs: [UInt32] = []
    /// Bytes that are kept with the document, for the reader's use.
    public var data: [UInt8] = []

    /// A document without terms.
    public init() {}

    /// How many terms were appended.
    public var termCount: Int {
        wdfs.count
    }

    /// Empties the document and keeps its memory.
    public mutating func reset() {
        bytes.removeAll(keepingCapacity: true)
        offsets.removeAll(keepingCapacity: true)
        offsets.append(0)
        wdfs.removeAll(keepingCapacity: true)
        data.removeAll(keepingCapacity: true)
    }

    /// Appends a term; a wdf of 0 makes it one that only filters.
    public mutating func append(term: String, wdf: Int) {
        bytes.append(contentsOf: term.utf8)
        close(wdf)
    }

    /// Appends a term given as bytes.
    public mutating func append(term: UnsafeBufferPointer<UInt8>, wdf: Int) {
        bytes.append(contentsOf: term)
        close(wdf)
    }

    /// Appends a term of two parts.
    public mutating func append(
        prefix: String, term: UnsafeBufferPointer<UInt8>, wdf: Int
    ) {
        bytes.append(contentsOf: prefix.utf8)
        bytes.append(contentsOf: term)
        close(wdf)
    }

    private mutating func close(_ wdf: Int) {
        // Terms of 4 GiB wrap to falling offsets, which the shim refuses.
        offsets.append(UInt32(truncatingIfNeeded: bytes.count))
        wdfs.append(UInt32(clamping: wdf))
    }

    /// Lends the document to a call.
    func withPacked<R>(
        _ body: (UnsafePointer<bx_packed>) throws(XapianError) -> R
    ) throws(XapianError) -> R {
        try bytes.withUnsafeBufferPointer { bytes throws(XapianError) in
            try offsets.withUnsafeBufferPointer { offsets throws(XapianError) in
                try wdfs.withUnsafeBufferPointer { wdfs throws(XapianError) in
                    try data.withUnsafeBufferPointer { data throws(XapianError) in
                        guard let first = offsets.baseAddress else {
                            throw XapianError(
                                code: .internal, operation: "lend a document",
                                message: "it has no offsets")
                        }
                        var packed = bx_packed(
                            terms: bytes.baseAddress, offsets: first, wdfs: wdfs.baseAddress,
                            count: wdfs.count, data: bx_bytes(data))
                        return try body(&packed)
                    }
                }
            }
        }
    }
}
