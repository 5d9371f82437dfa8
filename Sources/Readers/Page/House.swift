import Articles

/// Names of organisations that a page's author field holds in place of a person's.
struct House {
    /// What the site calls itself and what its host does, as slugs without hyphens.
    private let own: [String]

    /// The house of a site; of none where both are nil.
    init(site: String?, host: String?) {
        own = [site, host?.split(separator: ".").dropLast().last.map(String.init)]
            .compactMap { $0.map(ComparisonKey.joined) }.filter { $0.utf8.count > 3 }
    }

    /// Whether a name is that of an organisation or of the site itself.
    func has(_ name: String) -> Bool {
        let words = name.lowercased().split { $0 == " " || $0 == "-" }.map(String.init)
        if words.contains(where: Self.marks.contains) { return true }
        if let last = words.last, ["von", "by", "par", "por", "di", "door"].contains(last) {
            return true
        }
        if let first = words.first, Self.articles.contains(first), words.count > 1 { return true }
        guard !own.isEmpty else { return false }
        let key = ComparisonKey.joined(name)
        let short = ComparisonKey.joined(
            words.filter { !Self.articles.contains($0) }.joined(separator: " "))
        return own.contains { own in
            own == key || own == short || (short.utf8.count > 5 && own.holds(short))
                || key.holds(own)
        }
    }

    private static let articles: Set<String> = [
        "the", "die", "der", "das", "le", "la", "les", "el", "los", "las", "il", "lo", "gli", "de",
        "het", "o", "os",
    ]

    private static let marks: Set<String> = [
        "e.v.", "ev", "gmbh", "ag", "se", "kg", "ug", "mbh", "inc", "inc.", "ltd", "ltd.", "llc",
        "s.a.", "s.p.a.", "verein", "verband", "bundesverband", "landesverband", "stiftung",
        "bund", "institut", "universität", "hochschule", "ministerium", "amt", "stadt",
        "gemeinde", "kirche", "gewerkschaft", "partei", "fraktion", "gesellschaft", "agentur",
        "verlag", "magazin", "zeitung", "zeitschrift", "blatt", "volksblatt", "tageblatt",
        "anzeiger", "kurier", "redaktion", "redaktionsteam", "team", "newsroom", "nachrichten",
        "pressestelle", "presse", "portal", "archiv", "fondation", "fundación", "fundação",
        "fondazione", "asociación", "associazione", "association", "université", "universidad",
        "università", "università", "rédaction", "redacción", "redazione", "redactie", "équipe",
        "equipo", "noticias", "notícias", "news", "media", "magazine", "staff", "desk", "editors",
        "beiträge", "artikel", "inhalte", "kommentare", "kommentar", "warten", "lesen", "tests",
        "publicado", "veröffentlicht", "publiziert", "aktualisiert", "serie",
        "pressemitteilung", "wortlaut", "gastbeitrag", "woche", "themen", "contacting", "size",
    ]
}
