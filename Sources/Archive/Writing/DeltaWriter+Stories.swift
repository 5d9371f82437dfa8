import Schema

extension DeltaWriter {
    /// The story of a new document; the log gets the stories that it changes.
    func story(of draft: Draft, _ vocabulary: Vocabulary) throws(ArchiveError) -> UInt32 {
        if lacksSketches {
            lacksSketches = false
            for document in stories.unsketched {
                stories.restore(sketchOf: document, words: try words(of: document))
            }
        }
        let words = draft.bodyStems.map { Shingles.hash(of: vocabulary.stems[Int($0)]) }
        let (story, changes) = try stories.add(words: words) { (document) throws(ArchiveError) in
            Shingles(words: try self.words(of: document))
        }
        log(changes)
        return story
    }

    /// Takes a document out of its story; the log gets the stories that this changes.
    func leaveStory(_ document: Int) throws(ArchiveError) {
        log(
            try stories.remove(document) { (document) throws(ArchiveError) in
                Shingles(words: try words(of: document))
            })
    }

    private func log(_ changes: [LiveStories.Change]) {
        for change in changes {
            let isLate = change.document >= base.part.count
            let docid = UInt32(change.document - (isLate ? base.part.count : 0) + 1)
            DeltaLog.append(
                DeltaRecord.story(isLate ? .delta : .base, docid: docid, story: change.story),
                to: &pending)
        }
    }

    /// The hashes of a body's stems, of base or delta.
    private func words(of document: Int) throws(ArchiveError) -> [UInt64] {
        if document < base.part.count {
            return base.part.tokens(document).stems().body.map { ordinals.hash(ofStem: $0) }
        }
        let place = tokenPlaces[document - base.part.count]
        var bytes = [UInt8](repeating: 0, count: place.count * 2)
        if place.offset >= logBytes {
            let start = place.offset - logBytes
            bytes = Array(pending[start..<(start + bytes.count)])
        } else if let files {
            bytes = try Disk.read(
                files.descriptor, files.log, offset: place.offset, count: bytes.count)
        }
        return bytes.withUnsafeBytes { bytes in
            let slice = TokenSlice(
                units: bytes.bindMemory(to: UInt16.self), bodyStart: place.bodyStart)
            return slice.stems().body.map { ordinals.hash(ofStem: $0) }
        }
    }
}

/// Where in a delta's log the token stream of a document lies.
struct TokenPlace {
    /// Of the first unit, in bytes.
    let offset: Int
    /// Units.
    let count: Int
    /// In units.
    let bodyStart: Int
}
