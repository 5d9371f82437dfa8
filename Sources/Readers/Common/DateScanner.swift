import Articles

/// Finds dates in a text, in the shapes that sites, feeds and prose print.
///
///     2024-12-25T10:00:00Z      2024-12-25 10:00     20241225T100000Z     2024/12/25
///     Wed, 25 Dec 2024 10:00:00 GMT                  Wed Dec 25 10:00:00 EST 2024
///     December 25th, 2024       25. Dezember 2024    25 de diciembre de 2024
///     25.12.2024                12/25/2024           12/25/24             December 2024
///     2024. december 25.        2024年12月25日       10:30 AM ET, Wed December 25, 2024
struct DateScanner {
    /// One date and where it stands.
    struct Match: Equatable {
        /// Offsets of its bytes in the text, end exclusive.
        var start: Int
        var end: Int
        /// Nil where only day and month are printed.
        var year: Int?
        var month: Int
        /// Nil where only the month is printed.
        var day: Int?
        /// `10:00:00Z`: the time with its zone, where printed.
        var time: String?
        /// Whether day and month could be the other way round.
        var ambiguous: Bool

        /// The day; nil where it is not all there.
        var calendarDay: CalendarDay? {
            guard let year, let day else { return nil }
            return CalendarDay(year: year, month: month, day: day)
        }

        /// EDTF; nil where the year is not printed.
        var edtf: String? {
            guard let year else { return nil }
            let head = Self.padded(year, 4) + "-" + Self.padded(month, 2)
            guard let day else { return head }
            return head + "-" + Self.padded(day, 2) + (time.map { "T" + $0 } ?? "")
        }

        private static func padded(_ number: Int, _ width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
    }

    /// Whether day comes before month in `03/04/2024`, and whether that is sure.
    struct Order: Sendable {
        var dayFirst: Bool
        var sure: Bool

        /// The order of a language or locale (`de`, `en-GB`).
        init(language: String?) {
            guard let language = language?.lowercased().replacing("_", with: "-") else {
                (dayFirst, sure) = (false, false)
                return
            }
            let parts = language.split(separator: "-")
            let region = parts.count > 1 ? parts.last.map(String.init) : nil
            guard parts.first == "en" else {
                (dayFirst, sure) = (true, true)
                return
            }
            // Of English-speaking countries the United States and the Philippines put the month
            // first; Canada prints both.
            switch region {
            case "us", "ph": (dayFirst, sure) = (false, true)
            case "ca", nil: (dayFirst, sure) = (false, false)
            case .some: (dayFirst, sure) = (true, true)
            }
        }
    }

    /// Years that a publication may have: newspapers begin in 1605.
    static let years = 1_605...2_100

    let months: MonthNames
    let order: Order

    /// A scanner for a language (`de`, `en-GB`); for any where that is nil.
    init(language: String?) {
        months = MonthNames.of(language: language)
        order = Order(language: language)
    }

    /// The dates of a text in their order.
    func matches(in text: String) -> [Match] {
        matches(in: DateToken.tokens(of: text))
    }

    /// The dates of a text that is cut already.
    func matches(in tokens: [DateToken]) -> [Match] {
        var cursor = Cursor(tokens: tokens)
        var found: [Match] = []
        var earlierTime: (start: Int, end: Int)?
        while cursor.index < tokens.count {
            let start = cursor.index
            if let match = date(&cursor) {
                var match = match
                if match.time == nil, match.day != nil, let held = earlierTime,
                    start - held.end <= 3
                {
                    // Read again, since the day decides between standard and summer time.
                    var clock = Cursor(tokens: tokens, index: held.start)
                    match.time = DateTime.read(&clock, day: match.calendarDay)
                }
                earlierTime = nil
                found.append(match)
            } else if DateTime.read(&cursor, day: nil) != nil {
                earlierTime = (start, cursor.index)
            } else {
                cursor.index = start + 1
            }
        }
        return found
    }

    /// A place in the tokens that readers move forward when they succeed.
    struct Cursor {
        let tokens: [DateToken]
        var index = 0

        /// The token so many places ahead.
        func token(_ ahead: Int = 0) -> DateToken? {
            index + ahead < tokens.count ? tokens[index + ahead] : nil
        }
    }

    private func date(_ cursor: inout Cursor) -> Match? {
        guard let first = cursor.token() else { return nil }
        switch first.kind {
        case .number: return numberFirst(&cursor, first)
        case .word(let word): return monthFirst(&cursor, word)
        case .mark: return nil
        }
    }

    private func finish(
        _ cursor: inout Cursor, from start: DateToken, ahead: Int, year: Int?, month: Int,
        day: Int?, ambiguous: Bool = false
    ) -> Match? {
        if let year, !Self.years.contains(year) { return nil }
        guard (1...12).contains(month) else { return nil }
        if let day, CalendarDay(year: year ?? 2_000, month: month, day: day) == nil { return nil }
        cursor.index += ahead
        var match = Match(
            start: start.start, end: cursor.tokens[cursor.index - 1].end, year: year,
            month: month, day: day, time: nil, ambiguous: ambiguous)
        guard let calendarDay = match.calendarDay else { return match }
        let dateEnd = cursor.index
        DateTime.skipLink(&cursor)
        if let time = DateTime.read(&cursor, day: calendarDay) {
            match.time = time
            match.end = cursor.tokens[cursor.index - 1].end
        } else {
            cursor.index = dateEnd
        }
        return match
    }

    /// `December 25, 2024`, `Dec 25 10:00:00 EST 2024`, `December 2024`.
    private func monthFirst(_ cursor: inout Cursor, _ word: String) -> Match? {
        guard let first = cursor.token(), let month = months.month(of: word) else { return nil }
        var ahead = 1
        if cursor.token(ahead)?.isMark(".") == true { ahead += 1 }
        if cursor.token(ahead)?.isMark("-") == true { ahead += 1 }
        if let link = cursor.token(ahead)?.word, Self.links.contains(link) { ahead += 1 }
        if let year = cursor.token(ahead)?.number(digits: 4...4) {
            return finish(
                &cursor, from: first, ahead: ahead + 1, year: year, month: month, day: nil)
        }
        guard let day = cursor.token(ahead)?.number(digits: 1...2) else { return nil }
        ahead += 1
        if let ordinal = cursor.token(ahead)?.word, Self.ordinals.contains(ordinal),
            cursor.token(ahead)?.spaced == false
        {
            ahead += 1
        }
        let bare = ahead
        while let mark = cursor.token(ahead), mark.isMark(",") || mark.isMark("-") { ahead += 1 }
        if let year = cursor.token(ahead)?.number(digits: 4...4) {
            return finish(
                &cursor, from: first, ahead: ahead + 1, year: year, month: month, day: day)
        }
        if let match = unixDate(&cursor, from: first, ahead: bare, month: month, day: day) {
            return match
        }
        return finish(&cursor, from: first, ahead: bare, year: nil, month: month, day: day)
    }

    /// `Dec 25 10:00:00 EST 2024`: the year comes after the time, as `date` and `asctime` print.
    private func unixDate(
        _ cursor: inout Cursor, from first: DateToken, ahead: Int, month: Int, day: Int
    ) -> Match? {
        let start = cursor.index
        cursor.index += ahead
        guard DateTime.read(&cursor, day: nil) != nil,
            let year = cursor.token()?.number(digits: 4...4),
            let calendarDay = CalendarDay(year: year, month: month, day: day)
        else {
            cursor.index = start
            return nil
        }
        var clock = Cursor(tokens: cursor.tokens, index: start + ahead)
        let time = DateTime.read(&clock, day: calendarDay)
        cursor.index += 1
        return Match(
            start: first.start, end: cursor.tokens[cursor.index - 1].end, year: year,
            month: month, day: day, time: time, ambiguous: false)
    }

    /// Words between the parts of a date.
    private static let links: Set<String> = ["de", "del", "of", "den", "do", "a"]
    /// What follows the digits of a day without a space.
    private static let ordinals: Set<String> = [
        "st", "nd", "rd", "th", "er", "e", "º", "ª", "o", "ste", "de",
    ]

    private func numberFirst(_ cursor: inout Cursor, _ first: DateToken) -> Match? {
        if let packed = first.number(digits: 8...8) {
            return finish(
                &cursor, from: first, ahead: 1, year: packed / 10_000, month: packed / 100 % 100,
                day: packed % 100)
        }
        if let packed = first.number(digits: 14...14) { return packedTime(&cursor, first, packed) }
        if let year = first.number(digits: 4...4) { return yearFirst(&cursor, first, year) }
        guard let number = first.number(digits: 1...2) else { return nil }
        return numeric(&cursor, first, number) ?? dayFirst(&cursor, first, number)
    }

    /// `20241225100000`: CDX and WARC file names.
    private func packedTime(_ cursor: inout Cursor, _ first: DateToken, _ packed: Int) -> Match? {
        let date = packed / 1_000_000
        guard
            var match = finish(
                &cursor, from: first, ahead: 1, year: date / 10_000, month: date / 100 % 100,
                day: date % 100)
        else { return nil }
        match.time = DateTime.text(
            hour: packed / 10_000 % 100, minute: packed / 100 % 100, second: packed % 100, zone: "")
        return match
    }

    private func yearFirst(_ cursor: inout Cursor, _ first: DateToken, _ year: Int) -> Match? {
        guard let mark = cursor.token(1) else { return nil }
        if mark.word == "年", let month = cursor.token(2)?.number(digits: 1...2),
            cursor.token(3)?.word == "月"
        {
            let day = cursor.token(4)?.number(digits: 1...2)
            let hasDay = day != nil && cursor.token(5)?.word == "日"
            return finish(
                &cursor, from: first, ahead: hasDay ? 6 : 4, year: year, month: month,
                day: hasDay ? day : nil)
        }
        // Hungarian: 2024. december 25.
        let named = mark.isMark(".") ? 2 : 1
        if let word = cursor.token(named)?.word, let month = months.month(of: word),
            let day = cursor.token(named + 1)?.number(digits: 1...2)
        {
            return finish(
                &cursor, from: first, ahead: named + 2, year: year, month: month, day: day)
        }
        guard mark.isMark("-") || mark.isMark("/") || mark.isMark("."), !mark.spaced,
            let month = cursor.token(2)?.number(digits: 1...2), cursor.token(2)?.spaced == false
        else { return nil }
        if let second = cursor.token(3), second.kind == mark.kind, !second.spaced,
            let day = cursor.token(4)?.number(digits: 1...2), cursor.token(4)?.spaced == false
        {
            return finish(&cursor, from: first, ahead: 5, year: year, month: month, day: day)
        }
        // 2024-12 alone is a month; 2024.12 and 2023/24 could be anything.
        guard mark.isMark("-"), cursor.token(2)?.number(digits: 2...2) != nil,
            !(cursor.token(3)?.isMark("-") ?? false)
        else { return nil }
        return finish(&cursor, from: first, ahead: 3, year: year, month: month, day: nil)
    }

    /// `25.12.2024`, `12/25/2024`, `25-12-24`.
    private func numeric(_ cursor: inout Cursor, _ first: DateToken, _ number: Int) -> Match? {
        guard let mark = cursor.token(1), !mark.spaced,
            mark.isMark("/") || mark.isMark(".") || mark.isMark("-"),
            let second = cursor.token(2)?.number(digits: 1...2), let mark2 = cursor.token(3),
            mark2.kind == mark.kind, !mark2.spaced
        else { return nil }
        var year: Int?
        if let full = cursor.token(4)?.number(digits: 4...4) {
            year = full
        } else if let short = cursor.token(4)?.number(digits: 2...2),
            cursor.token(2)?.spaced == false, cursor.token(4)?.spaced == false
        {
            year = Self.fullYear(short)
        }
        guard let year else { return nil }
        // A point or a space stands between the numbers of day-first countries only.
        let dotted = mark.isMark(".")
        let dayFirst: Bool
        if number > 12 {
            dayFirst = true
        } else if second > 12 {
            dayFirst = false
        } else {
            dayFirst = dotted || order.dayFirst
        }
        let ambiguous = !dotted && !order.sure && number <= 12 && second <= 12 && number != second
        return finish(
            &cursor, from: first, ahead: 5, year: year, month: dayFirst ? second : number,
            day: dayFirst ? number : second, ambiguous: ambiguous)
    }

    /// `25 Dec 2024`, `25. Dezember 2024`, `25 de diciembre de 2024`, `25-Dec-96`, `25 December`.
    private func dayFirst(_ cursor: inout Cursor, _ first: DateToken, _ day: Int) -> Match? {
        var ahead = 1
        if let ordinal = cursor.token(ahead), !ordinal.spaced {
            if let word = ordinal.word, Self.ordinals.contains(word) { ahead += 1 }
            if case .mark(0xC2) = ordinal.kind { ahead += 1 }
            if ordinal.isMark(".") || ordinal.isMark("-") || ordinal.isMark("/") { ahead += 1 }
        }
        if let link = cursor.token(ahead)?.word, Self.links.contains(link) { ahead += 1 }
        guard let word = cursor.token(ahead)?.word, let month = months.month(of: word) else {
            return nil
        }
        ahead += 1
        let bare = ahead
        while let token = cursor.token(ahead),
            token.isMark(".") || token.isMark(",") || token.isMark("-") || token.isMark("/")
        {
            ahead += 1
        }
        if let link = cursor.token(ahead)?.word, Self.links.contains(link) { ahead += 1 }
        if let year = cursor.token(ahead)?.number(digits: 4...4) {
            return finish(
                &cursor, from: first, ahead: ahead + 1, year: year, month: month, day: day)
        }
        // RFC 822 has years of two digits, which a time of day follows.
        if let year = cursor.token(ahead)?.number(digits: 2...2) {
            var rest = Cursor(tokens: cursor.tokens, index: cursor.index + ahead + 1)
            let hasTime = DateTime.read(&rest, day: nil) != nil
            if hasTime || cursor.token(ahead - 1)?.isMark("-") == true {
                return finish(
                    &cursor, from: first, ahead: ahead + 1, year: Self.fullYear(year),
                    month: month, day: day)
            }
        }
        return finish(&cursor, from: first, ahead: bare, year: nil, month: month, day: day)
    }

    /// The year of two digits: RFC 2822 (4.3) draws the line at 50, sites of the 1970s do not exist.
    private static func fullYear(_ short: Int) -> Int {
        short < 70 ? 2_000 + short : 1_900 + short
    }
}
