import Articles

extension Hit {
    /// Reads a hit; a key that is missing is a part that was not asked for.
    public init(from decoder: any Decoder) throws {
        self.init()
        let container = try decoder.container(keyedBy: CodingKeys.self)
        id = try container.decodeIfPresent(String.self, forKey: .id)
        title = try container.decodeIfPresent(String.self, forKey: .title)
        titleSpans = try container.decodeIfPresent([[Int]].self, forKey: .titleSpans)
        url = try Self.text(container, .url)
        authors = try container.decodeIfPresent([Author].self, forKey: .authors)
        date = try container.decodeIfPresent(Date.self, forKey: .date)
        section = try Self.text(container, .section)
        language = try Self.text(container, .language)
        site = try Self.text(container, .site)
        words = try container.decodeIfPresent(Int.self, forKey: .words)
        score = try container.decodeIfPresent(Double.self, forKey: .score)
        actors = try container.decodeIfPresent([Actor].self, forKey: .actors)
        snippets = try container.decodeIfPresent([Snippet].self, forKey: .snippets)
        copies = try container.decodeIfPresent(Copies.self, forKey: .copies)
        explanation = try container.decodeIfPresent(Explanation.self, forKey: .explanation)
    }

    /// Writes the parts that were asked for, `null` for what the article does not have.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encodeIfPresent(id, forKey: .id)
        try container.encodeIfPresent(title, forKey: .title)
        try container.encodeIfPresent(titleSpans, forKey: .titleSpans)
        if let url { try container.encode(url, forKey: .url) }
        try container.encodeIfPresent(authors, forKey: .authors)
        try container.encodeIfPresent(date, forKey: .date)
        if let section { try container.encode(section, forKey: .section) }
        if let language { try container.encode(language, forKey: .language) }
        if let site { try container.encode(site, forKey: .site) }
        try container.encodeIfPresent(words, forKey: .words)
        try container.encodeIfPresent(score, forKey: .score)
        try container.encodeIfPresent(actors, forKey: .actors)
        try container.encodeIfPresent(snippets, forKey: .snippets)
        try container.encodeIfPresent(copies, forKey: .copies)
        try container.encodeIfPresent(explanation, forKey: .explanation)
    }

    private static func text(
        _ container: KeyedDecodingContainer<CodingKeys>, _ key: CodingKeys
    ) throws -> String?? {
        guard container.contains(key) else { return nil }
        return .some(try container.decodeIfPresent(String.self, forKey: key))
    }
}
