/// Phrases by which a text places itself in time, in the languages that Byline reads.
///
/// A row says how many days at most lie between what the phrase is about and the day of writing:
/// "last week" about eight, which a week stands for.
enum TimePhrases {
    /// One phrase.
    struct Phrase: Sendable {
        /// In lower case, words parted by one space.
        let words: [String]
        /// The most days between the newest day named and the day of writing.
        let days: Int
    }

    /// The phrase that begins at that token, in any language; nil where none does.
    static func phrase(at index: Int, in tokens: [DateToken]) -> Phrase? {
        guard let first = tokens[index].word, let candidates = byFirstWord[first] else {
            return nil
        }
        return candidates.first { phrase in
            guard index + phrase.words.count <= tokens.count else { return false }
            return phrase.words.indices.allSatisfy {
                tokens[index + $0].word == phrase.words[$0]
            }
        }
    }

    private static let byFirstWord: [String: [Phrase]] = {
        var table: [String: [Phrase]] = [:]
        for (days, texts) in rows {
            for text in texts {
                let words = text.split(separator: " ").map(String.init)
                guard let first = words.first else { continue }
                table[first, default: []].append(Phrase(words: words, days: days))
            }
        }
        // The longer phrase before its beginning.
        return table.mapValues { $0.sorted { $0.words.count > $1.words.count } }
    }()

    private static let rows: [(Int, [String])] = [
        (
            7,
            [
                "this past week", "the past week", "last week", "this week", "earlier this week",
                "yesterday", "last night", "this morning", "days ago",
                "a few days ago", "on monday", "on tuesday", "on wednesday", "on thursday",
                "on friday", "on saturday", "on sunday", "last monday", "last tuesday",
                "last wednesday", "past monday", "past tuesday",
                "past wednesday", "past thursday", "past friday", "past saturday", "past sunday",
                "last thursday", "last friday", "last saturday", "last sunday",
                "this weekend", "last weekend", "over the weekend", "past few days",
                "in recent days", "this evening", "tonight",
                "diese woche", "dieser woche", "letzte woche", "letzter woche", "vergangene woche",
                "vergangener woche", "vorige woche", "voriger woche", "gestern", "vorgestern",
                "vor wenigen tagen",
                "am montag", "am dienstag", "am mittwoch", "am donnerstag", "am freitag",
                "am samstag", "am sonntag", "am wochenende",
                "cette semaine", "la semaine dernière", "la semaine passée", "hier",
                "lundi dernier", "mardi dernier", "mercredi dernier",
                "jeudi dernier", "vendredi dernier", "samedi dernier", "dimanche dernier",
                "ce lundi", "ce mardi", "ce mercredi", "ce jeudi", "ce vendredi", "ce samedi",
                "ce dimanche", "ces derniers jours", "il y a quelques jours",
                "esta semana", "la semana pasada", "ayer", "anteayer",
                "el lunes", "el martes", "el miércoles", "el jueves", "el viernes", "el sábado",
                "el domingo", "hace unos días", "hace pocos días",
                "questa settimana", "la settimana scorsa", "la scorsa settimana", "ieri",
                "lunedì scorso", "martedì scorso", "mercoledì scorso",
                "giovedì scorso", "venerdì scorso", "sabato scorso", "domenica scorsa",
                "pochi giorni fa", "na semana passada", "semana passada", "ontem",
                "há poucos dias", "deze week", "vorige week",
                "afgelopen week", "gisteren", "enkele dagen geleden",
            ]
        ),
        (
            14,
            [
                "two weeks ago", "a fortnight ago", "past two weeks", "last two weeks",
                "vor zwei wochen", "il y a deux semaines", "il y a quinze jours",
                "hace dos semanas", "due settimane fa", "há duas semanas", "twee weken geleden",
            ]
        ),
        (
            31,
            [
                "this month", "earlier this month", "last month", "past month", "weeks ago",
                "in recent weeks", "three weeks ago", "a month ago", "diesen monat",
                "letzten monat", "vergangenen monat", "vor wenigen wochen", "in diesem monat",
                "im vergangenen monat", "ce mois ci", "le mois dernier",
                "il y a un mois", "este mes", "el mes pasado",
                "questo mese", "il mese scorso", "lo scorso mese",
                "este mês", "no mês passado", "deze maand", "vorige maand", "afgelopen maand",
            ]
        ),
    ]

    /// The first words of phrases that only name a weekday, without saying which.
    static let bareWeekdayLeads: Set<String> = ["on", "am", "el"]

    /// Words before a date or a year that place it in the future of the text.
    static let futureWords: Set<String> = [
        "will", "would", "shall", "by", "until", "till", "through", "before", "scheduled", "due",
        "expected", "upcoming", "deadline", "planned", "plans", "next", "expires", "expire",
        "target", "targets", "wird", "werden", "bis", "soll", "sollen", "geplant", "ab",
        "d'ici", "ici", "jusqu", "prévu", "prévue", "sera", "seront", "avant", "hasta", "será",
        "serán", "previsto", "prevista", "para", "antes", "entro", "sarà", "saranno", "fino",
        "até", "serão", "zal", "zullen", "tegen", "tot", "voor", "should", "could", "might",
    ]

    /// Words before a bare year that place what happened in the past of the text.
    static let pastWords: Set<String> = [
        "in", "since", "during", "en", "depuis", "seit", "jahr", "desde", "nel", "dal", "em",
        "sinds", "late", "early", "of", "summer", "winter", "spring", "autumn", "fall",
    ]
}
