import Actors
import Articles
import Foundation

/// A helper program that finds mentions in texts: JSON Lines over a pipe.
///
///     to its standard input      {"id": "a7f3", "text": "…"}
///     from its standard output   {"id": "a7f3", "mentions": [{"start": 0, "end": 4, "type": "person"}]}
///
/// It answers every text, in any order, and writes what it likes to standard error. Run by
/// `/bin/sh -c`. One thread asks; another feeds the pipe, so that neither side waits for the other
/// for ever.
final class AnnotatorProcess {
    /// How long an answer may take: a helper loads its model before the first one.
    static let patience: Duration = .seconds(120)

    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()
    private var buffer: [UInt8] = []

    /// Starts the helper.
    ///
    /// - Throws: where the shell cannot be started.
    init(command: String) throws {
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", command]
        process.standardInput = input
        process.standardOutput = output
        try process.run()
    }

    /// Why a helper is of no use any more.
    struct Failure: Error {
        let reason: String
    }

    /// What the helper said of a text.
    enum Answer {
        case mentions([HelperMention])
        /// The line, or the mentions, are not what was asked for.
        case bad(String)
    }

    private struct Row: Encodable {
        let id: String
        let text: String
    }

    private struct AnsweredRow: Decodable {
        let id: String
        let mentions: [HelperMention]
    }

    /// Asks about some texts, at most a few hundred.
    ///
    /// - Parameter take: gets each answer with the place of its text; -1 for one to nothing asked.
    /// - Throws: ``Failure`` where it ended, or did not answer in time.
    func ask(
        _ texts: [(id: String, text: String)], _ take: (Int, Answer) -> Void
    ) throws(Failure) {
        var waiting: [String: Int] = [:]
        var bytes: [UInt8] = []
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.withoutEscapingSlashes]
        for (index, row) in texts.enumerated() {
            waiting[row.id] = index
            // Two strings: nothing that the encoder could refuse.
            bytes += (try? encoder.encode(Row(id: row.id, text: row.text))) ?? Data()
            bytes.append(0x0A)
        }
        feed(bytes)
        var answers = 0
        while answers < texts.count {
            let line = try nextLine()
            answers += 1
            guard let row = try? JSONDecoder().decode(AnsweredRow.self, from: Data(line)),
                let index = waiting.removeValue(forKey: row.id)
            else {
                let start = String(decoding: line.prefix(80), as: UTF8.self)
                take(-1, .bad("not an answer to what was asked: \(start)"))
                continue
            }
            let length = texts[index].text.unicodeScalars.count
            if let fault = HelperMention.fault(in: row.mentions, codePoints: length) {
                take(index, .bad(fault))
            } else {
                take(index, .mentions(row.mentions))
            }
        }
    }

    /// Ends the helper by the end of its input, or kills it where that does not help.
    func close(killing: Bool = false) {
        try? input.fileHandleForWriting.close()
        if killing { kill(process.processIdentifier, SIGKILL) }
        process.waitUntilExit()
    }

    private func feed(_ bytes: [UInt8]) {
        let handle = input.fileHandleForWriting
        let thread = Thread {
            // A helper that is gone is noticed where its answers are read.
            try? handle.write(contentsOf: Data(bytes))
        }
        thread.name = "annotator"
        thread.start()
    }

    private func nextLine() throws(Failure) -> [UInt8] {
        let descriptor = output.fileHandleForReading.fileDescriptor
        while true {
            if let end = buffer.firstIndex(of: 0x0A) {
                let line = Array(buffer[..<end])
                buffer.removeFirst(end + 1)
                return line
            }
            var poll = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            let patience = Int32(clamping: Self.patience.components.seconds * 1_000)
            let ready = Glibc.poll(&poll, 1, patience)
            if ready < 0 && errno == EINTR { continue }
            guard ready > 0 else {
                throw Failure(
                    reason: "it did not answer within \(Self.patience.components.seconds) s")
            }
            var piece = [UInt8](repeating: 0, count: 1 << 16)
            let count = read(descriptor, &piece, piece.count)
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else {
                process.waitUntilExit()
                throw Failure(
                    reason: "it ended with status \(process.terminationStatus) before it answered")
            }
            buffer += piece[..<count]
        }
    }
}
