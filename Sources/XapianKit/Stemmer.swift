import CXapian

/// Takes words to their stems, by the rules of one language.
///
/// A handle with a state of its own: one thread at a time, so it is not Sendable. Words are given
/// in lower case.
public final class Stemmer {
    private let handle: OpaquePointer
    /// Whether the engine changes words at all.
    private let changes: Bool

    /// The English names of the languages there are.
    public static func languages() throws(XapianError) -> [String] {
        var text: UnsafeMutablePointer<bx_text>?
        try call("list the languages") { bx_stemmer_languages(&text, $0) }
        return taken(text).split(separator: " ").map(String.init)
    }

    /// A stemmer that changes nothing.
    public static var none: Stemmer? {
        Stemmer(language: "none")
    }

    /// A stemmer for a language, by its English name or two-letter code; nil for an unknown one.
    public init?(language: String) {
        var made: OpaquePointer?
        do throws(XapianError) {
            try withBytes(language) { language throws(XapianError) in
                try call("make a stemmer") { bx_stemmer_open(language, &made, $0) }
            }
        } catch {
            return nil
        }
        guard let made else { return nil }
        handle = made
        changes = language != "none" && !language.isEmpty
    }

    deinit {
        bx_stemmer_free(handle)
    }

    /// Puts the stem of a word into a buffer, in the place of what is there.
    ///
    /// Allocates nothing once the buffer has grown to the longest stem. A word that the engine
    /// fails on is its own stem.
    @inline(__always)
    public func stem(_ word: UnsafeBufferPointer<UInt8>, into buffer: inout [UInt8]) {
        let (handle, changes) = (self.handle, self.changes)
        // A stem is hardly ever longer than its word; where it is, the second round has room.
        var room = word.count + 8
        while true {
            buffer.removeAll(keepingCapacity: true)
            var needed = 0
            buffer.append(contentsOf: repeatElement(0, count: room))
            let status =
                changes
                ? buffer.withUnsafeMutableBufferPointer {
                    bx_stemmer_stem(
                        handle, bx_bytes(word), $0.baseAddress, $0.count, &needed, nil)
                } : .BX_INTERNAL
            guard status == .BX_OK else {
                buffer.removeAll(keepingCapacity: true)
                buffer.append(contentsOf: word)
                return
            }
            if needed <= room {
                buffer.removeLast(room - needed)
                return
            }
            room = needed
        }
    }

    /// The stem of a word.
    public func stem(_ word: String) -> String {
        var word = word
        var buffer: [UInt8] = []
        word.withUTF8 { stem($0, into: &buffer) }
        return String(decoding: buffer, as: UTF8.self)
    }
}
