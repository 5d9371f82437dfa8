import Foundation

/// The program under test, as end-to-end tests run it.
public enum Executable {
    /// `byline` beside the test bundle, where the build puts both.
    public static let byline: String = {
        let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
        let bundles = CommandLine.arguments + [own ?? ""]
        for bundle in bundles {
            let beside = (bundle as NSString).deletingLastPathComponent + "/byline"
            if FileManager.default.isExecutableFile(atPath: beside) { return beside }
        }
        return Places.repository.appending(path: ".build/debug/byline").path(
            percentEncoded: false)
    }()

    /// What a run of the program gave.
    public struct Outcome: Sendable {
        /// The exit status; 128 plus the signal where one ended it.
        public let status: Int32
        /// Standard output.
        public let output: String
        /// Standard error.
        public let errors: String
    }

    /// Runs the program to its end.
    ///
    /// Standard output and error go to files, so that neither can fill a pipe.
    public static func run(
        _ arguments: [String], input: String = "", environment: [String: String] = [:]
    ) throws -> Outcome {
        let folder = try TemporaryFolder()
        let process = Process()
        process.executableURL = URL(filePath: byline)
        process.arguments = arguments
        // A daemon or archive of whoever runs the tests is none of theirs.
        var variables = ProcessInfo.processInfo.environment
        for name in ["BYLINE_ARCHIVE", "BYLINE_SOCKET", "BYLINE_ADMIN_SOCKET"] {
            variables[name] = nil
        }
        variables["XDG_RUNTIME_DIR"] = folder.path("run")
        process.environment = variables.merging(environment) { $1 }
        try Data(input.utf8).write(to: URL(filePath: folder.path("in")))
        try Data().write(to: URL(filePath: folder.path("out")))
        try Data().write(to: URL(filePath: folder.path("err")))
        process.standardInput = try FileHandle(forReadingFrom: URL(filePath: folder.path("in")))
        process.standardOutput = FileHandle(forWritingAtPath: folder.path("out"))
        process.standardError = FileHandle(forWritingAtPath: folder.path("err"))
        try process.run()
        process.waitUntilExit()
        let status = process.terminationStatus
        return Outcome(
            status: process.terminationReason == .uncaughtSignal ? 128 + status : status,
            output: try String(contentsOfFile: folder.path("out"), encoding: .utf8),
            errors: try String(contentsOfFile: folder.path("err"), encoding: .utf8))
    }
}
