/// What the linked data of a page (schema.org JSON-LD) says of its article.
struct LinkedArticle: Equatable {
    /// One who is named as author.
    struct Person: Equatable {
        var name: String
        var isOrganization = false
        var description: String?
        var honorific: String?
    }

    var type = ""
    var headline: String?
    var subtitle: String?
    var authors: [Person] = []
    var published: String?
    var created: String?
    var modified: String?
    var section: String?
    var url: String?
    var language: String?
    var publisher: String?
    var body: String?
    /// Whether URL or headline say that it is about this page, or nothing else is.
    var isMain = false
}

/// Finds the article among the objects of a page's linked data.
struct LinkedData {
    /// Articles first, then pages and the like; the best first.
    private(set) var articles: [LinkedArticle] = []
    /// The name of the site, where an object says it.
    private(set) var site: String?
    /// Names of breadcrumbs, outermost first.
    private(set) var breadcrumbs: [String] = []
    /// Names of persons that are described on their own.
    private(set) var persons: [LinkedArticle.Person] = []

    private var byID: [String: LenientJSON] = [:]

    /// Reads blocks of linked data.
    init(_ blocks: [ArraySlice<UInt8>], url: String?, titles: [String]) {
        var objects: [LenientJSON] = []
        var left = PageLimits.linkedDataBytes
        for block in blocks where block.count <= left {
            left -= block.count
            for value in LenientJSONReader.values(block) { collect(value, into: &objects) }
        }
        let keys = Set(titles.map(TitleText.key))
        var found: [(article: LinkedArticle, rank: Int, order: Int)] = []
        for (order, object) in objects.enumerated() {
            let types = Self.types(object)
            if types.contains("breadcrumblist") { breadcrumbs = crumbs(object) }
            if types.contains("website") || types.contains("newsmediaorganization")
                || types.contains("organization")
            {
                if site == nil { site = object["name"]?.text.map(MarkupText.plain) }
            }
            if types.contains("person"), let person = person(object) { persons.append(person) }
            guard let rank = Self.rank(types) else { continue }
            var article = article(object)
            article.type = types.first ?? ""
            var score = rank
            if let headline = article.headline, keys.contains(TitleText.key(headline)) {
                score -= 20
                article.isMain = true
            }
            if let own = article.url, let url, PageURL.same(own, url) {
                score -= 20
                article.isMain = true
            }
            if !article.authors.isEmpty { score -= 2 }
            if article.published != nil { score -= 2 }
            found.append((article, score, order))
        }
        found.sort { ($0.rank, $0.order) < ($1.rank, $1.order) }
        articles = found.map(\.article)
        if articles.count == 1 { articles[0].isMain = true }
    }

    /// Takes an object and those below it that stand for themselves.
    private mutating func collect(_ value: LenientJSON, into objects: inout [LenientJSON]) {
        var pending = [(value, true)]
        while let (next, isTop) = pending.popLast(), objects.count < 2_000 {
            switch next {
            case .array(let elements):
                pending.append(contentsOf: elements.reversed().map { ($0, isTop) })
            case .object(let members):
                if let id = members["@id"]?.text, members.count > 1, byID[id] == nil {
                    byID[id] = next
                }
                if isTop { objects.append(next) }
                for (key, member) in members.sorted(by: { $0.key < $1.key }) {
                    switch member {
                    case .array, .object:
                        let stands =
                            key == "@graph" || key == "mainEntity"
                            || key == "mainEntityOfPage" || key == "itemReviewed"
                            || key == "breadcrumb" || key == "review"
                        pending.append((member, isTop && stands))
                    case .null, .bool, .number, .string: break
                    }
                }
            case .null, .bool, .number, .string: break
            }
        }
    }

    private static func types(_ object: LenientJSON) -> [String] {
        (object["@type"]?.elements ?? []).compactMap { type in
            guard let text = type.text?.lowercased() else { return nil }
            return text.split(whereSeparator: { $0 == "/" || $0 == ":" }).last.map(String.init)
        }
    }

    /// How well a kind of object fits an article, lower is better; nil for what is none.
    private static func rank(_ types: [String]) -> Int? {
        types.compactMap { type -> Int? in
            if type.hasSuffix("newsarticle") || type == "article" || type == "blogposting" {
                return 0
            }
            switch type {
            case "techarticle", "scholarlyarticle", "report", "liveblogposting", "posting",
                "socialmediaposting", "advertisercontentarticle", "satiricalarticle",
                "medicalscholarlyarticle", "discussionforumposting", "article_":
                return 1
            case "review", "criticreview", "recipe", "howto", "creativework", "episode",
                "podcastepisode", "radioepisode", "tvepisode", "faqpage", "qapage", "interview":
                return 3
            case "webpage", "itempage", "medicalwebpage", "aboutpage", "newspage": return 6
            case "videoobject", "audioobject", "imagegallery", "mediaobject", "blog": return 8
            default: return nil
            }
        }.min()
    }

    private func resolved(_ value: LenientJSON) -> LenientJSON {
        if case .object(let members) = value, members.count <= 2, members["name"] == nil,
            let id = members["@id"]?.text, let full = byID[id]
        {
            return full
        }
        return value
    }

    private func article(_ object: LenientJSON) -> LinkedArticle {
        var article = LinkedArticle()
        let text = { (key: String) -> String? in
            object[key]?.elements.first?.text.map(MarkupText.plain)
        }
        article.headline = text("headline") ?? text("name")
        article.subtitle = text("alternativeHeadline") ?? text("description")
        for key in ["author", "creator"] where article.authors.isEmpty {
            article.authors = (object[key]?.elements ?? []).flatMap(persons(in:))
        }
        article.published = object["datePublished"]?.elements.first?.text
        article.created = object["dateCreated"]?.text ?? object["uploadDate"]?.text
        article.modified = object["dateModified"]?.text
        article.section = object["articleSection"]?.elements.first?.text.map(MarkupText.plain)
        let page = object["mainEntityOfPage"]
        article.url =
            object["url"]?.elements.first?.text ?? page?.text ?? page?["@id"]?.text
            ?? object["@id"]?.text
        article.language = object["inLanguage"]?.text ?? object["inLanguage"]?["name"]?.text
        if let publisher = object["publisher"]?.elements.first {
            article.publisher = (resolved(publisher)["name"]?.elements.first?.text)
                .map(MarkupText.plain)
        }
        if case .string(let body)? = object["articleBody"] { article.body = body }
        return article
    }

    private func persons(in value: LenientJSON) -> [LinkedArticle.Person] {
        let value = resolved(value)
        if let name = value.text {
            if let full = byID[name], let person = person(full) { return [person] }
            return [.init(name: MarkupText.plain(name))]
        }
        let names = value["name"]?.elements ?? []
        if names.count > 1 {
            return names.compactMap { $0.text.map { .init(name: MarkupText.plain($0)) } }
        }
        return person(value).map { [$0] } ?? []
    }

    private func person(_ object: LenientJSON) -> LinkedArticle.Person? {
        var name =
            object["name"]?.elements.first?.text
            ?? object["name"]?.elements.first?["@value"]?.text
        if name == nil, let given = object["givenName"]?.text,
            let family = object["familyName"]?.text
        {
            name = given + " " + family
        }
        guard let name = name.map(MarkupText.plain), !name.isEmpty else { return nil }
        let types = Self.types(object)
        return .init(
            name: name,
            isOrganization: types.contains { $0.hasSuffix("organization") || $0 == "corporation" },
            description: object["description"]?.text.map(MarkupText.plain),
            honorific: object["honorificPrefix"]?.text)
    }

    private func crumbs(_ object: LenientJSON) -> [String] {
        (object["itemListElement"]?.elements ?? []).compactMap { element in
            let name = element["name"]?.text ?? element["item"]?["name"]?.text
            return name.map(MarkupText.plain)
        }
    }
}
