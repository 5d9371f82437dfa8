/// A stream read by lines and by counted bytes, for formats that mix both.
struct ByteCursor {
    private let stream: ByteStream
    private var chunk: [UInt8] = []
    private var position = 0
    private var ended = false
    /// Offset in the stream of the next byte.
    private(set) var offset = 0

    /// Reads a stream from its beginning.
    init(stream: ByteStream) {
        self.stream = stream
    }

    /// The bytes at hand; empty only at the end of the stream.
    private mutating func available() throws(ReadError) -> Bool {
        while position == chunk.count, !ended {
            try stream.next(&chunk)
            position = 0
            ended = chunk.isEmpty
        }
        return position < chunk.count
    }

    /// The next line without its end (LF or CRLF); nil at the end of the stream.
    ///
    /// Of a longer line the first `limit` bytes.
    mutating func line(atMost limit: Int) throws(ReadError) -> [UInt8]? {
        var line: [UInt8] = []
        guard try available() else { return nil }
        while try available() {
            let rest = chunk[position...]
            let end = rest.firstIndex(of: 0x0A)
            let piece = rest[..<(end ?? chunk.count)]
            line.append(contentsOf: piece.prefix(max(0, limit - line.count)))
            let count = piece.count + (end == nil ? 0 : 1)
            position += count
            offset += count
            if end != nil { break }
        }
        if line.last == 0x0D { line.removeLast() }
        return line
    }

    /// Appends up to so many bytes; fewer only at the end of the stream.
    mutating func read(_ count: Int, into output: inout [UInt8]) throws(ReadError) {
        var left = count
        while left > 0, try available() {
            let length = min(left, chunk.count - position)
            output.append(contentsOf: chunk[position..<position + length])
            position += length
            offset += length
            left -= length
        }
    }

    /// Passes over up to so many bytes; returns how many there were.
    mutating func skip(_ count: Int) throws(ReadError) -> Int {
        var left = count
        while left > 0, try available() {
            let length = min(left, chunk.count - position)
            position += length
            offset += length
            left -= length
        }
        return count - left
    }
}
