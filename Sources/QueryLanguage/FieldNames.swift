import Schema

/// Proposals for field names that do not exist.
enum FieldNames {
    /// Names that other systems use, and what they are called here.
    private static let known: [String: Field.Name] = [
        "by": .author, "from": .author, "writer": .author, "about": .actor, "person": .actor,
        "org": .actor, "state": .actor, "place": .actor, "country": .actor, "lang": .language,
        "subject": .title, "headline": .title, "intitle": .title, "body": .text, "rubric": .section,
        "published": .date, "year": .date, "host": .site, "domain": .site, "source": .site,
        "docid": .id, "link": .url,
    ]

    /// The names that a query can use.
    static var all: [String] {
        Field.table.filter { $0.query != nil }.map(\.name.rawValue) + ["exact"]
    }

    /// A sentence that proposes the nearest name, or lists all.
    static func hint(for name: String) -> String {
        let quote = "to search for the text itself, put it in quotes"
        if let field = known[name] { return "did you mean \(field.rawValue):? \(quote)" }
        // Of names equally far away, the one that begins alike: `autor` is author, not actor.
        let nearest = all.map { candidate in
            (
                name: candidate, edits: EditDistance.between(name, candidate),
                alike: zip(name, candidate).prefix { $0 == $1 }.count
            )
        }.min { ($0.edits, -$0.alike, $0.name) < ($1.edits, -$1.alike, $1.name) }
        if let nearest, nearest.edits <= max(1, min(2, name.count / 2)) {
            return "did you mean \(nearest.name):? \(quote)"
        }
        return "fields are \(all.joined(separator: ", ")); \(quote)"
    }

    /// A sentence that proposes the nearest of the flags of a field, or lists them.
    static func hint(forFlag flag: String, of field: Field.Name) -> String {
        let flags = Field.row(field).flags.map { field.rawValue + ":" + $0 }
        return "one of " + flags.joined(separator: ", ")
    }
}

/// The number of insertions, deletions, substitutions and swaps of neighbours between two words.
public enum EditDistance {
    /// The distance in code points ("optimal string alignment"); quadratic in the lengths.
    public static func between(_ left: String, _ right: String) -> Int {
        between(Array(left.unicodeScalars), Array(right.unicodeScalars))
    }

    /// The distance of two words given as code points.
    public static func between(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
        var beforePrevious: [Int] = []
        var previous = Array(0...right.count)
        for (row, scalar) in left.enumerated() {
            var current = [row + 1]
            current.reserveCapacity(right.count + 1)
            for (column, other) in right.enumerated() {
                var best = min(previous[column + 1] + 1, current[column] + 1)
                best = min(best, previous[column] + (scalar == other ? 0 : 1))
                if row > 0, column > 0, scalar == right[column - 1], left[row - 1] == other {
                    best = min(best, beforePrevious[column - 1] + 1)
                }
                current.append(best)
            }
            (beforePrevious, previous) = (previous, current)
        }
        return previous[right.count]
    }
}
