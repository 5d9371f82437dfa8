import Archive
import Schema

/// Sequences of stems as units of token streams, looked for 32 units at a time.
///
/// A position is a match where the units agree, where the position is not inside an escaped stem,
/// and where all of it lies in the title or all in the body. Two neighbouring units of the pattern,
/// of which one is its rarest, are compared at 32 positions at once; few are left to be looked at.
///
/// The comparison is arithmetic on 64-bit lanes, each four units: a lane of x has a zero unit just
/// when (x - 0x0001…) & ~x & 0x8000… is not zero (Mycroft 1987). Comparing `SIMD16<UInt16>` lanes by
/// masks costs Swift 6.3 ten times as much on x86-64 without AVX: 6.5 ms against 0.5 ms for the
/// median phrase of 45,315 articles.
struct PhrasePatterns {
    private struct Pattern {
        let units: [UInt16]
        /// Where the pair that is compared first stands in it.
        let pair: Int
    }

    private let patterns: [Pattern]
    private let titleOnly: Bool

    init(_ phrase: Sequences) {
        patterns = phrase.sequences.map { sequence in
            var units: [UInt16] = []
            for stem in sequence { TokenUnits.append(stem.ordinal, to: &units) }
            // Ordinals rise with rarity.
            let rarest = units.indices.max { units[$0] < units[$1] } ?? 0
            return Pattern(units: units, pair: min(rarest, max(0, units.count - 2)))
        }
        titleOnly = phrase.field == .title
    }

    /// Whether any of them stands in a document.
    func occur(in tokens: TokenSlice) -> Bool {
        let end = titleOnly ? tokens.bodyStart : tokens.units.count
        for pattern in patterns {
            let occurs = pattern.units.withUnsafeBufferPointer { units in
                Self.occurs(
                    units, pair: pattern.pair, in: tokens.units, until: end,
                    bodyStart: tokens.bodyStart)
            }
            if occurs { return true }
        }
        return false
    }

    private static func occurs(
        _ pattern: UnsafeBufferPointer<UInt16>, pair: Int,
        in units: UnsafeBufferPointer<UInt16>, until end: Int, bodyStart: Int
    ) -> Bool {
        let positions = end - pattern.count + 1
        guard let base = units.baseAddress, let first = pattern.first, positions > 0 else {
            return false
        }
        var position = 0
        if pattern.count > 1 {
            let firsts = splat(pattern[pair])
            let seconds = splat(pattern[pair + 1])
            // The last unit that a step reads is 32 behind the first unit of the pair.
            while position + pair + 33 <= end {
                let here = UnsafeRawPointer(base + position + pair)
                if hasPair(here, firsts, seconds) {
                    for start in position..<min(position + 32, positions)
                    where matches(pattern, units, at: start, bodyStart) {
                        return true
                    }
                }
                position += 32
            }
        }
        while position < positions {
            if units[position] == first, matches(pattern, units, at: position, bodyStart) {
                return true
            }
            position += 1
        }
        return false
    }

    @inline(__always)
    private static func splat(_ unit: UInt16) -> SIMD8<UInt64> {
        SIMD8(repeating: UInt64(unit) &* 0x0001_0001_0001_0001)
    }

    /// Whether the two units stand next to each other at any of the 32 places from a unit on.
    @inline(__always)
    private static func hasPair(
        _ here: UnsafeRawPointer, _ firsts: SIMD8<UInt64>, _ seconds: SIMD8<UInt64>
    ) -> Bool {
        let left = here.loadUnaligned(as: SIMD8<UInt64>.self) ^ firsts
        let right = (here + 2).loadUnaligned(as: SIMD8<UInt64>.self) ^ seconds
        let differences = left | right
        let ones = SIMD8<UInt64>(repeating: 0x0001_0001_0001_0001)
        let highest = SIMD8<UInt64>(repeating: 0x8000_8000_8000_8000)
        let zeros = (differences &- ones) & ~differences & highest
        let folded = zeros.lowHalf | zeros.highHalf
        let pair = folded.lowHalf | folded.highHalf
        return (pair.x | pair.y) != 0
    }

    /// Whether the pattern stands at a position whose whole length lies in the units.
    @inline(__always)
    private static func matches(
        _ pattern: UnsafeBufferPointer<UInt16>, _ units: UnsafeBufferPointer<UInt16>,
        at position: Int, _ bodyStart: Int
    ) -> Bool {
        for offset in 0..<pattern.count where units[position + offset] != pattern[offset] {
            return false
        }
        if position < bodyStart && position + pattern.count > bodyStart { return false }
        if position >= 1 && units[position - 1] == TokenUnits.escape { return false }
        if position >= 2 && units[position - 2] == TokenUnits.escape { return false }
        return true
    }
}
