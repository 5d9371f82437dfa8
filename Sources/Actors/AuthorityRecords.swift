import Articles
import CData
import Synchronization

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
    /// What the desk says of authors, sorted by id.
    public private(set) var authors: [AuthorRecord]

    private let names: NameLookup

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
            records: contents.records, redirects: contents.redirects, notSame: contents.notSame,
            authors: contents.authors)
    }

    /// No records at all.
    public static let none = AuthorityRecords(records: [])

    /// The redirects of a snapshot, without decoding its records: well below a millisecond.
    ///
    /// Empty where the snapshot cannot be read.
    public static func redirects(inSnapshot bytes: [UInt8]) -> [String: String] {
        AuthoritySnapshot.redirects(bytes)
    }

    /// The records given; of two with one id the later wins.
    init(
        records: [AuthorityRecord], redirects: [String: String] = [:], notSame: [[String]] = [],
        authors: [AuthorRecord] = []
    ) {
        self.authors = authors.sorted { Self.isBefore($0.id, $1.id) }
        self.redirects = redirects
        self.notSame = notSame
        let isSorted = zip(records, records.dropFirst()).allSatisfy { Self.isBefore($0.id, $1.id) }
        if isSorted {
            all = records
        } else {
            var byID: [String: AuthorityRecord] = [:]
            for record in records { byID[record.id] = record }
            all = byID.values.sorted { Self.isBefore($0.id, $1.id) }
        }
        names = NameLookup()
    }

    private static func isBefore(_ left: String, _ right: String) -> Bool {
        left.utf8.lexicographicallyPrecedes(right.utf8)
    }

    /// The record of an id or of what the id was renamed to; nil where there is none.
    public subscript(_ id: String) -> AuthorityRecord? {
        position(of: id).map { all[$0] }
    }

    /// Whether two ids must never be joined, nor proposed as one.
    public func areKeptApart(_ one: String, _ other: String) -> Bool {
        let pair = [redirected(one), redirected(other)]
        return notSame.contains { row in
            let ids = row.map(redirected)
            return ids == pair || ids == pair.reversed() || row == [one, other]
                || row == [other, one]
        }
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
        if let at = position(of: name) { return [all[at].id] }
        let key = NameFolding.key(name)
        let unique = names.positions(of: key, in: all)
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
        AuthoritySnapshot.write(all, redirects: redirects, notSame: notSame, authors: authors)
    }

    /// SHA-256 of ``encoded()`` in 64 hex digits; takes some milliseconds.
    public var digest: String {
        ContentHash.sha256(encoded()).hexadecimal
    }

    /// Where a record stands in ``all``.
    func position(of id: String) -> Int? {
        let id = redirects.isEmpty ? id : redirected(id)
        var low = 0
        var high = all.count
        while low < high {
            let middle = (low + high) / 2
            if Self.isBefore(all[middle].id, id) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low < all.count && all[low].id == id ? low : nil
    }
}

/// Folded names and the records that bear them; made when first asked for, since only a few commands do.
private final class NameLookup: Sendable {
    private let table = Mutex<[String: [Int32]]?>(nil)

    /// Where the records of a name stand, ascending.
    func positions(of key: String, in records: [AuthorityRecord]) -> [Int] {
        table.withLock { table in
            if table == nil { table = Self.build(records) }
            return (table?[key] ?? []).map(Int.init)
        }
    }

    private static func build(_ records: [AuthorityRecord]) -> [String: [Int32]] {
        var table: [String: [Int32]] = [:]
        table.reserveCapacity(records.count * 2)
        for (at, record) in records.enumerated() {
            var keys = [NameFolding.key(record.label)]
            for alias in record.aliases where alias.kind != .surname && alias.kind != .demonym {
                keys.append(NameFolding.key(alias.text))
            }
            for key in keys where table[key]?.last != Int32(at) {
                table[key, default: []].append(Int32(at))
            }
        }
        return table
    }
}
