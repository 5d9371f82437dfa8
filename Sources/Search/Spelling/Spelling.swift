import Archive
import QueryLanguage
import Schema
import XapianKit

/// Proposes another spelling of a query, from the words that the archive prints.
///
/// A word is doubted when the archive does not have it, or hardly; the word nearest to it takes its
/// place, of equally near ones the most frequent. Whether that helps is for the caller to count.
struct Spelling {
    /// With more hits than this nobody is asked whether something else was meant.
    static let fewHits = 5
    /// Only so many words of a query are looked up: each costs a walk over all words in print.
    static let maximumWords = 4
    /// Letters of the shortest word that is doubted, and that takes its place.
    ///
    /// Most short words are near to each other.
    static let minimumLetters = 4
    /// The same in natural language: sentences are full of short words.
    static let minimumLettersInSentences = 5
    /// How much more frequent the other word is where the archive has the doubted one too.
    static let ratio = 100

    let snapshot: ArchiveSnapshot
    let stemmer: QueryStemmer
    let languages: [String]
    let budget: Budget

    /// The query with doubted words replaced; nil where there is none, or nothing is near.
    ///
    /// What is not a doubted word (operators, fields, quotes) stays as it was written.
    func suggestion(for request: SearchRequest, _ tree: QueryTree) -> String? {
        let scalars = Array(request.q.unicodeScalars)
        var edits: [(range: Range<Int>, text: String)] = []
        var corrections: [String: String?] = [:]
        var doubted = 0
        for place in Self.places(in: tree, request, length: scalars.count) {
            for word in Self.words(scalars, place) {
                let key = WordFolding.key(word.text)
                if corrections[key] == nil {
                    let known = occurrences(of: word.text)
                    let isDoubted =
                        switch request.mode {
                        case .query: known <= Self.fewHits
                        case .natural:
                            known == 0 && key.unicodeScalars.count >= Self.minimumLettersInSentences
                        }
                    doubted += isDoubted ? 1 : 0
                    corrections[key] = .some(
                        isDoubted && doubted <= Self.maximumWords
                            ? correction(of: key, known: known) : nil)
                }
                if let correction = corrections[key] ?? nil {
                    edits.append((word.range, Self.cased(correction, like: word.text)))
                }
            }
        }
        guard !edits.isEmpty else { return nil }
        var result = scalars
        for edit in edits.sorted(by: { $0.range.lowerBound > $1.range.lowerBound }) {
            result.replaceSubrange(edit.range, with: Array(edit.text.unicodeScalars))
        }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: result)
        return String(view)
    }

    // MARK: Where the words stand

    /// The places of wanted words and phrases in the text of the query, each once.
    private static func places(
        in tree: QueryTree, _ request: SearchRequest, length: Int
    ) -> [Range<Int>] {
        // Words of natural language have no places of their own.
        if request.mode == .natural { return [0..<length] }
        var places: [Range<Int>] = []
        collect(tree, into: &places)
        var seen: Set<Int> = []
        return places.filter { place in
            !place.isEmpty && place.upperBound <= length && seen.insert(place.lowerBound).inserted
        }
    }

    private static func collect(_ tree: QueryTree, into places: inout [Range<Int>]) {
        switch tree {
        case .text(let term, _): collect(term, into: &places)
        case .near(let group):
            for term in group.operands.joined() { collect(term, into: &places) }
        case .and(let children), .or(let children):
            for child in children { collect(child, into: &places) }
        case .all, .value, .flag, .date, .not: return
        }
    }

    private static func collect(_ term: TextTerm, into places: inout [Range<Int>]) {
        switch term.kind {
        case .word, .phrase: places.append(term.position.range)
        case .exact, .prefix, .wildcard, .fuzzy: return
        }
    }

    /// The words of a part of the query, with their places in the whole, in code points.
    private static func words(
        _ scalars: [Unicode.Scalar], _ place: Range<Int>
    ) -> [(text: String, range: Range<Int>)] {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars[place])
        let text = String(view)
        let bytes = Array(text.utf8)
        func codePoints(_ range: Range<Int>) -> Int { bytes[range].count { $0 & 0xC0 != 0x80 } }
        return Tokenizer.words(in: text).map { range in
            let start = place.lowerBound + codePoints(0..<range.lowerBound)
            return (
                String(decoding: bytes[range], as: UTF8.self), start..<start + codePoints(range)
            )
        }
    }

    private static func cased(_ word: String, like other: String) -> String {
        guard other.first?.isUppercase == true else { return word }
        return word.prefix(1).uppercased() + word.dropFirst()
    }

    // MARK: What is near

    private func correction(of key: String, known: Int) -> String? {
        let letters = Array(key.unicodeScalars)
        guard letters.count >= Self.minimumLetters,
            letters.allSatisfy({ $0.properties.isAlphabetic }),
            let pattern = FuzzyPattern(letters)
        else { return nil }
        let allowed = known == 0 && letters.count > 4 ? 2 : 1
        let least = max(1, known * Self.ratio)
        var best: (edits: Int, isFar: Bool, count: UInt32, word: [UInt8])?
        let first = key.utf8.first
        var looked = 0
        snapshot.words.forEach { word, count, _ in
            looked += 1
            if looked & 0xFFF == 0, budget.deadline.hasPassed { return false }
            guard count >= least, word.count >= Self.minimumLetters,
                let edits = pattern.distance(to: word, limit: allowed),
                edits > 0
            else { return true }
            // The first letter of a word is seldom wrong.
            let isFar = word.first != first
            if let best,
                (best.edits, best.isFar ? 1 : 0, -Int(best.count))
                    <= (edits, isFar ? 1 : 0, -Int(count))
            {
                return true
            }
            best = (edits, isFar, count, Array(word))
            return true
        }
        return best.map { String(decoding: $0.word, as: UTF8.self) }
    }

    /// How often the archive has the word in any form of it.
    private func occurrences(of word: String) -> Int {
        languages.map { language in
            stemmer.stems(of: word, language: language).reduce(0) { sum, stem in
                guard let ordinal = snapshot.stems.ordinal(of: stem) else { return sum }
                // What only the delta has is not counted there.
                return sum + max(1, Int(snapshot.stems.occurrences(ordinal)))
            }
        }.max() ?? 0
    }
}
