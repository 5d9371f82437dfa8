import Articles

/// Finds who wrote an article.
///
///     source                                               trust
///     author of the linked article                         0.90
///     citation_author, parsely-author, sailthru.author …   0.85
///     itemprop author                                      0.82
///     author link, byline element                          0.80
///     meta author, article:author that is no URL           0.75
///     element named author                                 0.72
///     line of the header that says who it is by            0.70
///     line behind the body that says so                    0.55
///     a name beside a date in the header, or alone last    0.50
///
/// Elements count less away from the header of the article (see ``PageContext/proximity(_:)``).
struct PageAuthors {
    /// The authors, in the order of the byline.
    private(set) var authors: [Author] = []
    private(set) var candidates: [PageCandidate] = []

    /// One place on the page and what it says.
    struct Group {
        var source: String
        var raws: [String]
        var trust: Double
        var node: Int?
        /// Whether one word may be a name here.
        var namesAuthor = true
    }

    private var groups: [Group] = []
    private let context: PageContext

    /// Collects from all sources and chooses.
    init(_ context: PageContext) {
        self.context = context
        fromLinkedData(context.linked)
        fromMeta(context.facts)
        for group in PageBylines(context).groups { groups.append(group) }
        // The sort is stable: of equals the first on the page.
        groups.sort { $0.trust > $1.trust }
        for group in groups {
            for raw in group.raws {
                candidates.append(
                    .init(field: .author, source: group.source, raw: raw, trust: group.trust))
            }
        }
        choose()
    }

    /// What is less trusted than this is shown as a candidate only.
    private static let leastTrust = 0.4

    private mutating func choose() {
        var found: [(group: Group, authors: [Author], isPenName: Bool)] = []
        for group in groups where group.trust >= Self.leastTrust {
            let parsed = parse(group)
            if !parsed.isEmpty {
                found.append((group, parsed, false))
            } else if group.namesAuthor {
                let owners = owners(group)
                let names = owners.isEmpty ? penNames(group) : owners
                if !names.isEmpty { found.append((group, names, owners.isEmpty)) }
            }
            if found.count >= 8 { break }
        }
        guard var best = found.first else { return }
        if best.isPenName {
            // A login, where the page also prints the name.
            let key = best.authors[0].name.lowercased()
            let full = found.first { other in
                !other.isPenName
                    && (other.group.trust >= 0.7
                        || (other.group.trust >= 0.5
                            && other.authors[0].name.lowercased().contains(key)))
            }
            if let full { best = full }
        }
        authors = best.authors
        // A byline that names the same persons and more is the whole of it.
        let ids = Set(authors.map(\.id))
        for other in found where other.group.trust >= 0.65 && !other.isPenName {
            // Elements side by side may hold photographers and names of other articles.
            if other.group.source == "byline block" && other.group.raws.count > 1 { continue }
            let others = Set(other.authors.map(\.id))
            if others.isStrictSuperset(of: ids), others.count <= ids.count + 3 {
                authors = other.authors
                return
            }
        }
    }

    private func parse(_ group: Group) -> [Author] {
        var authors: [Author] = []
        for raw in group.raws {
            for author in AuthorNames.parse(
                raw, source: group.source, language: context.language, rules: context.rules)
            where !authors.contains(where: { $0.id == author.id })
                && !context.house.has(author.name)
            {
                authors.append(author)
            }
        }
        return authors
    }

    /// A person who has a site of that name: `Jane Doe` on janedoe.example.
    ///
    /// Houses are called so as well: the name begins with a common given name, or linked data calls
    /// it a person's and another source that names authors has it.
    private func owners(_ group: Group) -> [Author] {
        guard group.trust >= 0.7, let owner = owner(group),
            !House(site: nil, host: nil).has(owner.name)
        else { return [] }
        let isSaidTwice = groups.contains { other in
            (other.source == "jsonld") != (group.source == "jsonld") && other.trust >= 0.7
                && self.owner(other)?.id == owner.id
        }
        return isSaidTwice || GivenNames.begins(owner.name) ? [owner] : []
    }

    private func owner(_ group: Group) -> Author? {
        guard group.raws.count == 1, let raw = group.raws.first else { return nil }
        let authors = AuthorNames.parse(
            raw, source: group.source, language: context.language, rules: NameRules(site: nil))
        return authors.count == 1 ? authors.first : nil
    }

    private func penNames(_ group: Group) -> [Author] {
        var authors: [Author] = []
        for raw in group.raws.prefix(4) {
            let author = PenName.author(
                raw, source: group.source, language: context.language, site: context.site,
                host: context.host)
            if let author, !authors.contains(where: { $0.id == author.id }) {
                authors.append(author)
            }
        }
        return authors
    }

    private mutating func add(_ source: String, _ raws: [String], _ trust: Double) {
        let raws = raws.map(BylineLine.cleaned).filter {
            !$0.isEmpty && $0.utf8.count < 400 && !$0.holds("://")
        }
        guard !raws.isEmpty else { return }
        groups.append(Group(source: source, raws: raws, trust: trust))
    }

    private mutating func fromLinkedData(_ linked: LinkedData) {
        for (index, article) in linked.articles.prefix(3).enumerated() {
            let share = index == 0 ? 1.0 : article.isMain ? 0.95 : 0.5
            let people = article.authors.filter { !$0.isOrganization }
            add("jsonld", people.map(\.name), 0.9 * share)
            // Some templates call every author an organization.
            add(
                "jsonld organization", article.authors.filter(\.isOrganization).map(\.name),
                0.55 * share)
        }
    }

    private static let keys: [(String, Double)] = [
        ("citation_author", 0.88), ("parsely-author", 0.85), ("sailthru.author", 0.85),
        ("byl", 0.85), ("sailthru.byline_name", 0.85), ("dc.creator", 0.8),
        ("dcterms.creator", 0.8), ("dc:creator", 0.8),
        ("dc.author", 0.8), ("article:author_name", 0.8), ("rbauthors", 0.8),
        ("authors", 0.78), ("article:author", 0.75), ("og:article:author", 0.75),
        ("article.author", 0.75), ("cxenseparse:author", 0.75), ("vr:author", 0.75),
        ("shareaholic:article_author_name", 0.75), ("author", 0.75), ("og:author", 0.7),
    ]

    private mutating func fromMeta(_ facts: PageFacts) {
        for (key, trust) in Self.keys {
            let values = facts.allMeta(key).filter { !$0.holds("://") && !$0.hasPrefix("@") }
            add(key, values, trust)
        }
        for number in ["1", "2"] {
            // What SEO plug-ins show beside a card.
            guard let label = facts.meta("twitter:label" + number),
                Self.labels.contains(label.lowercased()),
                let value = facts.meta("twitter:data" + number)
            else { continue }
            add("twitter card", [value], 0.7)
        }
    }

    private static let labels: Set<String> = [
        "written by", "verfasst von", "geschrieben von", "écrit par", "escrito por", "scritto da",
        "geschreven door", "skrevet av", "skriven av", "author", "autor", "by",
    ]
}
