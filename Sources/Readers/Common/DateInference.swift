import Articles

/// What running text says about when it was written.
public enum DateInference {
    /// Evidence of the basis `text`, best first; empty where the text says nothing safe.
    public static func infer(
        title: String, paragraphs: [String], language: String?, notAfter: CalendarDay?
    ) -> [DateEvidence] { [] }
}
