import Articles
import Foundation
import TestSupport
import Testing

@testable import Readers

/// The files of `Tests/Formats`, one of each format, against the golden JSON beside them.
///
/// With `BYLINE_REWRITE_GOLDEN=1` (`make golden`) the golden files are rewritten instead; the
/// difference is then read by hand.
@Suite struct FormatGoldenTests {
    /// What reading a file gives, articles without the actors that recognition adds.
    struct Golden: Codable, Equatable {
        var formats: [String]
        var articles: [Article]
        var problems: [String]
    }

    static let folder = Places.repository.appending(path: "Tests/Formats")

    static let files: [String] = {
        let names = try? FileManager.default.contentsOfDirectory(
            atPath: folder.path(percentEncoded: false))
        return (names ?? []).filter { !$0.hasSuffix(".golden.json") && !$0.hasPrefix(".") }.sorted()
    }()

    @Test("a file of each format reads into what was checked by hand", arguments: files)
    func golden(file: String) throws {
        let bytes = Array(try Data(contentsOf: Self.folder.appending(path: file)))
        let reading = try FormatReading(bytes, name: file)
        let read = Golden(
            formats: reading.formats, articles: reading.articles, problems: reading.problems)
        let url = Self.folder.appending(path: file + ".golden.json")
        if Environment.number("BYLINE_REWRITE_GOLDEN") == 1 {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            try (try encoder.encode(read) + [0x0A]).write(to: url)
            return
        }
        let expected = try JSONDecoder().decode(Golden.self, from: try Data(contentsOf: url))
        #expect(read == expected)
    }

    @Test("there is a file for every format that holds more than pages, text and rows")
    func extent() throws {
        let read = try Self.files.flatMap { file in
            try FormatReading(
                Array(try Data(contentsOf: Self.folder.appending(path: file))), name: file
            ).formats
        }
        let elsewhere: Set = ["text", "html", "markdown", "jsonl", "xml", "json", "wordpress"]
        #expect(Set(read).union(elsewhere) == Set(Formats.table.map(\.name)))
    }
}
