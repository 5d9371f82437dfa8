import Synchronization
import XapianKit

/// The documents of frequent terms of one part, kept from search to search.
///
/// A walk along a posting list costs some 15 ns a posting, a union of two sets of 45,000 bits 0.1
/// µs. Two generations of sets are kept: what is asked for moves into the younger; when that is
/// full the older one goes. So the cache is bounded and keeps what is used, and nothing is sorted.
final class TermSets: Sendable {
    /// Sets of both generations together take at most about this.
    static let maximumBytes = 64 << 20

    private struct State {
        var young: [String: Bitset] = [:]
        var old: [String: Bitset] = [:]
    }

    private let state = Mutex(State())
    private let documents: Int
    /// How many sets one generation holds.
    private let capacity: Int

    /// - Parameter documents: of the part.
    init(documents: Int) {
        self.documents = documents
        capacity = Self.maximumBytes / 2 / max(64, documents / 8 + 128)
    }

    /// From how many postings on a term's set is worth its memory: a rarer term is walked in less
    /// time than its set takes to be read.
    var threshold: Int { max(32, documents / 512) }

    /// The set of a term; nil where it is not kept.
    subscript(term: String) -> Bitset? {
        get {
            state.withLock { state in
                if let set = state.young[term] { return set }
                guard let set = state.old[term] else { return nil }
                Self.insert(set, term, &state, capacity)
                return set
            }
        }
        set {
            guard let newValue else { return }
            state.withLock { Self.insert(newValue, term, &$0, capacity) }
        }
    }

    private static func insert(
        _ set: Bitset, _ term: String, _ state: inout State, _ capacity: Int
    ) {
        if state.young.count >= capacity {
            state.old = state.young
            state.young = [:]
        }
        state.young[term] = set
    }
}
