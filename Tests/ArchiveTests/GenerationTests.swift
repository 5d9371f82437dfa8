import Articles
import Schema
import Testing
import XapianKit

@testable import Archive

@Suite struct GenerationTests {
    @Test("a base gives back what was put into it", arguments: [0, 1, 7, 260] as [Int])
    func roundTrip(count: Int) throws {
        let seed = UInt64(4711 + count)
        var random = RandomArticles(seed: seed)
        let articles = (0..<count).map { random.article("id\($0)") }
        let archive = try TestArchive()
        let manifest = try archive.build(articles, sourceRevision: 99)
        let snapshot = try archive.reader().snapshot()

        #expect(snapshot.base.count == count)
        #expect(snapshot.delta == nil)
        #expect(snapshot.articles == count)
        #expect(snapshot.generation == manifest.name)
        #expect(snapshot.sourceRevision == 99)
        #expect(snapshot.authority == Array("authority".utf8))
        let labels = DocumentView.authorLabels(articles)
        for (index, article) in articles.enumerated() {
            let expected = DocumentView(expecting: article, authorLabels: labels)
            let found = try DocumentView(snapshot, snapshot.base, index)
            #expect(found == expected, "seed \(seed), document \(index)")
        }
        #expect(try snapshot.digest() == manifest.digest)
        #expect(Verification.verify(archive.folder, generation: manifest.name) == [])
    }

    @Test("the same articles make the same files, however they are cut into segments")
    func deterministic() throws {
        var random = RandomArticles(seed: 12)
        let articles = (0..<230).map { random.article("id\($0)") }
        let (one, other) = (try TestArchive(), try TestArchive())
        let first = try one.build(articles, segmentSize: 50)
        let second = try other.build(articles, segmentSize: 50)
        let third = try TestArchive().build(articles, segmentSize: 31)
        let names = [
            "columns.bin", "labels.bin", "stems.bin", "tokens.bin", "words.bin", "stories.bin",
        ]
        for name in names {
            #expect(first.files[name] == second.files[name], "\(name)")
            #expect(first.files[name] == third.files[name], "\(name)")
        }
        #expect(first.digest == second.digest)
        #expect(first.digest == third.digest)
    }

    @Test("ordinals of labels and stems fall by frequency, ties by bytes")
    func ordinalsByFrequency() throws {
        var random = RandomArticles(seed: 5)
        let articles = (0..<150).map { random.article("id\($0)") }
        let archive = try TestArchive()
        try archive.build(articles)
        let snapshot = try archive.reader().snapshot()

        var actors: [String: Int] = [:]
        for article in articles {
            for id in Set(article.actors.map(\.id)) { actors[id, default: 0] += 1 }
        }
        let expected = actors.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
        #expect((0..<snapshot.actors.count).map { snapshot.actors.id(UInt32($0)) } == expected)

        let maker = makeDraftMaker()
        for article in articles { _ = maker.draft(of: article) }
        let stems = zip(maker.vocabulary.stems, maker.vocabulary.occurrences)
            .map { (String(decoding: $0, as: UTF8.self), $1) }
            .sorted { left, right in
                if left.1 != right.1 { return left.1 > right.1 }
                return left.0.utf8.lexicographicallyPrecedes(right.0.utf8)
            }
        #expect(snapshot.stems.count == stems.count)
        for (ordinal, row) in stems.enumerated() {
            #expect(snapshot.stems.stem(UInt32(ordinal)) == row.0)
            #expect(snapshot.stems.occurrences(UInt32(ordinal)) == row.1)
            #expect(snapshot.stems.ordinal(of: row.0) == UInt32(ordinal))
        }
        #expect(snapshot.stems.ordinal(of: "nowhere") == nil)
        #expect(snapshot.stems.stem(UInt32(stems.count)) == "")
    }

    @Test("the words as printed are those of the vocabulary, by prefix and as a whole")
    func words() throws {
        var random = RandomArticles(seed: 6)
        let articles = (0..<120).map { random.article("id\($0)") }
        let archive = try TestArchive()
        try archive.build(articles, segmentSize: 40)
        let snapshot = try archive.reader().snapshot()
        let maker = makeDraftMaker()
        for article in articles { _ = maker.draft(of: article) }
        let expected = maker.vocabulary.words.map { word in
            let stem = String(decoding: maker.vocabulary.stems[Int(word.stem)], as: UTF8.self)
            return "\(String(decoding: word.folded, as: UTF8.self)) \(word.count) \(stem)"
        }
        func text(_ word: WordList.Word) -> String {
            "\(word.word) \(word.count) \(snapshot.stems.stem(word.stem))"
        }
        for prefix in ["", "w", "word1", "CAFÉ", "strasse", "мир", "nowhere"] {
            let key = WordFolding.key(prefix)
            let rows = expected.filter { Array($0.utf8).starts(with: Array(key.utf8)) }
            #expect(snapshot.words.words(prefix: prefix).map(text).sorted() == rows.sorted())
        }
        let all = snapshot.words.words(prefix: "").map { Array($0.word.utf8) }
        #expect(all == all.sorted { $0.lexicographicallyPrecedes($1) })
        #expect(snapshot.words.count == expected.count)
        #expect(snapshot.words.words(prefix: "", limit: 3).count == 3)
        let word = try #require(snapshot.words.words(prefix: "gas").first)
        #expect(snapshot.words.words(equal: word.word).contains(word))
        #expect(snapshot.words.words(equal: "gas0nowhere") == [])
        var walked = 0
        snapshot.words.forEach { _, _, _ in
            walked += 1
            return true
        }
        #expect(walked == expected.count)
    }

    @Test("labels are found by id, and by their start without case and accents")
    func labels() throws {
        var article = Article(id: "a", title: "", body: "")
        for label in ["Vladimir Putin", "Österreich", "Oslo", "Łódź", "NATO", "Osman Ö. Vlad"] {
            article.actors.append(
                Actor(id: "name/" + Identifier.slug(label), label: label, type: .place))
        }
        let archive = try TestArchive()
        try archive.build([article])
        let actors = try archive.reader().snapshot().actors
        func found(_ prefix: String, _ atWordStarts: Bool, limit: Int = .max) -> [String] {
            actors.ordinals(foldedLabelPrefix: prefix, atWordStarts: atWordStarts, limit: limit)
                .map { actors.label($0) }
        }
        #expect(found("o", false) == ["Oslo", "Osman Ö. Vlad", "Österreich"])
        #expect(found("Ö", false, limit: 2) == ["Oslo", "Osman Ö. Vlad"])
        #expect(found("vlad", true) == ["Osman Ö. Vlad", "Vladimir Putin"])
        #expect(found("PUTIN", true) == ["Vladimir Putin"])
        #expect(found("PUTIN", false) == [])
        #expect(found("lodz", false) == ["Łódź"])
        #expect(found("", false).count == 6)
        #expect(actors.ordinals(foldedLabel: "nato").map { actors.id($0) } == ["name/nato"])
        #expect(actors.ordinals(foldedLabel: "nat") == [])
        #expect(actors.ordinal(id: "name/oslo").map { actors.label($0) } == "Oslo")
        #expect(actors.ordinal(id: "name/osl") == nil)
        #expect(actors.type(0) == .place)
        #expect(actors.label(6) == "")
        #expect(actors.type(6) == nil)
    }

    @Test("the order by date falls, ties rise by docid, the undated come last")
    func newestFirst() throws {
        var random = RandomArticles(seed: 8)
        let articles = (0..<140).map { random.article("id\($0)") }
        let archive = try TestArchive()
        try archive.build(articles)
        let base = try archive.reader().snapshot().base
        defer { withExtendedLifetime(base) {} }
        let expected = articles.indices.sorted { left, right in
            let days = [left, right].map { articles[$0].date.value?.daysSince1970 ?? .min }
            return days[0] == days[1] ? left < right : days[0] > days[1]
        }
        #expect(base.newestFirst.map(Int.init) == expected)
    }

    @Test("a generation is not current before it is activated, and the one before is kept")
    func switching() throws {
        let archive = try TestArchive()
        #expect(try archive.folder.currentGeneration() == nil)
        let first = try archive.build([Article(id: "a", title: "one", body: "")])
        let reader = try archive.reader()
        let before = try reader.snapshot()
        let second = try archive.build(
            [Article(id: "b", title: "two", body: "")], activates: false)
        #expect(try reader.snapshot().generation == first.name)
        #expect(second.previous == first.name)
        #expect(second.revision > first.revision)
        try archive.folder.activate(second.name)
        let after = try reader.snapshot()
        #expect(after.generation == second.name)
        #expect(after.base.stored(0).id == "b")
        #expect(before.base.stored(0).id == "a")

        let third = try archive.build([Article(id: "c", title: "three", body: "")])
        _ = try GenerationBuilder(archive.folder, lock: archive.lock, rules: "", previous: nil)
        let unfinished = try Disk.names(in: archive.folder.generations).filter {
            ![first.name, second.name, third.name].contains($0)
        }
        let removed = try archive.folder.cleanGenerations(lock: archive.lock)
        #expect(Set(removed) == Set(unfinished + [first.name]))
        #expect(
            try Set(archive.folder.finishedGenerations().map(\.name))
                == [second.name, third.name])
        try archive.folder.activate(second.name)
        #expect(try reader.snapshot().base.stored(0).id == "b")
        #expect(throws: ArchiveError.self) { try archive.folder.activate(first.name) }
    }

    @Test("the Xapian document of a draft has weighted stems, title stems and boolean terms")
    func packing() throws {
        let archive = try TestArchive()
        var article = Article(id: "a7", title: "Gas prices", body: "gas gas price")
        article.language = "en"
        try archive.build([article])
        let database = try Database(path: try archive.reader().snapshot().base.xapianPath)
        let terms = try database.terms(of: 1).map { "\($0.term) \($0.frequency)" }
        let expected = [
            "Len 0", "Qa7 0", "Sgas 1", "Sprice 1", "XBnone 0", "gas 4", "price 3",
        ]
        #expect(terms == expected)
    }
}
