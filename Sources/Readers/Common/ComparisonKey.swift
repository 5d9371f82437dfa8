import Articles

/// What two spellings of the same words have in common, for comparison only.
///
/// Of Latin text that is its slug. Other scripts are compared as they are written: transliterating
/// a line of Chinese takes milliseconds, since its table is read anew each time.
enum ComparisonKey {
    /// Words with hyphens between them where the text is Latin.
    static func of(_ text: String) -> String {
        isLatin(text) ? Identifier.slug(text) : TitleText.key(text)
    }

    /// The same without anything between words.
    static func joined(_ text: String) -> String {
        String(decoding: of(text).utf8.filter { $0 != 0x2D && $0 != 0x20 }, as: UTF8.self)
    }

    /// Whether a text has no letters but Latin ones: lead bytes of U+0080 to U+024F, and of the
    /// general punctuation.
    static func isLatin(_ text: String) -> Bool {
        text.utf8.allSatisfy { $0 < 0xCA || $0 == 0xE2 }
    }
}
