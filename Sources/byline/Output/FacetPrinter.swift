import Articles
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

    /// For programs: facet, value or first day, label or last day, count.
    func rows(_ facets: [FacetAnswer], separator: String) {
        for facet in facets {
            let name = facet.facet.rawValue
            switch facet.counts {
            case .values(let counts):
                for value in counts.values {
                    row([name, value.id, value.label, String(value.count)], separator)
                }
            case .calendar(let counts):
                for bucket in counts.values {
                    row(
                        [
                            name, bucket.from.description, bucket.to.description,
                            String(bucket.count),
                        ], separator)
                }
            }
        }
    }

    private func values(_ name: String, _ counts: ValueCounts) {
        output.write(terminal.bold(name) + terminal.dim("  \(counts.distinct) values"))
        for value in counts.values {
            let mark = value.selected ? "*" : " "
            output.write(
                "\(mark)\(padded(value.count))  \(Printable.line(value.label))"
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

    private func row(_ cells: [String], _ separator: String) {
        output.write(cells.map(Printable.line).joined(separator: separator))
    }

    private func padded(_ count: Int) -> String {
        let text = ProgressLine.grouped(count)
        return String(repeating: " ", count: max(0, 8 - text.count)) + text
    }
}
