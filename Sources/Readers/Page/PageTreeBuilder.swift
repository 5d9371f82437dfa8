import CLibxml2

/// Builds a ``PageTree`` from what libxml2's HTML parser reports.
///
/// The parser's events are taken instead of its tree: no document has to be freed, nothing is
/// walked recursively, and a page costs one allocation for each of three arrays.
struct PageTreeBuilder {
    private var tree = PageTree()
    private var open: [Int32] = []
    private var skipped = 0
    private var hintsByText: [UInt64: PageHints] = [:]
    private var pendingText = false

    /// Parses markup that ``PageScan`` has let through.
    ///
    /// - Throws: ``ReadError`` where libxml2 has no memory left.
    static func parse(_ markup: [UInt8]) throws(ReadError) -> PageTree {
        _ = Self.initialised
        guard let context = htmlNewParserCtxt() else {
            throw ReadError("libxml2 made no parser: out of memory")
        }
        defer {
            // The tree of the parser, empty since nothing reached it, is its caller's to free.
            if let document = context.pointee.myDoc { xmlFreeDoc(document) }
            context.pointee.myDoc = nil
            htmlFreeParserCtxt(context)
        }
        var builder = PageTreeBuilder()
        builder.tree.buffer.reserveCapacity(markup.count)
        builder.tree.nodes.reserveCapacity(markup.count / 24)
        withUnsafeMutablePointer(to: &builder) { builder in
            listen(context, builder)
            read(markup, context)
        }
        builder.close()
        return builder.tree
    }

    private static func read(_ markup: [UInt8], _ context: htmlParserCtxtPtr) {
        let options =
            HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue
            | HTML_PARSE_NOWARNING.rawValue | HTML_PARSE_NONET.rawValue
            | HTML_PARSE_COMPACT.rawValue | HTML_PARSE_IGNORE_ENC.rawValue
            | UInt32(XML_PARSE_HUGE.rawValue)
        markup.withUnsafeBytes { bytes in
            let base = bytes.bindMemory(to: CChar.self).baseAddress
            guard let base, bytes.count > 0 else { return }
            _ = htmlCtxtReadMemory(
                context, base, Int32(bytes.count), nil, "UTF-8", Int32(options))
        }
    }

    /// libxml2 wants to be initialised before several threads use it.
    private static let initialised: Void = xmlInitParser()

    /// Has the parser report to a builder, which must outlive the parse: its caller holds it.
    private static func listen(
        _ context: htmlParserCtxtPtr, _ builder: UnsafeMutablePointer<PageTreeBuilder>
    ) {
        guard let handler = context.pointee.sax else { return }
        memset(handler, 0, MemoryLayout<xmlSAXHandler>.size)
        context.pointee.userData = UnsafeMutableRawPointer(builder)
        handler.pointee.startElement = { data, name, attributes in
            guard let data, let name else { return }
            data.assumingMemoryBound(to: PageTreeBuilder.self).pointee.start(name, attributes)
        }
        handler.pointee.endElement = { data, _ in
            data?.assumingMemoryBound(to: PageTreeBuilder.self).pointee.end()
        }
        handler.pointee.characters = { data, text, count in
            guard let data, let text else { return }
            data.assumingMemoryBound(to: PageTreeBuilder.self).pointee
                .characters(UnsafeBufferPointer(start: text, count: Int(count)))
        }
        handler.pointee.ignorableWhitespace = handler.pointee.characters
        handler.pointee.cdataBlock = handler.pointee.characters
    }

    private mutating func start(
        _ name: UnsafePointer<xmlChar>,
        _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
    ) {
        let tag = HTMLTag(name: UnsafeBufferPointer(start: name, count: strlen(name)))
        guard open.count < PageLimits.depth + 16 else {
            skipped += 1
            return
        }
        let first = tree.attributes.count
        var index = 0
        var hints: PageHints = []
        while let attributes, let key = attributes[index] {
            let value = attributes[index + 1]
            index += 2
            guard
                let key = HTMLAttribute(
                    name: UnsafeBufferPointer(start: key, count: strlen(key)))
            else { continue }
            let bytes = UnsafeBufferPointer(start: value, count: value.map { strlen($0) } ?? 0)
            let start = tree.buffer.count
            ControlCharacters.append(bytes, to: &tree.buffer)
            if PageHints.isSource(key) { hints.formUnion(self.hints(key, bytes)) }
            tree.attributes.append(
                .init(key: key, start: Int32(start), count: Int32(tree.buffer.count - start)))
        }
        let node = Int32(tree.nodes.count)
        tree.nodes.append(
            .init(
                tag: tag, hints: hints, parent: open.last ?? -1, end: node + 1,
                start: Int32(first), count: Int32(tree.attributes.count - first)))
        open.append(node)
        pendingText = false
    }

    private mutating func hints(_ key: HTMLAttribute, _ value: UnsafeBufferPointer<UInt8>)
        -> PageHints
    {
        let hash = HTMLTag.hash(value) &+ UInt64(key.rawValue)
        if let known = hintsByText[hash] { return known }
        let hints = PageHints(key, value)
        hintsByText[hash] = hints
        return hints
    }

    private mutating func end() {
        pendingText = false
        if skipped > 0 {
            skipped -= 1
            return
        }
        if let node = open.popLast() { tree.nodes[Int(node)].end = Int32(tree.nodes.count) }
    }

    private mutating func characters(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard !bytes.isEmpty else { return }
        let start = tree.buffer.count
        ControlCharacters.append(bytes, to: &tree.buffer)
        let count = Int32(tree.buffer.count - start)
        guard count > 0 else { return }
        if pendingText {
            tree.nodes[tree.nodes.count - 1].count += count
            return
        }
        let node = Int32(tree.nodes.count)
        tree.nodes.append(
            .init(
                tag: .text, hints: [], parent: open.last ?? -1, end: node + 1,
                start: Int32(start), count: count))
        pendingText = true
    }

    private mutating func close() {
        // Later passes need a root.
        if tree.nodes.isEmpty {
            tree.nodes.append(
                .init(tag: .html, hints: [], parent: -1, end: 1, start: 0, count: 0))
        }
        while let node = open.popLast() { tree.nodes[Int(node)].end = Int32(tree.nodes.count) }
    }
}
