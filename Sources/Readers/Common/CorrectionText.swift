/// Notes by which a text corrects itself.
enum CorrectionText {
    /// Whether a paragraph is such a note.
    static func isCorrection(_ text: String) -> Bool {
        let bytes = FoldedText.plainBytes(text.prefix(160))
        if let length = labels.length(at: 0, of: bytes), isLabelled(bytes[length...]) {
            return true
        }
        if sentences.length(at: 0, of: bytes) != nil { return true }
        return notes.length(at: 0, of: bytes) != nil && changes.isFound(in: bytes)
    }

    /// Whether what follows "Correction" shows that it is a label: "Correction (July 28):" and
    /// "Correction – 28 July" are, "Corrections are rare" is not.
    private static func isLabelled(_ rest: ArraySlice<UInt8>) -> Bool {
        let text = String(decoding: rest, as: UTF8.self)
        guard let next = text.first else { return false }
        if ":,(–—".contains(next) { return true }
        guard next == " ", let first = text.dropFirst().first else { return false }
        if "(–—-:".contains(first) || first.isNumber { return true }
        let head = text.dropFirst().prefix(40)
        return head.contains(":") && !head.contains(". ")
    }

    /// Whether the date at that byte of a note is the day of the note: nothing but its label
    /// stands before it.
    static func isDated(_ text: String, before offset: Int) -> Bool {
        guard let head = String(text.utf8.prefix(offset)) else { return false }
        return head.split(separator: " ").count <= 4 && !head.contains(".")
    }

    private static let labels = PhraseTable([
        "correction", "corrections", "clarification", "corrigendum", "erratum", "korrektur",
        "berichtigung", "richtigstellung", "rectificatif", "correctif", "rectification",
        "corrección", "correcciones", "fe de errores", "rectificación", "correzione", "rettifica",
        "errata corrige", "correção", "errata", "rectificatie", "correctie", "rättelse",
        "rettelse",
    ])

    private static let sentences = PhraseTable([
        "an earlier version of this", "a previous version of this", "this article was amended",
        "this article has been corrected", "this article has been amended",
        "this story has been corrected", "this article originally ", "this piece was amended",
        "this article was corrected", "in einer früheren version", "eine frühere version",
        "in einer früheren fassung", "une version antérieure", "une première version de cet",
        "una versión anterior de este", "una versione precedente", "uma versão anterior",
        "in een eerdere versie",
    ])

    private static let notes = PhraseTable([
        "editor's note", "note to readers", "update:", "anmerkung der redaktion",
        "note de la rédaction", "ndlr", "nota de la redacción", "nota del editor",
        "nota della redazione", "nota da redação", "noot van de redactie",
    ])

    private static let changes = PhraseTable([
        "correct", "updated", "amended", "earlier version", "korrigiert", "corrig",
    ])
}
