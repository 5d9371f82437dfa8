import Archive
import Articles
import Schema

/// Reads what an answer shows of each hit: columns and labels, and the text where passages are
/// wanted.
struct HitMaker {
    private let facts: SnapshotFacts
    private let wants: Set<HitField>
    private let snippetCount: Int
    private let passages: PassageFinder

    init(facts: SnapshotFacts, request: SearchRequest, highlights: Highlights) {
        self.facts = facts
        var wants = request.fields.map(Set.init) ?? HitField.usual
        if request.snippets == 0 { wants.remove(.snippets) }
        self.wants = wants
        snippetCount = request.snippets
        let stems = facts.snapshot.stems
        let words = Double(max(1, stems.count == 0 ? 0 : stems.occurrences(0)))
        let isMarked = !wants.isDisjoint(with: [.snippets, .titleSpans])
        passages = PassageFinder(
            HighlightMatcher(isMarked ? highlights : Highlights()) { stem in
                // Ordinals rise with rarity: the first stem is the most frequent.
                (1 + words / Double(max(1, stems.occurrences(stem)))).logarithm
            })
    }

    func hits(_ ranked: [RankedHit]) throws(SearchError) -> [Hit] {
        var hits: [Hit] = []
        hits.reserveCapacity(ranked.count)
        for row in ranked { hits.append(try hit(row)) }
        return hits
    }

    private func hit(_ ranked: RankedHit) throws(SearchError) -> Hit {
        let part = facts.parts[ranked.place.part].part
        let index = ranked.place.index
        let snapshot = facts.snapshot
        var hit = Hit()
        if !wants.isDisjoint(with: [.id, .title, .url, .titleSpans]) {
            let stored = part.stored(index)
            if wants.contains(.id) { hit.id = stored.id }
            if wants.contains(.title) { hit.title = stored.title }
            if wants.contains(.url) { hit.url = .some(stored.url) }
            if wants.contains(.titleSpans) {
                hit.titleSpans = passages.spans(inTitle: stored.title, part.tokens(index))
            }
        }
        if wants.contains(.authors) {
            hit.authors = part.authors[index].map { ordinal in
                Hit.Author(id: snapshot.authors.id(ordinal), label: snapshot.authors.label(ordinal))
            }
        }
        if wants.contains(.date) { hit.date = date(part, index) }
        if wants.contains(.section) {
            hit.section = .some(label(snapshot.sections, part.section[index]))
        }
        if wants.contains(.language) {
            hit.language = .some(label(snapshot.languages, part.language[index]))
        }
        if wants.contains(.site) {
            hit.site = .some(label(snapshot.sites, part.site[index]))
        }
        if wants.contains(.words) { hit.words = Int(part.words[index]) }
        if wants.contains(.score) { hit.score = ranked.score }
        if wants.contains(.actors) { hit.actors = actors(part, index) }
        if wants.contains(.copies) {
            hit.copies = Hit.Copies(count: facts.articles(ofStory: part.story[index]) - 1)
        }
        if wants.contains(.snippets) {
            let body: String
            do { body = try part.body(index) } catch { throw SearchError(error) }
            hit.snippets = passages.snippets(
                of: body, part.tokens(index), count: snippetCount)
        }
        return hit
    }

    private func date(_ part: Part, _ index: Int) -> Hit.Date {
        let day = part.firstDay[index]
        return Hit.Date(
            value: day == Part.undated ? nil : CalendarDay(daysSince1970: day),
            precision: part.precision(index), basis: part.basis(index))
    }

    /// Single columns hold ordinal + 1, and 0 for none.
    private func label(_ labels: Labels, _ code: UInt32) -> String? {
        code == 0 ? nil : labels.label(code - 1)
    }

    private func actors(_ part: Part, _ index: Int) -> [Hit.Actor] {
        let labels = facts.snapshot.actors
        return part.actors.range(index).map { position in
            let ordinal = part.actors.ordinals[position]
            return Hit.Actor(
                id: labels.id(ordinal), label: labels.label(ordinal),
                type: labels.type(ordinal) ?? .unknown,
                mentions: Int(part.actorMentions[position]))
        }
    }
}
