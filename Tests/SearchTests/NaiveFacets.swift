import Articles
import Schema

@testable import Search

/// Counts facets by loops over plain articles, naive on purpose.
extension NaiveSearch {
    /// The facet of a request, recounted.
    func facet(_ facet: FacetRequest, of request: SearchRequest) throws -> FacetAnswer {
        let counted: [Int]
        switch facet.scope {
        case .filtered: counted = try matches(request)
        case .sideways: counted = try matches(request, leavingOut: facet.facet)
        case .query:
            var plain = request
            plain.filters = Filters()
            counted = try reading(request).matches(plain)
        }
        let accompanied = counted.filter { index in
            facet.with.allSatisfy { isAbout($0, articles[index], facet.mentions) }
        }
        let unit = facet.unit ?? (request.collapse == .copies ? .stories : .articles)
        return FacetAnswer(
            facet: facet.facet,
            counts: facet.facet == .date
                ? .calendar(calendar(facet, units(counted, unit), unit))
                : .values(values(facet, units(accompanied, unit), unit, request)))
    }

    /// What counts as one: articles, or the articles of a story together.
    private func units(_ indices: [Int], _ unit: FacetRequest.Unit) -> [[Int]] {
        var units: [[Int]] = []
        for index in indices {
            let mates = units.firstIndex { members in
                unit == .stories && stories[index] != 0 && stories[members[0]] == stories[index]
            }
            if let mates { units[mates].append(index) } else { units.append([index]) }
        }
        return units
    }

    /// How many units have each value.
    private func tally(_ units: [[Int]], _ facet: FacetRequest) -> [String: Int] {
        var counts: [String: Int] = [:]
        for unit in units {
            for id in Set(unit.flatMap { labels(facet, articles[$0]).map(\.id) }) {
                counts[id, default: 0] += 1
            }
        }
        return counts
    }

    private func labels(
        _ facet: FacetRequest, _ article: Article
    ) -> [(id: String, label: String)] {
        switch facet.facet {
        case .author: article.authors.map { ($0.id, $0.label) }
        case .actor: actors(of: article, facet.mentions).map { ($0.id, $0.label) }
        case .section: article.section.map { [(Term.sectionID($0), $0)] } ?? []
        case .language: article.language.map { [($0, $0)] } ?? []
        case .site: article.site.map { [($0, $0)] } ?? []
        case .basis: [(article.date.basis.rawValue, article.date.basis.rawValue)]
        case .text, .title, .date, .id, .url, .is, .has: []
        }
    }

    private func values(
        _ facet: FacetRequest, _ counted: [[Int]], _ unit: FacetRequest.Unit,
        _ request: SearchRequest
    ) -> ValueCounts {
        var labelOf: [String: String] = [:]
        var everything = FacetRequest(facet.facet)
        everything.mentions.roll = facet.mentions.roll
        for article in articles + gone {
            for (id, label) in labels(everything, article) where labelOf[id] == nil {
                labelOf[id] = label
            }
        }
        let plain = tally(counted, facet)
        var counts = plain
        let missing = counted.count { unit in
            unit.allSatisfy { labels(facet, articles[$0]).isEmpty }
        }
        let whole = units(Array(articles.indices), unit)
        let archive = tally(whole, facet)
        func lift(_ id: String) -> Double {
            let all = Double(max(1, whole.count))
            let expected = Double(archive[id] ?? 0) * Double(counted.count) / all
            return Double((plain[id] ?? 0) + 1) / (expected + 1)
        }
        let types = Dictionary(
            articles.flatMap { actors(of: $0, roll: true) }.map { ($0.id, $0.type) },
            uniquingKeysWith: { $1 })
        counts = counts.filter { id, _ in
            let words = WordFolding.key(labelOf[id] ?? "").split(separator: " ")
            return (facet.type == nil || types[id] == facet.type)
                && (facet.prefix.isEmpty
                    || words.contains { $0.hasPrefix(WordFolding.key(facet.prefix)) })
        }
        let listed = counts.filter { $0.value >= facet.minimum }.keys.sorted { left, right in
            let (first, second) = (counts[left] ?? 0, counts[right] ?? 0)
            if facet.sort == .count && first != second { return first > second }
            // Values of the same lift in single precision come by label.
            if facet.sort == .lift, Float(lift(left)) != Float(lift(right)) {
                return lift(left) > lift(right)
            }
            return WordFolding.key(labelOf[left] ?? "") < WordFolding.key(labelOf[right] ?? "")
        }
        let filter = request.filters[facet.facet]
        let wanted = (filter.any + filter.all).flatMap { value in
            if facet.facet == .actor {
                return actorIDs(value, roll: filter.mentions.roll, type: filter.type)
                    .filter { labelOf[$0] != nil }
            }
            return labelOf.keys.filter { id in
                id == value || WordFolding.key(labelOf[id] ?? "") == WordFolding.key(value)
            }
        }
        var chosen = Array(listed.prefix(facet.limit))
        for id in wanted where !chosen.contains(id) { chosen.append(id) }
        var all = counts
        for id in chosen { all[id] = nil }
        return ValueCounts(
            values: chosen.map { id in
                ValueCounts.Value(
                    id: id, label: labelOf[id] ?? "", count: plain[id] ?? 0,
                    selected: wanted.contains(id), lift: facet.sort == .lift ? lift(id) : nil)
            }, distinct: counts.count, other: all.values.reduce(0, +), missing: missing, unit: unit,
            scope: facet.scope, exact: true)
    }

    private func calendar(
        _ facet: FacetRequest, _ counted: [[Int]], _ unit: FacetRequest.Unit
    ) -> CalendarCounts {
        var undated = 0
        var coarse = 0
        var days: [CalendarDay: Int] = [:]
        for members in counted {
            let dates = members.map { articles[$0].date }
            let exact = dates.filter { Self.isExact($0, facet.interval) }.compactMap(\.value)
            if exact.isEmpty {
                if dates.allSatisfy({ $0.value == nil }) { undated += 1 } else { coarse += 1 }
            }
            // One day stands for all of its bucket.
            for bucket in Set(exact.map { first(of: facet.interval, $0) }) {
                if let day = exact.first(where: { first(of: facet.interval, $0) == bucket }) {
                    days[day, default: 0] += 1
                }
            }
        }
        var values: [CalendarCounts.Bucket] = []
        if var day = days.keys.min(), let last = days.keys.max() {
            day = first(of: facet.interval, day)
            while day <= last {
                var next = day.adding(days: 1)
                while first(of: facet.interval, next) == day { next = next.adding(days: 1) }
                var count = 0
                var member = day
                while member < next {
                    count += days[member] ?? 0
                    member = member.adding(days: 1)
                }
                values.append(
                    CalendarCounts.Bucket(from: day, to: next.adding(days: -1), count: count))
                day = next
            }
        }
        return CalendarCounts(
            interval: facet.interval, values: values, undated: undated, coarse: coarse, unit: unit,
            scope: facet.scope, exact: true)
    }

    private static func isExact(
        _ date: PublicationDate, _ interval: FacetRequest.Interval
    ) -> Bool {
        guard let precision = date.precision else { return false }
        return switch interval {
        case .year: true
        case .quarter, .month, .auto: precision != .year
        case .week, .day: precision != .year && precision != .month
        }
    }

    private func first(of interval: FacetRequest.Interval, _ day: CalendarDay) -> CalendarDay {
        let parts = day.components
        let month: Int
        switch interval {
        case .day: return day
        case .week: return day.adding(days: 1 - day.weekday)
        case .year: month = 1
        case .quarter: month = (parts.month - 1) / 3 * 3 + 1
        case .month, .auto: month = parts.month
        }
        return CalendarDay(year: parts.year, month: month, day: 1) ?? day
    }
}
