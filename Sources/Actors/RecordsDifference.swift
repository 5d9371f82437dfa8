import Articles

/// What differs between two sets of authority records, as far as an article can notice.
///
/// An article can change only where it holds all words of a name that came or went, holds a word
/// that counts alone (a surname, a given name), or has an actor or author named here.
public struct RecordsDifference: Sendable, Equatable {
    /// Ids of records, authors and redirects that are new, gone or otherwise than before.
    public private(set) var ids: Set<String> = []
    /// Names as they are written: an article with all words of any of them can change.
    public private(set) var names: Set<String> = []
    /// Folded words: an article with any of them can change.
    public private(set) var words: Set<String> = []
    private var context: Set<String> = []
    /// Articles with any of these actors can change, whatever their words.
    public private(set) var actors: Set<String> = []
    /// Articles with any of these actors can change if the file gave it: names are linked then
    /// that the text need not hold.
    public private(set) var givenActors: Set<String> = []
    /// Articles with any of these authors can change.
    public private(set) var authors: Set<String> = []

    /// Whether nothing differs.
    public var isEmpty: Bool { ids.isEmpty }

    /// What differs.
    public init(from old: AuthorityRecords, to new: AuthorityRecords) {
        var (left, right) = (old.all[...], new.all[...])
        while !left.isEmpty || !right.isEmpty {
            let (first, second) = (left.first, right.first)
            if let first, let second, first.id == second.id {
                compare(first, second, old, new)
                left.removeFirst()
                right.removeFirst()
            } else if let first,
                second.map({ first.id.utf8.lexicographicallyPrecedes($0.id.utf8) }) ?? true
            {
                compare(first, nil, old, new)
                left.removeFirst()
            } else {
                compare(nil, second, old, new)
                right.removeFirst()
            }
        }
        compareRedirects(old, new)
        compareAuthors(old, new)
        for pair in Set(old.notSame).symmetricDifference(new.notSame) { ids.formUnion(pair) }
        findWords(old, new)
        for name in names {
            givenActors.formUnion(old.resolve(name: name))
            givenActors.formUnion(new.resolve(name: name))
            givenActors.insert(Identifier.unrecorded(named: name))
        }
    }

    private mutating func compare(
        _ old: AuthorityRecord?, _ new: AuthorityRecord?, _ before: AuthorityRecords,
        _ after: AuthorityRecords
    ) {
        guard let old, let new else {
            guard let record = old ?? new else { return }
            ids.insert(record.id)
            actors.insert(record.id)
            takeNames(of: record)
            return
        }
        // What a record belongs to speaks for it in the text, parents of parents too.
        let hasMoved =
            !(old.parents.isEmpty && new.parents.isEmpty)
            && before.ancestors(of: old.id) != after.ancestors(of: new.id)
        if old == new && !hasMoved { return }
        ids.insert(new.id)
        var plain = old
        plain.aliases = new.aliases
        if plain == new && !hasMoved {
            for alias in old.aliases where !new.aliases.contains(alias) { names.insert(alias.text) }
            for alias in new.aliases where !old.aliases.contains(alias) { names.insert(alias.text) }
            return
        }
        actors.insert(new.id)
        takeNames(of: old)
        takeNames(of: new)
    }

    private mutating func takeNames(of record: AuthorityRecord) {
        names.insert(record.label)
        for alias in record.aliases { names.insert(alias.text) }
        context.formUnion(record.context)
    }

    private mutating func compareRedirects(_ old: AuthorityRecords, _ new: AuthorityRecords) {
        for id in Set(old.redirects.keys).union(new.redirects.keys)
        where old.redirected(id) != new.redirected(id) {
            ids.insert(id)
            let all = [id, old.redirected(id), new.redirected(id)]
            if AuthorRecord.isAuthor(id) { authors.formUnion(all) } else { actors.formUnion(all) }
        }
    }

    private mutating func compareAuthors(_ old: AuthorityRecords, _ new: AuthorityRecords) {
        for id in Set((old.authors + new.authors).map(\.id))
        where old.author(id)?.label != new.author(id)?.label {
            ids.insert(id)
            authors.insert(id)
        }
    }

    /// Words that recognition knows otherwise than before: new ones, given names, surnames.
    ///
    /// They make other names likely or not.
    private mutating func findWords(_ old: AuthorityRecords, _ new: AuthorityRecords) {
        guard !names.isEmpty || !context.isEmpty else { return }
        let (before, after) = (NameIndex(old).words, NameIndex(new).words)
        func classes(_ hash: UInt64, _ table: WordTable) -> WordClass? {
            let number = table.number(hash)
            return number < 0 ? nil : table.classes[Int(number)]
        }
        for text in names.union(context) {
            for word in NameFolding.key(text).split(separator: " ") {
                let hash = WordTable.hash(word.utf8)
                if classes(hash, before) != classes(hash, after) { words.insert(String(word)) }
            }
        }
    }
}
