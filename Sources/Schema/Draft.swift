import Articles

/// How much a word counts by where it stands, as a factor of its within-document frequency.
public enum Weights {
    /// A word of the title, beside its count in the body.
    public static let title: UInt32 = 2
}

/// A stem with how much it counts in one article.
public struct WeightedStem: Sendable, Equatable {
    /// Of the ``Vocabulary``.
    public let ordinal: UInt32
    /// Within-document frequency, at least 1.
    public let wdf: UInt32

    /// A stem that counts so much.
    public init(ordinal: UInt32, wdf: UInt32) {
        self.ordinal = ordinal
        self.wdf = wdf
    }
}

/// A document before the writer has it: an article with its terms and token stream.
///
/// Ordinals are those of the ``Vocabulary`` of the ``DraftMaker`` that made it.
public struct Draft: Sendable {
    /// With its actors.
    public var article: Article
    /// Stems of the title in order, no word dropped.
    public var titleStems: [UInt32]
    /// Stems of the body in order, no word dropped.
    public var bodyStems: [UInt32]
    /// Terms without a prefix, by rising ordinal: occurrences in the body plus ``Weights/title``
    /// times those in the title.
    public var weights: [WeightedStem]
    /// Terms with the title's prefix, by rising ordinal.
    public var titleWeights: [WeightedStem]
    /// Terms of ids, authors, actors, dates and so on; sorted, each once.
    public var booleanTerms: [String]
}

/// Turns articles into drafts.
///
/// Not Sendable: one for each worker, with its vocabulary.
public final class DraftMaker {
    /// Grows with every article.
    public let vocabulary: Vocabulary
    private let unknownLanguage: String
    private var counts: [UInt32] = []

    /// A maker that interns into that vocabulary.
    ///
    /// - Parameter unknownLanguage: whose stemmer reads an article that has no language; a short
    ///   text or a table of prices says too little of its own.
    public init(vocabulary: Vocabulary, unknownLanguage: String = "") {
        self.vocabulary = vocabulary
        self.unknownLanguage = unknownLanguage
    }

    /// The draft of an article, its actors already found.
    public func draft(of article: Article) -> Draft {
        let language = article.language ?? unknownLanguage
        var title: [UInt32] = []
        var body: [UInt32] = []
        vocabulary.appendStems(of: article.title, language: language, to: &title)
        body.reserveCapacity(article.words + 16)
        vocabulary.appendStems(of: article.body, language: language, to: &body)
        return Draft(
            article: article, titleStems: title, bodyStems: body,
            weights: weigh([(title, Weights.title), (body, 1)]),
            titleWeights: weigh([(title, 1)]), booleanTerms: Self.booleanTerms(of: article))
    }

    /// The terms that say which article it is, by whom, about whom, when and where.
    public static func booleanTerms(of article: Article) -> [String] {
        var terms: Set<String> = [
            Term.of(.id, article.id), Term.of(.basis, article.date.basis.rawValue),
        ]
        if let url = article.url { terms.insert(Term.of(.url, url)) }
        if let section = article.section {
            terms.insert(Term.of(.section, Term.sectionID(section)))
        }
        if let language = article.language { terms.insert(Term.of(.language, language)) }
        if let site = article.site { terms.insert(Term.of(.site, site)) }
        for author in article.authors { terms.insert(Term.of(.author, author.id)) }
        for actor in article.actors { terms.insert(Term.of(.actor, actor.id)) }
        terms.formUnion(Term.dates(article.date))
        return terms.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    private func weigh(_ fields: [(stems: [UInt32], factor: UInt32)]) -> [WeightedStem] {
        if counts.count < vocabulary.stems.count {
            counts += Array(repeating: 0, count: vocabulary.stems.count * 2 - counts.count)
        }
        var distinct: [UInt32] = []
        for (stems, factor) in fields {
            for ordinal in stems {
                if counts[Int(ordinal)] == 0 { distinct.append(ordinal) }
                counts[Int(ordinal)] += factor
            }
        }
        distinct.sort()
        return distinct.map { ordinal in
            let wdf = counts[Int(ordinal)]
            counts[Int(ordinal)] = 0
            return WeightedStem(ordinal: ordinal, wdf: wdf)
        }
    }
}
