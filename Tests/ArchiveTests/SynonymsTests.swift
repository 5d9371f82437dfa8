import Foundation
import TestSupport
import Testing

@testable import Archive

@Suite struct SynonymsTests {
    @Test("rules are read with their lines; comments and empty lines are none")
    func rules() throws {
        let text = """
            # of energy
            gas, natural  gas ,methane

            pm => prime minister, premier # both ways would be too much
            """
        #expect(
            try Synonyms.parse(text, file: "s.txt").rules == [
                Synonyms.Rule(
                    from: ["gas", "natural gas", "methane"], to: ["gas", "natural gas", "methane"],
                    line: 2),
                Synonyms.Rule(from: ["pm"], to: ["prime minister", "premier"], line: 4),
            ])
        #expect(try Synonyms.parse("", file: "s.txt") == Synonyms())
    }

    struct Fault: Sendable, CustomTestStringConvertible {
        let text: String
        let line: Int
        let column: Int?
        let reason: String
        var testDescription: String { text }
    }

    @Test(
        "a faulty line is named with the place in it",
        arguments: [
            Fault(
                text: "gas", line: 1, column: nil,
                reason: "one entry alone means nothing else: write `a, b` or `a => b`"),
            Fault(text: "a, b\n\nc,, d", line: 3, column: 3, reason: "an entry is missing"),
            Fault(text: "a =>", line: 1, column: 5, reason: "an entry is missing"),
            Fault(text: "a, &", line: 1, column: 3, reason: "\"&\" has no word in it"),
            Fault(
                text: "a => b => c", line: 1, column: nil,
                reason: "a rule has one arrow: write the others on lines of their own"),
            Fault(
                text: "a, 1 2 3 4 5 6 7 8 9", line: 1, column: 3,
                reason: "\"1 2 3 4 5 6 7 8 9\" has 9 words, an entry has at most 8"),
            Fault(
                text: (0..<33).map { "w\($0)" }.joined(separator: ","), line: 1, column: nil,
                reason: "the rule has 33 entries, at most 32 are allowed"),
        ])
    func faults(fault: Fault) {
        #expect(
            throws: ArchiveError.settings(
                file: "s.txt", line: fault.line, column: fault.column, reason: fault.reason)
        ) { try Synonyms.parse(fault.text, file: "s.txt") }
    }

    @Test("the settings name the file; one that is not there is an error that says who named it")
    func loading() throws {
        let folder = try TemporaryFolder()
        let archive = ArchiveFolder(folder.path("archive"))
        try archive.create()
        var settings = Settings()
        #expect(try Synonyms.load(archive, settings) == Synonyms())
        settings = try Settings.parse("synonyms: words.txt\n", file: "byline.yaml")
        #expect(throws: ArchiveError.self) { try Synonyms.load(archive, settings) }
        try Data("a, b\n".utf8).write(to: URL(filePath: archive.path + "/words.txt"))
        #expect(try Synonyms.load(archive, settings).rules.count == 1)
    }
}
