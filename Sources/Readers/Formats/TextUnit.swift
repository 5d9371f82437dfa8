import Articles

/// One line of a scraped text, or the wrapped lines of one paragraph.
struct TextUnit: Equatable {
    /// Without white space at the ends; never empty.
    var text: String
    /// The number of its block: blocks are parted by empty lines.
    var block: Int
    /// How many units its block has.
    var blockSize: Int
    /// Words of ``text``.
    var words: Int
    /// Its caption without the credit, where it is one (see ``CaptionText``).
    var caption: String?

    /// A unit by itself.
    init(text: String, block: Int, blockSize: Int) {
        self.text = text
        self.block = block
        self.blockSize = blockSize
        words = WordCount.words(in: text)
        caption = CaptionText.caption(in: text)
    }

    /// Whether it ends as a sentence does.
    var endsSentence: Bool { Self.endsSentence(text) }

    /// Whether it reads like a paragraph of running text rather than a line of a page.
    var isProse: Bool { words >= 35 || (words >= 15 && endsSentence) }

    /// The units of a text, in order.
    static func units(of text: String) -> [TextUnit] {
        var blocks: [[String]] = [[]]
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let clean = CleanText.line(String(line))
            if clean.isEmpty {
                if blocks.last?.isEmpty == false { blocks.append([]) }
            } else {
                blocks[blocks.count - 1].append(clean)
            }
        }
        if blocks.last?.isEmpty == true { blocks.removeLast() }
        // A text without empty lines is one of a paragraph a line: each line is a block.
        if blocks.count == 1, let lines = blocks.first, lines.count > 1, !isWrapped(lines) {
            blocks = lines.map { [$0] }
        }
        return blocks.enumerated().flatMap { number, lines in
            let units = isWrapped(lines) ? [joined(lines)] : lines
            return units.map { TextUnit(text: $0, block: number, blockSize: units.count) }
        }
    }

    /// Whether the lines are one paragraph broken at a margin: all but the last about as long, and
    /// a line going on in lower case, as no line of a byline block does.
    private static func isWrapped(_ lines: [String]) -> Bool {
        guard lines.count >= 2 else { return false }
        let lengths = lines.dropLast().map(\.count)
        guard let longest = lengths.max(), let shortest = lengths.min(), longest <= 120,
            shortest >= 40, shortest * 3 >= longest * 2
        else { return false }
        return zip(lines, lines.dropFirst()).contains { line, next in
            !endsSentence(line) && next.first?.isLowercase ?? false
        }
    }

    private static func joined(_ lines: [String]) -> String {
        var text = ""
        for line in lines {
            // A hyphen at the margin may part a word or belong to it: it stays.
            text += text.isEmpty || text.hasSuffix("-") ? line : " " + line
        }
        return text
    }

    /// Whether the last character but quotation marks and brackets ends a sentence.
    static func endsSentence(_ text: String) -> Bool {
        let last = text.last { !"\"'”’»)]“› ".contains($0) }
        return last.map { ".!?…。؟".contains($0) } ?? false
    }

    /// The share of words that begin with a capital letter: high in English headlines.
    static func capitalShare(_ text: String) -> Double {
        let words = text.split(separator: " ").filter { $0.contains(where: \.isLetter) }
        guard !words.isEmpty else { return 0 }
        let capital = words.filter { $0.first(where: \.isLetter)?.isUppercase ?? false }
        return Double(capital.count) / Double(words.count)
    }

    /// The first sentence, or its first words where it is long.
    static func opening(of paragraph: String) -> String {
        let words = paragraph.split(separator: " ")
        var taken: [Substring] = []
        for word in words.prefix(14) {
            taken.append(word)
            if taken.count >= 3, endsSentence(String(word)), word.count > 3 {
                return taken.joined(separator: " ")
            }
        }
        return taken.joined(separator: " ") + (words.count > taken.count ? " …" : "")
    }
}
