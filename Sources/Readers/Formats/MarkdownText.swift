import Articles

/// The text of a Markdown document as paragraphs, without its marks.
///
/// CommonMark blocks as far as commentary uses them: paragraphs (lines joined), headings of both
/// kinds, lists (an item is a paragraph), quotations, fenced and indented code (kept as text),
/// tables (a row is a paragraph), rulers (dropped), HTML blocks and comments (tags dropped), link
/// definitions and footnotes (dropped and kept), pictures (captions), shortcodes of Hugo and Jekyll
/// (dropped).
struct MarkdownText {
    /// The first heading of the first level, or the first of all.
    private(set) var title: String?
    /// Texts of pictures, and lines that credit one.
    private(set) var captions: [String] = []
    /// Notes of correction.
    private(set) var corrections: [String] = []
    private var blocks: [String] = []
    /// Where in ``blocks`` the title stands, if it opens the text.
    private var titleBlock: Int?

    /// Reads a document with `\n` as its line end.
    init(parsing text: String) {
        var open: [String] = []
        var fence: String?
        var inComment = false
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            var rest = String(line)
            if let mark = fence {
                if isFence(rest, mark) {
                    close(&open, isCode: true)
                    fence = nil
                } else {
                    open.append(rest)
                }
                continue
            }
            if inComment {
                guard let end = rest.range(of: "-->") else { continue }
                rest = String(rest[end.upperBound...])
                inComment = false
            }
            while let start = rest.range(of: "<!--") {
                if let end = rest[start.upperBound...].range(of: "-->") {
                    rest.removeSubrange(start.lowerBound..<end.upperBound)
                } else {
                    rest = String(rest[..<start.lowerBound])
                    inComment = true
                }
            }
            if let mark = fenceMark(rest) {
                close(&open)
                fence = mark
                continue
            }
            read(rest, &open)
        }
        close(&open, isCode: fence != nil)
        captions = CaptionText.distinct(captions)
    }

    /// The paragraphs, without a heading that only repeats the title.
    func paragraphs(title: String) -> [String] {
        var kept = blocks
        if let titleBlock, CaptionText.isSame(blocks[titleBlock], title) {
            kept.remove(at: titleBlock)
        }
        return kept
    }

    // MARK: Blocks

    private mutating func read(_ line: String, _ open: inout [String]) {
        let trimmed = CleanText.line(line)
        if trimmed.isEmpty {
            close(&open)
            return
        }
        if let level = underlineLevel(trimmed), !open.isEmpty {
            heading(open.joined(separator: " "), level: level)
            open = []
            return
        }
        if isRuler(trimmed) {
            close(&open)
            return
        }
        if let (level, text) = hashHeading(trimmed) {
            close(&open)
            heading(text, level: level)
            return
        }
        if isDefinition(trimmed) { return }
        var text = trimmed
        if trimmed.hasPrefix(">") {
            text = CleanText.line(String(trimmed.drop { $0 == ">" || $0 == " " }))
            if text.isEmpty {
                close(&open)
                return
            }
        }
        if let item = listItem(text) {
            close(&open)
            text = item
        }
        if isTableRuler(text) { return }
        if text.hasPrefix("|") {
            close(&open)
            let cells = text.split(separator: "|").map { CleanText.line(String($0)) }
            open.append(cells.filter { !$0.isEmpty }.joined(separator: " · "))
            close(&open)
            return
        }
        open.append(text)
    }

    private mutating func close(_ open: inout [String], isCode: Bool = false) {
        defer { open = [] }
        guard !open.isEmpty else { return }
        if isCode {
            let code = open.joined(separator: "\n")
            if !CleanText.line(code).isEmpty { blocks.append(code) }
            return
        }
        var inline = MarkdownInline(open.joined(separator: " "))
        let text = inline.plain()
        captions += inline.pictures.filter { !$0.isEmpty }
        guard !text.isEmpty else { return }
        if let caption = CaptionText.caption(in: text) {
            captions.append(caption)
        } else if CorrectionText.isCorrection(text) {
            corrections.append(text)
        } else {
            blocks.append(text)
        }
    }

    private mutating func heading(_ raw: String, level: Int) {
        var inline = MarkdownInline(raw)
        let text = inline.plain()
        captions += inline.pictures.filter { !$0.isEmpty }
        guard !text.isEmpty else { return }
        if title == nil || (level == 1 && titleBlock == nil) {
            title = text
            if blocks.isEmpty { titleBlock = 0 }
        }
        blocks.append(text)
    }

    // MARK: Marks

    private func fenceMark(_ line: String) -> String? {
        let trimmed = line.drop { $0 == " " }
        for mark in ["```", "~~~"] where trimmed.hasPrefix(mark) { return mark }
        return nil
    }

    private func isFence(_ line: String, _ mark: String) -> Bool {
        CleanText.line(line).hasPrefix(mark)
    }

    private func underlineLevel(_ line: String) -> Int? {
        guard line.count >= 2 else { return nil }
        if line.allSatisfy({ $0 == "=" }) { return 1 }
        return line.allSatisfy { $0 == "-" } ? 2 : nil
    }

    private func isRuler(_ line: String) -> Bool {
        let marks = line.filter { $0 != " " }
        guard marks.count >= 3, let first = marks.first, "-*_".contains(first) else { return false }
        return marks.allSatisfy { $0 == first }
    }

    private func hashHeading(_ line: String) -> (Int, String)? {
        let level = line.prefix { $0 == "#" }.count
        guard (1...6).contains(level) else { return nil }
        let rest = line.dropFirst(level)
        guard rest.first == " " else { return nil }
        var text = CleanText.line(String(rest))
        let closing = text.trimmingSuffix { $0 == "#" }
        if closing.hasSuffix(" ") || closing.isEmpty { text = CleanText.line(closing) }
        return (level, text)
    }

    /// `[label]: https://…`: the target of a link elsewhere.
    private func isDefinition(_ line: String) -> Bool {
        guard line.hasPrefix("["), !line.hasPrefix("[^"), let close = line.range(of: "]:") else {
            return false
        }
        return !line[..<close.lowerBound].dropFirst().contains("]")
    }

    private func isTableRuler(_ line: String) -> Bool {
        line.contains("-") && line.contains("|") && line.allSatisfy { "|-: ".contains($0) }
    }

    private func listItem(_ line: String) -> String? {
        if let first = line.first, "-*+".contains(first), line.dropFirst().first == " " {
            let text = line.dropFirst(2)
            for box in ["[ ] ", "[x] "] where text.hasPrefix(box) {
                return String(text.dropFirst(box.count))
            }
            return String(text)
        }
        let digits = line.prefix { $0.isASCII && $0.isNumber }
        guard (1...3).contains(digits.count) else { return nil }
        let rest = line.dropFirst(digits.count)
        guard rest.hasPrefix(". ") || rest.hasPrefix(") ") else { return nil }
        return String(rest.dropFirst(2))
    }
}
