import Articles
import Schema

/// What the columns hold of one document; ordinals are those of whoever made it.
struct DocumentRow: Equatable {
    var firstDay = Part.undated
    var lastDay = Part.undated
    var precisionBasis: UInt8 = 0
    var authors: [UInt32] = []
    var actors: [UInt32] = []
    var actorMentions: [UInt16] = []
    var actorFlags: [UInt8] = []
    /// Label ordinal + 1; 0 for none.
    var section: UInt32 = 0
    /// Label ordinal + 1; 0 for none.
    var language: UInt32 = 0
    /// Label ordinal + 1; 0 for none.
    var site: UInt32 = 0
    var words: UInt32 = 0
    var story: UInt32 = 0
    var flags: UInt8 = 0
    /// Seconds since 1970 until which the document is in no answer; nil for one that may be seen.
    var embargo: Int64?

    init() {}

    /// The row of an article; `ordinal` gives or makes the ordinal of a label.
    ///
    /// An author or actor that is named twice stands once: the first naming counts, mentions add.
    init<Failure: Error>(
        _ article: Article, story: UInt32,
        ordinal: (LabelField, FacetLabel) throws(Failure) -> UInt32
    ) throws(Failure) {
        self.story = story
        if let value = article.date.value {
            firstDay = value.daysSince1970
            lastDay = (article.date.lastDay ?? value).daysSince1970
        }
        precisionBasis =
            (article.date.precision.map { ArticleCodec.index(of: $0) + 1 } ?? 0)
            | ArticleCodec.index(of: article.date.basis) << 4
        for author in article.authors {
            let label = FacetLabel(id: author.id, label: author.label, type: nil)
            let value = try ordinal(.author, label)
            if !authors.contains(value) { authors.append(value) }
        }
        for actor in article.actors {
            let label = FacetLabel(id: actor.id, label: actor.label, type: actor.type)
            let value = try ordinal(.actor, label)
            let mentions = UInt16(clamping: actor.mentions)
            if let index = actors.firstIndex(of: value) {
                let sum = actorMentions[index].addingReportingOverflow(mentions)
                actorMentions[index] = sum.overflow ? .max : sum.partialValue
                actorFlags[index] |= ActorFlags.of(actor)
            } else {
                actors.append(value)
                actorMentions.append(mentions)
                actorFlags.append(ActorFlags.of(actor))
            }
        }
        if let text = article.section {
            let label = FacetLabel(id: Term.sectionID(text), label: text, type: nil)
            section = try ordinal(.section, label) + 1
        }
        if let text = article.language {
            language = try ordinal(.language, FacetLabel(id: text, label: text, type: nil)) + 1
        }
        if let text = article.site {
            site = try ordinal(.site, FacetLabel(id: text, label: text, type: nil)) + 1
        }
        words = UInt32(clamping: article.words)
        flags = DocumentFlags.of(article)
        embargo = article.embargoedUntil.map { Int64($0.seconds) }
    }
}

/// A value of a facet: how it is found and how it is shown.
struct FacetLabel: Equatable {
    var id: String
    var label: String
    var type: ActorType?
}

/// The fields whose values have ordinals, in the order of their numbers in files.
enum LabelField: UInt8, CaseIterable {
    case author, actor, section, language, site

    /// The first part of the names of its sections.
    var key: String {
        switch self {
        case .author: "author"
        case .actor: "actor"
        case .section: "section"
        case .language: "language"
        case .site: "site"
        }
    }
}

/// The bits of ``Part/actorFlags``.
public enum ActorFlags {
    /// The title names the actor.
    public static let inTitle: UInt8 = 1
    /// The first paragraph names the actor.
    public static let inLead: UInt8 = 2
    /// The kinds of the mentions lie above: bit 2 + the place of the kind in `allCases`.
    public static let kindsShift: UInt8 = 2

    /// The bits of an actor.
    public static func of(_ actor: Actor) -> UInt8 {
        var bits = (actor.inTitle ? inTitle : 0) | (actor.inLead ? inLead : 0)
        for kind in actor.kinds { bits |= 1 << (kindsShift + ArticleCodec.index(of: kind)) }
        return bits
    }

    /// The kinds of the mentions, in the order of `allCases`.
    public static func kinds(_ bits: UInt8) -> [MentionKind] {
        MentionKind.allCases.filter {
            bits & 1 << (kindsShift + ArticleCodec.index(of: $0)) != 0
        }
    }
}

/// The bits of ``Part/flags``.
public enum DocumentFlags {
    /// The article prints a correction.
    public static let hasCorrection: UInt8 = 1
    /// Two trusted sources disagree on the date.
    public static let hasConflict: UInt8 = 2
    /// The article has captions.
    public static let hasCaptions: UInt8 = 4
    /// The article has a URL.
    public static let hasURL: UInt8 = 8
    /// An author has a bio.
    public static let hasBio: UInt8 = 16

    /// The bits of an article.
    public static func of(_ article: Article) -> UInt8 {
        (article.corrections.isEmpty ? 0 : hasCorrection)
            | (article.date.conflict ? hasConflict : 0)
            | (article.captions.isEmpty ? 0 : hasCaptions) | (article.url == nil ? 0 : hasURL)
            | (article.authors.contains { $0.bio != nil } ? hasBio : 0)
    }
}
