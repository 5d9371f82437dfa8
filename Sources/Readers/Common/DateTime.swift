import Articles

/// Times of day and zones, as printed behind or before a date.
enum DateTime {
    /// Passes over what stands between a date and its time: `T`, `at`, `um`, a comma, a dash.
    static func skipLink(_ cursor: inout DateScanner.Cursor) {
        for _ in 0..<3 {
            guard let token = cursor.token() else { return }
            if let word = token.word, links.contains(word) {
                cursor.index += 1
            } else if token.isMark(",") || token.isMark("-") || token.isMark("|")
                || token.isMark("(") || token.isMark(";") || token.kind == .mark(0xE2)
                || token.kind == .mark(0xC2)
            {
                cursor.index += 1
            } else {
                return
            }
        }
    }

    private static let links: Set<String> = [
        "t", "at", "um", "à", "a", "alle", "ore", "às", "las", "om", "kl", "klo", "o", "ás", "–",
        "—",
        "•", "·",
    ]

    /// The time that begins at the cursor, as `10:30:00Z`, and the cursor behind it.
    ///
    /// - Parameter day: decides summer time where the zone is `ET` or the like.
    /// - Returns: nil, with the cursor where it was, where no time begins there. Midnight without
    ///   a zone is the empty default of many systems and reads as an empty string's nil too.
    static func read(_ cursor: inout DateScanner.Cursor, day: CalendarDay?) -> String? {
        let start = cursor.index
        guard let clock = clock(&cursor) else {
            cursor.index = start
            return nil
        }
        let zone = zone(&cursor, day: day)
        return text(hour: clock.hour, minute: clock.minute, second: clock.second, zone: zone ?? "")
    }

    /// The text of a time; nil for times that no clock shows and for midnight without a zone,
    /// the empty default of many systems.
    static func text(hour: Int, minute: Int, second: Int?, zone: String) -> String? {
        guard (0...23).contains(hour), (0...59).contains(minute), (0...60).contains(second ?? 0)
        else { return nil }
        if hour == 0, minute == 0, second ?? 0 == 0, zone.isEmpty { return nil }
        let time = padded(hour) + ":" + padded(minute)
        return time + (second.map { ":" + padded(min($0, 59)) } ?? "") + zone
    }

    private static func padded(_ number: Int) -> String {
        number < 10 ? "0\(number)" : String(number)
    }

    private struct Clock {
        var hour: Int
        var minute: Int
        var second: Int?
    }

    private static func clock(_ cursor: inout DateScanner.Cursor) -> Clock? {
        guard let first = cursor.token() else { return nil }
        // 100000 in 20241225T100000Z.
        if let packed = first.number(digits: 6...6), cursor.index > 0,
            cursor.tokens[cursor.index - 1].word == "t"
        {
            cursor.index += 1
            return Clock(hour: packed / 10_000, minute: packed / 100 % 100, second: packed % 100)
        }
        guard var hour = first.number(digits: 1...2), hour <= 24 else { return nil }
        cursor.index += 1
        var minute = 0
        var second: Int?
        var hasMinutes = false
        if let mark = cursor.token(), isSeparator(mark, cursor),
            let value = cursor.token(1)?.number(digits: 2...2)
        {
            (minute, hasMinutes) = (value, true)
            cursor.index += 2
            if cursor.token()?.isMark(":") == true,
                let value = cursor.token(1)?.number(digits: 2...2)
            {
                second = value
                cursor.index += 2
                skipFraction(&cursor)
            }
        }
        let half = halfOfDay(&cursor)
        var said = half != nil
        if half == nil, let word = cursor.token()?.word, word == "uhr" || word == "h" {
            cursor.index += 1
            said = true
        }
        guard hasMinutes || said else { return nil }
        switch half {
        case "p" where hour < 12: hour += 12
        case "a" where hour == 12: hour = 0
        default: break
        }
        return Clock(hour: hour, minute: minute, second: second)
    }

    /// A colon; or `h` of `10h30`; or the point of `10.30 Uhr` and `10.30 am`.
    private static func isSeparator(_ mark: DateToken, _ cursor: DateScanner.Cursor) -> Bool {
        guard !mark.spaced else { return mark.word == "h" }
        if mark.isMark(":") || mark.word == "h" { return true }
        guard mark.isMark("."), let after = cursor.token(2)?.word else { return false }
        return ["uhr", "am", "pm", "a", "p", "h"].contains(after)
    }

    private static func skipFraction(_ cursor: inout DateScanner.Cursor) {
        guard let mark = cursor.token(), mark.isMark(".") || mark.isMark(","), !mark.spaced,
            case .number? = cursor.token(1)?.kind, cursor.token(1)?.spaced == false
        else { return }
        cursor.index += 2
    }

    /// `am`, `p.m.`: `a` or `p`.
    private static func halfOfDay(_ cursor: inout DateScanner.Cursor) -> String? {
        guard let word = cursor.token()?.word else { return nil }
        switch word {
        case "am", "pm":
            cursor.index += 1
            return String(word.prefix(1))
        case "a", "p":
            guard cursor.token(1)?.isMark(".") == true, cursor.token(2)?.word == "m" else {
                return nil
            }
            cursor.index += cursor.token(3)?.isMark(".") == true ? 4 : 3
            return word
        default: return nil
        }
    }

    /// `Z`, `+01:00` or an empty offset; nil where no zone is printed.
    private static func zone(_ cursor: inout DateScanner.Cursor, day: CalendarDay?) -> String? {
        let start = cursor.index
        if cursor.token()?.isMark("(") == true { cursor.index += 1 }
        if let word = cursor.token()?.word {
            if ["z", "utc", "gmt", "ut"].contains(word) {
                cursor.index += 1
                if let offset = offset(&cursor) { return offset }
                return "Z"
            }
            if let minutes = named(word, day: day) {
                cursor.index += 1
                return text(offset: minutes)
            }
        } else if let offset = offset(&cursor) {
            return offset
        }
        cursor.index = start
        return nil
    }

    /// `+01:00`, `+0100`, `+01`, `−5`.
    private static func offset(_ cursor: inout DateScanner.Cursor) -> String? {
        guard let sign = cursor.token(), let next = cursor.token(1), !next.spaced,
            sign.isMark("+") || sign.isMark("-")
        else { return nil }
        var minutes: Int
        if let packed = next.number(digits: 4...4) {
            minutes = packed / 100 * 60 + packed % 100
            cursor.index += 2
        } else if let hours = next.number(digits: 1...2) {
            minutes = hours * 60
            cursor.index += 2
            if cursor.token()?.isMark(":") == true,
                let more = cursor.token(1)?.number(digits: 2...2)
            {
                minutes += more
                cursor.index += 2
            }
        } else {
            return nil
        }
        guard minutes <= 14 * 60 else { return "" }
        return text(offset: sign.isMark("-") ? -minutes : minutes)
    }

    private static func text(offset minutes: Int) -> String {
        guard minutes != 0 else { return "Z" }
        let sign = minutes < 0 ? "-" : "+"
        return sign + padded(abs(minutes) / 60) + ":" + padded(abs(minutes) % 60)
    }

    /// Minutes east of Greenwich of a zone that is printed by letters.
    ///
    /// Letters that several countries use stand for the one whose press prints them most: `CST` for
    /// Chicago, `IST` for India, `BST` for Britain.
    private static func named(_ word: String, day: CalendarDay?) -> Int? {
        if let minutes = zones[word] { return minutes }
        guard let standard = americanZones[word] else { return nil }
        return standard + (day.map(isAmericanSummer) ?? false ? 60 : 0)
    }

    private static let americanZones = ["et": -300, "ct": -360, "mt": -420, "pt": -480]
    private static let zones = [
        "est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420, "mdt": -360, "pst": -480,
        "pdt": -420, "akst": -540, "akdt": -480, "hst": -600, "bst": 60, "wet": 0, "west": 60,
        "cet": 60, "cest": 120, "mez": 60, "mesz": 120, "eet": 120, "eest": 180, "msk": 180,
        "trt": 180, "ist": 330, "pkt": 300, "sgt": 480, "hkt": 480, "awst": 480, "jst": 540,
        "kst": 540, "acst": 570, "aest": 600, "aedt": 660, "nzst": 720, "nzdt": 780, "sast": 120,
        "brt": -180,
    ]

    /// Second Sunday of March to first Sunday of November (United States, since 2007).
    private static func isAmericanSummer(_ day: CalendarDay) -> Bool {
        let year = day.components.year
        guard let march = sunday(2, of: 3, year: year), let november = sunday(1, of: 11, year: year)
        else { return false }
        return march <= day && day < november
    }

    private static func sunday(_ count: Int, of month: Int, year: Int) -> CalendarDay? {
        guard let first = CalendarDay(year: year, month: month, day: 1) else { return nil }
        return first.adding(days: (7 - first.weekday) % 7 + 7 * (count - 1))
    }
}
