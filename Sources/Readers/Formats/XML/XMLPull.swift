import CLibxml2

/// Reads an XML file step by step: libxml2's `xmlTextReader` behind ``XMLDecoding`` and
/// ``XMLCleaning``.
///
/// libxml2 runs without network, without entities and without its limits lifted; no DTD ever
/// reaches it. Memory is that of the path to the root, one text and one chunk.
///
///     let xml = try XMLPull(stream)
///     while let event = try xml.next() { … }
final class XMLPull {
    /// What comes next.
    enum Event: Equatable {
        /// An element begins: ``XMLPull/name``, ``XMLPull/attributes()``.
        case start
        /// An element ends.
        case end
        /// A text, also one of white space only.
        case text(String)
    }

    private let input: Input
    private let starts = XMLCleaning.StartLines()
    private let reader: xmlTextReaderPtr
    /// An element without content, of which libxml2 reports no end.
    private var pendingEnd = false
    private var names: [UnsafePointer<xmlChar>: String] = [:]
    private var qualified: [NameKey: String] = [:]

    /// How many elements are open, the one that begins or ends included.
    private(set) var depth = 0
    /// The name of the element that begins or ends, in the spelling of ``XMLNamespaces``.
    private(set) var name = ""
    /// The line of the file in which the last start tag begins.
    private(set) var line = 1

    /// libxml2 wants to be initialised before several threads use it.
    private static let initialised: Void = xmlInitParser()

    /// Reads a file in any encoding.
    ///
    /// - Throws: ``ReadError`` where libxml2 has no memory.
    init(_ stream: ByteStream) throws(ReadError) {
        _ = Self.initialised
        input = Input(
            stream: XMLCleaning.stream(over: XMLDecoding.stream(over: stream), starts: starts))
        let options = XML_PARSE_NONET.rawValue | XML_PARSE_COMPACT.rawValue
        // The input outlives the reader: this object holds both and frees the reader first.
        let context = Unmanaged.passUnretained(input).toOpaque()
        let made = xmlReaderForIO(
            { context, buffer, count in
                guard let context, let buffer else { return -1 }
                return Unmanaged<Input>.fromOpaque(context).takeUnretainedValue()
                    .read(buffer, Int(count))
            }, { _ in 0 }, context, nil, "UTF-8", Int32(options))
        guard let made else {
            throw ReadError("cannot be parsed: no memory", kind: .unreadable)
        }
        reader = made
        xmlTextReaderSetStructuredErrorHandler(
            reader,
            { context, error in
                guard let context, let error else { return }
                Unmanaged<Input>.fromOpaque(context).takeUnretainedValue().note(error)
            }, context)
    }

    deinit {
        xmlFreeTextReader(reader)
    }

    /// The next event; nil at the end of the root.
    ///
    /// - Throws: ``ReadError`` with line and column where the file is no XML, and what the stream
    ///   throws.
    func next() throws(ReadError) -> Event? {
        if pendingEnd {
            pendingEnd = false
            return .end
        }
        while true {
            let result = xmlTextReaderRead(reader)
            if result <= 0 {
                if let error = input.error ?? input.fault { throw error }
                guard result == 0 else { throw ReadError("is no XML", line: line) }
                return nil
            }
            switch UInt32(bitPattern: xmlTextReaderNodeType(reader)) {
            case XML_READER_TYPE_ELEMENT.rawValue:
                depth = Int(xmlTextReaderDepth(reader)) + 1
                name = currentName()
                line = starts.next()
                pendingEnd = xmlTextReaderIsEmptyElement(reader) == 1
                return .start
            case XML_READER_TYPE_END_ELEMENT.rawValue:
                depth = Int(xmlTextReaderDepth(reader)) + 1
                name = currentName()
                return .end
            case XML_READER_TYPE_TEXT.rawValue, XML_READER_TYPE_CDATA.rawValue,
                XML_READER_TYPE_WHITESPACE.rawValue,
                XML_READER_TYPE_SIGNIFICANT_WHITESPACE.rawValue:
                guard let value = xmlTextReaderConstValue(reader) else { continue }
                return .text(String(cString: value))
            default: continue
            }
        }
    }

    /// The attributes of the element that begins, without declarations of namespaces.
    func attributes() -> [XMLElement.Attribute] {
        var attributes: [XMLElement.Attribute] = []
        var found = xmlTextReaderMoveToFirstAttribute(reader)
        while found == 1 {
            if xmlTextReaderIsNamespaceDecl(reader) != 1 {
                let value = xmlTextReaderConstValue(reader).map { String(cString: $0) } ?? ""
                attributes.append(XMLElement.Attribute(name: currentName(), value: value))
            }
            found = xmlTextReaderMoveToNextAttribute(reader)
        }
        _ = xmlTextReaderMoveToElement(reader)
        return attributes
    }

    /// The element that begins, with all that is in it; afterwards its end has gone by.
    ///
    /// - Parameters:
    ///   - limit: bytes of text and attributes that it may hold.
    ///   - skipping: names of elements that are left out.
    /// - Throws: as ``next()``, and where the element is larger than the limit: the file can then
    ///   be read on, as the element has gone by.
    func element(
        atMost limit: Int = XMLPull.maximumElementBytes, skipping: Set<String> = []
    ) throws(ReadError) -> XMLElement {
        let floor = depth
        let begin = line
        var size = 0
        var open = [XMLElement(name: name, attributes: attributes(), line: begin)]
        if pendingEnd {
            pendingEnd = false
            return open[0]
        }
        while let event = try next() {
            switch event {
            case .start:
                if skipping.contains(name) {
                    try skip()
                    continue
                }
                let attributes = attributes()
                for attribute in attributes { size += attribute.value.utf8.count }
                size += 64
                open.append(XMLElement(name: name, attributes: attributes, line: line))
            case .text(let text):
                size += text.utf8.count
                if size <= limit { open[open.count - 1].append(text) }
            case .end:
                guard let last = open.popLast() else { continue }
                if depth == floor || open.isEmpty {
                    guard size <= limit else {
                        throw ReadError(
                            "<\(last.name)> holds more than \(limit) bytes", kind: .tooLarge,
                            line: begin)
                    }
                    return last
                }
                if size <= limit { open[open.count - 1].append(last) }
            }
        }
        throw ReadError("ends early: <\(open[0].name)> is not closed", line: begin)
    }

    /// The largest element that is read as one.
    static let maximumElementBytes = 20 << 20

    /// Passes over the element that begins.
    func skip() throws(ReadError) {
        let floor = depth
        while let event = try next() {
            if event == .end, depth == floor { return }
        }
    }

    /// The name of the current node in the spelling of ``XMLNamespaces``.
    private func currentName() -> String {
        guard let local = xmlTextReaderConstLocalName(reader) else { return "" }
        guard let namespace = xmlTextReaderConstNamespaceUri(reader) else { return string(local) }
        let key = NameKey(local: local, namespace: namespace)
        if let known = qualified[key] { return known }
        let name = XMLNamespaces.name(
            local: string(local), prefix: xmlTextReaderConstPrefix(reader).map(string),
            namespace: string(namespace))
        qualified[key] = name
        return name
    }

    /// The addresses of a name's parts: libxml2 keeps one copy of each for the reader's life.
    private struct NameKey: Hashable {
        var local: UnsafePointer<xmlChar>
        var namespace: UnsafePointer<xmlChar>
    }

    private func string(_ pointer: UnsafePointer<xmlChar>) -> String {
        if let known = names[pointer] { return known }
        let text = String(cString: pointer)
        names[pointer] = text
        return text
    }

    /// The filtered file, and what went wrong with it.
    private final class Input {
        private let stream: ByteStream
        private var chunk: [UInt8] = []
        private var position = 0
        /// What the stream threw.
        private(set) var error: ReadError?
        /// The first thing that libxml2 found wrong.
        private(set) var fault: ReadError?

        init(stream: ByteStream) {
            self.stream = stream
        }

        /// Copies the next bytes; 0 at the end.
        ///
        /// An error is an end, too: what was read before it is still reported, then the error.
        func read(_ buffer: UnsafeMutablePointer<CChar>, _ count: Int) -> Int32 {
            if error != nil { return 0 }
            if position == chunk.count {
                do throws(ReadError) {
                    try stream.next(&chunk)
                } catch {
                    self.error = error
                    return 0
                }
                position = 0
            }
            let length = min(count, chunk.count - position)
            chunk.withUnsafeBytes { bytes in
                guard length > 0, let base = bytes.baseAddress else { return }
                memcpy(buffer, base + position, length)
            }
            position += length
            return Int32(length)
        }

        func note(_ error: UnsafeMutablePointer<xmlError>) {
            let error = error.pointee
            // Undeclared prefixes are no fault: the name with the prefix stands.
            guard fault == nil, error.level.rawValue >= XML_ERR_ERROR.rawValue,
                error.domain != Int32(XML_FROM_NAMESPACE.rawValue)
            else { return }
            let message = error.message.map { String(cString: $0) } ?? "error \(error.code)"
            fault = ReadError(
                "is no XML: " + CleanText.line(message), line: Int(error.line),
                byte: error.int2 > 0 ? Int(error.int2) - 1 : nil)
        }
    }
}
