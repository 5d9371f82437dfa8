import Articles

/// The terms of Xapian, made from fields and values in one place.
///
/// A term is its field's prefix and the value as UTF-8: `Qa7f3`, `Aauthor/jane-doe`,
/// `XCorg/nato`, `Len`. A date has up to three: `Y2024`, `M202412`, `D20241225`. Stems of the
/// title have the prefix `S`, stems of title and body none; they are lower case, prefixes are
/// upper case, so they never meet.
public enum Term {
    /// Xapian refuses terms of more than 245 bytes (measured on 1.4.22).
    public static let maximumLengthInBytes = 240

    /// The term of a value; one that would be too long is cut and ends in a hash of the whole.
    public static func of(_ name: Field.Name, _ value: String) -> String {
        bounded((Field.row(name).prefix ?? "") + value)
    }

    /// The term of all articles of a year.
    public static func year(_ year: Int) -> String { "Y" + padded(year, 4) }

    /// The term of all articles of a month that is known.
    public static func month(_ year: Int, _ month: Int) -> String {
        "M" + padded(year, 4) + padded(month, 2)
    }

    /// The term of all articles of a day that is known.
    public static func day(_ day: CalendarDay) -> String {
        let (year, month, dayOfMonth) = day.components
        return "D" + padded(year, 4) + padded(month, 2) + padded(dayOfMonth, 2)
    }

    /// The terms of a date: as many as its precision allows.
    ///
    /// An article known only by its month has no day, one known only by its year no month.
    public static func dates(_ date: PublicationDate) -> [String] {
        guard let value = date.value, let precision = date.precision else { return [] }
        let (year, month, _) = value.components
        switch precision {
        case .year: return [Self.year(year)]
        case .month: return [Self.year(year), Self.month(year, month)]
        case .time, .day, .interval:
            return [Self.year(year), Self.month(year, month), Self.day(value)]
        }
    }

    /// The id under which a section is counted: its text as a slug.
    public static func sectionID(_ section: String) -> String { Identifier.slug(section) }

    private static func bounded(_ term: String) -> String {
        guard term.utf8.count > maximumLengthInBytes else { return term }
        let hash = ContentHash.sha256(term.utf8).hexadecimal.prefix(32)
        var kept = term.utf8.prefix(maximumLengthInBytes - 33)
        while let last = kept.last, last & 0xC0 == 0x80 { kept.removeLast() }
        if let last = kept.last, last >= 0xC0 { kept.removeLast() }
        return String(decoding: kept, as: UTF8.self) + "~" + hash
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(abs(number))
        return (number < 0 ? "-" : "")
            + String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
