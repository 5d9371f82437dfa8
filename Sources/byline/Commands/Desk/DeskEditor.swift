import Actors
import ArgumentParser
import Foundation

/// Which archive's desk is edited, and in which file.
struct DeskOptions: ParsableArguments {
    @OptionGroup var archive: ArchiveOptions

    @Option(name: .long, help: "The file below authority/ that gets the statement.")
    var file = "desk.yaml"

    @Flag(name: .long, help: "Retag the archive at once.")
    var retag = false

    func validate() throws {
        guard file.hasSuffix(".yaml"), !file.contains("/"), !file.hasPrefix(".") else {
            throw ValidationError("--file takes the name of a file such as desk.yaml")
        }
    }

    /// Puts statements into the file, checks all of the desk's files together, and says what is next.
    ///
    /// Nothing is written where the desk's files would not say what they should.
    func edit(
        _ said: String, _ body: (inout DeskFile, AuthorityRecords) throws(AuthorityError) -> Void
    ) throws {
        let path = try archive.requiredPath()
        let folder = ActorRecords.deskFolder(of: path)
        let url = folder.appending(path: file)
        guard FileManager.default.fileExists(atPath: path) else {
            throw Failure(
                .archiveMissing, "there is no archive at \(path)",
                hint: "`byline index` makes one; name it with --archive DIR or $BYLINE_ARCHIVE")
        }
        let (before, edited): (String?, String)
        do throws(AuthorityError) {
            let records = try AuthorityRecords.builtIn()
            before = try DeskFile.text(at: url)
            var desk = try DeskFile(text: before ?? "", file: "authority/" + file)
            try body(&desk, try records.adding(deskFolder: folder))
            _ = try records.adding(deskFolder: folder, replacing: file, by: desk.text)
            edited = desk.text
        } catch {
            throw Failure(error)
        }
        guard edited != before else { return }
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            guard try DeskFile.text(at: url) == before else {
                throw Failure(
                    .cannotWrite, "authority/\(file) was changed by somebody else meanwhile",
                    hint: "run the command again")
            }
            try write(edited, to: url)
        } catch let error as Failure {
            throw error
        } catch {
            throw Failure(
                .cannotWrite, "authority/\(file) cannot be written: \(error.localizedDescription)",
                hint: "check the permissions of \(folder.path(percentEncoded: false))")
        }
        let output = Output()
        output.write("authority/\(file): \(Printable.line(said))")
        if !retag {
            output.write(
                "  the index follows with: byline actors retag (--dry-run shows what changes)")
        }
        output.flush()
        if retag {
            try Retagging(archive: archive).run(dryRun: false, format: .text)
        }
    }

    /// Replaces the file, or what a link leads to, at once and with the mode that it had.
    private func write(_ text: String, to url: URL) throws {
        let target = url.resolvingSymlinksInPath()
        let attributes = try? FileManager.default.attributesOfItem(
            atPath: target.path(percentEncoded: false))
        try Data(text.utf8).write(to: target, options: .atomic)
        if let mode = attributes?[.posixPermissions] {
            try FileManager.default.setAttributes(
                [.posixPermissions: mode], ofItemAtPath: target.path(percentEncoded: false))
        }
    }
}

extension AuthorityRecords {
    /// The one record that an id, name or alias means.
    func only(_ name: String) throws(AuthorityError) -> AuthorityRecord {
        let ids = resolve(name: name)
        guard let id = ids.first, let record = self[id] else {
            throw AuthorityError(
                file: name, reason: "no record has this id, name or alias",
                hint: "byline actors list finds ids, byline actors add makes a record")
        }
        // An id or a label is clear; an alias may be that of several.
        guard ids.count == 1 || record.id == name || record.label == name else {
            throw AuthorityError(
                file: name,
                reason: "several records bear this name: "
                    + ids.joined(separator: ", "), hint: "name one by its id")
        }
        return record
    }
}
