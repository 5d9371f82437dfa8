import ArgumentParser
import Indexing

/// `byline reader`: the process that reads articles, started by the one that writes.
struct ReaderCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reader", abstract: "Read articles as told on standard input.",
        shouldDisplay: false)

    func run() throws {
        ExtractionService().run()
    }
}
