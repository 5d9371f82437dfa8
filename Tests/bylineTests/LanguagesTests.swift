import Foundation
import TestSupport
import Testing

/// Articles of many languages in one archive, each found by the rules of its own.
@Suite struct LanguagesTests {
    /// Language, a text that shows it, and another form of one of its words.
    private static let texts: [(code: String, text: String, query: String)] = [
        (
            "en", "The negotiators have failed, and it was clear to all that they would.",
            "negotiator"
        ),
        ("de", "Die Verhandlungen sind gescheitert, und das war für alle klar.", "Verhandlung"),
        (
            "fr", "Les gouvernements n’ont pas trouvé une solution, et c’est grave pour tous.",
            "gouvernement"
        ),
        (
            "es", "Los ministros no han encontrado una solución, y eso es grave para todos.",
            "ministro"
        ),
        (
            "it", "I negoziati non sono finiti bene, e questo è grave per tutti nella regione.",
            "negoziato"
        ),
        (
            "pt",
            "Os governos não encontraram uma solução, e isso é grave para os países da região.",
            "governo"
        ),
        (
            "nl", "De regeringen hebben het niet goed gedaan, en dat is erg voor iedereen.",
            "regering"
        ),
        (
            "sv", "Regeringarna har inte hittat en lösning, och det är illa för alla som bor där.",
            "regering"
        ),
        (
            "fi",
            "Sota ei lopu pian, ja se joka niin sanoo ei ole ollut kaupungeissa, mutta se on niin.",
            "kaupungeista"
        ),
        (
            "hu",
            "A kormányok nem találtak megoldást, és ez baj az egész országnak, mert ez így van.",
            "kormány"
        ),
        (
            "ro", "Guvernele nu au găsit o soluție, și este grav pentru toate țările din regiune.",
            "guvern"
        ),
        (
            "tr", "Hükümetler bir çözüm bulamadı ve bu durum herkes için çok kötü olarak kaldı.",
            "hükümet"
        ),
        (
            "ru", "Правительства не нашли решения, и это плохо для всех, кто там живёт.",
            "правительство"
        ),
    ]

    @Test("an article is found by another form of its words, whatever languages lie beside it")
    func search() throws {
        let folder = try TemporaryFolder()
        let rows = Self.texts.map { row in
            "{\"id\": \"\(row.code)\", \"title\": \"\", \"body\": \"\(row.text)\"}\n"
        }.joined()
        try Data(rows.utf8).write(to: URL(filePath: folder.path("rows.jsonl")))
        let archive = folder.path("archive")
        let made = try Executable.run(["index", "--archive", archive, folder.path("rows.jsonl")])
        #expect(made.status == 0)
        let facet = try Executable.run([
            "facets", "language:20", "--archive", archive, "--format", "json",
        ])
        for (code, _, query) in Self.texts {
            #expect(facet.output.contains("\"\(code)\""), "\(code)")
            let found = try Executable.run([
                "search", query, "--archive", archive, "--output", "ids",
            ])
            #expect(
                found.output.split(separator: "\n").contains { $0 == code }, "\(code): \(query)")
            let scoped = try Executable.run([
                "search", "\(query) language:\(code)", "--archive", archive, "--output", "ids",
            ])
            #expect(scoped.output == "\(code)\n", "\(code): \(query)")
        }
    }
}
