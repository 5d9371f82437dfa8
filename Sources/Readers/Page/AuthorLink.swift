/// Links that lead to the page of an author.
enum AuthorLink {
    /// Parts of paths that lead to nobody but authors.
    private static let sure = [
        "/author/", "/authors/", "/autor/", "/autoren/", "/auteur/", "/auteurs/", "/autore/",
        "/autori/", "/autores/", "/contributor", "/columnist", "/journalist", "/reporter",
        "/by/", "/writers/", "/writer/", "/editors/", "/redakteur", "/redacteur/", "?author=",
    ].map { Array($0.utf8) }

    /// Parts of paths that lead to members of any kind.
    private static let others = [
        "/people/", "/person/", "/personen/", "/staff/", "/profile/", "/profil/", "/bio/",
        "/user/", "/users/", "/member/", "/members/",
    ].map { Array($0.utf8) }

    /// Whether the path of a link names authors and nobody else.
    static func surelyLeadsToAuthor(_ href: ArraySlice<UInt8>) -> Bool {
        isFound(sure, in: href)
    }

    /// Whether the path of a link names authors or members.
    static func leadsToAuthor(_ href: ArraySlice<UInt8>) -> Bool {
        isFound(sure, in: href) || isFound(others, in: href)
    }

    /// Whether one of the patterns stands in a link, in capitals or not.
    ///
    /// Pages have hundreds of links: nothing is copied, and only what follows a slash or a question
    /// mark is compared.
    private static func isFound(_ patterns: [[UInt8]], in href: ArraySlice<UInt8>) -> Bool {
        guard href.count > 8 else { return false }
        return href.withUnsafeBufferPointer { href in
            for start in href.indices where href[start] == 0x2F || href[start] == 0x3F {
                for pattern in patterns where pattern[0] == href[start] {
                    guard start + pattern.count <= href.count else { continue }
                    var offset = 1
                    while offset < pattern.count,
                        href[start + offset] == pattern[offset]
                            || href[start + offset] | 0x20 == pattern[offset]
                    {
                        offset += 1
                    }
                    if offset == pattern.count { return true }
                }
            }
            return false
        }
    }
}
