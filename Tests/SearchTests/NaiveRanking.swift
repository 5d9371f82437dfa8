import Articles
import Foundation
import QueryLanguage
import Schema
import XapianKit

@testable import Search

/// Weighs plain articles by BM25 as ``RankFormula`` writes it down, with loops: naive on purpose.
///
/// Weights are single precision and added up in the order of the words, as the engine does, so that
/// they can be compared bit by bit.
extension NaiveSearch {
    /// A word that gives weight: stems that count as one, in the text or in the title.
    private struct Word: Equatable {
        let stems: Set<String>
        let field: Field.Name
        var queryFrequency = 1.0
    }

    /// The weight of every article, in their order; nil where no word gives any.
    func weights(_ request: SearchRequest) throws -> [Float]? {
        try reading(request).readWeights(request)
    }

    private func readWeights(_ request: SearchRequest) throws -> [Float]? {
        let parser = QueryParser(today: testDay)
        let tree =
            request.mode == .query ? try parser.parse(request.q) : try parser.natural(request.q)
        var words: [Word] = []
        _ = collect(tree, &words)
        if request.mode == .natural { words = withoutFunctionWords(words) }
        if words.isEmpty { return nil }
        let all = weighed
        let total = all.reduce(0) { $0 + $1.article.words }
        let average = exp2(
            Float((log2(Double(max(1, total)) / Double(max(1, all.count))) * 8).rounded() / 8))
        var sums = [Float](repeating: 0, count: articles.count)
        for word in words {
            let frequencies = all.map { Self.frequency(of: word, in: $0.words) }
            let matching = Double(frequencies.filter { $0 > 0 }.count)
            let rarity = log(1 + (Double(all.count) - matching + 0.5) / (matching + 0.5))
            let q = word.queryFrequency
            let weight = Float(rarity * Double(Float(1.2) + 1) * 9 * q / (8 + q))
            for index in articles.indices where frequencies[index] > 0 {
                let f = Float(frequencies[index])
                let length = Float(articles[index].words)
                let norm = word.field == .title ? 1 : 1 - 0.65 + 0.65 * length / average
                sums[index] += weight * (f / (f + 1.2 * norm))
            }
        }
        return sums
    }

    /// In questions `of` and `which` give no weight where there are other words.
    private func withoutFunctionWords(_ words: [Word]) -> [Word] {
        let function = Set(
            languages.flatMap { language in
                Self.words(of: FunctionWords.words(of: language), language).map(\.stem)
            })
        let others = words.filter { !$0.stems.isSubset(of: function) }
        return others.isEmpty ? words : others
    }

    private static func frequency(of word: Word, in words: Words) -> Int {
        let title = words.title.filter(word.stems.contains).count
        if word.field == .title { return title }
        return words.body.filter(word.stems.contains).count + 2 * title
    }

    /// Adds the words of a tree; false, and none, where nothing can match it.
    private func collect(_ tree: QueryTree, _ words: inout [Word]) -> Bool {
        switch tree {
        case .text(let term, let field): return add([term], field, &words)
        case .near(let group): return all(group.operands, &words) { add($0, group.field, &$1) }
        case .and(let children):
            // A language among them says how the others are read.
            let reader = narrowed(to: children)
            return all(children, &words) { reader.collect($0, &$1) }
        case .or(let children):
            var isPossible = false
            for child in children where collect(child, &words) { isPossible = true }
            return isPossible
        case .all, .value, .flag, .date, .not: return true
        }
    }

    /// Adds the words of all parts, or none where one part cannot be.
    private func all<Part>(
        _ parts: [Part], _ words: inout [Word], _ add: (Part, inout [Word]) -> Bool
    ) -> Bool {
        let before = words
        for part in parts where !add(part, &words) {
            words = before
            return false
        }
        return true
    }

    /// The words in the same place of the sequences count as one.
    private func add(
        _ terms: [TextTerm], _ field: Field.Name, _ words: inout [Word]
    ) -> Bool {
        let sequences = terms.flatMap { self.sequences(of: $0) }.filter { sequence in
            !sequence.isEmpty && sequence.allSatisfy(knownStems.contains)
        }
        for place in 0..<(sequences.first?.count ?? 0) {
            let stems = Set(sequences.map { $0[place] })
            if let index = words.firstIndex(where: { $0.stems == stems && $0.field == field }) {
                words[index].queryFrequency += 1
            } else {
                words.append(Word(stems: stems, field: field))
            }
        }
        return !sequences.isEmpty
    }
}
