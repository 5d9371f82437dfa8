import Foundation

/// The names of months, in the languages that Byline reads.
///
/// One row a language: twelve full names, then abbreviations (each with its month). Words are
/// compared in lower case without accents, so accents are left out of abbreviations.
struct MonthNames: Sendable {
    private let months: [String: Int]

    /// The months of a language, with the English ones, which foreign systems print everywhere;
    /// of every language where none is named.
    static func of(language: String?) -> MonthNames {
        guard let language else { return all }
        return byLanguage[language.prefix(2).lowercased()] ?? all
    }

    /// Every language has its table made once.
    private static let byLanguage = Dictionary(
        uniqueKeysWithValues: rows.map { ($0.language, MonthNames(code: $0.language)) })

    /// The months of every language.
    static let all = MonthNames(code: nil)

    private init(code: String?) {
        let isKnown = code != nil
        var months: [String: Int] = [:]
        for row in Self.rows where !isKnown || row.language == code || row.language == "en" {
            for (index, name) in row.full.split(separator: " ").enumerated() {
                for form in [String(name), Self.folded(String(name))] where months[form] == nil {
                    months[form] = index + 1
                }
            }
            for (name, month) in row.short where isKnown || !Self.otherWords.contains(name) {
                if months[name] == nil { months[name] = month }
            }
        }
        self.months = months
    }

    /// The month (1 to 12) of a word in lower case; nil where it names none.
    func month(of word: String) -> Int? {
        if let month = months[word] { return month }
        return word.utf8.allSatisfy { $0 < 0x80 } ? nil : months[Self.folded(word)]
    }

    /// Abbreviations that are words of another language, `ago` and `set` above all: they count
    /// only where the language is known.
    private static let otherWords: Set<String> = [
        "ago", "set", "out", "mai", "des", "mag", "gen", "sett", "ott", "giu", "lug", "fev", "abr",
        "dic", "ene", "maj", "led", "kan", "mei",
    ]

    private struct Row {
        let language: String
        let full: String
        let short: [(String, Int)]
    }

    private static let rows: [Row] = [
        Row(
            language: "en",
            full: "january february march april may june july august september october november"
                + " december",
            short: [
                ("jan", 1), ("feb", 2), ("mar", 3), ("apr", 4), ("jun", 6), ("jul", 7), ("aug", 8),
                ("sep", 9), ("sept", 9), ("oct", 10), ("nov", 11), ("dec", 12),
            ]),
        Row(
            language: "de",
            full: "januar februar märz april mai juni juli august september oktober november"
                + " dezember",
            short: [
                ("jänner", 1), ("janner", 1), ("jaenner", 1), ("feber", 2), ("maerz", 3),
                ("mrz", 3), ("mär", 3), ("okt", 10), ("dez", 12),
            ]),
        Row(
            language: "fr",
            full: "janvier février mars avril mai juin juillet août septembre octobre novembre"
                + " décembre",
            short: [
                ("janv", 1), ("fevr", 2), ("févr", 2), ("fev", 2), ("avr", 4), ("juil", 7),
                ("aou", 8),
            ]),
        Row(
            language: "es",
            full: "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre"
                + " diciembre",
            short: [("ene", 1), ("abr", 4), ("ago", 8), ("setiembre", 9), ("dic", 12)]),
        Row(
            language: "it",
            full: "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre"
                + " novembre dicembre",
            short: [
                ("gen", 1), ("mag", 5), ("giu", 6), ("lug", 7), ("ago", 8), ("set", 9),
                ("sett", 9), ("ott", 10), ("dic", 12),
            ]),
        Row(
            language: "pt",
            full: "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro"
                + " dezembro",
            short: [
                ("fev", 2), ("abr", 4), ("mai", 5), ("ago", 8), ("set", 9), ("out", 10),
                ("dez", 12),
            ]),
        Row(
            language: "nl",
            full: "januari februari maart april mei juni juli augustus september oktober november"
                + " december",
            short: [("mrt", 3), ("okt", 10)]),
        Row(
            language: "da",
            full: "januar februar marts april maj juni juli august september oktober november"
                + " december",
            short: [("okt", 10)]),
        Row(
            language: "sv",
            full: "januari februari mars april maj juni juli augusti september oktober november"
                + " december",
            short: [("okt", 10)]),
        Row(
            language: "no",
            full: "januar februar mars april mai juni juli august september oktober november"
                + " desember",
            short: [("okt", 10), ("des", 12)]),
        Row(
            language: "fi",
            full: "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta"
                + " elokuuta syyskuuta lokakuuta marraskuuta joulukuuta",
            short: []),
        Row(
            language: "pl",
            full: "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września"
                + " października listopada grudnia",
            short: []),
        Row(
            language: "ru",
            full: "января февраля марта апреля мая июня июля августа сентября октября ноября"
                + " декабря",
            short: []),
        Row(
            language: "hu",
            full: "január február március április május június július augusztus szeptember október"
                + " november december",
            short: []),
        Row(
            language: "ro",
            full: "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie"
                + " noiembrie decembrie",
            short: []),
        Row(
            language: "tr",
            full: "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
            short: []),
    ]

    /// A word without the accents of Latin letters.
    static func folded(_ word: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in word.decomposedStringWithCanonicalMapping.unicodeScalars
        where !(0x300...0x36F).contains(scalar.value) {
            scalars.append(scalar)
        }
        return String(scalars)
    }
}
