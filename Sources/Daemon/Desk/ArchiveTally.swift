import Archive
import Search
import XapianKit

/// How many living articles have each actor or author, counted from the columns.
struct ArchiveTally {
    /// What is counted.
    enum Kind {
        case actors, authors
    }

    let snapshot: ArchiveSnapshot
    let kind: Kind
    /// By ordinal.
    let articles: [Int]
    /// By ordinal; 0 of authors.
    let mentions: [Int]

    init(_ snapshot: ArchiveSnapshot, _ kind: Kind) {
        self.snapshot = snapshot
        self.kind = kind
        let count = kind == .actors ? snapshot.actors.count : snapshot.authors.count
        var articles = [Int](repeating: 0, count: count)
        var mentions = [Int](repeating: 0, count: count)
        for part in snapshot.parts {
            let dead = snapshot.tombstones(of: part.kind)
            let column = kind == .actors ? part.actors : part.authors
            for index in 0..<part.count where dead?.contains(index) != true {
                for position in column.range(index) {
                    let ordinal = Int(column.ordinals[position])
                    articles[ordinal] += 1
                    if kind == .actors { mentions[ordinal] += Int(part.actorMentions[position]) }
                }
            }
        }
        self.articles = articles
        self.mentions = mentions
    }

    var labels: Labels { kind == .actors ? snapshot.actors : snapshot.authors }

    /// The newest articles of some ordinals, at most so many of each.
    func examples(of ordinals: [UInt32], each limit: Int) -> [UInt32: [ArticleReference]] {
        var found: [UInt32: [ArticleReference]] = [:]
        var open = Set(ordinals)
        for part in snapshot.parts.reversed() {
            let dead = snapshot.tombstones(of: part.kind)
            let column = kind == .actors ? part.actors : part.authors
            for row in part.newestFirst {
                if open.isEmpty { return found }
                let index = Int(row)
                guard dead?.contains(index) != true else { continue }
                for ordinal in column[index] where open.contains(ordinal) {
                    let stored = part.stored(index)
                    found[ordinal, default: []].append(
                        ArticleReference(id: stored.id, title: stored.title))
                    if found[ordinal]?.count == limit { open.remove(ordinal) }
                }
            }
        }
        return found
    }
}

/// An article as an example names it.
public struct ArticleReference: Codable, Sendable, Equatable {
    /// Of the article.
    public var id: String
    /// Of the article.
    public var title: String
}
