/// The text of a page as a list of blocks in document order: what stands between two line breaks.
///
/// All text lies in one buffer, collapsed; a block is a range of it:
///
///     node, container, text range, bytes of it that are links, words, sentences, kind, fate
struct PageBlocks {
    /// What element a block comes from.
    enum Kind: UInt8 {
        case paragraph, heading, item, quote, preformatted, cell, term, caption, plain
    }

    /// What becomes of a block.
    enum Fate: UInt8 {
        case undecided, body, boilerplate, caption, bio, correction, header, outside, link
    }

    /// One block.
    struct Block {
        /// The first text node.
        var node: Int
        /// The nearest element around it that breaks lines.
        var container: Int
        var kind: Kind
        /// In ``PageBlocks/text``.
        var range: Range<Int>
        /// Bytes of ``range`` inside links.
        var linkBytes: Int
        var words: Int
        /// Marks that end sentences or part clauses.
        var stops: Int
        var fate: Fate = .undecided

        /// The share of the text that is links, 0 to 1.
        var linkDensity: Double {
            range.isEmpty ? 0 : Double(linkBytes) / Double(range.count)
        }

        /// Whether it reads like running text.
        var isProse: Bool {
            words >= 10 && linkDensity < 0.5 && (stops > 0 || words >= 25)
        }
    }

    private(set) var blocks: [Block] = []
    private(set) var text: [UInt8] = []

    /// Cuts a tree into blocks.
    init(_ tree: PageTree) {
        var builder = Builder(tree)
        builder.run()
        blocks = builder.blocks
        text = builder.text
    }

    /// The text of a block.
    func bytes(_ block: Block) -> ArraySlice<UInt8> {
        text[block.range]
    }

    /// The text of a block as a string.
    func string(_ block: Block) -> String {
        ByteText.string(text[block.range])
    }

    /// Changes the fate of a block.
    mutating func settle(_ index: Int, _ fate: Fate) {
        blocks[index].fate = fate
    }

    /// The first block whose text begins at or behind a node.
    func firstIndex(atOrBehind node: Int) -> Int {
        var low = 0
        var high = blocks.count
        while low < high {
            let middle = (low + high) / 2
            if blocks[middle].node < node { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The blocks inside an element.
    func indices(in node: Int, of tree: PageTree) -> Range<Int> {
        let first = firstIndex(atOrBehind: node)
        return first..<max(first, firstIndex(atOrBehind: Int(tree.nodes[node].end)))
    }
}

extension PageBlocks {
    private struct Builder {
        let tree: PageTree
        var blocks: [Block] = []
        var text: [UInt8] = []
        /// Elements that break lines and are open: where they end, and what they are.
        private var open: [(end: Int, node: Int, kind: Kind)] = []
        private var start = 0
        private var firstNode = -1
        private var linkBytes = 0
        private var linkEnd = 0
        private var breaks = 0

        init(_ tree: PageTree) {
            self.tree = tree
            text.reserveCapacity(tree.buffer.count / 2)
        }

        mutating func run() {
            var index = 0
            let nodes = tree.nodes
            while index < nodes.count {
                while let last = open.last, last.end <= index {
                    finish()
                    open.removeLast()
                }
                let node = nodes[index]
                if node.tag == .text {
                    append(index)
                } else if HTMLTagSet.silent.contains(node.tag) {
                    index = Int(node.end)
                    continue
                } else if node.tag == .br {
                    lineBreak()
                } else if HTMLTagSet.block.contains(node.tag) {
                    finish()
                    if node.end > index + 1 {
                        open.append((Int(node.end), index, kind(node.tag)))
                    }
                } else if node.tag == .a {
                    linkEnd = max(linkEnd, Int(node.end))
                }
                index += 1
            }
            finish()
        }

        private func kind(_ tag: HTMLTag) -> Kind {
            let outer = open.last?.kind ?? .plain
            switch tag {
            case .p:
                return outer == .quote || outer == .item || outer == .caption ? outer : .paragraph
            case .h1, .h2, .h3, .h4, .h5, .h6: return .heading
            case .li: return .item
            case .blockquote: return .quote
            case .pre, .xmp: return .preformatted
            case .td, .th: return .cell
            case .dt, .dd: return .term
            case .figcaption, .figure, .caption: return .caption
            case _ where outer == .quote || outer == .item || outer == .caption || outer == .cell:
                return outer
            case _: return .plain
            }
        }

        private mutating func append(_ node: Int) {
            let before = text.count
            if open.last?.kind == .preformatted {
                text.append(contentsOf: tree.text(node))
            } else {
                ByteText.appendCollapsed(tree.text(node), to: &text)
                // No space at the start of a block.
                if before == start, text.count > before, text[before] == 0x20 {
                    text.remove(at: before)
                }
            }
            guard text.count > before else { return }
            if firstNode < 0 { firstNode = node }
            if node < linkEnd { linkBytes += text.count - before }
            if text.count - before > 1 || text[text.count - 1] != 0x20 { breaks = 0 }
        }

        private mutating func lineBreak() {
            breaks += 1
            if breaks >= 2 {
                finish()
            } else if text.count > start {
                if text.last == 0x20 { text.removeLast() }
                text.append(0x0A)
            }
        }

        private mutating func finish() {
            defer {
                start = text.count
                firstNode = -1
                linkBytes = 0
                breaks = 0
            }
            while text.count > start, let last = text.last, ByteText.isSpace(last) {
                text.removeLast()
            }
            guard text.count > start, firstNode >= 0 else { return }
            let (words, stops) = measure(start..<text.count)
            guard words > 0 else {
                text.removeSubrange(start...)
                return
            }
            blocks.append(
                Block(
                    node: firstNode, container: open.last?.node ?? 0,
                    kind: open.last?.kind ?? .plain, range: start..<text.count,
                    linkBytes: min(linkBytes, text.count - start), words: words, stops: stops))
        }

        /// Words and stops.
        ///
        /// Scripts without spaces count a word for 6 bytes (two characters).
        private func measure(_ range: Range<Int>) -> (words: Int, stops: Int) {
            var words = 0
            var stops = 0
            var wide = 0
            var inWord = false
            var index = range.lowerBound
            while index < range.upperBound {
                let byte = text[index]
                if ByteText.isWord(byte) {
                    if !inWord { words += 1 }
                    inWord = true
                    if byte >= 0xE3 && byte < 0xEE {
                        wide += 3
                        // The ideographic full stop and comma.
                        if byte == 0xE3, index + 2 < range.upperBound, text[index + 1] == 0x80,
                            text[index + 2] == 0x82 || text[index + 2] == 0x81
                        {
                            stops += 1
                        }
                    }
                } else {
                    if byte != 0x27 && byte != 0x2D { inWord = false }
                    if byte == 0x2E || byte == 0x2C || byte == 0x21 || byte == 0x3F
                        || byte == 0x3B
                    {
                        // The point of a number or a host ends nothing.
                        let next = index + 1 < range.upperBound ? text[index + 1] : 0x20
                        if !(next &- 0x30 < 10) { stops += 1 }
                    }
                }
                index += 1
            }
            return (max(words, wide / 6), stops)
        }
    }
}
