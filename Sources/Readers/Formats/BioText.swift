import Articles

/// Notes about authors, and the lines that announce them.
enum BioText {
    /// What a line that announces a bio says.
    struct Marker: Equatable {
        /// The persons that it names itself (`About the Author: Dr. Jane Doe`).
        var authors: [Author]
        /// Whether the line goes on with the bio itself.
        var rest: String?
    }

    /// The announcement that a line is; nil where it is none.
    static func marker(_ line: String, language: String?, site: String?) -> Marker? {
        let head = FoldedText.plainBytes(line.prefix(60))
        guard let length = announcements.length(at: 0, of: head), isEnd(length, of: head) else {
            return nil
        }
        // The announcement has as many characters in the line, whatever their bytes.
        let count = String(decoding: head[..<length], as: UTF8.self).count
        let rest = CleanText.line(String(line.dropFirst(count))).drop { ":–—-. ".contains($0) }
        guard !rest.isEmpty else { return Marker(authors: [], rest: nil) }
        let authors = AuthorNames.parse(
            String(rest), source: ScrapedHead.authorSource, language: language, site: site)
        if WordCount.words(in: String(rest)) > 12 { return Marker(authors: [], rest: String(rest)) }
        return Marker(authors: authors, rest: nil)
    }

    /// Whether nothing or a colon or a dash follows an announcement.
    private static func isEnd(_ length: Int, of line: [UInt8]) -> Bool {
        let rest = line[length...].drop { $0 == 0x20 }
        guard let next = rest.first else { return true }
        return next == 0x3A || next == 0x2D || rest.starts(with: [0xE2, 0x80, 0x93])
            || rest.starts(with: [0xE2, 0x80, 0x94])
    }

    private static let announcements = PhraseTable([
        "about the authors", "about the author", "about the writers", "about the writer",
        "about the contributor", "about the contributors", "author bio", "author biography",
        "written by", "meet the author", "the author", "the authors", "contributor",
        "zum autor", "zur autorin", "zu den autoren", "zur person", "über den autor",
        "über die autorin", "über die autoren", "der autor", "die autorin",
        "à propos de l'auteur", "à propos de l'autrice", "à propos de l'auteure",
        "à propos des auteurs", "l'auteur", "l'autrice", "les auteurs",
        "sobre el autor", "sobre la autora", "sobre los autores", "acerca del autor",
        "sull'autore", "sull'autrice", "l'autore", "gli autori", "sobre o autor", "sobre a autora",
        "sobre os autores", "over de auteur", "over de auteurs", "om författaren", "om forfatteren",
    ])

    /// The author with whose name a paragraph begins, honorific or not; nil where it is none's.
    static func subject(of paragraph: String, among authors: [Author]) -> Int? {
        let head = String(paragraph.prefix(120))
        guard ComparisonKey.isLatin(head) else {
            return authors.firstIndex { paragraph.hasPrefix($0.name) }
        }
        let start = Identifier.slug(head)
        return authors.firstIndex { author in
            let name = Identifier.slug(author.name)
            if begins(start, name) { return true }
            guard let honorific = author.honorific else {
                // The byline may leave out the title that the bio has.
                let words = start.split(separator: "-", maxSplits: 1)
                return words.count == 2 && titles.contains(String(words[0]))
                    && begins(String(words[1]), name)
            }
            return begins(start, Identifier.slug(honorific) + "-" + name)
        }
    }

    private static func begins(_ text: String, _ name: String) -> Bool {
        text == name || text.hasPrefix(name + "-")
    }

    private static let titles: Set<String> = [
        "dr", "prof", "sir", "dame", "lord", "lady", "mr", "ms",
    ]

    /// The author that a bio is about by its own words: the name before the first verb of
    /// `Jane Doe is a fellow at …`; nil where it begins otherwise.
    static func author(introducedBy paragraph: String, language: String?) -> Author? {
        let words = paragraph.split(separator: " ", maxSplits: 9).map(String.init)
        guard
            let verb = words.prefix(9).firstIndex(where: { verbs.contains($0.lowercased()) }),
            verb >= 2
        else { return nil }
        let name = words[..<verb].joined(separator: " ").trimmingSuffix { ",".contains($0) }
        let authors = AuthorNames.parse(
            name, source: ScrapedHead.authorSource, language: language, site: nil)
        return authors.count == 1 ? authors.first : nil
    }

    private static let verbs: Set<String> = [
        "is", "was", "has", "writes", "covers", "teaches", "works", "serves", "lives", "reports",
        "holds", "leads", "runs", "directs", "edits", "served", "worked", "spent", "grew", "joined",
        "ist", "war", "schreibt", "arbeitet", "lehrt", "leitet", "lebt", "hat", "est", "écrit",
        "enseigne", "dirige", "travaille", "a", "es", "escribe", "enseña", "trabaja", "è", "scrive",
        "insegna", "lavora", "é", "escreve", "ensina", "trabalha", "schrijft", "werkt", "doceert",
    ]

    /// Whether a paragraph says of its subject what bios say: an office, a book, a house.
    static func soundsLikeBio(_ paragraph: String) -> Bool {
        let words = Set(paragraph.lowercased().split { !$0.isLetter }.map(String.init))
        return !words.isDisjoint(with: bioWords)
    }

    private static let bioWords: Set<String> = [
        "author", "fellow", "professor", "columnist", "editor", "correspondent", "director",
        "lecturer", "teaches", "writer", "writes", "journalist", "analyst", "reporter",
        "researcher",
        "historian", "books", "novel", "institute", "university", "former", "covers", "reported",
        "autor", "autorin", "kolumnist", "kolumnistin", "redakteur", "redakteurin", "schreibt",
        "journalistin", "professorin", "auteur", "autrice", "chroniqueur", "chroniqueuse",
        "journaliste", "professeur", "professeure", "écrit", "periodista", "profesor", "profesora",
        "columnista", "giornalista", "professore", "scrive", "jornalista", "escreve", "hoogleraar",
        "schrijft", "columniste",
    ]
}
