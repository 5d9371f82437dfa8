import Foundation
import TestSupport
import Testing

@testable import Readers

@Suite struct FormatSamplesTests {
    /// The folder of samples of formats, unpacked when it was not.
    private func samples() throws -> String {
        let shared = try #require(Places.shared)
        let process = Process()
        process.executableURL = shared.appending(path: "measure/unpack")
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        let folder = String(decoding: output, as: UTF8.self)
        return folder.trimmingCharacters(in: .whitespacesAndNewlines) + "/formats"
    }

    @Test(
        "every sample reads into articles or says what it is not, with its place",
        .enabled(if: Places.shared != nil, Comment(rawValue: Places.sharedIsMissing)))
    func samplesRead() throws {
        var counts: [String: Int] = [:]
        var files: Set<String> = []
        var options = ReadingOptions()
        options.exclude += ["*.py", "*.cdx"]
        let folder = try samples()
        try Reading.items(paths: [folder], options: options) { event in
            switch event {
            case .rejected(let rejection):
                #expect(!rejection.reason.isEmpty && !rejection.path.isEmpty)
                counts["\(rejection.kind)", default: 0] += 1
                files.insert(rejection.path)
            case .item(let item):
                files.insert(folder + "/" + item.path)
                do throws(ReadError) {
                    let article = try Reading.parse(item).article
                    #expect(!article.id.isEmpty && !article.title.isEmpty, "\(item.path)")
                    counts[item.format, default: 0] += 1
                } catch {
                    #expect(error.path == item.path && !error.what.isEmpty)
                    counts["\(error.kind)", default: 0] += 1
                }
            }
        }
        // Entries of feeds without title and text are most of what is malformed.
        #expect(
            counts == [
                "atom": 273, "rss": 222, "jsonfeed": 2, "wxr": 77, "json": 23, "newsml-g2": 3,
                "warc": 2, "withheld": 2, "malformed": 741, "unknownFormat": 992,
            ])
        #expect(files.count == 2_213)
    }
}
