import Articles

/// Names of organisations that a page's author field holds in place of a person's.
enum House {
    /// Whether a name is that of an organisation or of the site itself.
    static func isHouse(_ name: String, site: String?, host: String?) -> Bool {
        let words = name.lowercased().split { $0 == " " || $0 == "-" }.map(String.init)
        if words.contains(where: marks.contains) { return true }
        if let last = words.last, ["von", "by", "par", "por", "di", "door"].contains(last) {
            return true
        }
        if let first = words.first, articles.contains(first), words.count > 1 { return true }
        let key = joined(name)
        let short = joined(words.filter { !articles.contains($0) }.joined(separator: " "))
        for house in [site, host?.split(separator: ".").dropLast().last.map(String.init)] {
            guard let house else { continue }
            let own = joined(house)
            guard own.utf8.count > 3 else { continue }
            if own == key || own == short || (short.utf8.count > 5 && own.contains(short))
                || key.contains(own)
            {
                return true
            }
        }
        return false
    }

    private static func joined(_ text: String) -> String {
        Identifier.slug(text).filter { $0 != "-" }
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
