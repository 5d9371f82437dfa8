import Articles

/// Chooses the date of publication among all candidates.
public enum DateChoice {
    /// The best candidate, with all of them as evidence, best first.
    public static func choose(_ candidates: [DateEvidence], modified: String?) -> PublicationDate {
        PublicationDate()
    }
}
