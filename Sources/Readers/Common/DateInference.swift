import Articles

/// What running text says about when it was written.
///
/// A commentary without a date mostly names a day that has just passed, and says how long ago that
/// is. The newest day that the text names is the first on which it can have been written; a phrase
/// such as "this past week" bounds the last. Without such a phrase the text may be a history: then
/// the days that it names are shown as evidence, with a trust too low to publish anything.
public enum DateInference {
    /// Trust in the newest day named, where the text speaks of it as just passed.
    static let dayTrust = 0.4
    /// Trust in the interval that such a day opens.
    static let intervalTrust = 0.35
    /// Trust in the interval or year of an anniversary that the text marks.
    static let anniversaryTrust = 0.3
    /// Trust in days and months that a text names without saying how near they are: below what is
    /// published.
    static let looseTrust = 0.15

    /// Evidence of the basis `text`, best first; empty where the text says nothing safe.
    ///
    /// The first day is the newest named; the interval after it is what is published of it. The
    /// same day named in several places is given once.
    ///
    ///     DateInference.infer(
    ///         title: "", paragraphs: ["This past week the group met. On December 25, 2024, it …"],
    ///         language: "en", notAfter: nil)
    ///     // 2024-12-25 (0.4), 2024-12-25/2025-01-01 (0.35)
    /// - Parameters:
    ///   - notAfter: a day by which the text was there, where known.
    public static func infer(
        title: String, paragraphs: [String], language: String?, notAfter: CalendarDay?
    ) -> [DateEvidence] {
        var reader = TimeReader(language: language, notAfter: notAfter)
        var left = maximumBytes
        for paragraph in [title] + paragraphs where left > 0 {
            let count = paragraph.utf8.count
            reader.read(
                count <= left
                    ? paragraph : String(decoding: paragraph.utf8.prefix(left), as: UTF8.self))
            left -= count
        }
        return reader.evidence()
    }

    /// How much of a text is read: twice the longest article of an archive of speeches; a page of
    /// 12 MB of text took a second more and 100 MB.
    private static let maximumBytes = 1 << 20
}

/// Collects what the paragraphs of a text say of time.
private struct TimeReader {
    private struct Day {
        var day: CalendarDay
        var raw: String
    }

    private struct Month {
        var first: CalendarDay
        var value: String
        var raw: String
    }

    private struct Phrase {
        var raw: String
        var days: Int
    }

    private let scanner: DateScanner
    private let notAfter: CalendarDay?
    private var days: [Day] = []
    private var months: [Month] = []
    /// The newest year that the text names as past.
    private var newestPastYear = Int.min
    private var phrases: [Phrase] = []
    private var anniversaries: [DateEvidence] = []

    init(language: String?, notAfter: CalendarDay?) {
        scanner = DateScanner(language: language)
        self.notAfter = notAfter
    }

    mutating func read(_ paragraph: String) {
        let bytes = Array(paragraph.utf8)
        let tokens = DateToken.tokens(of: paragraph)
        let matches = scanner.matches(in: tokens)
        for match in matches {
            guard let year = match.year, !isFuture(tokens, before: match.start) else { continue }
            let raw = Self.text(bytes, from: leadIn(tokens, before: match.start), to: match.end)
            if let day = match.calendarDay {
                if notAfter.map({ day <= $0 }) ?? true { days.append(Day(day: day, raw: raw)) }
            } else if let value = match.edtf,
                let first = CalendarDay(year: year, month: match.month, day: 1),
                notAfter.map({ first <= $0 }) ?? true
            {
                months.append(Month(first: first, value: value, raw: raw))
            }
        }
        readYearsAndPhrases(tokens, matches: matches, bytes: bytes)
        readAnniversaries(tokens, matches: matches, bytes: bytes)
    }

    private mutating func readYearsAndPhrases(
        _ tokens: [DateToken], matches: [DateScanner.Match], bytes: [UInt8]
    ) {
        for index in tokens.indices {
            let token = tokens[index]
            if let year = token.number(digits: 4...4), (1_900...2_100).contains(year), index > 0,
                let before = tokens[index - 1].word, TimePhrases.pastWords.contains(before),
                !matches.contains(where: { $0.start <= token.start && token.end <= $0.end }),
                !isFuture(tokens, before: token.start)
            {
                newestPastYear = max(newestPastYear, year)
            }
            guard let phrase = TimePhrases.phrase(at: index, in: tokens) else { continue }
            let end = tokens[index + phrase.words.count - 1].end
            // "On Monday, August 30, 2021": the weekday belongs to a date, and says nothing more.
            // "Last Monday, August 30, 2021" does.
            if TimePhrases.bareWeekdayLeads.contains(phrase.words[0]),
                matches.contains(where: { $0.start >= token.start && $0.start <= end + 3 })
            {
                continue
            }
            phrases.append(
                Phrase(raw: Self.text(bytes, from: token.start, to: end), days: phrase.days))
        }
    }

    // MARK: Anniversaries

    /// `the 20th anniversary of the invasion of March 20, 2003`, where the text marks it now.
    private mutating func readAnniversaries(
        _ tokens: [DateToken], matches: [DateScanner.Match], bytes: [UInt8]
    ) {
        for index in tokens.indices {
            guard let word = tokens[index].word, Self.anniversaryWords.contains(word), index > 0,
                let count = Self.count(tokens, before: index)
            else { continue }
            let sentence = Self.sentence(around: index, in: tokens)
            let isNow = sentence.contains { position in
                tokens[position].word.map { Self.nowWords.contains($0) } ?? false
            }
            guard isNow, let first = sentence.first, let last = sentence.last else { continue }
            let raw = Self.text(bytes, from: tokens[first].start, to: tokens[last].end)
            let inside = matches.filter {
                $0.start >= tokens[first].start && $0.end <= tokens[last].end
            }
            if let event = inside.compactMap(\.calendarDay).first {
                addAnniversary(of: event, years: count, raw: raw)
            } else if let year = sentence.compactMap({ tokens[$0].number(digits: 4...4) })
                .first(where: { (1_500...2_100).contains($0) }), year + count <= 2_100
            {
                addAnniversary(
                    value: String(year + count),
                    first: CalendarDay(year: year + count, month: 1, day: 1),
                    raw: raw)
            }
        }
    }

    private mutating func addAnniversary(of event: CalendarDay, years: Int, raw: String) {
        let (year, month, day) = event.components
        guard
            let then = CalendarDay(year: year + years, month: month, day: day)
                ?? CalendarDay(year: year + years, month: month, day: 28)
        else { return }
        let value = then.adding(days: -7).description + "/" + then.adding(days: 7).description
        addAnniversary(value: value, first: then.adding(days: -7), raw: raw)
    }

    private mutating func addAnniversary(value: String, first: CalendarDay?, raw: String) {
        guard let first, notAfter.map({ first <= $0 }) ?? true else { return }
        anniversaries.append(
            DateEvidence(
                source: .text, raw: String(raw.prefix(160)), value: value,
                trust: DateInference.anniversaryTrust))
    }

    private static let anniversaryWords: Set<String> = [
        "anniversary", "jahrestag", "anniversaire", "aniversario", "anniversario", "aniversário",
        "verjaardag", "birthday",
    ]
    private static let nowWords: Set<String> = [
        "marks", "mark", "marking", "today", "this", "now", "marked", "heute", "begeht", "jährt",
        "aujourd", "marque", "ce", "cette", "hoy", "marca", "este", "esta", "oggi", "questo",
        "questa", "segna", "hoje", "vandaag", "dit", "deze",
    ]

    /// The number before "anniversary": `20th`, `twentieth`, `20.`, `20e`.
    private static func count(_ tokens: [DateToken], before index: Int) -> Int? {
        for back in 1...3 where index - back >= 0 {
            let token = tokens[index - back]
            if let number = token.number(digits: 1...3), number >= 1 { return number }
            if let word = token.word, let number = ordinals[word] { return number }
        }
        return nil
    }

    private static let ordinals: [String: Int] = [
        "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
        "eighth": 8, "ninth": 9, "tenth": 10, "twelfth": 12, "fifteenth": 15, "twentieth": 20,
        "thirtieth": 30, "fortieth": 40, "fiftieth": 50, "sixtieth": 60, "seventieth": 70,
        "eightieth": 80, "ninetieth": 90, "hundredth": 100, "centenary": 100, "zehnten": 10,
        "zwanzigsten": 20, "dreißigsten": 30, "vierzigsten": 40, "fünfzigsten": 50, "dixième": 10,
        "vingtième": 20, "trentième": 30, "quarantième": 40, "cinquantième": 50,
    ]

    /// The positions of the tokens of a sentence.
    private static func sentence(around index: Int, in tokens: [DateToken]) -> ClosedRange<Int> {
        func ends(_ position: Int) -> Bool {
            let token = tokens[position]
            guard token.isMark(".") || token.isMark("!") || token.isMark("?") else { return false }
            // A point behind a number or within an abbreviation ends nothing.
            if position > 0, case .number = tokens[position - 1].kind { return false }
            return position + 1 >= tokens.count || tokens[position + 1].spaced
        }
        var first = index
        while first > 0, !ends(first - 1) { first -= 1 }
        var last = index
        while last + 1 < tokens.count, !ends(last) { last += 1 }
        return first...last
    }

    // MARK: Context

    /// Whether the words of the clause before a date place it in the future: "will vote on",
    /// "by", "due on".
    private func isFuture(_ tokens: [DateToken], before offset: Int) -> Bool {
        guard let end = tokens.lastIndex(where: { $0.end <= offset }) else { return false }
        var seen = 0
        for index in stride(from: end, through: 0, by: -1) {
            let token = tokens[index]
            if token.isMark(".") || token.isMark(";") || token.isMark(":") { return false }
            if token.isMark(",") && seen > 1 { return false }
            guard let word = token.word else { continue }
            if TimePhrases.futureWords.contains(word) { return true }
            seen += 1
            if seen > 6 { return false }
        }
        return false
    }

    /// Where the preposition and the weekday of a date begin: `On Monday, August 30, 2021`.
    private func leadIn(_ tokens: [DateToken], before offset: Int) -> Int {
        var start = offset
        for token in tokens.reversed() where token.end <= offset {
            guard start - token.end <= 2 else { break }
            if token.isMark(",") || token.isMark(".") {
                guard start != offset || token.isMark(",") else { break }
                continue
            }
            guard let word = token.word, Self.leadWords.contains(word) else { break }
            start = token.start
        }
        return start
    }

    private static let leadWords: Set<String> = [
        "on", "in", "since", "last", "this", "monday", "tuesday", "wednesday", "thursday", "friday",
        "saturday",
        "sunday", "am", "vom", "seit", "im", "montag", "dienstag", "mittwoch", "donnerstag",
        "freitag", "samstag", "sonntag", "le", "el", "il", "du", "depuis", "dimanche", "lundi",
        "mardi", "mercredi", "jeudi", "vendredi", "samedi", "em", "op", "of",
    ]

    private static func text(_ bytes: [UInt8], from start: Int, to end: Int) -> String {
        CleanText.line(String(decoding: bytes[start..<end], as: UTF8.self))
    }

    // MARK: Conclusion

    func evidence() -> [DateEvidence] {
        var evidence: [DateEvidence] = []
        let newest = days.max { $0.day < $1.day }
        let bounding = phrases.min { $0.days < $1.days }
        if let newest {
            // A later month or year means that the text is later than its newest day.
            let laterMonth = months.contains { $0.first > newest.day }
            let isNewest = newestPastYear <= newest.day.components.year && !laterMonth
            let isRecent = isNewest && bounding != nil
            evidence.append(
                DateEvidence(
                    source: .text, raw: newest.raw, value: newest.day.description,
                    trust: isRecent ? DateInference.dayTrust : DateInference.looseTrust))
            if isRecent, let bounding {
                var last = newest.day.adding(days: bounding.days)
                if let notAfter { last = min(last, notAfter) }
                evidence.append(
                    DateEvidence(
                        source: .text, raw: bounding.raw,
                        value: newest.day.description + "/" + last.description,
                        trust: DateInference.intervalTrust))
            }
        } else if let newest = months.max(by: { $0.first < $1.first }) {
            evidence.append(
                DateEvidence(
                    source: .text, raw: newest.raw, value: newest.value,
                    trust: DateInference.looseTrust))
        }
        evidence += anniversaries
        return evidence.enumerated().sorted {
            ($1.element.trust, $0.offset) < ($0.element.trust, $1.offset)
        }.map(\.element)
    }
}
