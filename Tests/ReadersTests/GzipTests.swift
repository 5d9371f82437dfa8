import CZlib
import CZstd
import Testing

@testable import Readers

/// Bytes as one member of gzip, or as zlib (15) or bare deflate (-15).
func deflated(_ bytes: [UInt8], windowBits: Int32 = 31) -> [UInt8] {
    var state = z_stream()
    deflateInit2_(
        &state, 6, Z_DEFLATED, windowBits, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
        Int32(MemoryLayout<z_stream>.size))
    defer { deflateEnd(&state) }
    var input = bytes
    return [UInt8](unsafeUninitializedCapacity: Int(compressBound(UInt(bytes.count))) + 64) {
        output, count in
        input.withUnsafeMutableBufferPointer { source in
            state.next_in = source.baseAddress
            state.avail_in = UInt32(source.count)
            state.next_out = output.baseAddress
            state.avail_out = UInt32(output.count)
            deflate(&state, Z_FINISH)
            count = Int(state.total_out)
        }
    }
}

@Suite struct GzipTests {
    private let rows = Array("{\"title\":\"a\"}\n{\"title\":\"b\"}\n".utf8)

    private func inflated(_ bytes: [UInt8], chunks size: Int) throws(ReadError) -> [UInt8] {
        var position = 0
        let input = ByteStream { chunk throws(ReadError) in
            let end = min(position + size, bytes.count)
            chunk = Array(bytes[position..<end])
            position = end
        }
        let stream = Inflation.stream(over: input, wrapping: .gzip)
        var all: [UInt8] = []
        var chunk: [UInt8] = []
        while true {
            try stream.next(&chunk)
            if chunk.isEmpty { return all }
            all += chunk
        }
    }

    @Test("a compressed file is what it holds, in one member or many, with padding behind")
    func members() throws {
        let split = deflated(Array(rows.prefix(17))) + deflated(Array(rows.dropFirst(17)))
        for bytes in [deflated(rows), split, split + [0, 0, 0]] {
            #expect(
                try FormatReading(bytes, name: "a.jsonl.gz").articles.map(\.title) == ["a", "b"])
            #expect(try FormatReading(bytes, name: "-").articles.map(\.title) == ["a", "b"])
            for size in [1, 2, 7, 10_000] { #expect(try inflated(bytes, chunks: size) == rows) }
        }
    }

    @Test("every format may be compressed")
    func formats() throws {
        let feed = Array("<rss><channel><item><title>T</title></item></channel></rss>".utf8)
        #expect(try FormatReading(deflated(feed), name: "a.xml.gz").articles.map(\.title) == ["T"])
        let table = Array("title,body\nT,x".utf8)
        #expect(try FormatReading(deflated(table), name: "a.CSV.GZ").articles.map(\.title) == ["T"])
        let json = Array("[{\"title\": \"T\"}]".utf8)
        #expect(try FormatReading(deflated(json), name: "a.json.gz").articles.map(\.title) == ["T"])
    }

    @Test("a file that is cut off says so, after the rows before the cut")
    func cut() throws {
        let whole = deflated(rows + (0..<5_000).map { UInt8(truncatingIfNeeded: $0 &* 7919) })
        for length in [12, whole.count / 2, whole.count - 1] {
            let reading = try FormatReading(Array(whole.prefix(length)), name: "a.jsonl.gz")
            #expect(
                reading.problems.last == "malformed a.jsonl.gz, byte \(length): is cut off: its "
                    + "compressed data ends early; copy or compress the file again")
        }
    }

    @Test("a damaged file, and one with other bytes behind, say where")
    func damaged() throws {
        var bytes = deflated(rows)
        bytes[bytes.count - 6] ^= 0xFF
        #expect(
            try FormatReading(bytes, name: "a.jsonl.gz").problems.last?
                .contains("cannot be decompressed: incorrect data check") == true)
        let foreign = try FormatReading(deflated(rows) + Array("text".utf8), name: "a.jsonl.gz")
        #expect(foreign.articles.count == 2)
        #expect(
            foreign.problems.last?.hasSuffix(
                "has bytes behind its compressed data that are not compressed") == true)
    }

    @Test("a file that unfolds without measure is stopped, one compressed twice refused")
    func bombs() throws {
        let bomb = deflated([UInt8](repeating: 0x20, count: 32 << 20))
        #expect(
            try FormatReading(bomb, name: "a.jsonl.gz").problems == [
                "tooLarge a.jsonl.gz: unfolds to more than 200 times its size; "
                    + "decompress it by hand if it is what it should be"
            ])
        #expect(
            try FormatReading(deflated(deflated(rows)), name: "a.jsonl.gz.gz").problems == [
                "unreadable a.jsonl.gz.gz: is compressed twice; decompress it once by hand"
            ])
    }
}
