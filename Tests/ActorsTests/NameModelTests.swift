import Foundation
import TestSupport
import Testing

@testable import Actors

@Suite struct NameModelTests {
    /// A model of some rows, each the hash of a feature with 13 weights.
    static func model(
        transitions: [Int16] = [Int16](repeating: 0, count: 208),
        rows: [(UInt64, [Int8])] = [], words: [(UInt64, UInt32)] = []
    ) -> NameModel {
        NameModel(
            transitions: transitions, starts: [Int16](repeating: 0, count: 16), rows: rows,
            words: words)
    }

    /// Weights that differ from row to row and label to label.
    static func weights(_ row: Int) -> [Int8] {
        (0..<13).map { Int8(truncatingIfNeeded: row * 7 + $0 * 3 - 100) }
    }

    @Test("a model read from its bytes is the model that wrote them")
    func roundTrip() throws {
        var rows: [(UInt64, [Int8])] = []
        for row in 0..<500 { rows.append((NameModel.mixed(UInt64(row), 1), Self.weights(row))) }
        var words: [(UInt64, UInt32)] = []
        for number in 0..<300 {
            let lists = UInt32(number % 16) << 16
            words.append((NameModel.mixed(UInt64(number), 2), UInt32(number + 1) | lists))
        }
        let transitions: [Int16] = (0..<208).map { Int16($0 * 100 - 10000) }
        let written = Self.model(
            transitions: transitions, rows: rows, words: words)
        let read = try NameModel(written.encoded, file: "test.model")
        #expect(read.encoded == written.encoded)
        #expect(read.transitions == written.transitions)
        for (row, (hash, weights)) in rows.enumerated() {
            var sum = SIMD16<Int16>.zero
            read.add(hash, to: &sum)
            #expect((0..<13).map { Int8(sum[$0]) } == weights, "row \(row)")
        }
        for (number, (key, _)) in words.enumerated() {
            let (cluster, lists) = read.word(key)
            #expect(cluster == UInt32(number + 1))
            #expect(lists.rawValue == UInt8(number % 16))
        }
    }

    @Test("what a model does not know adds nothing")
    func unknown() {
        let model = Self.model(rows: [(NameModel.mixed(1, 1), Self.weights(1))])
        var sum = SIMD16<Int16>.zero
        model.add(NameModel.mixed(2, 1), to: &sum)
        #expect(sum == .zero)
        #expect(model.word(NameModel.mixed(2, 1)).cluster == 0)
    }

    @Test(
        "damaged bytes are an error that names the file",
        arguments: [
            [], Array("bylname1".utf8), Array("bylname2".utf8) + [UInt8](repeating: 0, count: 1000),
            Array(model().encoded.dropLast()), model().encoded + [0],
        ])
    func damaged(bytes: [UInt8]) {
        #expect(throws: AuthorityError.self) { try NameModel(bytes, file: "test.model") }
        do {
            _ = try NameModel(bytes, file: "test.model")
        } catch {
            #expect(error.file == "test.model")
            #expect(error.hint == "make it again with make model")
        }
    }

    @Test("tables without an empty row are refused: a search would not end")
    func full() {
        var bytes = Self.model().encoded
        for at in 464..<bytes.count { bytes[at] = 0xFF }
        #expect(throws: AuthorityError.self) { try NameModel(bytes, file: "test.model") }
    }

    @Test("the built-in model is read and has at most 8 MB")
    func builtIn() throws {
        let bytes = try NameModel.builtIn().encoded.count
        #expect(bytes <= 8 << 20)
        #expect(bytes > 1 << 20)
    }

    @Test("cut and random bytes never end the process")
    func fuzz() {
        let whole = Self.model(rows: [(NameModel.mixed(1, 1), Self.weights(1))]).encoded
        var generator = SeededGenerator(seed: 5)
        for _ in 0..<500 {
            var bytes = Array(whole.prefix(Int.random(in: 0...whole.count, using: &generator)))
            for _ in 0..<4 where !bytes.isEmpty {
                bytes[Int.random(in: 0..<bytes.count, using: &generator)] =
                    UInt8.random(in: 0...255, using: &generator)
            }
            guard let model = try? NameModel(bytes, file: "test.model") else { continue }
            var sum = SIMD16<Int16>.zero
            model.add(NameModel.mixed(1, 1), to: &sum)
            _ = model.word(NameModel.mixed(1, 1))
            #expect(model.encoded == bytes)
        }
    }
}
