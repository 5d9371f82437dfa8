/// What short lines say that are furniture inside an article.
enum PagePhrases {
    /// Lines that are exactly this, compared as ``TitleText/key(_:)-(String)``.
    private static let whole: Set<String> = Set(
        """
        advertisement|advertisements|ad|ads|anzeige|werbung|publicidad|publicidade|pubblicità|publicité
        share|share this|share this article|share this story|share this page|share on facebook|share on twitter|tweet|email|print|copy link|comments|comment|leave a comment|show comments|view comments|add a comment|post a comment|no comments|0 comments|reply
        related|related articles|related stories|related content|related posts|related news|related topics|related links|read more|read next|up next|more|see also|see more|more stories|more news|recommended|recommended stories|recommended for you|you may also like|you might also like|trending|trending now|most popular|most read|popular|latest|latest news|don t miss|must read|must reads|editor s picks|more from this section|more on this story|more from author|more like this|read this next
        teilen|drucken|kommentare|kommentieren|mehr zum thema|lesen sie auch|weiterlesen|das könnte sie auch interessieren|das könnte dich auch interessieren|auch interessant|mehr dazu|zum thema|verwandte artikel|ähnliche artikel|artikel teilen|beitrag teilen|nach oben|zurück|zur startseite|schlagwörter|themen
        partager|lire aussi|à lire aussi|sur le même sujet|commentaires|imprimer|compartir|comentarios|lee también|te puede interesar|noticias relacionadas|leggi anche|condividi|commenti|leia também|veja também|compartilhe|comentários|lees ook|delen|reacties
        loading|loading comments|subscribe|subscribe now|sign up|sign in|log in|follow us|follow|like us on facebook|continue reading|story continues|story continues below|story continues below advertisement|continued below|article continues below|advertisement continue reading the main story|skip advertisement|close|menu|search|back to top|next|previous|tags|topics|about the author|author|key points|video|watch|photos|gallery|image|source|getty images|save|bookmark|listen|play|pause|download|newsletter
        """.split(whereSeparator: { $0 == "|" || $0 == "\n" }).map {
            TitleText.key(String($0).trimmed)
        })

    /// Beginnings of lines that are furniture when the line is short.
    private static let beginnings: [String] = [
        "read more", "read also", "also read", "read next", "see also", "related ", "more ",
        "recommended ",
        "sign up for", "sign up to", "subscribe to", "subscribe for", "follow us", "follow @",
        "like us on", "click here to", "click here for", "join us on",
        "share this", "share on", "photo by", "photo credit", "image credit", "image source",
        "image via", "photograph by", "getty images",
        "lesen sie auch", "lesen sie mehr", "lies auch", "mehr zum thema", "mehr dazu", "foto ",
        "bild ", "quelle ",
        "lire aussi", "à lire aussi", "lee también", "lea también", "leia também", "leia mais",
        "veja também", "leggi anche", "lees ook",
        "copyright ", "all rights reserved", "alle rechte vorbehalten", "tous droits réservés",
        "watch ", "story continues", "scroll down", "download our", "download the",
        "get the latest", "get our", "support our",
        "like this story", "this article was originally published", "filed under", "filed to",
        "posted in", "tagged ", "tags ", "topics ", "categories ",
    ].map { TitleText.key($0) }

    /// Whether a line is nothing but furniture.
    static func isFurniture(_ line: ArraySlice<UInt8>) -> Bool {
        guard line.count < 90 else { return false }
        return whole.contains(ByteText.string(TitleText.key(line)))
    }

    /// Whether a short line that is mostly link begins like furniture.
    static func beginsLikeFurniture(_ line: ArraySlice<UInt8>) -> Bool {
        let key = ByteText.string(TitleText.key(line.prefix(80)))
        return beginnings.contains { key.hasPrefix($0) }
    }

    private static let rights = [
        "©", "(c) 20", "copyright 20", "copyright ©", "all rights reserved",
        "alle rechte vorbehalten",
    ].map { Array($0.utf8) }

    /// Whether a line is a note on copyright.
    static func isRights(_ line: ArraySlice<UInt8>) -> Bool {
        guard line.count < 240, line.count > 3 else { return false }
        let lower = ByteText.lowercased(line)
        return rights.contains { phrase in
            guard let found = ByteText.find(phrase, in: lower, from: 0) else { return false }
            return found == 0 || lower.count < 120
        }
    }
}

extension String {
    fileprivate var trimmed: String { ByteText.collapsed(self) }
}
