import Foundation
import Readers

/// The process that reads articles: frames in on standard input, frames out on standard output.
///
/// Started as `byline reader` by whoever indexes: pages, XML and documents are parsed by libraries
/// in C out of the reach of Swift's checks, and some texts are made to take all memory or time.
/// Where this process dies, its parent loses one article. See ``ExtractionRequest``.
public struct ExtractionService {
    private let limits: ExtractionLimits

    /// A service within those limits.
    public init(limits: ExtractionLimits = ExtractionLimits()) {
        self.limits = limits
    }

    /// Serves until the end of the input.
    public func run() {
        limits.limitMemory()
        let input = FrameInput(descriptor: STDIN_FILENO)
        while let frame = input.next() {
            limits.restartClock()
            guard let request = try? ExtractionRequest(frame) else { return }
            switch request {
            case .parse(let item):
                do throws(ReadError) {
                    Self.send(.article(try Reading.parse(item)))
                } catch {
                    Self.send(.failed(error))
                }
            case .split(let format, let name, let location):
                // Readers may ask again behind the end, which comes once.
                var isAtEnd = false
                Self.split(
                    OpenedFile(name: name, location: location, format: format) {
                        chunk throws(ReadError) in
                        limits.restartClock()
                        chunk = isAtEnd ? [] : input.nextData()
                        isAtEnd = chunk.isEmpty
                    })
            case .data, .end: continue
            }
        }
    }

    private static func split(_ file: OpenedFile) {
        do {
            try Reading.split(file) { event in
                switch event {
                case .item(let item): send(.item(item))
                case .rejected(let rejection): send(.rejected(rejection))
                }
            }
            send(.done)
        } catch {
            send(.failed(error as? ReadError ?? ReadError("\(error)", kind: .unreadable)))
        }
    }

    private static func send(_ answer: ExtractionAnswer) {
        let frame = answer.frame
        var sent = 0
        while sent < frame.count {
            let count = frame.withUnsafeBytes { bytes in
                write(STDOUT_FILENO, bytes.baseAddress?.advanced(by: sent), bytes.count - sent)
            }
            if count < 0 && errno == EINTR { continue }
            // Who asked is gone: so is the reason to go on.
            guard count > 0 else { exit(0) }
            sent += count
        }
    }
}

/// Frames from a descriptor that blocks.
private final class FrameInput {
    private let descriptor: Int32
    private var buffer = FrameBuffer()

    init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    func next() -> [UInt8]? {
        while true {
            if let frame = buffer.next() { return frame }
            let chunk = [UInt8](unsafeUninitializedCapacity: 1 << 16) { space, count in
                var got = -1
                repeat {
                    got = read(descriptor, space.baseAddress, space.count)
                } while got < 0 && errno == EINTR
                count = max(0, got)
            }
            if chunk.isEmpty { return nil }
            chunk.withUnsafeBytes { buffer.append($0) }
        }
    }

    /// The next bytes of the file that is being split; none at its end.
    func nextData() -> [UInt8] {
        guard let frame = next(), case .data(let bytes)? = try? ExtractionRequest(frame) else {
            return []
        }
        return bytes
    }
}
