/// Text as Byline keeps it.
///
/// Works on bytes: every article passes here, and characters cost forty times as much.
enum CleanText {
    /// Line ends as `\n`; control characters but tab and line end, and the byte order mark, gone;
    /// characters of Windows-1252 that were read as controls what they are.
    ///
    /// Text that has none of these, nearly all, is returned as it is.
    static func normalised(_ text: String) -> String {
        var text = text
        return text.withUTF8 { bytes -> String? in
            if bytes.allSatisfy({ isPlain($0) }) { return nil }
            return String(decoding: normalised(bytes), as: UTF8.self)
        } ?? text
    }

    /// Whether a byte can belong to nothing that is changed: 0xC2 begins C1 controls, 0xE2 the line
    /// separators, 0xEF the byte order mark.
    private static func isPlain(_ byte: UInt8) -> Bool {
        (byte >= 0x20 && byte != 0x7F && byte != 0xC2 && byte != 0xE2 && byte != 0xEF)
            || byte == 0x0A || byte == 0x09
    }

    private static func normalised(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + 2)
        var index = 0
        var run = 0
        // Copies what has gone by unchanged, passes over so many bytes.
        func flush(passing count: Int) {
            result.append(contentsOf: bytes[run..<index])
            index += count
            run = index
        }
        while index < bytes.count {
            let byte = bytes[index]
            if isPlain(byte) {
                index += 1
                continue
            }
            switch byte {
            case 0x0D:
                let isPair = index + 1 < bytes.count && bytes[index + 1] == 0x0A
                flush(passing: isPair ? 2 : 1)
                result.append(0x0A)
            case 0xC2 where follows(bytes, index, 0x80...0x9F):
                let second = bytes[index + 1]
                flush(passing: 2)
                if second == 0x85 { result.append(0x0A) } else { append(misread: second, &result) }
            case 0xE2
            where follows(bytes, index, 0x80...0x80) && index + 2 < bytes.count
                && (bytes[index + 2] == 0xA8 || bytes[index + 2] == 0xA9):
                let isParagraph = bytes[index + 2] == 0xA9
                flush(passing: 3)
                result.append(contentsOf: isParagraph ? [0x0A, 0x0A] : [0x0A])
            case 0xEF
            where follows(bytes, index, 0xBB...0xBB) && index + 2 < bytes.count
                && bytes[index + 2] == 0xBF:
                flush(passing: 3)
            case 0xC2, 0xE2, 0xEF: index += 1
            default: flush(passing: 1)
            }
        }
        flush(passing: 0)
        return result
    }

    /// What was meant by a C1 control character; empty for what is none.
    ///
    /// Most stand in texts of Windows-1252 that somebody read as Latin-1, and are quotation marks
    /// and dashes.
    private static func misread(_ byte: UInt8) -> String {
        (0x80...0x9F).contains(byte) ? ControlCharacters.meaning(of: byte) : ""
    }

    private static func append(misread byte: UInt8, _ result: inout [UInt8]) {
        result.append(contentsOf: misread(byte).utf8)
    }

    private static func follows(
        _ bytes: UnsafeBufferPointer<UInt8>, _ index: Int, _ range: ClosedRange<UInt8>
    ) -> Bool {
        index + 1 < bytes.count && range.contains(bytes[index + 1])
    }

    /// One line: normalised, every run of white space a single space, none at the ends.
    static func line(_ text: String) -> String {
        var text = text
        return text.withUTF8 { bytes -> String? in
            if isLine(bytes) { return nil }
            return String(decoding: line(bytes), as: UTF8.self)
        } ?? text
    }

    /// Whether the bytes are a clean line for sure.
    private static func isLine(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var previous: UInt8 = 0x20
        for byte in bytes {
            // 0xE1 and 0xE3 begin rare spaces.
            if byte < 0x20 || byte == 0x7F || byte == 0xC2 || byte == 0xE1 || byte == 0xE2
                || byte == 0xE3 || byte == 0xEF || (byte == 0x20 && previous == 0x20)
            {
                return false
            }
            previous = byte
        }
        return previous != 0x20 || bytes.isEmpty
    }

    private static func line(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var gap = false
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            let space = spaceLength(bytes, at: index)
            if space > 0 {
                gap = true
                index += space
                continue
            }
            if byte < 0x20 || byte == 0x7F {
                index += 1
                continue
            }
            if byte == 0xC2, follows(bytes, index, 0x80...0x9F) {
                if !misread(bytes[index + 1]).isEmpty, gap, !result.isEmpty { result.append(0x20) }
                if !misread(bytes[index + 1]).isEmpty { gap = false }
                append(misread: bytes[index + 1], &result)
                index += 2
                continue
            }
            if byte == 0xEF, follows(bytes, index, 0xBB...0xBB), index + 2 < bytes.count,
                bytes[index + 2] == 0xBF
            {
                index += 3
                continue
            }
            if gap && !result.isEmpty { result.append(0x20) }
            gap = false
            // The rest of a character goes with its lead byte: none of it is a space by itself.
            let end = min(bytes.count, index + length(of: byte))
            result.append(contentsOf: bytes[index..<end])
            index = end
        }
        return result
    }

    /// How many bytes the white space at an offset has (Unicode `White_Space`); 0 where none is.
    private static func spaceLength(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
        switch bytes[index] {
        case 0x20, 0x09...0x0D: return 1
        case 0xC2:
            return follows(bytes, index, 0x85...0x85) || follows(bytes, index, 0xA0...0xA0) ? 2 : 0
        case 0xE1, 0xE2, 0xE3:
            guard index + 2 < bytes.count else { return 0 }
            switch (bytes[index], bytes[index + 1], bytes[index + 2]) {
            case (0xE1, 0x9A, 0x80), (0xE2, 0x80, 0x80...0x8A), (0xE2, 0x80, 0xA8),
                (0xE2, 0x80, 0xA9), (0xE2, 0x80, 0xAF), (0xE2, 0x81, 0x9F), (0xE3, 0x80, 0x80):
                return 3
            default: return 0
            }
        default: return 0
        }
    }

    private static func length(of lead: UInt8) -> Int {
        switch lead {
        case 0xC0...0xDF: 2
        case 0xE0...0xEF: 3
        case 0xF0...0xF7: 4
        default: 1
        }
    }

    /// Like ``line(_:)``; nil where nothing is left.
    static func optionalLine(_ text: String?) -> String? {
        guard let text else { return nil }
        let line = line(text)
        return line.isEmpty ? nil : line
    }
}
