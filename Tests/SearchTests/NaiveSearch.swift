import Articles
import QueryLanguage
import Schema
import XapianKit

@testable import Search

/// Answers requests over plain articles with loops: naive on purpose, to be compared with the engine.
///
/// It shares with the engine the parser, the tokenizer and the stemmers, and nothing else.
struct NaiveSearch {
    let articles: [Article]
    /// Articles that are gone, whose words and labels the archive still knows.
    let gone: [Article]
    /// The authority records.
    let lineages: [ActorLineage]
    /// The story of each article; 0 where it stands alone.
    let stories: [UInt32]
    private let goneWords: [Words]
    private(set) var languages: [String]
    private let words: [Words]

    /// The stems of an article by field.
    struct Words {
        var title: [String]
        var body: [String]
        /// Folded words as printed with their stems.
        var printed: [(word: String, stem: String)]
    }

    /// What was worked out before: a stemmer for each word of each article would take minutes.
    private final class Memo {
        var sequences: [TextTerm: [[String]]] = [:]
        var weighed: [(article: Article, words: Words)]?
    }

    private var memo = Memo()

    /// All articles with their words, those that are gone last.
    var weighed: [(article: Article, words: Words)] {
        if let known = memo.weighed { return known }
        let made = Array(zip(articles, words)) + Array(zip(gone, goneWords))
        let named = made.map { (article: $0, words: $1) }
        memo.weighed = named
        return named
    }

    init(
        _ articles: [Article], gone: [Article] = [], stories: [UInt32]? = nil,
        lineages: [ActorLineage] = []
    ) {
        self.articles = articles
        self.lineages = lineages
        self.gone = gone
        self.stories = stories ?? articles.map { _ in 0 }
        words = articles.map(Self.words)
        goneWords = gone.map(Self.words)
        knownStems = Set((words + goneWords).flatMap { $0.title + $0.body })
        languages = Array(Set((articles + gone).map { $0.language ?? "" }))
    }

    static func words(of article: Article) -> Words {
        let language = article.language ?? ""
        let title = words(of: article.title, language)
        let body = words(of: article.body, language)
        return Words(title: title.map(\.stem), body: body.map(\.stem), printed: title + body)
    }

    /// The stems that the archive knows, those of articles that are gone included.
    let knownStems: Set<String>

    static func words(
        of text: String, _ language: String
    ) -> [(word: String, stem: String)] {
        let stemmer = Stemmer(language: language)
        return QueryStemmer.lowercasedWords(of: text).map { word in
            let lower = String(decoding: word, as: UTF8.self)
            let stem = language.isEmpty ? lower : stemmer?.stem(lower) ?? lower
            return (WordFolding.key(lower), WordFolding.key(stem))
        }
    }

    /// The positions of the articles that match everything, in the order of the articles.
    func matches(_ request: SearchRequest, leavingOut dimension: Field.Name? = nil) throws -> [Int]
    {
        let tree =
            request.mode == .query
            ? try QueryParser(today: testDay).parse(request.q)
            : try QueryParser(today: testDay).natural(request.q)
        let searched = reading(request)
        return try articles.indices.filter { index in
            guard searched.matches(tree, index) else { return false }
            for field in request.filters.active where field != dimension {
                if !passes(request.filters[field], field, index) { return false }
            }
            if let date = request.filters.date, dimension != .date {
                return try passes(date, index)
            }
            return true
        }
    }

    /// A filter on the language says how the query is read, whatever is counted.
    func reading(_ request: SearchRequest) -> NaiveSearch {
        let language = request.filters[.language]
        guard !(language.any + language.all).isEmpty else { return self }
        var searched = self
        searched.languages = language.any + language.all
        searched.memo = Memo()
        return searched
    }

    // MARK: Filters

    private func passes(_ filter: ValueFilter, _ field: Field.Name, _ index: Int) -> Bool {
        func has(_ value: String) -> Bool {
            field == .actor
                ? isAbout(value, articles[index], filter.mentions, type: filter.type)
                : self.has(field, value, index)
        }
        return (filter.any.isEmpty || filter.any.contains(where: has))
            && filter.all.allSatisfy(has) && !filter.none.contains(where: has)
    }

    private func passes(_ filter: DateFilter, _ index: Int) throws -> Bool {
        if filter.undated == .only { return articles[index].date.value == nil }
        guard articles[index].date.value != nil else { return filter.undated == .include }
        let span = try QueryParser(today: testDay).span(from: filter.from, to: filter.to)
        return isWithin(span, index)
    }

    private func isWithin(_ span: DateSpan, _ index: Int) -> Bool {
        let date = articles[index].date
        guard let first = date.value, let last = date.lastDay else { return false }
        if let from = span.from, first < from { return false }
        if let to = span.to, last > to { return false }
        return true
    }

    private func has(_ field: Field.Name, _ value: String, _ index: Int) -> Bool {
        let article = articles[index]
        let key = WordFolding.key(value)
        return switch field {
        case .author:
            article.authors.contains { $0.id == value || WordFolding.key($0.label) == key }
        case .actor:
            article.actors.contains { $0.id == value || WordFolding.key($0.label) == key }
        case .section: article.section.map { WordFolding.key($0) == key } ?? false
        case .language: article.language == value
        case .site: article.site == value
        case .basis: article.date.basis.rawValue == value
        case .id: article.id == value
        case .url: article.url == value
        case .text, .title, .date, .is, .has: false
        }
    }

    // MARK: The tree

    private func matches(_ tree: QueryTree, _ index: Int) -> Bool {
        switch tree {
        case .all: true
        case .text(let term, let field): matches(term, field, index)
        case .near(let group): matches(group, index)
        case .value(let field, let value, _): has(field, value, index)
        case .flag(let field, let flag): has(field, flag: flag, index)
        case .date(let span): isWithin(span, index)
        case .and(let children):
            children.allSatisfy { narrowed(to: children).matches($0, index) }
        case .or(let children): children.contains { matches($0, index) }
        case .not(let child): !matches(child, index)
        }
    }

    /// `language:de` says how the words beside it are read.
    func narrowed(to children: [QueryTree]) -> NaiveSearch {
        let named = children.flatMap { child in
            let values = if case .or(let values) = child { values } else { [child] }
            let codes = values.compactMap { value in
                if case .value(.language, let code, _) = value { code } else { nil }
            }
            return codes.count == values.count ? codes : []
        }
        guard !named.isEmpty else { return self }
        var narrowed = self
        narrowed.languages = named
        narrowed.memo = Memo()
        return narrowed
    }

    private func has(_ field: Field.Name, flag: String, _ index: Int) -> Bool {
        let article = articles[index]
        return switch field.rawValue + ":" + flag {
        case "is:undated": article.date.value == nil
        case "is:dated": article.date.value != nil
        case "has:correction": !article.corrections.isEmpty
        case "has:author": !article.authors.isEmpty
        case "has:actor": !article.actors.isEmpty
        default: article.url != nil
        }
    }

    private func matches(_ term: TextTerm, _ field: Field.Name, _ index: Int) -> Bool {
        let sequences = sequences(of: term)
        let fields =
            field == .title ? [words[index].title] : [words[index].title, words[index].body]
        let stands = fields.contains { words in
            sequences.contains { !Self.places(of: $0, in: words).isEmpty }
        }
        guard stands, term.kind == .exact else { return stands }
        // The random texts have single spaces between words.
        return (" " + articles[index].title + " ").contains(" " + term.text + " ")
            || field == .text
                && (" " + articles[index].body + " ").contains(" " + term.text + " ")
    }

    /// What a term stands for: sequences of stems, any of which will do.
    func sequences(of term: TextTerm) -> [[String]] {
        if let known = memo.sequences[term] { return known }
        let made = readSequences(of: term)
        memo.sequences[term] = made
        return made
    }

    private func readSequences(of term: TextTerm) -> [[String]] {
        switch term.kind {
        case .word, .phrase, .exact:
            return languages.map { Self.words(of: term.text, $0).map(\.stem) }
        case .prefix, .wildcard, .fuzzy:
            let printed = Set(
                (words + goneWords).flatMap { $0.printed.map { [$0.word, $0.stem] } })
            let key = WordFolding.key(term.text)
            return printed.filter { fits($0[0], key, term.kind) }.map { [$0[1]] }
        }
    }

    private func fits(_ word: String, _ key: String, _ kind: TextTerm.Kind) -> Bool {
        switch kind {
        case .prefix: word.hasPrefix(key)
        case .wildcard: Self.fits(Array(word)[...], Array(key)[...])
        case .fuzzy(let edits):
            EditDistance.between(word, key) <= edits ?? (key.count > 5 ? 2 : 1)
        case .word, .phrase, .exact: false
        }
    }

    private static func fits(_ word: ArraySlice<Character>, _ pattern: ArraySlice<Character>)
        -> Bool
    {
        guard let first = pattern.first else { return word.isEmpty }
        if first == "*" {
            return fits(word, pattern.dropFirst())
                || !word.isEmpty && fits(word.dropFirst(), pattern)
        }
        guard let letter = word.first, first == "?" || first == letter else { return false }
        return fits(word.dropFirst(), pattern.dropFirst())
    }

    private static func places(of sequence: [String], in words: [String]) -> [Range<Int>] {
        guard !sequence.isEmpty, words.count >= sequence.count else { return [] }
        return (0...(words.count - sequence.count)).filter { start in
            Array(words[start..<start + sequence.count]) == sequence
        }.map { $0..<$0 + sequence.count }
    }

    private func matches(_ group: NearGroup, _ index: Int) -> Bool {
        let fields =
            group.field == .title ? [words[index].title] : [words[index].title, words[index].body]
        return fields.contains { words in
            let places = group.operands.map { operand in
                operand.flatMap { sequences(of: $0) }.flatMap { Self.places(of: $0, in: words) }
            }
            return choose(places, [], group)
        }
    }

    /// Tries every choice of one place for each operand.
    private func choose(
        _ places: [[Range<Int>]], _ chosen: [Range<Int>], _ group: NearGroup
    ) -> Bool {
        guard chosen.count < places.count else {
            if group.isOrdered {
                return zip(chosen, chosen.dropFirst()).allSatisfy { left, right in
                    right.lowerBound >= left.upperBound
                        && right.lowerBound - left.upperBound + 1 <= group.distance
                }
            }
            let sorted = chosen.sorted { $0.lowerBound < $1.lowerBound }
            guard let first = sorted.first, let last = sorted.last else { return false }
            let apart = zip(sorted, sorted.dropFirst()).allSatisfy { !$0.overlaps($1) }
            return apart
                && last.lowerBound - first.upperBound + 1 <= group.distance * (places.count - 1)
        }
        return places[chosen.count].contains { choose(places, chosen + [$0], group) }
    }
}
