import TestSupport
import Testing
import XapianKit

@Suite struct SearchTests {
    /// The same documents as one database and as three shards.
    private func databases(
        _ folder: TemporaryFolder, _ sample: SampleIndex
    ) throws -> (whole: Database, sharded: Database) {
        try sample.write(to: folder.path("whole"))
        for shard in 0..<3 {
            try sample.write(to: folder.path("s\(shard)"), shard: shard, of: 3)
        }
        return (
            try Database(path: folder.path("whole")),
            try Database(paths: (0..<3).map { folder.path("s\($0)") })
        )
    }

    @Test("three shards have the statistics and the weights of the whole")
    func shards() throws {
        let folder = try TemporaryFolder()
        let sample = SampleIndex(documents: 400, terms: 30, seed: 7)
        let (whole, sharded) = try databases(folder, sample)
        #expect(sharded.shardCount == 3)
        #expect(try sharded.documentCount() == 400)
        #expect(try sharded.averageLength() == whole.averageLength())
        #expect(try sharded.uuid().split(separator: ":").count == 3)
        #expect(code { () throws(XapianError) in _ = try sharded.revision() } == .invalidArgument)
        for term in (0..<30).map({ "t\($0)" }) {
            #expect(
                try sharded.documentFrequency(of: term) == whole.documentFrequency(of: term))
            #expect(
                try sharded.collectionFrequency(of: term) == whole.collectionFrequency(of: term))
        }
        #expect(try sharded.documentData(5) == Array("document 5".utf8))
        #expect(try sharded.wdf(of: "t0", in: 398) == 1)
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<40 {
            let query = SampleIndex.query(depth: 2, terms: 30, using: &generator)
            let enquire = Enquire(limit: 25)
            let (one, three) = (
                try whole.search(query, enquire), try sharded.search(query, enquire)
            )
            #expect(one.matches.map(\.document) == three.matches.map(\.document), "\(query)")
            for (a, b) in zip(one.matches, three.matches) {
                #expect(abs(a.weight - b.weight) < 1e-9)
            }
        }
    }

    @Test("only allowed documents match, whatever else", arguments: [1, 3, 20, 1000])
    func allowed(one: Int) throws {
        let folder = try TemporaryFolder()
        let sample = SampleIndex(documents: 400, terms: 30, gaps: true, seed: 3)
        let (whole, sharded) = try databases(folder, sample)
        var generator = SeededGenerator(seed: UInt64(one))
        for round in 0..<40 {
            let query =
                round == 0 ? .all : SampleIndex.query(depth: 2, terms: 30, using: &generator)
            let allowed = Set(
                (0..<400).filter { _ in Int.random(in: 0..<one, using: &generator) == 0 })
            let set = Bitset(bitCount: 400, allowed)
            let sets = (0..<3).map { shard in
                Bitset(bitCount: 140, allowed.filter { $0 % 3 == shard }.map { $0 / 3 })
            }
            let expected = sample.matching(query).filter { allowed.contains($0 - 1) }
            for (database, sets) in [(whole, [set]), (sharded, sets)] {
                let all = try database.search(
                    query, Enquire(limit: 400, checkAtLeast: 400, allowed: sets))
                #expect(all.matches.map { Int($0.document) }.sorted() == expected, "\(query)")
                #expect(all.lowerBound == expected.count && all.upperBound == expected.count)
                let top = try database.search(query, Enquire(limit: 5, allowed: sets))
                #expect(top.matches == Array(all.matches.prefix(5)), "\(query)")
                #expect(top.lowerBound <= expected.count && expected.count <= top.upperBound)
                let free = try database.search(query, Enquire(limit: 400))
                let weights = Dictionary(
                    uniqueKeysWithValues: free.matches.map { ($0.document, $0.weight) })
                for match in all.matches {
                    #expect(abs(match.weight - (weights[match.document] ?? -1)) < 1e-9)
                }
            }
        }
    }

    @Test("sets of allowed documents must be one a shard")
    func allowedCount() throws {
        let folder = try TemporaryFolder()
        try SampleIndex(documents: 3, terms: 3, seed: 1).write(to: folder.path("db"))
        let database = try Database(path: folder.path("db"))
        let result = code { () throws(XapianError) in
            _ = try database.search(.all, Enquire(allowed: []))
        }
        #expect(result == .invalidArgument)
        let none = try database.search(.all, Enquire(allowed: [Bitset(bitCount: 0)]))
        #expect(none.matches == [] && none.upperBound == 0)
    }

    @Test("order, first rank and limit cut the ranking")
    func pages() throws {
        let folder = try TemporaryFolder()
        try SampleIndex(documents: 50, terms: 3, seed: 1).write(to: folder.path("db"))
        let database = try Database(path: folder.path("db"))
        func ids(_ enquire: Enquire) throws -> [DocumentID] {
            try database.search(.term("t0"), enquire).matches.map(\.document)
        }
        #expect(try ids(Enquire(weighting: .boolean, limit: 3)) == [1, 2, 3])
        #expect(
            try ids(Enquire(weighting: .boolean, limit: 3, order: .descending)) == [50, 49, 48])
        #expect(try ids(Enquire(weighting: .boolean, first: 48, limit: 10)) == [49, 50])
        #expect(try ids(Enquire(weighting: .boolean, first: 60, limit: 10)) == [])
        #expect(try ids(Enquire(limit: 0)) == [])
        #expect(try ids(Enquire(limit: -1)) == [])
        #expect(try ids(Enquire(limit: .max, order: .any)).count == 50)
        let plus = try database.search(
            .term("t0"), Enquire(weighting: .bm25Plus(BM25(), delta: 1), limit: 50))
        #expect(plus.matches.count == 50)
        let wrong = code { () throws(XapianError) in
            _ = try database.search(.all, Enquire(weighting: .bm25(BM25(k1: -.infinity))))
        }
        #expect(wrong == .invalidArgument)
    }

    @Test("a deadline that is over and a raised flag end a match")
    func limits() throws {
        let folder = try TemporaryFolder()
        try SampleIndex(documents: 2000, terms: 40, seed: 1).write(to: folder.path("db"))
        let database = try Database(path: folder.path("db"))
        let query = Query.or((0..<40).map { .term("t\($0)") })
        func search(_ enquire: Enquire) -> XapianError.Code? {
            code { () throws(XapianError) in _ = try database.search(query, enquire) }
        }
        #expect(search(Enquire(deadline: Deadline(monotonicNanoseconds: 0))) == .deadlineExceeded)
        #expect(search(Enquire(deadline: Deadline(after: .seconds(-5)))) == .deadlineExceeded)
        let flag = Cancellation()
        #expect(search(Enquire(cancellation: flag)) == nil)
        flag.cancel()
        #expect(flag.isCancelled)
        #expect(search(Enquire(cancellation: flag)) == .cancelled)
        let free = try database.search(query, Enquire())
        let limited = try database.search(
            query, Enquire(deadline: Deadline(after: .seconds(Int64.max))))
        #expect(free.matches == limited.matches)
        for (enquire, expected) in [
            (Enquire(deadline: Deadline(after: .zero)), XapianError.Code.deadlineExceeded),
            (Enquire(cancellation: flag), .cancelled),
        ] {
            let matched = code { () throws(XapianError) in
                _ = try database.matchSet(
                    query, bitCount: 2000, deadline: enquire.deadline,
                    cancellation: enquire.cancellation)
            }
            #expect(matched == expected)
        }
        // From some length on the deadline falls into the match; all that is shorter fails sooner.
        var budget = 1
        while search(
            Enquire(checkAtLeast: 2000, deadline: Deadline(after: .microseconds(budget)))) != nil
        {
            budget += 5
        }
        #expect(search(Enquire()) == nil)
    }

    @Test("the contributions of the parts add up to the weight")
    func explain() throws {
        let folder = try TemporaryFolder()
        let sample = SampleIndex(documents: 200, terms: 20, seed: 11)
        let (whole, sharded) = try databases(folder, sample)
        let query = Query.filter(
            .maybe(
                .or([
                    .term("t1"), .scaled(.term("t2"), by: 2.5), .term("t9", wqf: 3),
                    .synonym([.term("t7"), .term("t8")]), .maximum([.term("t3"), .term("t4")]),
                ]), .scaled(.and([.term("t5"), .scaled(.term("t6"), by: 0.5)]), by: 3)),
            by: .term("t0"))
        for database in [whole, sharded] {
            let found = try database.search(query, Enquire(limit: 200)).matches
            for match in found {
                let weight = try database.weight(of: query, document: match.document)
                #expect(abs((weight ?? -1) - match.weight) < 1e-9)
                let matched = sample.documents[Int(match.document) - 1] ?? [:]
                // Both or none of an optional `and` count.
                guard (matched["t5"] == nil) == (matched["t6"] == nil) else { continue }
                let parts = try database.explain(query, document: match.document)
                let sum = parts.reduce(0) { $0 + $1.weight }
                #expect(abs(sum - match.weight) < 1e-9, "\(match.document): \(parts)")
            }
        }
        #expect(try whole.weight(of: .none, document: 1) == nil)
        for missing: DocumentID in [0, 201, .max] {
            let result = code { () throws(XapianError) in
                _ = try sharded.explain(query, document: missing)
            }
            #expect(result == .notFound)
        }
    }

    @Test("an expansion finds the terms that set documents apart")
    func expansion() throws {
        let folder = try TemporaryFolder()
        let writer = try WritableDatabase(path: folder.path("db"), mode: .create)
        for i in 1...40 {
            var document = PackedDocument()
            document.append(term: "common", wdf: 1)
            document.append(term: "XFILTER", wdf: 0)
            if i <= 4 { document.append(term: "special", wdf: 3) }
            if i <= 4 { document.append(term: "Xprefixed", wdf: 3) }
            _ = try writer.add(document)
        }
        try writer.commit()
        let database = try Database(path: folder.path("db"))
        for scheme in [ExpansionScheme.bo1, .traditional] {
            let terms = try database.expand(
                from: [1, 2, 3], limit: 5, scheme: scheme, firstBytes: { $0 != UInt8(ascii: "X") })
            #expect(terms.first?.term == "special")
            #expect(terms.first?.documentFrequency == 4)
            #expect(terms.allSatisfy { !$0.term.hasPrefix("X") })
        }
        #expect(try database.expand(from: [], limit: 5) == [])
        let missing = code { () throws(XapianError) in
            _ = try database.expand(from: [77], limit: 5)
        }
        #expect(missing == .notFound)
    }

    @Test("a query nested too deeply is refused")
    func depth() throws {
        let folder = try TemporaryFolder()
        try SampleIndex(documents: 3, terms: 3, seed: 1).write(to: folder.path("db"))
        let database = try Database(path: folder.path("db"))
        func nested(_ levels: Int) -> Query {
            (1..<levels).reduce(.term("t0")) { query, _ in .not(query, .term("t9")) }
        }
        #expect(try database.search(nested(Query.maximumDepth)).matches.count == 3)
        let tooDeep = nested(Query.maximumDepth + 1)
        let searched = code { () throws(XapianError) in _ = try database.search(tooDeep) }
        #expect(searched == .invalidArgument)
        let matched = code { () throws(XapianError) in
            _ = try database.matchSet(tooDeep, bitCount: 3)
        }
        #expect(matched == .invalidArgument)
        let factor = code { () throws(XapianError) in
            _ = try database.search(.scaled(.all, by: -1))
        }
        #expect(factor == .invalidArgument)
    }

    @Test("a query prints as it is nested")
    func description() throws {
        let query = Query.filter(
            .or([.term("oil"), .not(.term("gas", wqf: 2), .all)]), by: .and([.term("XAnato")]))
        #expect(query.description == "((oil OR (gas#2 NOT ALL)) FILTER (XAnato))")
        #expect(
            try query.engineDescription()
                == "Query(((oil OR (gas#2 AND_NOT <alldocuments>)) FILTER XAnato))")
    }
}
