import Articles

/// Documents to print (`*.pdf`), by `pdftotext` of poppler where that is installed: one article a
/// file.
///
/// `pdftotext -htmlmeta` gives title, author and day of making as they stand in the file, and the
/// text, pages parted by form feeds. Lines that stand at the head or foot of most pages are
/// furniture, words parted at the end of a line are joined, and the rest is read as scraped text. A
/// file of pictures of pages has no text and is told so.
enum PDFFile {
    static let format = Format(
        name: "pdf", extensions: ["pdf"], mediaType: "application/pdf",
        about: "PDF, by pdftotext of poppler: one article a file",
        maximumItemBytes: maximumBytes, sniff: { $0.starts(with: "%PDF-".utf8) },
        split: { source, emit in
            try WholeFile.split(source, format: "pdf", atMost: maximumBytes, emit: emit)
        },
        parse: { item throws(ReadError) in
            try article(of: item, program: ExternalProgram.find("pdftotext"))
        })

    /// Most of a large file are its pictures.
    private static let maximumBytes = 100 << 20
    /// A book of a thousand pages has 3 MB of text.
    private static let maximumTextBytes = 32 << 20

    /// - Parameter program: the path of `pdftotext`; nil where it is not installed.
    static func article(
        of item: RawItem, program: String?
    ) throws(ReadError) -> ReadArticle {
        guard let program else {
            throw ReadError(
                "is a PDF, which is read with pdftotext, and that is not installed",
                kind: .unreadable, hint: "install poppler-utils")
        }
        guard item.bytes.prefix(1_024).firstRange(of: Array("%PDF-".utf8)) != nil else {
            throw ReadError("is no PDF: it does not begin with %PDF-")
        }
        let output: [UInt8]
        do {
            output = try ExternalProgram.run(
                program, ["-enc", "UTF-8", "-htmlmeta", "-", "-"], input: item.bytes,
                atMost: maximumTextBytes)
        } catch {
            switch error {
            case .tooLarge:
                throw ReadError(
                    "has more than \(maximumTextBytes) bytes of text", kind: .tooLarge)
            case .failed(let words):
                throw ReadError("pdftotext cannot read it: \(words)")
            }
        }
        return try article(output, item)
    }

    private static func article(_ output: [UInt8], _ item: RawItem) throws(ReadError) -> ReadArticle
    {
        // Not cleaned yet: form feeds part the pages.
        let html = String(decoding: output, as: UTF8.self)
        guard let start = html.firstRange(of: "<pre>")?.upperBound else {
            throw ReadError("pdftotext gave what is no text")
        }
        let end = html[start...].firstRange(of: "</pre>")?.lowerBound ?? html.endIndex
        let head = String(html[..<start])
        let text = HTMLEntities.decoded(String(html[start..<end]))
        let pages = PrintedPages(text)
        var draft = ScrapedText.draft(
            of: CleanText.normalised(pages.text), title: nil, language: nil, site: nil, url: nil)
        guard !draft.paragraphs.isEmpty else {
            throw ReadError(
                "holds no text: its pages may be pictures", hint: "run it through OCR first")
        }
        if draft.authors.isEmpty {
            draft.authors = StatedFields.authors(
                [meta(head, "Author") ?? ""], source: "pdf", language: draft.language, site: nil)
        }
        if draft.candidates.isEmpty {
            draft.candidates = StatedFields.evidence(
                [meta(head, "CreationDate")?.split(separator: "+").first.map(String.init)],
                source: .meta, language: "en"
            ).map { evidence in
                // When the file was made; the text may be older.
                var evidence = evidence
                evidence.trust = DateChoice.leastTrust
                return evidence
            }
        }
        return ReadArticle(article: draft.article(givenID: nil, place: item.path))
    }

    /// The content of `<meta name="Author" content="…"/>`.
    private static func meta(_ head: String, _ name: String) -> String? {
        guard let key = head.firstRange(of: "<meta name=\"\(name)\" content=\"") else { return nil }
        let value = head[key.upperBound...].prefix { $0 != "\"" }
        return CleanText.optionalLine(HTMLEntities.decoded(String(value)))
    }
}

/// The text of printed pages without what stands on each of them.
struct PrintedPages {
    /// One text, paragraphs parted by empty lines.
    let text: String

    /// Lines at head and foot of a page that may be furniture.
    private static let edgeLines = 2

    /// - Parameter printed: pages parted by form feeds, lines as printed.
    init(_ printed: String) {
        var pages = printed.split(separator: "\u{0C}", omittingEmptySubsequences: true).map {
            page in
            page.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        }
        if pages.count >= 3 {
            let furniture = Self.furniture(pages)
            pages = pages.map { lines in
                let edges = Self.edges(lines)
                return lines.indices.filter { index in
                    !edges.contains(index) || !furniture.contains(Self.key(lines[index]))
                }.map { lines[$0] }
            }
        }
        text = Self.paragraphs(pages).joined(separator: "\n")
    }

    /// The lines of all pages, with empty ones where paragraphs end.
    ///
    /// Headlines, bylines and the last lines of paragraphs are shorter than the others, and often
    /// nothing else parts them from what follows. A paragraph goes on over the end of a page where
    /// the page does not end a sentence.
    private static func paragraphs(_ pages: [[String]]) -> [String] {
        let lengths = pages.joined().map { CleanText.line($0).count }.filter { $0 > 0 }.sorted()
        let usual = lengths.isEmpty ? 0 : lengths[lengths.count * 3 / 4]
        var result: [String] = []
        for page in pages {
            let lines = page.map { CleanText.line($0) }
            let first = lines.firstIndex { !$0.isEmpty } ?? lines.endIndex
            let last = lines.lastIndex { !$0.isEmpty } ?? lines.startIndex
            guard first <= last, first < lines.endIndex else { continue }
            if let end = result.last, !end.isEmpty, TextUnit.endsSentence(end) {
                result.append("")
            }
            for line in lines[first...last] {
                // A word that is parted at the end of a line goes on in lower case.
                if let before = result.last, before.hasSuffix("-"),
                    before.dropLast().last?.isLetter ?? false, line.first?.isLowercase ?? false
                {
                    result[result.count - 1] = before.dropLast() + line
                } else {
                    result.append(line)
                }
                if line.count * 3 < usual * 2 { result.append("") }
            }
        }
        return result
    }

    /// The lines at the edges of most pages, numbers left out.
    private static func furniture(_ pages: [[String]]) -> Set<String> {
        var counts: [String: Int] = [:]
        for page in pages {
            for key in Set(edges(page).map({ key(page[$0]) })) { counts[key, default: 0] += 1 }
        }
        return Set(counts.filter { $0.value * 2 > pages.count }.keys)
    }

    private static func edges(_ lines: [String]) -> Set<Int> {
        let full = lines.indices.filter { lines[$0].contains { !$0.isWhitespace } }
        return Set(full.prefix(edgeLines) + full.suffix(edgeLines))
    }

    /// A line without numbers, which count pages.
    private static func key(_ line: String) -> String {
        CleanText.line(line.filter { !$0.isNumber })
    }
}
