import Archive
import Articles
import QueryLanguage
import XapianKit

/// The documents published within a span of days, from the columns of a part.
///
/// A document matches when the whole of what is known of its date lies in the span: its first day
/// is not before the start and its last day not behind the end. Undated ones never match.
struct DaySets {
    private let part: Part

    init(_ part: Part) {
        self.part = part
    }

    private static func bounds(_ span: DateSpan) -> (from: Int32, to: Int32) {
        // Just above the mark of undated documents, so that an open start leaves them out.
        (
            max(span.from?.daysSince1970 ?? .min, Part.undated + 1),
            span.to?.daysSince1970 ?? .max
        )
    }

    /// All of them, 16 documents at a time.
    func documents(_ span: DateSpan) -> Bitset {
        let (from, to) = Self.bounds(span)
        var set = Bitset(bitCount: part.count)
        let lowest = SIMD16<Int32>(repeating: from)
        let highest = SIMD16<Int32>(repeating: to)
        let bits = SIMD16<UInt16>(
            1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384, 32768)
        guard let first = part.firstDay.baseAddress, let last = part.lastDay.baseAddress else {
            return set
        }
        set.withUnsafeMutableWords { words in
            let blocks = part.count / 16
            for block in 0..<blocks {
                let firstDays = UnsafeRawPointer(first + block * 16)
                    .loadUnaligned(as: SIMD16<Int32>.self)
                let lastDays = UnsafeRawPointer(last + block * 16)
                    .loadUnaligned(as: SIMD16<Int32>.self)
                let inside = (firstDays .>= lowest) .& (lastDays .<= highest)
                let mask = SIMDMask<SIMD16<Int16>>(truncating: inside)
                let found = SIMD16<UInt16>.zero.replacing(with: bits, where: mask).wrappedSum()
                words[block >> 2] |= UInt64(found) << UInt64((block & 3) * 16)
            }
            for index in blocks * 16..<part.count
            where part.firstDay[index] >= from && part.lastDay[index] <= to {
                words[index >> 6] |= 1 << UInt64(index & 63)
            }
        }
        return set
    }

    /// Keeps those of a set.
    func narrow(_ set: inout Bitset, _ span: DateSpan) {
        // Looking at single documents costs about ten times what the vectors do for each.
        guard set.count < part.count / 10 else { return set.formIntersection(documents(span)) }
        let (from, to) = Self.bounds(span)
        set.withUnsafeMutableWords { words in
            for index in words.indices where words[index] != 0 {
                var rest = words[index]
                while rest != 0 {
                    let document = index << 6 + rest.trailingZeroBitCount
                    if part.firstDay[document] < from || part.lastDay[document] > to {
                        words[index] &= ~(1 << UInt64(document & 63))
                    }
                    rest &= rest - 1
                }
            }
        }
    }
}

extension SIMDMask where Storage == SIMD16<Int16> {
    /// The same lanes of a mask with wider lanes.
    fileprivate init(truncating wide: SIMDMask<SIMD16<Int32>>) {
        let ones = SIMD16<Int32>.zero.replacing(with: -1, where: wide)
        self = SIMD16<Int16>(truncatingIfNeeded: ones) .!= 0
    }
}
