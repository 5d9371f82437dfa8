/// What a first look at a text made of each of its words, as a hint for the second look.
///
/// A word that is the name of an organisation in one sentence is rarely a person in the next.
package struct NameVotes: Sendable {
    /// For each word: 0 where it occurs once, else which type most of its uses have and how clearly.
    private let codes: [UInt8]

    /// The votes of a text.
    ///
    /// `entries` gives each word the number of the different word that it is, -1 for words that do
    /// not vote; `types` its type at the first look: 0 outside of names, then as in ``NameLabel``.
    package init(entries: [Int32], types: [UInt8]) {
        var counts = [SIMD4<UInt16>](
            repeating: .zero, count: Int(entries.max() ?? -1) + 1)
        for (entry, type) in zip(entries, types) where entry >= 0 {
            counts[Int(entry)][Int(type & 3)] &+= 1
        }
        let verdicts = counts.map { count -> UInt8 in
            let total = count.wrappedSum()
            guard total > 1 else { return 0 }
            var best = 0
            for type in 1..<4 where count[type] > count[best] { best = type }
            return 1 + UInt8(best) + (count[best] == total ? 4 : 0) + (total > 3 ? 8 : 0)
        }
        codes = entries.map { $0 < 0 ? 0 : verdicts[Int($0)] }
    }

    /// Whether there is anything to say of a word.
    func speak(of at: Int) -> Bool { codes[at] != 0 }

    /// Calls `use` with the hash of every feature that votes make of a word.
    @inline(__always)
    package func visit(_ at: Int, _ use: (UInt64) -> Void) {
        let here = UInt64(codes[at])
        let left = at > 0 ? UInt64(codes[at - 1]) : 0
        let right = at + 1 < codes.count ? UInt64(codes[at + 1]) : 0
        guard here | left | right != 0 else { return }
        use(NameModel.mixed(Self.template, here))
        use(NameModel.mixed(Self.template &+ 1, here << 8 | left))
        use(NameModel.mixed(Self.template &+ 2, here << 8 | right))
    }

    /// Apart from the templates of ``NameFeatures``.
    private static let template: UInt64 = 0x5851_F42D_4C95_7F2D
}
