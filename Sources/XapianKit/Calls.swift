import CXapian

/// A document's number: 1 for the first.
public typealias DocumentID = UInt32

/// The most bytes that a term can have; a NUL in it counts as two.
public let maximumTermLengthInBytes = 245

/// Makes one call of the shim and throws what came of it.
@inline(__always)
func call(
    _ operation: @autoclosure () -> String, path: @autoclosure () -> String? = nil,
    _ body: (UnsafeMutablePointer<UnsafeMutablePointer<bx_text>?>) -> bx_status
) throws(XapianError) {
    var text: UnsafeMutablePointer<bx_text>?
    let status = body(&text)
    if status != .BX_OK {
        try fail(status, text, operation(), path())
    }
}

/// Throws the error of a status that is no success.
@inline(never)
private func fail(
    _ status: bx_status, _ text: UnsafeMutablePointer<bx_text>?, _ operation: String,
    _ path: String?
) throws(XapianError) {
    guard let code = XapianError.Code(status) else { return }
    let message = text.map { String(cString: $0) } ?? "no text"
    bx_text_free(text)
    throw XapianError(code: code, operation: operation, path: path, message: message)
}

/// Lends the bytes of a string to a call.
@inline(__always)
func withBytes<R>(
    _ string: String, _ body: (bx_bytes) throws(XapianError) -> R
) throws(XapianError) -> R {
    var string = string
    // Carried around `withUTF8`, which does not know typed errors.
    var result: Result<R, XapianError>?
    string.withUTF8 { utf8 in
        do throws(XapianError) {
            result = .success(try body(bx_bytes(bytes: utf8.baseAddress, count: utf8.count)))
        } catch {
            result = .failure(error)
        }
    }
    guard let result else {
        throw XapianError(code: .internal, operation: "lend a string", message: "not lent")
    }
    return try result.get()
}

/// Lends the bytes of several strings to a call.
func withBytes<R>(
    of strings: [String], _ body: (UnsafeBufferPointer<bx_bytes>) throws(XapianError) -> R
) throws(XapianError) -> R {
    var all: [UInt8] = []
    for string in strings { all += string.utf8 }
    return try all.withUnsafeBufferPointer { memory throws(XapianError) -> R in
        var pieces: [bx_bytes] = []
        var start = 0
        for string in strings {
            let count = string.utf8.count
            pieces.append(bx_bytes(bytes: memory.baseAddress.map { $0 + start }, count: count))
            start += count
        }
        return try pieces.withUnsafeBufferPointer(body)
    }
}

extension bx_bytes {
    /// The bytes of a buffer, for as long as it lives.
    init(_ buffer: UnsafeBufferPointer<UInt8>) {
        self.init(bytes: buffer.baseAddress, count: buffer.count)
    }
}

/// The bytes of a blob, which is freed.
func taken(_ blob: inout bx_blob) -> [UInt8] {
    defer { bx_blob_free(&blob) }
    return Array(UnsafeBufferPointer(start: blob.bytes, count: blob.count))
}

/// The text of the shim's making, which is freed.
func taken(_ text: UnsafeMutablePointer<bx_text>?) -> String {
    defer { bx_text_free(text) }
    return text.map { String(cString: $0) } ?? ""
}
