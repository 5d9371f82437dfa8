import Archive
import QueryLanguage
import Schema

/// Finds the entries of the synonyms that a word or phrase of a query stands for, by stems.
///
/// Stemmed once for each language, when it is first asked for; not Sendable, as stemmers are not.
final class SynonymIndex {
    private let synonyms: Synonyms
    private var byLanguage: [String: [[[UInt8]]: [String]]] = [:]

    init(_ synonyms: Synonyms) {
        self.synonyms = synonyms
    }

    /// Whether there is any.
    var isEmpty: Bool { synonyms.rules.isEmpty }

    /// What else a text means in any of the languages, without itself, in the order of the file.
    func alternatives(
        to text: String, languages: [String], stemmer: QueryStemmer
    ) -> [String] {
        var found: [String] = []
        for language in languages {
            let stems = stemmer.stems(of: text, language: language)
            for entry in index(language, stemmer)[stems] ?? []
            where !found.contains(entry)
                && stemmer.stems(of: entry, language: language) != stems
            {
                found.append(entry)
            }
        }
        return found
    }

    private func index(_ language: String, _ stemmer: QueryStemmer) -> [[[UInt8]]: [String]] {
        if let known = byLanguage[language] { return known }
        var index: [[[UInt8]]: [String]] = [:]
        for rule in synonyms.rules {
            for entry in rule.from {
                index[stemmer.stems(of: entry, language: language), default: []] += rule.to
            }
        }
        byLanguage[language] = index
        return index
    }
}

extension QueryCompiler {
    /// The tree with each word and phrase joined by OR to what the synonyms say it means as well.
    func widened(_ tree: QueryTree) -> QueryTree {
        guard !synonyms.isEmpty else { return tree }
        switch tree {
        case .text(let term, let field):
            let others = alternatives(term)
            return others.isEmpty
                ? tree : .disjunction([tree] + others.map { .text($0, in: field) })
        case .near(var group):
            group.operands = group.operands.map { operand in
                operand + operand.flatMap(alternatives).filter { !operand.contains($0) }
            }
            return .near(group)
        case .and(let children):
            let narrowed = narrowed(to: children)
            return .conjunction(children.map(narrowed.widened))
        case .or(let children): return .disjunction(children.map(widened))
        case .not(let child): return .not(widened(child))
        case .all, .value, .flag, .date: return tree
        }
    }

    private func alternatives(_ term: TextTerm) -> [TextTerm] {
        switch term.kind {
        case .word: break
        // In quotes a word alone is meant as it is.
        case .phrase where Tokenizer.words(in: term.text).count > 1: break
        case .phrase, .exact, .prefix, .wildcard, .fuzzy: return []
        }
        let texts = synonyms.alternatives(
            to: term.text, languages: languages, stemmer: stemmer)
        return texts.map { text in
            let isWord = Tokenizer.words(in: text).count == 1
            return TextTerm(isWord ? .word : .phrase, text, at: term.position)
        }
    }
}
