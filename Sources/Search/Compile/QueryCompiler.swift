import Archive
import QueryLanguage
import Schema

/// Turns a tree into a condition on one snapshot: words to stems, names to ids.
struct QueryCompiler {
    let snapshot: ArchiveSnapshot
    let resolver: ValueResolver
    let stemmer: QueryStemmer
    let synonyms: SynonymIndex
    let expansion: Expansion
    /// Whose stemmers read the query; an empty one stands for articles of unknown language.
    private(set) var languages: [String]

    /// What the caller should know.
    private(set) var warnings: [String] = []
    /// What is wanted: to be marked in titles and snippets.
    private(set) var highlights = Highlights()
    private var isNegated = false

    init(
        resolver: ValueResolver, stemmer: QueryStemmer, synonyms: SynonymIndex,
        languages: [String], budget: Budget
    ) {
        snapshot = resolver.snapshot
        self.resolver = resolver
        self.stemmer = stemmer
        self.synonyms = synonyms
        self.languages = languages
        expansion = Expansion(
            snapshot: snapshot, maximumStems: resolver.options.maximumExpansion, budget: budget)
    }

    /// The compiler for the parts of a conjunction: `language:de` among them says in which
    /// language the others are written.
    func narrowed(to parts: [QueryTree]) -> QueryCompiler {
        var named: [String] = []
        for part in parts {
            let alternatives = if case .or(let children) = part { children } else { [part] }
            var found: [String] = []
            for alternative in alternatives {
                guard case .value(.language, let value, _) = alternative else {
                    found = []
                    break
                }
                found += resolver.ids(.language, value)
            }
            named += found.filter { !named.contains($0) }
        }
        guard !named.isEmpty else { return self }
        var compiler = self
        compiler.languages = named
        return compiler
    }

    /// The condition of a tree.
    mutating func compile(_ tree: QueryTree) throws(SearchError) -> Condition {
        switch tree {
        case .all: return .everything
        case .text(let term, let field): return try compile(term, field)
        case .near(let group): return try compile(group)
        case .value(let field, let value, _): return .terms(terms(field, [value]))
        case .flag(let field, let flag): return Self.flag(field, flag)
        case .date(let span): return .days(span)
        case .and(let children):
            let outer = languages
            languages = narrowed(to: children).languages
            defer { languages = outer }
            return .conjunction(try compile(children))
        case .or(let children): return .disjunction(try compile(children))
        case .not(let child):
            isNegated.toggle()
            defer { isNegated.toggle() }
            return .negation(try compile(child))
        }
    }

    private mutating func compile(_ trees: [QueryTree]) throws(SearchError) -> [Condition] {
        var conditions: [Condition] = []
        for tree in trees { conditions.append(try compile(tree)) }
        return conditions
    }

    /// The terms of any of the values; a value that the archive does not have gives none.
    mutating func terms(_ field: Field.Name, _ values: [String]) -> [String] {
        var terms: [String] = []
        for value in values {
            let ids = resolver.ids(field, value)
            if ids.isEmpty { warnings.append(resolver.warning(field, value)) }
            for id in ids {
                let term = Term.of(field, id)
                if !terms.contains(term) { terms.append(term) }
            }
        }
        return terms
    }

    /// Tells the caller that the archive has no such value.
    mutating func warn(_ field: Field.Name, _ value: String) {
        warnings.append(resolver.warning(field, value))
    }

    private static func flag(_ field: Field.Name, _ flag: String) -> Condition {
        switch (field, flag) {
        case (.is, "undated"): .not(.isDated)
        case (.is, "dated"): .isDated
        case (.has, "correction"): .flagged(DocumentFlags.hasCorrection)
        case (.has, "url"): .flagged(DocumentFlags.hasURL)
        case (.has, "author"): .hasAuthor
        case (.has, "actor"): .hasActor
        // The parser lets no other flag through.
        case (_, _): .nothing
        }
    }

    private mutating func compile(
        _ term: TextTerm, _ field: Field.Name
    ) throws(SearchError) -> Condition {
        switch term.kind {
        case .word, .phrase:
            return Self.condition(sequences(of: term.text, field))
        case .exact:
            let sequences = sequences(of: term.text, field)
            return sequences.sequences.isEmpty ? .nothing : .verbatim(sequences, text: term.text)
        case .prefix, .wildcard, .fuzzy:
            let stems = try expand(term, field)
            return stems.isEmpty ? .nothing : .stems(stems, isExpansion: true)
        }
    }

    private static func condition(_ sequences: Sequences) -> Condition {
        let all = sequences.sequences
        guard !all.isEmpty else { return .nothing }
        if all.allSatisfy({ $0.count == 1 }) {
            return .stems(all.map { $0[0] }, isExpansion: false)
        }
        return .phrase(sequences)
    }

    private mutating func expand(
        _ term: TextTerm, _ field: Field.Name
    ) throws(SearchError) -> [Stem] {
        let ordinals = try expansion.stems(term)
        if !isNegated { highlights.formUnion(ordinals) }
        return ordinals.map { stem($0, field) }
    }

    private func stem(_ ordinal: UInt32, _ field: Field.Name) -> Stem {
        Stem(ordinal: ordinal, term: Term.of(field, snapshot.stems.stem(ordinal)))
    }

    /// The words of a text as stems, once for each language that reads them differently.
    ///
    /// A sequence with a stem that the archive does not have is left out.
    private mutating func sequences(of text: String, _ field: Field.Name) -> Sequences {
        var found: [[UInt32]] = []
        for language in languages {
            var ordinals: [UInt32] = []
            let stems = stemmer.stems(of: text, language: language)
            for stem in stems {
                guard let ordinal = snapshot.stems.ordinal(of: stem) else { break }
                ordinals.append(ordinal)
            }
            if ordinals.count == stems.count, !ordinals.isEmpty, !found.contains(ordinals) {
                found.append(ordinals)
            }
        }
        var sequences: [[Stem]] = []
        for ordinals in found {
            if !isNegated { highlights.insert(ordinals) }
            sequences.append(ordinals.map { stem($0, field) })
        }
        return Sequences(field: field, sequences: sequences)
    }

    private mutating func compile(_ group: NearGroup) throws(SearchError) -> Condition {
        var operands: [[[Stem]]] = []
        for alternatives in group.operands {
            var sequences: [[Stem]] = []
            for term in alternatives {
                switch term.kind {
                case .word, .phrase, .exact:
                    sequences += self.sequences(of: term.text, group.field).sequences
                case .prefix, .wildcard, .fuzzy:
                    sequences += try expand(term, group.field).map { [$0] }
                }
            }
            if sequences.isEmpty { return .nothing }
            operands.append(sequences)
        }
        return .near(
            Proximity(
                field: group.field, operands: operands, distance: group.distance,
                isOrdered: group.isOrdered))
    }

    /// The tree with words as their stems, where all languages agree on one.
    func stemmed(_ tree: QueryTree) -> QueryTree {
        switch tree {
        case .text(let term, let field): return .text(stemmed(term), in: field)
        case .near(var group):
            group.operands = group.operands.map { $0.map(stemmed) }
            return .near(group)
        case .and(let children): return .and(children.map(narrowed(to: children).stemmed))
        case .or(let children): return .or(children.map(stemmed))
        case .not(let child): return .not(stemmed(child))
        case .all, .value, .flag, .date: return tree
        }
    }

    private func stemmed(_ term: TextTerm) -> TextTerm {
        guard term.kind == .word else { return term }
        let stems = Set(languages.map { stemmer.stems(of: term.text, language: $0) })
        guard stems.count == 1, let stem = stems.first, stem.count == 1 else { return term }
        return TextTerm(.word, String(decoding: stem[0], as: UTF8.self), at: term.position)
    }
}
