/// How much one word adds to the weight of a document: BM25 in single precision.
///
/// A word with the within-document frequency f in a document of n words adds
///
///     weight × f / (f + k1 × (1 - b + b × n / average))
///
/// where the word's weight is ln(1 + (N - d + ½) / (d + ½)) × (k1 + 1) × (k3 + 1) × q / (k3 + q):
/// N documents, d of them with the word, named q times by the query. N and d count base and delta
/// and documents that are deleted but not yet merged away. (Robertson and Zaragoza, The
/// Probabilistic Relevance Framework: BM25 and Beyond, 2009; the logarithm never falls below zero.)
///
/// Words of a title are short texts: their length says nothing, so b is 0 for them.
struct RankFormula: Sendable {
    private let k1: Float
    private let b: Float
    private let k3: Double

    init(_ options: RankingOptions) {
        k1 = Float(options.k1)
        b = Float(options.b)
        k3 = options.k3
    }

    /// The part between 0 and 1 that depends on the document.
    @inline(__always)
    func impact(frequency: UInt32, words: UInt32, averageWords: Float) -> Float {
        let frequency = Float(frequency)
        return frequency / (frequency + k1 * (1 - b + b * Float(words) / averageWords))
    }

    /// The same for a word of the title.
    @inline(__always)
    func titleImpact(frequency: UInt32) -> Float {
        let frequency = Float(frequency)
        return frequency / (frequency + k1)
    }

    /// The part that depends on the word.
    ///
    /// - Parameters:
    ///   - documents: of the snapshot.
    ///   - matching: of them, those with the word.
    ///   - queryFrequency: how often the query names it.
    func weight(documents: Int, matching: Int, queryFrequency: Double) -> Float {
        let matching = Double(min(matching, documents))
        let rarity = (1 + (Double(documents) - matching + 0.5) / (matching + 0.5)).logarithm
        return Float(rarity * Double(k1 + 1) * (k3 + 1) * queryFrequency / (k3 + queryFrequency))
    }

    /// The average number of words, rounded to an eighth of an octave.
    ///
    /// So a commit hardly ever changes it, and what is kept for the words of the base, which
    /// depends on it, stays valid. The weights hardly notice.
    static func roundedAverage(words: Int, documents: Int) -> Float {
        guard words > 0, documents > 0 else { return 1 }
        let octaves = (Double(words) / Double(documents)).logarithm / 2.0.logarithm
        return Float((octaves * 8).rounded() / 8).powerOfTwo
    }
}
