/// HTML that is the text of an article and nothing else: the bodies of feeds, exports and content
/// systems.
///
/// Unlike on a page there is nothing to find: every block is body, but for captions, notes of
/// correction and lines that are furniture.
struct HTMLFragment {
    /// The paragraphs of the body, in order.
    private(set) var paragraphs: [String] = []
    private(set) var captions: [String] = []
    private(set) var corrections: [String] = []

    /// Nothing.
    init() {}

    /// Reads markup in valid UTF-8.
    ///
    /// - Throws: ``ReadError`` where it is larger than a page may be.
    init(_ markup: [UInt8]) throws(ReadError) {
        guard markup.count <= PageLimits.pageBytes else {
            throw ReadError(
                "a text of \(markup.count) bytes, more than the \(PageLimits.pageBytes) read",
                kind: .tooLarge)
        }
        let tree = try PageTreeBuilder.parse(PageScan(Self.withoutPlayers(markup)).markup)
        let blocks = PageBlocks(tree)
        for block in blocks.blocks {
            if PagePhrases.isFurniture(blocks.bytes(block)) { continue }
            let text = blocks.string(block)
            if block.kind == .caption {
                captions.append(CaptionText.caption(in: text) ?? text)
            } else {
                add(text)
            }
        }
        captions = CaptionText.distinct(captions)
        dropSyndicationLine()
    }

    /// Reads a text that may be markup or plain, as feeds and tables hold both.
    init(of text: String) throws(ReadError) {
        if Self.isMarkup(text) {
            try self.init(Array(text.utf8))
        } else {
            self.init(plain: text.utf8.contains(0x26) ? HTMLEntities.decoded(text) : text)
        }
    }

    /// Reads plain text: paragraphs parted by empty lines, or one a line.
    init(plain text: String) {
        for unit in TextUnit.units(of: CleanText.normalised(text)) { add(unit.text) }
        dropSyndicationLine()
    }

    private mutating func add(_ paragraph: String) {
        if CorrectionText.isCorrection(paragraph) {
            corrections.append(paragraph)
        } else {
            paragraphs.append(paragraph)
        }
    }

    /// Puts what was read into a draft.
    func fill(_ draft: inout ArticleDraft) {
        draft.paragraphs = paragraphs
        draft.captions = captions
        draft.corrections = corrections
    }

    /// The markup without the tags of players and frames that are not closed by a tag of their own.
    ///
    /// `<embed>` has no end tag, and feeds write `<iframe … />` as if they were XML: to a parser of
    /// HTML the rest of the text would lie inside and be hidden.
    private static func withoutPlayers(_ markup: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var copied = 0
        var index = 0
        while let open = markup[index...].firstIndex(of: 0x3C) {
            let name = markup[(open + 1)...].prefix(8).prefix { $0 | 0x20 &- 0x61 < 26 }
                .map { $0 | 0x20 }
            index = open + 1
            guard players.contains(name), let close = markup[open...].firstIndex(of: 0x3E) else {
                continue
            }
            index = close + 1
            guard markup[close - 1] == 0x2F || name == players[0] else { continue }
            result += markup[copied..<open]
            copied = index
        }
        return copied == 0 ? markup : result + markup[copied...]
    }

    private static let players = ["embed", "iframe", "object", "applet", "frame"].map {
        Array($0.utf8)
    }

    /// Whether a text has tags.
    static func isMarkup(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            for index in bytes.indices.dropLast() where bytes[index] == 0x3C {
                let next = bytes[index + 1]
                if next | 0x20 &- 0x61 < 26 || next == 0x2F || next == 0x21 { return true }
            }
            return false
        }
    }

    /// Takes off the line that WordPress puts at the end of a feed's texts, in its languages.
    private mutating func dropSyndicationLine() {
        guard paragraphs.count > 1, let last = paragraphs.last, last.utf8.count < 400 else {
            return
        }
        if Self.syndication.contains(where: { last.hasPrefix($0.0) && last.contains($0.1) }) {
            paragraphs.removeLast()
        }
    }

    private static let syndication = [
        ("The post ", " appeared first on "), ("The article ", " appeared first on "),
        ("Der Beitrag ", " erschien zuerst auf "), ("Cet article ", " est apparu en premier sur "),
        ("L’article ", " est apparu en premier sur "), ("La entrada ", " se publicó primero en "),
        ("La entrada ", " aparece primero en "), ("L'articolo ", " proviene da "),
        ("L’articolo ", " proviene da "), ("O post ", " apareceu primeiro em "),
        ("O conteúdo ", " aparece primeiro em "), ("Het bericht ", " verscheen eerst op "),
    ]
}
