/// SplitMix64 (Steele, Lea and Flood 2014): the same numbers for the same seed.
///
/// A random test makes one with ``fromEnvironment`` and names the seed in what it expects, so that
/// a failure can be run again with `BYLINE_TEST_SEED`.
public struct SeededGenerator: RandomNumberGenerator, Sendable {
    /// What the numbers began with.
    public let seed: UInt64
    private var state: UInt64

    /// The numbers of that seed.
    public init(seed: UInt64) {
        self.seed = seed
        state = seed
    }

    /// The seed of the environment, else 20241225.
    public static func fromEnvironment() -> SeededGenerator {
        SeededGenerator(seed: Environment.number("BYLINE_TEST_SEED").map(UInt64.init) ?? 20_241_225)
    }

    /// The next 64 bits.
    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
