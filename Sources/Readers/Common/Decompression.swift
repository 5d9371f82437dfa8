import CZstd

/// Compressed files, read as what they hold.
///
/// A compressed file is one whose name ends so (`news.jsonl.zst`) or that begins with the magic
/// bytes. The stream is decompressed as it is read: memory stays that of one chunk, and a small
/// file that would unfold into gigabytes is stopped on the way.
enum Decompression: CaseIterable {
    /// Zstandard (RFC 8878).
    case zstd
    /// gzip (RFC 1952), of one member or many.
    case gzip

    /// The end of the names of such files.
    var suffix: String {
        switch self {
        case .zstd: ".zst"
        case .gzip: ".gz"
        }
    }

    /// The bytes with which such files begin.
    private var magic: [UInt8] {
        switch self {
        case .zstd: [0x28, 0xB5, 0x2F, 0xFD]
        case .gzip: [0x1F, 0x8B, 0x08]
        }
    }

    /// Output beyond which the ratio counts: small texts of one letter compress without limit.
    static let freeBytes = 1 << 20
    /// The most that a byte of input may unfold to beyond that; prose reaches 10, rows 40.
    static let maximumRatio = 200

    /// The compression of a file by its name or first bytes; nil where it is none.
    static func of(path: String, firstBytes: [UInt8]) -> Decompression? {
        allCases.first { firstBytes.starts(with: $0.magic) }
    }

    /// The name without the suffix of the compression.
    func plainName(_ path: String) -> String {
        path.lowercased().hasSuffix(suffix) ? String(path.dropLast(suffix.count)) : path
    }

    /// The stream of what is compressed in another.
    func stream(over compressed: ByteStream) -> ByteStream {
        switch self {
        case .zstd:
            let state = ZstdState(input: compressed)
            return ByteStream { chunk throws(ReadError) in try state.next(&chunk) }
        case .gzip: return Inflation.stream(over: compressed, wrapping: .gzip)
        }
    }
}

/// One running decompression; used by one stream, on one thread.
private final class ZstdState {
    private let input: ByteStream
    private let context: OpaquePointer?
    private var chunk: [UInt8] = []
    private var position = 0
    private var taken = 0
    private var made = 0
    private var ended = false
    /// What the decoder still wants of its frame: 0 between frames.
    private var hint = 0

    init(input: ByteStream) {
        self.input = input
        context = ZSTD_createDCtx()
        // 128 MB of window: what `zstd --long` makes by default is read, more is refused.
        ZSTD_DCtx_setParameter(context, ZSTD_d_windowLogMax, 27)
    }

    deinit {
        ZSTD_freeDCtx(context)
    }

    /// The next bytes of output; none at the end.
    func next(_ output: inout [UInt8]) throws(ReadError) {
        output = []
        guard let context else {
            throw ReadError("cannot be decompressed: no memory", kind: .unreadable)
        }
        while output.isEmpty && !ended {
            if position == chunk.count {
                try input.next(&chunk)
                position = 0
                taken += chunk.count
                if chunk.isEmpty {
                    ended = true
                    guard hint == 0 else {
                        throw ReadError(
                            "is cut off: its compressed data ends early", byte: taken,
                            hint: "copy or compress the file again")
                    }
                    return
                }
            }
            var code = 0
            var read = 0
            output = [UInt8](unsafeUninitializedCapacity: ByteStream.chunkSize) { buffer, count in
                chunk.withUnsafeBytes { bytes in
                    var source = ZSTD_inBuffer(
                        src: bytes.baseAddress, size: bytes.count, pos: position)
                    var target = ZSTD_outBuffer(
                        dst: buffer.baseAddress, size: ByteStream.chunkSize, pos: 0)
                    code = ZSTD_decompressStream(context, &target, &source)
                    read = source.pos
                    count = target.pos
                }
            }
            guard ZSTD_isError(code) == 0 else {
                throw ReadError(
                    "cannot be decompressed: " + String(cString: ZSTD_getErrorName(code)),
                    byte: taken - chunk.count + position)
            }
            hint = code
            position = read
            made += output.count
            guard made <= Decompression.freeBytes || made <= taken * Decompression.maximumRatio
            else {
                throw ReadError(
                    "unfolds to more than \(Decompression.maximumRatio) times its size",
                    kind: .tooLarge, hint: "decompress it by hand if it is what it should be")
            }
        }
    }
}
