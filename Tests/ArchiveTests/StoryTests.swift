import Articles
import Schema
import Testing

@testable import Archive

/// Texts of random words, and reprints of them with other words here and there.
private struct Reprints {
    var random: RandomArticles

    init(seed: UInt64) {
        random = RandomArticles(seed: seed)
    }

    mutating func text(_ words: Int) -> [String] {
        (0..<words).map { _ in "word" + String(random.number(0...5_000), radix: 26) }
    }

    mutating func edited(_ text: [String], edits: Int) -> [String] {
        var text = text
        for _ in 0..<edits { text[random.number(0...(text.count - 1))] = self.text(1)[0] }
        return text
    }

    /// Families of reprints of between 30 and 300 words, more or less edited.
    mutating func articles(families: Int) -> [Article] {
        var articles: [Article] = []
        for family in 0..<families {
            let first = text(random.number(30...300))
            for member in 0..<random.number(1...5) {
                let words =
                    member == 0
                    ? first : edited(first, edits: random.number(0...(first.count / 10)))
                articles.append(
                    Article(
                        id: "f\(family)m\(member)", title: text(4).joined(separator: " "),
                        body: words.joined(separator: " ")))
            }
        }
        return articles.shuffled(using: &random.generator)
    }
}

/// Stories as the definition says, every text against every other one; naive on purpose.
private enum NaiveStories {
    static func shingles(_ body: String) -> Set<[String]>? {
        // The stemmer of these tests only takes an "s" away, which no word of theirs ends in.
        let words = body.split(separator: " ").map(String.init)
        guard words.count >= 50 else { return nil }
        return Set((0...(words.count - 4)).map { Array(words[$0..<($0 + 4)]) })
    }

    static func resemblance(_ left: Set<[String]>, _ right: Set<[String]>) -> Double {
        Double(left.intersection(right).count) / Double(left.union(right).count)
    }

    /// Sets of ids of at least two articles.
    static func stories(_ articles: [Article]) -> Set<Set<String>> {
        let texts = articles.map { shingles($0.body) }
        var story = Array(articles.indices)
        for left in articles.indices {
            for right in articles.indices where left < right {
                guard let one = texts[left], let other = texts[right],
                    resemblance(one, other) >= 0.6
                else { continue }
                let (from, to) = (story[right], story[left])
                for index in story.indices where story[index] == from { story[index] = to }
            }
        }
        let sets = Dictionary(grouping: articles.indices) { story[$0] }.values
        return Set(sets.filter { $0.count > 1 }.map { Set($0.map { articles[$0].id }) })
    }
}

@Suite struct StoryTests {
    /// The stories of a snapshot as sets of ids; `alone` are articles with a number that no other
    /// one has.
    private func stories(
        _ snapshot: ArchiveSnapshot
    ) -> (shared: Set<Set<String>>, alone: Set<String>) {
        var members: [UInt32: Set<String>] = [:]
        for part in snapshot.parts {
            for index in 0..<part.count where part.story[index] != 0 {
                if snapshot.tombstones(of: part.kind)?.contains(index) == true { continue }
                members[part.story[index], default: []].insert(part.stored(index).id)
            }
        }
        let sets = members.values
        return (
            Set(sets.filter { $0.count > 1 }),
            Set(sets.filter { $0.count == 1 }.flatMap { $0 })
        )
    }

    @Test("resemblance is that of the sets of runs of four words")
    func resemblance() throws {
        var reprints = Reprints(seed: 5)
        for _ in 0..<50 {
            let first = reprints.text(120)
            let second = reprints.edited(first, edits: reprints.random.number(0...40))
            let sets = try [first, second].map { words in
                try #require(Shingles(words: words.map { Shingles.hash(of: Array($0.utf8)) }))
            }
            let naive = try [first, second].map {
                try #require(NaiveStories.shingles($0.joined(separator: " ")))
            }
            #expect(
                sets[0].resemblance(to: sets[1]) == NaiveStories.resemblance(naive[0], naive[1]))
        }
        #expect(Shingles(words: [UInt64](repeating: 7, count: 49)) == nil)
        #expect(Shingles(words: [UInt64](repeating: 7, count: 50))?.hashes.count == 1)
    }

    @Test("sketches agree as often as the texts resemble each other")
    func sketches() throws {
        var reprints = Reprints(seed: 6)
        var error = 0.0
        let rounds = 200
        for _ in 0..<rounds {
            let first = reprints.text(reprints.random.number(60...400))
            let second = reprints.edited(first, edits: first.count / 12)
            let words = [first, second].map { $0.map { Shingles.hash(of: Array($0.utf8)) } }
            let one = try #require(CopySketch.sketch(words: words[0]))
            let other = try #require(CopySketch.sketch(words: words[1]))
            let equal = zip(one, other).filter { $0 == $1 }.count
            let real = try #require(Shingles(words: words[0]))
                .resemblance(to: try #require(Shingles(words: words[1])))
            error += Double(equal) / 64 - real
            #expect(CopySketch.sketch(words: words[0]) == one)
        }
        #expect(abs(error / Double(rounds)) < 0.01)
        #expect(CopySketch.sketch(words: [UInt64](repeating: 7, count: 49)) == nil)
        #expect(CopySketch.sketch(words: [UInt64](repeating: 7, count: 50))?.count == 64)
    }

    @Test(
        "a base has the stories of the definition, whatever its segments",
        arguments: [UInt64(1), 2, 3])
    func base(seed: UInt64) throws {
        var reprints = Reprints(seed: seed)
        let articles = reprints.articles(families: 60)
        let expected = NaiveStories.stories(articles)
        #expect(expected.count > 20)
        var columns: [[UInt32]] = []
        for size in [500, 7] {
            let archive = try TestArchive()
            try archive.build(articles, segmentSize: size)
            let snapshot = try archive.reader().snapshot()
            let found = stories(snapshot)
            #expect(found.shared == expected, "seed \(seed)")
            #expect(found.alone == [])
            columns.append(withExtendedLifetime(snapshot) { Array(snapshot.base.story) })
        }
        #expect(columns[0] == columns[1])
    }

    @Test("texts of fewer than fifty words have no copies")
    func shortTexts() throws {
        let words = (0..<50).map { "word\($0)" }
        func article(_ id: String, _ count: Int) -> Article {
            Article(id: id, title: "T", body: words.prefix(count).joined(separator: " "))
        }
        let archive = try TestArchive()
        try archive.build([
            article("a", 49), article("b", 49), article("c", 50), article("d", 50),
        ])
        let snapshot = try archive.reader().snapshot()
        let stories = withExtendedLifetime(snapshot) { Array(snapshot.base.story) }
        #expect(stories == [0, 0, 1, 1])
    }

    @Test(
        "after live writes the stories are those of a build from the start",
        arguments: [UInt64(11), 12])
    func live(seed: UInt64) throws {
        var reprints = Reprints(seed: seed)
        let articles = reprints.articles(families: 40)
        let archive = try TestArchive()
        let first = Array(articles.prefix(articles.count / 2))
        try archive.build(first)
        let reader = try archive.reader()
        var writer = try archive.deltaWriter()
        let maker = makeDraftMaker()
        var living = first
        var revision: UInt64 = 0
        for (number, article) in articles.dropFirst(first.count).enumerated() {
            revision += 1
            switch reprints.random.number(1...4) {
            case 1:
                let gone = living.remove(at: reprints.random.number(0...(living.count - 1)))
                #expect(try writer.delete(gone.id))
            case 2:
                // An update: another text under an id that is there.
                let index = reprints.random.number(0...(living.count - 1))
                living[index].body = article.body
                try writer.put(maker.draft(of: living[index]), maker.vocabulary)
            default:
                living.append(article)
                try writer.put(maker.draft(of: article), maker.vocabulary)
            }
            guard number % 9 == 0 else { continue }
            try writer.commit(sourceRevision: revision)
            let found = stories(try reader.snapshot())
            #expect(found.shared == NaiveStories.stories(living), "seed \(seed), \(number)")
            #expect(found.alone == [])
            if number % 18 == 0 {
                // The next writer knows what this one did from the log.
                try writer.close()
                writer = try archive.deltaWriter()
                #expect(!writer.needsRebuild)
            }
        }
    }

    @Test("an older snapshot keeps the stories that it saw")
    func stableSnapshots() throws {
        var reprints = Reprints(seed: 21)
        let text = reprints.text(80).joined(separator: " ")
        let archive = try TestArchive()
        try archive.build([Article(id: "a", title: "", body: text)])
        let reader = try archive.reader()
        let writer = try archive.deltaWriter()
        let maker = makeDraftMaker()
        let before = try reader.snapshot()
        for id in ["b", "c"] {
            try writer.put(
                maker.draft(of: Article(id: id, title: "", body: text)), maker.vocabulary)
            try writer.commit(sourceRevision: id == "b" ? 1 : 2)
        }
        let between = try reader.snapshot()
        #expect(try writer.delete("a"))
        #expect(try writer.delete("c"))
        try writer.commit(sourceRevision: 3)
        let after = try reader.snapshot()
        #expect(stories(before).shared == [])
        #expect(stories(between).shared == [["a", "b", "c"]])
        #expect(stories(after).shared == [])
        #expect(after.delta.map { Array($0.story) } == [0, 1])
        #expect(Array(before.base.story) == [0])
        #expect(Array(between.base.story) == [1])
    }

    @Test("a copy that links two stories makes one of them, and its end parts them again")
    func bridge() throws {
        var reprints = Reprints(seed: 31)
        let words = reprints.text(200)
        // A third of the text is other in a and c; b has the one end of a and the other of c.
        let left = reprints.text(34) + words.dropFirst(34)
        let right = words.dropLast(34) + reprints.text(34)
        func article(_ id: String, _ words: some Sequence<String>) -> Article {
            Article(id: id, title: "", body: words.joined(separator: " "))
        }
        let archive = try TestArchive()
        try archive.build([article("a", left), article("c", right)])
        let delta = try archive.deltaWriter()
        let maker = makeDraftMaker()
        try delta.put(maker.draft(of: article("b", words)), maker.vocabulary)
        try delta.commit(sourceRevision: 1)
        let reader = try archive.reader()
        #expect(stories(try reader.snapshot()).shared == [["a", "b", "c"]])
        #expect(try delta.delete("b"))
        try delta.commit(sourceRevision: 2)
        let found = stories(try reader.snapshot())
        #expect(found.shared == [])
        #expect(found.alone == [])
    }

    @Test("embargoes of base and delta stand in a snapshot")
    func embargoes() throws {
        func article(_ id: String, _ end: Int?) -> Article {
            var article = Article(id: id, title: id, body: "")
            article.embargoedUntil = end.map { Moment(seconds: $0) }
            return article
        }
        let archive = try TestArchive()
        try archive.build(
            [article("a", nil), article("b", 20), article("c", nil), article("d", 40)],
            segmentSize: 2)
        let writer = try archive.deltaWriter()
        let maker = makeDraftMaker()
        for (id, end) in [("e", nil), ("f", 60)] as [(String, Int?)] {
            try writer.put(maker.draft(of: article(id, end)), maker.vocabulary)
        }
        try writer.commit(sourceRevision: 1)
        let snapshot = try archive.reader().snapshot()
        #expect(
            snapshot.base.embargoes == [Embargo(index: 1, end: 20), Embargo(index: 3, end: 40)])
        #expect(snapshot.delta?.embargoes == [Embargo(index: 1, end: 60)])
    }
}
