import Actors
import Archive
import Articles
import Search
import Synchronization

/// The authority records that the snapshot of a search was made with, decoded when first needed.
///
/// Shared by all threads; keeps those of the snapshot asked for last.
public final class FrozenAuthority: Sendable {
    private struct State {
        var key = ""
        var redirects: [String: String]?
        var records: AuthorityRecords?
    }

    private let state = Mutex(State())
    // A lock of its own: making a recogniser must not hold up searches that follow redirects.
    private let recogniser = Mutex<(key: String, value: ActorRecogniser)?>(nil)

    /// Nothing decoded yet.
    public init() {}

    /// The records of a snapshot; none where it has no snapshot that can be read.
    public func records(of snapshot: ArchiveSnapshot) -> AuthorityRecords {
        with(snapshot) { Self.records(snapshot, &$0) }
    }

    /// A recogniser with the records of a snapshot; making one takes some tens of milliseconds.
    public func recogniser(of snapshot: ArchiveSnapshot) -> ActorRecogniser {
        let records = records(of: snapshot)
        return recogniser.withLock { recogniser in
            let key = Self.key(snapshot)
            if let known = recogniser, known.key == key { return known.value }
            let made = ActorRecogniser(records: records)
            recogniser = (key, made)
            return made
        }
    }

    /// The id that a former id of an actor or author leads to; itself where it leads nowhere else.
    public func redirect(_ id: String, in snapshot: ArchiveSnapshot) -> String {
        let redirects = with(snapshot) { state in
            if let known = state.redirects { return known }
            let found = AuthorityRecords.redirects(inSnapshot: snapshot.authority)
            state.redirects = found
            return found
        }
        var current = id
        // A chain longer than the number of redirects is a circle.
        for _ in 0..<redirects.count {
            guard let next = redirects[current] else { break }
            current = next
        }
        return current
    }

    /// Lets searches resolve aliases, follow redirects and roll actors up.
    public func serve(_ options: inout SearchOptions) {
        options.resolveAlias = { snapshot, name in
            let records = self.records(of: snapshot)
            let author = Identifier.author(named: name)
            return records.resolve(name: name) + [records.redirected(author)]
        }
        options.redirect = { snapshot, id in self.redirect(id, in: snapshot) }
        options.lineages = { snapshot in
            let records = self.records(of: snapshot)
            return records.all.map { record in
                ActorLineage(
                    id: record.id, label: record.label, type: record.type,
                    ancestors: records.ancestors(of: record.id))
            }
        }
    }

    private static func key(_ snapshot: ArchiveSnapshot) -> String {
        snapshot.generation + "/" + snapshot.authorityName
    }

    private func with<Value: Sendable>(
        _ snapshot: ArchiveSnapshot, _ body: (inout State) -> Value
    ) -> Value {
        state.withLock { state in
            let key = Self.key(snapshot)
            if state.key != key { state = State(key: key) }
            return body(&state)
        }
    }

    private static func records(
        _ snapshot: ArchiveSnapshot, _ state: inout State
    ) -> AuthorityRecords {
        if let known = state.records { return known }
        // A snapshot that cannot be read leaves ids and labels of the index, which still work.
        let made = (try? AuthorityRecords(snapshot: snapshot.authority)) ?? .none
        state.records = made
        return made
    }
}
