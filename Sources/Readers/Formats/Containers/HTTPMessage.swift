/// The fields of a head as HTTP, WARC and mail write it: `Name: value`, one a line.
struct HTTPHead {
    private var fields: [(name: String, value: String)] = []

    /// No fields.
    init() {}

    /// How many fields there are.
    var count: Int { fields.count }

    /// The value of the first field of that name, which is in lower case.
    subscript(name: String) -> String? {
        fields.first { $0.name == name }?.value
    }

    /// Adds a line; one that begins with white space goes on with the field before it.
    mutating func append(_ line: [UInt8]) {
        let text = TextDecoding.text(line).text
        if let first = line.first, ByteText.isSpace(first), !fields.isEmpty {
            fields[fields.count - 1].value += " " + CleanText.line(text)
            return
        }
        guard let colon = text.firstIndex(of: ":") else { return }
        fields.append(
            (
                CleanText.line(String(text[..<colon])).lowercased(),
                CleanText.line(String(text[text.index(after: colon)...]))
            ))
    }

    /// The head of a message behind its first line, and where its body begins; nil where the head
    /// does not end.
    static func message(_ bytes: ArraySlice<UInt8>) -> (head: HTTPHead, bodyStart: Int)? {
        var head = HTTPHead()
        var start = bytes.startIndex
        var isFirst = true
        while let end = bytes[start...].firstIndex(of: 0x0A) {
            var line = Array(bytes[start..<end])
            if line.last == 0x0D { line.removeLast() }
            start = end + 1
            if line.isEmpty { return (head, start) }
            if !isFirst, head.count < 500 { head.append(line) }
            isFirst = false
        }
        return nil
    }

    /// The head of a response with its status; nil where the bytes do not begin with one.
    static func response(
        _ bytes: ArraySlice<UInt8>
    ) -> (status: Int, head: HTTPHead, bodyStart: Int)? {
        guard bytes.starts(with: "HTTP/".utf8), let (head, start) = message(bytes) else {
            return nil
        }
        let line = bytes.prefix { $0 != 0x0A }
        let parts = line.split(separator: 0x20, maxSplits: 2)
        guard parts.count > 1,
            let status = Int(String(decoding: parts[1].prefix { $0 > 0x20 }, as: UTF8.self))
        else { return nil }
        return (status, head, start)
    }
}

/// The body of an HTTP response as the page it is (RFC 9112, section 7; RFC 9110, section 8.4).
enum HTTPBody {
    /// The body without chunks and compression.
    ///
    /// - Throws: ``ReadError`` where it is compressed by what is not read, damaged, or larger than
    ///   a page may be.
    static func decoded(
        _ body: ArraySlice<UInt8>, _ head: HTTPHead
    ) throws(ReadError) -> [UInt8] {
        var bytes = Array(body)
        if head["transfer-encoding"]?.lowercased().contains("chunked") ?? false {
            // Some crawlers keep the head and store the body without its chunks.
            bytes = unchunked(bytes) ?? bytes
        }
        let codings = (head["content-encoding"] ?? "").lowercased().split(separator: ",")
            .map { CleanText.line(String($0)) }
        for coding in codings.reversed() {
            switch coding {
            case "", "identity", "utf-8", "none": continue
            case "gzip", "x-gzip":
                // Here, too, what was unpacked before may still be labelled.
                if bytes.starts(with: [0x1F, 0x8B]) { bytes = try inflated(bytes, .gzip) }
            case "deflate":
                // By the book with a head of zlib, by many servers without one.
                let hasHead =
                    bytes.count > 1 && bytes[0] & 0x0F == 8
                    && (Int(bytes[0]) << 8 | Int(bytes[1])) % 31 == 0
                bytes = try inflated(bytes, hasHead ? .zlib : .none)
            case "zstd":
                if bytes.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) {
                    bytes = try whole(Decompression.zstd.stream(over: ByteStream(bytes: bytes)))
                }
            default:
                throw ReadError(
                    "the page is compressed by \(coding.prefix(40)), which is not read",
                    kind: .unreadable)
            }
        }
        return bytes
    }

    private static func inflated(
        _ bytes: [UInt8], _ wrapping: Inflation.Wrapping
    ) throws(ReadError) -> [UInt8] {
        try whole(Inflation.stream(over: ByteStream(bytes: bytes), wrapping: wrapping))
    }

    private static func whole(_ stream: ByteStream) throws(ReadError) -> [UInt8] {
        try FileSource(name: "", location: "the page", stream: stream)
            .contents(atMost: PageLimits.pageBytes)
    }

    /// The body without the lengths of its chunks; nil where it has none, as much as there is
    /// where it is cut off.
    static func unchunked(_ bytes: [UInt8]) -> [UInt8]? {
        var output: [UInt8] = []
        var index = 0
        while let end = bytes[index...].firstIndex(of: 0x0A) {
            let line = bytes[index..<end].prefix { $0 != 0x3B && $0 != 0x0D }
            let digits = String(decoding: line.filter { !ByteText.isSpace($0) }, as: UTF8.self)
            guard let size = Int(digits, radix: 16), size >= 0 else {
                return output.isEmpty ? nil : output
            }
            if size == 0 { return output }
            let start = end + 1
            guard size <= bytes.count - start else { return output + bytes[start...] }
            output += bytes[start..<start + size]
            index = start + size
            // The line end behind a chunk.
            if index < bytes.count, bytes[index] == 0x0D { index += 1 }
            if index < bytes.count, bytes[index] == 0x0A { index += 1 }
        }
        return output.isEmpty ? nil : output
    }
}
