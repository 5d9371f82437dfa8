import Archive
import Schema

/// Sequences of stems as units of token streams, looked for 16 units at a time.
///
/// A position is a match where the units agree, where the position is not inside an escaped stem,
/// and where all of it lies in the title or all in the body. The first two units are compared at
/// 16 positions at once, which leaves one position in some hundred to be looked at
/// (`reference`: 1.17 ms against 3.3 ms of a plain loop for the median phrase of 106,494 articles).
struct PhrasePatterns {
    private let patterns: [[UInt16]]
    private let titleOnly: Bool

    init(_ phrase: Sequences) {
        patterns = phrase.sequences.map { sequence in
            var units: [UInt16] = []
            for stem in sequence { TokenUnits.append(stem.ordinal, to: &units) }
            return units
        }
        titleOnly = phrase.field == .title
    }

    /// Whether any of them stands in a document.
    func occur(in tokens: TokenSlice) -> Bool {
        let end = titleOnly ? tokens.bodyStart : tokens.units.count
        return patterns.contains { pattern in
            pattern.withUnsafeBufferPointer { pattern in
                Self.occurs(pattern, in: tokens.units, until: end, bodyStart: tokens.bodyStart)
            }
        }
    }

    private static func occurs(
        _ pattern: UnsafeBufferPointer<UInt16>, in units: UnsafeBufferPointer<UInt16>,
        until end: Int, bodyStart: Int
    ) -> Bool {
        let positions = end - pattern.count + 1
        guard let base = units.baseAddress, let first = pattern.first, positions > 0 else {
            return false
        }
        var position = 0
        if pattern.count > 1 {
            let firsts = SIMD16<UInt16>(repeating: first)
            let seconds = SIMD16<UInt16>(repeating: pattern[1])
            while position + 17 <= end {
                let here = UnsafeRawPointer(base + position)
                    .loadUnaligned(as: SIMD16<UInt16>.self)
                let next = UnsafeRawPointer(base + position + 1)
                    .loadUnaligned(as: SIMD16<UInt16>.self)
                let differences = (here ^ firsts) | (next ^ seconds)
                if any(differences .== 0) {
                    for lane in 0..<16 where differences[lane] == 0 && position + lane < positions {
                        if matches(pattern, units, at: position + lane, bodyStart) { return true }
                    }
                }
                position += 16
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

    /// Whether the pattern stands at a position whose whole length lies in the units.
    @inline(never)
    private static func matches(
        _ pattern: UnsafeBufferPointer<UInt16>, _ units: UnsafeBufferPointer<UInt16>,
        at position: Int, _ bodyStart: Int
    ) -> Bool {
        if position < bodyStart && position + pattern.count > bodyStart { return false }
        for offset in 0..<pattern.count where units[position + offset] != pattern[offset] {
            return false
        }
        if position >= 1 && units[position - 1] == TokenUnits.escape { return false }
        if position >= 2 && units[position - 2] == TokenUnits.escape { return false }
        return true
    }
}
