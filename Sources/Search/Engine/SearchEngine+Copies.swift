import Archive

extension SearchEngine {
    /// The near-identical copies of an article: the rest of its story.
    ///
    /// - Throws: `not_found`.
    public func copies(of id: String) throws(SearchError) -> CopiesAnswer {
        let facts = try currentFacts()
        return try withWorker { worker throws(SearchError) in
            let lookup = try ArticleLookup(facts: facts, worker: worker)
            guard let place = try lookup.place(of: id) else { throw ArticleLookup.missing(id) }
            let story = facts.parts[place.part].part.story[place.index]
            let order = DateOrder(isNewestFirst: false)
            let places = facts.places(ofStory: story).filter { $0 != place }
                .map { (place: $0, key: order.position($0, facts.parts)) }
                .sorted { left, right in
                    let (one, other) = (left.key, right.key)
                    return (one.day, one.part, one.index) < (other.day, other.part, other.index)
                }
            var request = SearchRequest()
            request.fields = Self.copyFields
            let maker = HitMaker(facts: facts, request: request, highlights: Highlights())
            let hits = try maker.hits(places.map { RankedHit(place: $0.place, score: nil) })
            return CopiesAnswer(
                id: id, count: hits.count, hits: hits,
                index: IndexState(
                    generation: facts.snapshot.generation, revision: facts.snapshot.revision,
                    lagMilliseconds: 0))
        }
    }

    /// What is shown of a copy.
    private static let copyFields: [HitField] = [
        .id, .title, .url, .site, .authors, .date, .section, .words,
    ]
}
