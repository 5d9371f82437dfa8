/// Lines of print that hold a date of publication, of a change, or both.
enum PrintedDates {
    private static let modifiedWords = [
        "updated", "modified", "edited", "aktualisiert", "geändert", "letzte änderung",
        "bearbeitet", "mis à jour", "actualizado", "aggiornato", "atualizado", "bijgewerkt",
    ]

    private static let publishedWords = [
        "published", "posted", "veröffentlicht", "erstellt", "publié", "publicado", "pubblicato",
        "gepubliceerd", "written:",
    ]

    /// Whether a line says that its date is that of a change, and names no other.
    static func saysModified(_ text: String) -> Bool {
        let lower = text.lowercased()
        return modifiedWords.contains { lower.find($0) != nil }
            && !publishedWords.contains { lower.find($0) != nil }
    }

    /// Whether a line says that its date is that of publication, and names no change.
    static func saysPublished(_ text: String) -> Bool {
        let lower = text.lowercased()
        return publishedWords.contains { lower.find($0) != nil }
            && !modifiedWords.contains { lower.find($0) != nil }
    }

    /// The part of publication and the part of the change; nil unless the line has both.
    ///
    ///     Published 5 March 2024 · Updated 7 March 2024
    static func parts(_ text: String) -> (published: String, modified: String)? {
        let lower = text.lowercased()
        guard lower.utf8.count == text.utf8.count,
            let modified = firstOffset(of: modifiedWords, in: lower)
        else { return nil }
        let bytes = Array(text.utf8)
        let published = firstOffset(of: publishedWords, in: lower)
        let split = max(modified, published ?? 0)
        let parts = (ByteText.string(bytes[..<split]), ByteText.string(bytes[split...]))
        guard parts.0.utf8.contains(where: isDigit), parts.1.utf8.contains(where: isDigit) else {
            return nil
        }
        return split == modified ? parts : (parts.1, parts.0)
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        byte &- 0x30 < 10
    }

    private static func firstOffset(of words: [String], in text: String) -> Int? {
        words.compactMap { text.find($0)?.lowerBound }.min()
            .map { text.utf8.distance(from: text.startIndex, to: $0) }
    }
}
