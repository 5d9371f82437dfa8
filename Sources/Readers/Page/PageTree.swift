/// A page as an array of nodes in document order, for passes without recursion.
///
///     node: tag, hints, parent, end, text or attributes      48 bytes
///
/// The nodes below node `i` are `i + 1 ..< end(i)`; its first child is `i + 1`, and the sibling
/// behind a node `j` is `end(j)`. Text and attribute values are ranges of one buffer of valid UTF-8
/// without control characters.
struct PageTree {
    /// An element or a run of text.
    struct Node {
        var tag: HTMLTag
        /// What class, id and the like say of an element.
        var hints: PageHints
        /// The element around it; -1 for the root.
        var parent: Int32
        /// The first node behind it and what is below it.
        var end: Int32
        /// Offset of the text, or index of the first attribute.
        var start: Int32
        /// Bytes of text, or number of attributes.
        var count: Int32
    }

    /// An attribute of an element.
    struct Attribute {
        var key: HTMLAttribute
        var start: Int32
        var count: Int32
    }

    var nodes: [Node] = []
    var attributes: [Attribute] = []
    var buffer: [UInt8] = []

    /// The bytes of a text node.
    func text(_ node: Int) -> ArraySlice<UInt8> {
        let node = nodes[node]
        return buffer[Int(node.start)..<Int(node.start + node.count)]
    }

    /// The bytes of an attribute; nil where the element has none.
    func bytes(_ node: Int, _ key: HTMLAttribute) -> ArraySlice<UInt8>? {
        let node = nodes[node]
        guard node.tag != .text else { return nil }
        for index in Int(node.start)..<Int(node.start + node.count)
        where attributes[index].key == key {
            let attribute = attributes[index]
            return buffer[Int(attribute.start)..<Int(attribute.start + attribute.count)]
        }
        return nil
    }

    /// An attribute without white space at its ends; nil where missing or empty.
    func value(_ node: Int, _ key: HTMLAttribute) -> String? {
        guard let bytes = bytes(node, key) else { return nil }
        let text = ByteText.collapsed(bytes)
        return text.isEmpty ? nil : ByteText.string(text)
    }

    /// An attribute in lower case; empty where missing.
    func lowercased(_ node: Int, _ key: HTMLAttribute) -> String {
        guard let bytes = bytes(node, key) else { return "" }
        return ByteText.string(ByteText.collapsed(ByteText.lowercased(bytes)))
    }

    /// The nodes below a node.
    func below(_ node: Int) -> Range<Int> {
        node + 1..<Int(nodes[node].end)
    }

    /// The element around a node; nil for the root.
    func parent(_ node: Int) -> Int? {
        let parent = nodes[node].parent
        return parent < 0 ? nil : Int(parent)
    }

    /// The children of a node.
    func children(_ node: Int) -> [Int] {
        var children: [Int] = []
        var child = node + 1
        while child < Int(nodes[node].end) {
            children.append(child)
            child = Int(nodes[child].end)
        }
        return children
    }

    /// The nearest element around a node, or itself, that satisfies the condition.
    func closest(_ node: Int, within depth: Int = .max, where matches: (Int) -> Bool) -> Int? {
        var current: Int? = node
        var left = depth
        while let candidate = current, left >= 0 {
            if matches(candidate) { return candidate }
            current = parent(candidate)
            left -= 1
        }
        return nil
    }

    /// All text below a node, white space collapsed, blocks and line breaks apart.
    ///
    /// - Parameters:
    ///   - separator: stands between blocks: a space, or a line break for bylines.
    ///   - apart: whether it stands between links and spans as well.
    func textContent(
        _ node: Int, separator: UInt8 = 0x20, limit: Int = 100_000, apart: Bool = false,
        skipping: (Int) -> Bool = { _ in false }
    ) -> [UInt8] {
        var output: [UInt8] = []
        var pendingBreak = false
        var index = nodes[node].tag == .text ? node : node + 1
        let end = Int(nodes[node].end)
        var closing: [Int] = []
        while index < end, output.count < limit {
            while let last = closing.last, last <= index {
                closing.removeLast()
                pendingBreak = true
            }
            let tag = nodes[index].tag
            if tag == .text {
                if pendingBreak {
                    if output.last == 0x20 { output.removeLast() }
                    if let last = output.last, last != separator { output.append(separator) }
                    pendingBreak = false
                }
                ByteText.appendCollapsed(text(index), to: &output)
            } else if HTMLTagSet.silent.contains(tag) || skipping(index) {
                index = Int(nodes[index].end)
                continue
            } else if tag == .br || HTMLTagSet.block.contains(tag)
                || (apart && (tag == .span || tag == .a))
            {
                pendingBreak = true
                if nodes[index].end > index + 1 { closing.append(Int(nodes[index].end)) }
            }
            index += 1
        }
        while let last = output.last, last == 0x20 || last == separator { output.removeLast() }
        return output
    }

    /// All text below a node as a string.
    func string(_ node: Int) -> String {
        ByteText.string(textContent(node))
    }
}
