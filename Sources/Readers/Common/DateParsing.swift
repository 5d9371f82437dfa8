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
    /// The date that a short text states; nil where it states none.
    public static func parse(_ raw: String, language: String?) -> ParsedDate? { nil }

    /// The day or month that the path of a URL states; nil where it states none.
    public static func fromURL(_ url: String) -> ParsedDate? { nil }
}
