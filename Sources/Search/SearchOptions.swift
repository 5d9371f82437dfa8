import Archive
import Articles
import Foundation
import QueryLanguage

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
    /// The moment of a search: what is embargoed until later is in no answer.
    public var now: @Sendable () -> Moment = SearchOptions.currentMoment
    /// Whose stemmer read articles that have no language (ISO 639-1); empty where none did.
    public var unknownLanguage = ""
    /// What words of a query also mean.
    public var synonyms = Synonyms()
    /// How large a query's text may be.
    public var queryLimits = QueryLimits.standard
    /// The most stems that one prefix, wildcard or fuzzy word may stand for: a posting list costs
    /// some 2 µs to open.
    public var maximumExpansion = 10_000
    /// The most values of all filters together.
    public var maximumFilterValues = 1_000
    /// The most hits of one page.
    public var maximumLimit = 1_000
    /// How deep a page may reach that is asked for by `offset`.
    public var maximumPageDepth = 10_000
    /// The deepest rank that a cursor reaches when hits are ordered by relevance.
    public var maximumOffset = 100_000
    /// The most facets of a request.
    public var maximumFacets = 20
    /// The most values of one facet.
    public var maximumFacetLimit = 10_000
    /// The most snippets of one hit.
    public var maximumSnippets = 10
    /// How long a search may take where the request does not say, and the most that it may say.
    public var budgetMilliseconds = 5_000
    /// How many answers are kept for the same request; 0 for none.
    public var cachedAnswers = 0
    /// How hits are weighed.
    public var ranking = RankingOptions()
    /// Of a search for phrases, how many candidates are looked at before all are.
    var firstCandidates = 64

    /// The usual settings.
    public init() {}

    /// What an archive's settings say.
    ///
    /// - Throws: `settings` where the file of the synonyms cannot be read or used.
    public init(
        _ settings: Settings, _ folder: ArchiveFolder
    ) throws(ArchiveError) {
        let limits = settings.limits
        unknownLanguage = settings.languages.first ?? ""
        queryLimits.lengthInBytes = limits.queryBytes
        queryLimits.terms = limits.queryTerms
        queryLimits.depth = limits.queryDepth
        maximumExpansion = limits.expansion
        maximumLimit = limits.pageHits
        maximumPageDepth = limits.pageDepth
        maximumFacets = limits.facets
        maximumFacetLimit = limits.facetValues
        budgetMilliseconds = limits.budgetMilliseconds
        synonyms = try Synonyms.load(folder, settings)
    }

    /// Now by the system's clock.
    @Sendable
    static func currentMoment() -> Moment { Moment(seconds: time(nil)) }

    /// Today by the system's clock, in UTC.
    @Sendable
    static func currentDay() -> CalendarDay {
        let seconds = Date().timeIntervalSince1970
        return CalendarDay(daysSince1970: Int32(clamping: Int((seconds / 86_400).rounded(.down))))
    }
}
