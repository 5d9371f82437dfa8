/// How hits are weighed; the defaults are those that `make ranking` found on judged collections.
public struct RankingOptions: Sendable, Hashable {
    /// How fast the weight of a word saturates with its frequency.
    public var k1 = 1.2
    /// How much an article's length counts, 0 to 1.
    public var b = 0.65
    /// How fast the weight of a word saturates with how often the query names it.
    public var k3 = 8.0
    /// In questions (`mode: natural`), what is left of the weight of words like `of` and `which`.
    public var functionWordWeight = 0.0
    /// Of how many of the best hits words are taken that then give weight too; 0 for none.
    public var feedbackHits = 10
    /// The most such words.
    public var feedbackWords = 30
    /// The weight of the best such word, where a word of the query has 1.
    public var feedbackWeight = 0.4

    /// The defaults.
    public init() {}
}
