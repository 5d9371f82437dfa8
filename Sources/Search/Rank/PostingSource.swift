import Archive
import Schema
import XapianKit

/// Reads the postings of words of one part, for one search: each word once.
///
/// Several stems count as one word: they are those of a prefix, of a wildcard, or of one word in
/// several languages. Their frequencies in a document add up.
final class PostingSource {
    private let part: Part
    private let database: Database
    private let cache: PostingCache
    private let formula: RankFormula
    private let averageWords: Float
    private let budget: Budget
    private var known: [String: WordPostings] = [:]

    init(
        _ facts: PartFacts, database: Database, formula: RankFormula, averageWords: Float,
        budget: Budget
    ) {
        part = facts.part
        self.database = database
        cache = facts.columns.postings
        self.formula = formula
        self.averageWords = averageWords
        self.budget = budget
    }

    /// From how many postings on they are kept: fewer are read in less time than a search has to
    /// spare.
    private var threshold: Int { max(64, part.count / 1024) }

    /// The postings of a word.
    func postings(_ stems: [Stem]) throws(SearchError) -> WordPostings {
        let key = stems.count == 1 ? stems[0].term : Self.key(stems)
        if let postings = known[key] { return postings }
        if let postings = cache.postings(key, averageWords: averageWords) {
            known[key] = postings
            return postings
        }
        let postings = stems.count == 1 ? try read(stems[0].term) : try merged(stems)
        if postings.count >= threshold {
            cache.insert(postings, key, averageWords: averageWords)
        }
        known[key] = postings
        return postings
    }

    /// A text that no term is: terms have no control characters.
    private static func key(_ stems: [Stem]) -> String {
        stems.map(\.term).joined(separator: "\u{1}")
    }

    private func read(_ term: String) throws(SearchError) -> WordPostings {
        try budget.check()
        var (documents, frequencies) = try terms(term)
        var impacts = [Float](repeating: 0, count: documents.count)
        let isTitle = Self.isTitle(term)
        for index in documents.indices {
            impacts[index] = impact(frequencies[index], documents[index], isTitle)
        }
        frequencies = []
        return documents.withUnsafeBufferPointer { documents in
            impacts.withUnsafeBufferPointer { impacts in
                WordPostings(documents: documents, impacts: impacts, limit: part.count)
            }
        }
    }

    private func merged(_ stems: [Stem]) throws(SearchError) -> WordPostings {
        var sums = [UInt32](repeating: 0, count: part.count)
        for stem in stems {
            try budget.check()
            let (documents, frequencies) = try terms(stem.term)
            for index in documents.indices { sums[Int(documents[index])] &+= frequencies[index] }
        }
        let isTitle = stems.first.map { Self.isTitle($0.term) } ?? false
        var documents: [UInt32] = []
        var impacts: [Float] = []
        for (index, sum) in sums.enumerated() where sum > 0 {
            documents.append(UInt32(index))
            impacts.append(impact(sum, UInt32(index), isTitle))
        }
        return documents.withUnsafeBufferPointer { documents in
            impacts.withUnsafeBufferPointer { impacts in
                WordPostings(documents: documents, impacts: impacts, limit: part.count)
            }
        }
    }

    @inline(__always)
    private func impact(_ frequency: UInt32, _ document: UInt32, _ isTitle: Bool) -> Float {
        isTitle
            ? formula.titleImpact(frequency: frequency)
            : formula.impact(
                frequency: frequency, words: part.words[Int(document)],
                averageWords: averageWords)
    }

    /// Indexes and frequencies; what a writer has added since the snapshot is left out.
    private func terms(_ term: String) throws(SearchError) -> ([UInt32], [UInt32]) {
        var postings: Postings
        do { postings = try database.postings(term) } catch { throw SearchError(error) }
        while let last = postings.documents.last, last == 0 || Int(last) > part.count {
            postings.documents.removeLast()
            postings.wdfs.removeLast()
        }
        for index in postings.documents.indices { postings.documents[index] -= 1 }
        return (postings.documents, postings.wdfs)
    }

    private static func isTitle(_ term: String) -> Bool {
        // Stems are lower case, prefixes upper case.
        term.utf8.first.map { (0x41...0x5A).contains($0) } ?? false
    }
}
