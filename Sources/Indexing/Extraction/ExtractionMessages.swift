import Archive
import Articles
import Readers

/// What the process that reads articles is asked: one frame each.
///
/// A frame is its length in four bytes and so many bytes; the first says which kind it is. Numbers
/// are little endian, texts have their length in front (``ByteWriter``):
///
///     1 parse   format, path (texts), line, byte offset (8 bytes each; -1 none), the bytes
///     2 split   format, name, location (texts): the file follows in
///     3 data    the bytes
///     4 end     nothing: the file ends
enum ExtractionRequest: Equatable {
    /// Make an article of an item; answered by `article` or `failed`.
    case parse(RawItem)
    /// Split a file into items; answered by any number of `item` and `rejected`, then `done` or
    /// `failed`, at the latest behind its end.
    case split(format: String, name: String, location: String)
    /// The next bytes of the file.
    case data([UInt8])
    /// There are no more.
    case end
}

/// What it answers: one frame each.
///
///     1 article    flags (1: given id, 2: given actors), end of an embargo (8; least number: none),
///                  ``ArticleMessage`` (text of bytes)
///     2 failed     an error
///     3 item       as `parse`
///     4 rejected   an error
///     5 done       nothing
///
/// An error is kind, words (texts), path (optional text), line, byte (8 each; -1 none), hint, id of
/// the article (optional texts).
enum ExtractionAnswer: Equatable {
    case article(ReadArticle)
    case failed(ReadError)
    case item(RawItem)
    case rejected(Rejection)
    case done
}

extension ExtractionRequest {
    /// The frame, its length in front.
    var frame: [UInt8] {
        ExtractionFrame.make { writer in
            switch self {
            case .parse(let item):
                writer.append(UInt8(1))
                ExtractionFrame.append(item, to: &writer)
            case .split(let format, let name, let location):
                writer.append(UInt8(2))
                for text in [format, name, location] { writer.append(text: text) }
            case .data(let bytes):
                writer.append(UInt8(3))
                writer.append(bytes)
            case .end: writer.append(UInt8(4))
            }
        }
    }

    /// Reads a frame without its length.
    init(_ frame: [UInt8]) throws(ByteReader.End) {
        self = try ExtractionFrame.read(frame) { (reader) throws(ByteReader.End) in
            switch try reader.number(UInt8.self) {
            case 1: return .parse(try ExtractionFrame.item(&reader))
            case 2:
                let (format, name) = (try reader.text(), try reader.text())
                return .split(format: format, name: name, location: try reader.text())
            case 3: return .data(Array(try reader.rest()))
            case 4: return .end
            default: throw ByteReader.End(offset: 0)
            }
        }
    }
}

extension ExtractionAnswer {
    /// The frame, its length in front.
    var frame: [UInt8] {
        ExtractionFrame.make { writer in
            switch self {
            case .article(let read):
                writer.append(UInt8(1))
                writer.append(UInt8(read.givenID ? 1 : 0) | UInt8(read.hasGivenActors ? 2 : 0))
                writer.append(read.article.embargoedUntil.map { Int64($0.seconds) } ?? .min)
                writer.append(ArticleMessage.encode(read.article))
            case .failed(let error):
                writer.append(UInt8(2))
                ExtractionFrame.append(error, to: &writer)
            case .item(let item):
                writer.append(UInt8(3))
                ExtractionFrame.append(item, to: &writer)
            case .rejected(let rejection):
                writer.append(UInt8(4))
                ExtractionFrame.append(
                    ReadError(
                        rejection.reason, kind: rejection.kind, path: rejection.path,
                        line: rejection.line, byte: rejection.byte, hint: rejection.hint),
                    to: &writer)
            case .done: writer.append(UInt8(5))
            }
        }
    }

    /// Reads a frame without its length.
    init(_ frame: [UInt8]) throws(ByteReader.End) {
        self = try ExtractionFrame.read(frame) { (reader) throws(ByteReader.End) in
            switch try reader.number(UInt8.self) {
            case 1:
                let flags = try reader.number(UInt8.self)
                let end = try reader.number(Int64.self)
                var article = try ArticleMessage.decode(Array(try reader.rest()))
                article.embargoedUntil = end == .min ? nil : Moment(seconds: Int(end))
                return .article(
                    ReadArticle(
                        article: article, givenID: flags & 1 != 0, hasGivenActors: flags & 2 != 0))
            case 2: return .failed(try ExtractionFrame.error(&reader))
            case 3: return .item(try ExtractionFrame.item(&reader))
            case 4:
                let error = try ExtractionFrame.error(&reader)
                return .rejected(Rejection(error, path: error.path ?? ""))
            case 5: return .done
            default: throw ByteReader.End(offset: 0)
            }
        }
    }
}

/// What frames of both directions share.
enum ExtractionFrame {
    /// A frame with its length in front.
    static func make(_ body: (inout ByteWriter) -> Void) -> [UInt8] {
        var writer = ByteWriter()
        writer.append(UInt32(0))
        body(&writer)
        let length = UInt32(writer.bytes.count - 4)
        withUnsafeBytes(of: length.littleEndian) { bytes in
            for index in 0..<4 { writer.bytes[index] = bytes[index] }
        }
        return writer.bytes
    }

    static func read<Value>(
        _ frame: [UInt8], _ body: (inout ByteReader) throws(ByteReader.End) -> Value
    ) throws(ByteReader.End) -> Value {
        let result: Result<Value, ByteReader.End> = frame.withUnsafeBytes { bytes in
            var reader = ByteReader(bytes)
            do throws(ByteReader.End) {
                return .success(try body(&reader))
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    static func append(_ item: RawItem, to writer: inout ByteWriter) {
        writer.append(text: item.format)
        writer.append(text: item.path)
        append(item.line, to: &writer)
        append(item.byteOffset, to: &writer)
        writer.append(item.bytes)
    }

    static func item(_ reader: inout ByteReader) throws(ByteReader.End) -> RawItem {
        let (format, path) = (try reader.text(), try reader.text())
        let (line, offset) = (try number(&reader), try number(&reader))
        return RawItem(
            bytes: Array(try reader.rest()), format: format, path: path, line: line,
            byteOffset: offset)
    }

    static func append(_ error: ReadError, to writer: inout ByteWriter) {
        writer.append(text: error.kind.rawValue)
        writer.append(text: error.what)
        writer.append(optional: error.path)
        append(error.line, to: &writer)
        append(error.byte, to: &writer)
        writer.append(optional: error.hint)
        writer.append(optional: error.articleID)
    }

    static func error(_ reader: inout ByteReader) throws(ByteReader.End) -> ReadError {
        guard let kind = ReadError.Kind(rawValue: try reader.text()) else {
            throw ByteReader.End(offset: 0)
        }
        let (what, path) = (try reader.text(), try reader.optionalText())
        let (line, byte) = (try number(&reader), try number(&reader))
        var error = ReadError(
            what, kind: kind, path: path, line: line, byte: byte, hint: try reader.optionalText())
        error.articleID = try reader.optionalText()
        return error
    }

    private static func append(_ number: Int?, to writer: inout ByteWriter) {
        writer.append(Int64(number ?? -1))
    }

    private static func number(_ reader: inout ByteReader) throws(ByteReader.End) -> Int? {
        let number = try reader.number(Int64.self)
        return number < 0 ? nil : Int(number)
    }
}

/// Takes bytes as they come and gives whole frames.
struct FrameBuffer {
    private var bytes: [UInt8] = []
    private var position = 0

    mutating func append(_ more: UnsafeRawBufferPointer) {
        if position > 0, position == bytes.count || position > 1 << 20 {
            bytes.removeFirst(position)
            position = 0
        }
        bytes.append(contentsOf: more)
    }

    /// Whether a whole frame is there.
    var holdsFrame: Bool { frameLength.map { bytes.count - position - 4 >= $0 } ?? false }

    private var frameLength: Int? {
        guard bytes.count - position >= 4 else { return nil }
        return bytes.withUnsafeBytes { bytes in
            let length = bytes.loadUnaligned(fromByteOffset: position, as: UInt32.self)
            return Int(UInt32(littleEndian: length))
        }
    }

    /// The next frame without its length; nil where it is not all there.
    mutating func next() -> [UInt8]? {
        guard let length = frameLength, bytes.count - position - 4 >= length else { return nil }
        let start = position + 4
        position = start + length
        return Array(bytes[start..<position])
    }
}
