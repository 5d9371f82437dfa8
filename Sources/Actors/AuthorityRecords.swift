import Articles
import CData

/// All authority records in force: the built-in ones and the desk's own.
///
///     let records = try AuthorityRecords.builtIn().adding(deskFolder: folder)
///     records.resolve(name: "Sergei Lavrov")  // ["person/sergey-lavrov"]
///
/// A value: cheap to pass, never changed.
public struct AuthorityRecords: Sendable {
    /// Every record, sorted by id.
    public private(set) var all: [AuthorityRecord]
    /// Ids that were renamed or merged, with what they lead to.
    public private(set) var redirects: [String: String]
    /// Pairs of ids that must never be joined, as the desk says.
    public private(set) var notSame: [[String]]

    private var places: [String: Int]
    private var ids: [String: [Int32]]

    /// The records that ship in the binary.
    ///
    /// - Throws: a damaged resource.
    public static func builtIn() throws(AuthorityError) -> AuthorityRecords {
        guard let start = byline_authority else {
            throw AuthorityError(
                reason: "the built-in records are missing", hint: "build byline again")
        }
        let bytes = Array(UnsafeBufferPointer(start: start, count: Int(byline_authority_size)))
        return try AuthorityRecords(snapshot: bytes)
    }

    /// The records of a snapshot that ``encoded()`` wrote.
    ///
    /// - Throws: the line of the snapshot that cannot be read.
    public init(snapshot: [UInt8]) throws(AuthorityError) {
        let contents = try AuthoritySnapshot.read(snapshot)
        self.init(
            records: contents.records, redirects: contents.redirects, notSame: contents.notSame)
    }

    /// The records given; of two with one id the later wins.
    init(records: [AuthorityRecord], redirects: [String: String] = [:], notSame: [[String]] = []) {
        self.redirects = redirects
        self.notSame = notSame
        places = [:]
        places.reserveCapacity(records.count)
        var kept: [AuthorityRecord] = []
        kept.reserveCapacity(records.count)
        var sorted = true
        for record in records {
            if let at = places[record.id] {
                kept[at] = record
            } else {
                places[record.id] = kept.count
                if let last = kept.last, !(last.id.utf8.lexicographicallyPrecedes(record.id.utf8)) {
                    sorted = false
                }
                kept.append(record)
            }
        }
        if !sorted {
            kept.sort { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
            for (at, record) in kept.enumerated() { places[record.id] = at }
        }
        all = kept
        ids = [:]
        ids.reserveCapacity(kept.count * 2)
        for (at, record) in kept.enumerated() {
            for alias in record.aliases where alias.kind != .surname && alias.kind != .demonym {
                ids[NameFolding.key(alias.text), default: []].append(Int32(at))
            }
            let label = NameFolding.key(record.label)
            if ids[label]?.contains(Int32(at)) != true {
                ids[label, default: []].append(Int32(at))
            }
        }
    }

    /// The record of an id or of what the id was renamed to; nil where there is none.
    public subscript(_ id: String) -> AuthorityRecord? {
        places[redirected(id)].map { all[$0] }
    }

    /// The id now in force: follows renamings and mergers.
    public func redirected(_ id: String) -> String {
        var current = id
        // A chain longer than the number of redirects is a circle.
        for _ in 0...redirects.count {
            guard let next = redirects[current] else { break }
            current = next
        }
        return current
    }

    /// The ids that a name can mean, best first: an id, a label or an alias.
    ///
    /// Case, accents and punctuation do not count. Empty where no record bears the name.
    public func resolve(name: String) -> [String] {
        let id = redirected(name)
        if places[id] != nil { return [id] }
        let key = NameFolding.key(name)
        guard let found = ids[key] else { return [] }
        var unique: [Int] = []
        for at in found where !unique.contains(Int(at)) { unique.append(Int(at)) }
        func rank(_ at: Int) -> Int {
            let record = all[at]
            if NameFolding.key(record.label) == key { return 0 }
            let alias = record.aliases.first { NameFolding.key($0.text) == key }
            guard let alias else { return 4 }
            return (alias.kind == .metonym ? 2 : 1) + (alias.ambiguous ? 1 : 0)
        }
        return unique.sorted { (rank($0), $0) < (rank($1), $1) }.map { all[$0].id }
    }

    /// Parents, their parents and so on, nearest first; a circle is walked once.
    public func ancestors(of id: String) -> [String] {
        var found: [String] = []
        var queue = self[id]?.parents ?? []
        while !queue.isEmpty {
            let next = redirected(queue.removeFirst())
            guard !found.contains(next), next != id else { continue }
            found.append(next)
            queue.append(contentsOf: self[next]?.parents ?? [])
        }
        return found
    }

    /// The snapshot of these records: what a generation freezes.
    public func encoded() -> [UInt8] {
        AuthoritySnapshot.write(all, redirects: redirects, notSame: notSame)
    }

    /// SHA-256 of ``encoded()`` in 64 hex digits; takes some milliseconds.
    public var digest: String {
        ContentHash.sha256(encoded()).hexadecimal
    }

    /// Where a record stands in ``all``.
    func position(of id: String) -> Int? {
        places[redirected(id)]
    }
}
