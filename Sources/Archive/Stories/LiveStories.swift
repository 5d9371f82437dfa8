/// The stories of base and delta while a writer adds documents and takes them away.
///
/// After every change they are what ``StoryGrouping`` gives for the living documents, but for their
/// numbers: a new copy joins the story of its copies and makes one of several that it links; where
/// a document goes, what it alone held together falls apart.
///
/// Documents of the base have the numbers below `base.part.count`, those of the delta follow.
struct LiveStories {
    /// A document that is in another story from now on; 0 for none.
    struct Change: Equatable {
        let document: Int
        let story: UInt32
    }

    /// The text of a document, for the comparison of texts.
    typealias Reading = (_ document: Int) throws(ArchiveError) -> Shingles?

    private let base: Base
    private let file: StoryFile
    /// Stories of documents of the base that are no longer those of its column.
    private var changed: [Int: UInt32] = [:]
    private var deltaStories: [UInt32] = []
    private var removed: Set<Int> = []
    private var next: UInt32
    private var table = CopyTable()
    /// Documents of the sketches in the table, and their places there.
    private var tabled: [Int] = []
    private var places: [Int: Int] = [:]

    /// The stories of the base alone.
    init(_ base: Base) throws(ArchiveError) {
        self.base = base
        let section = try SectionFile(
            base.folder + "/stories.bin", kind: "stories", mending: base.mending)
        file = try StoryFile(section, count: base.part.count)
        next = (base.part.story.max() ?? 0) + 1
    }

    /// The story of a document; 0 where it is alone.
    func story(_ document: Int) -> UInt32 {
        if document >= base.part.count { return deltaStories[document - base.part.count] }
        return changed[document] ?? base.part.story[document]
    }

    /// Takes in a document of the delta as its log says it.
    mutating func restore(story: UInt32) {
        deltaStories.append(story)
        next = max(next, story &+ 1)
    }

    /// Takes in a change as the log says it.
    mutating func restore(_ change: Change) {
        apply([change])
        next = max(next, change.story &+ 1)
    }

    /// Takes in that a document is gone, as the log says it.
    mutating func restore(removed document: Int) { removed.insert(document) }

    /// Takes in the sketch of a document that was restored; by rising document.
    mutating func restore(sketchOf document: Int, words: [UInt64]) {
        guard let sketch = CopySketch.sketch(words: words) else { return }
        tabulate(document, sketch)
    }

    /// Documents of the delta whose sketches are not restored yet.
    var unsketched: [Int] {
        (0..<deltaStories.count).map { $0 + base.part.count }.filter { !removed.contains($0) }
    }

    /// Adds the next document of the delta.
    ///
    /// - Parameters:
    ///   - words: ``Shingles/hash(of:)`` of each stem of its body.
    ///   - read: gives the text of a document that was added before.
    /// - Returns: its story, and the other documents whose story is another one now.
    mutating func add(
        words: [UInt64], read: Reading
    ) throws(ArchiveError) -> (story: UInt32, changes: [Change]) {
        let document = base.part.count + deltaStories.count
        deltaStories.append(0)
        guard let sketch = CopySketch.sketch(words: words), let own = Shingles(words: words) else {
            return (0, [])
        }
        let candidates = file.candidates(sketch) + table.candidates(sketch).map { tabled[$0] }
        tabulate(document, sketch)
        var stories: Set<UInt32> = []
        var alone: [Int] = []
        for candidate in candidates where !removed.contains(candidate) {
            let story = story(candidate)
            if stories.contains(story) { continue }
            guard let other = try read(candidate), own.isCopy(of: other) else { continue }
            if story == 0 { alone.append(candidate) } else { stories.insert(story) }
        }
        if stories.isEmpty && alone.isEmpty { return (0, []) }
        let story = stories.min() ?? takeNumber()
        let joined = stories.subtracting([story]).sorted().flatMap { members($0) }
        let changes = (alone + joined).map { Change(document: $0, story: story) }
        apply(changes)
        deltaStories[document - base.part.count] = story
        return (story, changes)
    }

    /// Takes a document away.
    ///
    /// - Returns: the documents whose story is another one now.
    mutating func remove(_ document: Int, read: Reading) throws(ArchiveError) -> [Change] {
        removed.insert(document)
        let story = story(document)
        guard story != 0 else { return [] }
        let members = members(story)
        var texts: [Int: Shingles] = [:]
        for member in members { texts[member] = try read(member) }
        let groups = StoryGrouping.stories(of: members.flatMap { sketch($0) }) { left, right in
            guard let one = texts[members[left]], let other = texts[members[right]] else {
                return false
            }
            return one.isCopy(of: other)
        }
        // The first group keeps the number, so that most documents stay as they are.
        var names: [UInt32: UInt32] = [0: 0, 1: story]
        var changes: [Change] = []
        for (member, group) in zip(members, groups) {
            let name = names[group] ?? takeNumber()
            names[group] = name
            if name != story { changes.append(Change(document: member, story: name)) }
        }
        apply(changes)
        return changes
    }

    /// The living documents of a story, rising.
    private func members(_ story: UInt32) -> [Int] {
        var found: [Int] = []
        for document in 0..<base.part.count where base.part.story[document] == story {
            if changed[document] == nil && !removed.contains(document) { found.append(document) }
        }
        for (document, own) in changed where own == story && !removed.contains(document) {
            found.append(document)
        }
        for (index, own) in deltaStories.enumerated() where own == story {
            let document = base.part.count + index
            if !removed.contains(document) { found.append(document) }
        }
        return found.sorted()
    }

    /// The sketch of a document; zeros, which agree with no other one, where it has none.
    private func sketch(_ document: Int) -> [UInt16] {
        if let place = places[document] { return Array(table.sketch(place)) }
        return file.sketch(document) ?? [UInt16](repeating: 0, count: CopySketch.count)
    }

    private mutating func tabulate(_ document: Int, _ sketch: [UInt16]) {
        places[document] = table.count
        tabled.append(document)
        table.append(sketch)
    }

    private mutating func apply(_ changes: [Change]) {
        for change in changes {
            if change.document >= base.part.count {
                deltaStories[change.document - base.part.count] = change.story
            } else {
                changed[change.document] = change.story
            }
        }
    }

    private mutating func takeNumber() -> UInt32 {
        defer { next &+= 1 }
        return next
    }
}
