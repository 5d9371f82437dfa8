import Articles

/// Chooses the date of publication among all candidates.
public enum DateChoice {
    /// How far a source is trusted where nothing more is known of the candidate, from 0 to 1.
    ///
    /// One row a basis. What a site says of itself for machines is best; what it prints for readers
    /// next; a URL only supports; a text never gives a day.
    public static func trust(in basis: DateBasis) -> Double {
        switch basis {
        case .given: 1
        case .jsonld: 0.9
        case .meta: 0.85
        case .feed: 0.8
        case .time: 0.7
        case .byline: 0.65
        case .url: 0.5
        case .dateline: 0.45
        case .text: 0.4
        case .none: 0
        }
    }

    /// Below this a candidate is shown as evidence only.
    static let leastTrust = 0.2
    /// From this on candidates that disagree are a conflict.
    static let trusted = 0.6

    /// The best candidate, with all of them as evidence, best first.
    ///
    /// Best is by trust, then in the order of `DateBasis`, then as given. Where a candidate that is
    /// trusted as well knows the hour of the same day, it is taken. A day that only the text names
    /// is the first on which it can have been written: it is published as an interval at best.
    /// - Parameter modified: EDTF of the last change; dropped where it lies before the publication.
    public static func choose(_ candidates: [DateEvidence], modified: String?) -> PublicationDate {
        let ranked = candidates.enumerated().sorted { left, right in
            if left.element.trust != right.element.trust {
                return left.element.trust > right.element.trust
            }
            let orders = (order(left.element.source), order(right.element.source))
            return orders.0 != orders.1 ? orders.0 < orders.1 : left.offset < right.offset
        }.map(\.element)
        var date = chosen(ranked)
        date.evidence = ranked
        if let modified, let last = EDTF(modified)?.last {
            if date.value.map({ last >= $0 }) ?? true { date.modified = modified }
        }
        return date
    }

    private static func order(_ basis: DateBasis) -> Int {
        DateBasis.allCases.firstIndex(of: basis) ?? DateBasis.allCases.count
    }

    private static func chosen(_ ranked: [DateEvidence]) -> PublicationDate {
        let usable = ranked.compactMap { evidence -> (DateEvidence, EDTF)? in
            guard evidence.trust >= leastTrust, let range = EDTF(evidence.value) else {
                return nil
            }
            // A day in the text is no date of publication.
            if evidence.source == .text, range.precision == .day { return nil }
            return (evidence, range)
        }
        guard let best = usable.first else { return PublicationDate() }
        let finer = usable.first { evidence, range in
            evidence.trust >= trusted && range.first == best.1.first
                && range.precision == .time && best.1.precision == .day
        }
        let value = (finer ?? best).0.value
        var date =
            PublicationDate(published: value, basis: best.0.source) ?? PublicationDate()
        date.conflict = usable.contains { evidence, range in
            evidence.trust >= trusted && best.0.trust >= trusted && gap(range, best.1) > 1
        }
        return date
    }

    /// The days between two ranges; 0 where they touch.
    private static func gap(_ left: EDTF, _ right: EDTF) -> Int {
        let later = max(left.first, right.first)
        let earlier = min(left.last, right.last)
        return Int(max(0, later.daysSince1970 - earlier.daysSince1970))
    }
}
