/// Searching and cutting strings byte for byte.
///
/// Foundation's search compares characters by their canonical forms, at twenty times the cost; what
/// is looked for here is what templates print.
extension StringProtocol {
    /// The first place where another text stands; nil where it does not.
    func find(_ other: String) -> Range<Index>? {
        guard let found = utf8Offset(of: other) else { return nil }
        let start = utf8.index(startIndex, offsetBy: found)
        return start..<utf8.index(start, offsetBy: other.utf8.count)
    }

    /// Whether another text stands in this one.
    func holds(_ other: String) -> Bool {
        utf8Offset(of: other) != nil
    }

    /// The offset in UTF-8 of the first place where another text stands; nil where it does not.
    func utf8Offset(of other: String) -> Int? {
        let found = utf8.withContiguousStorageIfAvailable { hay in
            other.utf8.withContiguousStorageIfAvailable { needle in
                ByteText.offset(
                    of: UnsafeRawBufferPointer(needle), in: UnsafeRawBufferPointer(hay))
            }
        }
        if let found, let found { return found }
        return ByteText.find(Array(other.utf8), in: Array(utf8), from: 0)
    }

    /// The parts between occurrences of a separator, as many as there are and one more.
    func components(by separator: String) -> [String] {
        var parts: [String] = []
        var rest = self[...]
        while let range = rest.find(separator) {
            parts.append(String(rest[..<range.lowerBound]))
            rest = rest[range.upperBound...]
        }
        parts.append(String(rest))
        return parts
    }

    /// The text without the scalars at its ends that match.
    func trimmed(_ matches: (Unicode.Scalar) -> Bool) -> String {
        var rest = Substring(self).unicodeScalars
        while let first = rest.first, matches(first) { rest.removeFirst() }
        while let last = rest.last, matches(last) { rest.removeLast() }
        return String(rest)
    }
}

extension String {
    /// What stands before and behind the last occurrence of a separator.
    func cutLast(_ separator: String) -> (String, String)? {
        guard holds(separator) else { return nil }
        let parts = components(by: separator)
        guard let last = parts.last else { return nil }
        return (
            ByteText.collapsed(parts.dropLast().joined(separator: separator)),
            ByteText.collapsed(last)
        )
    }

    /// What stands before and behind the first occurrence of a separator.
    func cutFirst(_ separator: String) -> (String, String)? {
        guard let range = find(separator) else { return nil }
        return (
            ByteText.collapsed(String(self[..<range.lowerBound])),
            ByteText.collapsed(String(self[range.upperBound...]))
        )
    }
}
