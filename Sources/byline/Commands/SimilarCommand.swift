import ArgumentParser
import Foundation
import Readers
import Search

/// `byline similar ID|FILE`.
struct SimilarCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "similar",
        abstract: "Find articles like one of the archive, or like a draft in a file.",
        discussion: """
            A file is read as `byline extract` reads it; of several articles in it the first \
            counts. - is standard input.
            """)

    @Argument(help: "The id of an article, or a file.")
    var source: String

    @OptionGroup var archive: ArchiveOptions
    @OptionGroup var selection: SelectionOptions
    @OptionGroup var out: OutputOptions

    @Option(name: [.customShort("n"), .short, .long], help: "How many hits.")
    var limit = 10

    @Option(name: .long, help: "Snippets of each hit.")
    var snippets = 0

    @Flag(name: .long, help: "Say of each hit which words it shares, and their weights.")
    var explain = false

    func run() throws {
        var request = try searchRequest(
            selection.items(query: []) + [
                ("limit", String(limit)), ("snippets", String(snippets)),
                ("explain", String(explain)),
            ])
        if let text = try text() { request.likeText = text } else { request.like = source }
        let backend = try Backend(archive)
        let answer = try backend.search(request)
        let output = Output()
        let printer = HitPrinter(
            out, fields: nil, places: backend.places(archive), output: output)
        if out.format == .json, out.output == .summary {
            output.write(String(decoding: answer.json(), as: UTF8.self))
        } else {
            printer.begin()
            for hit in answer.hits { try printer.print(hit) }
            printer.finish()
        }
        output.flush()
        throw ExitCode(answer.hits.isEmpty ? 1 : 0)
    }

    /// Title and body of the file's first article; nil where the source is no file.
    private func text() throws -> String? {
        var found: RawItem?
        var reason = "there is no article in it"
        let take = { (event: ReadEvent) in
            switch event {
            case .item(let item): if found == nil { found = item }
            case .rejected(let rejection): reason = rejection.description
            }
        }
        if source == "-" {
            try Reading.items(
                descriptor: STDIN_FILENO, name: "-", options: ReadingOptions(), emit: take)
        } else {
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: source, isDirectory: &isFolder),
                !isFolder.boolValue
            else { return nil }
            try Reading.items(paths: [source], emit: take)
        }
        guard let found else {
            throw Failure(.badValue, "\(source) cannot be read as an article: \(reason)")
        }
        do throws(ReadError) {
            let article = try Reading.parse(found).article
            return article.title + "\n\n" + article.body
        } catch {
            throw Failure(.badValue, "\(source) cannot be read as an article: \(error)")
        }
    }
}
