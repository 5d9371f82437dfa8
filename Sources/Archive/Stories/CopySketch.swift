/// What is kept of a text to find texts that are nearly the same: 64 numbers of 16 bits.
///
/// For every bin the shingle with the least hash is drawn, and 16 bits of it are kept; equal bins of
/// two sketches are as frequent as their texts resemble each other. All bins are filled in rounds:
/// each round throws all shingles into the bins anew, and a bin keeps what the first round that hit
/// it gave (the scheme of Dahlgaard, Knudsen and Thorup, "Fast Similarity Sketching", 2017). A text
/// of 400 words fills them in one round, one of 50 in about five.
///
/// Three neighbouring values are a band. Texts that agree in any of the 21 bands are looked at:
/// of texts with a resemblance of 0.6 that misses one pair in 170, with 0.7 one in 5,000.
enum CopySketch {
    /// Values of a sketch.
    static let count = 64
    /// Bands of a sketch; its last value is in none.
    static let bands = 21
    /// Values of a band.
    static let bandLength = 3
    /// Equal values below which the texts themselves need not be compared.
    ///
    /// Of texts at the threshold 38 of 64 are equal, give or take 4: three deviations below.
    static let gate = 26
    private static let rounds = 64

    /// The sketch of a text; nil where it is too short to have copies.
    ///
    /// - Parameter words: ``Shingles/hash(of:)`` of each stem of the body, in order.
    static func sketch(words: [UInt64]) -> [UInt16]? {
        guard words.count >= Shingles.minimumWords else { return nil }
        var shingles: [UInt64] = []
        shingles.reserveCapacity(words.count)
        Shingles.forEach(words) { shingles.append($0) }
        var least = [UInt64](repeating: .max, count: count)
        var empty = count
        var round: UInt64 = 0
        while empty > 0 {
            for shingle in shingles {
                let hash = round == 0 ? shingle : Shingles.mixed(shingle ^ round &<< 56 ^ round)
                // After many rounds each bin has its own one, so that a text of one word ends too.
                let bin =
                    round < UInt64(rounds)
                    ? Int(truncatingIfNeeded: hash & 63) : Int(round) - rounds
                let value = round << 56 | hash >> 8
                if value < least[bin] {
                    if least[bin] == .max { empty -= 1 }
                    least[bin] = value
                }
            }
            round += 1
        }
        return least.map { UInt16(truncatingIfNeeded: Shingles.mixed($0) >> 48) }
    }

    /// The values of one of many texts; valid as long as the buffer.
    static func values(
        of text: Int, in sketches: UnsafeBufferPointer<UInt16>
    ) -> UnsafeBufferPointer<UInt16> {
        UnsafeBufferPointer(rebasing: sketches[(text * count)..<((text + 1) * count)])
    }

    /// The number under which texts with an equal band meet.
    static func key(_ sketch: UnsafeBufferPointer<UInt16>, band: Int) -> UInt32 {
        let first = band * bandLength
        let values =
            UInt64(sketch[first]) | UInt64(sketch[first + 1]) << 16
            | UInt64(sketch[first + 2]) << 32 | UInt64(band) << 48
        return UInt32(truncatingIfNeeded: Shingles.mixed(values) >> 32)
    }

    /// How many values are equal.
    static func agreement(
        _ left: UnsafeBufferPointer<UInt16>, _ right: UnsafeBufferPointer<UInt16>
    ) -> Int {
        var equal = 0
        for index in 0..<count { equal &+= left[index] == right[index] ? 1 : 0 }
        return equal
    }

    /// Whether the texts have to be compared.
    static func mayBeCopies(
        _ left: UnsafeBufferPointer<UInt16>, _ right: UnsafeBufferPointer<UInt16>
    ) -> Bool { agreement(left, right) >= gate }
}
