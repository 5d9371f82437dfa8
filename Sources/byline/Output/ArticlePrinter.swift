import Articles
import Foundation

/// Prints whole articles.
struct ArticlePrinter {
    let terminal: Terminal
    let output: Output

    /// The object of the contract.
    static func json(_ article: Article, isPretty: Bool) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.withoutEscapingSlashes]
        if isPretty { encoder.outputFormatting.formUnion([.prettyPrinted, .sortedKeys]) }
        return String(decoding: try encoder.encode(article), as: UTF8.self)
    }

    /// For reading: what is known first, then the text.
    func print(_ article: Article) {
        output.write(terminal.bold(Printable.line(article.title)))
        if let subtitle = article.subtitle { output.write(Printable.line(subtitle)) }
        for author in article.authors {
            let honorific = author.honorific.map { $0 + " " } ?? ""
            field("author", "\(honorific)\(author.label)  \(author.id)")
        }
        let date = article.date
        field("date", "\(date.published ?? "unknown")  (\(date.basis.rawValue))")
        for evidence in date.evidence where date.basis == .text {
            field("evidence", "\(evidence.raw) → \(evidence.value)")
        }
        if let section = article.section { field("section", section) }
        if let language = article.language { field("language", language) }
        if let url = article.url { field("url", url) }
        field("id", article.id)
        for actor in article.actors {
            let kinds = actor.kinds.map(\.rawValue).joined(separator: ", ")
            field("actor", "\(actor.label)  \(actor.id)  \(actor.mentions) × \(kinds)")
        }
        for correction in article.corrections { field("corrected", correction) }
        for warning in article.warnings { field("warning", warning) }
        output.write("")
        output.write(Printable.text(article.body))
        output.write("")
    }

    private func field(_ name: String, _ value: String) {
        output.write(
            terminal.dim(name.padding(toLength: 10, withPad: " ", startingAt: 0))
                + Printable.line(value))
    }
}
