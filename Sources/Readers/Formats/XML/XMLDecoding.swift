import CLibxml2
import Glibc

/// Makes a stream of UTF-8 of a stream of XML in any encoding.
///
/// In this order (XML 1.0, appendix F): byte order mark, the pattern of `<?` in wide encodings, the
/// `encoding` of the XML declaration, else UTF-8. Where the bytes are said to be UTF-8 and are not,
/// the wrong ones are read as windows-1252, since a feed often joins texts of both. Each chunk of
/// the result is valid UTF-8 by itself.
enum XMLDecoding {
    /// The stream in UTF-8, without byte order mark.
    static func stream(over source: ByteStream) -> ByteStream {
        let state = State(source: source)
        return ByteStream { chunk throws(ReadError) in try state.next(&chunk) }
    }

    /// The label of the encoding for iconv, and the length of the byte order mark; the label is
    /// nil for UTF-8.
    static func encoding(of start: [UInt8]) -> (label: String?, markLength: Int) {
        let marks: [([UInt8], String?, Int)] = [
            ([0xEF, 0xBB, 0xBF], nil, 3), ([0xFF, 0xFE, 0, 0], "UTF-32LE", 4),
            ([0, 0, 0xFE, 0xFF], "UTF-32BE", 4), ([0xFF, 0xFE], "UTF-16LE", 2),
            ([0xFE, 0xFF], "UTF-16BE", 2), ([0, 0, 0, 0x3C], "UTF-32BE", 0),
            ([0x3C, 0, 0, 0], "UTF-32LE", 0), ([0, 0x3C, 0], "UTF-16BE", 0),
            ([0x3C, 0], "UTF-16LE", 0), ([0x4C, 0x6F, 0xA7, 0x94], "IBM037", 0),
        ]
        for (pattern, label, length) in marks where start.starts(with: pattern) {
            return (label, length)
        }
        guard let declared = declared(in: start),
            let label = PageEncoding.normalised(declared), label != "utf-8",
            !label.hasPrefix("utf-16"), !label.hasPrefix("utf-32"), !label.hasPrefix("ucs")
        else { return (nil, 0) }
        return (label.uppercased(), 0)
    }

    /// The `encoding` of an XML declaration at the start.
    private static func declared(in start: [UInt8]) -> String? {
        let head = String(decoding: start.prefix(1_024), as: UTF8.self)
        guard let open = head.firstRange(of: "<?xml"),
            let close = head[open.upperBound...].firstRange(of: "?>"),
            let key = head[open.upperBound..<close.lowerBound].firstRange(of: "encoding")
        else { return nil }
        let value = head[key.upperBound..<close.lowerBound].drop { " \t\r\n=".contains($0) }
        guard let quote = value.first, quote == "\"" || quote == "'" else { return nil }
        return String(value.dropFirst().prefix { $0 != quote })
    }

    /// One running conversion; used by one stream, on one thread.
    private final class State {
        private let source: ByteStream
        private var started = false
        private var converter: iconv_t?
        /// Bytes of a character whose rest is in the next chunk.
        private var held: [UInt8] = []

        init(source: ByteStream) {
            self.source = source
        }

        deinit {
            if let converter { iconv_close(converter) }
        }

        func next(_ output: inout [UInt8]) throws(ReadError) {
            output = []
            while output.isEmpty {
                var chunk: [UInt8] = []
                try source.next(&chunk)
                if chunk.isEmpty {
                    // What is left of a character at the end is damage.
                    if !held.isEmpty { output = [0xEF, 0xBF, 0xBD] }
                    held = []
                    return
                }
                if !started {
                    started = true
                    chunk.removeFirst(start(chunk))
                }
                if !held.isEmpty {
                    chunk = held + chunk
                    held = []
                }
                if let converter {
                    convert(&chunk, with: converter, into: &output)
                } else {
                    held = Self.appendUTF8(chunk, to: &output)
                }
            }
        }

        /// Chooses the encoding; returns the length of the byte order mark.
        private func start(_ chunk: [UInt8]) -> Int {
            let (label, length) = XMLDecoding.encoding(of: chunk)
            if let label, let opened = iconv_open("UTF-8", label),
                opened != iconv_t(bitPattern: -1)
            {
                converter = opened
            }
            return length
        }

        /// Appends valid UTF-8; returns the start of a character at the end that is cut off.
        private static func appendUTF8(_ bytes: [UInt8], to output: inout [UInt8]) -> [UInt8] {
            output.reserveCapacity(bytes.count)
            return bytes.withUnsafeBufferPointer { buffer -> [UInt8] in
                var start = 0
                while start < buffer.count {
                    let rest = UnsafeBufferPointer(rebasing: buffer[start...])
                    guard let wrong = TextDecoding.firstInvalidByte(rest) else {
                        output.append(contentsOf: rest)
                        break
                    }
                    output.append(contentsOf: rest[..<wrong])
                    let tail = rest[wrong...]
                    if isBeginning(tail) { return Array(tail) }
                    let text = TextDecoding.text([rest[wrong]]).text
                    output.append(contentsOf: Array(text.utf8))
                    start += wrong + 1
                }
                return []
            }
        }

        /// Whether the bytes are the beginning of one character.
        private static func isBeginning(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
            guard let lead = bytes.first, bytes.count < 4 else { return false }
            let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 0
            return bytes.count < length && bytes.dropFirst().allSatisfy { $0 & 0xC0 == 0x80 }
        }

        private func convert(
            _ input: inout [UInt8], with converter: iconv_t, into output: inout [UInt8]
        ) {
            output = [UInt8](repeating: 0, count: input.count * 4 + 16)
            var rest = 0
            let used: Int = input.withUnsafeMutableBytes { source -> Int in
                output.withUnsafeMutableBytes { target -> Int in
                    var from = source.bindMemory(to: CChar.self).baseAddress
                    var to = target.bindMemory(to: CChar.self).baseAddress
                    var left = source.count
                    var room = target.count
                    while left > 0, room >= 4 {
                        if iconv(converter, &from, &left, &to, &room) != -1 { break }
                        // The rest is the beginning of a character.
                        if errno == EINVAL { break }
                        guard errno == EILSEQ, left > 0, room >= 4, let byte = from, let spot = to
                        else { break }
                        spot[0] = CChar(bitPattern: 0xEF)
                        spot[1] = CChar(bitPattern: 0xBF)
                        spot[2] = CChar(bitPattern: 0xBD)
                        to = spot + 3
                        room -= 3
                        from = byte + 1
                        left -= 1
                    }
                    rest = left
                    return target.count - room
                }
            }
            output.removeSubrange(used..<output.count)
            held = Array(input.suffix(rest))
        }
    }
}
