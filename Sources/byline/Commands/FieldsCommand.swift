import ArgumentParser
import Schema

/// `byline fields`.
struct FieldsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fields", abstract: "List the fields of queries and facets.")

    @Option(name: .long, help: "text, json, jsonl, csv or tsv.")
    var format = OutputFormat.text

    private struct Row: Encodable {
        let name: String
        let value: String
        let facet: String?
        let flags: [String]
        let summary: String
        let example: String

        init(_ field: Field) {
            name = field.name.rawValue
            value = field.query?.rawValue ?? ""
            facet = field.facet?.rawValue
            flags = field.flags
            summary = field.summary
            example = field.example
        }
    }

    func run() throws {
        let rows = Field.table.filter { $0.query != nil }.map(Row.init)
        let output = Output()
        switch format {
        case .json: output.write(try Rows.json(rows))
        case .jsonl: for row in rows { output.write(try Rows.json(row)) }
        case .csv, .tsv, .vimgrep:
            for cells in [["name", "facet", "summary", "example"]]
                + rows.map({ [$0.name, $0.facet ?? "", $0.summary, $0.example] })
            {
                if format == .csv {
                    output.write(Rows.csv(cells), end: "\r\n")
                } else {
                    output.write(Rows.tsv(cells))
                }
            }
        case .text: text(rows, output)
        }
    }

    private func text(_ rows: [Row], _ output: Output) {
        let width = rows.map(\.example.count).max() ?? 0
        for row in rows {
            let flags = row.flags.isEmpty ? "" : " One of: \(row.flags.joined(separator: ", "))."
            output.write(
                Self.padded(row.name, 10) + Self.padded(row.facet == nil ? "" : "facet", 7)
                    + Self.padded(row.example, width + 2) + row.summary + flags)
        }
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}
