import Schema
import XapianKit

/// Stems words in the language of their article, with one stemmer for each language met.
///
/// Not Sendable, since stemmers are not: one for each worker.
final class Stemming {
    private var stemmers: [String: Stemmer?] = [:]
    private var buffer: [UInt8] = []

    /// The stem of a lower-cased word; the word itself in a language without a stemmer.
    func stem(_ word: [UInt8], _ language: String) -> [UInt8] {
        guard let stemmer = stemmer(for: language) else { return word }
        word.withUnsafeBufferPointer { stemmer.stem($0, into: &buffer) }
        return buffer
    }

    /// A vocabulary that stems so.
    static func vocabulary() -> Vocabulary {
        let stemming = Stemming()
        return Vocabulary { word, language in stemming.stem(word, language) }
    }

    private func stemmer(for language: String) -> Stemmer? {
        if let known = stemmers[language] { return known }
        let made = Stemmer(language: language)
        stemmers.updateValue(made, forKey: language)
        return made
    }
}
