import Articles

enum ScrapedText {
    static let format = Format(
        name: "text", extensions: ["txt", "text"], mediaType: "text/plain",
        about: "text scraped off a page: one article a file", maximumItemBytes: 20 << 20,
        sniff: { _ in false },
        split: { source, emit in
            try WholeFile.split(source, format: "text", atMost: 20 << 20, emit: emit)
        },
        parse: { item throws(ReadError) in
            throw ReadError("x")
        })

    static func looksLikeText(_ bytes: [UInt8]) -> Bool { !bytes.contains(0) }

    static func draft(
        of text: String, title: String?, language: String?, site: String?, url: String?
    ) -> ArticleDraft { ArticleDraft() }
}
