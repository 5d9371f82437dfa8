/// Wordings around names that page templates print and no person writes.
enum BylineLine {
    /// A byline without what links and buttons beside the name say.
    ///
    ///     Zeige alle Beiträge von Jane Doe  ->  Jane Doe
    ///     Jane Doe Alle Artikel             ->  Jane Doe
    static func cleaned(_ raw: String) -> String {
        var line = MarkupText.plain(raw)
        let lower = line.lowercased()
        if lower.utf8.count == line.utf8.count {
            for start in starts where lower.hasPrefix(start) {
                line = String(line.dropFirst(start.count))
                break
            }
        }
        line = withoutEnd(line)
        // What another hand did.
        for other in [
            " Illustration", " Foto", " Photo", " Bild", " Tags:", " Übersetz", " under ", " hace ",
        ] {
            if let range = line.find(other), range.lowerBound > line.startIndex {
                line = String(line[..<range.lowerBound])
            }
        }
        // `Jane Doe/dpa`: whose wire it came over.
        if let slash = line.lastIndex(of: "/"), line[..<slash].contains(" ") {
            let tail = line[line.index(after: slash)...]
            if tail.count <= 5, !tail.contains(" ") { line = String(line[..<slash]) }
        }
        // `by Jane Doe in Politics`; "in 't Veld" is part of a name.
        for place in [" in ", " In "] {
            if let range = line.find(place), !line[range.upperBound...].hasPrefix("'t") {
                line = String(line[..<range.lowerBound])
            }
        }
        return ByteText.collapsed(withoutEnd(line))
    }

    private static func withoutEnd(_ line: String) -> String {
        let folded = line.lowercased()
        guard folded.utf8.count == line.utf8.count,
            let end = ends.first(where: { folded.hasSuffix($0) })
        else { return line }
        return String(line.dropLast(end.count))
    }

    /// Whether a last line of a few words may be a name: all of them begin with capitals, and none
    /// closes a letter.
    static func isSignature(_ line: String) -> Bool {
        let words = line.split(separator: " ")
        guard (2...4).contains(words.count), words.allSatisfy({ $0.first?.isUppercase ?? false }),
            line.last?.isLetter ?? false
        else { return false }
        let closings: Set<String> = [
            "gruß", "grüße", "gruss", "euer", "eure", "dein", "deine", "ihr", "ihre", "yours",
            "love", "cheers", "thanks", "regards", "mehr", "more", "quelle", "source", "contact",
        ]
        return !closings.contains(words[0].lowercased())
    }

    private static let starts = [
        "zeige alle beiträge von ", "alle beiträge von ", "alle artikel von ", "alles von ",
        "mehr von ", "weitere artikel von ", "view all posts by ", "posts by ", "all posts by ",
        "view all articles by ", "articles by ", "more from ", "more by ", "stories by ",
        "see all articles by ", "voir tous les articles de ", "ver todas las entradas de ",
        "ver todos los artículos de ", "ver todos os posts de ", "mostra altri articoli di ",
        "erstellt von ", "eingestellt von ", "gespeichert von ", "gepostet von ",
        "veröffentlicht von ", "publiziert von ", "autorenseite von ", "profil von ",
        "text & fotos: ", "text und fotos: ", "text & foto: ", "text und foto: ", "text/fotos: ",
        "ein artikel von ", "artikel von ", "ein text von ", "eine reportage von ",
        "im interview mit ", "geschrieben am ", "autor(in): ", "autor/in: ", "autoren ",
        "autorinnen ", "redakteur: ", "redaktion: ", "author(s): ", "written & photographed by ",
        "text und interview: ", "interview: ", "interview von ", "reportage: ", "protokoll: ",
        "bericht: ", "text: ",
        "photo of ", "picture of ", "image of ", "avatar of ", "foto von ", "bild von ",
    ]

    private static let ends = [
        " alle artikel", " alle beiträge", " alle beiträge anzeigen", " zum profil",
        " mehr erfahren", " folgen", " follow", " followed", " shares", " share", " autor",
        " (autor)", " author", " stand", " stand:", " publiziert", " view all posts",
        " see all posts", " see all articles", " all posts", " posts", " bio", " profile",
        " website", " posted", " published", " published in", " published on", " posted in",
        " veröffentlicht", " contributor", " hace",
    ]

    /// Words that introduce a name inside a line: `March 3 by Jane Doe`.
    static let introductions = [
        " by ", " von ", " par ", " por ", " door ", " af ", " av ", " autor: ", " autor ",
        " author: ", " text: ",
    ]

    /// Beginnings of a line that says who wrote the article.
    private static let beginnings = PhraseTable([
        "by ", "by: ", "von ", "von: ", "par ", "por ", "door ", "text: ", "texte: ", "texto: ",
        "autor: ", "autorin: ", "autoren: ", "autor ", "autoren ", "author: ", "authors: ",
        "auteur: ", "auteur : ", "autore: ", "autora: ", "written by ", "words by ", "posted by ",
        "published by ", "story by ", "opinion by ", "analysis by ", "article by ",
        "an article by ", "submitted by ", "text von ", "ein kommentar von ", "kommentar von ",
        "ein gastbeitrag von ", "gastbeitrag von ", "ein artikel von ", "artikel von ",
        "ein beitrag von ", "ein text von ", "geschrieben von ", "verfasst von ",
        "gespeichert von ", "eingestellt von ", "erstellt von ", "a cura di ", "scritto da ",
        "di ", "publié par ", "écrit par ", "rédigé par ", "escrito por ", "publicado por ",
        "texto por ", "av ", "skrevet av ", "geschreven door ", "text und interview: ",
        "interview: ", "interview von ",
        "eine analyse von ", "analyse von ", "eine kolumne von ", "kolumne von ", "ein essay von ",
        "ein bericht von ", "propos recueillis par ", "une tribune de ", "une chronique de ",
        "un texte de ", "une analyse de ", "una columna de ", "un artículo de ", "redactado por ",
        "un commento di ", "un articolo di ", "un'analisi di ", "um artigo de ", "uma coluna de ",
        "een column van ", "een opiniestuk van ", "a column by ", "column by ", "essay by ",
        "commentary by ", "comment by ", "guest post by ", "perspective by ",
        "aufgezeichnet von ", "protokoll: ", "zusammengestellt von ",
    ])

    /// Whether a line is nothing but what introduces the name in the next one.
    static func isLabel(_ line: String) -> Bool {
        labels.contains(line.lowercased())
    }

    private static let labels: Set<String> = [
        "by", "by:", "von", "von:", "autor", "autor:", "autorin", "autorin:", "autoren",
        "autoren:", "author", "author:", "authors", "authors:", "text:", "par", "por", "auteur",
        "auteur:", "auteur :", "autore:", "written by", "written by:", "geschrieben von",
        "verfasst von", "words by", "posted by", "ein beitrag von", "ein artikel von",
    ]

    /// Whether a line begins with such words.
    static func begins(_ line: String) -> Bool {
        beginnings.length(at: 0, of: FoldedText.bytes(line)) != nil
    }

    /// What stands behind an introduction inside a line and begins with a capital.
    static func introduced(in line: String) -> String? {
        let lower = line.lowercased()
        guard lower.utf8.count == line.utf8.count else { return nil }
        var best: Int?
        for word in introductions {
            guard let range = lower.find(word) else { continue }
            let offset = lower.utf8.distance(from: lower.startIndex, to: range.upperBound)
            best = min(best ?? .max, offset)
        }
        guard let best else { return nil }
        let tail = ByteText.string(Array(line.utf8)[best...])
        guard let first = tail.first, first.isUppercase else { return nil }
        return tail
    }
}
