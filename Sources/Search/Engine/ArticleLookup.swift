import Archive
import Schema
import XapianKit

/// Finds documents by the id of their article.
struct ArticleLookup {
    let facts: SnapshotFacts
    let databases: [Database]

    init(facts: SnapshotFacts, worker: Worker) throws(SearchError) {
        self.facts = facts
        do { databases = try worker.databases(of: facts.snapshot) } catch {
            throw SearchError(error)
        }
    }

    /// The document that is not deleted; nil where there is none.
    func place(of id: String) throws(SearchError) -> Place? {
        // The newest version stands last.
        for (number, part) in facts.parts.enumerated().reversed() {
            let postings: Postings
            do { postings = try databases[number].postings(Term.of(.id, id)) } catch {
                throw SearchError(error)
            }
            for document in postings.documents.reversed() {
                let index = Int(document) - 1
                if part.live.contains(index), part.part.stored(index).id == id {
                    return Place(part: number, index: index)
                }
            }
        }
        return nil
    }

    static func missing(_ id: String, param: String? = nil) -> SearchError {
        SearchError(
            .notFound, "there is no article \"\(id)\" in the archive", param: param,
            hint: "ids are case-sensitive; `byline search` shows them")
    }
}
