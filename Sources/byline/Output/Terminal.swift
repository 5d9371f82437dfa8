import ArgumentParser
import Foundation

/// When output is coloured.
enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
    case auto, always, never
}

/// The terminal, as far as output depends on it.
struct Terminal {
    /// Whether standard output takes colours.
    let isColored: Bool

    /// Decides by flag, `NO_COLOR`, `TERM` and whether standard output is a terminal.
    init(_ choice: ColorChoice) {
        let environment = ProcessInfo.processInfo.environment
        switch choice {
        case .always: isColored = true
        case .never: isColored = false
        case .auto:
            isColored =
                isatty(STDOUT_FILENO) == 1 && (environment["NO_COLOR"] ?? "").isEmpty
                && environment["TERM"] != "dumb"
        }
    }

    /// Whether standard error is a terminal: progress is shown only there.
    static var showsProgress: Bool { isatty(STDERR_FILENO) == 1 }

    func bold(_ text: String) -> String { styled(text, "1") }
    func dim(_ text: String) -> String { styled(text, "2") }
    func highlighted(_ text: String) -> String { styled(text, "1;33") }

    private func styled(_ text: String, _ code: String) -> String {
        isColored ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}

/// Standard output, written in large pieces; a reader that is gone ends the command quietly.
final class Output {
    private var buffer: [UInt8] = []

    /// Adds text and the end of a record.
    func write(_ text: String, end: String = "\n") {
        buffer += text.utf8
        buffer += end.utf8
        if buffer.count > 1 << 16 { flush() }
    }

    /// Adds bytes as they are.
    func write(bytes: some Sequence<UInt8>) {
        buffer += bytes
        if buffer.count > 1 << 16 { flush() }
    }

    /// Writes what is held back.
    func flush() {
        do {
            try FileHandle.standardOutput.write(contentsOf: Data(buffer))
        } catch {
            exit(0)
        }
        buffer.removeAll(keepingCapacity: true)
    }

    deinit { if !buffer.isEmpty { flush() } }
}
