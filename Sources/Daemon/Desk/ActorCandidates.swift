import Actors
import Archive
import Articles

/// Finds names that recur in an archive and have no authority record.
struct ActorCandidates {
    let snapshot: ArchiveSnapshot
    let records: AuthorityRecords

    /// Articles that stand for each name.
    private static let examples = 3
    /// Records that a name is compared with at most.
    private static let mostSimilar = 3

    /// The names of at least so many articles, the most frequent first.
    func names(atLeast minimum: Int, limit: Int) -> [ActorCandidate] {
        let tally = ArchiveTally(snapshot, .actors)
        let labels = snapshot.actors
        var rows: [(ordinal: UInt32, articles: Int, label: String)] = []
        for ordinal in 0..<labels.count where tally.articles[ordinal] >= max(1, minimum) {
            guard labels.id(UInt32(ordinal)).utf8.starts(with: "name/".utf8) else { continue }
            rows.append(
                (UInt32(ordinal), tally.articles[ordinal], labels.label(UInt32(ordinal))))
        }
        rows.sort { ($1.articles, $0.label) < ($0.articles, $1.label) }
        let chosen = rows.prefix(limit)
        let examples = tally.examples(of: chosen.map(\.ordinal), each: Self.examples)
        let similar = SimilarRecords(records)
        return chosen.map { row in
            let id = labels.id(row.ordinal)
            return ActorCandidate(
                id: id, label: row.label, type: labels.type(row.ordinal) ?? .unknown,
                articles: row.articles, mentions: tally.mentions[Int(row.ordinal)],
                examples: examples[row.ordinal] ?? [],
                similar: similar.records(to: row.label).filter {
                    !records.areKeptApart(id, $0.id)
                }.prefix(Self.mostSimilar).map { .init(id: $0.id, label: $0.label) })
        }
    }
}

/// Records whose names resemble a name: the same last word and initial, the same words in another
/// order, or the first letters of its words as an abbreviation.
private struct SimilarRecords {
    private let records: [AuthorityRecord]
    private var byLastWord: [String: [Int]] = [:]
    private var byWords: [[String]: [Int]] = [:]
    private var byAbbreviation: [String: [Int]] = [:]

    init(_ records: AuthorityRecords) {
        self.records = records.all
        for (index, record) in self.records.enumerated() {
            for alias in record.aliases where alias.kind != .demonym && alias.kind != .surname {
                let words = Self.words(alias.text)
                if alias.kind == .abbreviation, words.count == 1 {
                    byAbbreviation[words[0], default: []].append(index)
                }
                guard words.count > 1, let last = words.last else { continue }
                if record.type == .person { byLastWord[last, default: []].append(index) }
                byWords[words.sorted(), default: []].append(index)
            }
        }
    }

    func records(to name: String) -> [AuthorityRecord] {
        let words = Self.words(name)
        guard words.count > 1, let first = words.first, let last = words.last else { return [] }
        var found = byWords[words.sorted()] ?? []
        found += (byLastWord[last] ?? []).filter { index in
            records[index].aliases.contains { alias in
                let other = Self.words(alias.text)
                return other.count > 1 && other.last == last && other.first?.first == first.first
            }
        }
        let letters = words.filter { !["of", "the", "and", "for", "in", "on"].contains($0) }
            .compactMap(\.first)
        if letters.count > 2 { found += byAbbreviation[String(letters)] ?? [] }
        var seen: Set<Int> = []
        return found.filter { seen.insert($0).inserted }.map { records[$0] }
    }

    private static func words(_ text: String) -> [String] {
        Identifier.slug(text).split(separator: "-").map(String.init)
    }
}
