import Articles

/// A mention as a helper program gives it: `{"start", "end", "type", "kind", "actor", "label"}`.
///
/// Offsets are code points of the text that it was sent, end exclusive; kind, actor and label may
/// be left out.
public struct HelperMention: Sendable, Codable, Equatable {
    /// Offset of the first code point.
    public var start: Int
    /// Offset behind the last code point.
    public var end: Int
    /// What is named.
    public var type: ActorType
    /// How it is named; a name where left out.
    public var kind: MentionKind?
    /// Id of the authority record, where the helper knows it.
    public var actor: String?
    /// The full name, where the text has another.
    public var label: String?

    /// A mention.
    public init(
        start: Int, end: Int, type: ActorType, kind: MentionKind? = nil, actor: String? = nil,
        label: String? = nil
    ) {
        self.start = start
        self.end = end
        self.type = type
        self.kind = kind
        self.actor = actor
        self.label = label
    }

    /// What is wrong with the mentions of a text of so many code points; nil where nothing is.
    public static func fault(in mentions: [HelperMention], codePoints: Int) -> String? {
        for mention in mentions {
            guard 0 <= mention.start, mention.start < mention.end, mention.end <= codePoints else {
                return "a mention from \(mention.start) to \(mention.end) in a text of "
                    + "\(codePoints) code points"
            }
        }
        return nil
    }
}

extension ActorRecogniser {
    /// The text of an article as a helper program is sent it; mentions count in it.
    public static func helperText(of article: Article) -> String {
        article.title + "\n\n" + article.body
    }

    /// Fills an article's actors from its text and from what a helper program found in it.
    ///
    /// Records that are recognised stay, unless the helper names another record at that place. Names
    /// without a record give way to those of the helper, which are linked where exactly one record
    /// bears the name. Given actors are treated as without a helper.
    public func addActors(to article: inout Article, mode: ActorsMode, helped: [HelperMention]) {
        let given = article.actors
        addActors(to: &article, mode: mode)
        guard mode != .given else { return }
        let own = explain(article)
        let offset = article.title.unicodeScalars.count + 2
        var chosen = chosen(helped, article)
        for explained in own {
            let start = explained.mention.start + (explained.field == "title" ? 0 : offset)
            let end = explained.mention.end + (explained.field == "title" ? 0 : offset)
            guard let id = explained.mention.actor else { continue }
            let isOver = chosen.contains { $0.isCertain && $0.start < end && start < $0.end }
            if isOver { continue }
            chosen.removeAll { $0.start < end && start < $0.end }
            chosen.append(
                Chosen(
                    start: start, end: end, id: id, label: explained.mention.label ?? id,
                    type: explained.mention.type, kind: explained.mention.kind, isCertain: true))
        }
        let namedBefore = Set(
            own.map { explained in
                explained.mention.actor
                    ?? Identifier.unrecorded(named: explained.mention.label ?? explained.text)
            })
        var actors = Self.counted(chosen, article)
        let ids = Set(actors.map(\.id))
        let givenNames = Set(given.flatMap { [$0.id, $0.label] })
        for actor in article.actors where !ids.contains(actor.id) {
            // What the file gave stays, whether the text names it or not.
            let isGiven =
                mode == .both
                && (!namedBefore.contains(actor.id) || givenNames.contains(actor.id)
                    || givenNames.contains(actor.label))
            if isGiven { actors.append(actor) }
        }
        article.actors = actors.sorted { ($1.mentions, $0.label) < ($0.mentions, $1.label) }
    }

    private struct Chosen {
        let start: Int
        let end: Int
        let id: String
        let label: String
        let type: ActorType
        let kind: MentionKind
        /// Whether the record is said, not only the name.
        let isCertain: Bool
    }

    /// The helper's mentions with their records; of two that overlap the first stays.
    private func chosen(_ helped: [HelperMention], _ article: Article) -> [Chosen] {
        let text = Array(Self.helperText(of: article).unicodeScalars)
        var chosen: [Chosen] = []
        var last = 0
        for mention in helped.sorted(by: { ($0.start, $1.end) < ($1.start, $0.end) })
        where mention.start >= last && mention.end <= text.count && mention.type != .unknown {
            last = mention.end
            var words = String.UnicodeScalarView()
            words.append(contentsOf: text[mention.start..<mention.end])
            let name =
                mention.label
                ?? String(words).split(whereSeparator: \.isWhitespace)
                .joined(separator: " ")
            let named = mention.actor.flatMap { records[$0] }
            let ids = named == nil ? records.resolve(name: name) : []
            if let record = named ?? (ids.count == 1 ? records[ids[0]] : nil) {
                chosen.append(
                    Chosen(
                        start: mention.start, end: mention.end, id: record.id, label: record.label,
                        type: record.type, kind: mention.kind ?? .name, isCertain: named != nil))
            } else {
                chosen.append(
                    Chosen(
                        start: mention.start, end: mention.end,
                        id: Identifier.unrecorded(named: name), label: name, type: mention.type,
                        kind: mention.kind ?? .name, isCertain: false))
            }
        }
        return chosen
    }

    private static func counted(_ chosen: [Chosen], _ article: Article) -> [Actor] {
        let titleEnd = article.title.unicodeScalars.count
        let paragraph = article.body.firstRange(of: "\n\n")?.lowerBound ?? article.body.endIndex
        let leadEnd = titleEnd + 2 + article.body[..<paragraph].unicodeScalars.count
        var places: [String: Int] = [:]
        var actors: [Actor] = []
        for mention in chosen.sorted(by: { $0.start < $1.start }) {
            let isTitle = mention.start < titleEnd
            let isLead = !isTitle && mention.start < leadEnd
            if let at = places[mention.id] {
                actors[at].mentions += 1
                actors[at].inTitle = actors[at].inTitle || isTitle
                actors[at].inLead = actors[at].inLead || isLead
                if !actors[at].kinds.contains(mention.kind) {
                    actors[at].kinds.append(mention.kind)
                }
            } else {
                places[mention.id] = actors.count
                actors.append(
                    Actor(
                        id: mention.id, label: mention.label, type: mention.type, mentions: 1,
                        inTitle: isTitle, inLead: isLead, kinds: [mention.kind]))
            }
        }
        for at in actors.indices {
            let kinds = actors[at].kinds
            actors[at].kinds = MentionKind.allCases.filter(kinds.contains)
        }
        return actors
    }
}
