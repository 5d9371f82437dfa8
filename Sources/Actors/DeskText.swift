import Yams

/// The text of a YAML file with the places where its statements stand.
///
/// Edits go by what the parser says of a node (line, column, block or flow), and by indentation for
/// where a block ends, which it does not say. ``DeskFile`` checks what came out.
struct DeskText {
    private var lines: [Substring]
    private let lineEnd: String
    private let file: String
    private let root: Node.Mapping?

    init(_ text: String, file: String) throws(AuthorityError) {
        self.file = file
        lineEnd = text.utf8.contains(0x0D) ? "\r\n" : "\n"
        lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        root = (try? Yams.compose(yaml: text))?.mapping
        if let root, opens(root.mark) {
            throw AuthorityError(
                file: file, line: 1, reason: "the whole file is one mapping in braces",
                hint: "write one key a line")
        }
    }

    /// The text as it is now.
    var text: String { lines.joined(separator: lineEnd) }

    // MARK: Statements

    /// Puts an item, of one or several lines, at the end of a list.
    mutating func append(_ item: [String], to section: String) throws(AuthorityError) {
        switch place(of: section) {
        case .absent: appendSection(section, Self.block(item, "  - "))
        case .empty(let line): insert(Self.block(item, "  - "), at: line)
        case .flow(let line, let column):
            guard item.count == 1 else { throw byHand(line, section) }
            try insert(item[0], inFlowAt: line, column)
        case .block(let first, let indent):
            insert(
                Self.block(item, indent + "- "),
                at: endOfBlock(from: first, indent: indent.count, isList: true))
        }
    }

    /// Puts an item at the end of the list that a section has for an id.
    mutating func append(
        _ item: String, to section: String, of id: String
    ) throws(AuthorityError) {
        guard let list = root?[section]?.mapping?[id] else {
            return try append(pair: "\(id): [\(item)]", to: section)
        }
        guard let place = place(of: list, below: list.mark?.line ?? 1), list.sequence != nil else {
            throw byHand(list.mark?.line ?? 1, section)
        }
        switch place {
        case .flow(let line, let column): try insert(item, inFlowAt: line, column)
        case .block(let first, let indent):
            insert(
                Self.block([item], indent + "- "),
                at: endOfBlock(from: first, indent: indent.count, isList: true))
        case .absent, .empty: throw byHand(list.mark?.line ?? 1, section)
        }
    }

    /// Sets the value of a key of a section.
    mutating func set(
        _ key: String, to value: String, in section: String
    ) throws(AuthorityError) {
        guard let old = root?[section]?.mapping?[key] else {
            return try append(pair: "\(key): \(value)", to: section)
        }
        guard let mark = old.mark, let scalar = old.scalar,
            let range = Self.scalar(
                in: lines[mark.line - 1], from: mark.column - 1, scalar.style,
                inFlow: opens(root?[section]?.mark))
        else { throw byHand(old.mark?.line ?? 1, section) }
        lines[mark.line - 1].replaceSubrange(range, with: value)
    }

    private mutating func append(pair: String, to section: String) throws(AuthorityError) {
        switch place(of: section) {
        case .absent: appendSection(section, ["  " + pair])
        case .empty(let line): insert(["  " + pair], at: line)
        case .flow(let line, let column): try insert(pair, inFlowAt: line, column)
        case .block(let first, let indent):
            insert(
                [indent + pair], at: endOfBlock(from: first, indent: indent.count, isList: false))
        }
    }

    // MARK: Places

    private enum Place {
        /// The section is not there.
        case absent
        /// It has no value; what it gets stands from that line on.
        case empty(Int)
        /// In brackets or braces, which open at that line (from 0) and column.
        case flow(Int, Int)
        /// In lines of its own, from that one (from 0) on, indented so.
        case block(Int, String)
    }

    private func place(of section: String) -> Place {
        guard let root, let key = root.keys.first(where: { $0.string == section }),
            let line = key.mark?.line, let value = root[key]
        else { return .absent }
        if let scalar = value.scalar, scalar.string.isEmpty || scalar.string == "null" {
            return .empty(line)
        }
        return place(of: value, below: line) ?? .absent
    }

    private func place(of node: Node, below line: Int) -> Place? {
        guard let mark = node.mark else { return nil }
        let row = mark.line - 1
        if opens(mark) { return .flow(row, mark.column - 1) }
        guard node.mapping != nil || node.sequence != nil, lines.indices.contains(row) else {
            return nil
        }
        return .block(row, String(lines[row].prefix { $0 == " " }))
    }

    /// Whether a bracket or brace stands there; the style that Yams 6.2 gives a node is that of its
    /// end, which has none.
    private func opens(_ mark: Mark?) -> Bool {
        guard let mark, lines.indices.contains(mark.line - 1) else { return false }
        let first = lines[mark.line - 1].unicodeScalars.dropFirst(mark.column - 1).first
        return first == "[" || first == "{"
    }

    /// The line behind the last one that belongs to a block; comments before the next key stay there.
    private func endOfBlock(from first: Int, indent: Int, isList: Bool) -> Int {
        var end = first + 1
        for row in first..<lines.count {
            let content = lines[row].drop { $0 == " " || $0 == "\t" }
            if content.isEmpty || content.first == "#" { continue }
            let depth = lines[row].count - content.count
            // A list may stand as far left as its key.
            if depth < indent || isList && depth == indent && content.first != "-" { break }
            if content.hasPrefix("---") || content.hasPrefix("...") { break }
            end = row + 1
        }
        return end
    }

    private mutating func insert(_ new: [String], at row: Int) {
        lines.insert(contentsOf: new.map { Substring($0) }, at: min(row, lines.count))
        // The last line of a file without an end of line gets one.
        if row >= lines.count - new.count { if lines.last?.isEmpty == false { lines.append("") } }
    }

    private mutating func appendSection(_ section: String, _ body: [String]) {
        while lines.last?.allSatisfy(\.isWhitespace) == true { lines.removeLast() }
        if !lines.isEmpty { lines.append("") }
        lines.append(Substring(section + ":"))
        lines += body.map { Substring($0) }
        lines.append("")
    }

    /// Puts an item before the bracket or brace that closes the one at a place.
    private mutating func insert(
        _ item: String, inFlowAt row: Int, _ column: Int
    ) throws(AuthorityError) {
        var depth = 0
        var isEmpty = true
        var start = column
        for index in row..<lines.count {
            let line = Array(String(lines[index]).unicodeScalars)
            var at = start
            while at < line.count {
                switch line[at] {
                case "\"", "'":
                    isEmpty = false
                    let quote = line[at]
                    at += 1
                    while at < line.count, line[at] != quote {
                        at += line[at] == "\\" && quote == "\"" ? 2 : 1
                    }
                case "#" where at == 0 || line[at - 1] == " ": at = line.count
                case "[", "{":
                    depth += 1
                    if depth > 1 { isEmpty = false }
                case "]", "}":
                    depth -= 1
                    guard depth == 0 else { break }
                    var new = String.UnicodeScalarView()
                    new.append(contentsOf: line[..<at])
                    let padding = String(String(new).reversed().prefix { $0 == " " })
                    var head = String(String(new).dropLast(padding.count))
                    var tail = String.UnicodeScalarView()
                    tail.append(contentsOf: line[at...])
                    if head.isEmpty, index > row {
                        let before = lines[..<index].last { !$0.allSatisfy(\.isWhitespace) }
                        let isOpen = isEmpty || before?.last == ","
                        head = padding + (isOpen ? "" : ", ") + item
                    } else if isEmpty {
                        head += padding + item + padding
                    } else {
                        head += (head.hasSuffix(",") ? " " : ", ") + item + padding
                    }
                    lines[index] = Substring(head + String(tail))
                    return
                case " ": break
                default: if depth > 0 { isEmpty = false }
                }
                at += 1
            }
            start = 0
        }
        throw byHand(row + 1, "list")
    }

    /// Where a scalar stands in its line; nil where it goes on in the next.
    private static func scalar(
        in line: Substring, from column: Int, _ style: Node.Scalar.Style, inFlow: Bool
    ) -> Range<String.Index>? {
        let scalars = line.unicodeScalars
        guard
            let start = scalars.index(
                scalars.startIndex, offsetBy: column, limitedBy: scalars.endIndex),
            start < scalars.endIndex
        else { return nil }
        var end = start
        switch style {
        case .doubleQuoted, .singleQuoted:
            end = scalars.index(after: start)
            while end < scalars.endIndex, scalars[end] != scalars[start] {
                let skips = scalars[end] == "\\" && style == .doubleQuoted
                end = scalars.index(after: end)
                if skips, end < scalars.endIndex { end = scalars.index(after: end) }
            }
            guard end < scalars.endIndex else { return nil }
            return start..<scalars.index(after: end)
        case .plain, .any:
            var last = start
            while end < scalars.endIndex {
                if inFlow && (scalars[end] == "," || scalars[end] == "}") { break }
                if scalars[end] == "#", end > start, scalars[scalars.index(before: end)] == " " {
                    break
                }
                end = scalars.index(after: end)
                if scalars[scalars.index(before: end)] != " " { last = end }
            }
            return start..<last
        case .literal, .folded: return nil
        }
    }

    private func byHand(_ line: Int, _ section: String) -> AuthorityError {
        AuthorityError(
            file: file, line: line, reason: "\(section) is not laid out as a list or mapping here",
            hint: "write it as [one, two] or as lines, or edit the file by hand")
    }

    // MARK: YAML

    /// A text as a scalar: plain where that is safe, else in double quotes.
    static func scalar(_ text: String) -> String {
        let isPlain =
            text.unicodeScalars.allSatisfy { scalar in
                scalar.properties.isAlphabetic || (0x30...0x39).contains(scalar.value)
                    || " '.-()/&’".unicodeScalars.contains(scalar)
            }
            && text.unicodeScalars.first?.properties.isAlphabetic == true
            && text.last != " "
            && !["true", "false", "yes", "no", "on", "off", "null", "y", "n"]
                .contains(text.lowercased())
        if isPlain { return text }
        let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        return "\"\(escaped)\""
    }

    /// Lines with a mark before the first and as much room before the others.
    static func block(_ lines: [String], _ mark: String) -> [String] {
        let room = String(repeating: " ", count: mark.count)
        return lines.enumerated().map { ($0.offset == 0 ? mark : room) + $0.element }
    }

    /// The same as one text.
    static func indented(_ lines: [String], _ mark: String) -> String {
        block(lines, mark).joined(separator: "\n")
    }
}
