import Articles
import Glibc

/// Whether an article may be seen, by what its source says.
///
/// Statuses as ninjs (`pubstatus`), NewsML-G2 (`stat:`, or a URI that ends so), NITF
/// (`management-status`), WordPress and Atom say it. What is withheld is an error of the kind
/// ``ReadError/Kind/withheld``: it is kept out, and read once the source says otherwise.
enum Withholding {
    /// Seconds since 1970.
    static func now() -> Int { time(nil) }

    /// Lets through what is published.
    ///
    /// - Throws: ``ReadError`` for every status that is not public.
    static func check(status: String?) throws(ReadError) {
        guard let status = CleanText.optionalLine(status)?.lowercased() else { return }
        // `stat:canceled`, `http://cv.iptc.org/newscodes/pubstatusg2/canceled`.
        let word = status.split { $0 == ":" || $0 == "/" }.last.map(String.init) ?? status
        let reason: String
        switch word {
        case "usable", "publish", "published", "public", "live", "active": return
        case "canceled", "cancelled", "killed", "kill", "retracted", "deleted":
            reason = "it is canceled"
        case "withheld", "hold", "embargoed": reason = "it is withheld"
        case "draft", "auto-draft", "pending", "private", "future", "trash", "inherit":
            reason = "its status is \(word)"
        default: return
        }
        throw withheld(reason)
    }

    /// Lets through what is not embargoed, or no longer.
    ///
    /// - Parameters:
    ///   - raw: the date as stated; an empty one is an embargo without end (NewsML-G2).
    ///   - now: seconds since 1970.
    /// - Throws: ``ReadError`` with the date.
    static func check(embargo raw: String?, now: Int) throws(ReadError) {
        guard let raw else { return }
        let text = CleanText.line(raw)
        guard !text.isEmpty else { throw withheld("it is embargoed until further notice") }
        guard let edtf = StatedFields.edtf(text, language: nil), let end = seconds(edtf) else {
            throw withheld("it is embargoed until \"\(text.prefix(60))\", which is no date")
        }
        if end > now { throw withheld("it is embargoed until \(edtf)") }
    }

    static func withheld(_ reason: String) -> ReadError {
        ReadError(
            "withheld: " + reason, kind: .withheld,
            hint: "it is read once its source says otherwise")
    }

    /// Seconds from 1970 to the beginning of a date; UTC where it has no zone.
    static func seconds(_ edtf: String) -> Int? {
        guard let date = EDTF(edtf) else { return nil }
        var seconds = Int(date.first.daysSince1970) * 86_400
        guard date.precision == .time, let mark = edtf.firstIndex(of: "T") else { return seconds }
        let time = Array(edtf[edtf.index(after: mark)...].utf8)
        var zone = time.firstIndex { $0 == 0x5A || $0 == 0x2B || $0 == 0x2D } ?? time.count
        for (index, field) in time[..<zone].split(separator: 0x3A).prefix(3).enumerated() {
            let digits = String(decoding: field.prefix { $0 != 0x2E }, as: UTF8.self)
            seconds += (Int(digits) ?? 0) * [3_600, 60, 1][index]
        }
        if zone < time.count, time[zone] != 0x5A {
            let sign = time[zone] == 0x2B ? -1 : 1
            zone += 1
            let digits = time[zone...].filter { $0 != 0x3A }.prefix(4)
            let number = Int(String(decoding: digits, as: UTF8.self)) ?? 0
            let minutes = digits.count > 2 ? number / 100 * 60 + number % 100 : number * 60
            seconds += sign * minutes * 60
        }
        return seconds
    }
}
