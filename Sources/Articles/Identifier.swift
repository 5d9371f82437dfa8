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
        var text = text
        if let slug = text.withUTF8(LatinLetters.slug) { return slug }
        return transliteratedSlug(text)
    }

    /// The same by transliteration of the whole text, which costs 30 microseconds and more: for
    /// what holds other letters than those of ``LatinLetters``.
    static func transliteratedSlug(_ text: String) -> String {
        var slug = Slug()
        for byte in latin(text).utf8 { slug.append(byte) }
        return slug.text
    }

    /// Plain Latin letters for any script: `Лавров` is `Lavrov`, `ß` is `ss`, `ø` is `o`.
    static func latin(_ text: String) -> String {
        var text = text.replacingOccurrences(of: "\u{2019}", with: "'")
        text = text.replacingOccurrences(of: "\u{02BC}", with: "'")
        text =
            text.applyingTransform(StringTransform("Any-Latin; Latin-ASCII"), reverse: false)
            ?? text
        return text.folding(options: [.diacriticInsensitive, .caseInsensitive], locale: nil)
    }
}

/// A slug as it grows from bytes of ASCII.
struct Slug {
    private var bytes: [UInt8] = []
    private var gap = false

    /// Adds a letter or digit; an apostrophe joins, and all else parts words.
    @inline(__always)
    mutating func append(_ byte: UInt8) {
        switch byte {
        case 0x30...0x39, 0x61...0x7A: add(byte)
        case 0x41...0x5A: add(byte | 0x20)
        case 0x27: return
        default: gap = true
        }
    }

    @inline(__always)
    private mutating func add(_ byte: UInt8) {
        if gap && !bytes.isEmpty { bytes.append(0x2D) }
        gap = false
        bytes.append(byte)
    }

    /// What has come together; `x` where nothing has.
    var text: String {
        bytes.isEmpty ? "x" : String(decoding: bytes, as: UTF8.self)
    }
}
