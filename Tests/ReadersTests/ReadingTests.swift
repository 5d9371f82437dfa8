import Articles
import Foundation
import Glibc
import TestSupport
import Testing

@testable import Readers

@Suite struct ReadingTests {
    /// Everything that reading paths gives, as text: `format path[:line] byteOffset` or
    /// `kind path reason`.
    private func events(
        _ paths: [String], options: ReadingOptions = ReadingOptions(), below root: String
    ) throws -> [String] {
        var found: [String] = []
        try Reading.items(paths: paths, options: options) { event in
            switch event {
            case .item(let item):
                found.append("\(item.format) \(item.path)\(item.line.map { ":\($0)" } ?? "")")
            case .rejected(let rejection):
                let path = rejection.path.replacing(root, with: "")
                found.append(
                    "\(rejection.kind) \(path)\(rejection.line.map { ":\($0)" } ?? "") "
                        + rejection.reason)
            }
        }
        return found
    }

    private func write(_ text: String, _ name: String, in folder: TemporaryFolder) throws {
        let url = folder.url.appending(path: name)
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
    }

    @Test("a folder is read in the order of its names, hidden and foreign files left out")
    func walk() throws {
        let folder = try TemporaryFolder()
        for name in ["b.txt", "a/z.md", "a/a.html", "c.jsonl", ".hidden.txt", "README.md"] {
            try write("{\"title\": \"x\"}\n", name, in: folder)
        }
        try write("{}", "b.article.json", in: folder)
        try write("PNG", "picture.png", in: folder)
        let root = folder.path("")
        #expect(
            try events([root], below: root) == [
                "html a/a.html", "markdown a/z.md", "text b.txt", "jsonl c.jsonl:1",
                "unknownFormat picture.png is of no known format",
            ])
    }

    @Test("patterns choose files by their path or their name")
    func patterns() throws {
        let folder = try TemporaryFolder()
        for name in ["a/one.txt", "a/two.txt", "b/one.txt", "b/one.md"] {
            try write("x", name, in: folder)
        }
        var options = ReadingOptions()
        options.include = ["*.txt"]
        options.exclude = ["b", "two*"]
        let root = folder.path("")
        #expect(try events([root], options: options, below: root) == ["text a/one.txt"])
    }

    @Test("links below the root are not followed, so that a walk ends")
    func links() throws {
        let folder = try TemporaryFolder()
        try write("x", "a/one.txt", in: folder)
        try FileManager.default.createSymbolicLink(
            atPath: folder.path("a/loop"), withDestinationPath: folder.path(""))
        try FileManager.default.createSymbolicLink(
            atPath: folder.path("a/link.txt"), withDestinationPath: "/etc/hostname")
        let root = folder.path("")
        #expect(try events([root], below: root) == ["text a/one.txt"])
    }

    @Test("a FIFO neither blocks nor is read")
    func fifo() throws {
        let folder = try TemporaryFolder()
        #expect(mkfifo(folder.path("pipe.txt"), 0o600) == 0)
        let root = folder.path("")
        let expected = ["unreadable pipe.txt is not a regular file"]
        #expect(try events([root], below: root) == expected)
        #expect(try events([folder.path("pipe.txt")], below: root) == expected)
    }

    @Test("what cannot be opened is reported, and reading goes on")
    func unreadable() throws {
        let folder = try TemporaryFolder()
        try write("x", "a.txt", in: folder)
        try write("x", "b.txt", in: folder)
        let root = folder.path("")
        let missing = folder.path("missing.txt")
        #expect(
            try events([missing, root], below: root) == [
                "unreadable missing.txt cannot be opened: No such file or directory",
                "text a.txt", "text b.txt",
            ])
        // Root may read everything: then there is nothing to see.
        guard getuid() != 0 else { return }
        chmod(folder.path("a.txt"), 0)
        #expect(
            try events([root], below: root) == [
                "unreadable a.txt cannot be opened: Permission denied", "text b.txt",
            ])
    }

    @Test("a file that the user names is read as text where nothing else fits")
    func named() throws {
        let folder = try TemporaryFolder()
        try write("Title\n\nSome text.", "note", in: folder)
        try write("<!DOCTYPE html><title>x</title>", "page", in: folder)
        try write("{\"title\": \"x\"}\n{\"title\": \"y\"}\n", "rows", in: folder)
        try write("\u{1}\u{2}\u{0}", "binary", in: folder)
        let root = folder.path("")
        let names = ["note", "page", "rows", "binary"]
        let given = names.map { SourceFiles.normalised(folder.path($0)) }
        #expect(
            try events(names.map { folder.path($0) }, below: root) == [
                "text \(given[0])", "html \(given[1])", "jsonl \(given[2]):1",
                "jsonl \(given[2]):2",
                "unknownFormat binary is of no known format",
            ])
    }

    @Test("the same path below two folders stays two articles")
    func clash() throws {
        let folder = try TemporaryFolder()
        try write("x", "one/a.txt", in: folder)
        try write("x", "two/a.txt", in: folder)
        let root = folder.path("")
        let two = folder.path("two")
        #expect(
            try events([folder.path("one"), two, two], below: root) == [
                "text a.txt", "text \(SourceFiles.normalised(two))/a.txt",
            ])
    }

    @Test("a format that is forced wins over the name")
    func forced() throws {
        let folder = try TemporaryFolder()
        try write("# Title", "a.txt", in: folder)
        var options = ReadingOptions()
        options.format = "markdown"
        let root = folder.path("")
        #expect(try events([root], options: options, below: root) == ["markdown a.txt"])
        options.format = "parchment"
        #expect(
            try events([root], options: options, below: root) == [
                "unknownFormat a.txt no format is called parchment"
            ])
    }

    @Test("a file above the limit of its format is refused")
    func tooLarge() throws {
        let source = FileSource(
            name: "a", location: "a", stream: ByteStream(bytes: [UInt8](repeating: 65, count: 11)))
        #expect(throws: ReadError.self) { try source.contents(atMost: 10) }
    }

    @Test("every format has its own name and extensions")
    func table() {
        let names = Formats.table.map(\.name)
        let extensions = Formats.table.flatMap(\.extensions)
        #expect(Set(names).count == names.count)
        #expect(Set(extensions).count == extensions.count)
        for format in Formats.table {
            #expect(Formats.format(named: format.name)?.name == format.name)
            for suffix in format.extensions {
                #expect(
                    Formats.format(forPath: "a.\(suffix.uppercased())", firstBytes: [])?.name
                        == format.name)
            }
        }
        #expect(Formats.format(forPath: ".txt", firstBytes: []) == nil)
    }

    @Test("an item of a format that is gone says which formats there are")
    func unknownFormat() {
        let item = RawItem(bytes: [], format: "papyrus", path: "a")
        #expect {
            try Reading.parse(item)
        } throws: { error in
            (error as? ReadError)?.kind == .unknownFormat
                && "\(error)".hasPrefix("a: no reader for the format papyrus; formats: text, html")
        }
    }

    @Test("no format traps on bytes of any kind", arguments: ["text", "markdown", "jsonl"])
    func garbage(_ format: String) {
        var generator = SeededGenerator(seed: 4)
        let pieces: [[UInt8]] = [
            Array("{\"title\": \"".utf8), Array("---\ntitle: [".utf8), Array("+++\na = \"".utf8),
            Array("<html><p>".utf8), [0xFF, 0xFE], [0xEF, 0xBB, 0xBF], [0], Array("\n\n".utf8),
            Array("By Jane Doe\n".utf8), Array("![a](b".utf8), Array("[[[[((((".utf8),
            Array("2024-12-25".utf8), Array("}\"],\\u00".utf8), [0xE2, 0x80],
            Array("About the".utf8),
            Array("© ".utf8), Array("Image Credit: ".utf8), Array("İİİ ßﬀ\u{1F468}\u{200D}".utf8),
        ]
        for _ in 0..<400 {
            var bytes: [UInt8] = []
            for _ in 0..<Int.random(in: 0...8, using: &generator) {
                bytes += pieces.randomElement(using: &generator) ?? []
                if Bool.random(using: &generator) {
                    bytes.append(UInt8.random(in: 0...255, using: &generator))
                }
            }
            // An article or an error: both are well.
            _ = try? Reading.parse(RawItem(bytes: bytes, format: format, path: "x"))
        }
    }
}

/// SplitMix64: the same numbers on every machine.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
