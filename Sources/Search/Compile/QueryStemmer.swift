import Schema
import XapianKit

/// Stems the words of queries by the rules that stemmed the articles.
///
/// Not Sendable, since stemmers are not: one for each worker.
final class QueryStemmer {
    private var stemmers: [String: Stemmer?] = [:]
    private var buffer: [UInt8] = []
    private var functionStems: [String: Set<String>] = [:]

    /// The stems of the words of a text, in order, in a language; empty for none known.
    func stems(of text: String, language: String) -> [[UInt8]] {
        var stems: [[UInt8]] = []
        for word in Self.lowercasedWords(of: text) {
            stems.append(WordFolding.folded(stem(word, language)))
        }
        return stems
    }

    /// The stems of a language's ``FunctionWords``.
    func functionStems(_ language: String) -> Set<String> {
        if let known = functionStems[language] { return known }
        let words = stems(of: FunctionWords.words(of: language), language: language)
        let made = Set(words.map { String(decoding: $0, as: UTF8.self) })
        functionStems[language] = made
        return made
    }

    /// The words of a text in lower case, accents kept.
    static func lowercasedWords(of text: String) -> [[UInt8]] {
        var words: [[UInt8]] = []
        var text = text
        text.withUTF8 { bytes in
            Tokenizer.forEachWord(in: bytes) { range, isAbbreviation in
                let word = UnsafeBufferPointer(rebasing: bytes[range])
                words.append(WordFolding.lowercased(word, dropsDots: isAbbreviation))
            }
        }
        return words
    }

    private func stem(_ word: [UInt8], _ language: String) -> [UInt8] {
        let stemmer: Stemmer?
        if let known = stemmers[language] {
            stemmer = known
        } else {
            stemmer = language.isEmpty ? nil : Stemmer(language: language)
            stemmers[language] = .some(stemmer)
        }
        guard let stemmer else { return word }
        word.withUnsafeBufferPointer { stemmer.stem($0, into: &buffer) }
        return buffer
    }
}
