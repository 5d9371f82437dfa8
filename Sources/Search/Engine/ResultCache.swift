import Articles
import Synchronization

/// Answers of the newest snapshot, kept for the same request.
///
/// As in ``TermSets`` two generations are kept: what is asked for moves into the younger; when that
/// is full the older one goes. A commit empties it, and
/// so does the end of an embargo. Large pages and answers cut short are not kept.
final class ResultCache: Sendable {
    /// A page of more hits is not kept: it is not what people look at again.
    static let maximumHits = 100

    private struct State {
        var generation = ""
        var revision: UInt64 = 0
        /// When the first embargo ends: the answers hold until then.
        var nextRelease: Int64?
        var young: [[UInt8]: SearchAnswer] = [:]
        var old: [[UInt8]: SearchAnswer] = [:]
    }

    private let state = Mutex(State())
    /// Of each generation.
    private let capacity: Int

    /// - Parameter answers: How many are kept at most; 0 for none.
    init(answers: Int) {
        capacity = answers / 2
    }

    /// What a request asks for, with the day on which `today` falls; nil where nothing is kept.
    func key(_ request: SearchRequest, today: CalendarDay) -> [UInt8]? {
        guard capacity > 0, request.limit <= Self.maximumHits else { return nil }
        return request.json() + Array(today.description.utf8)
    }

    /// The answer that is kept for a key and a snapshot.
    func answer(_ key: [UInt8], _ facts: SnapshotFacts) -> SearchAnswer? {
        state.withLock { state in
            guard Self.isOf(facts, state) else { return nil }
            if let found = state.young[key] { return found }
            guard let found = state.old[key] else { return nil }
            insert(found, key, &state)
            return found
        }
    }

    /// Keeps an answer.
    func insert(_ answer: SearchAnswer, _ key: [UInt8], _ facts: SnapshotFacts) {
        guard !answer.partial else { return }
        state.withLock { state in
            if !Self.isOf(facts, state) {
                state = State(
                    generation: facts.snapshot.generation, revision: facts.snapshot.revision,
                    nextRelease: facts.nextRelease)
            }
            insert(answer, key, &state)
        }
    }

    private static func isOf(_ facts: SnapshotFacts, _ state: State) -> Bool {
        state.revision == facts.snapshot.revision && state.generation == facts.snapshot.generation
            && state.nextRelease == facts.nextRelease
    }

    private func insert(_ answer: SearchAnswer, _ key: [UInt8], _ state: inout State) {
        if state.young.count >= capacity {
            state.old = state.young
            state.young = [:]
        }
        state.young[key] = answer
    }
}
