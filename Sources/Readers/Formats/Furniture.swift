import Articles

/// Lines of a page that belong to the site, not to the article.
///
/// Decided by what kind of line it is: an invitation, a control, a list of sections, a count, a
/// legal notice. One row of words a kind, in the languages that Byline reads.
enum Furniture {
    /// No such line has more words: what has is prose, whatever words are in it.
    private static let maximumWords = 30

    /// Whether a line is furniture.
    static func contains(_ line: String) -> Bool {
        let words = WordCount.words(in: line)
        guard words <= maximumWords else { return false }
        let bytes = FoldedText.plainBytes(line)
        let folded = String(decoding: bytes, as: UTF8.self)
        if words <= 6, exact.contains(folded.trimmingSuffix { " .:!?…»>→".contains($0) }) {
            return true
        }
        if words <= 14, starts.length(at: 0, of: bytes) != nil { return true }
        if anywhere.isFound(in: bytes) { return true }
        return isMenu(line) || isCount(folded, words: words) || isCopyright(folded)
            || isShareRow(folded, words: words)
    }

    /// `Mail Print Copy link`: nothing but ways to pass an article on.
    private static func isShareRow(_ folded: String, words: Int) -> Bool {
        guard (2...10).contains(words) else { return false }
        return folded.split { !$0.isLetter && $0 != "-" }.allSatisfy {
            shareWords.contains(String($0))
        }
    }

    private static let shareWords: Set<String> = [
        "share", "mail", "email", "e-mail", "print", "copy", "link", "save", "facebook", "twitter",
        "x", "linkedin", "whatsapp", "telegram", "reddit", "pinterest", "tweet", "post", "send",
        "comment", "comments", "bookmark", "bluesky", "threads", "pocket", "messenger", "on", "via",
        "teilen", "drucken", "merken", "partager", "imprimer", "envoyer", "compartir", "imprimir",
        "enviar", "condividi", "stampa", "delen", "printen", "gift", "listen", "resize",
    ]

    /// Whether a line begins what comes after an article: comments, more articles, legal notices.
    static func endsArticle(_ line: String) -> Bool {
        let words = WordCount.words(in: line)
        guard words <= 12 else { return false }
        let bytes = FoldedText.plainBytes(line)
        let folded = String(decoding: bytes, as: UTF8.self)
        if isCopyright(folded) { return true }
        if isCount(folded, words: words), commentWords.contains(where: { folded.contains($0) }) {
            return true
        }
        return !TextUnit.endsSentence(line) && endings.length(at: 0, of: bytes) != nil
    }

    /// Names of sections or controls in a row: `World | Economy | Letters`.
    static func isMenu(_ line: String) -> Bool {
        guard separators.isFound(in: Array(line.utf8)) else { return false }
        for separator in separatorTexts {
            let parts = line.components(separatedBy: separator)
            guard parts.count >= 2 else { continue }
            let short = parts.filter { WordCount.words(in: $0) <= 3 && !$0.contains(",") }
            if short.count == parts.count, !TextUnit.endsSentence(line) {
                // Two parts may be a title and a rubric: both must be single words then.
                let words = parts.map { WordCount.words(in: $0) }
                return parts.count >= 3 || words.allSatisfy { $0 <= 1 }
            }
        }
        return false
    }

    private static let separatorTexts = [" | ", " · ", " • ", " – ", " / ", " > ", " » ", " › "]
    private static let separators = PhraseTable(separatorTexts)

    /// `12 comments`, `Kommentare (48)`, `5 min read`, `3 shares`.
    private static func isCount(_ folded: String, words: Int) -> Bool {
        guard words <= 7, folded.contains(where: \.isNumber) else { return false }
        return countWords.contains { folded.contains($0) }
    }

    private static func isCopyright(_ folded: String) -> Bool {
        folded.hasPrefix("©") || folded.hasPrefix("copyright ") || folded.contains("| ©")
            || folded.hasPrefix("(c) ")
    }

    private static let commentWords = [
        "comment", "kommentar", "comentario", "comentário", "commenti", "reacties",
        "letters to the editor", "leserbriefe",
    ]

    private static let countWords =
        commentWords + [
            "min read", "minute read", "minutes read", "min. read", "minutes to read", "mins read",
            "lesezeit", "min lesezeit", "minuten", "temps de lecture", "min de lecture",
            "minutes de lecture", "minutos de lectura", "min de lectura", "tempo di lettura",
            "tempo de leitura", "leestijd", "shares", "views", "likes", "reading time", "partages",
        ]

    /// What an article never goes on after.
    private static let endings = PhraseTable([
        "more from ", "more in ", "more on ", "more by ", "more stories", "more articles",
        "read next", "related articles", "related stories", "related posts", "recommended for you",
        "you may also like", "you might also like", "most read", "most popular", "trending",
        "latest articles", "comments", "leave a comment", "leave a reply", "post a comment",
        "join the conversation", "mehr zum thema", "mehr von ", "meistgelesen", "kommentare",
        "das könnte sie auch", "weitere artikel", "impressum", "sur le même sujet", "à lire aussi",
        "lire aussi", "lire plus", "les plus lus", "commentaires", "mentions légales",
        "más noticias", "lo más leído", "noticias relacionadas", "comentarios", "leggi anche",
        "i più letti", "mais lidas", "leia também", "lees ook", "meest gelezen",
    ])

    private static let exact: Set<String> = [
        "connect with us", "contact us", "follow us", "about us", "home", "menu", "search", "close",
        "subscribe", "subscribe now", "log in", "login", "sign in", "sign up", "register",
        "my account", "account", "support us", "donate", "shop", "archive", "newsletter",
        "newsletters", "advertisement", "advertisements", "ad", "sponsored", "share", "tweet",
        "print", "email", "e-mail", "facebook", "twitter", "linkedin", "whatsapp", "copy link",
        "save", "bookmark", "listen", "listen to this article", "audio", "play", "pause",
        "continue reading", "continue reading below", "story continues below",
        "article continues below", "read more", "show more", "load more", "see more", "view all",
        "see all", "skip to content", "skip to main content", "skip navigation", "back to top",
        "top", "next", "previous", "accept", "accept all", "decline", "privacy", "privacy policy",
        "terms", "terms of use", "cookies", "cookie policy", "get the app", "video", "gallery",
        "share this article", "share this", "share this story", "share on facebook", "comments",
        "tags", "filed under", "topics", "edit", "reply", "report", "loading",
        "all rights reserved",
        "what do you think", "thank you", "become a member", "gift this article", "free trial",
        "anzeige", "werbung", "anmelden", "abo", "abonnieren", "suche", "suchen", "menü",
        "startseite", "artikel teilen", "teilen", "drucken", "artikel anhören", "merken",
        "zum inhalt springen", "weiterlesen", "mehr anzeigen", "impressum", "datenschutz",
        "publicité", "partager", "partager cet article", "s'abonner", "se connecter", "connexion",
        "recherche", "rechercher", "à la une", "accueil", "imprimer", "écouter",
        "aller au contenu", "lire la suite", "publicidad", "compartir", "suscríbete", "suscribirse",
        "iniciar sesión", "buscar", "inicio", "imprimir", "leer más", "pubblicità", "condividi",
        "abbonati", "accedi", "cerca", "stampa", "publicidade", "compartilhe", "compartilhar",
        "assine", "entrar", "advertentie", "delen", "abonneren", "inloggen", "zoeken", "lees meer",
        "reklam", "annons", "dela", "annonce", "del",
    ]

    private static let starts = PhraseTable([
        "share:", "share this", "share via", "share on ", "follow us", "follow @", "related:",
        "related article", "related stor", "see also:", "read also:", "read more:", "read next:",
        "also read:", "recommended:", "tags:", "topics:", "filed under", "categories:",
        "subscribe", "sign up", "get our", "get the ", "join our", "support independent",
        "support our", "support us", "donate", "become a ", "enjoying this", "like this article",
        "enjoyed this", "did you like", "listen to this", "watch:", "advertisement",
        "continue reading", "click here", "tap here", "download", "download our",
        "this article first appeared", "this article originally appeared",
        "this article was first published", "this article was originally published",
        "this piece first appeared", "this story first appeared", "republished from",
        "reprinted from", "view comments", "post a comment", "leave a comment", "have your say",
        "letters to the editor", "printed from", "siehe auch:", "lesen sie auch",
        "mehr zum thema", "mehr lesen", "jetzt abonnieren", "newsletter", "folgen sie",
        "lire aussi", "à lire aussi", "voir aussi", "abonnez-vous", "inscrivez-vous", "suivez-nous",
        "lea también", "le puede interesar", "suscríbete", "síguenos", "leggi anche", "iscriviti",
        "seguici", "leia também", "inscreva-se", "siga-nos", "lees ook", "meld je aan",
        "volg ons", "hi, what are you", "not a subscriber", "already a subscriber",
    ])

    private static let anywhere = PhraseTable([
        "what are you looking for", "we use cookies", "uses cookies", "accept all",
        "manage preferences", "cookie settings", "cookie policy", "all rights reserved",
        "our newsletter", "subscribe to ", "subscribe now", "your inbox", "sign up for",
        "by e-mail every", "by email every", "a month. cancel", "independent commentary",
        "support independent", "lives from its readers", "share this article", "read more:",
        "wir verwenden cookies", "alle rechte vorbehalten", "cookies zu", "unseren newsletter",
        "jetzt anmelden", "nous utilisons des cookies", "tous droits réservés",
        "notre newsletter", "notre lettre d'information", "utilizamos cookies", "usamos cookies",
        "todos los derechos reservados", "nuestro boletín", "utilizziamo i cookie",
        "tutti i diritti riservati", "la nostra newsletter", "todos os direitos reservados",
        "nossa newsletter", "wij gebruiken cookies", "alle rechten voorbehouden",
        "onze nieuwsbrief", "enable javascript", "ad blocker", "adblocker", "terms of service",
        "terms of use", "privacy policy", "click here to", "follow us on",
    ])
}
