/// A part of a query, pointed at by signs below it.
///
///     gas "cheap
///         ^
struct Excerpt {
    /// The widest piece of a query that is shown, in characters.
    private static let width = 72

    /// The query around the part, and the line of signs.
    let lines: [String]

    /// - Parameter position: in code points of the query.
    init(_ query: String, _ position: Range<Int>) {
        let scalars = Array(query.unicodeScalars)
        func piece(_ range: Range<Int>) -> String {
            var view = String.UnicodeScalarView()
            view.append(contentsOf: scalars[range.clamped(to: 0..<scalars.count)])
            return Printable.line(String(view))
        }
        // A long query is cut on both sides of its faulty part.
        let start = max(0, position.lowerBound - Self.width / 2)
        let end = min(scalars.count, max(position.upperBound, start + Self.width))
        let last = min(end, start + Self.width)
        let before = (start > 0 ? "…" : "") + piece(start..<position.lowerBound)
        let fault = piece(position.lowerBound..<min(position.upperBound, last))
        let after = piece(min(position.upperBound, last)..<last) + (last < scalars.count ? "…" : "")
        lines = [
            before + fault + after,
            String(repeating: " ", count: before.count)
                + String(repeating: "^", count: max(1, fault.count)),
        ]
    }
}
