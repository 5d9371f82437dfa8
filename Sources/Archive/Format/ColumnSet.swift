/// The columns of many documents while they are built, and their sections in a file.
///
/// Sections of `columns.bin` and of a segment, rows by document (index = docid - 1):
///
///     firstDay lastDay            Int32   days since 1970; Int32.min undated
///     precisionBasis              UInt8   low 4 bits precision + 1 (0 none), high 4 bits basis
///     authorOffsets               UInt32  one more than documents; where a document's values start
///     authorOrdinals              UInt32
///     actorOffsets actorOrdinals          the same
///     actorMentions               UInt16  parallel to actorOrdinals
///     actorFlags                  UInt8   parallel to actorOrdinals (``ActorFlags``)
///     section language site       UInt32  label ordinal + 1; 0 none
///     words story                 UInt32
///     flags                       UInt8   ``DocumentFlags``
///     embargoed                   UInt32  indexes of the documents under an embargo, rising
///     embargoEnds                 Int64   parallel to it: seconds since 1970
///     newestFirst                 UInt32  in columns.bin only: indexes by falling first day
struct ColumnSet {
    private(set) var count = 0
    private(set) var firstDay: [Int32] = []
    private var lastDay: [Int32] = []
    private var precisionBasis: [UInt8] = []
    private var authorOffsets: [UInt32] = [0]
    private(set) var authorOrdinals: [UInt32] = []
    private var actorOffsets: [UInt32] = [0]
    private(set) var actorOrdinals: [UInt32] = []
    private var actorMentions: [UInt16] = []
    private var actorFlags: [UInt8] = []
    private(set) var section: [UInt32] = []
    private(set) var language: [UInt32] = []
    private(set) var site: [UInt32] = []
    private var words: [UInt32] = []
    private var story: [UInt32] = []
    private var flags: [UInt8] = []
    private var embargoed: [UInt32] = []
    private var embargoEnds: [Int64] = []

    mutating func append(_ row: DocumentRow) {
        if let end = row.embargo {
            embargoed.append(UInt32(count))
            embargoEnds.append(end)
        }
        count += 1
        firstDay.append(row.firstDay)
        lastDay.append(row.lastDay)
        precisionBasis.append(row.precisionBasis)
        authorOrdinals += row.authors
        authorOffsets.append(UInt32(authorOrdinals.count))
        actorOrdinals += row.actors
        actorMentions += row.actorMentions
        actorFlags += row.actorFlags
        actorOffsets.append(UInt32(actorOrdinals.count))
        section.append(row.section)
        language.append(row.language)
        site.append(row.site)
        words.append(row.words)
        story.append(row.story)
        flags.append(row.flags)
    }

    /// Appends the rows of a segment, its label ordinals replaced by those of the maps.
    ///
    /// - Throws: `tooLarge` where an offset needs more than 32 bits.
    mutating func append(_ part: Part, maps: [LabelField: [UInt32]]) throws(ArchiveError) {
        try Self.requireRoom("authors", authorOrdinals.count + part.authors.ordinals.count)
        try Self.requireRoom("actors", actorOrdinals.count + part.actors.ordinals.count)
        embargoed += part.embargoes.map { UInt32(count + $0.index) }
        embargoEnds += part.embargoes.map(\.end)
        count += part.count
        firstDay += part.firstDay
        lastDay += part.lastDay
        precisionBasis += part.precisionBasis
        let (authors, actors) = (maps[.author] ?? [], maps[.actor] ?? [])
        let authorStart = UInt32(authorOrdinals.count)
        authorOffsets += part.authors.offsets.dropFirst().map { $0 + authorStart }
        authorOrdinals += part.authors.ordinals.map { authors[Int($0)] }
        let actorStart = UInt32(actorOrdinals.count)
        actorOffsets += part.actors.offsets.dropFirst().map { $0 + actorStart }
        actorOrdinals += part.actors.ordinals.map { actors[Int($0)] }
        actorMentions += part.actorMentions
        actorFlags += part.actorFlags
        section += Self.mapped(part.section, maps[.section] ?? [])
        language += Self.mapped(part.language, maps[.language] ?? [])
        site += Self.mapped(part.site, maps[.site] ?? [])
        words += part.words
        story += part.story
        flags += part.flags
    }

    /// Replaces every label ordinal by that of the map.
    mutating func renumber(_ field: LabelField, _ map: [UInt32]) {
        switch field {
        case .author: authorOrdinals = authorOrdinals.map { map[Int($0)] }
        case .actor: actorOrdinals = actorOrdinals.map { map[Int($0)] }
        case .section: section = Self.mapped(section, map)
        case .language: language = Self.mapped(language, map)
        case .site: site = Self.mapped(site, map)
        }
    }

    /// How many documents have each label.
    func frequencies(_ field: LabelField, labels: Int) -> [UInt32] {
        var counts = [UInt32](repeating: 0, count: labels)
        switch field {
        case .author: for ordinal in authorOrdinals { counts[Int(ordinal)] += 1 }
        case .actor: for ordinal in actorOrdinals { counts[Int(ordinal)] += 1 }
        case .section: for value in section where value > 0 { counts[Int(value) - 1] += 1 }
        case .language: for value in language where value > 0 { counts[Int(value) - 1] += 1 }
        case .site: for value in site where value > 0 { counts[Int(value) - 1] += 1 }
        }
        return counts
    }

    /// Replaces the story of every document.
    mutating func setStories(_ stories: [UInt32]) {
        story = stories
    }

    /// The indexes by falling first day, ties by rising index, undated last.
    func newestFirst() -> [UInt32] {
        Self.newestFirst(firstDay)
    }

    /// The indexes by falling first day, ties by rising index, undated last.
    static func newestFirst(_ days: [Int32]) -> [UInt32] {
        // The undated have the least number there is: they sort last by themselves.
        let keys = days.enumerated().map { index, day in
            UInt64(UInt32(bitPattern: ~day) ^ 0x8000_0000) << 32 | UInt64(index)
        }
        return keys.sorted().map { UInt32(truncatingIfNeeded: $0) }
    }

    func write(to file: SectionFileWriter, withOrder: Bool) throws(ArchiveError) {
        try file.section("firstDay", firstDay)
        try file.section("lastDay", lastDay)
        try file.section("precisionBasis", precisionBasis)
        try file.section("authorOffsets", authorOffsets)
        try file.section("authorOrdinals", authorOrdinals)
        try file.section("actorOffsets", actorOffsets)
        try file.section("actorOrdinals", actorOrdinals)
        try file.section("actorMentions", actorMentions)
        try file.section("actorFlags", actorFlags)
        try file.section("section", section)
        try file.section("language", language)
        try file.section("site", site)
        try file.section("words", words)
        try file.section("story", story)
        try file.section("flags", flags)
        try file.section("embargoed", embargoed)
        try file.section("embargoEnds", embargoEnds)
        if withOrder { try file.section("newestFirst", newestFirst()) }
    }

    private static func mapped(_ values: some Sequence<UInt32>, _ map: [UInt32]) -> [UInt32] {
        values.map { $0 == 0 ? 0 : map[Int($0) - 1] + 1 }
    }

    private static func requireRoom(_ what: String, _ count: Int) throws(ArchiveError) {
        guard count <= Int(UInt32.max) else {
            throw .tooLarge(what: "values of \(what)", count: count, limit: Int(UInt32.max))
        }
    }
}
