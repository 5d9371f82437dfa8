import Articles
import Schema

/// What is asked: the request of the contract (`POST /v1/search`, `GET /v1/search?…`).
///
///     var request = SearchRequest()
///     request.q = "sanctions NEAR/8 gas"
///     request.filters[.actor].all = ["org/nato"]
///     request.facets = [FacetRequest(.author, limit: 20)]
public struct SearchRequest: Sendable, Equatable {
    /// How the text is read.
    public enum Mode: String, Sendable, Codable, CaseIterable {
        /// Operators; words are joined by AND.
        case query
        /// No operators, best match first.
        case natural
    }

    /// The order of the hits.
    public enum Sort: String, Sendable, Codable, CaseIterable {
        /// Best first; without any word newest first.
        case relevance
        /// Oldest first.
        case date
        /// Newest first.
        case newest = "-date"
    }

    /// What becomes one hit.
    public enum Collapse: String, Sendable, Codable, CaseIterable {
        /// Every article.
        case none
        /// A story with all its copies.
        case copies
    }

    /// What happens when the budget is spent.
    public enum OnBudget: String, Sendable, Codable, CaseIterable {
        case error, partial
    }

    /// The query's text; empty asks for every article.
    public var q = ""
    /// How the text is read.
    public var mode = Mode.query
    /// What narrows the hits beside the text.
    public var filters = Filters()
    /// What is counted, in the order of the answer.
    public var facets: [FacetRequest] = []
    /// The id of an article that the hits should be like.
    public var like: String?
    /// A text that the hits should be like; not together with `like`.
    public var likeText: String?
    /// The order of the hits.
    public var sort = Sort.relevance
    /// The number of hits; 0 for counts alone.
    public var limit = 20
    /// How many hits are passed over; not together with a cursor.
    public var offset = 0
    /// `page.next` of the answer before.
    public var cursor: String?
    /// What becomes one hit.
    public var collapse = Collapse.none
    /// Passages for each hit.
    public var snippets = 2
    /// Whether the total is wanted.
    public var total = true
    /// Whether the query is widened by words of its best hits.
    public var expand = false
    /// Whether each hit says which parts of the query it meets, and what its words weigh.
    public var explain = false
    /// The parts of a hit that are wanted; nil for the usual ones.
    public var fields: [HitField]?
    /// How long the search may take; nil for the engine's limit.
    public var budgetMilliseconds: Int?
    /// What happens when the budget is spent.
    public var onBudget = OnBudget.error

    /// Every article, twenty hits, no facets.
    public init() {}
}

/// A part of a hit.
public enum HitField: String, Sendable, Codable, CaseIterable {
    case id, title, url, authors, date, section, language, site, words, score, actors, snippets
    case copies
    /// The places of the query's words in the title.
    case titleSpans = "title_spans"

    /// Those that a request gets without asking.
    static let usual: Set<HitField> = [
        .id, .title, .titleSpans, .url, .authors, .date, .section, .words, .score, .actors,
        .snippets, .copies,
    ]
}

/// What narrows the hits beside the text.
public struct Filters: Sendable, Equatable {
    /// The fields that can be filtered by values, in the order of the table.
    public static let fields: [Field.Name] = Field.table.filter { row in
        switch row.query {
        case .identity, .value: true
        case .words, .date, .flag, nil: false
        }
    }.map(\.name)

    private var values: [Field.Name: ValueFilter] = [:]
    /// When it was published; nil for any time.
    public var date: DateFilter?

    /// No filter.
    public init() {}

    /// The filter of a field; empty where there is none.
    public subscript(field: Field.Name) -> ValueFilter {
        get { values[field] ?? ValueFilter() }
        set { values[field] = newValue.isEmpty ? nil : newValue }
    }

    /// The fields that have a filter, in the order of the table.
    public var active: [Field.Name] { Self.fields.filter { values[$0] != nil } }

    /// Whether nothing is narrowed.
    public var isEmpty: Bool { values.isEmpty && date == nil }
}

/// Values of one field: ids, names or aliases.
public struct ValueFilter: Sendable, Equatable {
    /// At least one of them, unless there is none.
    public var any: [String]
    /// Every one of them.
    public var all: [String]
    /// None of them.
    public var none: [String]
    /// Of actors: what an article must say of them to count.
    public var mentions = ActorOptions()
    /// Of actors: a name means only those of that type.
    public var type: ActorType?

    /// A filter by those values.
    public init(any: [String] = [], all: [String] = [], none: [String] = []) {
        self.any = any
        self.all = all
        self.none = none
    }

    /// Whether it narrows nothing.
    public var isEmpty: Bool { any.isEmpty && all.isEmpty && none.isEmpty }
}

/// A span of time as it was written; see `DateExpression` for the forms.
public struct DateFilter: Sendable, Equatable {
    /// What becomes of articles without a date.
    public enum Undated: String, Sendable, Codable, CaseIterable {
        case exclude, include, only
    }

    /// The first day, month or year; nil for an open start.
    public var from: String?
    /// The last day, month or year, the whole of it; nil for an open end.
    public var to: String?
    /// What becomes of articles without a date.
    public var undated: Undated

    /// A span of time.
    public init(from: String? = nil, to: String? = nil, undated: Undated = .exclude) {
        self.from = from
        self.to = to
        self.undated = undated
    }
}

/// One facet that is wanted.
public struct FacetRequest: Sendable, Equatable {
    /// Which articles are counted.
    public enum Scope: String, Sendable, Codable, CaseIterable {
        /// Those that match all but the facet's own filter.
        case sideways
        /// Those that match everything.
        case filtered
        /// Those that match the text, whatever the filters.
        case query
    }

    /// The width of a bucket of a date facet.
    public enum Interval: String, Sendable, Codable, CaseIterable {
        case year, quarter, month, week, day
        /// Chosen by the span of the articles counted.
        case auto
    }

    /// The order of the values.
    public enum Sort: String, Sendable, Codable, CaseIterable {
        /// Most frequent first, then by label.
        case count
        case label
        /// Most over-represented against the archive first, then by label; see
        /// ``ValueCounts/Value/lift``.
        case lift
    }

    /// What is counted.
    public enum Unit: String, Sendable, Codable, CaseIterable {
        /// Every article.
        case articles
        /// A story with all its copies once.
        case stories
    }

    /// A facet of the table of fields.
    public var facet: Field.Name
    /// The number of values; of date facets every bucket comes.
    public var limit: Int
    /// Only actors of that type.
    public var type: ActorType?
    /// Only values of whose label a word begins so, without regard to case and accents.
    public var prefix: String
    /// Which articles are counted.
    public var scope: Scope
    /// The width of a bucket; of date facets.
    public var interval: Interval
    /// The order of the values.
    public var sort: Sort
    /// The lowest count that is listed; selected values are listed anyhow.
    public var minimum: Int
    /// Of actors: what an article must say of one for it to be counted.
    public var mentions = ActorOptions()
    /// Of actors: only articles that are about each of these, too: how often others are named
    /// beside them.
    public var with: [String] = []
    /// What is counted; nil for stories where hits are collapsed, else articles.
    public var unit: Unit?

    /// The number of values where none is given.
    public static let defaultLimit = 10

    /// A facet with the usual settings but for those given.
    public init(
        _ facet: Field.Name, limit: Int = FacetRequest.defaultLimit, type: ActorType? = nil,
        prefix: String = "", scope: Scope = .sideways, interval: Interval = .month,
        sort: Sort = .count, minimum: Int = 1, unit: Unit? = nil
    ) {
        self.facet = facet
        self.limit = limit
        self.type = type
        self.prefix = prefix
        self.scope = scope
        self.interval = interval
        self.sort = sort
        self.minimum = minimum
        self.unit = unit
    }
}
