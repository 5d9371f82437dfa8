import CLibxml2

/// What the scan before the parser makes of a page.
///
/// The scan is one pass over valid UTF-8. It keeps the elements, the attributes that extraction
/// reads and the text; it takes out comments, declarations, scripts, styles, drawings and embedded
/// things, notes the linked data among the scripts, and holds the page within ``PageLimits``. What
/// is left is about a third of a news page, and nothing in it takes libxml2 longer than its length.
///
///     <!--[if IE]><p>old<![endif]--><div onclick=x class="a b">  ->  <div class="a b">
struct PageScan {
    /// The page to parse.
    var markup: [UInt8] = []
    /// The contents of `<script type="application/ld+json">`, in order.
    var linkedData: [Range<Int>] = []
    /// The contents of other scripts, in order.
    var scripts: [Range<Int>] = []
    /// What had to be left out, each a sentence.
    var warnings: [String] = []

    private var open: [(hash: UInt64, tag: HTMLTag)] = []
    private var openCount = OpenCount()
    private var hasSeen: Set<HTMLTag> = []
    var attributes: [(key: HTMLAttribute, value: Range<Int>, quote: UInt8)] = []
    private var elements = 0
    /// What was searched to the end of the page once and is not there: the search that would make
    /// many unclosed elements quadratic is not repeated.
    private var hasZero = false
    private var hasNoCommentEnd = false
    private var hasNoEnd: Set<HTMLTag> = []
    private var skippedDepth: [UInt64: Int] = [:]
    private var didSkipDepth = false
    private var didSkipElements = false
    var didCutTag = false

    /// Scans a page.
    init(_ page: [UInt8]) {
        markup.reserveCapacity(page.count / 2)
        page.withUnsafeBufferPointer { scan($0) }
        if didSkipDepth {
            warnings.append(
                "elements nested deeper than \(PageLimits.depth) were read as plain text")
        }
        if didSkipElements {
            warnings.append(
                "elements behind the first \(PageLimits.elements) were read as plain text")
        }
        if didCutTag {
            warnings.append(
                "a tag with more than \(PageLimits.attributesPerTag) attributes or "
                    + "\(PageLimits.tagBytes) bytes was cut short")
        }
    }

    private mutating func scan(_ page: UnsafeBufferPointer<UInt8>) {
        hasZero = Self.find(0, page, 0) != nil
        var index = 0
        while index < page.count {
            guard let tag = Self.find(0x3C, page, index) else {
                append(page, index, page.count)
                return
            }
            appendText(page, index, tag)
            let next = tag + 1 < page.count ? page[tag + 1] : 0
            if next | 0x20 &- 0x61 < 26 {
                index = startTag(page, tag)
            } else if next == 0x2F {
                index = endTag(page, tag)
            } else if next == 0x21 || next == 0x3F {
                index = declaration(page, tag)
            } else {
                markup.append(contentsOf: "&lt;".utf8)
                index = tag + 1
            }
        }
    }

    /// Copies text between tags; white space alone, which is a third of many pages, as one byte.
    private mutating func appendText(_ page: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) {
        var index = start
        while index < end, ByteText.isSpace(page[index]) { index += 1 }
        if index == end, end > start, openCount[.pre, 0] == 0 {
            markup.append(0x20)
        } else {
            append(page, start, end)
        }
    }

    /// Copies text; NUL would end the page for libxml2.
    private mutating func append(_ page: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) {
        guard start < end else { return }
        if hasZero {
            markup.append(contentsOf: page[start..<end].lazy.filter { $0 != 0 })
        } else {
            markup.append(contentsOf: UnsafeBufferPointer(rebasing: page[start..<end]))
        }
    }

    /// `<!-- … -->`, `<!DOCTYPE …>`, `<![CDATA[`, `<?xml … ?>`.
    private mutating func declaration(_ page: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
        let afterTag = (Self.find(0x3E, page, start) ?? start) + 1
        guard Self.has("<!--", page, start) else {
            return Self.has("<![CDATA[", page, start) ? start + 9 : afterTag
        }
        if Self.has("<!-->", page, start) { return start + 5 }
        if Self.has("<!--->", page, start) { return start + 6 }
        var index = start + 4
        while !hasNoCommentEnd, let dash = Self.find(0x2D, page, index) {
            if Self.has("-->", page, dash) { return dash + 3 }
            if Self.has("--!>", page, dash) { return dash + 4 }
            index = dash + 1
        }
        hasNoCommentEnd = true
        // Nothing closes it: rather a stray tag than the rest of the page lost.
        return afterTag
    }

    private mutating func endTag(_ page: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
        let nameStart = start + 2
        let nameEnd = Self.nameEnd(page, nameStart)
        guard let close = Self.find(0x3E, page, nameEnd) else { return page.count }
        guard nameEnd > nameStart else { return close + 1 }
        let name = UnsafeBufferPointer(rebasing: page[nameStart..<nameEnd])
        let hash = HTMLTag.hash(name)
        let tag = HTMLTag(name: name, hash: hash)
        if !skippedDepth.isEmpty, let skipped = skippedDepth[hash], skipped > 0 {
            skippedDepth[hash] = skipped - 1
            return close + 1
        }
        guard openCount[tag, hash] > 0 else { return close + 1 }
        while let last = open.popLast() {
            openCount[last.tag, last.hash] -= 1
            if last.hash == hash { break }
        }
        markup.append(0x3C)
        markup.append(0x2F)
        markup.append(contentsOf: name)
        markup.append(0x3E)
        return close + 1
    }

    private mutating func startTag(_ page: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
        let nameEnd = Self.nameEnd(page, start + 1)
        let name = UnsafeBufferPointer(rebasing: page[(start + 1)..<nameEnd])
        let hash = HTMLTag.hash(name)
        let tag = HTMLTag(name: name, hash: hash)
        let keeps = admits(tag, hash)
        let mark = markup.count
        if keeps {
            markup.append(0x3C)
            markup.append(contentsOf: name)
        }
        var isLinkedData = false
        let (end, selfClosed) = readAttributes(page, nameEnd)
        for attribute in attributes {
            if attribute.key == .type {
                isLinkedData = tag == .script && Self.contains("ld+json", page, attribute.value)
            } else if keeps, matters(attribute.key, attribute.value, of: tag, page) {
                markup.append(0x20)
                markup.append(contentsOf: attribute.key.name)
                markup.append(0x3D)
                markup.append(attribute.quote)
                append(page, attribute.value.lowerBound, attribute.value.upperBound)
                markup.append(attribute.quote)
            }
        }
        switch tag {
        case .script:
            markup.removeSubrange(mark...)
            let content = rawContent(page, end, tag, "script")
            if isLinkedData {
                linkedData.append(content.text)
            } else {
                scripts.append(content.text)
            }
            return content.next
        case .style, .textarea, .noscript, .iframe, .template, .svg, .xmp, .noframes:
            markup.removeSubrange(mark...)
            if selfClosed && tag == .svg { return end }
            return rawContent(page, end, tag, Self.rawName(tag)).next
        case .plaintext:
            markup.removeSubrange(mark...)
            return end
        case _ where keeps:
            markup.append(0x3E)
            if !HTMLTagSet.void.contains(tag) { push(tag, hash) }
            return end
        case _:
            markup.append(0x20)
            return end
        }
    }

    private static func rawName(_ tag: HTMLTag) -> StaticString {
        if tag == .style { return "style" }
        if tag == .textarea { return "textarea" }
        if tag == .noscript { return "noscript" }
        if tag == .iframe { return "iframe" }
        if tag == .template { return "template" }
        if tag == .svg { return "svg" }
        return tag == .xmp ? "xmp" : "noframes"
    }

    /// Whether there is room for one more element of that kind.
    private mutating func admits(_ tag: HTMLTag, _ hash: UInt64) -> Bool {
        if HTMLTagSet.optionalEnd.contains(tag) { closeOptional(tag, hash) }
        // A link cannot hold another one.
        if tag == .a, let last = open.last, last.tag == .a {
            open.removeLast()
            openCount[tag, hash] -= 1
            markup.append(contentsOf: "</a>".utf8)
        }
        elements += 1
        // libxml2 merges a second `<html>` into its tree, and there is none.
        if tag == .html || tag == .head || tag == .body {
            if hasSeen.contains(tag) || tag == .html && elements > 1 { return false }
        }
        if elements > PageLimits.elements {
            didSkipElements = true
        } else if open.count < PageLimits.depth || HTMLTagSet.void.contains(tag) {
            return true
        } else {
            didSkipDepth = true
        }
        if !HTMLTagSet.void.contains(tag) { skippedDepth[hash, default: 0] += 1 }
        return false
    }

    /// A cell ends the cell before it, even when its end tag and those inside are missing.
    private mutating func closeOptional(_ tag: HTMLTag, _ hash: UInt64) {
        guard openCount[tag, hash] > 0 else { return }
        var index = open.count - 1
        let floor = max(0, open.count - 12)
        while index >= floor {
            let candidate = open[index]
            if candidate.hash == hash {
                for closed in open[index...] { openCount[closed.tag, closed.hash] -= 1 }
                open.removeSubrange(index...)
                return
            }
            if candidate.tag == .table || candidate.tag == .ul || candidate.tag == .ol
                || candidate.tag == .dl || candidate.tag == .div || candidate.tag == .section
            {
                return
            }
            index -= 1
        }
    }

    private mutating func push(_ tag: HTMLTag, _ hash: UInt64) {
        open.append((hash, tag))
        openCount[tag, hash] += 1
        if tag == .html || tag == .head || tag == .body { hasSeen.insert(tag) }
    }

    /// The content of an element that holds no markup, and where the page goes on.
    private mutating func rawContent(
        _ page: UnsafeBufferPointer<UInt8>, _ start: Int, _ kind: HTMLTag, _ name: StaticString
    ) -> (text: Range<Int>, next: Int) {
        var index = start
        while !hasNoEnd.contains(kind), let tag = Self.find(0x3C, page, index) {
            if tag + 1 < page.count, page[tag + 1] == 0x2F, Self.hasName(name, page, tag + 2) {
                return (start..<tag, (Self.find(0x3E, page, tag) ?? page.count - 1) + 1)
            }
            index = tag + 1
        }
        hasNoEnd.insert(kind)
        // Nothing closes it: it ends at the next tag, so that the rest of the page is kept.
        index = start
        while let tag = Self.find(0x3C, page, index) {
            if tag + 1 < page.count, Self.beginsBlock(page, tag + 1) { return (start..<tag, tag) }
            index = tag + 1
        }
        return (start..<page.count, page.count)
    }

    private static func beginsBlock(_ page: UnsafeBufferPointer<UInt8>, _ start: Int) -> Bool {
        let begin = page[start] == 0x2F ? start + 1 : start
        let end = nameEnd(page, begin)
        guard end > begin else { return false }
        let tag = HTMLTag(name: UnsafeBufferPointer(rebasing: page[begin..<end]))
        return HTMLTagSet.block.contains(tag) && tag != .custom
    }
}
