import Articles

/// News Industry Text Format (IPTC NITF 3.x, `*.nitf`, `*.xml`): one article a file, or inside of
/// NewsML-G2 and ninjs.
///
///     <nitf><head><title/>
///       <docdata management-status="usable"><doc-id id-string="…"/><date.issue norm="20241225T100000Z"/>
///         <date.release norm="…"/><identified-content><person/><org/><location/></…>
///         <correction info="…"/></docdata>
///       <pubdata position.section="Opinion" ex-ref="https://…"/><revision-history norm="…"/></head>
///     <body><body.head><hedline><hl1/><hl2/></hedline>
///         <byline>By <person>Jane Doe</person><byttl>Columnist</byttl></byline></body.head>
///       <body.content><p/> <block/> <media><media-caption/></media> …</body.content></body></nitf>
///
/// The DTD that files refer to is never loaded. See https://iptc.org/standards/nitf/.
enum NITF {
    static let format = XMLFile.format(
        name: "nitf", extensions: ["nitf"], mediaType: "application/nitf+xml",
        about: "IPTC NITF: one article a file", parse: parse)

    private static func parse(_ item: RawItem) throws(ReadError) -> ReadArticle {
        let root = try XMLElement.parse(item.bytes)
        guard root.name == "nitf" else {
            throw ReadError("the root is <\(root.name.prefix(60))>, not <nitf>")
        }
        let data = root.first("head", "docdata")
        let publication = root.first("head", "pubdata")
        let url = StatedFields.absolute(publication?.attribute("ex-ref"), base: nil)
        let givenID = CleanText.optionalLine(data?.first("doc-id")?.attribute("id-string"))
        let place = OnlyItem.place(item)
        let embargo = try Withholding.check(
            Withholding.publication(status: data?.attribute("management-status")),
            Withholding.publication(embargo: data?.first("date.release")?.attribute("norm")),
            id: ArticleDraft.id(url: url, givenID: givenID, place: place))
        var draft = try draft(of: root)
        try StatedFields.settleTitle(&draft, of: "file")
        draft.url = url
        draft.embargoedUntil = embargo
        draft.section = CleanText.optionalLine(publication?.attribute("position.section"))
        if draft.url == nil { draft.site = CleanText.optionalLine(publication?.attribute("name")) }
        draft.candidates = StatedFields.evidence(
            [
                data?.first("date.issue")?.attribute("norm"),
                publication?.attribute("date.publication"),
                data?.first("date.release")?.attribute("norm"),
                root.first("body", "body.head", "dateline", "story.date")?.attribute("norm"),
            ], source: .meta, language: "en")
        draft.modified = StatedFields.edtf(
            root.first("head")?.all("revision-history").last?.attribute("norm"), language: "en")
        let content = data?.first("identified-content")
        draft.actors = StatedFields.actors(
            (content?.elements ?? []).compactMap { named in
                let type: ActorType? =
                    switch named.name {
                    case "person": .person
                    case "org": .organisation
                    case "location": .place
                    default: nil
                    }
                return type.map { (named.textLine ?? named.attribute("value"), $0) }
            })
        draft.corrections += (data?.all("correction") ?? []).compactMap {
            CleanText.optionalLine($0.attribute("info"))
        }
        return ReadArticle(
            article: draft.article(givenID: givenID, place: place),
            givenID: givenID != nil, hasGivenActors: !draft.actors.isEmpty)
    }

    /// What the body says: title, authors, text.
    static func draft(of root: XMLElement) throws(ReadError) -> ArticleDraft {
        let head = root.first("body", "body.head")
        let headline = head?.first("hedline")
        var draft = ArticleDraft()
        draft.title = headline?.line("hl1") ?? root.first("head", "title")?.textLine ?? ""
        draft.subtitle = headline?.line("hl2")
        let content = root.first("body", "body.content") ?? XMLElement(name: "body.content")
        try HTMLFragment(html(of: content).innerMarkup()).fill(&draft)
        draft.language = StatedFields.language(
            root.attribute("xml:lang") ?? root.first("body")?.attribute("xml:lang"),
            of: draft.paragraphs)
        draft.authors = authors(head, language: draft.language)
        return draft
    }

    /// The persons of the bylines: those marked as such, else those of the text without titles.
    private static func authors(_ head: XMLElement?, language: String?) -> [Author] {
        var names: [String] = []
        for byline in head?.all("byline") ?? [] {
            let persons = byline.descendants { $0.name == "person" }.compactMap(\.textLine)
            if persons.isEmpty {
                var line = byline
                line.children.removeAll { node in
                    guard case .element(let element) = node else { return false }
                    return ["byttl", "location", "virtloc"].contains(element.name)
                }
                names.append(line.text)
            } else {
                names += persons
            }
        }
        return StatedFields.authors(names, source: "byline", language: language, site: nil)
    }

    /// The elements of NITF that break lines, as those of HTML.
    private static let htmlNames = [
        "block": "div", "hl2": "h2", "media": "figure", "media-caption": "figcaption",
        "bq": "blockquote", "credit": "p", "note": "aside", "fn": "aside", "nitf-table": "div",
        "body.content": "div", "lead": "p",
    ]

    /// What is none of the text.
    private static let silent: Set<String> = [
        "media-reference", "media-metadata", "media-object", "media-producer", "byline", "virtloc",
        "nitf-table-metadata", "custom-table",
    ]

    /// The element in names of HTML.
    private static func html(of element: XMLElement) -> XMLElement {
        var made = XMLElement(name: htmlNames[element.name] ?? element.name)
        for child in element.children {
            switch child {
            case .text(let text): made.append(text)
            case .element(let inner):
                if !silent.contains(inner.name) { made.append(html(of: inner)) }
            }
        }
        return made
    }
}
