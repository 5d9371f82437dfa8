extension Bitset {
    /// Adds all that is in another set.
    public mutating func formUnion(_ other: Bitset) {
        join(other) { $0 | $1 }
    }

    /// Keeps what is also in another set.
    public mutating func formIntersection(_ other: Bitset) {
        join(other, beyond: { _ in 0 }) { $0 & $1 }
    }

    /// Removes what is in another set.
    public mutating func subtract(_ other: Bitset) {
        join(other) { $0 & ~$1 }
    }

    /// Keeps what is in just one of this and another set.
    public mutating func formSymmetricDifference(_ other: Bitset) {
        join(other) { $0 ^ $1 }
    }

    /// Takes what was not in the set.
    public mutating func invert() {
        withUnsafeMutableWords { words in
            for i in words.indices { words[i] = ~words[i] }
        }
    }

    /// This set with all that is in another one.
    public func union(_ other: Bitset) -> Bitset {
        var result = self
        result.formUnion(other)
        return result
    }

    /// What is in this and another set.
    public func intersection(_ other: Bitset) -> Bitset {
        var result = self
        result.formIntersection(other)
        return result
    }

    /// What is in this set and not in another.
    public func subtracting(_ other: Bitset) -> Bitset {
        var result = self
        result.subtract(other)
        return result
    }

    /// What is not in this set.
    public func inverted() -> Bitset {
        var result = self
        result.invert()
        return result
    }

    /// How many indices are in this and another set; makes no third set.
    public func intersectionCount(_ other: Bitset) -> Int {
        words.withUnsafeBufferPointer { mine in
            other.words.withUnsafeBufferPointer { theirs in
                var count = 0
                for i in 0..<min(mine.count, theirs.count) {
                    count &+= (mine[i] & theirs[i]).nonzeroBitCount
                }
                return count
            }
        }
    }

    /// Whether any index is in both sets.
    public func intersects(_ other: Bitset) -> Bool {
        words.withUnsafeBufferPointer { mine in
            other.words.withUnsafeBufferPointer { theirs in
                for i in 0..<min(mine.count, theirs.count) where mine[i] & theirs[i] != 0 {
                    return true
                }
                return false
            }
        }
    }

    /// Whether all that is in this set is in another one.
    public func isSubset(of other: Bitset) -> Bool {
        words.withUnsafeBufferPointer { mine in
            other.words.withUnsafeBufferPointer { theirs in
                for i in mine.indices {
                    let there = i < theirs.count ? theirs[i] : 0
                    if mine[i] & ~there != 0 { return false }
                }
                return true
            }
        }
    }

    /// Changes each word by the other set's word, and by `beyond` where that has none.
    @inline(__always)
    private mutating func join(
        _ other: Bitset, beyond: ((UInt64) -> UInt64)? = nil,
        _ operation: (UInt64, UInt64) -> UInt64
    ) {
        withUnsafeMutableWords { mine in
            other.words.withUnsafeBufferPointer { theirs in
                let shared = min(mine.count, theirs.count)
                for i in 0..<shared { mine[i] = operation(mine[i], theirs[i]) }
                if let beyond {
                    for i in shared..<mine.count { mine[i] = beyond(mine[i]) }
                }
            }
        }
    }
}
