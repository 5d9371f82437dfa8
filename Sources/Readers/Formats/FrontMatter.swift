import Articles
import Yams

/// The front matter of a Markdown file: what stands before the text, as YAML, TOML or JSON.
///
///     ---                    +++                      {
///     title: Cheap gas       title = "Cheap gas"        "title": "Cheap gas"
///     ---                    +++                      }
///
/// Read into a ``JSONValue``, so that the rest of the reader sees one kind of tree. Dates stay
/// text, as they are printed: no zone of this machine comes in.
struct FrontMatter {
    /// The fields; an empty object where the file has no front matter.
    var fields: JSONValue
    /// The text behind the front matter.
    var body: Substring

    /// Front matter that is larger is an attack or a mistake.
    static let maximumBytes = 64 << 10

    /// Splits a file; a file without front matter is all body.
    ///
    /// - Throws: ``ReadError`` where front matter begins and is not closed, is too large or breaks
    ///   the rules of its notation.
    init(of text: String) throws(ReadError) {
        if let (header, rest) = try Self.fenced(text, by: "---", closedBy: ["---", "..."]) {
            fields = try Self.yaml(header)
            body = rest
        } else if let (header, rest) = try Self.fenced(text, by: "+++", closedBy: ["+++"]) {
            fields = try TOMLSubset.table(header)
            body = rest
        } else if text.hasPrefix("{\n") || text.hasPrefix("{\"") {
            (fields, body) = try Self.json(text)
        } else {
            (fields, body) = (.object([]), Substring(text))
        }
    }

    private static func fenced(
        _ text: String, by fence: String, closedBy closers: [String]
    ) throws(ReadError) -> (header: String, rest: Substring)? {
        guard text.hasPrefix(fence) else { return nil }
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard let first = lines.first, CleanText.line(String(first)) == fence else { return nil }
        lines.removeFirst()
        guard
            let end = lines.firstIndex(where: { line in
                closers.contains(line.hasSuffix(" ") ? CleanText.line(String(line)) : String(line))
            })
        else {
            // A ruler at the top of a text is no front matter: only a key makes it one.
            guard lines.first?.contains(":") ?? false || fence == "+++" else { return nil }
            throw ReadError(
                "front matter begins with \(fence) and is not closed", line: 1,
                hint: "end it with a line \(fence)")
        }
        let header = lines[..<end].joined(separator: "\n")
        guard header.utf8.count <= maximumBytes else {
            throw ReadError(
                "front matter of \(header.utf8.count) bytes, more than \(maximumBytes)",
                kind: .tooLarge, line: 1)
        }
        let rest = lines[end...].dropFirst().first
        return (header, rest.map { text[$0.startIndex...] } ?? "")
    }

    private static func json(_ text: String) throws(ReadError) -> (JSONValue, Substring) {
        var depth = 0
        var inString = false
        var escaped = false
        for (offset, byte) in text.utf8.enumerated() {
            if offset > maximumBytes { break }
            if escaped {
                escaped = false
            } else if inString {
                if byte == 0x5C { escaped = true }
                if byte == 0x22 { inString = false }
            } else if byte == 0x22 {
                inString = true
            } else if byte == 0x7B {
                depth += 1
            } else if byte == 0x7D {
                depth -= 1
                guard depth == 0 else { continue }
                let end = text.utf8.index(text.startIndex, offsetBy: offset + 1)
                do {
                    return (try JSONValue(parsing: Array(text[..<end].utf8)), text[end...])
                } catch {
                    throw ReadError("front matter is not JSON: " + error.what, byte: error.byte)
                }
            }
        }
        throw ReadError(
            "front matter begins with { and is not closed within \(maximumBytes) bytes", line: 1)
    }

    // MARK: YAML

    private static func yaml(_ text: String) throws(ReadError) -> JSONValue {
        try refuseReferences(text)
        do {
            guard let node = try compose(yaml: text) else { return .object([]) }
            let value = value(node)
            guard case .object = value else {
                throw ReadError("front matter is \(value.kindName), not a mapping", line: 2)
            }
            return value
        } catch let error as ReadError {
            throw error
        } catch let error as YamlError {
            throw ReadError("front matter is not YAML: " + oneLine(error), line: line(of: error))
        } catch {
            throw ReadError("front matter is not YAML", line: 2)
        }
    }

    /// Anchors and aliases let a small text stand for gigabytes, and no front matter needs them.
    private static func refuseReferences(_ text: String) throws(ReadError) {
        for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false)
            .enumerated()
        {
            var previous: Character = " "
            var quote: Character?
            for (offset, character) in line.enumerated() {
                if let open = quote {
                    if character == open { quote = nil }
                } else if (character == "\"" || character == "'") && " :[{,".contains(previous) {
                    quote = character
                } else if character == "&" || character == "*" {
                    let rest = line.dropFirst(offset + 1)
                    let isReference = rest.first.map { $0.isLetter || $0.isNumber } ?? false
                    // A reference stands where a value begins: behind ": ", "- ", "[" or ",".
                    let head = line.prefix(offset).last { $0 != " " }
                    let atValue = head.map { ":-[,{".contains($0) } ?? true
                    if isReference && atValue && " [,{".contains(previous) {
                        throw ReadError(
                            "front matter has an anchor or alias, which is not read",
                            line: number + 2, hint: "write the value out, or put it in quotes")
                    }
                } else if character == "#" && previous == " " {
                    break
                }
                previous = character
            }
        }
    }

    private static func value(_ node: Node) -> JSONValue {
        switch node {
        case .scalar(let scalar):
            let isPlain = scalar.style == .plain || scalar.style == .any
            guard isPlain else { return .string(scalar.string) }
            switch scalar.string {
            case "", "~", "null", "Null", "NULL": return .null
            case "true", "True", "TRUE", "yes": return .bool(true)
            case "false", "False", "FALSE", "no": return .bool(false)
            default: return .string(scalar.string)
            }
        case .mapping(let mapping):
            return .object(
                mapping.map { key, value in
                    JSONValue.Member(key: key.string ?? "", value: Self.value(value))
                })
        case .sequence(let sequence): return .array(sequence.map(Self.value))
        case .alias: return .null
        }
    }

    private static func oneLine(_ error: YamlError) -> String {
        switch error {
        case .scanner(_, let problem, _, _), .parser(_, let problem, _, _),
            .composer(_, let problem, _, _):
            return problem
        case .reader(let problem, _, _, _): return problem
        case .duplicatedKeysInMapping(let duplicates, _):
            let keys = duplicates.map { "\($0)" }.sorted()
            return "a key stands twice: " + keys.joined(separator: ", ")
        case .no, .memory, .writer, .emitter, .representer, .dataCouldNotBeDecoded:
            return "it cannot be read"
        }
    }

    private static func line(of error: YamlError) -> Int? {
        switch error {
        case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _):
            return mark.line + 1
        case .duplicatedKeysInMapping(_, let context): return context.mark.line + 1
        case .reader, .no, .memory, .writer, .emitter, .representer, .dataCouldNotBeDecoded:
            return 2
        }
    }
}
