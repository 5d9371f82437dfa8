import Actors
import Articles

/// `GET /v1/articles/{id}/explain`: who the article is about, and every mention with its rule.
public struct ArticleExplanation: Codable, Sendable, Equatable {
    /// One mention.
    public struct Row: Codable, Sendable, Equatable {
        /// `title` or `body`.
        public var field: String
        /// In code points of the field.
        public var start: Int
        /// In code points of the field, exclusive.
        public var end: Int
        /// The words, as they stand there.
        public var text: String
        /// What stands before, on the same line.
        public var before: String
        /// What stands behind, on the same line.
        public var after: String
        /// What is named.
        public var type: ActorType
        /// How it is named.
        public var kind: MentionKind
        /// The id under which the article has it.
        public var actor: String
        /// The label of the record, or the name.
        public var label: String
        /// Why it is a mention.
        public var rule: String
        /// The role that the text gives a person beside the name; nil where it gives none.
        public var role: String?
        /// Whether the article has the actor: an editor's correction may have taken it out.
        public var counted: Bool
    }

    /// An actor of the article.
    public struct Who: Codable, Sendable, Equatable {
        /// As `org/nato`.
        public var id: String
        /// The preferred label.
        public var label: String
        /// What it is.
        public var type: ActorType
        /// How often it is mentioned.
        public var mentions: Int
        /// Whether the text names it; else the file or an editor's correction gave it.
        public var recognised: Bool
    }

    /// Of the article.
    public var id: String
    /// Of the article.
    public var title: String
    /// By falling mentions, then label.
    public var actors: [Who]
    /// In the order of the text, the title's first.
    public var mentions: [Row]

    /// Code points of text around a mention.
    private static let room = 48

    /// Explains an article as it is indexed.
    public init(_ article: Article, _ recogniser: ActorRecogniser) {
        id = article.id
        title = article.title
        let ids = Set(article.actors.map(\.id))
        let title = Array(article.title.unicodeScalars)
        let body = Array(article.body.unicodeScalars)
        mentions = recogniser.explain(article).map { explained in
            let text = explained.field == "title" ? title : body
            let mention = explained.mention
            let label = mention.label ?? explained.text
            let actor = mention.actor ?? Identifier.unrecorded(named: label)
            let around = Self.around(mention.start..<mention.end, in: text)
            return Row(
                field: explained.field, start: mention.start, end: mention.end,
                text: explained.text, before: around.before, after: around.after,
                type: mention.type, kind: mention.kind, actor: actor, label: label,
                rule: explained.rule, role: explained.role, counted: ids.contains(actor))
        }
        let named = Set(mentions.map(\.actor))
        actors = article.actors.map { actor in
            Who(
                id: actor.id, label: actor.label, type: actor.type, mentions: actor.mentions,
                recognised: named.contains(actor.id))
        }
    }

    /// The text of the line around a range, cut at spaces where it is long.
    private static func around(
        _ range: Range<Int>, in text: [Unicode.Scalar]
    ) -> (before: String, after: String) {
        var start = min(max(range.lowerBound, 0), text.count)
        let end = min(max(range.upperBound, start), text.count)
        let first = max(0, start - room)
        while start > first, text[start - 1] != "\n" { start -= 1 }
        if start > 0, start == first, text[start - 1] != "\n" {
            while start < range.lowerBound, text[start] != " " { start += 1 }
        }
        var last = end
        let limit = min(text.count, end + room)
        while last < limit, text[last] != "\n" { last += 1 }
        if last == limit, last < text.count, text[last] != "\n", text[last] != " " {
            while last > end, text[last - 1] != " " { last -= 1 }
        }
        func string(_ range: Range<Int>) -> String {
            var view = String.UnicodeScalarView()
            view.append(contentsOf: text[range])
            return String(view)
        }
        return (string(start..<min(range.lowerBound, text.count)), string(end..<last))
    }
}
