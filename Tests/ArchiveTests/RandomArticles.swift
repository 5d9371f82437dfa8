import Articles
import Schema

/// Random numbers from a seed (splitmix64), so that a failure can be repeated.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }
}

/// Articles of random words, names and dates.
struct RandomArticles {
    var generator: SeededGenerator

    init(seed: UInt64) {
        generator = SeededGenerator(seed: seed)
    }

    /// An article with that id; everything else is drawn.
    mutating func article(_ id: String) -> Article {
        var article = Article(id: id, title: words(0...6), body: words(0...80))
        if chance(3) { article.url = "https://review.example/\(id)?q=ü" }
        if chance(2) { article.site = pick(["review.example", "Zürcher Bote", "a.b"]) }
        if chance(4) { article.subtitle = words(1...4) }
        if chance(2) { article.section = pick(["Opinion", "opinion!", "The Embassy", "Économie"]) }
        if chance(2) { article.language = pick(["en", "de", "fr"]) }
        for _ in 0..<number(0...3) {
            var author = Author(
                name: pick(["Jane Doe", "José Núñez", "John O’Roe", "Anna-Lena Groß", "jane doe"]),
                source: "given")
            if chance(3) { author.bio = words(1...5) }
            if chance(3) { author.honorific = "Dr." }
            article.authors.append(author)
        }
        for _ in 0..<number(0...6) {
            let label = pick([
                "NATO", "Vladimir Putin", "Österreich", "Kyiv", "European Union", "Łódź", "Eve",
            ])
            article.actors.append(
                Actor(
                    id: "name/" + Identifier.slug(label), label: label,
                    type: pick(ActorType.allCases), mentions: number(0...70_000),
                    inTitle: chance(2), inLead: chance(2),
                    kinds: MentionKind.allCases.filter { _ in chance(3) }))
        }
        article.date = date()
        if chance(5) { article.captions = [words(1...4), ""] }
        if chance(5) { article.corrections = [words(1...9)] }
        if chance(9) { article.warnings = ["the byline is empty"] }
        article.versions = number(1...4)
        return article
    }

    /// A number of the range.
    mutating func number(_ range: ClosedRange<Int>) -> Int {
        Int.random(in: range, using: &generator)
    }

    /// True once in so many times.
    mutating func chance(_ of: Int) -> Bool { number(1...of) == 1 }

    /// One of them.
    mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[number(0...(elements.count - 1))]
    }

    private mutating func words(_ range: ClosedRange<Int>) -> String {
        (0..<number(range)).map { _ -> String in
            // Few short words and a long tail, as in real text.
            let rank = Int(Double(number(1...2_000)).squareRoot() * Double(number(1...40)))
            return pick(["word", "Gas", "café", "Straße", "мир"]) + String(rank, radix: 26)
        }.joined(separator: " ")
    }

    private mutating func date() -> PublicationDate {
        let year = number(1970...2025)
        let day = "\(year)-\(pick(["01", "02", "12"]))-\(pick(["01", "09", "28"]))"
        let text = pick([
            "", String(year), "\(year)-02", day, day + "T10:00:00Z", "\(year)-03-01/\(year)-03-09",
        ])
        var date =
            PublicationDate(
                published: text, basis: pick([.given, .meta, .text]),
                evidence: [
                    DateEvidence(source: .text, raw: "yesterday", value: text, trust: 0.25)
                ]) ?? PublicationDate()
        date.conflict = chance(6)
        if chance(4) { date.modified = day }
        return date
    }
}

/// The draft maker of these tests: a stemmer that only takes an "s" away.
func makeDraftMaker() -> DraftMaker {
    DraftMaker(
        vocabulary: Vocabulary { word, _ in
            word.count > 3 && word.last == UInt8(ascii: "s") ? word.dropLast() : word
        })
}
