import Actors
import Archive
import Articles
import Foundation
import Schema
import Search
import XapianKit

/// Times the parts that decide speed, on an archive that is there.
///
///     BYLINE_BENCHMARKS=1 swift run -c release Benchmarks ARCHIVE [WORD …]
///
/// Prints the median, the fastest and the 99th of a hundred runs each, in milliseconds. Built only
/// on request: nobody else waits for it.
@main
struct Benchmarks {
    static func main() throws {
        let arguments = CommandLine.arguments.dropFirst()
        if arguments.first == "ranking" {
            return try RankingTrial(Array(arguments.dropFirst())).run()
        }
        guard let path = arguments.first else {
            print("usage: Benchmarks ARCHIVE [WORD …] | ranking FOLDER=ARCHIVE …")
            exit(2)
        }
        let words = arguments.count > 1 ? Array(arguments.dropFirst()) : ["oil", "gas", "treaty"]
        let engine = try SearchEngine(archive: ArchiveFolder(path), residency: .resident)
        let status = try engine.status()
        print("\(status.articles) articles, generation \(status.generation)")
        try queries(engine, words)
        try articles(engine, words)
    }

    private static func queries(_ engine: SearchEngine, _ words: [String]) throws {
        var request = SearchRequest()
        request.snippets = 0
        request.q = words[0]
        try time("one word, top 20") { _ = try engine.search(request) }
        request.q = words.joined(separator: " OR ")
        try time("OR of all words, top 20") { _ = try engine.search(request) }
        request.facets = [FacetRequest(.author), FacetRequest(.actor), FacetRequest(.date)]
        try time("the same with three facets") { _ = try engine.search(request) }
        request.q = ""
        try time("all articles with three facets") { _ = try engine.search(request) }
        request.facets = []
        request.sort = .newest
        try time("all articles, newest first") { _ = try engine.search(request) }
    }

    private static func articles(_ engine: SearchEngine, _ words: [String]) throws {
        var request = SearchRequest()
        request.q = words.joined(separator: " OR ")
        request.limit = 100
        let texts = try engine.search(request).hits.compactMap(\.id).map { try engine.article($0) }
        let count = texts.map(\.words).reduce(0, +)
        let recogniser = ActorRecogniser(records: try AuthorityRecords.builtIn())
        time("actors in \(count) words") {
            for text in texts { _ = recogniser.mentions(in: text.body) }
        }
        let vocabulary = Vocabulary { word, _ in word }
        var ordinals: [UInt32] = []
        time("tokens of \(count) words, unstemmed") {
            ordinals.removeAll(keepingCapacity: true)
            for text in texts {
                vocabulary.appendStems(of: text.body, language: "", to: &ordinals)
            }
        }
    }

    private static func time(_ name: String, _ work: () throws -> Void) rethrows {
        var milliseconds: [Double] = []
        for _ in 0..<100 {
            let duration = try ContinuousClock().measure(work)
            milliseconds.append(
                Double(duration.components.attoseconds) / 1e15
                    + Double(duration.components.seconds) * 1e3)
        }
        milliseconds.sort()
        let column = name.padding(toLength: 36, withPad: " ", startingAt: 0)
        print(
            column
                + String(
                    format: "median %8.3f   fastest %8.3f   99th %8.3f ms", milliseconds[50],
                    milliseconds[0], milliseconds[98]))
    }
}
