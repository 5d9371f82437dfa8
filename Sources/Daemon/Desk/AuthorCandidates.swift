import Actors
import Archive
import Articles

/// Finds bylines that may be one author; it proposes, and joins nothing.
///
///     M. Rubin            Michael Rubin      initials
///     Michael J. Rubin    Michael Rubin      a middle name
///     Rubin Michael       Michael Rubin      another order
///     Mary-Ann Poe        Maryann Poe        spaces
///     Micheal Rubin       Michael Rubin      one letter
struct AuthorCandidates {
    let snapshot: ArchiveSnapshot
    let records: AuthorityRecords

    private struct Byline {
        let ordinal: UInt32
        let value: NamedCount
        let words: [String]
    }

    /// Articles that stand for each variant.
    private static let examples = 3
    /// Of names that share a word, so many are compared with each other at most.
    private static let largestGroup = 2_000

    /// The pairs, those with the most articles of the variant first.
    func pairs(limit: Int) -> [AuthorCandidate] {
        let tally = ArchiveTally(snapshot, .authors)
        let labels = snapshot.authors
        var bylines: [Byline] = []
        for ordinal in 0..<UInt32(labels.count) where tally.articles[Int(ordinal)] > 0 {
            let value = NamedCount(
                id: labels.id(ordinal), label: labels.label(ordinal), type: nil,
                articles: tally.articles[Int(ordinal)])
            let words = Identifier.slug(value.label).split(separator: "-").map(String.init)
            if words.count > 1 {
                bylines.append(Byline(ordinal: ordinal, value: value, words: words))
            }
        }
        var pairs = find(bylines)
        pairs.sort { left, right in
            let (a, b) = (left.variant.value, right.variant.value)
            if a.articles != b.articles { return a.articles > b.articles }
            return (a.id, left.author.value.id) < (b.id, right.author.value.id)
        }
        let examples = tally.examples(
            of: pairs.prefix(limit).map(\.variant.ordinal), each: Self.examples)
        return pairs.prefix(limit).map { pair in
            AuthorCandidate(
                variant: pair.variant.value, author: pair.author.value, reason: pair.reason,
                ambiguous: pairs.filter { $0.variant.ordinal == pair.variant.ordinal }.count > 1,
                examples: examples[pair.variant.ordinal] ?? [])
        }
    }

    private typealias Pair = (variant: Byline, author: Byline, reason: String)

    private func find(_ bylines: [Byline]) -> [Pair] {
        var groups: [String: [Int]] = [:]
        for (index, byline) in bylines.enumerated() {
            // A name with one word that differs shares the other; joined ones share their letters.
            let keys = [byline.words[0], byline.words[byline.words.count - 1]]
            for key in Set(keys + ["=" + byline.words.joined()]) {
                groups[key, default: []].append(index)
            }
        }
        var seen: Set<[Int]> = []
        var pairs: [Pair] = []
        for group in groups.values {
            for (place, first) in group.prefix(Self.largestGroup).enumerated() {
                for second in group.prefix(Self.largestGroup).dropFirst(place + 1)
                where seen.insert([first, second]).inserted {
                    let (one, other) = (bylines[first], bylines[second])
                    guard let reason = Self.reason(one.words, other.words),
                        !records.areKeptApart(one.value.id, other.value.id)
                    else { continue }
                    pairs.append(Self.ordered(one, other, reason))
                }
            }
        }
        return pairs
    }

    /// The fuller and more frequent name is the author.
    private static func ordered(_ one: Byline, _ other: Byline, _ reason: String) -> Pair {
        let (a, b) = (one.value, other.value)
        let lengths = (one.words.joined().count, other.words.joined().count)
        let isOneFuller =
            a.articles != b.articles ? a.articles > b.articles : lengths.0 >= lengths.1
        let isInitials = reason == "initials"
        let oneIsAuthor = isInitials ? lengths.0 > lengths.1 : isOneFuller
        return oneIsAuthor ? (other, one, reason) : (one, other, reason)
    }

    /// Why two names may be one; nil where nothing says so.
    static func reason(_ one: [String], _ other: [String]) -> String? {
        if one.joined() == other.joined() { return "spaces" }
        if one.sorted() == other.sorted() { return "another order" }
        let isEnclosed = one[0] == other[0] && one.last == other.last
        if isEnclosed, one.count != other.count, min(one.count, other.count) == 2 {
            return "a middle name"
        }
        if one.last == other.last, haveSameInitials(one.dropLast(), other.dropLast()) {
            return "initials"
        }
        if one.count == other.count, isOneLetterApart(one, other) { return "one letter" }
        return nil
    }

    /// Whether the given names agree, one of them written as initials.
    private static func haveSameInitials(
        _ one: ArraySlice<String>, _ other: ArraySlice<String>
    ) -> Bool {
        var isAnyShort = false
        for (left, right) in zip(one, other) {
            if left == right { continue }
            guard left.count == 1 || right.count == 1, left.first == right.first else {
                return false
            }
            isAnyShort = true
        }
        // J. R. Smith may be John Smith; Ann Smith and Ann Marie Smith are a middle name apart.
        return isAnyShort
    }

    /// Whether one word differs, by one letter added, dropped, changed or swapped with its neighbour.
    private static func isOneLetterApart(_ one: [String], _ other: [String]) -> Bool {
        let differing = zip(one, other).filter { $0 != $1 }
        guard differing.count == 1, let (left, right) = differing.first,
            min(left.count, right.count) >= 4
        else { return false }
        let (a, b) = (Array(left.utf8), Array(right.utf8))
        if a.count == b.count {
            let places = a.indices.filter { a[$0] != b[$0] }
            if places.count == 1 { return true }
            return places.count == 2 && places[1] == places[0] + 1 && a[places[0]] == b[places[1]]
                && a[places[1]] == b[places[0]]
        }
        let (short, long) = a.count < b.count ? (a, b) : (b, a)
        guard long.count == short.count + 1 else { return false }
        let at = zip(short, long).prefix { $0 == $1 }.count
        return short[at...].elementsEqual(long[(at + 1)...])
    }
}
