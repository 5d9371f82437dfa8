import Articles

/// A date as read from print.
public struct ParsedDate: Sendable, Equatable {
    /// EDTF: a year, a month, a day or a time (see `EDTF` in Articles).
    public var edtf: String
    /// Whether day and month could also be the other way round (`03/04/2024`).
    public var dayFirstAmbiguous: Bool

    /// A date and whether its order of day and month was a guess.
    public init(edtf: String, dayFirstAmbiguous: Bool = false) {
        self.edtf = edtf
        self.dayFirstAmbiguous = dayFirstAmbiguous
    }
}

/// Dates as sites, feeds and bylines print them.
public enum DateParsing {
    /// What is longer states no date, it is prose.
    private static let maximumBytes = 400

    /// The date that a short text states; nil where it states none.
    ///
    /// ISO 8601, RFC 822, names of months in sixteen languages, numbers in the order of the
    /// language (`03/04/2024` is in March where nothing speaks against it, and says that it is
    /// ambiguous). Where the text states several, the one that is not called an update.
    ///
    ///     DateParsing.parse("Published 25 Dec 2024, updated 27 Dec 2024", language: "en")?.edtf
    ///     // "2024-12-25"
    /// - Parameter language: an ISO 639-1 code or a locale such as `en-GB`.
    public static func parse(_ raw: String, language: String?) -> ParsedDate? {
        guard raw.utf8.count <= maximumBytes else { return nil }
        if let year = yearAlone(raw) { return ParsedDate(edtf: year) }
        let tokens = DateToken.tokens(of: raw)
        let matches = DateScanner(language: language).matches(in: tokens)
            .filter { $0.year != nil }
        var unmarked: DateScanner.Match?
        var updated: DateScanner.Match?
        var previousEnd = 0
        for match in matches {
            let label = label(tokens, from: previousEnd, to: match.start)
            previousEnd = match.end
            switch label {
            case .published: return parsed(match)
            case .updated: updated = updated ?? match
            case .none: unmarked = unmarked ?? match
            }
        }
        return (unmarked ?? updated).flatMap(parsed)
    }

    /// The dates of a line of a byline block.
    struct Labelled: Equatable {
        /// The first that is not called an update.
        var published: ParsedDate?
        /// The last that is.
        var modified: ParsedDate?
        /// Words of the line that are neither part of a date nor about it.
        var otherWords: Int
    }

    /// The dates of a short line with what it calls them; nil where it has none.
    static func labelled(_ raw: String, language: String?) -> Labelled? {
        guard raw.utf8.count <= maximumBytes,
            raw.utf8.contains(where: { (0x30...0x39).contains($0) })
        else { return nil }
        let tokens = DateToken.tokens(of: raw)
        let matches = DateScanner(language: language).matches(in: tokens).filter { $0.year != nil }
        guard !matches.isEmpty else { return nil }
        var result = Labelled(otherWords: 0)
        var previousEnd = 0
        for match in matches {
            if label(tokens, from: previousEnd, to: match.start) == .updated {
                result.modified = parsed(match)
            } else if result.published == nil {
                result.published = parsed(match)
            }
            previousEnd = match.end
        }
        result.otherWords =
            tokens.filter { token in
                guard let word = token.word, word.utf8.count > 2 else { return false }
                let isInDate = matches.contains { $0.start <= token.start && token.end <= $0.end }
                return !isInDate && !updateWords.contains(word) && !publicationWords.contains(word)
                    && !BylineWords.isDateWord(Substring(word)) && word != "last"
            }.count
        return result
    }

    private static func parsed(_ match: DateScanner.Match) -> ParsedDate? {
        match.edtf.map { ParsedDate(edtf: $0, dayFirstAmbiguous: match.ambiguous) }
    }

    private static func yearAlone(_ raw: String) -> String? {
        let text = CleanText.line(raw)
        guard text.utf8.count == 4, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let year = Int(text), DateScanner.years.contains(year)
        else { return nil }
        return text
    }

    private enum Label {
        case published, updated, none
    }

    /// What the last telling word between two dates says of the second.
    private static func label(_ tokens: [DateToken], from start: Int, to end: Int) -> Label {
        var label = Label.none
        for token in tokens where token.start >= start && token.end <= end {
            guard let word = token.word else { continue }
            if updateWords.contains(word) {
                label = .updated
            } else if publicationWords.contains(word) {
                label = .published
            }
        }
        return label
    }

    /// Words that call a date an update, in the languages of ``MonthNames``.
    static let updateWords: Set<String> = [
        "updated", "update", "modified", "edited", "revised", "corrected", "aktualisiert",
        "aktualisierung", "geändert", "stand", "mis", "maj", "modifié", "modifiée", "actualisé",
        "actualizado", "actualizada", "modificado", "modificada", "actualización", "aggiornato",
        "aggiornata", "modificato", "aggiornamento", "atualizado", "atualizada", "atualização",
        "bijgewerkt", "gewijzigd", "aangepast", "uppdaterad", "opdateret", "oppdatert",
        "päivitetty", "обновлено",
    ]

    /// Words that call a date that of publication.
    static let publicationWords: Set<String> = [
        "published", "posted", "publication", "created", "issued", "released", "veröffentlicht",
        "erschienen", "publié", "publiée", "publicado", "publicada", "pubblicato", "pubblicata",
        "gepubliceerd", "geplaatst", "publicerad", "udgivet", "publisert", "julkaistu",
        "опубликовано",
    ]

    /// The day or month that the path of a URL states; nil where it states none.
    ///
    /// `/2024/12/25/`, `/2024-12-25-slug`, `/20241225/`, `/2024/dec/25/`; a month from `/2024/12/`.
    public static func fromURL(_ url: String) -> ParsedDate? {
        guard let scheme = url.range(of: "://") else { return nil }
        let rest = url[scheme.upperBound...]
        guard let slash = rest.firstIndex(of: "/") else { return nil }
        let path = rest[slash...].prefix { $0 != "?" && $0 != "#" }
        let parts = path.split(separator: "/").map(String.init)
        var month: String?
        for (index, part) in parts.enumerated() {
            if let day = dayInSlug(part) { return ParsedDate(edtf: day.description) }
            guard part.utf8.count == 4, let year = urlYear(part), index + 1 < parts.count else {
                continue
            }
            let second = parts[index + 1]
            guard let number = monthNumber(second) else {
                // /2024/1225/ and /2024/12-25/
                let digits = second.filter { $0 != "-" }
                if digits.utf8.count == 4, second.utf8.count <= 5, let packed = Int(digits),
                    let day = CalendarDay(year: year, month: packed / 100, day: packed % 100)
                {
                    return ParsedDate(edtf: day.description)
                }
                continue
            }
            if index + 2 < parts.count, let day = leadingDay(parts[index + 2]),
                let found = CalendarDay(year: year, month: number, day: day)
            {
                return ParsedDate(edtf: found.description)
            }
            if month == nil, CalendarDay(year: year, month: number, day: 1) != nil {
                month = String(year) + (number < 10 ? "-0" : "-") + String(number)
            }
        }
        return month.map { ParsedDate(edtf: $0) }
    }

    private static func urlYear(_ text: some StringProtocol) -> Int? {
        // Sites have existed since 1991, and put no later date into a path than that of the day.
        guard let year = Int(text), (1_991...2_099).contains(year) else { return nil }
        return year
    }

    private static func monthNumber(_ text: String) -> Int? {
        if text.utf8.count <= 2, let number = Int(text), (1...12).contains(number) {
            return number
        }
        return text.utf8.count >= 3 ? MonthNames.all.month(of: text.lowercased()) : nil
    }

    /// `25`, `05`, and `25-slug` where the day leads the slug by two digits.
    private static func leadingDay(_ text: String) -> Int? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard (1...2).contains(digits.utf8.count) else { return nil }
        let rest = text.dropFirst(digits.count)
        guard rest.isEmpty || rest.hasPrefix(".") || (digits.count == 2 && rest.hasPrefix("-"))
        else { return nil }
        return Int(digits)
    }

    /// `2024-12-25` or `20241225` at either end of a part of the path, or alone between hyphens.
    private static func dayInSlug(_ part: String) -> CalendarDay? {
        let words = part.split { $0 == "-" || $0 == "_" || $0 == "." }
        for (index, word) in words.enumerated() {
            if word.utf8.count == 8, word.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
                urlYear(word.prefix(4)) != nil, let number = Int(word),
                let day = CalendarDay(
                    year: number / 10_000, month: number / 100 % 100, day: number % 100)
            {
                return day
            }
            if word.utf8.count == 4, let year = urlYear(word), index + 2 < words.count,
                words[index + 1].utf8.count == 2, words[index + 2].utf8.count == 2,
                let month = Int(words[index + 1]), let dayNumber = Int(words[index + 2]),
                let day = CalendarDay(year: year, month: month, day: dayNumber)
            {
                return day
            }
        }
        return nil
    }
}
