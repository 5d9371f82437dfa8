import Articles

/// Fields as feeds, exports and content systems state them, made into those of an article.
enum StatedFields {
    /// A title or name that may be markup, escaped once or twice, as one clean line.
    static func line(ofMarkup raw: String) -> String {
        var text = raw
        if !HTMLFragment.isMarkup(text), text.utf8.contains(0x26) {
            let once = HTMLEntities.decoded(text)
            if HTMLFragment.isMarkup(once) { text = once }
        }
        // By the parser, since words and marks stand close to tags: "a <em>title</em>, and more".
        if HTMLFragment.isMarkup(text), text.utf8.count <= PageLimits.tagBytes,
            let tree = try? PageTreeBuilder.parse(PageScan(Array(text.utf8)).markup),
            !tree.nodes.isEmpty
        {
            text = tree.string(0)
        }
        return MarkupText.plain(text)
    }

    /// The persons among the names that a source gives, each name by itself.
    static func authors(
        _ names: [String], source: String, language: String?, site: String?
    ) -> [Author] {
        var authors: [Author] = []
        for name in names {
            let found = AuthorNames.parse(
                bareName(name), source: source, language: language, site: site)
            for author in found where !authors.contains(where: { $0.id == author.id }) {
                authors.append(author)
            }
        }
        return authors
    }

    /// The name of `jane@example.org (Jane Doe)` and of `Jane Doe <jane@example.org>`.
    private static func bareName(_ text: String) -> String {
        let text = MarkupText.plain(text)
        guard let at = text.firstIndex(of: "@") else { return text }
        if let open = text[at...].firstIndex(of: "("),
            let close = text[open...].firstIndex(of: ")")
        {
            return String(text[text.index(after: open)..<close])
        }
        if let open = text[..<at].lastIndex(where: { "<(".contains($0) }) {
            return String(text[..<open])
        }
        return text
    }

    /// EDTF of a stated date; nil where it is none.
    static func edtf(_ raw: String?, language: String?) -> String? {
        guard let raw = CleanText.optionalLine(raw) else { return nil }
        if let date = EDTF(raw), date.precision != .interval { return raw }
        return DateParsing.parse(raw, language: language)?.edtf
    }

    /// What the first of the stated dates that is one speaks for.
    static func evidence(
        _ dates: [String?], source: DateBasis, language: String?
    ) -> [DateEvidence] {
        for case let raw? in dates {
            guard let value = edtf(raw, language: language) else { continue }
            return [
                DateEvidence(
                    source: source, raw: CleanText.line(raw), value: value,
                    trust: DateChoice.trust(in: source))
            ]
        }
        return []
    }

    /// ISO 639-1 of a language tag (`en-GB`, `nb_NO`, `deu`); nil where it is none.
    static func language(_ tag: String?) -> String? {
        guard let tag = CleanText.optionalLine(tag)?.lowercased() else { return nil }
        let code = String(tag.prefix { $0 != "-" && $0 != "_" })
        if let known = otherCodes[code] { return known }
        return code.utf8.count == 2 && code.allSatisfy { $0.isASCII && $0.isLetter } ? code : nil
    }

    /// Codes of ISO 639-2 and of the two Norwegians, which are stemmed alike.
    private static let otherCodes = [
        "nb": "no", "nn": "no", "eng": "en", "deu": "de", "ger": "de", "fra": "fr", "fre": "fr",
        "spa": "es", "ita": "it", "por": "pt", "nld": "nl", "dut": "nl", "dan": "da", "swe": "sv",
        "nor": "no", "nob": "no", "nno": "no", "fin": "fi", "hun": "hu", "ron": "ro", "rum": "ro",
        "tur": "tr", "rus": "ru", "ukr": "uk", "pol": "pl", "cat": "ca", "ara": "ar", "hye": "hy",
        "arm": "hy", "eus": "eu", "baq": "eu", "gle": "ga", "lit": "lt", "ind": "id", "tam": "ta",
        "nep": "ne", "ell": "el", "gre": "el", "heb": "he", "zho": "zh", "chi": "zh", "jpn": "ja",
        "kor": "ko", "hin": "hi",
    ]

    /// The language of a text: what it shows where it is long enough, as the stated one is often
    /// the default of a system, else what is stated.
    static func language(_ tag: String?, of paragraphs: [String]) -> String? {
        var text = ""
        for paragraph in paragraphs {
            text += "\n" + paragraph
            if text.utf8.count > 4_000 { break }
        }
        if text.utf8.count > 400, let found = LanguageDetection.detect(text) { return found }
        return language(tag)
    }

    /// A URL that may be relative to another; nil where neither is one.
    static func absolute(_ link: String?, base: String?) -> String? {
        guard let link = CleanText.optionalLine(link) else { return nil }
        if CanonicalURL.normalised(link) != nil { return link }
        guard let base = base.flatMap(CanonicalURL.normalised), !link.contains(":"),
            let scheme = base.firstRange(of: "://")
        else { return nil }
        if link.hasPrefix("//") { return base[..<scheme.lowerBound] + ":" + link }
        let path = base[scheme.upperBound...].firstIndex(of: "/") ?? base.endIndex
        if link.hasPrefix("/") { return base[..<path] + link }
        let folder = base[path...].prefix { $0 != "?" }.lastIndex(of: "/") ?? path
        return base[..<folder] + "/" + link
    }

    /// Lets the first words of the text stand for a missing title, with a warning.
    ///
    /// - Throws: ``ReadError`` where there is no text either.
    static func settleTitle(
        _ draft: inout ArticleDraft, of thing: String
    ) throws(ReadError) {
        guard draft.title.isEmpty else { return }
        guard let first = draft.paragraphs.first else {
            throw ReadError("the \(thing) has neither a title nor a text")
        }
        draft.title = TextUnit.opening(of: first)
        draft.warnings.append("No title found: the first words stand for it.")
    }

    /// What a source says an article is about, as given actors.
    static func actors(_ named: [(name: String?, type: ActorType)]) -> [Actor] {
        var actors: [Actor] = []
        for (name, type) in named {
            guard let name = CleanText.optionalLine(name) else { continue }
            let id = Identifier.unrecorded(named: name)
            guard !actors.contains(where: { $0.id == id }) else { continue }
            actors.append(Actor(id: id, label: name, type: type))
        }
        return actors
    }
}
