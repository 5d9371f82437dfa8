/// Links that lead to the page of an author.
enum AuthorLink {
    private static let marks: [[UInt8]] = [
        "/author/", "/authors/", "/autor/", "/autoren/", "/auteur/", "/auteurs/", "/autore/",
        "/autori/", "/autores/", "/people/", "/person/", "/personen/", "/staff/", "/contributor",
        "/columnist", "/journalist", "/profile/", "/profil/", "/reporter", "/by/", "/writers/",
        "/writer/", "/bio/", "/editors/", "/redakteur", "/redacteur/", "/user/", "/users/",
        "/member/", "/members/", "?author=",
    ].map { Array($0.utf8) }

    /// Of these those that lead to nobody but authors.
    private static let sure: [[UInt8]] = [
        "/author/", "/authors/", "/autor/", "/autoren/", "/auteur/", "/auteurs/", "/autore/",
        "/autori/", "/autores/", "/contributor", "/columnist", "/journalist", "/reporter",
        "/by/", "/writers/", "/writer/", "/editors/", "/redakteur", "/redacteur/", "?author=",
    ].map { Array($0.utf8) }

    /// Whether the path of a link names authors and nobody else.
    static func surelyLeadsToAuthor(_ href: String) -> Bool {
        guard href.utf8.count > 8 else { return false }
        let bytes = Array(href.utf8)
        return sure.contains { ByteText.find($0, in: bytes, from: 0) != nil }
    }

    /// Whether the path of a link names authors or members.
    static func leadsToAuthor(_ href: String) -> Bool {
        guard href.utf8.count > 8 else { return false }
        let bytes = Array(href.utf8)
        return marks.contains { ByteText.find($0, in: bytes, from: 0) != nil }
    }
}
