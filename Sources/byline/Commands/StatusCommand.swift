import ArgumentParser
import Foundation

/// `byline status`.
struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Say what the archive holds and who serves it.")

    @OptionGroup var archive: ArchiveOptions
    @OptionGroup var out: OutputOptions

    func run() throws {
        let backend = try Backend(archive)
        let status = try backend.status()
        let output = Output()
        switch out.format {
        case .json, .jsonl: output.write(String(decoding: status, as: UTF8.self))
        case .text, .csv, .tsv, .vimgrep:
            switch backend {
            case .daemon(let client): output.write("daemon      \(client.socketPath)")
            case .direct: output.write("daemon      none; the archive was opened directly")
            }
            let value = try JSONSerialization.jsonObject(with: Data(status))
            Self.print(value, prefix: "", output)
        }
    }

    /// Each number and text on a line of its own; lists are left to `--format json`.
    private static func print(_ value: Any, prefix: String, _ output: Output) {
        guard let object = value as? [String: Any] else { return }
        for key in object.keys.sorted() {
            guard let value = object[key] else { continue }
            if value is [String: Any] {
                print(value, prefix: prefix + key + ".", output)
            } else if !(value is [Any]), !(value is NSNull) {
                let name = (prefix + key).replacingOccurrences(of: "index.", with: "")
                output.write(
                    name.padding(toLength: max(12, name.count + 1), withPad: " ", startingAt: 0)
                        + Printable.line("\(value)"))
            }
        }
    }
}
