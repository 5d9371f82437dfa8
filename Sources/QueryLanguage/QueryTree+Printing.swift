import Schema

extension QueryTree: CustomStringConvertible {
    /// The query as text that parses to the same tree.
    public var description: String {
        switch self {
        case .all: return "*"
        case .text(let term, let field):
            if field == .text {
                return term.needsFieldName ? "text:" + term.description : term.description
            }
            // A phrase that must be verbatim has a field of its own already.
            if term.kind == .exact { return field.rawValue + ":(" + term.description + ")" }
            return field.rawValue + ":" + term.description
        case .near(let group):
            let text = group.description
            return group.field == .text ? text : group.field.rawValue + ":(" + text + ")"
        case .value(let field, let value, _): return field.rawValue + ":" + Self.printed(value)
        case .flag(let field, let flag): return field.rawValue + ":" + flag
        case .date(let span): return "date:" + span.description
        case .and(let children):
            return children.map { $0.operand(parenthesised: $0.isOr || $0.isNear) }
                .joined(separator: " AND ")
        case .or(let children):
            return children.map { $0.operand(parenthesised: $0.isAnd || $0.isNear) }
                .joined(separator: " OR ")
        case .not(let child):
            return "NOT "
                + child.operand(parenthesised: child.isOr || child.isAnd || child.isNear)
        }
    }

    private var isOr: Bool { if case .or = self { true } else { false } }
    private var isAnd: Bool { if case .and = self { true } else { false } }
    private var isNear: Bool {
        if case .near(let group) = self { group.field == .text } else { false }
    }

    private func operand(parenthesised: Bool) -> String {
        parenthesised ? "(" + description + ")" : description
    }

    /// A value, in quotes where it would not be read back whole.
    static func printed(_ value: String) -> String {
        let isPlain =
            !value.isEmpty
            && value.unicodeScalars.allSatisfy { scalar in
                !scalar.properties.isWhitespace && !"()\\".unicodeScalars.contains(scalar)
                    && !Lexer.isQuote(scalar)
            }
        return isPlain ? value : quoted(value)
    }

    /// The text in quotes, a quote or backslash in it escaped by a backslash.
    static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            if scalar == "\"" || scalar == "\\" { result.unicodeScalars.append("\\") }
            result.unicodeScalars.append(scalar)
        }
        return result + "\""
    }
}

extension TextTerm: CustomStringConvertible {
    /// The term as it is written in a query.
    public var description: String {
        switch kind {
        case .word: text
        case .prefix: text + "*"
        case .wildcard: text
        case .fuzzy(let edits): text + "~" + (edits.map(String.init) ?? "")
        case .phrase: QueryTree.quoted(text)
        case .exact: "exact:" + QueryTree.quoted(text)
        }
    }

    /// Whether the bare word would be read as an operator.
    var needsFieldName: Bool { kind == .word && Lexer.operators.contains(text) }
}

extension NearGroup: CustomStringConvertible {
    /// The group without parentheses around it.
    public var description: String {
        let joint = " " + (isOrdered ? "ADJ" : "NEAR") + "/" + String(distance) + " "
        return operands.map { alternatives in
            let words = alternatives.map { ($0.needsFieldName ? "text:" : "") + $0.description }
            return words.count == 1 ? words[0] : "(" + words.joined(separator: " OR ") + ")"
        }.joined(separator: joint)
    }
}
