/// The words around names in bylines, in the languages that Byline reads.
enum BylineWords {
    /// What introduces the names of a byline.
    struct Prefix: Sendable {
        /// In lower case.
        let text: String
        /// The language in which the word is no particle of surnames; nil where it never is one.
        let particleIn: String?

        init(_ text: String, particleIn: String? = nil) {
            self.text = text
            self.particleIn = particleIn
        }
    }

    /// Longer ones before their beginnings.
    static let prefixes: [Prefix] =
        [
            "by", "by:", "byline:", "written by", "posted by", "published by", "reviewed by",
            "words by", "story by", "text by", "report by", "reported by", "reporting by",
            "opinion by", "analysis by", "commentary by", "comment by", "a column by", "column by",
            "essay by", "article by", "interview by", "edited by", "guest post by",
            "contributed by",
            "submitted by", "authored by", "created by", "from", "authors:", "author:", "authors",
            "author", "writer:", "contributor:", "contributors:", "about the author:",
            "about the authors:", "exclusive by", "perspective by", "review by",
            "ein kommentar von", "kommentar von", "ein gastbeitrag von", "gastbeitrag von",
            "eine analyse von", "analyse von", "ein essay von", "essay von", "eine kolumne von",
            "kolumne von", "ein leitartikel von", "leitartikel von", "ein interview von",
            "interview von", "geschrieben von", "verfasst von", "text von", "text:", "autor:",
            "autorin:", "autoren:", "ein beitrag von", "beitrag von", "ein bericht von",
            "aus dem englischen von",
            "écrit par", "rédigé par", "publié par", "posté par", "propos recueillis par",
            "une chronique de",
            "une tribune de", "auteur :", "auteur:", "auteurs :", "auteurs:", "un texte de",
            "article de", "recueilli par", "entretien réalisé par", "analyse par",
            "escrito por", "publicado por", "texto de", "autor", "autora:", "autores:",
            "redactado por",
            "una columna de", "un artículo de", "texto:",
            "scritto da", "a cura di", "articolo di", "pubblicato da", "testo di", "autore:",
            "un commento di", "commento di", "un articolo di", "un'analisi di", "analisi di",
            "une analyse de", "uma coluna de", "een opiniestuk van",
            "texto por", "um artigo de", "artigo de", "opinião de",
            "geschreven door", "door:", "een column van", "column van", "auteur", "tekst:",
            "av:", "skriven av", "text:", "skrevet af", "skrevet av", "kirjoittanut", "автор:",
        ].map { Prefix($0) }.sorted { $0.text.count > $1.text.count } + particlePrefixes

    /// Prefixes that stand within names too.
    private static let particlePrefixes = [
        Prefix("von", particleIn: "de"), Prefix("par", particleIn: "fr"),
        Prefix("por", particleIn: "es"), Prefix("di", particleIn: "it"),
        Prefix("da", particleIn: "it"), Prefix("door", particleIn: "nl"),
        Prefix("av", particleIn: "sv"), Prefix("af", particleIn: "da"),
        Prefix("de", particleIn: "fr"),
    ]

    /// What credits someone who did not write the article.
    static let otherCredits = [
        "photo by", "photos by", "photograph by", "photographs by", "photography by",
        "illustration by", "illustrations by", "illustrated by", "graphics by", "graphic by",
        "image by", "images by", "video by", "audio by", "translated by", "translation by",
        "photo:", "photos:", "illustration:", "image:", "cartoon by", "additional reporting by",
        "foto:", "fotos:", "foto von", "fotos von", "illustration von", "übersetzung:",
        "übersetzt von", "photo :", "photographie :", "traduit par", "traduction :", "foto de",
        "fotos de", "traducción de", "traducido por", "foto di", "traduzione di", "tradução de",
        "foto door", "vertaling:", "vertaald door", "image credit", "photo credit",
    ]

    /// What ends the names of a byline, wherever it stands; in lower case, with its spaces.
    static let cuts = [
        " for the ", ", for ", " special to ", " as told to ", " in collaboration ",
        " is a ", " is an ", " is the ", " was a ", " has been ", " is professor ", " are ",
        " published ", " posted ", " updated ", " last updated", " min read", " minute read",
        ", published", ", updated", " aktualisiert ", " veröffentlicht ", " publié le",
        " mis à jour", " publicado ", " actualizado ", " pubblicato ", " atualizado ",
        " ist ", " est ", " on twitter", " follow", " senior fellow", " contributing ",
        " at the ", " of the ", "'s ", "’s ", " via ", " courtesy of ", " covers ", " writes ",
    ]

    /// Words between two names.
    static let conjunctions: Set<String> = [
        "and", "&", "with", "und", "mit", "et", "avec", "con", "com", "met", "och", "og", "ja",
        "en", "och", "sowie", "plus", "+", "и", "ve",
    ]
    /// Words between two names, or within one.
    static let particleConjunctions: Set<String> = ["y", "e", "i"]

    /// Whether a piece is what follows a name: a generation, a degree, a decoration.
    static func isSuffix(_ piece: String) -> Bool {
        let folded = piece.lowercased().filter { $0 != "." && $0 != " " }
        return generations.contains(folded) || degrees.contains(folded)
    }

    /// Part of the name.
    static let generations: Set<String> = ["jr", "sr", "ii", "iii", "iv"]
    /// No part of the name.
    static let degrees: Set<String> = [
        "phd", "dphil", "md", "jd", "mba", "ma", "msc", "bsc", "mph", "llm", "cfa", "cpa", "esq",
        "mp", "mep", "msp", "qc", "kc", "sj", "op", "obe", "mbe", "cbe", "kbe", "edd", "rn", "dds",
        "frs", "ret", "usn", "usa", "usmc", "usaf",
    ]

    /// Whether the last word before a number belongs to a date.
    static func isDateWord(_ word: Substring) -> Bool {
        let folded = word.lowercased().filter { $0.isLetter }
        if MonthNames.all.month(of: folded) != nil { return true }
        return dateWords.contains(folded)
    }

    private static let dateWords: Set<String> = [
        "on", "am", "le", "el", "il", "op", "den", "mon", "tue", "wed", "thu", "fri", "sat", "sun",
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "montag",
        "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag", "lundi", "mardi",
        "mercredi", "jeudi", "vendredi", "samedi", "dimanche", "lunes", "martes", "miércoles",
        "jueves", "viernes", "sábado", "domingo", "published", "updated", "posted", "aged", "age",
        "date",
    ]

    /// Whether a piece names a place: a dateline, not a given name.
    static func isPlace(_ piece: String) -> Bool {
        places.contains(piece.lowercased())
    }

    /// Towns and countries of many words or that correspondents sit in.
    static let places: Set<String> = [
        "new york", "new york city", "los angeles", "san francisco", "hong kong", "new delhi",
        "washington", "washington dc", "washington d.c.", "washington, d.c.", "d.c.", "tel aviv",
        "buenos aires", "são paulo", "sao paulo", "rio de janeiro", "mexico city", "cape town",
        "united states", "united kingdom", "south africa", "saudi arabia", "south korea",
        "north korea", "new zealand", "abu dhabi", "kuala lumpur", "san diego", "new orleans",
        "las vegas", "el paso", "san antonio", "st. petersburg", "st petersburg", "addis ababa",
        "london", "paris", "berlin", "brussels", "bruxelles", "brüssel", "moscow", "moskau",
        "kyiv", "kiev", "beijing", "peking", "tokyo", "jerusalem", "cairo", "istanbul", "ankara",
        "rome", "roma", "rom", "madrid", "vienna", "wien", "zürich", "zurich", "geneva", "genf",
        "warsaw", "warschau", "athens", "dublin", "lisbon", "oslo", "stockholm", "copenhagen",
        "helsinki", "chicago", "boston", "atlanta", "houston", "dallas", "miami", "seattle",
        "philadelphia", "detroit", "denver", "toronto", "ottawa", "montreal", "vancouver",
        "sydney", "melbourne", "canberra", "delhi", "mumbai", "kabul", "islamabad", "karachi",
        "baghdad", "beirut", "damascus", "tehran", "riyadh", "dubai", "doha", "nairobi", "lagos",
        "johannesburg", "singapore", "bangkok", "jakarta", "manila", "seoul", "taipei", "shanghai",
        "hamburg", "münchen", "munich", "frankfurt", "köln", "den haag", "amsterdam", "edinburgh",
        "glasgow", "belfast", "cardiff", "manchester", "birmingham", "liverpool", "strasbourg",
    ]

    /// Whether a piece says what somebody is, not who.
    static func isRole(_ piece: String) -> Bool {
        piece.lowercased().split { !$0.isLetter }.contains { roles.contains(String($0)) }
    }

    /// Words that make a piece a role or a house instead of a person.
    static let roles: Set<String> = [
        "editor", "editors", "editorial", "correspondent", "correspondents", "reporter",
        "reporters", "columnist", "columnists", "contributor", "contributors", "contributing",
        "journalist", "journalists", "analyst", "writer", "writers", "author", "authors", "staff",
        "team", "desk", "bureau", "newsroom", "newsdesk", "news", "agency", "agencies",
        "wire", "wires", "service", "services", "press", "media", "network", "magazine", "online",
        "admin", "administrator", "webmaster", "moderator", "user", "anonymous", "professor",
        "lecturer", "fellow", "director", "president", "chairman", "chair", "founder", "ceo",
        "producer", "producers", "photographer", "blogger", "freelance", "freelancer", "critic",
        "university", "college", "institute", "school", "center", "centre", "council",
        "foundation", "association", "ministry", "department", "committee", "board", "company",
        "inc", "ltd", "llc", "corp", "gmbh", "group", "society", "union", "club", "church",
        "project", "initiative", "institution", "organization", "organisation", "blog", "podcast",
        "radio", "television", "tv", "channel", "studio", "studios", "newspaper", "newspapers",
        "newsletter", "gazette", "tribune", "chronicle", "courier", "broadcasting", "publishing",
        "publisher", "publications", "redaktion", "redakteur", "redakteurin", "korrespondent",
        "korrespondentin", "nachrichten", "zeitung", "rédaction", "rédacteur", "rédactrice",
        "correspondante", "journaliste", "chroniqueur", "agence", "agences", "redacción",
        "redaccion", "agencia", "agencias", "corresponsal", "periodista", "redazione", "agenzia",
        "corrispondente", "giornalista", "redação", "redacao", "agência", "jornalista", "redactie",
        "correspondente", "verslaggever", "redaktionen", "toimitus", "redaksjonen", "redactor",
        "guestblogger", "partner", "partners", "sponsored", "advertorial", "opinion", "opinions",
        "analysis", "commentary", "politics", "sports", "sport", "business", "technology",
        "international", "national", "health", "science", "entertainment", "lifestyle", "breaking",
        "report", "reports", "special", "senior", "chief", "deputy", "assistant", "associate",
        "managing", "executive", "republican", "democrat", "subscribe", "share", "comment",
        "comments", "read", "more", "articles", "article", "stories", "story", "posts", "view",
        "profile", "website", "home", "contact", "about", "login", "undefined", "null", "unknown",
        "none", "various", "multiple", "guest", "collective", "digital", "interactive", "content",
        "marketing", "community", "support", "official", "exclusive", "library", "archive",
        "archives", "coalition", "alliance", "campaign", "government", "parliament", "embassy",
        "military", "army", "navy", "police", "court", "bank", "fund", "trust", "agent", "expert",
        "experts", "economist", "historian", "researcher", "scientist", "lawyer", "attorney",
        "ambassador", "minister", "secretary", "politiker", "hour", "hours", "ago", "minutes",
        "today", "yesterday", "updated", "published", "posted", "photo", "photos", "image",
        "images", "video", "getty", "shutterstock", "twitter", "facebook", "instagram", "linkedin",
        "email", "follow",
    ]

    /// Those of ``roles`` that are surnames too: Matt Daily, Peter Read, Bill Press.
    static let rolesAndSurnames: Set<String> = [
        "daily", "read", "press", "post", "church", "court", "home", "story", "chief", "guest",
        "bank", "chair", "school", "report", "wire", "trust", "army", "special", "share", "author",
        "more",
    ]
    /// Words before such a surname that make it a paper or an agency after all.
    static let firstWordsOfPapers: Set<String> = [
        "free", "morning", "evening", "sunday", "united", "associated", "canadian", "national",
        "local", "german", "american", "british", "european", "world", "huffington", "african",
        "asian", "independent", "popular", "the", "your", "our", "this", "guest", "blog", "high",
        "supreme", "weather", "exclusive", "central", "main", "no", "learn", "see", "load",
    ]
    /// Words at the end of a role.
    static let jobs: Set<String> = [
        "correspondent", "correspondents", "editor", "editors", "reporter", "reporters",
        "columnist", "writer", "writers", "journalist", "contributor", "analyst", "bureau", "desk",
        "korrespondent", "korrespondentin", "redakteur", "redakteurin", "journaliste",
        "correspondante", "corresponsal", "corrispondente", "correspondente",
    ]

    /// News agencies and papers whose names look like those of persons, in lower case.
    static let houses: Set<String> = [
        "reuters", "ap", "afp", "dpa", "upi", "epa", "efe", "ansa", "tass", "xinhua", "belga",
        "anp", "apa", "sda", "ntb", "tt", "ritzau", "pti", "ani", "ians", "kyodo", "bloomberg",
        "bbc", "cnn", "nbc", "cbs", "abc", "npr", "pbs", "al jazeera", "associated press",
        "the associated press", "agence france presse", "agence france-presse",
        "deutsche presse agentur", "deutsche presse-agentur", "press association",
        "deutsche welle", "the guardian", "the economist", "the times", "the telegraph",
        "the independent", "financial times", "new york times", "the new york times",
        "washington post", "the washington post", "wall street journal",
        "the wall street journal", "los angeles times", "usa today", "daily mail", "daily beast",
        "the daily beast", "der spiegel", "die zeit", "die welt", "le monde", "le figaro",
        "el país", "el pais", "el mundo", "la repubblica", "la stampa", "corriere della sera",
        "de volkskrant", "foreign policy", "foreign affairs", "project syndicate", "the atlantic",
        "the hill", "buzzfeed", "huffington post", "huffpost", "business insider", "fox business",
        "ria novosti", "radio free europe", "voice of america", "getty images", "mother jones",
        "the conversation", "open democracy", "globe and mail", "sky sports", "yahoo finance",
    ]
}
