import Articles
import Schema

/// Text to tree: a pure function of the text, today's date and the limits.
///
///     query    = [or]                                  an empty query asks for every article
///     or       = and { "OR" and }
///     and      = not { ["AND"] not }                   words next to each other are joined by AND
///     not      = ("NOT" | "-") not | ["+"] near
///     near     = primary { ("NEAR" | "ADJ") ["/" n] primary }
///     primary  = "(" or ")" | word | quoted | exact:quoted | field:value | field:"(" or ")"
///
/// A word with letters of several words in it (`Nagorno-Karabakh`) is a phrase; one without any
/// (`&`) is left out. A field before a group holds for everything in it.
public struct QueryParser: Sendable {
    private let dates: DateExpression
    private let limits: QueryLimits

    /// A parser with its own today.
    public init(today: CalendarDay, limits: QueryLimits = .standard) {
        dates = DateExpression(today: today)
        self.limits = limits
    }

    /// The tree of a query with operators.
    public func parse(_ text: String) throws(QueryError) -> QueryTree {
        try checkLength(text)
        let tokens = try Lexer.tokens(of: text)
        if tokens.count == 1 { return .all }
        var state = ParserState(tokens: tokens, dates: dates, limits: limits)
        guard let tree = try state.query() else {
            throw QueryError(
                .querySyntax, at: 0..<text.unicodeScalars.count,
                "there is no word to search for in the query",
                hint: "a query without any text asks for every article")
        }
        return tree
    }

    /// The tree of natural language: any of its words, no operators; `all` without a word.
    public func natural(_ text: String) throws(QueryError) -> QueryTree {
        try checkLength(text)
        let utf8 = Array(text.utf8)
        return .disjunction(
            Tokenizer.words(in: text).map { range in
                .text(TextTerm(.word, String(decoding: utf8[range], as: UTF8.self)), in: .text)
            })
    }

    /// The days of a filter on the date.
    public func span(_ text: String) throws(QueryError) -> DateSpan {
        try dates.span(text, at: 0..<text.unicodeScalars.count)
    }

    /// The days between two texts of which one may be missing.
    public func span(from: String?, to: String?) throws(QueryError) -> DateSpan {
        try dates.span(from: from, to: to, at: 0..<0)
    }

    private func checkLength(_ text: String) throws(QueryError) {
        let length = text.utf8.count
        guard length > limits.lengthInBytes else { return }
        throw QueryError(
            .queryTooLong, at: 0..<text.unicodeScalars.count,
            "the query has \(length) bytes, the limit is \(limits.lengthInBytes)",
            hint: "leave words out; what is like a whole text is found by `like`")
    }
}
