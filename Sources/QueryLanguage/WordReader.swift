import Schema

/// Makes terms of a run of text without quotes: words, prefixes, wildcards, fuzzy words.
struct WordReader {
    let limits: QueryLimits
    let field: Field.Name

    /// Nil where the run has no letter or digit.
    func tree(of run: String, at range: Range<Int>) throws(QueryError) -> QueryTree? {
        if run == "*" { return .all }
        if let fuzzy = try fuzzy(run, range) { return fuzzy }
        if run.utf8.contains(0x2A) || run.utf8.contains(0x3F) {
            return try patterns(run, range)
        }
        return plain(run, range)
    }

    private func term(_ kind: TextTerm.Kind, _ text: String, _ range: Range<Int>) -> QueryTree {
        .text(TextTerm(kind, text, at: SourceRange(range)), in: field)
    }

    private func plain(_ run: String, _ range: Range<Int>) -> QueryTree? {
        let words = Tokenizer.words(in: run)
        guard let first = words.first else { return nil }
        if words.count > 1 { return term(.phrase, run, range) }
        return term(.word, String(decoding: Array(run.utf8)[first], as: UTF8.self), range)
    }

    /// `word~` or `word~1`; nil where the run has no tilde behind one word.
    private func fuzzy(_ run: String, _ range: Range<Int>) throws(QueryError) -> QueryTree? {
        guard let tilde = run.lastIndex(of: "~"), tilde > run.startIndex else { return nil }
        let tail = run[run.index(after: tilde)...]
        let words = Tokenizer.words(in: String(run[..<tilde]))
        guard words.count == 1, tail.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        let word = String(decoding: Array(run.utf8)[words[0]], as: UTF8.self)
        if tail.isEmpty { return term(.fuzzy(edits: nil), word, range) }
        guard let edits = Int(tail), (1...2).contains(edits) else {
            throw QueryError(
                .badValue, at: range, "\(run): a fuzzy word allows 1 or 2 edits",
                hint: "write \(word)~ or \(word)~2")
        }
        return term(.fuzzy(edits: edits), word, range)
    }

    /// A run with `*` or `?`: cut where neither they nor letters or digits stand.
    private func patterns(_ run: String, _ range: Range<Int>) throws(QueryError) -> QueryTree? {
        var pieces: [QueryTree] = []
        var piece = String.UnicodeScalarView()
        for scalar in Array(run.unicodeScalars) + [" "] {
            if Self.isWordPart(scalar) || scalar == "*" || scalar == "?" {
                piece.append(scalar)
            } else if !piece.isEmpty {
                if let tree = try pattern(String(piece), range) { pieces.append(tree) }
                piece = String.UnicodeScalarView()
            }
        }
        return pieces.isEmpty ? nil : .conjunction(pieces)
    }

    private func pattern(_ piece: String, _ range: Range<Int>) throws(QueryError) -> QueryTree? {
        // A question mark at the end is punctuation: nobody asks for exactly one letter more.
        var text = piece
        while text.utf8.last == 0x3F { text.removeLast() }
        guard text.unicodeScalars.contains(where: Self.isWordPart) else { return nil }
        let stem = text.unicodeScalars.prefix(while: Self.isWordPart).count
        if stem == text.unicodeScalars.count { return plain(text, range) }
        guard stem >= limits.wildcardStem else {
            throw QueryError(
                .queryTooBroad, at: range,
                "\(text): a word with * or ? begins with at least \(limits.wildcardStem) letters",
                hint: "write more of its letters in front")
        }
        while text.hasSuffix("**") { text.removeLast() }
        let isPrefix = text.utf8.last == 0x2A && stem == text.unicodeScalars.count - 1
        return isPrefix
            ? term(.prefix, String(text.dropLast()), range) : term(.wildcard, text, range)
    }

    private static func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII {
            return (0x30...0x39).contains(scalar.value)
                || (0x61...0x7A).contains(scalar.value | 0x20)
        }
        return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
            || scalar.properties.generalCategory == .nonspacingMark
    }
}
