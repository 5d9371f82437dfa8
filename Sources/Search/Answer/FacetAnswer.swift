import Articles
import Schema

/// The counts of one facet.
public struct FacetAnswer: Sendable, Equatable, Encodable {
    /// Values or buckets of time.
    public enum Counts: Sendable, Equatable {
        case values(ValueCounts)
        case calendar(CalendarCounts)
    }

    /// What is counted.
    public var facet: Field.Name
    /// How often.
    public var counts: Counts

    private enum CodingKeys: String, CodingKey {
        case facet
    }

    /// Writes the name of the facet among the keys of its counts.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(facet, forKey: .facet)
        try counts.encode(to: encoder)
    }
}

/// The most frequent values of a field.
public struct ValueCounts: Sendable, Equatable, Codable {
    /// A value with its count.
    public struct Value: Sendable, Equatable, Codable {
        /// As `org/nato`, or the value itself.
        public var id: String
        /// What to show.
        public var label: String
        /// Articles that have it; stories where those are the unit.
        public var count: Int
        /// Whether the filters ask for it.
        public var selected: Bool
        /// How much more frequent it is here than in the whole archive; nil unless values are
        /// ordered by it.
        ///
        /// With n of N units counted and A of N having the value, A · n / N would be expected, and
        /// the lift is (count + 1) / (expected + 1): the ones keep values that occur once or twice
        /// from coming first by chance.
        public var lift: Double?
    }

    /// In the order asked for; selected values that did not make it follow.
    public var values: [Value]
    /// How many values occur.
    public var distinct: Int
    /// The sum of the counts of values that are not listed.
    public var other: Int
    /// Articles without any value of the field; stories none of whose articles has one.
    public var missing: Int
    /// What was counted.
    public var unit: FacetRequest.Unit
    /// Which articles were counted.
    public var scope: FacetRequest.Scope
    /// Whether every article was counted.
    public var exact: Bool
}

/// Articles by time.
public struct CalendarCounts: Sendable, Equatable, Codable {
    /// A span of days with its count.
    public struct Bucket: Sendable, Equatable, Codable {
        /// The first day.
        public var from: CalendarDay
        /// The last day.
        public var to: CalendarDay
        /// Articles of those days.
        public var count: Int
    }

    /// The width of the buckets.
    public var interval: FacetRequest.Interval
    /// In order of time, from the first to the last that is not empty, those between included.
    public var values: [Bucket]
    /// Articles without a date; stories without any dated article.
    public var undated: Int
    /// Articles whose date is known less exactly than a bucket is wide; stories of which every
    /// date is.
    public var coarse: Int
    /// What was counted: a story once in each bucket in which it has an article.
    public var unit: FacetRequest.Unit
    /// Which articles were counted.
    public var scope: FacetRequest.Scope
    /// Whether every article was counted.
    public var exact: Bool
}

extension FacetAnswer.Counts: Codable {
    private enum CodingKeys: String, CodingKey {
        case interval
    }

    /// Reads the one that has an interval as buckets of time.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self =
            container.contains(.interval)
            ? .calendar(try CalendarCounts(from: decoder)) : .values(try ValueCounts(from: decoder))
    }

    /// Writes the one that it is.
    public func encode(to encoder: any Encoder) throws {
        switch self {
        case .values(let counts): try counts.encode(to: encoder)
        case .calendar(let counts): try counts.encode(to: encoder)
        }
    }
}
