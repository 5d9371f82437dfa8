/// A set of phrases that are looked for in text all at once.
///
/// Texts and phrases are compared as bytes folded by ``FoldedText``: a pass over a text looks at the
/// few phrases that begin with the byte at hand. Searching for each phrase as a `String` cost 12 ms
/// an article of 700 words, nearly all the time of reading it.
struct PhraseTable: Sendable {
    private let byFirstByte: [[[UInt8]]]

    /// The phrases, in lower case.
    init(_ phrases: [String]) {
        var table = [[[UInt8]]](repeating: [], count: 256)
        for phrase in phrases {
            let bytes = Array(phrase.utf8)
            if let first = bytes.first { table[Int(first)].append(bytes) }
        }
        // The longest first, so that a phrase goes before its beginning.
        byFirstByte = table.map { $0.sorted { $0.count > $1.count } }
    }

    /// The length in bytes of the longest phrase that begins at an offset; nil where none does.
    func length(at offset: Int, of text: [UInt8]) -> Int? {
        guard offset < text.count else { return nil }
        for phrase in byFirstByte[Int(text[offset])] where text.count - offset >= phrase.count {
            var index = 1
            while index < phrase.count, text[offset + index] == phrase[index] { index += 1 }
            if index == phrase.count { return phrase.count }
        }
        return nil
    }

    /// Where the first phrase in a text begins.
    ///
    /// - Parameter atWordStart: only where no letter stands before it.
    func firstOffset(in text: [UInt8], atWordStart: Bool = false) -> Int? {
        text.indices.first { offset in
            guard length(at: offset, of: text) != nil else { return false }
            return !atWordStart || offset == 0 || !isLetter(text[offset - 1])
        }
    }

    /// Whether any phrase stands in a text.
    func isFound(in text: [UInt8]) -> Bool {
        firstOffset(in: text) != nil
    }

    private func isLetter(_ byte: UInt8) -> Bool {
        byte >= 0x80 || (0x61...0x7A).contains(byte)
    }
}

/// Text as bytes in lower case, of the same length and offsets as its UTF-8.
enum FoldedText {
    /// ASCII and Latin-1 letters lowered, all else as it is.
    static func bytes(_ text: some StringProtocol) -> [UInt8] {
        bytes(Array(text.utf8))
    }

    /// The same for text in UTF-8.
    static func bytes(_ text: [UInt8]) -> [UInt8] {
        var bytes = text
        for index in bytes.indices {
            let byte = bytes[index]
            if (0x41...0x5A).contains(byte) {
                bytes[index] = byte | 0x20
            } else if byte == 0xC3, index + 1 < bytes.count {
                let second = bytes[index + 1]
                if (0x80...0x9E).contains(second), second != 0x97 {
                    bytes[index + 1] = second | 0x20
                }
            }
        }
        return bytes
    }

    /// The same with typographic apostrophes as ASCII ones: shorter than the text by two bytes for
    /// each.
    static func plainBytes(_ text: some StringProtocol) -> [UInt8] {
        let bytes = bytes(text)
        guard bytes.contains(0xE2) else { return bytes }
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            if bytes[index] == 0xE2, index + 2 < bytes.count, bytes[index + 1] == 0x80,
                bytes[index + 2] == 0x99
            {
                result.append(0x27)
                index += 3
            } else {
                result.append(bytes[index])
                index += 1
            }
        }
        return result
    }
}
