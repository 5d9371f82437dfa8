import Articles

/// What the desk says of an author.
///
/// Authors need no record: their ids follow from their names. A record gives one a label and names
/// that are folded differently; each of those is a redirect of its own id (`author/m-rubin`).
public struct AuthorRecord: Sendable, Equatable, Codable {
    /// `author/michael-rubin`.
    public var id: String
    /// The name to show.
    public var label: String
    /// Other names, as the desk writes them.
    public var aliases: [String]
    /// The Wikidata item: `Q7747`.
    public var wikidata: String?

    /// A record with those names.
    public init(id: String, label: String, aliases: [String] = [], wikidata: String? = nil) {
        self.id = id
        self.label = label
        self.aliases = aliases
        self.wikidata = wikidata
    }

    /// Whether an id is that of an author.
    public static func isAuthor(_ id: String) -> Bool { id.utf8.starts(with: "author/".utf8) }

    /// A label for an author of whom only the id is known: `Michael Rubin`.
    static func label(ofID id: String) -> String {
        id.dropFirst("author/".count).split(separator: "-").map { part in
            part.prefix(1).uppercased() + part.dropFirst()
        }.joined(separator: " ")
    }
}

extension AuthorityRecords {
    /// What the desk says of an author; nil where it says nothing.
    public func author(_ id: String) -> AuthorRecord? {
        let id = redirected(id)
        var (low, high) = (0, authors.count)
        while low < high {
            let middle = (low + high) / 2
            if authors[middle].id.utf8.lexicographicallyPrecedes(id.utf8) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low < authors.count && authors[low].id == id ? authors[low] : nil
    }

    /// The author as the desk knows it: the id now in force and its label.
    public func author(_ author: Author) -> Author {
        var author = author
        let id = redirected(author.id)
        if let record = self.author(id) {
            author.label = record.label
        } else if id != author.id {
            author.label = AuthorRecord.label(ofID: id)
        }
        author.id = id
        return author
    }

    /// Puts the desk's authors in an article's byline; of two that are one the first stays.
    public func addAuthors(to article: inout Article) {
        guard !authors.isEmpty || !redirects.isEmpty else { return }
        var seen: Set<String> = []
        article.authors = article.authors.map(author).filter { seen.insert($0.id).inserted }
    }
}
