/// Cuts a JSON file into the values that are articles, without reading the whole.
///
///     [{…}, {…}]       the elements of the list
///     {…}              the object
///     {…} {…}          each object, whatever stands between them
///
/// Only brackets and strings are looked at; what is inside is left to the parser of the value.
struct JSONElements {
    /// One value and its place.
    struct Element {
        /// What there is of a value.
        enum Content {
            case whole([UInt8])
            /// The value had so many bytes and was passed over.
            case tooLarge(Int)
        }

        /// Of its first byte, from 1.
        var line: Int
        /// Of its first byte in the stream.
        var offset: Int
        /// Whether it is an element of a list.
        var isListed: Bool
        var content: Content
    }

    private let stream: ByteStream
    private let maximumBytes: Int
    private var chunk: [UInt8] = []
    private var position = 0
    private var offset = 0
    private var line = 1
    private var inList = false
    private var ended = false

    /// Reads values of at most so many bytes.
    init(stream: ByteStream, maximumBytes: Int) {
        self.stream = stream
        self.maximumBytes = maximumBytes
    }

    /// The next value; nil at the end.
    ///
    /// - Throws: ``ReadError`` where the file ends inside a value or holds something else.
    mutating func next() throws(ReadError) -> Element? {
        while let byte = try peek() {
            switch byte {
            case 0x20, 0x09, 0x0A, 0x0D, 0x2C:
                advance(byte)
            case 0x5B where !inList:
                inList = true
                advance(byte)
            case 0x5D where inList:
                inList = false
                advance(byte)
            case 0xEF where offset == 0, 0xBB where offset == 1, 0xBF where offset == 2:
                advance(byte)
            case 0x7B: return try object()
            default:
                throw ReadError(
                    "not JSON articles: an object should be here", line: line, byte: nil,
                    hint: "a file holds an object or a list of objects, in UTF-8")
            }
        }
        guard !inList else {
            throw ReadError("ends early: the list is not closed", line: line)
        }
        return nil
    }

    private mutating func peek() throws(ReadError) -> UInt8? {
        if position == chunk.count {
            guard !ended else { return nil }
            try stream.next(&chunk)
            position = 0
            ended = chunk.isEmpty
            if ended { return nil }
        }
        return chunk[position]
    }

    private mutating func advance(_ byte: UInt8) {
        position += 1
        offset += 1
        if byte == 0x0A { line += 1 }
    }

    private mutating func object() throws(ReadError) -> Element {
        let begin = (line: line, offset: offset)
        var held: [UInt8] = []
        var count = 0
        var depth = 0
        var inString = false
        var escaped = false
        repeat {
            guard try peek() != nil else {
                throw ReadError(
                    "ends early: the object of line \(begin.line) is not closed", line: line)
            }
            let start = position
            scan: while position < chunk.count {
                let byte = chunk[position]
                position += 1
                if inString {
                    if escaped {
                        escaped = false
                    } else if byte == 0x5C {
                        escaped = true
                    } else if byte == 0x22 {
                        inString = false
                    } else if byte == 0x0A {
                        line += 1
                    }
                    continue
                }
                switch byte {
                case 0x22: inString = true
                case 0x7B, 0x5B: depth += 1
                case 0x7D, 0x5D:
                    depth -= 1
                    if depth == 0 { break scan }
                case 0x0A: line += 1
                default: continue
                }
            }
            count += position - start
            offset += position - start
            if count <= maximumBytes {
                held.append(contentsOf: chunk[start..<position])
            } else {
                held = []
            }
        } while depth > 0
        return Element(
            line: begin.line, offset: begin.offset, isListed: inList,
            content: count > maximumBytes ? .tooLarge(count) : .whole(held))
    }
}
