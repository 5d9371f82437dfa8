import Articles

/// IPTC NewsML-G2 (`*.g2`, `*.newsml`, `*.xml`): a `newsItem`, or the ones of a `newsMessage`.
///
///     <newsItem guid="urn:…" version="3" xml:lang="en">
///       <itemMeta><itemClass qcode="ninat:text"/><versionCreated/><firstCreated/><embargoed/>
///         <pubStatus qcode="stat:usable"/></itemMeta>
///       <contentMeta><contentCreated/><contentModified/><creator><name/></creator><by/>
///         <headline role="…"/><genre><name/></genre>
///         <subject type="cpnat:person"><name/></subject></contentMeta>
///       <contentSet><inlineXML contenttype="application/nitf+xml"><nitf/></inlineXML>
///         <inlineXML contenttype="application/xhtml+xml"><html/></inlineXML>
///         <inlineData contenttype="text/plain"/></contentSet></newsItem>
///
/// Of several versions in one message the highest counts. Codes are told by their last part, so
/// that no catalog is fetched. Packages, concepts and plans are no articles; content that lies
/// elsewhere is not fetched. See https://iptc.org/std/NewsML-G2/.
enum NewsML {
    static let format = XMLFile.format(
        name: "newsml-g2", extensions: ["g2", "newsml"],
        mediaType: "application/vnd.iptc.g2.newsitem+xml",
        about: "IPTC NewsML-G2: one article a news item", parse: parse)

    /// The most bytes of one message: its items are held until their versions are known.
    private static let maximumMessageBytes = 128 << 20

    static func split(_ source: FileSource, emit: (ReadEvent) throws -> Void) throws {
        let xml = try XMLPull(source.stream)
        var items: [(guid: String, version: Int, item: RawItem)] = []
        var bytes = 0
        var others = 0
        while let event = try xml.next() {
            guard event == .start else { continue }
            switch xml.name {
            case "newsMessage", "itemSet": continue
            case "newsItem":
                let line = xml.line
                let element = try xml.element()
                let item = RawItem(
                    bytes: element.document(), format: "newsml-g2", path: source.name,
                    line: xml.depth > 1 ? line : nil)
                bytes += item.bytes.count
                guard bytes <= maximumMessageBytes else {
                    throw ReadError(
                        "a message of more than \(maximumMessageBytes) bytes", kind: .tooLarge,
                        line: line, hint: "split it")
                }
                items.append(
                    (
                        element.attribute("guid") ?? "",
                        Int(element.attribute("version") ?? "") ?? 1,
                        item
                    ))
            case "packageItem", "conceptItem", "knowledgeItem", "planningItem", "catalogItem":
                others += 1
                try emit(
                    .rejected(
                        Rejection(
                            kind: .unknownFormat, path: source.location, line: xml.line,
                            reason: "is a \(xml.name), not an article",
                            hint: "news items with a text are read")))
                try xml.skip()
            default: try xml.skip()
            }
        }
        guard !items.isEmpty || others > 0 else {
            throw ReadError("is a message without items", kind: .unknownFormat)
        }
        var highest: [String: Int] = [:]
        for (guid, version, _) in items { highest[guid] = max(highest[guid] ?? 0, version) }
        for (guid, version, item) in items where guid.isEmpty || version == highest[guid] {
            try emit(.item(item))
        }
    }

    private static func parse(_ item: RawItem) throws(ReadError) -> ReadArticle {
        let root = try XMLElement.parse(item.bytes)
        guard root.name == "newsItem" else {
            throw ReadError("the root is <\(root.name.prefix(60))>, not <newsItem>")
        }
        let management = root.first("itemMeta")
        let meta = root.first("contentMeta")
        let guid = CleanText.optionalLine(root.attribute("guid"))
        let embargo = try Withholding.check(
            Withholding.publication(status: management?.first("pubStatus").flatMap(code)),
            Withholding.publication(embargo: management?.first("embargoed")?.text),
            id: guid ?? ArticleID.hashed(OnlyItem.place(item)))
        if let kind = management?.first("itemClass").flatMap(code),
            !["text", "composite"].contains(kind)
        {
            throw ReadError("is a \(kind), not a text", kind: .unknownFormat)
        }
        let content = root.first("contentSet")
        var draft = try text(content)
        draft.language = StatedFields.language(
            meta?.first("language")?.attribute("tag") ?? root.attribute("xml:lang"),
            of: draft.paragraphs)
        if let title = headline(meta, "", "main") ?? management?.line("title") {
            draft.title = title
        }
        draft.subtitle = headline(meta, "sub", "subhead", "subheadline", "deck") ?? draft.subtitle
        guard !draft.paragraphs.isEmpty else {
            throw ReadError(
                content?.first("remoteContent") == nil
                    ? "holds no text"
                    : "holds no text: its content lies elsewhere and is not fetched")
        }
        try StatedFields.settleTitle(&draft, of: "item")
        draft.section = meta?.all("genre").lazy.compactMap { $0.line("name") }.first
        addAuthors(meta, to: &draft)
        addDates(management, meta, to: &draft)
        draft.actors = actors(meta)
        draft.embargoedUntil = embargo
        draft.url = StatedFields.absolute(guid, base: nil)
        return ReadArticle(
            article: draft.article(givenID: guid, place: OnlyItem.place(item)),
            givenID: guid != nil, hasGivenActors: !draft.actors.isEmpty)
    }

    /// The last part of a code: `text` of `ninat:text` and of `http://…/ninature/text`.
    private static func code(_ element: XMLElement) -> String? {
        (element.attribute("qcode") ?? element.attribute("uri"))?
            .split { $0 == ":" || $0 == "/" }.last.map(String.init)
    }

    /// The headline with one of the roles; the empty one is that without a role.
    private static func headline(_ meta: XMLElement?, _ roles: String...) -> String? {
        for role in roles {
            for headline in meta?.all("headline") ?? [] {
                let own = headline.attribute("role").map { $0.split(separator: ":").last ?? "" }
                if (own ?? "") == role, let line = headline.textLine { return line }
            }
        }
        // Any headline is better than none.
        return roles.contains("main") ? meta?.first("headline")?.textLine : nil
    }

    /// The text in whichever way it is enclosed.
    private static func text(_ content: XMLElement?) throws(ReadError) -> ArticleDraft {
        for enclosed in content?.all("inlineXML") ?? [] {
            if let nitf = enclosed.descendants(where: { $0.name == "nitf" }).first {
                return try NITF.draft(of: nitf)
            }
            let pages: Set<String> = ["xhtml:body", "body", "xhtml:div", "div"]
            if let page = enclosed.descendants(where: { pages.contains($0.name) }).first {
                var draft = ArticleDraft()
                try HTMLFragment(page.innerMarkup()).fill(&draft)
                return draft
            }
        }
        for enclosed in content?.all("inlineData") ?? [] {
            let type = enclosed.attribute("contenttype")?.lowercased() ?? "text/plain"
            guard type.hasPrefix("text/") else { continue }
            var draft = ArticleDraft()
            try HTMLFragment(of: enclosed.text).fill(&draft)
            return draft
        }
        return ArticleDraft()
    }

    private static func addAuthors(_ meta: XMLElement?, to draft: inout ArticleDraft) {
        let byline = (meta?.all("by") ?? []).compactMap(\.textLine)
        if !byline.isEmpty {
            let authors = StatedFields.authors(
                byline, source: "byline", language: draft.language, site: nil)
            if !authors.isEmpty { draft.authors = authors }
        }
        guard draft.authors.isEmpty else { return }
        let creators = (meta?.all("creator") ?? []).filter {
            $0.attribute("type")?.hasSuffix("organisation") != true
        }
        draft.authors = StatedFields.authors(
            creators.compactMap { $0.line("name") }, source: "creator", language: draft.language,
            site: nil)
    }

    private static func addDates(
        _ management: XMLElement?, _ meta: XMLElement?, to draft: inout ArticleDraft
    ) {
        let version = management?.line("versionCreated")
        draft.candidates = StatedFields.evidence(
            [management?.line("firstCreated"), meta?.line("contentCreated"), version],
            source: .meta, language: "en")
        draft.modified = StatedFields.edtf(
            meta?.line("contentModified") ?? version, language: "en")
    }

    /// The persons, organisations and places among the subjects.
    private static func actors(_ meta: XMLElement?) -> [Actor] {
        StatedFields.actors(
            (meta?.all("subject") ?? []).compactMap { subject in
                let kind = (subject.attribute("type") ?? subject.attribute("typeuri"))?
                    .split { $0 == ":" || $0 == "/" }.last.map(String.init)
                let type: ActorType? =
                    switch kind {
                    case "person": .person
                    case "organisation": .organisation
                    case "geoArea", "poi": .place
                    default: nil
                    }
                return type.map { (subject.line("name"), $0) }
            })
    }
}
