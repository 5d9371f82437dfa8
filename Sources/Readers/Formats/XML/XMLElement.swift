/// An element of XML with all that is in it.
struct XMLElement: Equatable {
    /// One attribute.
    struct Attribute: Equatable {
        /// In the spelling of ``XMLNamespaces``.
        var name: String
        var value: String
    }

    /// What stands inside an element.
    enum Node: Equatable {
        case element(XMLElement)
        case text(String)
    }

    /// In the spelling of ``XMLNamespaces``.
    var name: String
    var attributes: [Attribute]
    var children: [Node] = []
    /// The line of the file where it begins; not written, and not compared by formats.
    var line: Int

    /// An element without content.
    init(name: String, attributes: [Attribute] = [], line: Int = 1) {
        self.name = name
        self.attributes = attributes
        self.line = line
    }

    /// The root of an XML text.
    ///
    /// - Throws: ``ReadError`` with line and column where it is none.
    static func parse(_ bytes: [UInt8]) throws(ReadError) -> XMLElement {
        let xml = try XMLPull(ByteStream(bytes: bytes))
        guard try xml.next() == .start else { throw ReadError("holds no XML element") }
        return try xml.element()
    }

    // MARK: reading

    /// The value of an attribute; nil where it is missing.
    func attribute(_ name: String) -> String? {
        attributes.first { $0.name == name }?.value
    }

    /// The elements right below, in order.
    var elements: [XMLElement] {
        children.compactMap { node in
            guard case .element(let element) = node else { return nil }
            return element
        }
    }

    /// The elements right below of that name.
    func all(_ name: String) -> [XMLElement] {
        elements.filter { $0.name == name }
    }

    /// The first element below along the names.
    func first(_ path: String...) -> XMLElement? {
        var found: XMLElement? = self
        for name in path { found = found?.elements.first { $0.name == name } }
        return found
    }

    /// All text inside, as it stands.
    var text: String {
        var text = ""
        appendText(to: &text)
        return text
    }

    private func appendText(to text: inout String) {
        for child in children {
            switch child {
            case .text(let piece): text += piece
            case .element(let element): element.appendText(to: &text)
            }
        }
    }

    /// The text as one clean line; nil where there is none.
    var textLine: String? { CleanText.optionalLine(text) }

    /// The text of the first element right below of that name, as a clean line.
    func line(_ name: String) -> String? { first(name)?.textLine }

    /// Every element inside for which the condition holds, outermost first, in order; none inside
    /// another.
    func descendants(where matches: (XMLElement) -> Bool) -> [XMLElement] {
        elements.flatMap { matches($0) ? [$0] : $0.descendants(where: matches) }
    }

    // MARK: making

    /// Adds a text at the end.
    mutating func append(_ text: String) {
        if case .text(let last)? = children.last {
            children[children.count - 1] = .text(last + text)
        } else {
            children.append(.text(text))
        }
    }

    /// Adds an element at the end.
    mutating func append(_ element: XMLElement) {
        children.append(.element(element))
    }

    /// The bytes of a file with this root.
    func document() -> [UInt8] {
        var output = Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".utf8)
        write(to: &output, isRoot: true)
        output.append(0x0A)
        return output
    }

    /// The markup of what is inside, with names without prefix: HTML inside of feeds and NITF.
    func innerMarkup() -> [UInt8] {
        var output: [UInt8] = []
        for child in children {
            switch child {
            case .text(let text): Self.escape(text, to: &output)
            case .element(let element): element.writePlain(to: &output)
            }
        }
        return output
    }

    private func writePlain(to output: inout [UInt8]) {
        let local = XMLNamespaces.local(name)
        output += Array("<\(local)".utf8)
        for attribute in attributes {
            output += Array(" \(XMLNamespaces.local(attribute.name))=\"".utf8)
            Self.escape(attribute.value, isAttribute: true, to: &output)
            output.append(0x22)
        }
        output.append(0x3E)
        output += innerMarkup()
        if !Self.void.contains(local) { output += Array("</\(local)>".utf8) }
    }

    /// Elements of HTML for which an end tag would be a second start.
    private static let void: Set<String> = [
        "br", "hr", "img", "input", "meta", "link", "wbr", "col", "area", "base", "embed", "param",
        "source", "track",
    ]

    private func write(to output: inout [UInt8], isRoot: Bool) {
        output += Array("<\(name)".utf8)
        if isRoot {
            output += Array(XMLNamespaces.declarations(for: namespaces()).utf8)
        }
        for attribute in attributes {
            output += Array(" \(attribute.name)=\"".utf8)
            Self.escape(attribute.value, isAttribute: true, to: &output)
            output.append(0x22)
        }
        guard !children.isEmpty else {
            output += [0x2F, 0x3E]
            return
        }
        output.append(0x3E)
        for child in children {
            switch child {
            case .text(let text): Self.escape(text, to: &output)
            case .element(let element): element.write(to: &output, isRoot: false)
            }
        }
        output += Array("</\(name)>".utf8)
    }

    /// The prefixes in use, here and inside.
    private func namespaces() -> Set<String> {
        var found: Set<String> = []
        for name in [name] + attributes.map(\.name) {
            if let prefix = XMLNamespaces.prefix(name) { found.insert(prefix) }
        }
        for element in elements { found.formUnion(element.namespaces()) }
        return found
    }

    private static func escape(
        _ text: String, isAttribute: Bool = false, to output: inout [UInt8]
    ) {
        var text = text
        text.withUTF8 { bytes in
            var start = 0
            for index in bytes.indices {
                let replacement: StaticString
                switch bytes[index] {
                case 0x26: replacement = "&amp;"
                case 0x3C: replacement = "&lt;"
                case 0x3E: replacement = "&gt;"
                case 0x22 where isAttribute: replacement = "&quot;"
                // Plain ones would be read as spaces.
                case 0x0A where isAttribute: replacement = "&#10;"
                case 0x09 where isAttribute: replacement = "&#9;"
                case 0x0D: replacement = "&#13;"
                default: continue
                }
                output.append(contentsOf: bytes[start..<index])
                output.append(
                    contentsOf: UnsafeBufferPointer(
                        start: replacement.utf8Start, count: replacement.utf8CodeUnitCount))
                start = index + 1
            }
            output.append(contentsOf: bytes[start...])
        }
    }
}
