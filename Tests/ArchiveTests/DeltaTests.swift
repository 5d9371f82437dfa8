import Articles
import Schema
import Testing
import XapianKit

@testable import Archive

@Suite struct DeltaTests {
    /// What a reader sees, by article id, in a form that does not depend on ordinals and docids.
    private func view(_ snapshot: ArchiveSnapshot) throws -> [String: DocumentView] {
        var views: [String: DocumentView] = [:]
        for part in snapshot.parts {
            for index in 0..<part.count
            where snapshot.tombstones(of: part.kind)?.contains(index) != true {
                let view = try DocumentView(snapshot, part, index)
                #expect(views.updateValue(view, forKey: part.stored(index).id) == nil)
            }
        }
        return views
    }

    @Test("after any number of commits a snapshot equals what a list of articles says")
    func incremental() throws {
        let seed: UInt64 = 77
        var random = RandomArticles(seed: seed)
        let archive = try TestArchive()
        let first = (0..<60).map { random.article("id\($0)") }
        try archive.build(first, sourceRevision: 60)
        let reader = try archive.reader()
        let writer = try archive.deltaWriter()
        let maker = makeDraftMaker()
        var seen = first
        var living = Dictionary(uniqueKeysWithValues: first.map { ($0.id, $0) })
        var revision: UInt64 = 60
        for commit in 0..<40 {
            for _ in 0..<random.number(1...6) {
                let id = "id\(random.number(0...99))"
                revision += 1
                if random.chance(4) {
                    let isThere = living.removeValue(forKey: id) != nil
                    #expect(try writer.delete(id) == isThere, "seed \(seed), commit \(commit)")
                } else {
                    let article = random.article(id)
                    living[id] = article
                    seen.append(article)
                    try writer.put(maker.draft(of: article), maker.vocabulary)
                }
            }
            let published = try writer.commit(sourceRevision: revision)
            let snapshot = try reader.snapshot()
            #expect(snapshot.revision == published)
            #expect(snapshot.sourceRevision == revision)
            #expect(snapshot.articles == living.count)
            let labels = DocumentView.authorLabels(seen)
            let expected = living.mapValues {
                DocumentView(expecting: $0, authorLabels: labels)
            }
            #expect(try view(snapshot) == expected, "seed \(seed), commit \(commit)")
            if let delta = snapshot.delta {
                let days = delta.firstDay
                let order = (0..<delta.count).sorted { left, right in
                    days[left] == days[right] ? left < right : days[left] > days[right]
                }
                #expect(delta.newestFirst.map(Int.init) == order)
                #expect(try Database(path: delta.xapianPath).documentCount() == delta.count)
            }
        }
        // A reader that starts now sees the same as one that followed.
        let fresh = try archive.reader().snapshot()
        let followed = try reader.snapshot()
        #expect(try view(fresh) == view(followed))
        #expect(fresh.tombstones.base == followed.tombstones.base)
        #expect(fresh.tombstones.delta == followed.tombstones.delta)
        #expect(fresh.languagesInUse == followed.languagesInUse)
        for count in [fresh, followed] {
            #expect(count.actors.count == followed.actors.count)
            #expect(count.stems.count == followed.stems.count)
            #expect(count.words.count == followed.words.count)
        }
        let built = try archive.build(living.values.sorted { $0.id < $1.id })
        #expect(try followed.digest() == built.digest)
    }

    @Test("labels of base and delta are one list: those of the base keep their ordinals")
    func unifiedLabels() throws {
        let archive = try TestArchive()
        var article = Article(id: "a", title: "", body: "gas")
        article.actors = [Actor(id: "org/nato", label: "NATO", type: .organisation)]
        try archive.build([article])
        let writer = try archive.deltaWriter()
        let maker = makeDraftMaker()
        for number in 0..<20 {
            var late = Article(id: "b\(number)", title: "", body: "oil number\(number)")
            late.actors = [
                Actor(id: "org/nato", label: "Nato", type: .organisation),
                Actor(id: "person/p\(number)", label: "Pérson \(number)", type: .person),
            ]
            late.language = "de"
            try writer.put(maker.draft(of: late), maker.vocabulary)
            try writer.commit(sourceRevision: UInt64(number + 1))
        }
        let snapshot = try archive.reader().snapshot()
        let actors = snapshot.actors
        #expect(actors.count == 21)
        #expect(
            (0..<21).map { actors.id(UInt32($0)) } == ["org/nato"]
                + (0..<20).map { "person/p\($0)" })
        #expect(actors.label(0) == "NATO")
        #expect(actors.type(20) == .person)
        #expect(actors.id(21) == "")
        #expect(actors.ordinal(id: "person/p13") == 14)
        #expect(actors.ordinals(foldedLabelPrefix: "person 1").count == 11)
        #expect(actors.ordinals(foldedLabelPrefix: "19", atWordStarts: true) == [20])
        #expect(snapshot.languagesInUse == ["de"])
        #expect(snapshot.stems.ordinal(of: "gas") == 0)
        #expect(snapshot.stems.ordinal(of: "number7").map { snapshot.stems.stem($0) } == "number7")
        #expect(snapshot.words.words(prefix: "number1").map(\.word).count == 11)
        #expect(snapshot.words.words(equal: "oil").map(\.count) == [1])
    }

    @Test("an older snapshot goes on seeing what it saw")
    func stableSnapshots() throws {
        var random = RandomArticles(seed: 3)
        let archive = try TestArchive()
        try archive.build((0..<5).map { random.article("id\($0)") })
        let reader = try archive.reader()
        let writer = try archive.deltaWriter()
        let maker = makeDraftMaker()
        var kept: [(ArchiveSnapshot, [String: DocumentView])] = []
        for number in 0..<150 {
            try writer.put(maker.draft(of: random.article("id\(number % 40)")), maker.vocabulary)
            try writer.commit(sourceRevision: UInt64(number + 1))
            if number % 10 == 0 {
                let snapshot = try reader.snapshot()
                kept.append((snapshot, try view(snapshot)))
            }
        }
        for (snapshot, seen) in kept { #expect(try view(snapshot) == seen) }
    }

    @Test("a delta that was closed cleanly is opened again and goes on")
    func reopening() throws {
        var random = RandomArticles(seed: 4)
        let archive = try TestArchive()
        try archive.build((0..<5).map { random.article("id\($0)") }, sourceRevision: 5)
        let maker = makeDraftMaker()
        let first = try archive.deltaWriter()
        let articles = (3..<9).map { random.article("id\($0)") }
        for article in articles { try first.put(maker.draft(of: article), maker.vocabulary) }
        #expect(try first.delete("id4"))
        try first.commit(sourceRevision: 12)
        try first.close()
        #expect(first.needsRebuild)

        let second = try archive.deltaWriter()
        #expect(!second.needsRebuild)
        #expect(second.sourceRevision == 12)
        #expect(second.documents == 6)
        #expect(second.deadDocuments == 1)
        #expect(try !second.delete("id4"))
        #expect(try second.delete("id8"))
        let late = random.article("id4")
        try second.put(maker.draft(of: late), maker.vocabulary)
        try second.commit(sourceRevision: 14)
        let snapshot = try archive.reader().snapshot()
        #expect(
            try Set(view(snapshot).keys)
                == ["id0", "id1", "id2", "id3", "id4", "id5", "id6", "id7"])
        #expect(try view(snapshot)["id4"]?.article == late)
    }

    @Test("after an unclean stop the published delta is served, and the writer asks for a rebuild")
    func recovery() throws {
        let archive = try TestArchive()
        try archive.build([Article(id: "a", title: "base", body: "")], sourceRevision: 1)
        let maker = makeDraftMaker()
        func put(_ writer: DeltaWriter, _ id: String) throws {
            let article = Article(id: id, title: id, body: "")
            try writer.put(maker.draft(of: article), maker.vocabulary)
        }
        do {
            let writer = try archive.deltaWriter()
            try put(writer, "b")
            try writer.commit(sourceRevision: 2)
            try put(writer, "lost")
        }
        let reader = try archive.reader()
        let served = try reader.snapshot()
        #expect(try Set(view(served).keys) == ["a", "b"])

        let writer = try archive.deltaWriter()
        #expect(writer.needsRebuild)
        #expect(throws: ArchiveError.self) { try put(writer, "c") }
        try writer.startOver()
        #expect(!writer.needsRebuild)
        #expect(writer.sourceRevision == 1)
        try put(writer, "b")
        try writer.commit(sourceRevision: 2, publishing: false)
        #expect(try reader.snapshot().revision == served.revision)
        try put(writer, "c")
        try writer.commit(sourceRevision: 3)
        let after = try reader.snapshot()
        #expect(after.revision > served.revision)
        #expect(try Set(view(after).keys) == ["a", "b", "c"])
        #expect(try Set(view(served).keys) == ["a", "b"])
        try writer.close()
        #expect(try !archive.deltaWriter().needsRebuild)
    }

    @Test("a snapshot that nothing changed since is the same value")
    func unchanged() throws {
        let archive = try TestArchive()
        try archive.build([Article(id: "a", title: "t", body: "b")])
        let reader = try archive.reader()
        let first = try reader.snapshot()
        let second = try reader.snapshot()
        #expect(first.revision == second.revision)
        #expect(first.base.firstDay.baseAddress == second.base.firstDay.baseAddress)
        #expect(reader.latest.revision == first.revision)
    }

    @Test("a commit without changes publishes only a new source revision")
    func emptyCommit() throws {
        let archive = try TestArchive()
        try archive.build([], sourceRevision: 3)
        let writer = try archive.deltaWriter()
        let before = writer.revision
        #expect(try writer.commit(sourceRevision: 3) == before)
        #expect(try writer.commit(sourceRevision: 4) == before + 1)
        let snapshot = try archive.reader().snapshot()
        #expect(snapshot.sourceRevision == 4)
        #expect(snapshot.delta == nil)
    }
}
