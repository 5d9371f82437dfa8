/// What of the chosen element is body, and what becomes of the rest.
extension PageBody {
    /// The first block that is body.
    var firstBodyBlock: Int? { blocks.blocks.firstIndex { $0.fate == .body } }

    /// The last block that is body.
    var lastBodyBlock: Int? { blocks.blocks.lastIndex { $0.fate == .body } }

    /// The paragraphs of the body.
    var paragraphs: [String] {
        blocks.blocks.filter { $0.fate == .body }.map(blocks.string)
    }

    /// Captions inside the article.
    var captions: [String] {
        texts(.caption)
    }

    /// Notes of correction.
    var corrections: [String] {
        texts(.correction)
    }

    private func texts(_ fate: PageBlocks.Fate) -> [String] {
        var texts: [String] = []
        var seen: Set<String> = []
        for block in blocks.blocks where block.fate == fate {
            let text = blocks.string(block)
            if seen.insert(text).inserted { texts.append(text) }
        }
        return texts
    }

    // MARK: inside the chosen element

    /// Decides about the blocks inside the chosen element; those outside are `outside`.
    mutating func settleInside() {
        let range = blocks.indices(in: root, of: tree)
        for index in blocks.blocks.indices where !range.contains(index) {
            if blocks.blocks[index].fate == .undecided { blocks.settle(index, .outside) }
        }
        let open = range.filter { blocks.blocks[$0].fate == .undecided }
        guard let firstProse = open.first(where: { blocks.blocks[$0].isProse }) ?? open.first,
            let lastProse = open.last(where: { blocks.blocks[$0].isProse }) ?? open.last
        else { return }
        let key = TitleText.key(title.title)
        var seen: Set<ArraySlice<UInt8>> = []
        for index in open {
            let block = blocks.blocks[index]
            var fate = judge(block, key: key)
            if fate == .body, index < firstProse, isHeader(block) { fate = .header }
            if fate == .body, index > lastProse, isTrailer(block) || isSmallPrint(block) {
                fate = .outside
            }
            if fate == .body, block.words >= 12, !seen.insert(blocks.bytes(block)).inserted {
                fate = .outside
            }
            blocks.settle(index, fate)
        }
        settleStandfirst(open)
        dropPullQuotes(open)
        dropBareHeadings(open)
    }

    /// A sentence or two named as the line below the headline, with the byline or the date between
    /// it and the text, are not body.
    private mutating func settleStandfirst(_ open: [Int]) {
        let body = open.filter { blocks.blocks[$0].fate == .body }.prefix(2)
        guard body.count == 2, let first = body.first, let second = body.last,
            blocks.blocks[first].words <= 70,
            hints(around: blocks.blocks[first]).contains(.subtitle),
            open.contains(where: {
                $0 > first && $0 < second && blocks.blocks[$0].fate == .header
            })
        else { return }
        blocks.settle(first, .header)
    }

    /// A few words that stand in another paragraph as well are printed twice to catch the eye.
    private mutating func dropPullQuotes(_ open: [Int]) {
        let body = open.filter { blocks.blocks[$0].fate == .body }
        let short = body.filter { (5...45).contains(blocks.blocks[$0].words) }
        // Every pair is looked at: pages of that many paragraphs are no articles.
        guard !short.isEmpty, body.count < 1_500 else { return }
        let long = body.map { blocks.blocks[$0] }.filter { $0.words > 10 }
            .map { Array(blocks.bytes($0)) }
        for index in short {
            let block = blocks.blocks[index]
            let text = Array(blocks.string(block).trimmingQuotes.utf8)
            if long.contains(where: {
                $0.count > text.count + 10 && ByteText.find(text, in: $0, from: 0) != nil
            }) {
                blocks.settle(index, .outside)
            }
        }
    }

    /// What the wording and the names around a block say.
    private func judge(_ block: PageBlocks.Block, key: String) -> PageBlocks.Fate {
        let bytes = blocks.bytes(block)
        if PagePhrases.isFurniture(bytes) || PagePhrases.isRights(bytes) { return .boilerplate }
        if block.words <= 40, block.words >= 3 || block.kind == .heading,
            TitleText.key(blocks.string(block)) == key
        {
            return .header
        }
        if !bytes.contains(where: { $0 | 0x20 &- 0x61 < 26 || $0 >= 0xC3 }), block.kind == .plain {
            return .boilerplate
        }
        if block.linkDensity > 0.6, block.words < 25 {
            return .link
        }
        if block.linkDensity > 0.3, block.words < 25, PagePhrases.beginsLikeFurniture(bytes) {
            return .link
        }
        if !block.isProse, block.words <= 30 {
            let hints = hints(around: block)
            if !hints.isDisjoint(with: [.date, .byline, .author, .metadata, .modified]) {
                return .header
            }
        }
        return .body
    }

    /// The names of the elements around a block, inside the chosen one, three at most.
    private func hints(around block: PageBlocks.Block) -> PageHints {
        var hints: PageHints = []
        var node = block.node
        var left = 4
        while let parent = tree.parent(node), parent > root, left > 0 {
            let own = tree.nodes[parent].hints
            // What is named body as well speaks of the whole.
            if own.isDisjoint(with: [.body, .article]) { hints.formUnion(own) }
            node = parent
            left -= 1
        }
        return hints
    }

    /// Whether a block before the first prose belongs to the header: kicker, byline, counters.
    private func isHeader(_ block: PageBlocks.Block) -> Bool {
        if block.kind == .heading { return true }
        if block.kind == .quote || block.kind == .preformatted { return false }
        if hints(around: block).contains(.subtitle) { return true }
        if block.words <= 14, BylineLine.begins(ByteText.collapsed(blocks.string(block))) {
            return true
        }
        return block.words < 8 && !endsSentence(block)
    }

    /// Whether a block behind the last prose is no more than a remainder.
    private func isTrailer(_ block: PageBlocks.Block) -> Bool {
        switch block.kind {
        case .heading: true
        case .plain: block.words < 10 && !endsSentence(block)
        case .paragraph: block.words < 5 && !endsSentence(block) && block.linkBytes > 0
        case .item, .quote, .preformatted, .cell, .term, .caption: false
        }
    }

    /// Whether a block is set in small print: no article ends in that.
    private func isSmallPrint(_ block: PageBlocks.Block) -> Bool {
        tree.closest(block.node, within: 3) { tree.nodes[$0].tag == .small } != nil
    }

    /// Whether the text ends like a sentence, or like one that a list follows.
    func endsSentence(_ block: PageBlocks.Block) -> Bool {
        let bytes = blocks.bytes(block)
        guard let last = bytes.last else { return false }
        if [0x2E, 0x21, 0x3F, 0x3A, 0x22, 0x27, 0x29].contains(last) { return true }
        // Typographic quotation marks, the ellipsis, the ideographic full stop.
        return bytes.suffix(3).elementsEqual([0xE2, 0x80, 0x9D])
            || bytes.suffix(3).elementsEqual([0xE2, 0x80, 0xA6])
            || bytes.suffix(3).elementsEqual([0xE2, 0x80, 0x99])
            || bytes.suffix(3).elementsEqual([0xE3, 0x80, 0x82])
    }

    /// A heading over nothing goes: what it headed was furniture.
    private mutating func dropBareHeadings(_ open: [Int]) {
        var pending: [Int] = []
        for index in open {
            let block = blocks.blocks[index]
            if block.kind == .heading, block.fate == .body {
                pending.append(index)
            } else if block.fate == .body {
                pending = []
            }
        }
        for index in pending { blocks.settle(index, .outside) }
    }
}

extension String {
    /// Without quotation marks and spaces around it.
    fileprivate var trimmingQuotes: String {
        let marks: Set<Character> = ["\"", "“", "”", "„", "«", "»", "‘", "’", "'", " ", "\u{A0}"]
        var text = Substring(self)
        while let first = text.first, marks.contains(first) { text.removeFirst() }
        while let last = text.last, marks.contains(last) { text.removeLast() }
        return String(text)
    }
}
