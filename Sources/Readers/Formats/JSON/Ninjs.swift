import Articles

/// IPTC ninjs 1.x, 2.x and 3.x: one article an object (https://iptc.org/standards/ninjs/).
///
///     1.x  {"uri": "…", "type": "text", "versioncreated": "…", "byline": "By Jane Doe",
///           "headline": "…", "body_xhtml": "…", "body_text": "…", "person": [{"name": "…"}],
///           "pubstatus": "usable", "embargoed": "…", "associations": {"a": {…}}}
///     2.x  {"by": "…", "headlines": [{"role": "main", "value": "…"}],
///           "bodies": [{"role": "main", "contenttype": "text/html", "value": "…"}],
///           "people": [], "organisations": [], "places": [], "associations": [{…}]}
///     3.x  as 2.x in camel case: "versionCreated", "embargoedUntil", "contentType"
///
/// Keys are compared without case, so that one reader serves all versions. Several bodies are the
/// same text in several kinds of markup: one is read. Pictures, films and events are no articles.
enum Ninjs {
    static let format = JSONFile.format(
        name: "ninjs", extensions: ["ninjs"], mediaType: "application/json",
        about: "IPTC ninjs 1, 2 and 3: one article an object",
        parse: { item throws(ReadError) in
            try article(of: try JSONFile.value(of: item), item: item)
        })

    /// Whether an object is ninjs: it has a `uri` and something that only ninjs has.
    static func isNinjs(_ value: JSONValue) -> Bool {
        guard case .object(let members) = value else { return false }
        let keys = Set(members.map { $0.key.lowercased() })
        guard keys.contains("uri") else { return false }
        return keys.contains { $0.hasPrefix("body_") }
            || !keys.isDisjoint(with: [
                "headlines", "headline", "bodies", "versioncreated", "firstcreated", "pubstatus",
                "contentcreated", "representationtype", "renditions", "$standard", "standard",
                "eventdetails", "associations",
            ])
    }

    static func article(of value: JSONValue, item: RawItem) throws(ReadError) -> ReadArticle {
        guard case .object(let members) = value else {
            throw ReadError("ninjs is an object, here is " + value.kindName)
        }
        let fields = Fields(members)
        let uri = fields.text("uri")
        let place = OnlyItem.place(item)
        let embargo = try Withholding.check(
            Withholding.publication(status: fields.text("pubstatus")),
            Withholding.publication(embargo: fields.text("embargoeduntil", "embargoed")),
            id: uri ?? ArticleID.hashed(place))
        let type = fields.text("type")?.lowercased() ?? "text"
        guard ["text", "composite", "article", "story"].contains(type) else {
            throw ReadError("is of the type \(type.prefix(40)), not a text", kind: .unknownFormat)
        }
        var draft = try body(fields)
        if let title = headline(fields) { draft.title = title }
        if draft.paragraphs.isEmpty, fields.text("type") != nil {
            // A flash: a headline, and what describes it.
            HTMLFragment(plain: descriptions(fields).joined(separator: "\n\n")).fill(&draft)
        } else if draft.paragraphs.isEmpty {
            draft.title = ""
        }
        guard !draft.title.isEmpty || !draft.paragraphs.isEmpty else {
            throw ReadError("holds no text: it has no body", kind: .unknownFormat)
        }
        try StatedFields.settleTitle(&draft, of: "item")
        draft.subtitle = headline(fields, roles: ["sub", "subtitle", "subheadline", "deck"])
        draft.language = StatedFields.language(fields.text("language"), of: draft.paragraphs)
        draft.section =
            (fields["genres"] ?? fields["genre"])?.list.lazy.compactMap {
                CleanText.optionalLine($0["name"]?.text)
            }.first
        let authors = StatedFields.authors(
            [fields.text("by", "byline") ?? ""] + fields.people(areAuthors: true),
            source: "byline", language: draft.language,
            site: fields.text("copyrightholder"))
        if !authors.isEmpty { draft.authors = authors }
        draft.candidates = StatedFields.evidence(
            [
                fields.text("firstcreated"), fields.text("contentcreated"),
                fields.text("versioncreated"),
            ], source: .meta, language: "en")
        draft.modified = StatedFields.edtf(fields.text("versioncreated"), language: "en")
        draft.actors = actors(fields)
        draft.captions += captions(fields)
        draft.captions = CaptionText.distinct(draft.captions)
        draft.url = StatedFields.absolute(uri, base: nil)
        draft.embargoedUntil = embargo
        return ReadArticle(
            article: draft.article(givenID: uri, place: place),
            givenID: uri != nil, hasGivenActors: !draft.actors.isEmpty)
    }

    /// An object's members by their names in lower case.
    private struct Fields {
        private let values: [String: JSONValue]

        init(_ members: [JSONValue.Member]) {
            values = Dictionary(members.map { ($0.key.lowercased(), $0.value) }) { first, _ in first
            }
        }

        init?(_ value: JSONValue) {
            guard case .object(let members) = value else { return nil }
            self.init(members)
        }

        subscript(name: String) -> JSONValue? {
            values[name] == .null ? nil : values[name]
        }

        /// The first of the fields that is text and not empty, as a line.
        func text(_ names: String...) -> String? {
            for name in names {
                if let line = CleanText.optionalLine(values[name]?.scalarText) { return line }
            }
            return nil
        }

        /// The fields whose names begin so, with the rest of the name, in order of the names.
        func all(prefix: String) -> [(rest: String, value: JSONValue)] {
            values.filter { $0.key.hasPrefix(prefix) }.sorted { $0.key < $1.key }
                .map { (String($0.key.dropFirst(prefix.count)), $0.value) }
        }

        /// The names of the people who wrote it, or of those it is about.
        func people(areAuthors: Bool) -> [String] {
            ((self["people"] ?? self["person"])?.list ?? []).compactMap { person in
                let rel = (person["rel"]?.text ?? person["role"]?.text ?? "").lowercased()
                let isAuthor = ["author", "creator", "byline", "writer"].contains(rel)
                return isAuthor == areAuthors ? person["name"]?.text : nil
            }
        }
    }

    private static func headline(_ fields: Fields, roles: [String] = ["main", ""]) -> String? {
        let headlines = fields["headlines"]?.list ?? []
        for role in roles {
            for entry in headlines where (entry["role"]?.text ?? "").lowercased() == role {
                if let value = entry["value"]?.text { return StatedFields.line(ofMarkup: value) }
            }
        }
        guard roles.contains("main") else { return nil }
        if let value = headlines.first?["value"]?.text { return StatedFields.line(ofMarkup: value) }
        return fields.text("headline", "title").map(StatedFields.line(ofMarkup:))
    }

    /// The text of the body that tells paragraphs best: markup before plain text, main before
    /// others.
    private static func body(_ fields: Fields) throws(ReadError) -> ArticleDraft {
        var bodies: [(rank: Int, isMain: Bool, kind: Kind, value: String)] = []
        for entry in fields["bodies"]?.list ?? [] {
            guard let body = Fields(entry), let value = entry["value"]?.text else { continue }
            let kind = kind(body.text("contenttype") ?? body.text("role") ?? "", value)
            let isMain = ["main", ""].contains(body.text("role")?.lowercased() ?? "")
            bodies.append((kind.rawValue, isMain, kind, value))
        }
        for (rest, value) in fields.all(prefix: "body_") {
            guard let text = value.text else { continue }
            let kind = kind(rest, text)
            bodies.append((kind.rawValue, true, kind, text))
        }
        if bodies.isEmpty, let text = fields["body"]?.text {
            let kind = kind("", text)
            bodies.append((kind.rawValue, true, kind, text))
        }
        bodies.sort { ($0.isMain ? 0 : 1, $0.rank) < ($1.isMain ? 0 : 1, $1.rank) }
        for body in bodies {
            var draft = ArticleDraft()
            switch body.kind {
            case .html:
                try HTMLFragment(of: CleanText.normalised(body.value)).fill(&draft)
            case .nitf:
                guard let root = try? XMLElement.parse(Array(body.value.utf8)) else { continue }
                draft = try NITF.draft(of: root)
            case .plain: HTMLFragment(plain: body.value).fill(&draft)
            }
            if !draft.paragraphs.isEmpty { return draft }
        }
        return ArticleDraft()
    }

    private static func descriptions(_ fields: Fields) -> [String] {
        let stated = (fields["descriptions"]?.list ?? []).compactMap { $0["value"]?.text }
        if !stated.isEmpty { return stated }
        return fields.text("description_text").map { [$0] } ?? []
    }

    /// Kinds of markup, best first.
    private enum Kind: Int {
        case html, nitf, plain
    }

    private static func kind(_ label: String, _ value: String) -> Kind {
        let label = label.lowercased()
        if label.contains("nitf") { return .nitf }
        if label.contains("html") { return .html }
        if label.contains("plain") || label == "text" { return .plain }
        return HTMLFragment.isMarkup(value) ? .html : .plain
    }

    private static func actors(_ fields: Fields) -> [Actor] {
        func names(_ keys: String...) -> [String?] {
            (keys.lazy.compactMap { fields[$0] }.first?.list ?? []).map { $0["name"]?.text }
        }
        return StatedFields.actors(
            fields.people(areAuthors: false).map { ($0, .person) }
                + names("organisations", "organisation").map { ($0, .organisation) }
                + names("places", "place").map { ($0, .place) })
    }

    /// The captions of the pictures that go with it.
    private static func captions(_ fields: Fields) -> [String] {
        let associated: [JSONValue]
        if case .object(let members)? = fields["associations"] {
            associated = members.map(\.value)
        } else {
            associated = fields["associations"]?.list ?? []
        }
        return associated.compactMap { entry in
            guard let picture = Fields(entry),
                ["picture", "graphic", "video"].contains(picture.text("type") ?? "")
            else { return nil }
            let described = picture["descriptions"]?.list.lazy.compactMap { $0["value"]?.text }
                .first
            let text = described ?? picture.text("description_caption", "description_text")
            return CleanText.optionalLine(text.map(StatedFields.line(ofMarkup:)))
        }
    }
}
