import ArgumentParser
import Foundation
import Readers

/// Flags of commands that read articles from files and standard input.
struct InputOptions: ParsableArguments {
    @Option(
        name: .long,
        help: "Format of all files and of standard input, in place of looking at names and bytes.")
    var formatIn: String?

    @Option(
        name: .long,
        help: "For tables: KEY=NAME, the column NAME holds KEY (title, body, author …); repeatable."
    )
    var column: [String] = []

    func validate() throws {
        if let formatIn, Formats.format(named: formatIn) == nil {
            throw ValidationError(
                "no format is called \(formatIn); formats: "
                    + Formats.table.map(\.name).joined(separator: ", "))
        }
        for pair in column where Self.split(pair) == nil {
            throw ValidationError(
                "--column takes KEY=NAME, not \(pair); keys: "
                    + Formats.columnKeys.joined(separator: ", "))
        }
    }

    /// Keys and the columns that hold them.
    var columns: [String: String] {
        Dictionary(column.compactMap(Self.split)) { _, last in last }
    }

    private static func split(_ pair: String) -> (String, String)? {
        guard let mark = pair.firstIndex(of: "="), pair.index(after: mark) < pair.endIndex else {
            return nil
        }
        // The name that everybody would write.
        let key = pair[..<mark] == "author" ? "authors" : String(pair[..<mark])
        guard Formats.columnKeys.contains(key) else { return nil }
        return (key, String(pair[pair.index(after: mark)...]))
    }
}

/// Standard input, written into a file that another process can read, until ``remove()``.
struct SpooledInput {
    /// Of the file.
    let path: String

    /// Reads all of standard input.
    init() throws {
        let folder = FileManager.default.temporaryDirectory
        let url = folder.appending(path: "byline-input-\(UUID().uuidString)")
        path = url.path(percentEncoded: false)
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw Failure(
                .cannotWrite, "standard input cannot be kept in \(path)",
                hint: "name another folder for temporary files with $TMPDIR")
        }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        while case let chunk = FileHandle.standardInput.availableData, !chunk.isEmpty {
            do {
                try file.write(contentsOf: chunk)
            } catch {
                unlink(path)
                throw Failure(.cannotWrite, "standard input cannot be kept in \(path): \(error)")
            }
        }
    }

    /// Removes the file.
    func remove() { unlink(path) }
}
