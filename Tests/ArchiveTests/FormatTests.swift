import Articles
import Testing

@testable import Archive

@Suite struct FormatTests {
    @Test("CRC-32C has the check value of its definition")
    func checksum() {
        #expect(CRC32C.checksum(Array("123456789".utf8)) == 0xE306_9283)
        #expect(CRC32C.checksum([]) == 0)
        // Thirty-two zeros, RFC 3720 appendix B.4.
        #expect(CRC32C.checksum([UInt8](repeating: 0, count: 32)) == 0x8A91_36AA)
    }

    @Test(
        "ordinals come back from token units", arguments: [0, 1, 0xFFEF, 0xFFF0, 0x1_0000, 1 << 29])
    func tokenUnits(ordinal: UInt32) {
        let units = TokenUnits.units(of: ordinal)
        #expect(units.count == (ordinal < TokenUnits.firstEscaped ? 1 : 3))
        let body = TokenUnits.units(of: 7) + units
        (units + body).withUnsafeBufferPointer { buffer in
            let stems = TokenSlice(units: buffer, bodyStart: units.count).stems()
            #expect(stems.title == [ordinal])
            #expect(stems.body == [7, ordinal])
        }
    }

    @Test(
        "units that no writer wrote end the walk",
        arguments: [[0xFFFE], [0xFFFE, 1], [3, 0xFFFE]])
    func brokenUnits(units: [UInt16]) {
        units.withUnsafeBufferPointer { buffer in
            let stems = TokenSlice(units: buffer, bodyStart: 0).stems()
            #expect(stems.body == units.filter { $0 == 3 }.map(UInt32.init))
        }
    }

    @Test("the codec knows every field of an article: a new one has to be added to it")
    func fieldsOfArticles() {
        // All but the end of the embargo, which is a column: what may be read has none.
        #expect(Mirror(reflecting: Article(id: "", title: "", body: "")).children.count == 17)
        #expect(Mirror(reflecting: Author(name: "", source: "")).children.count == 6)
        #expect(Mirror(reflecting: Actor(id: "", label: "", type: .person)).children.count == 7)
        #expect(Mirror(reflecting: PublicationDate()).children.count == 7)
        let evidence = DateEvidence(source: .none, raw: "", value: "", trust: 0)
        #expect(Mirror(reflecting: evidence).children.count == 4)
    }

    @Test("random articles come back from the codec, and no prefix of them traps")
    func codec() throws {
        var random = RandomArticles(seed: 31)
        for number in 0..<40 {
            let article = random.article("id\(number)")
            let plain = ArticleCodec.encode(article)
            #expect(try decoded(plain.head, plain.content) == article)
            for end in 0..<plain.content.count {
                #expect(throws: ByteReader.End.self) {
                    try decoded(plain.head, Array(plain.content[..<end]))
                }
            }
            for end in 0..<plain.head.count {
                #expect(throws: ByteReader.End.self) {
                    try decoded(Array(plain.head[..<end]), plain.content)
                }
            }
        }
    }

    private func decoded(_ head: [UInt8], _ content: [UInt8]) throws -> Article {
        try head.withUnsafeBytes { head in
            let fields = try ArticleCodec.fields(head).fields
            return try content.withUnsafeBytes { try ArticleCodec.article(fields, $0) }
        }
    }

    @Test("a byte table gives the ordinals that a dictionary gives")
    func byteTable() {
        var generator = SeededGenerator(seed: 17)
        var table = ByteTable()
        var oracle: [[UInt8]: UInt32] = [:]
        for _ in 0..<20_000 {
            let length = Int.random(in: 0...20, using: &generator)
            let bytes = (0..<length).map { _ in UInt8.random(in: 97...99, using: &generator) }
            let (ordinal, isNew) = table.intern(bytes)
            #expect(isNew == (oracle[bytes] == nil))
            if isNew { oracle[bytes] = ordinal }
            #expect(oracle[bytes] == ordinal)
        }
        #expect(table.count == oracle.count)
        #expect(table.find("zzz") == nil)
        let sorted = table.sortedOrdinals().map { Array(table.bytes(Int($0))) }
        #expect(sorted == oracle.keys.sorted { $0.lexicographicallyPrecedes($1) })
    }

    @Test("the digest of articles does not depend on their order or on how they are joined")
    func digest() {
        let hashes = (0..<9).map { Digest.sha256Hash(of: $0) }
        var (one, other, half) = (ArticlesDigest(), ArticlesDigest(), ArticlesDigest())
        for hash in hashes { one.add(hash) }
        for hash in hashes.reversed().dropLast(4) { other.add(hash) }
        for hash in hashes.prefix(4) { half.add(hash) }
        #expect(one != other)
        other.add(half)
        #expect(one == other)
        #expect(one.hexadecimal == other.hexadecimal)
        #expect(one.hexadecimal.count == 64)
    }

    @Test("zstd frames come back, with and without a dictionary; anything else is an error")
    func zstd() throws {
        let samples = (0..<200).map { Array("an article about gas and sanctions, \($0)".utf8) }
        let bytes = try #require(Zstd.train(samples))
        for dictionary in [nil, Zstd.Dictionary(bytes)] {
            let frame = Array(try #require(Zstd.Compressor(dictionary).compress(samples[7])))
            let decompressor = Zstd.Decompressor(dictionary)
            func content(_ frame: [UInt8], maximum: Int = 1_000) -> [UInt8]? {
                frame.withUnsafeBytes { frame in
                    try? decompressor.decompress(frame, maximum: maximum) { Array($0) }.get()
                }
            }
            #expect(content(frame) == samples[7])
            #expect(content(frame, maximum: samples[7].count - 1) == nil)
            #expect(content([]) == nil)
            for end in 0..<frame.count { #expect(content(Array(frame[..<end])) == nil) }
            for place in frame.indices {
                var flipped = frame
                flipped[place] ^= 4
                let found = content(flipped)
                #expect(found == nil || found == samples[7])
            }
        }
    }

    @Test("a delta's records come back; no prefix and no wrong kind traps")
    func deltaRecords() throws {
        var row = DocumentRow()
        (row.authors, row.actors) = ([1, 2], [3])
        (row.actorMentions, row.actorFlags) = ([4], [5])
        let label = FacetLabel(id: "org/nato", label: "NATO", type: .organisation)
        let payloads = [
            DeltaRecord.document(row, units: [6, 7], bodyStart: 1, record: [8, 9]),
            DeltaRecord.tombstone(.delta, docid: 3), DeltaRecord.label(.actor, label),
            DeltaRecord.word(Array("gas".utf8), stem: 2),
        ]
        for payload in payloads {
            try payload.withUnsafeBytes { _ = try DeltaRecord($0) }
            // A word is what is left behind its stem, so only shorter prefixes are broken.
            for end in 0..<min(8, payload.count) {
                #expect(throws: ByteReader.End.self) {
                    try payload[..<end].withUnsafeBytes { _ = try DeltaRecord($0) }
                }
            }
        }
        #expect(throws: ByteReader.End.self) {
            try [UInt8](repeating: 9, count: 20).withUnsafeBytes { _ = try DeltaRecord($0) }
        }
    }
}

extension Digest {
    /// The hash of a number, for tests.
    static func sha256Hash(of number: Int) -> [UInt8] {
        Array("\(number)".utf8).withUnsafeBytes { sha256($0) }
    }
}
