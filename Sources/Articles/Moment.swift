/// A second of universal time.
///
/// Written as ISO 8601 in UTC: `2026-12-01T09:00:00Z`.
public struct Moment: Sendable, Hashable, Comparable {
    /// Seconds since 1970, leap seconds not counted.
    public var seconds: Int

    /// The moment so many seconds after 1970 began.
    public init(seconds: Int) {
        self.seconds = seconds
    }

    /// The beginning of a date of ISO 8601; one without a zone is universal time.
    ///
    /// Nil where the text is none, as ``EDTF`` reads it.
    public init?(_ text: String) {
        guard let date = EDTF(text) else { return nil }
        seconds = Int(date.first.daysSince1970) * 86_400
        guard date.precision == .time, let mark = text.firstIndex(of: "T") else { return }
        let time = Array(text[text.index(after: mark)...].utf8)
        let zone = time.firstIndex { $0 == 0x5A || $0 == 0x2B || $0 == 0x2D } ?? time.count
        for (index, field) in time[..<zone].split(separator: 0x3A).prefix(3).enumerated() {
            let digits = String(decoding: field.prefix { $0 != 0x2E }.prefix(2), as: UTF8.self)
            seconds += (Int(digits) ?? 0) * [3_600, 60, 1][index]
        }
        guard zone < time.count, time[zone] != 0x5A else { return }
        let digits = time[(zone + 1)...].filter { $0 != 0x3A }.prefix(4)
        let number = Int(String(decoding: digits, as: UTF8.self)) ?? 0
        let minutes = digits.count > 2 ? number / 100 * 60 + number % 100 : number * 60
        seconds += (time[zone] == 0x2B ? -60 : 60) * minutes
    }

    /// Earlier moments come first.
    public static func < (left: Moment, right: Moment) -> Bool { left.seconds < right.seconds }
}

extension Moment: CustomStringConvertible, Codable {
    /// `2026-12-01T09:00:00Z`.
    public var description: String {
        let day = (seconds - (seconds % 86_400 + 86_400) % 86_400) / 86_400
        let time = seconds - day * 86_400
        let parts = [time / 3_600, time / 60 % 60, time % 60].map { ($0 < 10 ? "0" : "") + "\($0)" }
        let date = CalendarDay(daysSince1970: Int32(clamping: day))
        return "\(date)T\(parts.joined(separator: ":"))Z"
    }

    /// Reads the text form.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let moment = Moment(text) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "not a time of ISO 8601: \(text)")
        }
        self = moment
    }

    /// Writes the text form.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
