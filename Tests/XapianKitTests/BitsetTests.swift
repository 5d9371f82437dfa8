import Testing
import XapianKit

@Suite struct BitsetTests {
    @Test("algebra and iteration agree with sets of numbers", arguments: 0..<40 as Range<UInt64>)
    func oracle(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let n = Int.random(in: 0...300, using: &generator)
        let m = Bool.random(using: &generator) ? n : Int.random(in: 0...300, using: &generator)
        func random(_ bound: Int) -> Set<Int> {
            Set((0..<bound).filter { _ in Int.random(in: 0...2, using: &generator) == 0 })
        }
        let (a, b) = (random(n), random(m))
        let (x, y) = (Bitset(bitCount: n, a), Bitset(bitCount: m, b))
        let inside = b.filter { $0 < n }

        #expect(Array(x.indices) == a.sorted())
        #expect(x.count == a.count)
        #expect(x.isEmpty == a.isEmpty)
        #expect(Array(x.union(y).indices) == a.union(inside).sorted())
        #expect(Array(x.intersection(y).indices) == a.intersection(b).sorted())
        #expect(Array(x.subtracting(y).indices) == a.subtracting(b).sorted())
        var difference = x
        difference.formSymmetricDifference(y)
        #expect(Array(difference.indices) == a.symmetricDifference(inside).sorted())
        #expect(Array(x.inverted().indices) == Set(0..<n).subtracting(a).sorted())
        #expect(x.intersectionCount(y) == a.intersection(b).count)
        #expect(x.intersects(y) == !a.isDisjoint(with: b))
        #expect(x.isSubset(of: y) == a.isSubset(of: b))
        #expect(x.intersection(y).isSubset(of: x))
        var visited: [Int] = []
        x.forEach { visited.append($0) }
        #expect(visited == a.sorted())
        for k in [0, 1, 7, 1000] {
            #expect(x.prefix(k) == Array(a.sorted().prefix(k)))
            #expect(x.suffix(k) == Array(a.sorted().reversed().prefix(k)))
        }
        for index in -2...(n + 2) {
            #expect(x.contains(index) == a.contains(index))
            #expect(x.next(from: index) == a.filter { $0 >= index }.min())
        }
        #expect(Array(x.resized(to: m).indices) == a.filter { $0 < m }.sorted())
    }

    @Test(
        "a range sets just its bits", arguments: [0..<0, 0..<1, 3..<64, 63..<65, 0..<200, -5..<500])
    func ranges(range: Range<Int>) {
        var set = Bitset(bitCount: 200)
        set.insert(range: range)
        #expect(Array(set.indices) == Array(range.clamped(to: 0..<200)))
    }

    @Test("indices outside are ignored and bits behind the end stay zero")
    func outside() {
        var set = Bitset(bitCount: 70)
        set[-1] = true
        set[70] = true
        set.insert(1 << 40)
        set.remove(99)
        #expect(set.isEmpty)
        #expect(Bitset(allOnes: 70).words == [~0, 63])
        #expect(Bitset(bitCount: 3, words: [~0, ~0]).words == [7])
        #expect(Bitset(bitCount: 70, words: []).words == [0, 0])
        #expect(Bitset(bitCount: -1).words.isEmpty)
        set.withUnsafeMutableWords { words in words[1] = ~0 }
        #expect(set.count == 6)
        set[69] = false
        #expect(set.words == [0, 31])
    }
}
