import Articles
import Foundation
import Search

/// Prints facets with their counts, dates as a small histogram.
struct FacetPrinter {
    let terminal: Terminal
    let output: Output

    /// The widest bar of a histogram, in characters.
    private static let barWidth = 40

    /// For reading.
    func print(_ facets: [FacetAnswer]) {
        for facet in facets {
            output.write("")
            switch facet.counts {
            case .values(let counts): values(facet.facet.rawValue, counts)
            case .calendar(let counts): calendar(facet.facet.rawValue, counts)
            }
        }
    }

    /// A value or bucket as an object of a line.
    private struct Row<Value: Encodable>: Encodable {
        let facet: String
        let value: Value

        private enum CodingKeys: String, CodingKey { case facet }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(facet, forKey: .facet)
            try value.encode(to: encoder)
        }
    }

    /// For programs: facet, value or first day, label or last day, count.
    func rows(_ facets: [FacetAnswer], _ format: OutputFormat) throws {
        try row(["facet", "id", "label", "count"], Optional<Int>.none, format)
        for facet in facets {
            let name = facet.facet.rawValue
            switch facet.counts {
            case .values(let counts):
                for value in counts.values {
                    try row(
                        [name, value.id, value.label, String(value.count)],
                        Row(facet: name, value: value), format)
                }
            case .calendar(let counts):
                for bucket in counts.values {
                    let days = [bucket.from.description, bucket.to.description]
                    try row(
                        [name] + days + [String(bucket.count)], Row(facet: name, value: bucket),
                        format)
                }
            }
        }
    }

    private func row(
        _ cells: [String], _ object: (some Encodable)?, _ format: OutputFormat
    ) throws {
        switch format {
        case .csv: output.write(Rows.csv(cells), end: "\r\n")
        case .json, .jsonl: if let object { output.write(try Rows.json(object)) }
        case .text, .tsv, .vimgrep: output.write(Rows.tsv(cells))
        }
    }

    private func values(_ name: String, _ counts: ValueCounts) {
        output.write(terminal.bold(name) + terminal.dim("  \(counts.distinct) values"))
        for value in counts.values {
            let mark = value.selected ? "*" : " "
            output.write(
                "\(mark)\(padded(value.count))  \(Printable.line(value.label))"
                    + (value.lift.map { String(format: "  × %.1f", $0) } ?? "")
                    + terminal.dim("  " + Printable.line(value.id)))
        }
        if counts.other > 0 { output.write(" \(padded(counts.other))  " + terminal.dim("others")) }
        if counts.missing > 0 {
            output.write(" \(padded(counts.missing))  " + terminal.dim("articles without"))
        }
    }

    private func calendar(_ name: String, _ counts: CalendarCounts) {
        output.write(terminal.bold(name) + terminal.dim("  by \(counts.interval.rawValue)"))
        let most = max(1, counts.values.map(\.count).max() ?? 1)
        for bucket in counts.values {
            let width = (bucket.count * Self.barWidth + most - 1) / most
            output.write(
                " \(padded(bucket.count))  \(Self.label(bucket, counts.interval))  "
                    + terminal.dim(String(repeating: "▇", count: width)))
        }
        if counts.coarse > 0 {
            output.write(" \(padded(counts.coarse))  " + terminal.dim("known less exactly"))
        }
        if counts.undated > 0 {
            output.write(" \(padded(counts.undated))  " + terminal.dim("undated"))
        }
    }

    /// A bucket's first day, as far as its width says something.
    private static func label(
        _ bucket: CalendarCounts.Bucket, _ interval: FacetRequest.Interval
    ) -> String {
        let day = bucket.from.description
        switch interval.rawValue {
        case "year": return String(day.dropLast(6))
        case "month", "quarter": return String(day.dropLast(3))
        default: return day
        }
    }

    private func padded(_ count: Int) -> String {
        let text = ProgressLine.grouped(count)
        return String(repeating: " ", count: max(0, 8 - text.count)) + text
    }
}
