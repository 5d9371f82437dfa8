import TestSupport
import Testing
import XapianKit

@Suite struct PostingListTests {
    @Test("posting lists agree with a naive recount", arguments: 1..<9 as Range<UInt64>)
    func oracle(seed: UInt64) throws {
        let folder = try TemporaryFolder()
        let terms = 60
        let sample = SampleIndex(documents: 500, terms: terms, gaps: seed % 2 == 0, seed: seed)
        try sample.write(to: folder.path("db"))
        let database = try Database(path: folder.path("db"))
        var generator = SeededGenerator(seed: seed)
        for term in (0...terms).map({ "t\($0)" }) + [""] {
            let expected = sample.matching(term.isEmpty ? .all : .term(term))
            let postings = try database.postings(term)
            #expect(postings.documents.map { Int($0) } == expected, "\(term), seed \(seed)")
            if !term.isEmpty {
                #expect(
                    postings.wdfs.map { Int($0) }
                        == expected.map { sample.documents[$0 - 1]?[term] ?? -1 })
            }
            // Dense and sparse sets, shorter and longer than the database.
            for (bits, one) in [(500, 2), (500, 40), (500, 400), (77, 2), (1000, 3), (0, 1)] {
                let start = Set(
                    (0..<bits).filter { _ in Int.random(in: 0..<one, using: &generator) == 0 })
                let set = Bitset(bitCount: bits, start)
                let holding = Set(expected.map { $0 - 1 }.filter { $0 < bits })
                var (united, common, rest) = (set, set, set)
                try database.union(term, into: &united)
                try database.intersect(term, with: &common)
                try database.subtract(term, from: &rest)
                #expect(Array(united.indices) == start.union(holding).sorted())
                #expect(Array(common.indices) == start.intersection(holding).sorted())
                #expect(Array(rest.indices) == start.subtracting(holding).sorted())
            }
        }
    }

    @Test("a match set holds just what a naive search finds", arguments: 1..<9 as Range<UInt64>)
    func matchSets(seed: UInt64) throws {
        let folder = try TemporaryFolder()
        let sample = SampleIndex(documents: 300, terms: 25, gaps: seed % 2 == 0, seed: seed)
        try sample.write(to: folder.path("db"))
        let database = try Database(path: folder.path("db"))
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<60 {
            let query = SampleIndex.query(depth: 3, terms: 25, using: &generator)
            let expected = sample.matching(query)
            let set = try database.matchSet(query, bitCount: 300)
            #expect(set.indices.map { $0 + 1 } == expected, "\(query), seed \(seed)")
            let ranked = try database.search(query, Enquire(limit: 300, checkAtLeast: 300))
            #expect(ranked.matches.map { Int($0.document) }.sorted() == expected, "\(query)")
            #expect(ranked.lowerBound == expected.count && ranked.upperBound == expected.count)
        }
    }

    @Test("empty queries match all or nothing as they say")
    func emptyQueries() throws {
        let folder = try TemporaryFolder()
        try SampleIndex(documents: 3, terms: 3, seed: 1).write(to: folder.path("db"))
        let database = try Database(path: folder.path("db"))
        for (query, count) in [
            (Query.all, 3), (.none, 0), (.and([]), 3), (.or([]), 0), (.synonym([]), 0),
            (.maximum([]), 0), (.term(""), 3), (.term("unknown"), 0),
        ] {
            #expect(try database.matchSet(query, bitCount: 3).count == count, "\(query)")
            #expect(try database.search(query).matches.count == count, "\(query)")
        }
    }

    @Test("posting lists of several shards are refused")
    func severalShards() throws {
        let folder = try TemporaryFolder()
        let sample = SampleIndex(documents: 10, terms: 3, seed: 1)
        try sample.write(to: folder.path("a"), shard: 0, of: 2)
        try sample.write(to: folder.path("b"), shard: 1, of: 2)
        let database = try Database(paths: [folder.path("a"), folder.path("b")])
        var set = Bitset(bitCount: 10)
        #expect(
            code { () throws(XapianError) in try database.union("t0", into: &set) }
                == .invalidArgument)
        #expect(
            code { () throws(XapianError) in _ = try database.postings("t0") } == .invalidArgument)
        #expect(set.isEmpty)
    }

    @Test("a term that is too long for the engine is an unknown one")
    func longTerm() throws {
        let folder = try TemporaryFolder()
        try SampleIndex(documents: 3, terms: 3, seed: 1).write(to: folder.path("db"))
        let database = try Database(path: folder.path("db"))
        let long = String(repeating: "x", count: 5000)
        var set = Bitset(allOnes: 3)
        #expect(try database.documentFrequency(of: long) == 0)
        #expect(try database.contains(term: long, in: 1) == false)
        #expect(try database.terms(prefix: long).isEmpty)
        try database.intersect(long, with: &set)
        #expect(set.isEmpty)
        #expect(try database.search(.term(long)).matches == [])
    }
}
