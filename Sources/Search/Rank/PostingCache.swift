import Synchronization

/// The postings of frequent words of one part, kept from search to search.
///
/// Reading a posting from Xapian costs some 15 ns, going over one that is kept 1 ns. As in
/// ``TermSets`` two generations are kept: what is asked for moves into the younger; when that is
/// full the older one goes.
final class PostingCache: Sendable {
    /// Both generations together take at most about this.
    static let maximumBytes = 96 << 20

    private struct State {
        var averageWords: Float = 0
        var young: [String: WordPostings] = [:]
        var old: [String: WordPostings] = [:]
        var youngBytes = 0
    }

    private let state = Mutex(State())

    /// The postings of a word; nil where they are not kept, or for another average length.
    func postings(_ key: String, averageWords: Float) -> WordPostings? {
        state.withLock { state in
            guard state.averageWords == averageWords else { return nil }
            if let found = state.young[key] { return found }
            guard let found = state.old.removeValue(forKey: key) else { return nil }
            Self.insert(found, key, &state)
            return found
        }
    }

    /// Keeps the postings of a word.
    func insert(_ postings: WordPostings, _ key: String, averageWords: Float) {
        state.withLock { state in
            if state.averageWords != averageWords {
                state = State()
                state.averageWords = averageWords
            }
            Self.insert(postings, key, &state)
        }
    }

    private static func insert(_ postings: WordPostings, _ key: String, _ state: inout State) {
        let bytes = postings.byteCount
        guard bytes <= maximumBytes / 2 else { return }
        if state.youngBytes + bytes > maximumBytes / 2 {
            state.old = state.young
            state.young = [:]
            state.youngBytes = 0
        }
        if state.young.updateValue(postings, forKey: key) == nil { state.youngBytes += bytes }
    }
}
