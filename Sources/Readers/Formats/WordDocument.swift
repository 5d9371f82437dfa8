import Articles

/// Documents of word processors (`*.docx`, ECMA-376): one article a file.
///
/// A zip archive (``ZipArchive``); of its members are read
///
///     word/document.xml    <w:body> of paragraphs:
///                          <w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr>
///                               <w:r><w:t>text</w:t><w:tab/><w:br/></w:r></w:p>
///     docProps/core.xml    dc:title, dc:creator, dc:language, dcterms:created, dcterms:modified
///
/// Paragraphs of the styles `Title` and `Subtitle` are title and subtitle, `Caption` captions; all
/// others are read as lines of a scraped text, so that bylines, dates, corrections and bios are
/// found as there. What the author deleted with changes tracked is no text. The properties of the
/// file stand in where the text is silent: `created` is the day when somebody began to write.
enum WordDocument {
    static let format = Format(
        name: "docx", extensions: ["docx"],
        mediaType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        about: "Word: one article a document", maximumItemBytes: maximumBytes,
        sniff: { $0.starts(with: [0x50, 0x4B, 3, 4]) },
        split: { source, emit in
            try WholeFile.split(source, format: "docx", atMost: maximumBytes, emit: emit)
        }, parse: parse)

    /// Most of a large document are its pictures.
    private static let maximumBytes = 100 << 20
    /// The text of a document: that of the largest XML.
    private static let maximumTextBytes = XMLFile.maximumItemBytes
    private static let properties = "docProps/core.xml"

    private static func parse(_ item: RawItem) throws(ReadError) -> ReadArticle {
        let archive = try ZipArchive(item.bytes)
        guard let bytes = try archive.member("word/document.xml", atMost: maximumTextBytes) else {
            throw ReadError(
                "is a zip archive without word/document.xml, no document", kind: .unknownFormat,
                hint: "unpack an archive of articles by hand")
        }
        let root = try XMLElement.parse(bytes)
        guard let body = root.elements.first(where: { local($0) == "body" }) else {
            throw ReadError("the document has no body")
        }
        var paragraphs: [WordParagraph] = []
        collect(body, into: &paragraphs)
        let core = try archive.member(properties, atMost: 1 << 20).flatMap { bytes in
            try? XMLElement.parse(bytes)
        }
        return try article(paragraphs, core, item)
    }

    private static func article(
        _ paragraphs: [WordParagraph], _ core: XMLElement?, _ item: RawItem
    ) throws(ReadError) -> ReadArticle {
        func line(_ styles: Set<String>) -> String? {
            paragraphs.first { styles.contains($0.style) }.flatMap {
                CleanText.optionalLine($0.text)
            }
        }
        let title = line(["title"])
        let running = paragraphs.filter { !["title", "subtitle", "caption"].contains($0.style) }
        let language = property(core, "language")
        var draft = ScrapedText.draft(
            of: CleanText.normalised(running.map(\.text).joined(separator: "\n\n")),
            title: title, language: StatedFields.language(language), site: nil, url: nil)
        if let title { draft.title = title }
        if let subtitle = line(["subtitle"]) { draft.subtitle = subtitle }
        draft.captions = CaptionText.distinct(
            paragraphs.filter { $0.style == "caption" }.map(\.text) + draft.captions)
        if draft.authors.isEmpty {
            draft.authors = StatedFields.authors(
                [property(core, "creator") ?? ""], source: "docx", language: draft.language,
                site: nil)
        }
        if draft.candidates.isEmpty {
            draft.candidates = StatedFields.evidence(
                [property(core, "created")], source: .meta, language: "en"
            ).map { evidence in
                // Somebody began to write on that day: better than nothing.
                var evidence = evidence
                evidence.trust = DateChoice.leastTrust
                return evidence
            }
        }
        draft.modified =
            draft.modified ?? StatedFields.edtf(property(core, "modified"), language: "en")
        guard !draft.title.isEmpty || !draft.paragraphs.isEmpty else {
            throw ReadError("the document has no text", hint: "it may hold pictures of text")
        }
        return ReadArticle(article: draft.article(givenID: nil, place: item.path))
    }

    private static func property(_ core: XMLElement?, _ name: String) -> String? {
        core?.elements.first { local($0) == name }?.textLine
    }

    /// Gathers the paragraphs below an element, those of tables and text boxes in their place.
    private static func collect(_ element: XMLElement, into paragraphs: inout [WordParagraph]) {
        for child in element.elements {
            switch local(child) {
            case "p": paragraphs.append(WordParagraph(child))
            // Deleted text, and the same text once more for old programs.
            case "del", "moveFrom", "Fallback", "sectPr", "pPr", "rPr": continue
            default: collect(child, into: &paragraphs)
            }
        }
    }

    /// A name without its prefix: producers choose their own.
    static func local(_ element: XMLElement) -> String {
        String(element.name.split(separator: ":").last ?? "")
    }
}

/// One paragraph of a document.
struct WordParagraph {
    /// In lower case and without spaces: `title`, `heading1`; empty for running text.
    let style: String
    /// With tabs and line ends.
    let text: String

    init(_ element: XMLElement) {
        let properties = element.elements.first { WordDocument.local($0) == "pPr" }
        let style = properties?.elements.first { WordDocument.local($0) == "pStyle" }
        let value = style?.attributes.first { $0.name == "val" || $0.name.hasSuffix(":val") }?.value
        self.style = (value ?? "").lowercased().filter { $0 != " " }
        var text = ""
        Self.append(element, to: &text)
        self.text = text
    }

    private static func append(_ element: XMLElement, to text: inout String) {
        for child in element.elements {
            switch WordDocument.local(child) {
            case "t": text += child.text
            case "tab": text += "\t"
            case "br", "cr": text += "\n"
            case "noBreakHyphen": text += "-"
            case "del", "moveFrom", "pPr", "rPr", "instrText", "Fallback": continue
            default: append(child, to: &text)
            }
        }
    }
}
