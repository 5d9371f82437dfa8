import Articles

/// Names of authors as bylines print them.
public enum AuthorNames {
    /// The persons that a byline names, in its order; empty where it names none.
    public static func parse(
        _ raw: String, source: String, language: String?, site: String?
    ) -> [Author] {
        []
    }
}
