import Schema

/// One parse by recursive descent; nil stands for text without any word.
struct ParserState {
    let tokens: [Token]
    let dates: DateExpression
    let limits: QueryLimits
    private var index = 0
    private var depth = 0
    private var terms = 0
    /// The field of the group that is being read.
    private var groupField: Field.Name?

    init(tokens: [Token], dates: DateExpression, limits: QueryLimits) {
        self.tokens = tokens
        self.dates = dates
        self.limits = limits
    }

    private var token: Token { tokens[index] }

    private mutating func advance() -> Token {
        let token = tokens[index]
        if index + 1 < tokens.count { index += 1 }
        return token
    }

    mutating func query() throws(QueryError) -> QueryTree? {
        let tree = try disjunction()
        if token.kind == .close {
            throw QueryError(
                .querySyntax, at: token.range, "this parenthesis closes nothing",
                hint: "leave it out, or put it in quotes to search for it")
        }
        return tree
    }

    private mutating func disjunction() throws(QueryError) -> QueryTree? {
        var children = [try conjunction()]
        while token.kind == .or {
            let operation = advance()
            try requireOperand(after: operation, "OR")
            children.append(try conjunction())
        }
        let present = children.compactMap { $0 }
        return present.isEmpty ? nil : .disjunction(present)
    }

    private mutating func conjunction() throws(QueryError) -> QueryTree? {
        var children: [QueryTree] = []
        var isFirst = true
        loop: while true {
            switch token.kind {
            case .end, .close: break loop
            case .or:
                if isFirst { throw nothing(on: "left", of: token, "OR") }
                break loop
            case .and:
                if isFirst { throw nothing(on: "left", of: token, "AND") }
                let operation = advance()
                try requireOperand(after: operation, "AND")
                if let child = try negation() { children.append(child) }
            case .open, .not, .near, .word, .quoted, .field, .value, .exact:
                if let child = try negation() { children.append(child) }
            }
            isFirst = false
        }
        return children.isEmpty ? nil : .conjunction(children)
    }

    private func requireOperand(after operation: Token, _ name: String) throws(QueryError) {
        switch token.kind {
        case .end, .close, .or, .and: throw nothing(on: "right", of: operation, name)
        case .open, .not, .near, .word, .quoted, .field, .value, .exact: return
        }
    }

    private func nothing(on side: String, of token: Token, _ name: String) -> QueryError {
        QueryError(
            .querySyntax, at: token.range, "\(name) has nothing on its \(side)",
            hint: "to search for the word, write it in lower case or in quotes")
    }

    private mutating func negation() throws(QueryError) -> QueryTree? {
        guard token.kind == .not else { return try proximity() }
        let operation = advance()
        switch token.kind {
        case .end, .close, .or, .and:
            throw QueryError(
                .querySyntax, at: operation.range, "NOT has nothing to exclude",
                hint: "write what is not wanted right behind it")
        case .open, .not, .near, .word, .quoted, .field, .value, .exact: break
        }
        try descend(at: operation.range)
        defer { depth -= 1 }
        return try negation().map { .not($0) }
    }

    private mutating func proximity() throws(QueryError) -> QueryTree? {
        if case .near(_, let isOrdered) = token.kind {
            throw nothing(on: "left", of: token, isOrdered ? "ADJ" : "NEAR")
        }
        let start = token.range.lowerBound
        let first = try primary()
        guard case .near(let distance, let isOrdered) = token.kind else { return first }
        let name = isOrdered ? "ADJ" : "NEAR"
        let field = groupField ?? .text
        var operands = [try operand(first, in: field, of: name, from: start)]
        while case .near(let otherDistance, let otherOrder) = token.kind {
            let operation = advance()
            guard otherDistance == distance, otherOrder == isOrdered else {
                throw QueryError(
                    .querySyntax, at: operation.range,
                    "NEAR and ADJ, or two distances, cannot be mixed in one chain",
                    hint: "join two of them by AND")
            }
            switch token.kind {
            case .end, .close, .or, .and, .not, .near:
                throw nothing(on: "right", of: operation, name)
            case .open, .word, .quoted, .field, .value, .exact: break
            }
            let start = token.range.lowerBound
            let next = try primary()
            operands.append(try operand(next, in: field, of: name, from: start))
        }
        return .near(
            NearGroup(operands, distance: distance, isOrdered: isOrdered, field: field))
    }

    /// The alternatives that an operand of NEAR stands for.
    private func operand(
        _ tree: QueryTree?, in field: Field.Name, of name: String, from start: Int
    ) throws(QueryError) -> [TextTerm] {
        let alternatives: [QueryTree]
        if case .or(let children) = tree {
            alternatives = children
        } else {
            alternatives = [tree].compactMap { $0 }
        }
        var terms: [TextTerm] = []
        for alternative in alternatives {
            if case .text(let term, field) = alternative, term.kind != .exact { terms.append(term) }
        }
        guard !terms.isEmpty, terms.count == alternatives.count else {
            let end = index > 0 ? max(start, tokens[index - 1].range.upperBound) : start
            throw QueryError(
                .querySyntax, at: start..<end,
                "\(name) joins words, phrases, or words joined by OR in parentheses",
                hint: "for instance sanctions \(name)/8 (gas OR oil)")
        }
        return terms
    }

    private mutating func descend(at range: Range<Int>) throws(QueryError) {
        depth += 1
        guard depth > limits.depth else { return }
        throw QueryError(
            .queryTooDeep, at: range,
            "the query is nested more than \(limits.depth) levels deep",
            hint: "leave out parentheses that change nothing")
    }

    private mutating func primary() throws(QueryError) -> QueryTree? {
        let token = advance()
        switch token.kind {
        case .open: return try group(openedAt: token.range, field: groupField)
        case .word(let text), .value(let text, isQuoted: false):
            return try leaf(text, isQuoted: false, token.range, groupField ?? .text)
        case .quoted(let text), .value(let text, isQuoted: true):
            return try leaf(text, isQuoted: true, token.range, groupField ?? .text)
        case .field(let name):
            if self.token.kind == .open {
                return try group(openedAt: advance().range, field: name)
            }
            let value = advance()
            guard case .value(let text, let isQuoted) = value.kind else {
                throw QueryError(
                    .querySyntax, at: token.range, "\(name.rawValue): has no value",
                    hint: "for instance " + Field.row(name).example)
            }
            return try leaf(text, isQuoted: isQuoted, value.range, name)
        case .exact:
            let quoted = advance()
            guard case .quoted(let text) = quoted.kind else {
                throw QueryError(
                    .querySyntax, at: token.range, "exact: needs a text in quotes",
                    hint: "exact:\"as printed\"")
            }
            try count(quoted.range)
            guard !Tokenizer.words(in: text).isEmpty else { return nil }
            return .text(
                TextTerm(.exact, text, at: SourceRange(quoted.range)),
                in: groupField == .title ? .title : .text)
        case .close, .and, .or, .not, .near, .end:
            throw QueryError(
                .querySyntax, at: token.range, "a word or a value is missing here",
                hint: "write one, or leave the operator out")
        }
    }

    private mutating func group(
        openedAt opening: Range<Int>, field: Field.Name?
    ) throws(QueryError) -> QueryTree? {
        try descend(at: opening)
        let outer = groupField
        groupField = field
        defer {
            depth -= 1
            groupField = outer
        }
        if token.kind == .close {
            throw QueryError(
                .querySyntax, at: opening.lowerBound..<token.range.upperBound,
                "there is nothing between the parentheses",
                hint: "leave them out, or put them in quotes to search for them")
        }
        let tree = try disjunction()
        guard token.kind == .close else {
            throw QueryError(
                .querySyntax, at: opening, "the parenthesis that opens here is never closed",
                hint: "close it, or put it in quotes to search for it")
        }
        _ = advance()
        return tree
    }

    private mutating func count(_ range: Range<Int>) throws(QueryError) {
        terms += 1
        guard terms > limits.terms else { return }
        throw QueryError(
            .queryTooManyTerms, at: range,
            "the query has more than \(limits.terms) words and values",
            hint: "mode natural takes longer texts")
    }

    private mutating func leaf(
        _ text: String, isQuoted: Bool, _ range: Range<Int>, _ field: Field.Name
    ) throws(QueryError) -> QueryTree? {
        try count(range)
        let position = SourceRange(range)
        switch Field.row(field).query {
        case .words:
            if isQuoted {
                guard !Tokenizer.words(in: text).isEmpty else { return nil }
                return .text(TextTerm(.phrase, text, at: position), in: field)
            }
            return try WordReader(limits: limits, field: field).tree(of: text, at: range)
        case .identity, .value: return .value(field, text, at: position)
        case .date: return .date(try dates.span(text, at: range))
        case .flag:
            let flag = text.lowercased()
            guard Field.row(field).flags.contains(flag) else {
                throw QueryError(
                    .badValue, at: range, "\(field.rawValue): does not know \"\(text)\"",
                    hint: FieldNames.hint(forFlag: flag, of: field))
            }
            return .flag(field, flag)
        case nil:
            throw QueryError(
                .unknownField, at: range, "\(field.rawValue): cannot be used in a query",
                hint: FieldNames.hint(for: field.rawValue))
        }
    }
}
