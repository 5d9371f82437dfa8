import Archive
import XapianKit

/// The handles and buffers of one search at a time.
///
/// Not Sendable: the engine keeps workers in a pool and lends each to one search.
final class Worker {
    let stemmer = QueryStemmer()
    let counter = FacetCounter()
    private var synonymIndex: SynonymIndex?

    private struct Opened {
        let generation: String
        let deltaPath: String?
        var revision: UInt64
        /// One for each part: posting lists are read from a database of its own.
        let parts: [Database]
    }

    private var opened: Opened?

    /// The synonyms, stemmed when first asked for; an engine's are always the same.
    func synonyms(_ synonyms: Synonyms) -> SynonymIndex {
        if let synonymIndex { return synonymIndex }
        let made = SynonymIndex(synonyms)
        synonymIndex = made
        return made
    }

    /// The databases of the snapshot's parts, in their order.
    func databases(of snapshot: ArchiveSnapshot) throws(XapianError) -> [Database] {
        if var known = opened, known.generation == snapshot.generation,
            known.deltaPath == snapshot.delta?.xapianPath
        {
            if known.revision != snapshot.revision {
                // Only the delta ever changes.
                if known.parts.count > 1 { _ = try known.parts[1].reopen() }
                known.revision = snapshot.revision
                opened = known
            }
            return known.parts
        }
        opened = nil
        var parts: [Database] = []
        for part in snapshot.parts { parts.append(try Database(path: part.xapianPath)) }
        opened = Opened(
            generation: snapshot.generation, deltaPath: snapshot.delta?.xapianPath,
            revision: snapshot.revision, parts: parts)
        return parts
    }

    /// Forgets the handles, so that the next search opens new ones.
    func drop() {
        opened = nil
    }
}
