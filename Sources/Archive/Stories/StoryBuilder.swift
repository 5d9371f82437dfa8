/// Collects the sketches of a base while segments are taken in, and finds its stories.
struct StoryBuilder {
    private var documents: [UInt32] = []
    private var sketches: [UInt16] = []
    private var count = 0

    /// Takes in the sketches of the next segment.
    mutating func add(_ file: SectionFile, documents added: Int) throws(ArchiveError) {
        let sketched = try file.section("sketched", of: UInt32.self)
        try file.requireBelow("sketched", sketched, limit: added)
        documents += sketched.map { UInt32(count) + $0 }
        sketches += try file.section(
            "sketches", of: UInt16.self, count: sketched.count * CopySketch.count)
        count += added
    }

    /// Finds the stories, and writes the sections of ``StoryFile``.
    ///
    /// - Returns: the story of every document; 0 where it is alone.
    func finish(
        _ segments: [BuiltRows], _ stems: ByteTable, mending: String, to file: SectionFileWriter
    ) throws(ArchiveError) -> [UInt32] {
        try file.section("documents", documents)
        try file.section("sketches", sketches)
        try file.begin("orders", elementSize: 4)
        var texts = SegmentTexts(segments, stems, mending: mending)
        let result: Result<[UInt32], ArchiveError> = sketches.withUnsafeBufferPointer { sketches in
            Result { () throws(ArchiveError) -> [UInt32] in
                var grouping = StoryGrouping(sketches: sketches)
                for band in 0..<CopySketch.bands {
                    try file.append(
                        try grouping.link(band: band) { (left, right) throws(ArchiveError) in
                            let one = try texts.shingles(Int(documents[left]))
                            let other = try texts.shingles(Int(documents[right]))
                            return one.isCopy(of: other)
                        })
                }
                return grouping.stories()
            }
        }
        var stories = [UInt32](repeating: 0, count: count)
        for (document, story) in zip(documents, try result.get()) {
            stories[Int(document)] = story
        }
        return stories
    }
}

/// The texts of documents, read from the segments of a base that is being built.
private struct SegmentTexts {
    /// Texts that are kept; those of one key of a band, which are compared in turn, fit.
    private static let kept = 4_096

    private let segments: [BuiltRows]
    private let starts: [Int]
    private let hashes: [UInt64]
    private let mending: String
    private var files: [Int: SectionFile] = [:]
    private var texts: [Int: Shingles] = [:]

    init(_ segments: [BuiltRows], _ stems: ByteTable, mending: String) {
        self.segments = segments
        self.mending = mending
        var start = 0
        starts = segments.map { segment in
            defer { start += segment.count }
            return start
        }
        hashes = (0..<stems.count).map { Shingles.hash(of: stems.bytes($0)) }
    }

    mutating func shingles(_ document: Int) throws(ArchiveError) -> Shingles {
        if let known = texts[document] { return known }
        let number = LabelTable.lowerBound(starts.count) { starts[$0] <= document } - 1
        let (segment, index) = (segments[number], document - starts[number])
        let file: SectionFile
        if let known = files[number] {
            file = known
        } else {
            file = try SectionFile(segment.path, kind: "segment", mending: mending)
            files[number] = file
        }
        let offsets = try file.section(
            "tokenOffsets", of: UInt64.self, count: segment.count + 1)
        let titles = try file.section("bodyStarts", of: UInt32.self, count: segment.count)
        let tokens = try file.section("tokens", of: UInt32.self)
        try file.requireOffsets("tokenOffsets", offsets, end: tokens.count)
        let first = min(Int(offsets[index]) + Int(titles[index]), Int(offsets[index + 1]))
        let body = tokens[first..<Int(offsets[index + 1])]
        try file.requireBelow(
            "tokens", UnsafeBufferPointer(rebasing: body), limit: segment.stemMap.count)
        guard let made = Shingles(words: body.map { hashes[Int(segment.stemMap[Int($0)])] }) else {
            throw file.damaged(nil, "a document with a sketch has no text")
        }
        if texts.count >= Self.kept { texts.removeAll(keepingCapacity: true) }
        texts[document] = made
        return made
    }
}
