/// Cuts a table into rows and fields (RFC 4180), as bytes of any encoding that extends ASCII.
///
/// A quotation mark opens a quoted field only at the beginning of the field; inside of others it
/// stands for itself, as spreadsheets read it.
struct CSVRecords {
    /// One row and its place.
    struct Record {
        /// What there is of a row.
        enum Content {
            /// The bytes without the line end.
            case whole([UInt8])
            /// The row had so many bytes and was passed over.
            case tooLong(Int)
            /// The file ends inside of a quoted field that began so many bytes before.
            case unclosed(Int)
        }

        /// Of its first byte, from 1.
        var line: Int
        /// Of its first byte in the stream.
        var offset: Int
        var content: Content
    }

    /// What may part fields.
    private static let separators: [UInt8] = [0x2C, 0x3B, 0x09, 0x7C]

    private let stream: ByteStream
    private let maximumBytes: Int
    private var chunk: [UInt8] = []
    private var position = 0
    private var line = 1
    private var offset = 0
    private var ended = false
    /// A CR was the last byte: an LF behind it belongs to it.
    private var afterReturn = false

    /// Reads rows of at most so many bytes.
    init(stream: ByteStream, maximumBytes: Int) {
        self.stream = stream
        self.maximumBytes = maximumBytes
    }

    /// The next row; nil at the end.
    ///
    /// - Parameter separator: nil for the first row, of which it is not known.
    mutating func next(separator: UInt8?) throws(ReadError) -> Record? {
        var row = Row()
        while try fill() {
            if afterReturn {
                afterReturn = false
                if chunk[position] == 0x0A {
                    advance(1)
                    continue
                }
            }
            if offset == 0, chunk.starts(with: [0xEF, 0xBB, 0xBF]) {
                advance(3)
                continue
            }
            if row.count == 0 { (row.line, row.offset) = (line, offset) }
            let start = position
            let isEnd = scan(&row, separator: separator)
            let length = position - start
            row.count += length
            offset += length
            if row.count <= maximumBytes {
                row.held.append(contentsOf: chunk[start..<position])
            } else {
                row.held = []
            }
            if isEnd {
                afterReturn = chunk[position] == 0x0D
                line += 1
                advance(1)
                return record(row)
            }
        }
        guard row.count > 0 else { return nil }
        guard !row.inQuotes else {
            return Record(line: row.line, offset: row.offset, content: .unclosed(row.count))
        }
        return record(row)
    }

    /// A row as far as it is read.
    private struct Row {
        var held: [UInt8] = []
        var count = 0
        var line = 0
        var offset = 0
        var inQuotes = false
        /// Whether the byte before was the quotation mark that closed the field.
        var justClosed = false
        var atFieldStart = true
    }

    /// Goes on to the end of the row or of the chunk; whether it is that of the row.
    private mutating func scan(_ row: inout Row, separator: UInt8?) -> Bool {
        while position < chunk.count {
            let byte = chunk[position]
            if byte == 0x22 {
                if row.inQuotes {
                    (row.inQuotes, row.justClosed) = (false, true)
                } else {
                    // A doubled quotation mark closes and opens again.
                    row.inQuotes = row.atFieldStart || row.justClosed
                    row.justClosed = false
                }
                row.atFieldStart = false
            } else if row.inQuotes {
                if byte == 0x0A { line += 1 }
            } else if byte == 0x0A || byte == 0x0D {
                return true
            } else {
                row.justClosed = false
                row.atFieldStart =
                    separator.map { byte == $0 } ?? Self.separators.contains(byte)
            }
            position += 1
        }
        return false
    }

    private mutating func advance(_ count: Int) {
        position += count
        offset += count
    }

    private func record(_ row: Row) -> Record {
        Record(
            line: row.line, offset: row.offset,
            content: row.count > maximumBytes ? .tooLong(row.count) : .whole(row.held))
    }

    /// Whether there is a byte at the position.
    private mutating func fill() throws(ReadError) -> Bool {
        while position == chunk.count, !ended {
            try stream.next(&chunk)
            position = 0
            ended = chunk.isEmpty
        }
        return position < chunk.count
    }

    /// The separator that a row has most of outside of quotation marks; a comma where it has none.
    static func separator(of row: [UInt8]) -> UInt8 {
        var counts = [Int](repeating: 0, count: separators.count)
        var inQuotes = false
        for byte in row {
            if byte == 0x22 { inQuotes.toggle() }
            if !inQuotes, let index = separators.firstIndex(of: byte) { counts[index] += 1 }
        }
        let most = counts.max() ?? 0
        return most == 0 ? 0x2C : separators[counts.firstIndex(of: most) ?? 0]
    }

    /// The fields of a row without the quotation marks around them.
    static func fields(of row: [UInt8], separator: UInt8) -> [[UInt8]] {
        var fields: [[UInt8]] = [[]]
        var inQuotes = false
        var isStart = true
        var index = 0
        while index < row.count {
            let byte = row[index]
            if inQuotes {
                if byte == 0x22 {
                    if index + 1 < row.count, row[index + 1] == 0x22 {
                        fields[fields.count - 1].append(0x22)
                        index += 1
                    } else {
                        inQuotes = false
                    }
                } else {
                    fields[fields.count - 1].append(byte)
                }
            } else if byte == separator {
                fields.append([])
                isStart = true
                index += 1
                continue
            } else if byte == 0x22, isStart {
                inQuotes = true
            } else {
                fields[fields.count - 1].append(byte)
            }
            isStart = false
            index += 1
        }
        return fields
    }
}
