import CZlib

/// Decompresses gzip (RFC 1952), zlib (RFC 1950) and bare deflate (RFC 1951) by zlib.
///
/// A gzip file is any number of members in a row, as `cat a.gz b.gz` and WARC make it.
final class Inflation {
    /// What encloses the compressed data.
    enum Wrapping: Int32 {
        /// zlib's window bits for each: 15, 15 + 16, -15.
        case zlib = 15
        case gzip = 31
        case none = -15
    }

    private let input: ByteStream
    private let wrapping: Wrapping
    private var state = z_stream()
    private var isOpen = false
    private var chunk: [UInt8] = []
    private var position = 0
    private var taken = 0
    private var made = 0
    private var ended = false
    /// Whether a member has begun and not ended.
    private var inMember = false

    /// Decompresses a stream.
    init(input: ByteStream, wrapping: Wrapping) {
        self.input = input
        self.wrapping = wrapping
        isOpen =
            inflateInit2_(
                &state, wrapping.rawValue, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
            == Z_OK
    }

    deinit {
        if isOpen { inflateEnd(&state) }
    }

    /// The stream of what is compressed in another.
    static func stream(over input: ByteStream, wrapping: Wrapping) -> ByteStream {
        let inflation = Inflation(input: input, wrapping: wrapping)
        return ByteStream { chunk throws(ReadError) in try inflation.next(&chunk) }
    }

    /// The next bytes of output; none at the end.
    ///
    /// - Throws: ``ReadError`` where the data is cut off, damaged, or unfolds without measure.
    func next(_ output: inout [UInt8]) throws(ReadError) {
        output = []
        guard isOpen else {
            throw ReadError("cannot be decompressed: no memory", kind: .unreadable)
        }
        while output.isEmpty && !ended {
            if position == chunk.count {
                try input.next(&chunk)
                position = 0
                taken += chunk.count
                if chunk.isEmpty {
                    ended = true
                    guard !inMember else {
                        throw ReadError(
                            "is cut off: its compressed data ends early", byte: taken,
                            hint: "copy or compress the file again")
                    }
                    return
                }
            }
            if !inMember, try skipPadding() { continue }
            inMember = true
            try inflate(into: &output)
            made += output.count
            guard made <= Decompression.freeBytes || made <= taken * Decompression.maximumRatio
            else {
                throw ReadError(
                    "unfolds to more than \(Decompression.maximumRatio) times its size",
                    kind: .tooLarge, hint: "decompress it by hand if it is what it should be")
            }
        }
    }

    /// Passes over zeros between and behind members, as tapes leave them; whether there was
    /// nothing else.
    private func skipPadding() throws(ReadError) -> Bool {
        guard taken > chunk.count || position > 0 else { return false }
        while position < chunk.count, chunk[position] == 0 { position += 1 }
        guard position < chunk.count else { return true }
        guard wrapping == .gzip else {
            // What follows a single stream of HTTP is nobody's.
            ended = true
            return true
        }
        guard chunk[position] == 0x1F else {
            throw ReadError(
                "has bytes behind its compressed data that are not compressed",
                byte: taken - chunk.count + position)
        }
        return false
    }

    private func inflate(into output: inout [UInt8]) throws(ReadError) {
        var code: Int32 = 0
        var left = 0
        output = [UInt8](unsafeUninitializedCapacity: ByteStream.chunkSize) { buffer, count in
            chunk.withUnsafeMutableBufferPointer { bytes in
                guard let base = bytes.baseAddress else { return }
                state.next_in = base + position
                state.avail_in = UInt32(bytes.count - position)
                state.next_out = buffer.baseAddress
                state.avail_out = UInt32(ByteStream.chunkSize)
                code = CZlib.inflate(&state, Z_NO_FLUSH)
                left = Int(state.avail_in)
                count = ByteStream.chunkSize - Int(state.avail_out)
            }
        }
        position = chunk.count - left
        switch code {
        case Z_OK, Z_BUF_ERROR: return
        case Z_STREAM_END:
            inMember = false
            inflateReset(&state)
        default:
            let reason = state.msg.map { String(cString: $0) } ?? "error \(code)"
            throw ReadError(
                "cannot be decompressed: " + reason, byte: taken - chunk.count + position)
        }
    }
}
