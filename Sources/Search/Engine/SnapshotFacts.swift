import Archive
import Articles
import Schema
import Synchronization
import XapianKit

/// What is worked out once for a snapshot and serves every search on it.
///
/// What belongs to the base alone is carried over from commit to commit of the same generation.
final class SnapshotFacts: Sendable {
    let snapshot: ArchiveSnapshot
    let parts: [PartFacts]
    /// Articles that may be found: neither deleted nor under an embargo.
    let liveCount: Int
    /// When the next embargo ends, in seconds since 1970; from then on the facts are others.
    let nextRelease: Int64?
    /// Whether an article has no language, so that its words are not stemmed.
    let hasUnknownLanguage: Bool
    /// Whether any article is a copy of another.
    let hasStories: Bool
    /// Documents of all parts, deleted ones too: what weights are made from.
    let documentCount: Int
    /// Words of a document, see ``RankFormula/roundedAverage(words:documents:)``.
    let averageWords: Float
    /// How words weigh.
    let formula: RankFormula

    private let stories = Mutex<[UInt32: Int]?>(nil)
    private let roll = Mutex<ActorRoll?>(nil)

    /// - Parameter now: what is embargoed until later is taken for deleted.
    init(
        _ snapshot: ArchiveSnapshot, after previous: SnapshotFacts?, now: Moment,
        ranking: RankingOptions
    ) {
        self.snapshot = snapshot
        formula = RankFormula(ranking)
        let known = previous?.snapshot.generation == snapshot.generation ? previous : nil
        var parts = [
            PartFacts(
                snapshot.base, deleted: snapshot.tombstones.base, now: now,
                columns: known?.parts[0].columns ?? PartColumns(snapshot.base))
        ]
        if let delta = snapshot.delta {
            parts.append(
                PartFacts(
                    delta, deleted: snapshot.tombstones.delta, now: now,
                    columns: PartColumns(delta)))
        }
        self.parts = parts
        liveCount = parts.reduce(0) { $0 + $1.liveCount }
        nextRelease = parts.flatMap { $0.part.embargoes.map(\.end) }
            .filter { $0 > Int64(now.seconds) }.min()
        hasUnknownLanguage = parts.contains { $0.columns.hasUnknownLanguage }
        hasStories = parts.contains { $0.part.story.contains { $0 != 0 } }
        documentCount = parts.reduce(0) { $0 + $1.part.count }
        averageWords = RankFormula.roundedAverage(
            words: parts.reduce(0) { $0 + $1.columns.wordCount }, documents: documentCount)
    }

    /// The languages whose stemmers read a query.
    ///
    /// - Parameter unknown: whose stemmer read the articles that have no language.
    func queryLanguages(unknown: String) -> [String] {
        let languages = snapshot.languagesInUse
        guard hasUnknownLanguage || languages.isEmpty, !languages.contains(unknown) else {
            return languages
        }
        return languages + [unknown]
    }

    /// For each ordinal of a field its place in the order of labels; more may follow.
    func labelRanks(_ field: Field.Name, _ labels: Labels) -> [UInt32] {
        parts[0].columns.labelOrder.ranks(field, labels)
    }

    /// Whom the actors count for when they are rolled up.
    func actorRoll(_ options: SearchOptions) -> ActorRoll {
        roll.withLock { roll in
            if let roll { return roll }
            let made = ActorRoll(
                snapshot.actors, lineages: options.lineages(snapshot),
                ranks: labelRanks(.actor, snapshot.actors))
            roll = made
            return made
        }
    }

    /// The articles of a story that may be found, the base's first; none for story 0.
    func places(ofStory story: UInt32) -> [Place] {
        guard story != 0 else { return [] }
        var places: [Place] = []
        for (number, part) in parts.enumerated() {
            part.live.forEach { index in
                if part.part.story[index] == story {
                    places.append(Place(part: number, index: index))
                }
            }
        }
        return places
    }

    /// How many articles a story has.
    func articles(ofStory story: UInt32) -> Int {
        guard hasStories, story != 0 else { return 1 }
        return stories.withLock { stories in
            if let known = stories { return known[story] ?? 1 }
            var counts: [UInt32: Int] = [:]
            for part in parts {
                part.live.forEach { index in
                    let story = part.part.story[index]
                    if story != 0 { counts[story, default: 0] += 1 }
                }
            }
            stories = counts
            return counts[story] ?? 1
        }
    }
}

/// What is worked out once for a part of a snapshot.
struct PartFacts: Sendable {
    let part: Part
    let columns: PartColumns
    /// The documents that may be found: neither deleted nor under an embargo.
    let live: Bitset
    let liveCount: Int

    init(_ part: Part, deleted: Bitset?, now: Moment, columns: PartColumns) {
        self.part = part
        self.columns = columns
        var live = Bitset(allOnes: part.count)
        if let deleted { live.subtract(deleted) }
        for embargo in part.embargoes where embargo.end > Int64(now.seconds) {
            live.remove(embargo.index)
        }
        self.live = live
        liveCount = live.count
    }

    var hasDeleted: Bool { liveCount < part.count }
}

/// Columns and sets that are derived from those of a part, made when first needed.
final class PartColumns: Sendable {
    let hasUnknownLanguage: Bool
    let termSets: TermSets
    let postings = PostingCache()
    /// Words of all documents.
    let wordCount: Int
    /// Of the generation: kept with its base.
    let labelOrder = LabelOrder()
    private let part: Part
    private let calendars = Mutex<[FacetRequest.Interval: CalendarColumn]>([:])

    init(_ part: Part) {
        self.part = part
        termSets = TermSets(documents: part.count)
        hasUnknownLanguage = part.language.contains(0)
        wordCount = part.words.reduce(0) { $0 + Int($1) }
    }

    /// The bucket of each document.
    func calendar(_ interval: FacetRequest.Interval) -> CalendarColumn {
        calendars.withLock { calendars in
            if let known = calendars[interval] { return known }
            let made = CalendarColumn(part, interval)
            calendars[interval] = made
            return made
        }
    }
}
