/// How stem ordinals stand in a token stream: 16-bit units.
///
///     ordinal < 0xFFF0     one unit, the ordinal itself
///     any other            0xFFFE, then its upper and its lower 15 bits, each a unit below 0x8000
///
/// So a unit belongs to an escaped ordinal exactly where one of the two before it is 0xFFFE, and a
/// search for the units of a phrase finds no phrase that is not there once that is looked at.
/// Units 0xFFF0 to 0xFFFD and 0xFFFF do not occur.
public enum TokenUnits {
    /// Announces two units of an escaped ordinal.
    public static let escape: UInt16 = 0xFFFE
    /// The least ordinal that is escaped.
    public static let firstEscaped: UInt32 = 0xFFF0
    /// One more than the greatest ordinal that two units of 15 bits hold.
    public static let limit: UInt32 = 1 << 30

    /// Appends one unit or three.
    @inlinable
    public static func append(_ ordinal: UInt32, to units: inout [UInt16]) {
        if ordinal < firstEscaped {
            units.append(UInt16(truncatingIfNeeded: ordinal))
        } else {
            units.append(escape)
            units.append(UInt16(truncatingIfNeeded: ordinal >> 15 & 0x7FFF))
            units.append(UInt16(truncatingIfNeeded: ordinal & 0x7FFF))
        }
    }

    /// The units of one ordinal.
    public static func units(of ordinal: UInt32) -> [UInt16] {
        var units: [UInt16] = []
        append(ordinal, to: &units)
        return units
    }
}

/// The token stream of one document: the stems of its title, then of its body.
///
/// Valid as long as the ``Part`` that gave it.
public struct TokenSlice {
    /// See ``TokenUnits``.
    public let units: UnsafeBufferPointer<UInt16>
    /// Where the body starts in the units.
    public let bodyStart: Int

    /// Calls with each stem in order; positions count stems from 0, title first.
    ///
    /// Units that no writer wrote end the walk.
    @inlinable
    public func forEachStem(_ body: (_ position: Int, _ ordinal: UInt32) -> Void) {
        Self.walk(units) { position, ordinal, _ in body(position, ordinal) }
    }

    /// The ordinals of the title's stems and of the body's.
    public func stems() -> (title: [UInt32], body: [UInt32]) {
        var (title, body): ([UInt32], [UInt32]) = ([], [])
        Self.walk(units) { _, ordinal, unit in
            if unit < bodyStart { title.append(ordinal) } else { body.append(ordinal) }
        }
        return (title, body)
    }

    /// The ordinals of the title's stems, without a look at the body.
    public var title: [UInt32] {
        var title: [UInt32] = []
        let end = min(max(0, bodyStart), units.count)
        Self.walk(UnsafeBufferPointer(rebasing: units[..<end])) { _, ordinal, _ in
            title.append(ordinal)
        }
        return title
    }

    @inlinable
    static func walk(
        _ units: UnsafeBufferPointer<UInt16>, _ body: (Int, UInt32, _ unit: Int) -> Void
    ) {
        var unit = 0
        var position = 0
        while unit < units.count {
            if units[unit] == TokenUnits.escape {
                guard unit + 2 < units.count else { return }
                let ordinal = UInt32(units[unit + 1]) << 15 | UInt32(units[unit + 2] & 0x7FFF)
                body(position, ordinal, unit)
                unit += 3
            } else {
                body(position, UInt32(units[unit]), unit)
                unit += 1
            }
            position += 1
        }
    }
}
