import Foundation

/// Cells of the formats for programs.
enum Rows {
    /// A row of RFC 4180, without its end.
    static func csv(_ cells: [String]) -> String {
        cells.map(csvCell).joined(separator: ",")
    }

    /// A row with tabs between its cells, without its end.
    static func tsv(_ cells: [String]) -> String {
        cells.map(Printable.line).joined(separator: "\t")
    }

    /// A cell; one that a spreadsheet would read as a formula gets a quote in front.
    private static func csvCell(_ text: String) -> String {
        var cell = Printable.line(text)
        if let first = cell.first, "=+-@".contains(first), Double(cell) == nil { cell = "'" + cell }
        guard cell.contains(where: { $0 == "," || $0 == "\"" || $0 == "\n" }) else { return cell }
        return "\"" + cell.replacingOccurrences(of: "\"", with: "\"\"") + "\""
    }

    /// A value as JSON on one line, keys in the order of the alphabet.
    static func json(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.withoutEscapingSlashes, .sortedKeys]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}
