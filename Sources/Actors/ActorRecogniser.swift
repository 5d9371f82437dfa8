import Articles

/// Finds the persons, organisations, states and places that an article is about.
///
///     let recogniser = ActorRecogniser(records: try AuthorityRecords.builtIn())
///     recogniser.mentions(in: "Moscow said Sergei Lavrov would go.")
///
/// Immutable and shared by all workers. Building one takes some tens of milliseconds.
public final class ActorRecogniser: Sendable {
    /// Counts changes of the rules and of the model by which names are found.
    ///
    /// Kept in each generation's manifest, as that of the readers. History: 1, rules only; 2, a
    /// trained model and lines of results.
    public static let rulesVersion = 2
    /// The records that it knows.
    public let records: AuthorityRecords
    let index: NameIndex
    /// Finds the names that no record knows; nil where only the rules are wanted.
    let model: NameModel?

    /// The built-in model, read once for all recognisers.
    ///
    /// A build whose resource is damaged fails the tests; should one get out all the same, it finds
    /// what records know.
    private static let shipped = try? NameModel.builtIn()

    /// A recogniser of those records, with the model that ships in the binary.
    public convenience init(records: AuthorityRecords) {
        self.init(records: records, model: Self.shipped)
    }

    /// A recogniser of those records and names; without a model by the rules alone.
    package init(records: AuthorityRecords, model: NameModel?) {
        self.records = records
        self.model = model
        index = NameIndex(records)
    }

    /// The mentions in a text, ascending and never overlapping; offsets in code points.
    ///
    /// The date decides between holders of one office; without it the latest year that the text
    /// names does. In a language other than English only persons are found that no record knows;
    /// nil is taken for English.
    public func mentions(in text: String, date: CalendarDay? = nil, language: String? = nil)
        -> [Mention]
    {
        read(text, split: nil, date: date, language: language).map {
            mention($0.found, in: $0, offset: 0)
        }
    }

    /// One row of `byline annotate --format jsonl`.
    public func annotate(_ row: AnnotateRow) -> AnnotatedRow {
        AnnotatedRow(
            id: row.id, mentions: mentions(in: row.text, date: row.date, language: row.language))
    }

    /// Fills an article's actors from its title and body.
    ///
    /// `given` leaves them as they are; `recognise` drops them first; `both` links a given name that
    /// exactly one record bears and joins it with what is recognised. By falling mentions, then label.
    public func addActors(to article: inout Article, mode: ActorsMode) {
        var actors: [Actor] = []
        switch mode {
        case .given: return
        case .recognise: break
        case .both: actors = article.actors.map(linked)
        }
        var places: [String: Int] = [:]
        var merged: [Actor] = []
        func add(_ actor: Actor) {
            guard let at = places[actor.id] else {
                places[actor.id] = merged.count
                merged.append(actor)
                return
            }
            merged[at].mentions += actor.mentions
            merged[at].inTitle = merged[at].inTitle || actor.inTitle
            merged[at].inLead = merged[at].inLead || actor.inLead
            for kind in actor.kinds where !merged[at].kinds.contains(kind) {
                merged[at].kinds.append(kind)
            }
        }
        for actor in actors { add(actor) }
        let given = merged.count
        var counted: Set<Int> = []
        for found in mentions(of: article) {
            let id = actorID(found)
            let actor = Actor(
                id: id.id, label: id.label, type: found.found.type, mentions: 1,
                inTitle: found.isTitle,
                inLead: found.isLead, kinds: [found.found.kind])
            // A given actor comes with one mention for being given; what the text holds replaces it.
            if let at = places[id.id], at < given, counted.insert(at).inserted {
                merged[at].mentions = 0
            }
            add(actor)
        }
        for at in merged.indices {
            let kinds = merged[at].kinds
            merged[at].kinds = MentionKind.allCases.filter(kinds.contains)
        }
        article.actors = merged.sorted { ($1.mentions, $0.label) < ($0.mentions, $1.label) }
    }

    /// Every mention of an article's title and body with the rule that made it, and the role that
    /// the text gives a person beside the name.
    public func explain(_ article: Article) -> [ExplainedMention] {
        let offset = article.title.unicodeScalars.count + 2
        return mentions(of: article, wantsRoles: true).map { found in
            ExplainedMention(
                field: found.isTitle ? "title" : "body", text: found.text,
                mention: mention(found.found, in: found, offset: found.isTitle ? 0 : offset),
                rule: found.found.rule.rawValue, role: found.role)
        }
    }

    // MARK: - Reading

    /// A mention with what of its reading is still needed.
    private struct Placed {
        var found: Found
        var start: Int
        var end: Int
        var text: String
        /// The label of a name without a record.
        var label: String?
        /// The role that the text gives a person beside the name.
        var role: String?
        var isTitle = false
        var isLead = false
    }

    private func mentions(of article: Article, wantsRoles: Bool = false) -> [Placed] {
        let titleEnd = article.title.unicodeScalars.count
        var result = read(
            article.title + "\n\n" + article.body, split: titleEnd, date: article.date.value,
            language: article.language, wantsRoles: wantsRoles)
        let leadEnd = titleEnd + 2 + Self.leadLength(article.body)
        for at in result.indices {
            result[at].isTitle = result[at].start < titleEnd
            result[at].isLead = !result[at].isTitle && result[at].start < leadEnd
        }
        let signature = Self.signature(of: article)
        guard signature < Int.max else { return result }
        return result.filter { $0.start < titleEnd + 2 + signature }
    }

    /// Reads a text; with `split`, what lies before that code point is a title and is read last.
    private func read(
        _ source: String, split: Int?, date: CalendarDay?, language: String?,
        wantsRoles: Bool = false
    ) -> [Placed] {
        var source = source
        return source.withUTF8 { text in
            let tokens = Tokeniser(words: index.words).tokens(text)
            return tokens.withUnsafeBufferPointer { tokens in
                var reading = Recognition(
                    index: index, tokens: tokens, text: text,
                    year: Int32(date?.components.year ?? Self.latestYear(tokens, text)),
                    isEnglish: language == nil || language == "en")
                let head = split.map { split in
                    tokens.firstIndex { Int($0.codeStart) >= split } ?? tokens.count
                }
                reading.readAll(head: head)
                if let model, reading.isEnglish { reading.join(model) }
                reading.found.sort { $0.start < $1.start }
                return reading.found.map { found in
                    let first = tokens[found.start]
                    var last = tokens[found.end - 1]
                    if found.endsInPossessive, last.shape.contains(.possessive),
                        Int(last.end) < text.count
                    {
                        last.codeEnd += 2
                        last.end += text[Int(last.end)] == 0x27 ? 2 : 4
                    }
                    return Placed(
                        found: found, start: Int(first.codeStart), end: Int(last.codeEnd),
                        text: String(
                            decoding: text[Int(first.start)..<Int(last.end)], as: UTF8.self),
                        label: found.local >= 0 ? reading.locals[Int(found.local)].label : nil,
                        role: wantsRoles
                            ? reading.role(of: found).map { Self.words($0, tokens, text) } : nil)
                }
            }
        }
    }

    private static func words(
        _ range: Range<Int>, _ tokens: UnsafeBufferPointer<Token>,
        _ text: UnsafeBufferPointer<UInt8>
    ) -> String {
        let bytes = Int(tokens[range.lowerBound].start)..<Int(tokens[range.upperBound - 1].end)
        return String(decoding: text[bytes], as: UTF8.self)
    }

    private func mention(_ found: Found, in placed: Placed, offset: Int) -> Mention {
        var mention = Mention(
            start: placed.start - offset, end: placed.end - offset, type: found.type,
            kind: found.kind)
        if found.record >= 0 {
            let record = records.all[Int(found.record)]
            mention.actor = record.id
            mention.label = record.label
            mention.wikipedia = record.wikipedia
        } else {
            mention.label = placed.label ?? placed.text
        }
        return mention
    }

    private func actorID(_ placed: Placed) -> (id: String, label: String) {
        if placed.found.record >= 0 {
            let record = records.all[Int(placed.found.record)]
            return (record.id, record.label)
        }
        let label = placed.label ?? placed.text
        return (Identifier.unrecorded(named: label), label)
    }

    /// A given actor, as the record that alone bears its name.
    private func linked(_ actor: Actor) -> Actor {
        var actor = actor
        let isNamed = actor.id == Identifier.unrecorded(named: actor.label)
        let ids = isNamed ? records.resolve(name: actor.label) : [records.redirected(actor.id)]
        guard ids.count == 1 || isNamed && ids.count > 1 && isPreferred(ids, actor.label),
            let record = ids.first.flatMap({ records[$0] })
        else { return actor }
        actor.id = record.id
        actor.label = record.label
        actor.type = record.type
        return actor
    }

    /// Whether the first of several records alone bears the name as its label.
    private func isPreferred(_ ids: [String], _ name: String) -> Bool {
        let key = NameFolding.key(name)
        return ids.filter { records[$0].map { NameFolding.key($0.label) == key } ?? false }.count
            == 1
    }

    // MARK: - Parts of an article

    /// The latest year that a text names, 0 where it names none.
    static func latestYear(
        _ tokens: UnsafeBufferPointer<Token>, _ text: UnsafeBufferPointer<UInt8>
    ) -> Int {
        var latest = 0
        for token in tokens where token.shape.contains(.digit) && token.length == 4 {
            var value = 0
            for byte in text[Int(token.start)..<Int(token.end)] where byte >= 0x30 && byte <= 0x39 {
                value = value * 10 + Int(byte - 0x30)
            }
            if value >= 1900 && value <= 2099 { latest = max(latest, value) }
        }
        return latest
    }

    /// The code points of the first paragraph.
    private static func leadLength(_ body: String) -> Int {
        var count = 0
        var previous: Unicode.Scalar = " "
        for scalar in body.unicodeScalars {
            if scalar == "\n" && previous == "\n" { return count - 1 }
            previous = scalar
            count += 1
        }
        return count
    }

    /// Where the signature begins: a last paragraph of at most 80 words that opens with an author's name.
    ///
    /// In code points of the body; `Int.max` without one.
    private static func signature(of article: Article) -> Int {
        guard !article.authors.isEmpty else { return Int.max }
        let paragraphs = article.body.split(separator: "\n\n", omittingEmptySubsequences: true)
        guard paragraphs.count > 1, let last = paragraphs.last,
            WordCount.words(in: String(last)) <= 80
        else { return Int.max }
        let key = NameFolding.key(String(last.prefix(200)))
        for author in article.authors {
            let name = NameFolding.key(author.name)
            if !name.isEmpty,
                key.hasPrefix(name) || key.hasPrefix("by " + name) || key.hasPrefix("dr " + name)
            {
                return article.body[..<last.startIndex].unicodeScalars.count
            }
        }
        return Int.max
    }
}
