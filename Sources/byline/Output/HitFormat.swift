import ArgumentParser
import Search

/// The forms of `--format`.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json, jsonl, csv, tsv, vimgrep
}

/// The forms of `--output`: what of a hit is printed as text.
enum OutputKind: String, ExpressibleByArgument, CaseIterable {
    case summary, ids, urls, files, authors, actors
}

/// Prints hits.
struct HitPrinter {
    let format: OutputFormat
    let kind: OutputKind
    let terminal: Terminal
    /// What ends a record: a line end, or NUL with `-0`.
    let end: String
    let output: Output

    /// What stands before the first hit.
    func begin() {
        switch format {
        case .csv: output.write(Self.columns.joined(separator: ","), end: "\r\n")
        case .tsv: output.write(Self.columns.joined(separator: "\t"))
        case .text, .json, .jsonl, .vimgrep: break
        }
    }

    /// One hit.
    func print(_ hit: Hit) {
        switch format {
        case .text: text(hit)
        case .vimgrep:
            output.write("\(Printable.line(hit.id ?? "")):1:1:\(Printable.line(hit.title ?? ""))")
        case .json, .jsonl:
            output.write(String(decoding: hit.json(), as: UTF8.self), end: end)
        case .csv: output.write(row(hit).map(Self.csv).joined(separator: ","), end: "\r\n")
        case .tsv: output.write(row(hit).joined(separator: "\t"))
        }
    }

    private func text(_ hit: Hit) {
        switch kind {
        case .summary: summary(hit)
        case .ids: output.write(Printable.line(hit.id ?? ""), end: end)
        case .urls, .files:
            if let url = hit.url { output.write(Printable.line(url ?? hit.id ?? ""), end: end) }
        case .authors:
            for author in hit.authors ?? [] {
                output.write(Printable.line(author.label), end: end)
            }
        case .actors:
            for actor in hit.actors ?? [] {
                output.write(Printable.line(actor.label), end: end)
            }
        }
    }

    /// `a7f3  2022-03-04  Jane Doe  The cost of cheap gas  [NATO, Germany]`, then the snippets.
    private func summary(_ hit: Hit) {
        let authors = (hit.authors ?? []).map(\.label).joined(separator: ", ")
        let actors = (hit.actors ?? []).prefix(5).map(\.label).joined(separator: ", ")
        let columns = [
            terminal.dim(Printable.line(hit.id ?? "")),
            hit.date?.value?.description ?? "undated   ",
            Printable.line(authors.isEmpty ? "–" : authors),
            terminal.bold(Printable.line(hit.title ?? "")),
            terminal.dim("[" + Printable.line(actors) + "]"),
        ]
        output.write(columns.joined(separator: "  "), end: end)
        for snippet in hit.snippets ?? [] {
            output.write("    " + marked(snippet.text, snippet.spans), end: end)
        }
    }

    /// The snippet with its spans highlighted, where the terminal takes colours.
    private func marked(_ text: String, _ spans: [[Int]]) -> String {
        guard terminal.isColored else { return Printable.line(text) }
        let scalars = Array(text.unicodeScalars)
        var result = ""
        var position = 0
        let piece = { (range: Range<Int>) in
            var view = String.UnicodeScalarView()
            view.append(contentsOf: scalars[range])
            return Printable.line(String(view))
        }
        for span in spans where span.count == 2 {
            guard span[0] >= position, span[1] <= scalars.count, span[0] <= span[1] else {
                continue
            }
            result += piece(position..<span[0])
            result += terminal.highlighted(piece(span[0]..<span[1]))
            position = span[1]
        }
        return result + piece(position..<scalars.count)
    }

    private static let columns = [
        "id", "date", "authors", "title", "section", "actors", "words", "url",
    ]

    private func row(_ hit: Hit) -> [String] {
        let authors = (hit.authors ?? []).map(\.label).joined(separator: "; ")
        let actors = (hit.actors ?? []).map(\.label).joined(separator: "; ")
        let date = hit.date?.value?.description ?? ""
        let words = hit.words.map(String.init) ?? ""
        let cells = [
            hit.id ?? "", date, authors, hit.title ?? "", (hit.section ?? nil) ?? "", actors, words,
            (hit.url ?? nil) ?? "",
        ]
        return cells.map(Printable.line)
    }

    /// A cell of RFC 4180; one that a spreadsheet would read as a formula gets a quote in front.
    private static func csv(_ cell: String) -> String {
        var cell = cell
        if let first = cell.first, "=+-@".contains(first) { cell = "'" + cell }
        guard cell.contains(where: { $0 == "," || $0 == "\"" || $0 == "\n" }) else { return cell }
        return "\"" + cell.replacingOccurrences(of: "\"", with: "\"\"") + "\""
    }
}
