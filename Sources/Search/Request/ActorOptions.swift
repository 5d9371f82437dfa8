import Archive
import Articles

/// Which mentions make an article count as being about an actor.
///
///     roll=1            an actor counts for all that it belongs to, too: NATO's secretary for NATO
///     min_mentions=2    title and body together mention it at least so often
///     kinds=name,alias  at least one mention is of such a kind: no demonyms, no seats of government
///     prominent=1       the title or the first paragraph mentions it
///
/// Rolled up, what an article says of an actor and of all its members is joined first (mentions
/// add, kinds and places unite), and then compared with the other options.
public struct ActorOptions: Sendable, Equatable {
    /// Whether members count for what they belong to, over persons, organisations and states.
    public var roll = false
    /// Mentions in title and body together.
    public var minimumMentions = 1
    /// Kinds of which one mention must be; empty for any.
    public var kinds: [MentionKind] = []
    /// Whether title or lead must mention the actor.
    public var prominent = false

    /// Every mention counts.
    public init() {}

    /// Whether every mention counts, each for its actor alone.
    public var isUsual: Bool { self == ActorOptions() }

    /// The names that a request has for them.
    static let names = ["roll", "min_mentions", "kinds", "prominent"]

    /// The most mentions that a column can tell apart.
    static let mostMentions = Int(UInt16.max)

    /// The options as a test on columns.
    var test: MentionTest {
        MentionTest(
            minimum: UInt32(clamping: minimumMentions),
            kinds: ActorFlags.of(Actor(id: "", label: "", type: .unknown, kinds: kinds)),
            prominence: prominent ? ActorFlags.inTitle | ActorFlags.inLead : 0)
    }
}

/// What mentions of an actor must be, in terms of the columns.
struct MentionTest: Hashable, Sendable {
    /// Mentions of the article.
    let minimum: UInt32
    /// Bits of ``Archive/ActorFlags`` of which one must be set; 0 for no condition.
    let kinds: UInt8
    /// The same of the places.
    let prominence: UInt8

    @inline(__always)
    func accepts(mentions: UInt32, flags: UInt8) -> Bool {
        mentions >= minimum && (kinds == 0 || flags & kinds != 0)
            && (prominence == 0 || flags & prominence != 0)
    }

    /// Whether every actor of an article passes: a given one has at least one mention.
    var acceptsAll: Bool { minimum <= 1 && kinds == 0 && prominence == 0 }
}
