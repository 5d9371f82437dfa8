import Articles

/// What surrounds the text of an article on a page: the line below the headline, the rubric, and
/// what stands behind the last paragraph about the authors.
///
///     subtitle   element named so near the headline; else of the linked article
///     section    linked article; meta elements; breadcrumbs; element named so above the headline
///     bios       linked persons; elements named so; a paragraph at the end that begins with the name
struct PageDetails {
    /// The line below the headline.
    private(set) var subtitle: String?
    /// The rubric, as printed.
    private(set) var section: String?
    /// The authors with their bios.
    private(set) var authors: [Author]
    /// The body without bios and signatures.
    private(set) var paragraphs: [String]

    /// Collects from a page whose title, authors and body are known.
    init(_ context: PageContext, authors: [Author], paragraphs: [String]) {
        self.authors = authors
        self.paragraphs = paragraphs
        takeNotes(context)
        subtitle = Self.subtitle(context, paragraphs: paragraphs)
        section = Self.section(context)
    }

    // MARK: - Subtitle

    private static func subtitle(_ context: PageContext, paragraphs: [String]) -> String? {
        let title = TitleText.key(context.title)
        func fits(_ text: String) -> Bool {
            let words = WordCount.words(in: text)
            return words >= 3 && words <= 70 && TitleText.key(text) != title
                && !paragraphs.contains { $0.hasPrefix(text) }
        }
        for element in context.facts.subtitles {
            guard context.proximity(element) >= 1, !context.isFurniture(element),
                !context.isOnMainPath(element)
            else { continue }
            let text = CleanText.line(context.tree.string(element))
            if fits(text) { return text }
        }
        guard let linked = context.linked.articles.first?.subtitle.map(MarkupText.plain) else {
            return nil
        }
        let line = CleanText.line(linked)
        return fits(line) ? line : nil
    }

    // MARK: - Section

    private static func section(_ context: PageContext) -> String? {
        let facts = context.facts
        let said =
            context.linked.articles.first?.section
            ?? facts.meta("article:section", "parsely-section", "cxenseparse:section", "section")
        if let section = said.map(MarkupText.plain).flatMap(rubric) { return section }
        let title = TitleText.key(context.title)
        func own(_ crumbs: [String]) -> String? {
            let crumbs = crumbs.filter {
                let key = TitleText.key($0)
                return !key.isEmpty && key != title && !title.hasPrefix(key)
            }
            // The first one leads home.
            return crumbs.count > 1 ? crumbs.last.flatMap(rubric) : nil
        }
        if let section = own(context.linked.breadcrumbs) { return section }
        for element in facts.breadcrumbs {
            if let section = own(crumbs(context.tree, element)) { return section }
        }
        for element in facts.sections {
            guard context.proximity(element) >= 1, !context.isFurniture(element),
                !context.isOnMainPath(element)
            else { continue }
            if let section = rubric(context.tree.string(element)) { return section }
        }
        return facts.meta("dc.subject").map(MarkupText.plain).flatMap(rubric)
            ?? lineAboveTitle(context)
    }

    /// The line right above the headline, where a link of the page has the same words: in the
    /// link's spelling, since such lines are often in capitals.
    private static func lineAboveTitle(_ context: PageContext) -> String? {
        let blocks = context.body.blocks
        let title = Array(TitleText.key(context.title).utf8)
        var above: ArraySlice<UInt8>?
        for block in blocks.blocks.prefix(200) where block.linkBytes == 0 && block.words <= 60 {
            for line in blocks.bytes(block).split(separator: 0x0A) {
                if TitleText.key(line) == title {
                    guard let above, WordCount.words(in: ByteText.string(above)) <= 3 else {
                        return nil
                    }
                    return link(spelling: TitleText.key(above), blocks)
                }
                above = line
            }
        }
        return nil
    }

    /// A line of the page's links with those words.
    private static func link(spelling key: [UInt8], _ blocks: PageBlocks) -> String? {
        for block in blocks.blocks where block.linkDensity > 0.5 {
            for line in blocks.bytes(block).split(separator: 0x0A)
            where line.count < key.count * 4 + 16 && TitleText.key(line) == key {
                return ByteText.string(line)
            }
        }
        return nil
    }

    /// The steps of a breadcrumb: its texts, without what parts them.
    private static func crumbs(_ tree: PageTree, _ element: Int) -> [String] {
        tree.string(element).split { "›»>/→|".contains($0) || $0 == "\n" }
            .flatMap { Self.split(String($0)) }
            .map { CleanText.line($0) }.filter { !$0.isEmpty }
    }

    /// "You are here: Home" is one step.
    private static func split(_ step: String) -> [String] {
        guard let colon = step.firstIndex(of: ":") else { return [step] }
        return [String(step[step.index(after: colon)...])]
    }

    /// A text that can be the name of a rubric: a few words, not a list of keywords.
    private static func rubric(_ text: String) -> String? {
        let line = CleanText.line(text)
        guard !line.isEmpty, line.utf8.count <= 60, !line.contains(","), !line.contains(";"),
            WordCount.words(in: line) <= 5
        else { return nil }
        return line
    }

    // MARK: - Bios and signatures

    /// How many paragraphs at the end may hold a bio and what follows it.
    private static let lastParagraphs = 8

    private mutating func takeNotes(_ context: PageContext) {
        guard !authors.isEmpty else { return }
        for at in authors.indices where authors[at].bio == nil {
            let id = authors[at].id
            let people =
                context.linked.articles.prefix(1).flatMap(\.authors) + context.linked.persons
            let own = people.filter { person in
                AuthorNames.parse(
                    person.name, source: authors[at].source, language: context.language,
                    rules: context.rules
                ).contains { $0.id == id }
            }
            if authors[at].honorific == nil, let honorific = own.compactMap(\.honorific).first {
                authors[at].honorific = honorific
            }
            let text = own.compactMap(\.description).first.map(MarkupText.plain)
            if let text, WordCount.words(in: text) >= 4 { authors[at].bio = CleanText.line(text) }
        }
        cutTail()
        takeElements(context)
    }

    /// Takes bios and signatures off the end of the body, and what follows them.
    private mutating func cutTail() {
        let first = max(1, paragraphs.count - Self.lastParagraphs)
        guard first < paragraphs.count else { return }
        let total = paragraphs.reduce(0) { $0 + WordCount.words(in: $1) }
        for at in first..<paragraphs.count {
            let paragraph = paragraphs[at]
            let words = WordCount.words(in: paragraph)
            guard words <= 90 else { continue }
            let isSignature = isSignature(paragraph)
            guard
                isSignature
                    || BioText.subject(of: paragraph, among: authors) != nil
                        && BioText.soundsLikeBio(paragraph)
            else { continue }
            // Behind it stand letters, links and rights, never much of the article.
            let rest = paragraphs[at...]
            let count = rest.reduce(0) { $0 + WordCount.words(in: $1) }
            guard count * 5 <= total else { continue }
            for note in rest { addBio(note) }
            paragraphs.removeSubrange(at...)
            return
        }
    }

    private func isSignature(_ paragraph: String) -> Bool {
        guard paragraph.utf8.count <= 120 else { return false }
        let slug = Identifier.slug(paragraph)
        return authors.contains { Identifier.slug($0.name) == slug }
    }

    /// Gives a note to the author with whose name it begins.
    private mutating func addBio(_ note: String) {
        guard WordCount.words(in: note) >= 5,
            let at = BioText.subject(of: note, among: authors), authors[at].bio == nil,
            !isSignature(note)
        else { return }
        authors[at].bio = CleanText.line(note)
    }

    private mutating func takeElements(_ context: PageContext) {
        let body = context.body
        var notes: [String] = []
        for (index, block) in body.blocks.blocks.enumerated() where block.fate != .body {
            guard block.fate == .bio || block.fate == .outside || block.fate == .boilerplate,
                !block.isHeadingOrLink, WordCount.words(in: body.blocks.string(block)) >= 5,
                !context.isFurniture(block.node, strictly: true)
            else { continue }
            if block.fate == .bio || index > (body.lastBodyBlock ?? .max) {
                notes.append(body.blocks.string(block))
            }
        }
        for note in notes where BioText.soundsLikeBio(note) || note.hasSuffix(".") { addBio(note) }
        // "She has reported from …" in an element named so, with one author.
        if authors.count == 1, authors[0].bio == nil {
            let own = body.blocks.blocks.filter {
                $0.fate == .bio && !$0.isHeadingOrLink && $0.isProse
                    && !context.isFurniture($0.node, strictly: true)
            }
            if let block = own.first {
                authors[0].bio = CleanText.line(body.blocks.string(block))
            }
        }
    }

    // MARK: - Site

    /// The name of a site that the title of the page ends or begins with and its host spells.
    static func site(inTitle title: String?, host: String?) -> String? {
        guard let title, let host else { return nil }
        let labels = host.split(separator: ".")
        guard
            let label = labels.dropLast().max(by: { $0.utf8.count < $1.utf8.count }),
            label.utf8.count >= 4
        else { return nil }
        let wanted = Set(label.split(separator: "-").map(String.init)).subtracting(["and", "the"])
        let parts = TitleText.parts(title)
        guard parts.count > 1 else { return nil }
        return parts.last { part in
            let words = Set(Identifier.slug(part).split(separator: "-").map(String.init))
            return wanted.isSubset(of: words) && words.count <= wanted.count + 3
        }
    }
}

extension PageBlocks.Block {
    /// Whether it heads something or leads elsewhere.
    fileprivate var isHeadingOrLink: Bool { kind == .heading || linkDensity > 0.5 }
}
