import Articles

enum MarkdownFile {
    static let format = Format(
        name: "markdown", extensions: ["md", "markdown"], mediaType: "text/markdown",
        about: "Markdown with front matter: one article a file", maximumItemBytes: 20 << 20,
        sniff: { _ in false },
        split: { source, emit in
            try WholeFile.split(source, format: "markdown", atMost: 20 << 20, emit: emit)
        },
        parse: { item throws(ReadError) in
            throw ReadError("x")
        })
}
