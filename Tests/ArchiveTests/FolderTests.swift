import Articles
import Foundation
import Glibc
import TestSupport
import Testing

@testable import Archive

@Suite struct FolderTests {
    @Test("a folder is an archive once it was made, and its paths are absolute")
    func creation() throws {
        let temporary = try TemporaryFolder()
        let folder = ArchiveFolder(temporary.path("a/b/archive") + "///")
        #expect(folder.path == temporary.path("a/b/archive"))
        #expect(folder.isEmptyOrAbsent)
        #expect(!folder.exists)
        #expect(throws: ArchiveError.missing(path: folder.path)) {
            try folder.currentGeneration()
        }
        #expect(throws: ArchiveError.missing(path: folder.path)) { try ArchiveReader(folder) }
        #expect(throws: ArchiveError.missing(path: folder.path)) { try WriterLock(folder) }
        try folder.create()
        try folder.create()
        #expect(folder.exists)
        #expect(!folder.isEmptyOrAbsent)
        #expect(try folder.currentGeneration() == nil)
        #expect(ArchiveFolder("here").path.hasPrefix("/"))
    }

    @Test("a folder that cannot be made says which")
    func notAFolder() throws {
        let temporary = try TemporaryFolder()
        try Disk.replace(temporary.path("file"), with: [1], DiskSteps())
        let folder = ArchiveFolder(temporary.path("file/archive"))
        let error = #expect(throws: ArchiveError.self) { try folder.create() }
        #expect(error?.description.contains(temporary.path("file/archive")) == true)
    }

    @Test(
        "a link to something else than a generation is damage",
        arguments: ["/etc", "../x", "generations/../.."])
    func strangeLink(target: String) throws {
        let archive = try TestArchive()
        #expect(symlink(target, archive.folder.current) == 0)
        let error = #expect(throws: ArchiveError.self) { try archive.reader() }
        guard case .damaged(let file, _, _, _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(file == archive.folder.current)
    }

    @Test("a generation that there is not is named with those that there are")
    func unknownGeneration() throws {
        let archive = try TestArchive()
        let manifest = try archive.build([])
        let error = ArchiveError.noSuchGeneration(name: "x", known: [manifest.name])
        #expect(throws: error) { try archive.folder.manifest("x") }
        #expect(error.description == "there is no generation x; there are: \(manifest.name)")
    }

    @Test("the writer's lock is held by one, and says by which process")
    func lock() throws {
        let archive = try TestArchive()
        let path = archive.folder.writerLock
        #expect(WriterLock.holder(archive.folder) == getpid())
        #expect(throws: ArchiveError.locked(path: path, pid: getpid())) {
            try WriterLock(archive.folder)
        }
        archive.lock.release()
        #expect(WriterLock.holder(archive.folder) == nil)
        _ = try WriterLock(archive.folder)
    }

    @Test("the lock of another process keeps a writer out until that process ends")
    func lockOfAnotherProcess() throws {
        let archive = try TestArchive()
        archive.lock.release()
        let path = archive.folder.writerLock
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        // The child says that it has the lock, and keeps it until its input is closed.
        process.arguments = [
            "-c", "exec 9<>\"$0\"; flock -n 9 || exit 1; echo $$ >&9; echo locked; read line", path,
        ]
        let (input, output) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        #expect(output.fileHandleForReading.availableData == Data("locked\n".utf8))
        let pid = process.processIdentifier
        let error = ArchiveError.locked(path: path, pid: pid)
        #expect(throws: error) { try WriterLock(archive.folder) }
        #expect(WriterLock.holder(archive.folder) == pid)
        #expect(error.problem == .archiveLocked)
        #expect(error.problem.exitStatus == 75)
        try input.fileHandleForWriting.close()
        process.waitUntilExit()
        _ = try WriterLock(archive.folder)
    }

    @Test("every error says what failed and what to do, and has its row in the table of problems")
    func errors() {
        let rows: [(ArchiveError, String, Int32)] = [
            (.missing(path: "/a"), "there is no archive at /a", 69),
            (.notAnArchive(path: "/a", reason: "x"), "/a is not an archive: x", 69),
            (.locked(path: "/l", pid: 7), "(process 7): /l is locked", 75),
            (
                .schemaMismatch(file: "/f", found: 2, needed: 1, command: "c"),
                "/f has schema 2, this version of byline needs 1; run `c`", 69
            ),
            (
                .damaged(file: "/f", offset: 9, reason: "x", command: "c"),
                "/f is damaged at byte 9: x; run `c`", 69
            ),
            (
                .inputOutput(operation: "write", path: "/f", errno: ENOSPC),
                "cannot write /f: No space left on device; make room on the disk", 73
            ),
            (
                .inputOutput(operation: "open", path: "/f", errno: EMFILE), "ulimit -n", 69
            ),
            (
                .store(operation: "put", path: "/s", message: "full", isFull: true),
                "cannot put in /s: full; make room", 73
            ),
            (.engine(operation: "commit", path: "/x", message: "m"), "cannot commit in /x: m", 69),
            (
                .settings(file: "b.yaml", line: 3, column: 2, reason: "x"), "b.yaml:3:2: x", 2
            ),
            (.tooLarge(what: "stems", count: 2, limit: 1), "stems: 2 is more than the 1", 73),
        ]
        for (error, text, status) in rows {
            #expect(error.description.contains(text), "\(error)")
            #expect(error.problem.exitStatus == status, "\(error)")
        }
    }
}
