/// Notes by which a text corrects itself.
enum CorrectionText {
    /// Whether a paragraph is such a note.
    static func isCorrection(_ text: String) -> Bool {
        let folded = String(text.prefix(160)).lowercased().replacing("’", with: "'")
        for word in labels where folded.hasPrefix(word) {
            guard let next = folded.dropFirst(word.count).first else { continue }
            if ":,(–—".contains(next) { return true }
            if next == " " {
                // "Correction (July 28):" and "Correction – 28 July", not "Corrections are rare".
                let rest = folded.dropFirst(word.count + 1)
                if let first = rest.first, "(–—-:".contains(first) || first.isNumber { return true }
                if rest.prefix(40).contains(":") && !rest.prefix(40).contains(". ") { return true }
            }
        }
        if sentences.contains(where: { folded.hasPrefix($0) }) { return true }
        guard notes.contains(where: { folded.hasPrefix($0) }) else { return false }
        return ["correct", "updated", "amended", "earlier version", "korrigiert", "corrig"]
            .contains { folded.contains($0) }
    }

    /// Whether the date at that byte of a note is the day of the note: nothing but its label
    /// stands before it.
    static func isDated(_ text: String, before offset: Int) -> Bool {
        guard let head = String(text.utf8.prefix(offset)) else { return false }
        return head.split(separator: " ").count <= 4 && !head.contains(".")
    }

    private static let labels = [
        "correction", "corrections", "clarification", "corrigendum", "erratum", "korrektur",
        "berichtigung", "richtigstellung", "rectificatif", "correctif", "rectification",
        "corrección", "correcciones", "fe de errores", "rectificación", "correzione", "rettifica",
        "errata corrige", "correção", "errata", "rectificatie", "correctie", "rättelse",
        "rettelse",
    ]

    private static let sentences = [
        "an earlier version of this", "a previous version of this", "this article was amended",
        "this article has been corrected", "this article has been amended",
        "this story has been corrected", "this article originally ", "this piece was amended",
        "this article was corrected", "in einer früheren version", "eine frühere version",
        "in einer früheren fassung", "une version antérieure", "une première version de cet",
        "una versión anterior de este", "una versione precedente", "uma versão anterior",
        "in een eerdere versie",
    ]

    private static let notes = [
        "editor's note", "note to readers", "update:", "anmerkung der redaktion",
        "note de la rédaction", "ndlr", "nota de la redacción", "nota del editor",
        "nota della redazione", "nota da redação", "noot van de redactie",
    ]
}
