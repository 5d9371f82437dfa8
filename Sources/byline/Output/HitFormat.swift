import ArgumentParser
import Search

/// The forms of `--format`.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json, jsonl, csv, tsv, vimgrep
}

/// The forms of `--output`: what of a hit is printed.
enum OutputKind: String, ExpressibleByArgument, CaseIterable {
    case summary, ids, urls, files, authors, actors
}

/// Prints hits one after another.
final class HitPrinter {
    private let options: OutputOptions
    private let terminal: Terminal
    private let output: Output
    /// The parts of a hit that rows show, and JSON where they are named.
    private let columns: [HitField]
    private let places: SourcePlaces
    private let end: String
    /// Authors or actors that were printed, each once.
    private var printed: Set<String> = []
    private var isFirst = true

    /// What rows show where no fields are named.
    private static let usualColumns: [HitField] = [
        .id, .date, .authors, .title, .section, .actors, .words, .url,
    ]

    /// - Parameter fields: the parts that were named; nil for the usual ones.
    init(_ options: OutputOptions, fields: [HitField]?, places: SourcePlaces, output: Output) {
        self.options = options
        self.output = output
        self.places = places
        terminal = Terminal(options.color)
        columns = fields ?? Self.usualColumns
        end = options.null ? "\0" : "\n"
    }

    /// What stands before the first hit.
    ///
    /// - Parameter isBatch: whether rows begin with the query.
    func begin(isBatch: Bool = false) {
        let query = isBatch ? ["query"] : []
        let names =
            options.output == .summary ? columns.map(\.rawValue) : [options.output.rawValue]
        switch options.format {
        case .csv: output.write(Rows.csv(query + names), end: "\r\n")
        case .tsv: output.write(Rows.tsv(query + names), end: end)
        case .json: output.write("[", end: "")
        case .text, .jsonl, .vimgrep: break
        }
    }

    /// What stands behind the last hit.
    func finish() {
        if options.format == .json { output.write("]") }
    }

    /// One hit; of a batch, with its query.
    func print(_ hit: Hit, query: String? = nil) throws {
        let first = query.map { [$0] } ?? []
        guard options.output == .summary else {
            for value in try values(hit) { try print(value: value, first) }
            return
        }
        switch options.format {
        case .text: summary(hit)
        case .vimgrep: try vimgrep(hit)
        case .json, .jsonl: json(String(decoding: hit.json(), as: UTF8.self))
        case .csv: output.write(Rows.csv(first + columns.map { cell($0, hit) }), end: "\r\n")
        case .tsv: output.write(Rows.tsv(first + columns.map { cell($0, hit) }), end: end)
        }
    }

    // MARK: Single values

    private func values(_ hit: Hit) throws -> [String] {
        switch options.output {
        case .summary: return []
        case .ids: return [hit.id ?? ""]
        case .urls: return [(hit.url ?? nil) ?? ""].filter { !$0.isEmpty }
        case .files: return [try places.file(of: hit)]
        case .authors: return new((hit.authors ?? []).map(\.label))
        case .actors: return new((hit.actors ?? []).map(\.label))
        }
    }

    private func new(_ values: [String]) -> [String] {
        values.filter { printed.insert($0).inserted }
    }

    private func print(value: String, _ first: [String]) throws {
        switch options.format {
        case .text, .vimgrep: output.write(Printable.line(value), end: end)
        case .json, .jsonl: json(try Rows.json(value))
        case .csv: output.write(Rows.csv(first + [value]), end: "\r\n")
        case .tsv: output.write(Rows.tsv(first + [value]), end: end)
        }
    }

    private func json(_ text: String) {
        guard options.format == .json else { return output.write(text, end: end) }
        output.write((isFirst ? "" : ",\n") + text, end: "")
        isFirst = false
    }

    // MARK: For reading

    /// `a7f3  2022-03-04  Jane Doe  The cost of cheap gas  [NATO, Germany]`, then the snippets.
    private func summary(_ hit: Hit) {
        let authors = (hit.authors ?? []).map(\.label).joined(separator: ", ")
        let actors = (hit.actors ?? []).prefix(5).map(\.label).joined(separator: ", ")
        var columns = [
            terminal.dim(Printable.line(hit.id ?? "")),
            hit.date?.value?.description ?? "undated   ",
            Printable.line(authors.isEmpty ? "–" : authors),
            marked(hit.title ?? "", hit.titleSpans ?? [], rest: terminal.bold),
            terminal.dim("[" + Printable.line(actors) + "]"),
        ]
        if let copies = hit.copies?.count, copies > 0 {
            columns.append(terminal.dim("(+\(copies))"))
        }
        output.write(columns.joined(separator: "  "), end: end)
        for snippet in hit.snippets ?? [] where !snippet.text.isEmpty {
            output.write("    " + marked(snippet.text, snippet.spans) { $0 }, end: end)
        }
        if let explanation = hit.explanation { explain(explanation, hit.score) }
    }

    private func explain(_ explanation: Explanation, _ score: Double?) {
        func line(_ name: String, _ parts: [String]) {
            guard !parts.isEmpty else { return }
            output.write(
                "    " + terminal.dim(name + "  ") + Printable.line(parts.joined(separator: "; ")),
                end: end)
        }
        line("matched", explanation.matched)
        line("missed ", explanation.missed)
        line(
            "words  ",
            explanation.terms.map { term in
                let weight = term.weight.map { " +" + Self.rounded($0) } ?? ""
                return "\(term.text)\(weight) (title \(term.title), body \(term.body))"
            })
        if let score { line("score  ", [Self.rounded(score)]) }
    }

    /// A number with two digits behind the point.
    private static func rounded(_ number: Double) -> String {
        let hundredths = Int((number * 100).rounded())
        let rest = abs(hundredths % 100)
        return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
    }

    /// A text with its spans highlighted, where the terminal takes colours.
    private func marked(
        _ text: String, _ spans: [[Int]], rest: (String) -> String
    ) -> String {
        guard terminal.isColored, !spans.isEmpty else { return rest(Printable.line(text)) }
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
            if span[0] > position { result += rest(piece(position..<span[0])) }
            result += terminal.highlighted(piece(span[0]..<span[1]))
            position = span[1]
        }
        return position < scalars.count
            ? result + rest(piece(position..<scalars.count)) : result
    }

    // MARK: For programs

    /// `news/2022.jsonl:17:1:The cost of cheap gas`: where an editor finds the article.
    private func vimgrep(_ hit: Hit) throws {
        let place = try places.place(of: hit)
        output.write(
            "\(Printable.line(place.file)):\(place.line):1:\(Printable.line(hit.title ?? ""))",
            end: end)
    }

    private func cell(_ field: HitField, _ hit: Hit) -> String {
        switch field {
        case .id: hit.id ?? ""
        case .title: hit.title ?? ""
        case .titleSpans:
            (hit.titleSpans ?? []).map { $0.map(String.init).joined(separator: "-") }
                .joined(separator: " ")
        case .url: (hit.url ?? nil) ?? ""
        case .authors: (hit.authors ?? []).map(\.label).joined(separator: "; ")
        case .date: hit.date?.value?.description ?? ""
        case .section: (hit.section ?? nil) ?? ""
        case .language: (hit.language ?? nil) ?? ""
        case .site: (hit.site ?? nil) ?? ""
        case .words: hit.words.map(String.init) ?? ""
        case .score: hit.score.map(Self.rounded) ?? ""
        case .actors: (hit.actors ?? []).map(\.label).joined(separator: "; ")
        case .snippets: (hit.snippets ?? []).map(\.text).joined(separator: " | ")
        case .copies: hit.copies.map { String($0.count) } ?? ""
        }
    }
}
