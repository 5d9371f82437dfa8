import Articles
import Foundation

/// Names of authors as bylines print them.
///
/// A byline goes through five steps: markup and white space are cleaned, what introduces the names
/// is taken off ("By", "Ein Kommentar von"), what follows them is cut ("| Political Editor",
/// "5 min read", a date, an address), the rest is split into names, and each piece is kept where it
/// can be a person's name. A byline that names nobody gives nothing: no author is better than a
/// wrong one.
public enum AuthorNames {
    /// What is longer is no byline.
    static let maximumBytes = 600

    /// The persons that a byline names, in its order, without repetition; empty where it names none.
    ///
    ///     AuthorNames.parse("By Dr. Jane Doe and John Roe, Reuters", source: "meta",
    ///                       language: "en", site: nil).map(\.name)   // ["Jane Doe", "John Roe"]
    ///
    /// - Parameters:
    ///   - source: for ``Articles/Author/source``: where the byline was found.
    ///   - language: ISO 639-1 code of the page, where known: decides about prefixes that are
    ///     also particles of names ("Von", "Di").
    ///   - site: name or host of the site, which is no author.
    public static func parse(
        _ raw: String, source: String, language: String?, site: String?
    ) -> [Author] {
        parse(raw, source: source, language: language, rules: NameRules(site: site))
    }

    /// The same with rules that were made once for a site: a page asks of a hundred lines.
    static func parse(
        _ raw: String, source: String, language: String?, rules: NameRules
    ) -> [Author] {
        guard raw.utf8.count <= maximumBytes else { return [] }
        let byline = BylineText.cleaned(raw)
        guard !byline.isEmpty else { return [] }
        var authors: [Author] = []
        var seen: Set<String> = []
        for piece in BylineText.pieces(of: byline, language: language) {
            guard let name = rules.name(from: piece) else { continue }
            let author = Author(name: name.text, honorific: name.honorific, source: source)
            if seen.insert(author.id).inserted { authors.append(author) }
        }
        return authors
    }

    /// Whether a text is one person's name and nothing else.
    static func isName(_ text: String, site: String? = nil) -> Bool {
        isName(text, rules: NameRules(site: site))
    }

    /// The same with rules that were made once for a site.
    static func isName(_ text: String, rules: NameRules) -> Bool {
        let authors = parse(text, source: "", language: nil, rules: rules)
        guard authors.count == 1, let author = authors.first else { return false }
        let length = author.name.count + (author.honorific?.count ?? 0)
        return length + 2 >= CleanText.line(text).count
    }
}
