import CZstd
import Testing

@testable import Readers

@Suite struct DecompressionTests {
    private func compressed(_ bytes: [UInt8]) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: ZSTD_compressBound(bytes.count)) { buffer, count in
            count = ZSTD_compress(buffer.baseAddress, buffer.count, bytes, bytes.count, 3)
        }
    }

    private func events(_ bytes: [UInt8], name: String) throws -> [ReadEvent] {
        var events: [ReadEvent] = []
        try Reading.items(bytes: bytes, name: name, format: nil) { events.append($0) }
        return events
    }

    private func rejection(_ bytes: [UInt8]) throws -> Rejection? {
        guard case .rejected(let rejection)? = try events(bytes, name: "a.jsonl.zst").last else {
            return nil
        }
        return rejection
    }

    @Test("rows of a compressed file are those of the plain one, over several frames too")
    func rows() throws {
        let first = Array("{\"title\":\"a\"}\n{\"tit".utf8)
        let second = Array("le\":\"b\"}\n".utf8)
        let plain = try events(first + second, name: "a.jsonl")
        #expect(plain.count == 2)
        let packed = try events(compressed(first) + compressed(second), name: "a.jsonl.zst")
        let unnamed = try events(compressed(first + second), name: "a.jsonl")
        for other in [packed, unnamed] {
            let bytes = other.map { event -> [UInt8] in
                guard case .item(let item) = event else { return [] }
                return item.bytes
            }
            #expect(bytes == [Array(first.prefix(13)), Array("{\"title\":\"b\"}".utf8)])
        }
    }

    @Test("a file that is cut off says so")
    func truncated() throws {
        let whole = compressed(Array(repeating: 0x61, count: 100) + Array("{\"title\":1}".utf8))
        for length in [5, whole.count / 2, whole.count - 1] {
            let reason = try rejection(Array(whole.prefix(length)))?.reason
            #expect(reason == "is cut off: its compressed data ends early")
        }
    }

    @Test("a file that is damaged says so")
    func damaged() throws {
        var bytes = compressed((0..<4_000).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ $0 / 13) })
        for index in stride(from: 20, to: bytes.count, by: 3) { bytes[index] = 0xFF }
        #expect(try rejection(bytes)?.reason.hasPrefix("cannot be decompressed: ") == true)
    }

    @Test("a file that unfolds without measure is stopped")
    func bomb() throws {
        let bytes = compressed([UInt8](repeating: 0x20, count: 64 << 20))
        #expect(bytes.count < 20_000)
        let found = try rejection(bytes)
        #expect(found?.kind == .tooLarge)
        #expect(found?.reason == "unfolds to more than 200 times its size")
    }
}
