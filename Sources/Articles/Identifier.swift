import Foundation

/// Ids that read well: `person/vladimir-putin`, `author/michael-rubin`.
public enum Identifier {
    /// `author/<slug>`; names that are equal but for case, accents and punctuation share it.
    public static func author(named name: String) -> String {
        "author/" + slug(name)
    }

    /// `name/<slug>`: an actor without an authority record.
    public static func unrecorded(named name: String) -> String {
        "name/" + slug(name)
    }

    /// The name in lower-case ASCII with hyphens between its words.
    ///
    /// Transliterated to Latin, accents dropped; an apostrophe joins. `x` where nothing is left.
    public static func slug(_ text: String) -> String {
        let latin = text.utf8.allSatisfy { $0 < 0x80 } ? text : Self.latin(text)
        var slug: [UInt8] = []
        var gap = false
        for byte in latin.utf8 {
            switch byte {
            case 0x30...0x39, 0x61...0x7A:
                if gap && !slug.isEmpty { slug.append(0x2D) }
                gap = false
                slug.append(byte)
            case 0x41...0x5A:
                if gap && !slug.isEmpty { slug.append(0x2D) }
                gap = false
                slug.append(byte | 0x20)
            case 0x27: continue
            default: gap = true
            }
        }
        return slug.isEmpty ? "x" : String(decoding: slug, as: UTF8.self)
    }

    /// Plain Latin letters for any script: `Лавров` is `Lavrov`, `ß` is `ss`, `ø` is `o`.
    private static func latin(_ text: String) -> String {
        var text = text.replacingOccurrences(of: "\u{2019}", with: "'")
        text = text.replacingOccurrences(of: "\u{02BC}", with: "'")
        text =
            text.applyingTransform(StringTransform("Any-Latin; Latin-ASCII"), reverse: false)
            ?? text
        return text.folding(options: [.diacriticInsensitive, .caseInsensitive], locale: nil)
    }
}
