import Actors
import Articles
import Foundation
import Readers
import TestSupport
import Testing

/// The articles of `Corpus` against the golden JSON beside them.
///
/// With `BYLINE_REWRITE_GOLDEN=1` (`make golden`) the files are rewritten instead; the difference is
/// then read by hand.
@Suite struct GoldenTests {
    /// The files of sample commentary, as paths below `Corpus`.
    static let files: [String] = {
        let folder = Places.corpus.path(percentEncoded: false)
        let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String }
        return (names ?? []).filter { name in
            ["txt", "md", "html", "jsonl"].contains((name as NSString).pathExtension)
                && !name.hasSuffix("README.md")
        }.sorted()
    }()

    static let recogniser = Result {
        ActorRecogniser(records: try AuthorityRecords.builtIn())
    }

    /// What the tool makes of one file: its articles in order, as the contract's JSON.
    static func articles(of file: String) throws -> [Article] {
        let recogniser = try recogniser.get()
        var articles: [Article] = []
        let bytes = Array(try Data(contentsOf: Places.corpus.appending(path: file)))
        try Reading.items(bytes: bytes, name: file, format: nil) { event in
            switch event {
            case .item(let item):
                var article = try Reading.parse(item).article
                recogniser.addActors(to: &article, mode: .both)
                articles.append(article)
            case .rejected(let rejection):
                Issue.record("\(file): \(rejection)")
            }
        }
        return articles
    }

    private static func golden(_ file: String) -> URL {
        Places.corpus.appending(path: (file as NSString).deletingPathExtension + ".article.json")
    }

    @Test("a file reads into the articles that were checked by hand", arguments: files)
    func golden(file: String) throws {
        let articles = try Self.articles(of: file)
        let isSingle = (file as NSString).pathExtension != "jsonl"
        if Environment.number("BYLINE_REWRITE_GOLDEN") == 1 {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            let data =
                isSingle
                ? try encoder.encode(try #require(articles.first)) : try encoder.encode(articles)
            try (data + [0x0A]).write(to: Self.golden(file))
            return
        }
        let data = try Data(contentsOf: Self.golden(file))
        let expected =
            isSingle
            ? [try JSONDecoder().decode(Article.self, from: data)]
            : try JSONDecoder().decode([Article].self, from: data)
        #expect(articles.count == expected.count)
        for (article, wanted) in zip(articles, expected) {
            #expect(article.title == wanted.title)
            #expect(article.authors == wanted.authors)
            #expect(article.date == wanted.date)
            #expect(article.captions == wanted.captions)
            #expect(article.corrections == wanted.corrections)
            #expect(article.actors == wanted.actors)
            #expect(article.body == wanted.body)
            #expect(article == wanted)
        }
    }

    @Test("the corpus is what its README says: articles, bylines, years, actors and languages")
    func extent() throws {
        let articles = try Self.files.flatMap { try Self.articles(of: $0) }
        #expect(articles.count >= 48)
        #expect(Set(articles.flatMap { $0.authors.map(\.id) }).count >= 8)
        #expect(articles.contains { $0.authors.count >= 2 })
        let years = articles.compactMap { $0.date.value?.components.year }
        #expect(years.min() == 1992 && years.max() == 2025)
        let actors = articles.flatMap(\.actors).filter { $0.type != .unknown }
        #expect(Set(actors.map(\.id)).count >= 120)
        #expect(Set(articles.compactMap(\.language)) == ["en", "de", "fr"])
        #expect(articles.contains { $0.date.published == nil })
        #expect(articles.contains { !$0.corrections.isEmpty })
        for article in articles {
            #expect((250...800).contains(article.words), "\(article.title): \(article.words)")
        }
    }
}
