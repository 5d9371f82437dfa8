import Actors
import Foundation

/// Sorts words into clusters by the words that stand beside them, and joins them with lists of names.
///
/// A word's vector holds, for each of the most frequent words as left and as right neighbour, the
/// positive pointwise mutual information of the two. Vectors are clustered by spherical k-means
/// (Dhillon and Modha 2001); each cluster begins with a word, in the order of frequency.
enum WordClasses {
    /// How many clusters of each fineness, and how often they are made again.
    private static let clusterCount = 400
    private static let kindCount = 90
    private static let passes = 12
    /// How many neighbours count, and from how many uses on a word has a cluster.
    private static let neighbourCount = 1500
    private static let leastUses = 12

    static func make(texts: String, lists: String, output: String) throws {
        let recogniser = ActorRecogniser(records: try .builtIn(), model: nil)
        var numbers: [UInt64: Int32] = [:]
        var keys: [UInt64] = []
        var uses: [Int] = []
        var stream: [Int32] = []
        for row in try JSONLines.rows(texts) {
            let text = try JSONDecoder().decode(PlainText.self, from: row)
            stream.append(-1)
            for key in recogniser.wordKeys(of: text.body) {
                if key == 0 {
                    stream.append(-1)
                    continue
                }
                var number = numbers[key] ?? -1
                if number < 0 {
                    number = Int32(keys.count)
                    numbers[key] = number
                    keys.append(key)
                    uses.append(0)
                }
                uses[Int(number)] += 1
                stream.append(number)
            }
        }
        let order = keys.indices.filter { uses[$0] >= leastUses }
            .sorted { (uses[$1], $0) < (uses[$0], $1) }
        print("\(stream.count) words, \(keys.count) different, \(order.count) to cluster")
        let vectors = vectors(stream, order, uses: uses, count: keys.count)
        let clusters = cluster(vectors, count: clusterCount)
        let kinds = cluster(vectors, count: kindCount)
        var table: [UInt64: UInt32] = [:]
        for (at, number) in order.enumerated() {
            table[keys[number] & ~0xFF_FFFF] = UInt32(clusters[at] + 1) | UInt32(kinds[at]) << 9
        }
        try addLists(lists, to: &table)
        let words = table.map { ($0.key, $0.value) }.sorted { $0.0 < $1.0 }
        let model = NameModel(
            transitions: [Int16](repeating: 0, count: 208),
            starts: [Int16](repeating: 0, count: 16), rows: [], words: words)
        try Data(model.encoded).write(to: URL(filePath: output))
        print("\(words.count) words")
    }

    /// A sparse vector of length 1: places and values.
    private typealias Vector = [(Int32, Float)]

    private static func vectors(
        _ stream: [Int32], _ order: [Int], uses: [Int], count: Int
    ) -> [Vector] {
        var rank = [Int32](repeating: -1, count: count)
        for (at, number) in order.enumerated() { rank[number] = Int32(at) }
        var counts: [[Int32: Float]] = Array(repeating: [:], count: order.count)
        var totals = [Float](repeating: 0, count: neighbourCount * 2)
        for at in 1..<stream.count - 1 where stream[at] >= 0 {
            let here = rank[Int(stream[at])]
            guard here >= 0 else { continue }
            for (side, other) in [(0, stream[at - 1]), (1, stream[at + 1])] {
                // The edge of a paragraph is a neighbour, too: place 0.
                let place = other < 0 ? 0 : rank[Int(other)] + 1
                guard place >= 0, place < neighbourCount, other < 0 || place > 0 else { continue }
                let column = Int(place) + side * neighbourCount
                counts[Int(here)][Int32(column), default: 0] += 1
                totals[column] += 1
            }
        }
        let all = totals.reduce(0, +)
        return order.indices.map { at in
            let own = counts[at].values.reduce(0, +)
            var vector: Vector = []
            for (column, count) in counts[at].sorted(by: { $0.key < $1.key }) {
                let information = log(count * all / (own * totals[Int(column)]))
                if information > 0 { vector.append((column, information * sqrt(count / own))) }
            }
            let length = sqrt(vector.reduce(0) { $0 + $1.1 * $1.1 })
            return length > 0 ? vector.map { ($0.0, $0.1 / length) } : []
        }
    }

    private static func cluster(_ vectors: [Vector], count clusterCount: Int) -> [Int] {
        let width = neighbourCount * 2
        // Seeds from the frequent words, evenly spread over the first 8000.
        var centres = [Float](repeating: 0, count: clusterCount * width)
        for cluster in 0..<clusterCount {
            for (column, value) in vectors[min(cluster * 8000 / clusterCount, vectors.count - 1)] {
                centres[Int(column) * clusterCount + cluster] = value
            }
        }
        var chosen = [Int](repeating: 0, count: vectors.count)
        for _ in 0..<passes {
            var scores = [Float](repeating: 0, count: clusterCount)
            for (at, vector) in vectors.enumerated() {
                for cluster in 0..<clusterCount { scores[cluster] = 0 }
                scores.withUnsafeMutableBufferPointer { scores in
                    centres.withUnsafeBufferPointer { centres in
                        for (column, value) in vector {
                            let base = Int(column) * clusterCount
                            for cluster in 0..<clusterCount {
                                scores[cluster] += value * centres[base + cluster]
                            }
                        }
                    }
                }
                var best = 0
                for cluster in 1..<clusterCount where scores[cluster] > scores[best] {
                    best = cluster
                }
                chosen[at] = best
            }
            centres = [Float](repeating: 0, count: clusterCount * width)
            for (at, vector) in vectors.enumerated() {
                for (column, value) in vector {
                    centres[Int(column) * clusterCount + chosen[at]] += value
                }
            }
            var lengths = [Float](repeating: 0, count: clusterCount)
            for at in centres.indices { lengths[at % clusterCount] += centres[at] * centres[at] }
            for at in centres.indices where lengths[at % clusterCount] > 0 {
                centres[at] /= sqrt(lengths[at % clusterCount])
            }
        }
        return chosen
    }

    /// Marks the names of the lists: a name a line, the more frequent first.
    private static func addLists(_ folder: String, to table: inout [UInt64: UInt32]) throws {
        func add(_ file: String, _ list: (Int) -> WordLists?) throws {
            let text = try String(contentsOfFile: folder + "/" + file, encoding: .utf8)
            for (at, name) in text.split(separator: "\n").enumerated() {
                guard let list = list(at), let key = ActorRecogniser.wordKey(of: String(name))
                else { continue }
                table[key & ~0xFF_FFFF, default: 0] |= UInt32(list.rawValue) << 16
            }
        }
        try add("given.txt") { _ in .given }
        try add("surnames.txt") { $0 < 5000 ? .frequentSurname : $0 < 60000 ? .surname : nil }
        try add("cities.txt") { _ in .city }
    }
}
