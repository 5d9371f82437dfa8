import Glibc
import XapianKit

/// The files of one delta that a writer has open; see ``DeltaWriter``.
final class DeltaFiles {
    let directory: String
    let path: String
    let log: String
    let xapian: String
    let descriptor: Int32
    let database: WritableDatabase
    private var isDirty = false

    /// An empty delta.
    init(
        creating directory: String, in generation: String, _ steps: DiskSteps
    ) throws(ArchiveError) {
        self.directory = directory
        path = generation + "/" + directory
        log = path + "/log"
        xapian = path + "/xapian"
        try Disk.makeFolder(path, steps)
        steps.step()
        descriptor = try Disk.open(log, O_RDWR | O_CREAT | O_TRUNC, to: "create")
        do throws(ArchiveError) {
            try Disk.write(DeltaLog.header, to: descriptor, log)
            database = try Self.open(xapian, .create)
        } catch {
            close(descriptor)
            throw error
        }
        try Disk.synchroniseFolder(generation, steps)
    }

    /// A delta that was closed cleanly; what lies behind the published part of its log goes.
    init(
        opening directory: String, in generation: String, logBytes: Int
    ) throws(ArchiveError) {
        self.directory = directory
        path = generation + "/" + directory
        log = path + "/log"
        xapian = path + "/xapian"
        descriptor = try Disk.open(log, O_RDWR, to: "open")
        do throws(ArchiveError) {
            guard ftruncate(descriptor, off_t(logBytes)) == 0,
                lseek(descriptor, 0, SEEK_END) == off_t(logBytes)
            else { throw Disk.failure("shorten", log) }
            database = try Self.open(xapian, .open)
        } catch {
            close(descriptor)
            throw error
        }
    }

    deinit { close(descriptor) }

    /// Says on the disk that from now on only a clean end makes the delta trustworthy.
    func markDirty(_ steps: DiskSteps) throws(ArchiveError) {
        if isDirty { return }
        let marker = path + "/dirty"
        steps.step()
        close(try Disk.open(marker, O_WRONLY | O_CREAT, to: "create"))
        try Disk.synchroniseFolder(path, steps)
        isDirty = true
    }

    /// Brings all to the disk and takes the marker away.
    func closeCleanly(_ generation: String, _ steps: DiskSteps) throws(ArchiveError) {
        database.close()
        guard isDirty else { return }
        try Disk.synchronise(descriptor, log, steps)
        for name in try Disk.filesBelow(xapian) {
            try Disk.synchroniseFile(xapian + "/" + name, steps)
        }
        try Disk.synchroniseFolder(xapian, steps)
        if Disk.exists(generation + "/delta.json") {
            try Disk.synchroniseFile(generation + "/delta.json", steps)
        }
        try Disk.synchroniseFolder(generation, steps)
        try Disk.removeFile(path + "/dirty", steps)
        try Disk.synchroniseFolder(path, steps)
    }

    static func isDirty(_ generation: String, _ directory: String) -> Bool {
        Disk.exists(generation + "/" + directory + "/dirty")
    }

    /// Removes all deltas of the generation but one.
    static func clean(
        _ generation: String, keeping: String?, _ steps: DiskSteps
    ) throws(ArchiveError) {
        for name in try Disk.names(in: generation) where name.hasPrefix("delta-") {
            if name != keeping { try Disk.removeFolder(generation + "/" + name, steps) }
        }
    }

    /// A name that no delta of the generation has.
    static func nextDirectory(_ generation: String) throws(ArchiveError) -> String {
        let numbers = try Disk.names(in: generation).compactMap { name in
            name.hasPrefix("delta-") ? Int(name.dropFirst("delta-".count)) : nil
        }
        return "delta-\((numbers.max() ?? 0) + 1)"
    }

    private static func open(
        _ path: String, _ mode: WritableDatabase.Mode
    ) throws(ArchiveError) -> WritableDatabase {
        do {
            return try WritableDatabase(path: path, mode: mode, synced: false)
        } catch {
            throw .engine(
                operation: "open the delta's database", path: path, message: error.message)
        }
    }
}
