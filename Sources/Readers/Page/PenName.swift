import Articles

/// One-word names of authors: pen names and the first names that blogs sign with.
///
/// Taken only from places that name the author and nobody else: linked data, meta elements, author
/// links, byline elements. In running text one word is no name.
enum PenName {
    /// The author that a byline of one word names; nil where it is none.
    static func author(
        _ raw: String, source: String, language: String?, site: String?, host: String?
    ) -> Author? {
        let byline = BylineText.cleaned(raw)
        guard !byline.isEmpty, byline.utf8.count < 60 else { return nil }
        let pieces = BylineText.pieces(of: byline, language: language)
        guard pieces.count == 1, let name = pieces.first, isPenName(name) else { return nil }
        let key = ComparisonKey.joined(name)
        // On a blog host the blog bears the name of its author.
        let isBlog = host.map { host in blogHosts.contains { host.contains($0) } } ?? false
        for house in [site, host].compactMap({ $0 }) where !isBlog {
            let own = ComparisonKey.joined(house)
            let label = house.split(separator: ".").dropLast().last.map {
                ComparisonKey.joined(String($0))
            }
            if own == key || label == key { return nil }
        }
        return Author(name: name, source: source)
    }

    private static func isPenName(_ name: String) -> Bool {
        let letters = name.filter(\.isLetter).count
        guard letters >= 2, (2...24).contains(name.count), letters * 2 > name.count,
            name.first?.isLetter ?? false, !isHostName(name),
            name.allSatisfy({ $0.isLetter || $0.isNumber || "_-.".contains($0) })
        else { return false }
        let folded = name.lowercased()
        return !BylineWords.houses.contains(folded) && !BylineWords.roles.contains(folded)
            && !BylineWords.places.contains(folded) && !BylineWords.isDateWord(folded[...])
            && !words.contains(folded) && !name.allSatisfy(\.isUppercase)
    }

    private static let blogHosts = [".wordpress.com", ".blogspot.", ".tumblr.com", ".typepad.com"]

    /// Whether a word with a point is a site's: its last part is short, or it ends with the point.
    private static func isHostName(_ name: String) -> Bool {
        guard name.contains(".") else { return false }
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count != 2 || parts.contains { $0.count < 4 }
    }

    /// One-word lines of templates.
    private static let words: Set<String> = Set(
        """
        von by par por di door autor autorin author editor admin administrator redaktion redaktionsteam \
        redaction rédaction redacción redazione redactie newsdesk news staff team guest gast gastbeitrag \
        gastautor gastautorin webmaster user root test null none undefined anonymous anonym unknown \
        unbekannt no yes veröffentlicht eingestellt geschrieben 設定 編集部 記者 ログイン author1 kommentar kommentare comments share teilen follow folgen artikel article beitrag \
        text foto fotos photo video quelle source mehr more lesen read stand datum date uhr pressestelle \
        presse press pm ots online print info kontakt contact impressum menu home blog shop verlag agentur \
        agenturen agency agencies wire mitarbeiter freelancer various diverse verschiedene allgemein \
        aktuell politik wirtschaft kultur sport meinung opinion
        """.split(separator: " ").map(String.init))
}
