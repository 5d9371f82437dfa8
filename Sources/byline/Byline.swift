import ArgumentParser
import Foundation

/// The command `byline`.
@main
struct Byline: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "byline",
        abstract: "Full-text search for archives of news commentary.",
        discussion: """
            An archive is a folder (--archive DIR or $BYLINE_ARCHIVE). `byline index` makes and
            fills it, `byline serve` answers queries over a Unix socket, and the other commands
            ask that daemon, or open the archive themselves where none answers.
            """,
        version: "0.1.0",
        subcommands: [
            IndexCommand.self, SearchCommand.self, CountCommand.self, FacetsCommand.self,
            ShowCommand.self, SimilarCommand.self, ExtractCommand.self, AnnotateCommand.self,
            ActorsCommand.self, AuthorsCommand.self, ExplainCommand.self, StatusCommand.self,
            ServeCommand.self, FieldsCommand.self, CompletionCommand.self, CopiesCommand.self,
            VersionsCommand.self, WriterCommand.self, ReaderCommand.self,
        ])

    /// Runs the command and ends the process with the statuses of the contract.
    static func main() async {
        // A reader that closes its end, such as `head`, ends the output, not the process.
        signal(SIGPIPE, SIG_IGN)
        do {
            var command = try await asyncParseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch let failure as Failure {
            failure.printAndExit()
        } catch let code as ExitCode {
            Foundation.exit(code.rawValue)
        } catch {
            let isHelp = exitCode(for: error) == .success
            let message = fullMessage(for: error)
            if isHelp {
                print(message)
                Foundation.exit(0)
            }
            standardError(message)
            Foundation.exit(2)
        }
    }
}

/// Writes a line to standard error.
func standardError(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data((text + "\n").utf8))
}
