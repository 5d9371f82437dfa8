import Yams

/// A YAML file whose every complaint names file, line and column.
struct YAMLFile {
    let file: String

    /// The only document; nil where the file has none.
    func compose(_ text: String) throws(ArchiveError) -> Node? {
        do {
            return try Yams.compose(yaml: text)
        } catch let error as YamlError {
            throw failure(error)
        } catch {
            throw .settings(file: file, line: nil, column: nil, reason: "\(error)")
        }
    }

    /// The keys and values of a mapping, each key a text and there once.
    func mapping(
        _ node: Node, _ what: String
    ) throws(ArchiveError) -> [(name: String, key: Node, value: Node)] {
        guard case .mapping(let mapping) = node else {
            throw wrong(node, "\(what) has to be a mapping of keys to values")
        }
        var names: Set<String> = []
        var rows: [(name: String, key: Node, value: Node)] = []
        for (key, value) in mapping {
            guard case .scalar(let scalar) = key else {
                throw wrong(key, "a key of \(what) has to be a text")
            }
            guard names.insert(scalar.string).inserted else {
                throw wrong(key, "the key \(scalar.string) stands in \(what) twice")
            }
            rows.append((scalar.string, key, value))
        }
        return rows
    }

    /// The elements of a list; one text alone is a list of it.
    func list(_ node: Node, _ what: String) throws(ArchiveError) -> [Node] {
        switch node {
        case .sequence(let sequence): return Array(sequence)
        case .scalar: return [node]
        case .mapping, .alias: throw wrong(node, "\(what) has to be a text or a list of texts")
        }
    }

    /// A text that is not empty.
    func text(_ node: Node, _ what: String) throws(ArchiveError) -> String {
        guard case .scalar(let scalar) = node, !scalar.string.isEmpty else {
            throw wrong(node, "\(what) has to be a text")
        }
        return scalar.string
    }

    /// Whether the value is left out or `null`.
    func isNull(_ node: Node) -> Bool {
        guard case .scalar(let scalar) = node else { return false }
        return scalar.style == .plain && ["", "~", "null"].contains(scalar.string)
    }

    /// A whole number within a range.
    func number(
        _ node: Node, _ what: String, in range: ClosedRange<Int>
    ) throws(ArchiveError) -> Int {
        guard case .scalar(let scalar) = node, let number = Int(scalar.string),
            range.contains(number)
        else {
            throw wrong(
                node,
                "\(what) has to be a whole number from \(range.lowerBound) to "
                    + "\(range.upperBound)")
        }
        return number
    }

    /// The complaint about a node.
    func wrong(_ node: Node, _ reason: String) -> ArchiveError {
        .settings(
            file: file, line: node.mark?.line, column: node.mark?.column, reason: reason)
    }

    /// The complaint about a key that there is not.
    func unknown(_ key: Node, _ name: String, _ what: String, known: [String]) -> ArchiveError {
        wrong(key, "\(what) has no key \(name); it may have: " + known.joined(separator: ", "))
    }

    private func failure(_ error: YamlError) -> ArchiveError {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            .settings(file: file, line: mark.line, column: mark.column, reason: problem)
        case .duplicatedKeysInMapping(let duplicates, let context):
            .settings(
                file: file, line: context.mark.line, column: context.mark.column,
                reason: "keys stand twice: "
                    + duplicates.sorted().joined(separator: ", "))
        case .reader(let problem, let offset, _, _):
            .settings(
                file: file, line: nil, column: nil,
                reason: problem + (offset.map { " at byte \($0)" } ?? ""))
        case .no, .memory, .writer, .emitter, .representer, .dataCouldNotBeDecoded:
            .settings(file: file, line: nil, column: nil, reason: "it is not YAML")
        @unknown default:
            .settings(file: file, line: nil, column: nil, reason: "it is not YAML")
        }
    }

    /// The text of a file; nil where there is no such file.
    static func read(_ path: String) throws(ArchiveError) -> String? {
        guard Disk.exists(path) else { return nil }
        let bytes = try Disk.read(path, limit: 64 << 20)
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw .settings(file: path, line: nil, column: nil, reason: "it is not UTF-8")
        }
        return text
    }
}
