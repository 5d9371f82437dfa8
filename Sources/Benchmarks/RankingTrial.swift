import Archive
import Foundation
import Search

/// Compares settings of the ranking on judged collections, with cross-validation over queries.
///
/// A collection is an archive made from `docs.jsonl`, and beside it `queries.tsv` (id, tab, text)
/// and `qrels.txt` (TREC: query, 0, document, grade). Queries are questions (`mode: natural`); the
/// measure is mean average precision to depth 1,000.
///
/// Of five folds of queries each is measured with the setting that is best on the other four, so
/// that the last line says what a setting chosen so is worth on queries that did not choose it.
struct RankingTrial {
    private struct Collection {
        let name: String
        let archive: ArchiveFolder
        let queries: [(text: String, relevant: Set<String>)]
    }

    private static let folds = 5
    private static let depth = 1_000

    private let collections: [Collection]

    /// - Parameter arguments: `FOLDER=ARCHIVE`, one for each collection.
    init(_ arguments: [String]) throws {
        collections = try arguments.map { argument in
            let sides = argument.split(separator: "=", maxSplits: 1).map(String.init)
            let folder = sides[0]
            return Collection(
                name: URL(filePath: folder).lastPathComponent,
                archive: ArchiveFolder(sides.count > 1 ? sides[1] : folder),
                queries: try Self.queries(folder))
        }
    }

    private static func queries(_ folder: String) throws -> [(String, Set<String>)] {
        func lines(_ name: String) throws -> [Substring] {
            try String(contentsOfFile: folder + "/" + name, encoding: .utf8).split(separator: "\n")
        }
        var relevant: [Substring: Set<String>] = [:]
        for line in try lines("qrels.txt") {
            let row = line.split(separator: " ")
            guard row.count == 4, let grade = Int(row[3]), grade > 0 else { continue }
            relevant[row[0], default: []].insert(String(row[2]))
        }
        return try lines("queries.tsv").compactMap { line in
            let row = line.split(separator: "\t", maxSplits: 1)
            guard row.count == 2, let judged = relevant[row[0]] else { return nil }
            return (String(row[1]), judged)
        }
    }

    /// The settings that are compared: the defaults first, then one or two changes at a time.
    private static var settings: [(name: String, ranking: RankingOptions)] {
        var all: [(String, RankingOptions)] = [("defaults", RankingOptions())]
        func add(_ name: String, _ change: (inout RankingOptions) -> Void) {
            var ranking = RankingOptions()
            change(&ranking)
            all.append((name, ranking))
        }
        add("no feedback") { $0.feedbackHits = 0 }
        add("no feedback, function words count") {
            $0.feedbackHits = 0
            $0.functionWordWeight = 1
        }
        for k1 in [0.9, 1.2, 1.6] {
            for b in [0.5, 0.65, 0.8] {
                add("k1 \(k1) b \(b)") {
                    $0.k1 = k1
                    $0.b = b
                }
            }
        }
        for k3 in [1.0, 4, 20] { add("k3 \(k3)") { $0.k3 = k3 } }
        add("function words 0.2") { $0.functionWordWeight = 0.2 }
        for hits in [5, 10, 20] {
            for words in [20, 40] {
                for weight in [0.3, 0.6] {
                    add("feedback \(hits) hits, \(words) words, \(weight)") {
                        $0.feedbackHits = hits
                        $0.feedbackWords = words
                        $0.feedbackWeight = weight
                    }
                }
            }
        }
        return all
    }

    /// Prints one line a setting, then what cross-validation says.
    func run() throws {
        print("mean average precision: " + collections.map(\.name).joined(separator: ", "))
        // For each setting, collection and query.
        var precisions: [[[Double]]] = []
        for (name, ranking) in Self.settings {
            let rows = try collections.map { try measure($0, ranking) }
            precisions.append(rows)
            let means = rows.map(Self.mean)
            print(Self.row(name, means))
        }
        var heldOut = collections.map { _ in [Double]() }
        for fold in 0..<Self.folds {
            let scores = precisions.map { rows in
                Self.mean(rows.map { Self.mean(Self.queries($0) { $0 % Self.folds != fold }) })
            }
            let best = scores.indices.max { scores[$0] < scores[$1] } ?? 0
            print("fold \(fold + 1): \(Self.settings[best].name)")
            for index in collections.indices {
                heldOut[index] += Self.queries(precisions[best][index]) { $0 % Self.folds == fold }
            }
        }
        print(Self.row("held-out queries", heldOut.map(Self.mean)))
    }

    private func measure(
        _ collection: Collection, _ ranking: RankingOptions
    ) throws -> [Double] {
        var options = SearchOptions()
        options.ranking = ranking
        options.unknownLanguage = "en"
        let engine = try SearchEngine(archive: collection.archive, options: options)
        return try collection.queries.map { text, relevant in
            var request = SearchRequest()
            request.q = text
            request.mode = .natural
            request.limit = Self.depth
            request.fields = [.id]
            request.total = false
            var found = 0
            var sum = 0.0
            for (rank, hit) in try engine.search(request).hits.enumerated()
            where relevant.contains(hit.id ?? "") {
                found += 1
                sum += Double(found) / Double(rank + 1)
            }
            return sum / Double(relevant.count)
        }
    }

    private static func queries(_ values: [Double], _ test: (Int) -> Bool) -> [Double] {
        values.indices.filter(test).map { values[$0] }
    }

    private static func mean(_ values: [Double]) -> Double {
        values.reduce(0, +) / Double(max(1, values.count))
    }

    private static func row(_ name: String, _ means: [Double]) -> String {
        let numbers = (means + [mean(means)]).map { String(format: "%.4f", $0) }
        return name.padding(toLength: 36, withPad: " ", startingAt: 0)
            + numbers.joined(separator: "  ")
    }
}
