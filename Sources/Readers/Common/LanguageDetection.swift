/// The language of running text.
public enum LanguageDetection {
    /// ISO 639-1 code, nil when unsure.
    public static func detect(_ text: String) -> String? { nil }
}
