/// Splits a stream into lines without holding more than one of them.
///
/// Lines end with LF; a CR before it is left to the reader of the line, as JSON takes it for white
/// space. A byte order mark at the start of the stream is dropped.
struct LineReader {
    /// One line and its place.
    struct Line {
        /// What there is of a line.
        enum Content {
            /// The bytes without the line end.
            case whole([UInt8])
            /// The line had so many bytes and was passed over.
            case tooLong(Int)
        }

        /// From 1.
        var number: Int
        /// Offset of its first byte in the stream.
        var offset: Int
        var content: Content
    }

    private let stream: ByteStream
    private let maximumLineBytes: Int
    private var chunk: [UInt8] = []
    private var position = 0
    private var number = 0
    private var offset = 0
    private var ended = false

    /// Reads lines of at most so many bytes.
    init(stream: ByteStream, maximumLineBytes: Int) {
        self.stream = stream
        self.maximumLineBytes = maximumLineBytes
    }

    /// The next line; nil at the end of the stream.
    mutating func next() throws(ReadError) -> Line? {
        var held: [UInt8] = []
        var count = 0
        var start = offset
        while true {
            if position == chunk.count {
                try refill()
                if ended {
                    guard count > 0 else { return nil }
                    break
                }
                // A byte order mark may have been passed over.
                if count == 0 { start = offset }
            }
            let end = chunk.withUnsafeBufferPointer {
                ByteText.index(of: 0x0A, in: $0, from: position)
            }
            if let end {
                take(position..<end, into: &held, count: &count)
                offset += end + 1 - position
                position = end + 1
                break
            }
            take(position..<chunk.count, into: &held, count: &count)
            offset += chunk.count - position
            position = chunk.count
        }
        number += 1
        let content: Line.Content = count > maximumLineBytes ? .tooLong(count) : .whole(held)
        return Line(number: number, offset: start, content: content)
    }

    private mutating func refill() throws(ReadError) {
        guard !ended else { return }
        let isFirst = offset == 0
        try stream.next(&chunk)
        position = 0
        if chunk.isEmpty { ended = true }
        if isFirst, chunk.starts(with: [0xEF, 0xBB, 0xBF]) {
            position = 3
            offset = 3
        }
    }

    /// Adds a piece to the line, unless the line is too long by now: then only its length counts.
    private func take(_ range: Range<Int>, into held: inout [UInt8], count: inout Int) {
        count += range.count
        guard count <= maximumLineBytes else {
            held = []
            return
        }
        held.append(contentsOf: chunk[range])
    }
}
