import Archive
import QueryLanguage
import Schema
import XapianKit

/// Finds the documents of one part that meet a condition, as a set of bits.
///
/// A conjunction begins with its rarest words: their posting lists fill a set, the others narrow it
/// by jumping along theirs. What has to be looked at document by document (phrases, words near each
/// other, verbatim text) comes last, when few are left.
struct PartMatcher {
    let part: Part
    let database: Database
    let stems: StemDictionary
    let termSets: TermSets
    /// Where hits are ranked: words are read with their frequencies then, once for both.
    let postings: PostingSource?
    let budget: Budget

    /// The documents that meet a condition, deleted ones included.
    func documents(_ condition: Condition) throws(SearchError) -> Bitset {
        switch condition {
        case .everything: return Bitset(allOnes: part.count)
        case .nothing: return Bitset(bitCount: part.count)
        case .all(let conditions):
            let sorted = sorted(conditions)
            var set = try documents(sorted[0])
            for condition in sorted.dropFirst() { try narrow(&set, condition) }
            return set
        case .not(let child):
            var set = try documents(child)
            set.invert()
            return set
        case .near, .phrase, .verbatim:
            var set = try documents(Self.candidates(condition))
            try verify(&set, condition)
            return set
        case .stems, .terms, .any:
            var set = Bitset(bitCount: part.count)
            try widen(&set, condition)
            return set
        case .days(let span): return DaySets(part).documents(span)
        case .isDated: return DaySets(part).documents(DateSpan(from: nil, to: nil))
        case .hasAuthor: return part.documents { !part.authors.range($0).isEmpty }
        case .hasActor: return part.documents { !part.actors.range($0).isEmpty }
        case .flagged(let bits): return part.documents { part.flags[$0] & bits != 0 }
        case .mentioned(let mentions): return mentions.documents(part)
        }
    }

    /// Adds the documents that meet a condition.
    private func widen(_ set: inout Bitset, _ condition: Condition) throws(SearchError) {
        switch condition {
        case .stems(let stems, _):
            if let postings { return try union(postings.postings(stems), stems, &set) }
            for stem in stems {
                try budget.check()
                try union(stem.term, estimate(stem), &set)
            }
        case .terms(let terms):
            for term in terms { try union(term, .max, &set) }
        case .any(let conditions):
            for condition in conditions { try widen(&set, condition) }
        case .nothing: break
        case .everything, .phrase, .verbatim, .near, .days, .isDated, .hasAuthor, .hasActor,
            .flagged, .mentioned, .all, .not:
            set.formUnion(try documents(condition))
        }
    }

    /// Keeps the documents that meet a condition.
    func narrow(_ set: inout Bitset, _ condition: Condition) throws(SearchError) {
        switch condition {
        case .everything: break
        case .stems(let stems, _) where stems.count == 1 && postings == nil:
            try intersect(stems[0].term, estimate(stems[0]), &set)
        case .terms(let terms) where terms.count == 1: try intersect(terms[0], .max, &set)
        case .all(let conditions):
            for condition in sorted(conditions) { try narrow(&set, condition) }
        case .not(.stems(let stems, _)):
            for stem in stems {
                try budget.check()
                try subtract(stem.term, estimate(stem), &set)
            }
        case .not(.terms(let terms)):
            for term in terms { try subtract(term, .max, &set) }
        case .not(let child): set.subtract(try documents(child))
        case .phrase, .verbatim, .near:
            try narrow(&set, Self.candidates(condition))
            try verify(&set, condition)
        case .days(let span): DaySets(part).narrow(&set, span)
        case .mentioned(let mentions):
            try filter(&set) { index throws(SearchError) in mentions.holds(part, index) }
        case .nothing, .stems, .terms, .isDated, .hasAuthor, .hasActor, .flagged, .any:
            set.formIntersection(try documents(condition))
        }
    }

    // MARK: Order

    /// Words by rising frequency, then columns, then exclusions, then what is looked at one by one.
    private func sorted(_ conditions: [Condition]) -> [Condition] {
        var parts: [(cost: Int, condition: Condition)] = []
        for condition in conditions {
            switch condition {
            case .phrase, .verbatim, .near:
                // The words first, each in its place among the others; the order of words last.
                if case .all(let words) = Self.candidates(condition) {
                    parts += words.map { (cost($0), $0) }
                }
                parts.append((cost(condition), condition))
            case .everything, .nothing, .stems, .terms, .days, .isDated, .hasAuthor, .hasActor,
                .flagged, .mentioned, .all, .any, .not:
                parts.append((cost(condition), condition))
            }
        }
        return parts.sorted { $0.cost < $1.cost }.map(\.condition)
    }

    private func cost(_ condition: Condition) -> Int {
        let step = Int(UInt32.max)
        return switch condition {
        case .nothing: 0
        case .stems(let stems, _):
            stems.reduce(0) { $0 + Int(self.stems.occurrences($1.ordinal)) }
        // Filters are mostly rarer than words; how rare is not known without a look at the disk.
        case .terms: 1_000
        case .any, .all: step
        case .days, .isDated, .hasAuthor, .hasActor, .flagged, .mentioned: 2 * step
        case .everything, .not: 3 * step
        case .phrase: 4 * step
        case .near: 5 * step
        case .verbatim: 6 * step
        }
    }

    /// The words that a phrase or a group needs, wherever they stand.
    private static func candidates(_ condition: Condition) -> Condition {
        switch condition {
        case .phrase(let phrase), .verbatim(let phrase, _): words(of: phrase.sequences)
        case .near(let group): .conjunction(group.operands.map(words(of:)))
        case .everything, .nothing, .stems, .terms, .days, .isDated, .hasAuthor, .hasActor,
            .flagged, .mentioned, .all, .any, .not:
            condition
        }
    }

    private static func words(of sequences: [[Stem]]) -> Condition {
        .disjunction(
            sequences.map { sequence in
                var distinct: [Stem] = []
                for stem in sequence where !distinct.contains(stem) { distinct.append(stem) }
                return .conjunction(distinct.map { .stems([$0], isExpansion: false) })
            })
    }

    // MARK: One by one

    /// The documents that have the words which the conditions on their order need.
    func candidates(_ condition: Condition) throws(SearchError) -> Bitset {
        guard case .all(let conditions) = condition else {
            return try documents(Self.candidates(condition))
        }
        return try documents(.conjunction(conditions.map(Self.candidates)))
    }

    /// Drops the candidates whose text does not meet a condition.
    func verify(_ set: inout Bitset, _ condition: Condition) throws(SearchError) {
        switch condition {
        case .phrase(let phrase):
            let patterns = PhrasePatterns(phrase)
            try filter(&set) { index throws(SearchError) in patterns.occur(in: part.tokens(index)) }
        case .near(let group):
            var matcher = ProximityMatcher(group, budget: budget)
            try filter(&set) { index throws(SearchError) in
                try matcher.matches(part.tokens(index))
            }
        case .verbatim(let phrase, let text):
            let patterns = PhrasePatterns(phrase)
            let verbatim = VerbatimText(text)
            try filter(&set) { index throws(SearchError) in
                guard patterns.occur(in: part.tokens(index)) else { return false }
                if verbatim.occurs(in: part.stored(index).title) { return true }
                guard phrase.field == .text else { return false }
                do throws(ArchiveError) {
                    return verbatim.occurs(in: try part.body(index))
                } catch {
                    throw SearchError(error)
                }
            }
        case .everything, .nothing, .stems, .terms, .days, .isDated, .hasAuthor, .hasActor,
            .flagged, .mentioned, .all, .any, .not:
            break
        }
    }

    private func filter(
        _ set: inout Bitset, _ keeps: (Int) throws(SearchError) -> Bool
    ) throws(SearchError) {
        try set.withUnsafeMutableWords { words throws(SearchError) in
            for index in words.indices where words[index] != 0 {
                var rest = words[index]
                var kept = rest
                while rest != 0 {
                    let bit = rest.trailingZeroBitCount
                    rest &= rest - 1
                    if try !keeps(index << 6 + bit) { kept &= ~(1 << UInt64(bit)) }
                }
                words[index] = kept
                if index & 15 == 0 { try budget.check() }
            }
        }
    }

    // MARK: Posting lists

    /// At least the number of postings of a stem.
    private func estimate(_ stem: Stem) -> Int { Int(stems.occurrences(stem.ordinal)) }

    /// The documents of a term, from the sets that are kept, or to be kept when there are many.
    ///
    /// - Parameter estimate: at least the number of its postings.
    /// - Returns: nil where the term is rare, so that its postings are better walked.
    private func kept(_ term: String, _ estimate: Int) throws(SearchError) -> Bitset? {
        guard estimate >= termSets.threshold else { return nil }
        if let set = termSets[term] { return set }
        try budget.check()
        var set = Bitset(bitCount: part.count)
        do {
            if try database.union(term, into: &set) >= termSets.threshold { termSets[term] = set }
        } catch {
            throw SearchError(error)
        }
        return set
    }

    /// Adds the documents of a word whose postings are at hand.
    private func union(
        _ postings: WordPostings, _ stems: [Stem], _ set: inout Bitset
    ) throws(SearchError) {
        guard stems.count == 1, postings.count >= termSets.threshold else {
            return postings.formUnion(into: &set)
        }
        if let kept = termSets[stems[0].term] { return set.formUnion(kept) }
        var own = Bitset(bitCount: part.count)
        postings.formUnion(into: &own)
        termSets[stems[0].term] = own
        set.formUnion(own)
    }

    private func union(
        _ term: String, _ estimate: Int, _ set: inout Bitset
    ) throws(SearchError) {
        if let kept = try kept(term, estimate) { return set.formUnion(kept) }
        do { try database.union(term, into: &set) } catch { throw SearchError(error) }
    }

    private func intersect(
        _ term: String, _ estimate: Int, _ set: inout Bitset
    ) throws(SearchError) {
        if let kept = try kept(term, estimate) { return set.formIntersection(kept) }
        do { try database.intersect(term, with: &set) } catch { throw SearchError(error) }
    }

    private func subtract(
        _ term: String, _ estimate: Int, _ set: inout Bitset
    ) throws(SearchError) {
        if let kept = try kept(term, estimate) { return set.subtract(kept) }
        do { try database.subtract(term, from: &set) } catch { throw SearchError(error) }
    }
}

extension Part {
    /// The documents for which a test on a column is true.
    func documents(_ test: (Int) -> Bool) -> Bitset {
        var set = Bitset(bitCount: count)
        set.withUnsafeMutableWords { words in
            for index in 0..<count where test(index) {
                words[index >> 6] |= 1 << UInt64(index & 63)
            }
        }
        return set
    }
}
