// Words of a text, with what recognition asks of each.
//
// A word is a run of letters and digits. Within it stand "&", "+" (AT&T, OPEC+) and an apostrophe
// between letters (O'Neill, Sana'a), which folding drops. "'s" and "s'" at the end are cut off: a
// possessive is not part of a name. An elided article is a word of its own (l'Ukraine, d'Estaing).
// Single letters with points and no space are one word (U.S., J.D.), its last point included.

/// What stands before a word.
enum Gap: UInt8, Sendable {
    /// The beginning of the text, or a blank line.
    case paragraph
    case space
    case hyphen
    /// A point, which ends a sentence or an abbreviation.
    case point
    case comma
    case slash
    /// An elided article: nothing but an apostrophe.
    case apostrophe
    /// A bracket opens.
    case bracket
    /// Quotation marks, colons and the rest.
    case other
    /// A line break within a paragraph.
    case line
}

/// One word.
struct Token: Sendable {
    /// Bytes of the text.
    var start: Int32
    var end: Int32
    /// Code points of the text.
    var codeStart: Int32
    var codeEnd: Int32
    /// Number in the ``WordTable``, -1 where it is not there.
    var word: Int32
    var classes: WordClass
    var shape: Shape
    var gap: Gap
    /// The hash of the folded word.
    var hash: UInt64

    struct Shape: OptionSet, Sendable {
        let rawValue: UInt16
        /// Begins with a capital.
        static let capital = Shape(rawValue: 1)
        /// Two or more letters, all capitals.
        static let allCapitals = Shape(rawValue: 2)
        /// Opens a sentence, a paragraph or a quotation.
        static let opening = Shape(rawValue: 4)
        /// Begins with a digit.
        static let digit = Shape(rawValue: 8)
        /// One capital letter, with or without a point.
        static let initial = Shape(rawValue: 16)
        /// Letters with points: U.S.
        static let pointed = Shape(rawValue: 32)
        /// A possessive ending was cut off.
        static let possessive = Shape(rawValue: 64)
        /// Stands in a line in which most words begin with a capital.
        static let inTitleCase = Shape(rawValue: 128)
        /// Stands in a line of capitals.
        static let inCapitals = Shape(rawValue: 256)
        /// A point follows.
        static let beforePoint = Shape(rawValue: 512)
        /// A bracket follows.
        static let beforeBracket = Shape(rawValue: 1024)
    }

    /// How many bytes it has.
    @inline(__always) var length: Int { Int(end - start) }
}

/// Splits texts into words.
struct Tokeniser {
    let words: WordTable

    /// The words of a text, in order.
    func tokens(_ text: UnsafeBufferPointer<UInt8>) -> [Token] {
        var tokens: [Token] = []
        tokens.reserveCapacity(text.count / 5)
        let count = text.count
        var at = 0
        var code: Int32 = 0
        var gap = Gap.paragraph
        var opening = true
        var breaks = 0
        var lineStart = 0
        var folded: [UInt8] = []
        while at < count {
            let byte = text[at]
            let (isWord, width, value) = Self.classify(text, at)
            if !isWord {
                switch byte {
                case 0x0A:
                    breaks += 1
                    if breaks > 1 {
                        gap = .paragraph
                        opening = true
                    } else if gap == .space {
                        gap = .line
                    } else if gap == .point || gap == .paragraph {
                        opening = true
                    } else {
                        gap = gap == .hyphen ? .hyphen : .line
                    }
                    finishLine(&tokens, from: lineStart)
                    lineStart = tokens.count
                case 0x20, 0x09, 0x0D: break
                case 0x2D: gap = gap == .space && Self.joined(text, at) ? .hyphen : .other
                case 0x2E:
                    if gap == .space && at > 0 && at == tokens.last.map({ Int($0.end) }) {
                        tokens[tokens.count - 1].shape.insert(.beforePoint)
                    }
                    gap = .point
                    opening = true
                case 0x21, 0x3F:
                    gap = .other
                    opening = true
                case 0x2C: gap = gap == .space ? .comma : .other
                case 0x2F: gap = gap == .space ? .slash : .other
                case 0x28, 0x5B:
                    if !tokens.isEmpty && gap == .space {
                        tokens[tokens.count - 1].shape.insert(.beforeBracket)
                    }
                    gap = .bracket
                case 0x22, 0x27, 0x3A:
                    gap = .other
                    opening = true
                default:
                    if byte < 0x80 {
                        gap = .other
                    } else if value == 0xA0 || value == 0x202F || value == 0x2009 {
                        break
                    } else if value == 0x2010 || value == 0x2011
                        || (value == 0x2013 && Self.joined(text, at, width))
                    {
                        gap = gap == .space ? .hyphen : .other
                    } else {
                        gap = .other
                        opening =
                            value == 0x201C || value == 0x2018 || value == 0xAB || value == 0x201E
                            || value == 0x2022 || opening
                    }
                }
                if byte != 0x0A && byte != 0x20 && byte != 0x0D { breaks = 0 }
                at += width
                code += 1
                continue
            }
            breaks = 0
            var token = Token(
                start: Int32(at), end: 0, codeStart: code, codeEnd: 0, word: -1, classes: [],
                shape: opening ? .opening : [], gap: gap, hash: WordTable.seed)
            read(text, &at, &code, &token, &folded)
            token.word = words.number(token.hash)
            if token.word >= 0 { token.classes = words.classes[Int(token.word)] }
            tokens.append(token)
            opening = false
            gap = .space
            if at < count
                && (text[at] == 0x27
                    || (text[at] == 0xE2 && at + 2 < count && text[at + 1] == 0x80
                        && text[at + 2] == 0x99)),
                !token.shape.contains(.possessive)
            {
                // An elided article: what follows is joined to it.
                gap = .apostrophe
                let width = text[at] == 0x27 ? 1 : 3
                if at + width < count, Self.classify(text, at + width).isWord {
                    at += width
                    code += 1
                } else {
                    gap = .space
                }
            }
        }
        finishLine(&tokens, from: lineStart)
        return tokens
    }

    /// Reads one word; `at` and `code` move behind it and its possessive ending.
    private func read(
        _ text: UnsafeBufferPointer<UInt8>, _ at: inout Int, _ code: inout Int32,
        _ token: inout Token,
        _ folded: inout [UInt8]
    ) {
        let count = text.count
        var hash = WordTable.seed
        var letters = 0
        var capitals = 0
        let first = at
        while at < count {
            let byte = text[at]
            if byte < 0x80 {
                if byte >= 0x61 && byte <= 0x7A {
                    hash = WordTable.mixed(hash, byte)
                    letters += 1
                } else if byte >= 0x41 && byte <= 0x5A {
                    hash = WordTable.mixed(hash, byte | 0x20)
                    letters += 1
                    capitals += 1
                    if at == first { token.shape.insert(.capital) }
                } else if byte >= 0x30 && byte <= 0x39 {
                    hash = WordTable.mixed(hash, byte)
                    if at == first { token.shape.insert(.digit) }
                } else if byte == 0x26 || (byte == 0x2B && at > first) {
                    hash = WordTable.mixed(hash, byte)
                } else if byte == 0x27 {
                    if endsAtApostrophe(text, at, 1, first) { break }
                } else if byte == 0x2E && at == first + 1 && letters == 1
                    && Self.isPointed(text, first)
                {
                    // U.S.: letters and points to the end.
                    while at + 1 < count && text[at] == 0x2E {
                        let next = text[at + 1] | 0x20
                        let isLetter = next >= 0x61 && next <= 0x7A
                        if !isLetter || (at + 2 < count && Self.classify(text, at + 2).isWord) {
                            break
                        }
                        hash = WordTable.mixed(hash, next)
                        letters += 1
                        if text[at + 1] < 0x61 { capitals += 1 }
                        at += 2
                        code += 2
                    }
                    if at < count && text[at] == 0x2E {
                        at += 1
                        code += 1
                    }
                    token.shape.insert(.pointed)
                    break
                } else {
                    break
                }
                at += 1
                code += 1
                continue
            }
            let (isWord, width, value) = Self.classify(text, at)
            if value == 0x2019 || value == 0x02BC || value == 0x2018 {
                if endsAtApostrophe(text, at, width, first) { break }
            } else if !isWord {
                break
            } else {
                folded.removeAll(keepingCapacity: true)
                NameFolding.append(value, to: &folded)
                for byte in folded { hash = WordTable.mixed(hash, byte) }
                letters += 1
                if NameFolding.isCapital(value) {
                    capitals += 1
                    if at == first { token.shape.insert(.capital) }
                }
            }
            at += width
            code += 1
        }
        token.end = Int32(at)
        token.codeEnd = code
        token.hash = hash
        if capitals == letters && letters > 1 { token.shape.insert(.allCapitals) }
        if letters == 1 && capitals == 1 { token.shape.insert(.initial) }
        if capitals > 0 && token.shape.contains(.pointed) { token.shape.insert(.capital) }
        skipPossessive(text, &at, &code, &token)
    }

    /// Whether the word ends before an apostrophe: a possessive, a closing quotation mark, an elision.
    private func endsAtApostrophe(
        _ text: UnsafeBufferPointer<UInt8>, _ at: Int, _ width: Int, _ first: Int
    ) -> Bool {
        let next = at + width
        guard next < text.count, Self.classify(text, next).isWord else { return true }
        let after = text[next] | 0x20
        let letterEnds = next + 1 >= text.count || !Self.classify(text, next + 1).isWord
        if after == 0x73 && letterEnds { return true }
        // l', d', qu' and the like before a word.
        let length = at - first
        let head = text[first] | 0x20
        if length == 1 { return [0x6C, 0x64, 0x6A, 0x6D, 0x6E, 0x73, 0x74, 0x63].contains(head) }
        if length == 2 { return head == 0x71 && text[first + 1] | 0x20 == 0x75 }
        return length == 4 && text[first + 2] == 0x6C && text[first + 3] == 0x6C
    }

    private func skipPossessive(
        _ text: UnsafeBufferPointer<UInt8>, _ at: inout Int, _ code: inout Int32,
        _ token: inout Token
    ) {
        let count = text.count
        guard at < count else { return }
        let width =
            text[at] == 0x27
            ? 1
            : (text[at] == 0xE2 && at + 2 < count && text[at + 1] == 0x80 && text[at + 2] == 0x99
                ? 3 : 0)
        guard width > 0 else { return }
        let next = at + width
        if next < count && text[next] | 0x20 == 0x73
            && (next + 1 >= count || !Self.classify(text, next + 1).isWord)
        {
            token.shape.insert(.possessive)
            at = next + 1
            code += 2
        } else if text[at - 1] == 0x73 && (next >= count || !Self.classify(text, next).isWord) {
            token.shape.insert(.possessive)
            at = next
            code += 1
        }
    }

    /// Marks the words of a line that is written as a headline or in capitals.
    private func finishLine(_ tokens: inout [Token], from start: Int) {
        guard tokens.count - start >= 2 else { return }
        var long = 0
        var capital = 0
        var upper = 0
        for token in tokens[start...] where token.length >= 4 && !token.shape.contains(.digit) {
            long += 1
            if token.shape.contains(.capital) { capital += 1 }
            if token.shape.contains(.allCapitals) { upper += 1 }
        }
        // 4 words in 5: a sentence of names ("Angela Merkel met Emmanuel Macron") stays below.
        // A headline does not end in a point.
        let isSentence = tokens[tokens.count - 1].shape.contains(.beforePoint)
        let isTitle =
            !isSentence && tokens.count - start >= 4 && capital * 5 >= long * 4 && long >= 3
            && tokens.count - start <= 30
        let isUpper = upper * 4 >= long * 3 && long >= 2
        guard isTitle || isUpper else { return }
        for at in start..<tokens.count {
            if isTitle { tokens[at].shape.insert(.inTitleCase) }
            if isUpper { tokens[at].shape.insert([.inCapitals, .inTitleCase]) }
        }
    }

    /// Whether letters stand right before and behind a dash.
    private static func joined(_ text: UnsafeBufferPointer<UInt8>, _ at: Int, _ width: Int = 1)
        -> Bool
    {
        at > 0 && at + width < text.count && text[at - 1] > 0x20
            && classify(text, at + width).isWord
    }

    /// Whether letters with points begin here: a letter, a point, a letter, then a point or the end.
    ///
    /// Only capitals may go without the last point: "U.S" but not "e.g".
    private static func isPointed(_ text: UnsafeBufferPointer<UInt8>, _ at: Int) -> Bool {
        guard at + 2 < text.count, text[at + 1] == 0x2E else { return false }
        let third = text[at + 2] | 0x20
        let first = text[at] | 0x20
        guard third >= 0x61 && third <= 0x7A && first >= 0x61 && first <= 0x7A else { return false }
        if at + 3 < text.count && text[at + 3] == 0x2E { return true }
        return text[at] < 0x60 && text[at + 2] < 0x60
            && (at + 3 >= text.count || !classify(text, at + 3).isWord)
    }

    /// Whether a code point belongs to words, how many bytes it has, and its value.
    @inline(__always)
    static func classify(_ text: UnsafeBufferPointer<UInt8>, _ at: Int) -> (
        isWord: Bool, width: Int, value: UInt32
    ) {
        let byte = text[at]
        if byte < 0x80 {
            let small = byte | 0x20
            let isWord =
                (small >= 0x61 && small <= 0x7A) || (byte >= 0x30 && byte <= 0x39) || byte == 0x26
            return (isWord, 1, UInt32(byte))
        }
        // Strings are valid UTF-8; a buffer that is cut off reads as replacement characters.
        func next(_ offset: Int) -> UInt32 {
            at + offset < text.count ? UInt32(text[at + offset] & 0x3F) : 0
        }
        let (width, value): (Int, UInt32)
        if byte < 0xE0 {
            (width, value) = (2, UInt32(byte & 0x1F) << 6 | next(1))
        } else if byte < 0xF0 {
            (width, value) = (3, UInt32(byte & 0x0F) << 12 | next(1) << 6 | next(2))
        } else {
            (width, value) = (4, UInt32(byte & 0x07) << 18 | next(1) << 12 | next(2) << 6 | next(3))
        }
        return (!NameFolding.isPunctuation(value), min(width, text.count - at), value)
    }
}
