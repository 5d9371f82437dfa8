import Archive
import Articles
import Foundation

/// How an engine searches, whatever the request.
public struct SearchOptions: Sendable {
    /// The ids of authority records that a name or former id stands for.
    ///
    /// Asked only for what is neither an id nor a label of the snapshot.
    public var resolveAlias: @Sendable (_ snapshot: ArchiveSnapshot, _ name: String) -> [String] =
        { _, _ in [] }
    /// The id that a former id of an actor or author redirects to; the id itself where none does.
    public var redirect: @Sendable (_ snapshot: ArchiveSnapshot, _ id: String) -> String =
        { _, id in id }
    /// Every authority record with what it belongs to, for roll-up.
    public var lineages: @Sendable (_ snapshot: ArchiveSnapshot) -> [ActorLineage] = { _ in [] }
    /// The day that `today` means in a query.
    public var today: @Sendable () -> CalendarDay = SearchOptions.currentDay
    /// Whose stemmer read articles that have no language (ISO 639-1); empty where none did.
    public var unknownLanguage = ""
    /// The most hits of one page.
    public var maximumLimit = 1_000
    /// The deepest rank that a cursor reaches when hits are ordered by relevance.
    public var maximumOffset = 100_000
    /// The most values of one facet.
    public var maximumFacetLimit = 10_000
    /// The most snippets of one hit.
    public var maximumSnippets = 10
    /// How long a search may take where the request does not say, and the most that it may say.
    public var budgetMilliseconds = 10_000

    /// The usual settings.
    public init() {}

    /// Today by the system's clock, in UTC.
    @Sendable
    static func currentDay() -> CalendarDay {
        let seconds = Date().timeIntervalSince1970
        return CalendarDay(daysSince1970: Int32(clamping: Int((seconds / 86_400).rounded(.down))))
    }
}
