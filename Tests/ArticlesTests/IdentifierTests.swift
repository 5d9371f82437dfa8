import Articles
import Testing

@Suite struct IdentifierTests {
    @Test(
        "a slug is Latin, lower case and hyphenated",
        arguments: [
            ("Vladimir Putin", "vladimir-putin"),
            ("  Recep Tayyip Erdoğan ", "recep-tayyip-erdogan"),
            ("Josep Borrell i Fontelles", "josep-borrell-i-fontelles"),
            ("Сергей Лавров", "sergej-lavrov"),
            ("Ngozi Okonjo-Iweala", "ngozi-okonjo-iweala"),
            ("Conan O'Brien", "conan-obrien"),
            ("Conan O’Brien", "conan-obrien"),
            ("Weiß, Jürgen", "weiss-jurgen"),
            ("J. K. Rowling", "j-k-rowling"),
            ("…", "x"),
        ])
    func slugs(name: String, slug: String) {
        #expect(Identifier.slug(name) == slug)
    }

    @Test("names equal but for case, accents and punctuation are one author")
    func folding() {
        #expect(Identifier.author(named: "José Pérez") == Identifier.author(named: "JOSE PEREZ"))
    }

    @Test("an article's own id is the start of the SHA-256 of its address")
    func articleID() {
        // printf 'https://example.org/a' | sha256sum
        #expect(ArticleID.hashed("https://example.org/a") == "b5b10dd0429e")
        #expect(ContentHash.sha256([UInt8]("abc".utf8)).hexadecimal.hasPrefix("ba7816bf8f01cfea"))
    }
}
