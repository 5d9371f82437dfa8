import CFuzzer
import Foundation
import Readers

/// Feeds all readers with inputs that libFuzzer makes: `make fuzz`.
///
///     ReaderFuzz seeds FOLDER… OUT     writes the files below the folders as seeds into OUT
///     ReaderFuzz ARGUMENTS             libFuzzer's own: -runs=1000000 CORPUS SEEDS
///
/// The first byte of an input chooses the format, the second the size of the chunks that its bytes
/// come in; the rest is the file. What is found is a trap, a hang, or memory without measure: what
/// the readers answer is well, whether articles or errors.
@main
struct ReaderFuzz {
    /// Formats that another program reads are not ours.
    static let formats = Formats.table.filter { $0.name != "pdf" }

    static func main() {
        let arguments = CommandLine.arguments
        if arguments.count > 3, arguments[1] == "seeds" {
            exit(
                writeSeeds(
                    of: Array(arguments[2..<(arguments.count - 1)]),
                    to: arguments[arguments.count - 1]))
        }
        var count = CommandLine.argc
        var words: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
        exit(
            withUnsafeMutablePointer(to: &words) { words in
                words.withMemoryRebound(
                    to: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?.self, capacity: 1
                ) { LLVMFuzzerRunDriver(&count, $0) { ReaderFuzz.read($0, $1) } }
            })
    }

    /// Reads one input by the format that it names.
    static func read(_ data: UnsafePointer<UInt8>?, _ size: Int) -> Int32 {
        guard let data, size > 2 else { return 0 }
        let input = UnsafeBufferPointer(start: data, count: size)
        let format = formats[Int(input[0]) % formats.count]
        let chunk = Int(input[1]) + 1
        var position = 2
        let file = OpenedFile(name: "a", location: "a", format: format.name) { bytes in
            let end = min(position + chunk * 64, size)
            bytes = Array(input[position..<end])
            position = end
        }
        do {
            try Reading.split(file) { event in
                guard case .item(let item) = event else { return }
                do throws(ReadError) {
                    _ = try Reading.parse(item)
                } catch {
                    return
                }
            }
        } catch {
            return 0
        }
        return 0
    }

    /// Writes each file as an input for its format, and its beginning for all others.
    private static func writeSeeds(of folders: [String], to target: String) -> Int32 {
        do {
            try FileManager.default.createDirectory(
                atPath: target, withIntermediateDirectories: true)
            var number = 0
            for folder in folders {
                let names = FileManager.default.enumerator(atPath: folder)?
                    .compactMap { $0 as? String }.sorted()
                for name in names ?? [] where !name.hasSuffix(".json") || name.hasPrefix("feed") {
                    guard let data = FileManager.default.contents(atPath: folder + "/" + name)
                    else { continue }
                    for (index, format) in formats.enumerated() {
                        let isOwn = format.extensions.contains((name as NSString).pathExtension)
                        let bytes = isOwn ? data : data.prefix(300)
                        let seed = Data([UInt8(index), UInt8(number % 251)]) + bytes
                        try seed.write(to: URL(filePath: "\(target)/\(number)"))
                        number += 1
                    }
                }
            }
            print("\(number) seeds in \(target)")
            return 0
        } catch {
            print("cannot write the seeds: \(error)")
            return 1
        }
    }
}
