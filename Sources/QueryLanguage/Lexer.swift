import Schema

/// A piece of a query with its place.
struct Token: Equatable {
    enum Kind: Equatable {
        case open, close, and, or, not, end
        /// `NEAR/n` or `ADJ/n`.
        case near(distance: Int, isOrdered: Bool)
        /// Anything else without quotes, as written.
        case word(String)
        /// The text between quotes, escapes resolved.
        case quoted(String)
        /// `name:`; what follows is its value or a group in parentheses.
        case field(Field.Name)
        /// The text behind `name:`.
        case value(String, isQuoted: Bool)
        /// `exact:`, followed by a quoted text.
        case exact
    }

    var kind: Kind
    var range: Range<Int>
}

/// Cuts a query into tokens.
///
///     query   a run of tokens; white space separates and means nothing else
///     quoted  "…" with \" and \\ as escapes, or typographic “…” „…“ «…»
///     field   a name of the field table (any case) and a colon with its value right behind
///     - +     at the start of a token: NOT, and nothing (every word is required already)
///     word    a run up to white space, parenthesis or quote
///
/// Operators are in capitals: AND OR NOT NEAR NEAR/n ADJ ADJ/n. A name before a colon that is no
/// field is an error unless white space or `//` follows, as in `Ukraine: the war` and `https://…`.
struct Lexer {
    static let operators: Set<String> = ["AND", "OR", "NOT", "NEAR", "ADJ"]

    private let text: [Unicode.Scalar]
    private var position = 0

    init(_ text: String) {
        self.text = Array(text.unicodeScalars)
    }

    static func isQuote(_ scalar: Unicode.Scalar) -> Bool {
        closers(of: scalar) != nil || scalar == "»"
    }

    private static func closers(of scalar: Unicode.Scalar) -> [Unicode.Scalar]? {
        switch scalar {
        case "\"": ["\""]
        case "“", "„", "‟", "”": ["”", "“", "\""]
        case "«": ["»"]
        default: nil
        }
    }

    /// All tokens; the last is `end`.
    static func tokens(of text: String) throws(QueryError) -> [Token] {
        var lexer = Lexer(text)
        var tokens: [Token] = []
        while true {
            let token = try lexer.next()
            tokens.append(token)
            if token.kind == .end { return tokens }
            if case .field(let name) = token.kind, lexer.peek() != "(" {
                tokens.append(try lexer.value(of: name, after: token.range))
            }
        }
    }

    private func peek(_ offset: Int = 0) -> Unicode.Scalar? {
        position + offset < text.count ? text[position + offset] : nil
    }

    private func string(_ range: Range<Int>) -> String {
        var result = String.UnicodeScalarView()
        result.append(contentsOf: text[range])
        return String(result)
    }

    private mutating func next() throws(QueryError) -> Token {
        while let scalar = peek() {
            let start = position
            if scalar.properties.isWhitespace {
                position += 1
                continue
            }
            switch scalar {
            case "(":
                position += 1
                return Token(kind: .open, range: start..<position)
            case ")":
                position += 1
                return Token(kind: .close, range: start..<position)
            case "-", "+":
                position += 1
                guard let following = peek(), !following.properties.isWhitespace, following != ")"
                else { continue }
                if scalar == "-" { return Token(kind: .not, range: start..<position) }
                continue
            default: break
            }
            if Self.closers(of: scalar) != nil { return try quoted() }
            if scalar == "»" {
                position += 1
                continue
            }
            return try run()
        }
        return Token(kind: .end, range: text.count..<text.count)
    }

    private mutating func quoted() throws(QueryError) -> Token {
        let start = position
        let closers = Self.closers(of: text[start]) ?? []
        position += 1
        var content = String.UnicodeScalarView()
        while let scalar = peek() {
            position += 1
            if closers.contains(scalar) {
                return Token(kind: .quoted(String(content)), range: start..<position)
            }
            if scalar == "\\", let escaped = peek(), escaped == "\"" || escaped == "\\" {
                content.append(escaped)
                position += 1
            } else {
                content.append(scalar)
            }
        }
        throw QueryError(
            .querySyntax, at: start..<start + 1, "the quote that opens here is never closed",
            hint: "close it with another quote")
    }

    private mutating func run() throws(QueryError) -> Token {
        let start = position
        while let scalar = peek(), !Self.ends(scalar) {
            if scalar == ":", let field = try field(from: start) { return field }
            position += 1
        }
        let word = string(start..<position)
        let range = start..<position
        switch word {
        case "AND": return Token(kind: .and, range: range)
        case "OR": return Token(kind: .or, range: range)
        case "NOT": return Token(kind: .not, range: range)
        default: break
        }
        return try proximity(word, range) ?? Token(kind: .word(word), range: range)
    }

    private static func ends(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace || scalar == "(" || scalar == ")" || isQuote(scalar)
    }

    private func proximity(_ word: String, _ range: Range<Int>) throws(QueryError) -> Token? {
        let parts = word.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let name = parts.first, name == "NEAR" || name == "ADJ" else { return nil }
        var distance = NearGroup.defaultDistance
        if parts.count == 2 {
            guard let number = Int(parts[1]), (1...NearGroup.maximumDistance).contains(number)
            else {
                throw QueryError(
                    .badValue, at: range,
                    "\(word): behind \(name)/ stands a number of words from 1 to"
                        + " \(NearGroup.maximumDistance)", hint: "for instance \(name)/8")
            }
            distance = number
        }
        return Token(kind: .near(distance: distance, isOrdered: name == "ADJ"), range: range)
    }

    /// The field whose colon is at `position`; nil where the colon is punctuation.
    private mutating func field(from start: Int) throws(QueryError) -> Token? {
        let name = string(start..<position)
        let isName =
            text[start].properties.isAlphabetic
            && name.unicodeScalars.allSatisfy { scalar in
                scalar.properties.isAlphabetic || scalar == "-" || scalar == "_" || scalar == "."
            }
        guard isName else { return nil }
        let following = peek(1)
        if following == "/" && peek(2) == "/" { return nil }
        let isBare = following.map { $0.properties.isWhitespace || $0 == ")" } ?? true
        let range = start..<position + 1
        let lower = name.lowercased()
        if lower == "exact" {
            guard following.map({ Self.closers(of: $0) != nil }) ?? false else {
                throw QueryError(
                    .querySyntax, at: range, "exact: needs a text in quotes",
                    hint: "exact:\"as printed\"")
            }
            position += 1
            return Token(kind: .exact, range: range)
        }
        if let field = Field.Name(rawValue: lower), Field.row(field).query != nil {
            guard !isBare else {
                throw QueryError(
                    .querySyntax, at: range, "\(lower): has no value",
                    hint: "write it right behind the colon, for instance "
                        + Field.row(field).example)
            }
            position += 1
            return Token(kind: .field(field), range: range)
        }
        if isBare { return nil }
        throw QueryError(
            .unknownField, at: start..<position, "there is no field \"\(name)\"",
            hint: FieldNames.hint(for: lower))
    }

    private mutating func value(
        of field: Field.Name, after name: Range<Int>
    ) throws(QueryError) -> Token {
        if let scalar = peek(), Self.closers(of: scalar) != nil {
            let token = try quoted()
            guard case .quoted(let content) = token.kind else { return token }
            guard content.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) else {
                throw QueryError(
                    .querySyntax, at: token.range, "\(field.rawValue): has an empty value",
                    hint: "for instance " + Field.row(field).example)
            }
            return Token(kind: .value(content, isQuoted: true), range: token.range)
        }
        let start = position
        while let scalar = peek(), !Self.ends(scalar) || (scalar == "(" && position > start) {
            // A parenthesis inside a value, as in a URL, belongs to it when it is closed there.
            if scalar == "(" {
                guard let close = closingInRun() else { break }
                position = close
            }
            position += 1
        }
        return Token(
            kind: .value(string(start..<position), isQuoted: false), range: start..<position)
    }

    /// Where the parenthesis at `position` closes before any white space.
    private func closingInRun() -> Int? {
        var index = position
        while index < text.count, !text[index].properties.isWhitespace {
            if text[index] == ")" { return index }
            index += 1
        }
        return nil
    }
}
