import CZstd
import Synchronization

/// Zstandard frames (RFC 8878) of short texts, with or without a trained dictionary.
///
/// Every frame says how long its content is and ends in a checksum of it, so that a flipped bit is
/// an error and not another text. What a frame may become is capped before memory is taken.
enum Zstd {
    /// Beyond this no frame is opened: an article is refused long before by the readers.
    static let maximumContentLength = 256 << 20

    /// Level 3: on the news of the benchmark higher levels cost more time than they save bytes.
    static let level: Int32 = 3

    /// On news (2.4 kB each) 64 kB leave 0.375 of the text, 256 kB 0.358, 1 MB 0.354; beyond this
    /// the dictionary falls out of the processor's caches and compression slows down.
    static let maximumDictionaryLength = 128 << 10

    /// A dictionary made from samples; nil where zstd finds too little in them.
    static func train(_ samples: [[UInt8]]) -> [UInt8]? {
        var joined: [UInt8] = []
        joined.reserveCapacity(samples.reduce(0) { $0 + $1.count })
        for sample in samples { joined += sample }
        let sizes = samples.map(\.count)
        // A dictionary comes with every store and base: a small one must not outweigh its articles.
        let length = min(maximumDictionaryLength, max(4_096, joined.count / 8))
        var dictionary = [UInt8](repeating: 0, count: length)
        let trained = ZDICT_trainFromBuffer(
            &dictionary, dictionary.count, joined, sizes, UInt32(sizes.count))
        guard ZDICT_isError(trained) == 0 else { return nil }
        dictionary.removeLast(dictionary.count - trained)
        return dictionary
    }

    // The two tables inside are read-only after init (zstd.h: "ZSTD_CDict can be created once and
    // shared by multiple threads concurrently, since its usage is read-only") and freed in deinit.
    /// A dictionary made ready for both directions, for any number of threads.
    final class Dictionary: @unchecked Sendable {
        let bytes: [UInt8]
        fileprivate let forCompression: OpaquePointer?
        fileprivate let forDecompression: OpaquePointer?

        init(_ bytes: [UInt8]) {
            self.bytes = bytes
            forCompression = ZSTD_createCDict(bytes, bytes.count, Zstd.level)
            forDecompression = ZSTD_createDDict(bytes, bytes.count)
        }

        deinit {
            ZSTD_freeCDict(forCompression)
            ZSTD_freeDDict(forDecompression)
        }
    }

    /// Compresses; one thread at a time.
    final class Compressor {
        private let context: OpaquePointer?
        private var buffer: [UInt8] = []

        init(_ dictionary: Dictionary? = nil) {
            context = ZSTD_createCCtx()
            ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, Zstd.level)
            ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1)
            ZSTD_CCtx_setParameter(context, ZSTD_c_dictIDFlag, 0)
            if let dictionary { ZSTD_CCtx_refCDict(context, dictionary.forCompression) }
        }

        deinit { ZSTD_freeCCtx(context) }

        /// One frame; nil only where zstd had no memory.
        func compress(_ bytes: UnsafeRawBufferPointer) -> ArraySlice<UInt8>? {
            let bound = ZSTD_compressBound(bytes.count)
            if buffer.count < bound { buffer = [UInt8](repeating: 0, count: bound) }
            let length = ZSTD_compress2(
                context, &buffer, buffer.count, bytes.baseAddress, bytes.count)
            return ZSTD_isError(length) != 0 ? nil : buffer[..<length]
        }

        /// One frame; nil only where zstd had no memory.
        func compress(_ bytes: [UInt8]) -> ArraySlice<UInt8>? {
            bytes.withUnsafeBytes { compress($0) }
        }
    }

    /// Decompresses, on any number of threads: each call takes a context from a small store.
    final class Decompressor: Sendable {
        private let dictionary: Dictionary?
        private let idle = Mutex<[Context]>([])

        // Contexts are handed out to one call at a time.
        private struct Context: @unchecked Sendable { let pointer: OpaquePointer }

        init(_ dictionary: Dictionary? = nil) {
            self.dictionary = dictionary
        }

        deinit {
            idle.withLock { contexts in
                for context in contexts { ZSTD_freeDCtx(context.pointer) }
            }
        }

        /// The content of one frame, given to the closure; or what is wrong with the frame.
        func decompress<Result>(
            _ frame: UnsafeRawBufferPointer, maximum: Int = Zstd.maximumContentLength,
            _ body: (UnsafeRawBufferPointer) -> Result
        ) -> Swift.Result<Result, Damage> {
            let length = ZSTD_getFrameContentSize(frame.baseAddress, frame.count)
            // Unknown and error are the two greatest numbers: both are over the cap.
            guard length <= UInt64(maximum) else {
                return .failure(Damage(reason: "not a zstd frame of at most \(maximum) bytes"))
            }
            guard let context = idle.withLock({ $0.popLast() }) ?? Self.make() else {
                return .failure(Damage(reason: "no memory for zstd"))
            }
            defer { idle.withLock { $0.append(context) } }
            return withUnsafeTemporaryAllocation(
                byteCount: max(Int(length), 1), alignment: 16
            ) { output in
                let got =
                    if let dictionary {
                        ZSTD_decompress_usingDDict(
                            context.pointer, output.baseAddress, Int(length), frame.baseAddress,
                            frame.count, dictionary.forDecompression)
                    } else {
                        ZSTD_decompressDCtx(
                            context.pointer, output.baseAddress, Int(length), frame.baseAddress,
                            frame.count)
                    }
                guard ZSTD_isError(got) == 0 else {
                    return .failure(Damage(reason: String(cString: ZSTD_getErrorName(got))))
                }
                return .success(
                    body(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(output)[..<got])))
            }
        }

        private static func make() -> Context? {
            ZSTD_createDCtx().map(Context.init(pointer:))
        }
    }

    /// What is wrong with a frame.
    struct Damage: Error, Equatable {
        let reason: String
    }
}
