import Articles
import QueryLanguage
import Schema
import TestSupport
import Testing

/// Makes random trees in the normal form of the parser.
struct TreeGenerator {
    var random: SeededGenerator

    private static let words = [
        "gas", "Öl", "sanctions", "and", "or", "2022", "Kyiv", "Путин", "near",
    ]
    private static let texts = [
        "cheap gas", "say \"no\"", "back\\slash", "a", "U.S. dollar", "l'été", "AND", "x (y) z",
    ]
    private static let values = [
        "Jane Doe", "author/jane-doe", "org/nato", "NATO", "a:b", "-x", "(odd)", "q\"uote", "ß",
        "AND", "https://example.org/?a=1",
    ]

    private mutating func pick<T>(_ values: [T]) -> T {
        values[Int.random(in: 0..<values.count, using: &random)]
    }

    private mutating func term(verbatim: Bool = true) -> TextTerm {
        switch Int.random(in: 0..<(verbatim ? 7 : 6), using: &random) {
        case 0, 1: TextTerm(.word, pick(Self.words))
        case 2: TextTerm(.prefix, pick(["sanct", "Öl", "ga"]))
        case 3: TextTerm(.wildcard, pick(["co*op", "organi?ation", "sa*ns?x"]))
        case 4: TextTerm(.fuzzy(edits: pick([nil, 1, 2])), pick(Self.words))
        case 5: TextTerm(.phrase, pick(Self.texts))
        default: TextTerm(.exact, pick(Self.texts))
        }
    }

    private mutating func day() -> CalendarDay {
        let year = Int.random(in: 1900...2030, using: &random)
        let month = pick([1, 1, 3, 12, Int.random(in: 1...12, using: &random)])
        let last = CalendarDay.lastDay(ofMonth: month, year: year)
        let day = pick([1, last, Int.random(in: 1...last, using: &random)])
        return CalendarDay(year: year, month: month, day: day) ?? testDay
    }

    private mutating func span() -> DateSpan {
        let from = day()
        let to = day()
        switch Int.random(in: 0..<4, using: &random) {
        case 0: return DateSpan(from: from, to: nil)
        case 1: return DateSpan(from: nil, to: to)
        default: return DateSpan(from: min(from, to), to: max(from, to))
        }
    }

    private mutating func leaf() -> QueryTree {
        switch Int.random(in: 0..<8, using: &random) {
        case 0, 1, 2: return .text(term(), in: pick([.text, .text, .title]))
        case 3, 4:
            let fields: [Field.Name] = [.author, .actor, .section, .site, .id, .url]
            return .value(pick(fields), pick(Self.values), at: .nowhere)
        case 5: return .date(span())
        case 6:
            let field: Field.Name = pick([.is, .has])
            return .flag(field, pick(Field.row(field).flags))
        default:
            let operands = (0..<Int.random(in: 2...3, using: &random)).map { _ in
                (0..<pick([1, 1, 2])).map { _ in term(verbatim: false) }
            }
            return .near(
                NearGroup(
                    operands, distance: Int.random(in: 1...20, using: &random),
                    isOrdered: Bool.random(using: &random), field: pick([.text, .title])))
        }
    }

    mutating func tree(depth: Int) -> QueryTree {
        guard depth > 0 else { return leaf() }
        switch Int.random(in: 0..<5, using: &random) {
        case 0:
            return .conjunction(
                (0..<Int.random(in: 2...4, using: &random)).map { _ in
                    tree(depth: depth - 1)
                })
        case 1:
            return .disjunction(
                (0..<Int.random(in: 2...4, using: &random)).map { _ in
                    tree(depth: depth - 1)
                })
        case 2: return .not(tree(depth: depth - 1))
        default: return leaf()
        }
    }
}

@Suite struct QueryRoundTripTests {
    @Test("a printed tree parses to the same tree", arguments: [1, 2, 3, 4] as [UInt64])
    func roundTrip(seed: UInt64) throws {
        var limits = QueryLimits.standard
        limits.terms = 10_000
        limits.lengthInBytes = 1 << 20
        let parser = QueryParser(today: testDay, limits: limits)
        var generator = TreeGenerator(random: SeededGenerator(seed: seed))
        for round in 0..<2_000 {
            let tree = generator.tree(depth: 4)
            let parsed = try parser.parse(tree.description)
            try #require(parsed == tree, "seed \(seed), round \(round): \(tree)")
        }
    }
}
