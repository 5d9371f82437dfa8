import CLibxml2

/// What stands between an XML file as it comes and the parser: a filter over valid UTF-8.
///
/// Exports and feeds are written by string concatenation, so most broken ones are broken in few
/// ways. The filter mends these, and takes out what only an attacker needs:
///
///     text before and after the root          left out
///     <!DOCTYPE …>                            left out, so that libxml2 never sees a DTD
///     <!DOCTYPE … [ … ]>                      refused: it declares entities
///     <!-- … -->   <? … ?>                    left out
///     <![CDATA[ a < b ]]>                     a &lt; b   (libxml2 joins pieces of CDATA slowly)
///     &nbsp;  AT&T  &unknown;  &#155;  &#0;   U+00A0, AT&amp;T, &amp;unknown;, ›, nothing
///     a < b  ]]>                              a &lt; b, ]]&gt;
///     <b><i></b>   </x> without <x>           <b><i></i></b>, nothing
///     control characters                      left out
///
/// Line ends stay, so that lines in messages are those of the file. Memory is that of one chunk and
/// one tag.
struct XMLCleaning {
    /// The longest tag that is read: attributes of feeds hold no texts.
    static let maximumTagBytes = 256 << 10
    /// The deepest nesting, the limit of libxml2 too; an article has a dozen levels.
    static let maximumDepth = 200

    private enum State {
        case content
        /// Inside something that ends with the bytes; `keeps` for CDATA, whose text stays.
        case until([UInt8], keeps: Bool)
        case doctype(quote: UInt8)
        /// Behind the root.
        case ended
    }

    private let source: ByteStream
    private var input: [UInt8] = []
    private var position = 0
    private var sourceEnded = false
    private var state = State.content
    private var open: [(name: [UInt8], line: Int)] = []
    private var output: [UInt8] = []
    private var line = 1
    private let starts: StartLines
    private var hadRoot = false

    /// The lines of the start tags that were passed on and that the parser has not come to yet.
    ///
    /// The parser knows its own line only, which runs ahead of the element that it reports.
    final class StartLines {
        private var lines: [Int] = []
        private var position = 0

        fileprivate func append(_ line: Int) { lines.append(line) }

        /// The line of the next start tag, once each.
        func next() -> Int {
            guard position < lines.count else { return 0 }
            let line = lines[position]
            position += 1
            if position == lines.count {
                lines.removeAll(keepingCapacity: true)
                position = 0
            }
            return line
        }
    }

    /// Filters a stream of UTF-8.
    init(source: ByteStream, starts: StartLines) {
        self.source = source
        self.starts = starts
    }

    /// The filtered stream.
    static func stream(over source: ByteStream, starts: StartLines) -> ByteStream {
        var cleaning = XMLCleaning(source: source, starts: starts)
        return ByteStream { chunk throws(ReadError) in try cleaning.next(&chunk) }
    }

    /// The next bytes; none at the end.
    ///
    /// - Throws: ``ReadError`` where the file declares entities or ends inside an element.
    mutating func next(_ chunk: inout [UInt8]) throws(ReadError) {
        output.removeAll(keepingCapacity: true)
        while output.isEmpty {
            if case .ended = state { break }
            let before = position
            if !sourceEnded || position < input.count { try step() }
            guard output.isEmpty, position == before else { continue }
            // Nothing more can be done with what is there.
            if sourceEnded {
                try finish()
                break
            }
            try refill()
        }
        swap(&chunk, &output)
    }

    private mutating func refill() throws(ReadError) {
        var chunk: [UInt8] = []
        try source.next(&chunk)
        sourceEnded = chunk.isEmpty
        if position == input.count {
            input = chunk
        } else {
            input.removeSubrange(..<position)
            input.append(contentsOf: chunk)
        }
        position = 0
    }

    private mutating func finish() throws(ReadError) {
        if case .doctype = state { throw cut("its document type declaration is not closed") }
        if let last = open.last {
            let name = String(decoding: last.name, as: UTF8.self)
            throw cut("<\(name)> of line \(last.line) is not closed")
        }
        guard hadRoot else { throw ReadError("holds no XML element") }
        state = .ended
    }

    private func cut(_ what: String) -> ReadError {
        ReadError("ends early: " + what, line: line, hint: "export or download the file again")
    }

    /// Does what can be done with the input that is there.
    private mutating func step() throws(ReadError) {
        switch state {
        case .content: try content()
        case .until(let end, let keeps): skip(to: end, keeps: keeps)
        case .doctype(let quote): try doctype(quote: quote)
        case .ended: position = input.count
        }
    }

    // MARK: between the tags

    private mutating func content() throws(ReadError) {
        while position < input.count {
            let byte = input[position]
            if byte == 0x3C {
                guard try markup() else { return }
                guard case .content = state else { return }
            } else if byte == 0x26 {
                guard reference(end: nil) else { return }
            } else {
                text()
            }
        }
    }

    /// Copies text up to the next markup or reference.
    private mutating func text() {
        let start = position
        while position < input.count, input[position] != 0x3C, input[position] != 0x26 {
            position += 1
        }
        copy(start..<position, escapes: false)
    }

    /// Appends text without what XML does not allow; line ends outside the root are all that stays.
    private mutating func copy(_ range: Range<Int>, escapes: Bool) {
        var start = range.lowerBound
        var index = start
        func flush(_ cleaning: inout XMLCleaning) {
            if !cleaning.open.isEmpty {
                cleaning.output.append(contentsOf: cleaning.input[start..<index])
            }
        }
        while index < range.upperBound {
            let byte = input[index]
            if byte == 0x0A { line += 1 }
            if open.isEmpty {
                if byte == 0x0A { output.append(byte) }
                index += 1
                start = index
                continue
            }
            var replacement: StaticString = ""
            var length = 1
            switch byte {
            case 0x20...0x25, 0x27...0x3B, 0x3D, 0x3F...0x7E, 0x09, 0x0A, 0x0D, 0x80..<0xEF,
                0xF0...0xFF:
                index += 1
                continue
            case 0xEF:
                // U+FFFE and U+FFFF are no characters of XML.
                guard index + 2 < range.upperBound, input[index + 1] == 0xBF,
                    input[index + 2] >= 0xBE
                else {
                    index += 1
                    continue
                }
                length = 3
            case 0x26 where escapes: replacement = "&amp;"
            case 0x3C where escapes: replacement = "&lt;"
            case 0x3E: replacement = "&gt;"
            case 0x26, 0x3C:
                index += 1
                continue
            default: break
            }
            flush(&self)
            append(replacement)
            index += length
            start = index
        }
        flush(&self)
    }

    private mutating func append(_ text: StaticString) {
        output.append(
            contentsOf: UnsafeBufferPointer(
                start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Rewrites the reference at the position; false where its end has not come yet.
    ///
    /// - Parameter end: where the text ends that it is in; nil for the end of the input.
    private mutating func reference(end limit: Int?) -> Bool {
        let limit = limit ?? input.count
        var end = position + 1
        while end < limit, end - position < 34, Self.isReferenceByte(input[end]) { end += 1 }
        if end == limit, end - position < 34, limit == input.count, !sourceEnded { return false }
        guard end < limit, input[end] == 0x3B, end > position + 1 else {
            if !open.isEmpty { append("&amp;") }
            position += 1
            return true
        }
        let name = input[position + 1..<end]
        position = end + 1
        guard !open.isEmpty else { return true }
        if name.first == 0x23 {
            appendCharacter(name.dropFirst())
        } else if ["amp", "lt", "gt", "quot", "apos"].contains(
            String(decoding: name, as: UTF8.self))
        {
            output.append(0x26)
            output.append(contentsOf: name)
            output.append(0x3B)
        } else if let entity = htmlEntityLookup(Array(name) + [0]),
            let scalar = Unicode.Scalar(entity.pointee.value)
        {
            output.append(contentsOf: Array(String(Character(scalar)).utf8))
        } else {
            append("&amp;")
            output.append(contentsOf: name)
            output.append(0x3B)
        }
        return true
    }

    private static func isReferenceByte(_ byte: UInt8) -> Bool {
        byte | 0x20 &- 0x61 < 26 || byte &- 0x30 < 10 || byte == 0x23
    }

    /// Appends the character of `8217` or `x2019`; nothing for those that XML does not allow.
    private mutating func appendCharacter(_ digits: ArraySlice<UInt8>) {
        let text = String(decoding: digits, as: UTF8.self)
        let isHex = text.hasPrefix("x") || text.hasPrefix("X")
        guard let code = isHex ? UInt32(text.dropFirst(), radix: 16) : UInt32(text),
            let scalar = Unicode.Scalar(code)
        else { return }
        switch code {
        case 0x80..<0xA0:
            // Written by those who took windows-1252 for Unicode, and read so by browsers.
            output.append(contentsOf: Array(TextDecoding.text([UInt8(code)]).text.utf8))
        case 0x26: append("&amp;")
        case 0x3C: append("&lt;")
        case 0x3E: append("&gt;")
        // As a reference, since a plain one in an attribute ends it or becomes a space.
        case 0x22: append("&quot;")
        case 0x27: append("&apos;")
        case 0x09: append("&#9;")
        case 0x0A: append("&#10;")
        case 0x0D: append("&#13;")
        case 0..<0x20, 0x7F, 0xFFFE, 0xFFFF: break
        default: output.append(contentsOf: Array(String(Character(scalar)).utf8))
        }
    }

    // MARK: markup

    /// Handles the `<` at the position; false where its end has not come yet.
    private mutating func markup() throws(ReadError) -> Bool {
        guard position + 1 < input.count else {
            if sourceEnded { escapeSign() }
            return sourceEnded
        }
        let next = input[position + 1]
        if next == 0x21 { return declaration() }
        if next == 0x3F {
            position += 2
            state = .until(Array("?>".utf8), keeps: false)
            return true
        }
        let isEnd = next == 0x2F
        guard isEnd || Self.isNameStart(next) else {
            escapeSign()
            return true
        }
        guard let end = tagEnd() else {
            guard input.count - position <= Self.maximumTagBytes else {
                throw ReadError(
                    "a tag of more than \(Self.maximumTagBytes) bytes", kind: .tooLarge,
                    line: line)
            }
            // A tag that the file ends in is what `finish` complains of.
            if sourceEnded { position = input.count }
            return false
        }
        guard input[end] == 0x3E else {
            escapeSign()
            return true
        }
        if isEnd { endTag(to: end) } else { try startTag(to: end) }
        return true
    }

    private mutating func escapeSign() {
        if !open.isEmpty { append("&lt;") }
        position += 1
    }

    private static func isNameStart(_ byte: UInt8) -> Bool {
        byte | 0x20 &- 0x61 < 26 || byte == 0x5F || byte == 0x3A || byte >= 0x80
    }

    /// The offset of the `>` that ends the tag at the position, or of a `<` before it; nil where
    /// neither has come.
    private func tagEnd() -> Int? {
        var index = position + 1
        var quote: UInt8 = 0
        var previous: UInt8 = 0
        while index < input.count {
            let byte = input[index]
            if quote != 0 {
                if byte == quote { quote = 0 }
            } else if byte == 0x3E || byte == 0x3C {
                return index
            } else if byte == 0x22 || byte == 0x27, previous == 0x3D {
                // Elsewhere a quotation mark opens nothing.
                quote = byte
            }
            if !ByteText.isSpace(byte) { previous = byte }
            index += 1
        }
        return nil
    }

    /// `<!--`, `<![CDATA[`, `<!DOCTYPE` or nothing known.
    private mutating func declaration() -> Bool {
        let rest = input[position...]
        for (start, next) in Self.declarations {
            let length = min(start.count, rest.count)
            guard rest.prefix(length).elementsEqual(start.prefix(length)) else { continue }
            guard length == start.count else {
                if sourceEnded { escapeSign() }
                return sourceEnded
            }
            position += length
            state = next
            return true
        }
        position += 2
        state = .until([0x3E], keeps: false)
        return true
    }

    private static let declarations: [([UInt8], State)] = [
        (Array("<!--".utf8), .until(Array("-->".utf8), keeps: false)),
        (Array("<![CDATA[".utf8), .until(Array("]]>".utf8), keeps: true)),
        (Array("<!DOCTYPE".utf8), .doctype(quote: 0)),
        (Array("<!doctype".utf8), .doctype(quote: 0)),
    ]

    /// Goes on to behind the bytes that end something.
    private mutating func skip(to end: [UInt8], keeps: Bool) {
        if let found = ByteText.find(end, in: input, from: position) {
            take(position..<found, keeps: keeps)
            position = found + end.count
            state = .content
        } else {
            // The end may be cut by the end of the chunk.
            let safe = sourceEnded ? input.count : max(position, input.count - end.count + 1)
            take(position..<safe, keeps: keeps)
            position = safe
        }
    }

    private mutating func take(_ range: Range<Int>, keeps: Bool) {
        if keeps {
            copy(range, escapes: true)
        } else {
            for byte in input[range] where byte == 0x0A { lineEnd() }
        }
    }

    private mutating func lineEnd() {
        line += 1
        output.append(0x0A)
    }

    private mutating func doctype(quote: UInt8) throws(ReadError) {
        var quote = quote
        while position < input.count {
            let byte = input[position]
            position += 1
            if byte == 0x0A { lineEnd() }
            if quote != 0 {
                if byte == quote { quote = 0 }
            } else if byte == 0x22 || byte == 0x27 {
                quote = byte
            } else if byte == 0x5B {
                throw ReadError(
                    "declares entities of its own (an internal DTD subset), which are not read",
                    line: line, hint: "take the declarations out of its DOCTYPE")
            } else if byte == 0x3E {
                state = .content
                return
            }
        }
        state = .doctype(quote: quote)
    }

    // MARK: tags

    private func tagName(from start: Int, to end: Int) -> ArraySlice<UInt8> {
        var index = start
        while index < end, !ByteText.isSpace(input[index]), input[index] != 0x2F { index += 1 }
        return input[start..<index]
    }

    private mutating func startTag(to end: Int) throws(ReadError) {
        let name = tagName(from: position + 1, to: end)
        guard open.count < Self.maximumDepth else {
            throw ReadError(
                "elements nested deeper than \(Self.maximumDepth)", kind: .tooLarge, line: line)
        }
        let isEmpty = input[end - 1] == 0x2F
        open.append((Array(name), line))
        starts.append(line)
        hadRoot = true
        output.append(0x3C)
        position += 1
        while position < end {
            let byte = input[position]
            if byte == 0x26 {
                _ = reference(end: end)
            } else {
                let start = position
                while position < end, input[position] != 0x26 { position += 1 }
                copy(start..<position, escapes: true)
            }
        }
        output.append(0x3E)
        position = end + 1
        if isEmpty { closeLast(writes: false) }
    }

    private mutating func endTag(to end: Int) {
        let name = tagName(from: position + 2, to: end)
        for byte in input[position...end] where byte == 0x0A { lineEnd() }
        position = end + 1
        guard let index = open.lastIndex(where: { $0.name.elementsEqual(name) }) else { return }
        while open.count > index { closeLast(writes: true) }
    }

    private mutating func closeLast(writes: Bool) {
        guard let last = open.popLast() else { return }
        if writes {
            output.append(contentsOf: [0x3C, 0x2F])
            output.append(contentsOf: last.name)
            output.append(0x3E)
        }
        if open.isEmpty { state = .ended }
    }
}
