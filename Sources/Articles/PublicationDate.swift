/// How much of a publication date is known.
public enum DatePrecision: String, Sendable, Codable, CaseIterable {
    /// Day and time of day.
    case time
    case day
    /// Somewhere between two days.
    case interval
    case month
    case year
}

/// Where a publication date comes from.
///
/// In the order of trust, best first.
public enum DateBasis: String, Sendable, Codable, CaseIterable {
    case given, jsonld, meta, time, byline, feed, url, dateline, text, none
}

/// One thing that speaks for a date.
public struct DateEvidence: Sendable, Equatable, Codable {
    /// Where it was found.
    public var source: DateBasis
    /// As printed.
    public var raw: String
    /// EDTF, as read.
    public var value: String
    /// 0 to 1.
    public var trust: Double

    /// One piece of evidence.
    public init(source: DateBasis, raw: String, value: String, trust: Double) {
        self.source = source
        self.raw = raw
        self.value = value
        self.trust = trust
    }
}

/// When an article was published, how well that is known, and why.
public struct PublicationDate: Sendable, Equatable, Codable {
    /// EDTF (ISO 8601-2): `2024-12-25`, `2024-12-25T10:00:00Z`, `2024-12-25/2025-01-01`,
    /// `2024-12`, `2024`; nil where nothing is known.
    public var published: String?
    /// The earliest day that ``published`` allows: decides filters, buckets and order.
    public var value: CalendarDay?
    /// Nil exactly where ``published`` is.
    public var precision: DatePrecision?
    /// What the date rests on; `none` exactly where ``published`` is nil.
    public var basis: DateBasis
    /// Whether two trusted sources disagree.
    public var conflict: Bool
    /// Every candidate, best first.
    public var evidence: [DateEvidence]
    /// EDTF of the last change that the article itself states.
    public var modified: String?

    /// Nothing is known.
    public init() {
        basis = .none
        conflict = false
        evidence = []
    }

    /// A date read from EDTF text; nil where the text is not one of the forms of ``EDTF``.
    public init?(published text: String, basis: DateBasis, evidence: [DateEvidence] = []) {
        guard let date = EDTF(text) else { return nil }
        published = text
        value = date.first
        precision = date.precision
        self.basis = basis
        conflict = false
        self.evidence = evidence
    }

    /// The last day that counts for range filters: the end of the month or year where only
    /// that is known, else ``value``.
    public var lastDay: CalendarDay? {
        guard let published, let date = EDTF(published) else { return value }
        switch date.precision {
        case .month, .year: return date.last
        case .time, .day, .interval: return date.first
        }
    }

    private enum CodingKeys: String, CodingKey {
        case published, value, precision, basis, conflict, evidence, modified
    }

    /// Writes every key of the contract, `null` where nothing is known.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(published, forKey: .published)
        try container.encode(value, forKey: .value)
        try container.encode(precision, forKey: .precision)
        try container.encode(basis, forKey: .basis)
        try container.encode(conflict, forKey: .conflict)
        try container.encode(evidence, forKey: .evidence)
        try container.encode(modified, forKey: .modified)
    }
}
