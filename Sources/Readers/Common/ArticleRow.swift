import Articles

/// An article from a JSON object with the keys of ``JSONLines``.
enum ArticleRow {
    /// Reads one object.
    ///
    /// What is unknown is ignored; a key of a wrong kind is a warning, since the rest still stands.
    /// - Throws: ``ReadError`` where the value is no object, or has neither title nor text.
    static func article(_ row: JSONValue, item: RawItem) throws(ReadError) -> ReadArticle {
        guard case .object = row else {
            throw ReadError(
                "a row must be an object, here is " + row.kindName,
                hint: "write one article a line as {\"title\": …, \"body\": …}")
        }
        var reader = RowReader(row: row)
        let place = item.line.map { "\(item.path):\($0)" } ?? item.path
        let givenID = reader.identifier()
        let embargo = try Withholding.check(
            Withholding.publication(status: row["status"]?.text),
            Withholding.publication(embargo: reader.string("embargoed_until")),
            id: ArticleDraft.id(url: reader.line("url"), givenID: givenID, place: place))
        var draft = try content(&reader, item: item)
        if let title = reader.line("title") { draft.title = title }
        if let subtitle = reader.line("subtitle") { draft.subtitle = subtitle }
        if let section = reader.line("section") { draft.section = section }
        if let site = reader.line("site") { draft.site = site }
        if let url = reader.line("url") { draft.url = url }
        if let language = reader.line("language") { draft.language = language.lowercased() }
        let authors = reader.authors()
        if !authors.isEmpty { draft.authors = authors }
        let actors = reader.actors()
        draft.actors = actors
        let modified = reader.date("modified", language: draft.language)
        if let published = reader.publicationDate(language: draft.language) {
            draft.candidates.insert(published, at: 0)
        }
        if let modified { draft.modified = modified }
        draft.warnings += reader.warnings
        guard reader.hasContent else {
            throw ReadError(
                "the row has neither a title nor a text",
                hint: "give one of title, body, text, html")
        }
        draft.embargoedUntil = embargo
        return ReadArticle(
            article: draft.article(givenID: givenID, place: place), givenID: givenID != nil,
            hasGivenActors: !actors.isEmpty)
    }

    /// What the text of the row gives, by the first of `body`, `text` and `html` that it has.
    private static func content(
        _ reader: inout RowReader, item: RawItem
    ) throws(ReadError) -> ArticleDraft {
        var draft = ArticleDraft()
        if let body = reader.string("body") {
            draft.wholeBody = CleanText.normalised(body)
        } else if let text = reader.string("text") {
            draft = ScrapedText.draft(
                of: CleanText.normalised(text), title: reader.line("title"),
                language: reader.line("language"), site: reader.line("site"),
                url: reader.line("url"))
        } else if let html = reader.string("html") {
            draft = try HTMLPage.draft(
                of: Array(html.utf8), url: reader.line("url"), encoding: "utf-8")
        }
        return draft
    }
}

/// The keys of one row, with a warning for each value of a wrong kind.
private struct RowReader {
    let row: JSONValue
    var warnings: [String] = []

    init(row: JSONValue) {
        self.row = row
    }

    /// Whether it has a key that can hold the article; the value may be empty, as archives have
    /// articles of a title only, and some of which nothing but the id is left.
    var hasContent: Bool {
        ["title", "body", "text", "html"].contains { row[$0] != nil }
    }

    mutating func string(_ key: String) -> String? {
        guard let value = row[key] else { return nil }
        if let text = value.text { return text }
        warn(key, "a string", value)
        return nil
    }

    mutating func line(_ key: String) -> String? {
        CleanText.optionalLine(string(key))
    }

    /// The given id as it is, a number in its printed form.
    mutating func identifier() -> String? {
        guard let value = row["id"] else { return nil }
        guard let text = value.scalarText else {
            warn("id", "a string or a number", value)
            return nil
        }
        return text.isEmpty ? nil : text
    }

    private mutating func warn(_ key: String, _ wanted: String, _ value: JSONValue) {
        warnings.append("The key \(key) should be \(wanted), here is \(value.kindName): ignored.")
    }

    mutating func authors() -> [Author] {
        var authors: [Author] = []
        for key in ["authors", "author"] where authors.isEmpty {
            for value in row[key]?.list ?? [] {
                if let name = CleanText.optionalLine(value.text) {
                    authors.append(Author(name: name, source: "given"))
                } else if let author = author(value) {
                    authors.append(author)
                } else if value.text == nil {
                    warn(key, "a string, a list of strings or a list of objects", value)
                }
            }
        }
        return authors
    }

    private func author(_ value: JSONValue) -> Author? {
        guard
            let name = CleanText.optionalLine(value["name"]?.text)
                ?? CleanText.optionalLine(value["label"]?.text)
        else { return nil }
        var author = Author(
            name: name, honorific: CleanText.optionalLine(value["honorific"]?.text),
            bio: CleanText.optionalLine(value["bio"]?.text), source: "given")
        if let id = CleanText.optionalLine(value["id"]?.text) { author.id = id }
        if let label = CleanText.optionalLine(value["label"]?.text) { author.label = label }
        return author
    }

    mutating func actors() -> [Actor] {
        var actors: [Actor] = []
        var seen: Set<String> = []
        for key in ["actors", "actor"] where actors.isEmpty {
            for value in row[key]?.list ?? [] {
                guard let actor = actor(value) else {
                    if value.text == nil {
                        warn(key, "a string, a list of strings or a list of objects", value)
                    }
                    continue
                }
                if seen.insert(actor.id).inserted { actors.append(actor) }
            }
        }
        return actors
    }

    private func actor(_ value: JSONValue) -> Actor? {
        if let name = CleanText.optionalLine(value.text) {
            return Actor(id: Identifier.unrecorded(named: name), label: name, type: .unknown)
        }
        guard
            let label = CleanText.optionalLine(value["label"]?.text)
                ?? CleanText.optionalLine(value["name"]?.text)
        else { return nil }
        let type = value["type"]?.text.flatMap(ActorType.init(rawValue:)) ?? .unknown
        var actor = Actor(id: Identifier.unrecorded(named: label), label: label, type: type)
        if let id = CleanText.optionalLine(value["id"]?.text) { actor.id = id }
        if case .number(let text)? = value["mentions"], let count = Int(text), count > 0 {
            actor.mentions = count
        }
        if value["in_title"] == .bool(true) { actor.inTitle = true }
        if value["in_lead"] == .bool(true) { actor.inLead = true }
        let kinds = (value["kinds"]?.list ?? []).compactMap(\.text)
        let known = MentionKind.allCases.filter { kinds.contains($0.rawValue) }
        if !known.isEmpty { actor.kinds = known }
        return actor
    }

    mutating func publicationDate(language: String?) -> DateEvidence? {
        var raw = row["date"]
        if let object = raw, case .object = object { raw = object["published"] }
        guard let raw else { return nil }
        guard let text = raw.text, let value = Self.edtf(text, language: language) else {
            if raw.text?.isEmpty != true { warnDate("date", raw) }
            return nil
        }
        return DateEvidence(source: .given, raw: text, value: value, trust: 1)
    }

    mutating func date(_ key: String, language: String?) -> String? {
        guard let raw = row[key] else { return nil }
        guard let text = raw.text, let value = Self.edtf(text, language: language) else {
            if raw.text?.isEmpty != true { warnDate(key, raw) }
            return nil
        }
        return value
    }

    private mutating func warnDate(_ key: String, _ value: JSONValue) {
        let shown = value.text.map { "\"\($0.prefix(60))\"" } ?? value.kindName
        warnings.append("The key \(key) should be a date as 2024-12-25, here is \(shown): ignored.")
    }

    private static func edtf(_ text: String, language: String?) -> String? {
        let text = CleanText.line(text)
        return EDTF(text) != nil ? text : DateParsing.parse(text, language: language)?.edtf
    }
}
