import CZlib
import Foundation
import TestSupport
import Testing

@testable import Readers

/// Files and folders made to take all memory or time, or to be led out of the folder.
@Suite struct HostileFilesTests {
    /// Bytes as a raw stream of deflate.
    private func deflated(_ bytes: [UInt8]) throws -> [UInt8] {
        var state = z_stream()
        #expect(
            deflateInit2_(
                &state, 9, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
                Int32(MemoryLayout<z_stream>.size)) == Z_OK)
        defer { deflateEnd(&state) }
        var input = bytes
        let room = Int(deflateBound(&state, UInt(bytes.count)))
        return input.withUnsafeMutableBufferPointer { input in
            [UInt8](unsafeUninitializedCapacity: room) { output, count in
                state.next_in = input.baseAddress
                state.avail_in = UInt32(input.count)
                state.next_out = output.baseAddress
                state.avail_out = UInt32(room)
                deflate(&state, Z_FINISH)
                count = room - Int(state.avail_out)
            }
        }
    }

    private func little(_ number: Int, _ length: Int) -> [UInt8] {
        (0..<length).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
    }

    /// A zip archive of deflated members.
    private func zip(_ members: [(name: String, bytes: [UInt8])]) throws -> [UInt8] {
        var archive: [UInt8] = []
        var directory: [UInt8] = []
        for (name, bytes) in members {
            let packed = try deflated(bytes)
            let name = Array(name.utf8)
            let offset = archive.count
            let sizes = little(packed.count, 4) + little(bytes.count, 4)
            let head = little(20, 2) + little(0, 2) + little(8, 2) + little(0, 8) + sizes
            archive += [0x50, 0x4B, 3, 4] + head + little(name.count, 2) + little(0, 2) + name
            archive += packed
            directory += [0x50, 0x4B, 1, 2] + little(20, 2) + head + little(name.count, 2)
            directory += little(0, 12) + little(offset, 4) + name
        }
        let start = archive.count
        return archive + directory + [0x50, 0x4B, 5, 6] + little(0, 4)
            + little(members.count, 2) + little(members.count, 2) + little(directory.count, 4)
            + little(start, 4) + little(0, 2)
    }

    private func problems(_ bytes: [UInt8], _ name: String) throws -> [String] {
        let reading = try FormatReading(bytes, name: name)
        #expect(reading.articles == [])
        return reading.problems
    }

    private func document(_ body: String) -> [UInt8] {
        Array(
            ("<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">"
                + "<w:body>\(body)</w:body></w:document>").utf8)
    }

    @Test("a document that unfolds without measure is stopped, whatever it says of its size")
    func documentBomb() throws {
        var bomb = try zip([
            ("word/document.xml", [UInt8](repeating: 0x20, count: 8 << 20))
        ])
        #expect(
            try problems(bomb, "a.docx") == [
                "tooLarge a.docx: unfolds to more than 200 times its size; "
                    + "decompress it by hand if it is what it should be"
            ])
        // It says that it is small: the size stands at byte 24 of its entry in the directory.
        let entry = try #require(bomb.firstRange(of: [0x50, 0x4B, 1, 2]))
        bomb.replaceSubrange((entry.lowerBound + 24)..<(entry.lowerBound + 28), with: little(9, 4))
        #expect(try problems(bomb, "a.docx").first?.hasPrefix("tooLarge") == true)
    }

    @Test("archives in documents are not opened, and names of members are no paths")
    func members() throws {
        let inner = try zip([("word/document.xml", document("<w:p/>"))])
        #expect(
            try problems(try zip([("inner.docx", inner)]), "a.docx") == [
                "unknownFormat a.docx: is a zip archive without word/document.xml, no document; "
                    + "unpack an archive of articles by hand"
            ])
        let file = try zip([
            ("../../etc/passwd", Array("x".utf8)),
            ("word/document.xml", document("<w:p><w:r><w:t>Text of it.</w:t></w:r></w:p>")),
        ])
        #expect(try FormatReading(file, name: "a.docx").articles.map(\.title) == ["Text of it."])
    }

    @Test("a zip archive that is cut off anywhere is an error, and never a trap")
    func cutArchive() throws {
        let file = try zip([
            ("word/document.xml", document("<w:p><w:r><w:t>Text of it.</w:t></w:r></w:p>")),
            ("docProps/core.xml", Array("<core/>".utf8)),
        ])
        for end in 0..<file.count {
            #expect(try FormatReading(Array(file[..<end]), name: "a.docx").articles == [])
        }
        var generator = SeededGenerator(seed: 4)
        for _ in 0..<2_000 {
            var bytes = file
            for _ in 0..<3 {
                bytes[Int.random(in: bytes.indices, using: &generator)] = UInt8.random(
                    in: 0...255, using: &generator)
            }
            _ = try FormatReading(bytes, name: "a.docx")
        }
    }

    @Test("entities in documents are refused, and nothing outside is asked for")
    func documentEntities() throws {
        let laughs =
            "<!DOCTYPE w [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>"
        for declaration in [laughs, "<!DOCTYPE w [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"] {
            let file = try zip([("word/document.xml", Array(declaration.utf8) + document("<w:p/>"))]
            )
            let found = try problems(file, "a.docx")
            #expect(found.count == 1)
            #expect(found.first?.contains("entit") == true)
        }
    }

    @Test("a stream of zstd that wants two gigabytes of memory is refused")
    func zstdWindow() throws {
        // Magic number, a frame without size or checksum, a window of 2^31 bytes, an empty block.
        let frame: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 0x00, 21 << 3, 0x01, 0x00, 0x00]
        let found = try problems(frame, "a.jsonl.zst")
        #expect(found.count == 1)
        #expect(found.first?.hasPrefix("malformed a.jsonl.zst") == true)
        #expect(found.first?.contains("cannot be decompressed") == true)
    }

    @Test("names with line ends, of any bytes and of the greatest length are read like others")
    func names() throws {
        let folder = try TemporaryFolder()
        let long = String(repeating: "n", count: 251) + ".txt"
        for name in ["a\nb.txt", "c\u{1B}[2J.txt", "-rf.txt", "%2e%2e%2f.txt", long] {
            try Data("Title of it\n\nText of it.".utf8).write(to: URL(filePath: folder.path(name)))
        }
        // Not UTF-8: Foundation has no way to write it.
        let path = folder.url.path(percentEncoded: false)
        let bytes: [CChar] =
            Array((path + "/z").utf8CString.dropLast()) + [-1, 46, 116, 120, 116, 0]
        let descriptor = open(bytes, O_CREAT | O_WRONLY, 0o600)
        #expect(descriptor >= 0)
        let text = Array("Title of it\n\nText of it.".utf8)
        #expect(write(descriptor, text, text.count) == text.count)
        close(descriptor)
        var found: [String] = []
        try Reading.items(paths: [path]) { event in
            guard case .item(let item) = event else {
                Issue.record("\(event)")
                return
            }
            let title = try Reading.parse(item).article.title
            #expect(title == "Title of it")
            found.append(item.path)
        }
        #expect(found.count == 6)
        #expect(found.contains("a\nb.txt") && found.contains(long))
    }

    @Test("what is no regular file is told and never read: devices, sockets, files of the kernel")
    func devices() throws {
        var reasons: [String] = []
        try Reading.items(paths: ["/dev/zero", "/dev/null"]) { event in
            guard case .rejected(let rejection) = event else { return }
            reasons.append(rejection.reason)
        }
        #expect(reasons == ["is not a regular file", "is not a regular file"])
        var kinds: [ReadError.Kind] = []
        try Reading.items(paths: ["/proc/self/mem", "/proc/self/nothing"]) { event in
            guard case .rejected(let rejection) = event else { return }
            kinds.append(rejection.kind)
        }
        #expect(kinds == [.unreadable, .unreadable])
    }

    @Test("links in circles, links out of the folder and folders without end are left alone")
    func links() throws {
        let folder = try TemporaryFolder()
        let outside = try TemporaryFolder()
        try Data("Secret".utf8).write(to: URL(filePath: outside.path("secret.txt")))
        let manager = FileManager.default
        try manager.createDirectory(atPath: folder.path("a"), withIntermediateDirectories: true)
        try manager.createSymbolicLink(
            atPath: folder.path("a/loop"), withDestinationPath: folder.path("a"))
        try manager.createSymbolicLink(
            atPath: folder.path("self.txt"), withDestinationPath: "self.txt")
        try manager.createSymbolicLink(
            atPath: folder.path("out.txt"), withDestinationPath: outside.path("secret.txt"))
        try manager.createSymbolicLink(
            atPath: folder.path("etc"), withDestinationPath: "/etc")
        var deep = folder.path("d")
        for _ in 0..<140 { deep += "/d" }
        try manager.createDirectory(atPath: deep, withIntermediateDirectories: true)
        try Data("Deep".utf8).write(to: URL(filePath: deep + "/deep.txt"))
        var events: [ReadEvent] = []
        try Reading.items(paths: [folder.url.path(percentEncoded: false)]) { events.append($0) }
        guard events.count == 1, case .rejected(let rejection) = events.first else {
            Issue.record("\(events)")
            return
        }
        #expect(rejection.kind == .tooLarge)
        #expect(rejection.reason == "lies more than 128 folders deep")
    }
}
