import ArgumentParser
import Indexing

/// `byline writer`: the process that writes, started by `index` and by the daemon.
struct WriterCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "writer", abstract: "Write to an archive as told on standard input.",
        shouldDisplay: false)

    @Option(name: .long, help: "The archive's folder.")
    var archive: String

    func run() throws {
        throw ExitCode(WriterService(archive: archive).run())
    }
}
