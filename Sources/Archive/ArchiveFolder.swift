import Glibc

/// The folder of an archive: where each file lies, and which generation is current.
///
///     ARCHIVE/
///       byline.yaml       settings (``Settings``)
///       overrides.yaml    corrections of single articles (``Overrides``)
///       authority/*.yaml  the desk's own authority records
///       sources.sqlite    the truth (``SourceStore``)
///       annotations.sqlite  what a helper program found (``AnnotationCache``), where one was asked
///       generations/<name>/manifest.json …   one base each (``GenerationBuilder``), with its delta
///       current -> generations/<name>        switched by rename
///       writer.lock       flock'ed by the one writer (``WriterLock``)
///       serve.json        sockets and pid of the daemon with the admin role
///
/// A folder below `generations` without a manifest is unfinished: nobody reads it, and the next
/// writer removes it.
public struct ArchiveFolder: Sendable, Equatable {
    /// The absolute path, without a slash at its end.
    public let path: String

    /// The folder at that path; nothing is touched.
    public init(_ path: String) {
        var absolute = path.utf8.first == UInt8(ascii: "/") ? path : Self.working + "/" + path
        while absolute.utf8.count > 1, absolute.utf8.last == UInt8(ascii: "/") {
            absolute.removeLast()
        }
        self.path = absolute
    }

    /// Settings.
    public var settings: String { path + "/byline.yaml" }
    /// Corrections of single articles.
    public var overrides: String { path + "/overrides.yaml" }
    /// The desk's authority records.
    public var authority: String { path + "/authority" }
    /// The source store.
    public var sources: String { path + "/sources.sqlite" }
    /// What a helper program found in texts.
    public var annotations: String { path + "/annotations.sqlite" }
    /// The folder of the generations.
    public var generations: String { path + "/generations" }
    /// The link to the current generation.
    public var current: String { path + "/current" }
    /// The lock of the one writer.
    public var writerLock: String { path + "/writer.lock" }
    /// Where the daemon says who it is.
    public var serve: String { path + "/serve.json" }

    /// The folder of a generation.
    public func generation(_ name: String) -> String { generations + "/" + name }

    /// The manifest of a generation.
    func manifestPath(_ name: String) -> String { generation(name) + "/manifest.json" }

    /// The command that mends a damaged generation.
    var mending: String { "byline reindex --archive \(path)" }

    /// Whether an archive lies there: a source store, a current generation, or a folder of them.
    public var exists: Bool {
        Disk.exists(sources) || Disk.exists(current) || Disk.isFolder(generations)
    }

    /// Whether an archive may be made there.
    public var isEmptyOrAbsent: Bool {
        if !Disk.exists(path) { return true }
        return Disk.isFolder(path) && (try? Disk.names(in: path).isEmpty) == true
    }

    /// Makes the folder with those below it; what is there stays.
    ///
    /// - Throws: `inputOutput` where the disk refuses.
    public func create(steps: DiskSteps = DiskSteps()) throws(ArchiveError) {
        var missing: [String] = []
        var above = path
        while !Disk.exists(above) {
            missing.append(above)
            above = Disk.parent(of: above)
        }
        for folder in missing.reversed() {
            try Disk.makeFolder(folder, steps)
            try Disk.synchroniseFolder(Disk.parent(of: folder), steps)
        }
        try Disk.makeFolder(generations, steps)
        try Disk.makeFolder(authority, steps)
        try Disk.synchroniseFolder(path, steps)
    }

    /// The name of the current generation; nil where there is none yet.
    ///
    /// - Throws: `missing` where there is no archive, `damaged` where `current` is something else
    ///   than a link to a generation.
    public func currentGeneration() throws(ArchiveError) -> String? {
        guard let target = try Disk.link(current) else {
            guard exists else { throw .missing(path: path) }
            return nil
        }
        let name = target.dropFirst("generations/".count)
        guard target.hasPrefix("generations/"), Self.isName(String(name)) else {
            throw .damaged(
                file: current, offset: nil, reason: "it points to \(target)", command: mending)
        }
        return String(name)
    }

    /// The manifests of the finished generations, oldest first; unreadable ones are left out.
    ///
    /// - Throws: `inputOutput` where the folder cannot be read.
    public func finishedGenerations() throws(ArchiveError) -> [Manifest] {
        var manifests: [Manifest] = []
        for name in try Disk.names(in: generations) {
            if let manifest = try? manifest(name) { manifests.append(manifest) }
        }
        return manifests
    }

    /// The manifest of a generation.
    ///
    /// - Throws: `noSuchGeneration`, `schemaMismatch`, `damaged`, `inputOutput`.
    public func manifest(_ name: String) throws(ArchiveError) -> Manifest {
        guard Self.isName(name), Disk.exists(manifestPath(name)) else {
            let known = ((try? Disk.names(in: generations)) ?? []).filter {
                Disk.exists(manifestPath($0))
            }
            throw .noSuchGeneration(name: name, known: known)
        }
        let manifest = try Manifest(reading: manifestPath(name), command: mending)
        guard manifest.name == name else {
            throw .damaged(
                file: manifestPath(name), offset: nil, reason: "it names \(manifest.name)",
                command: mending)
        }
        return manifest
    }

    /// Makes a finished generation the current one, in one instant and durably.
    ///
    /// - Throws: as ``manifest(_:)``, and `inputOutput` where the disk refuses.
    public func activate(
        _ name: String, steps: DiskSteps = DiskSteps()
    ) throws(ArchiveError) {
        _ = try manifest(name)
        let temporary = current + ".new"
        try Disk.removeFile(temporary, steps)
        steps.step()
        guard symlink("generations/" + name, temporary) == 0 else {
            throw Disk.failure("make the link", temporary)
        }
        try Disk.rename(temporary, to: current, steps)
        try Disk.synchroniseFolder(path, steps)
    }

    /// Removes unfinished generations, and finished ones that nobody needs any more.
    ///
    /// The current generation, the one before it and the newest `keeping` others stay.
    ///
    /// - Returns: the names removed.
    /// - Throws: `inputOutput` where the disk refuses.
    public func cleanGenerations(
        keeping: Int = 0, lock: WriterLock, steps: DiskSteps = DiskSteps()
    ) throws(ArchiveError) -> [String] {
        var kept: Set<String> = []
        if let name = try currentGeneration() {
            kept.insert(name)
            if let previous = try? manifest(name).previous { kept.insert(previous) }
        }
        let names = try Disk.names(in: generations)
        let others = names.filter { !kept.contains($0) && Disk.exists(manifestPath($0)) }
        kept.formUnion(others.suffix(keeping))
        let removed = names.filter { !kept.contains($0) }
        for name in removed {
            // The manifest goes first: what is half removed must not look finished.
            try Disk.removeFile(manifestPath(name), steps)
            try Disk.removeFolder(generation(name), steps)
        }
        return removed
    }

    private static func isName(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.count < 128
            && name.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
                    || (0x61...0x7A).contains(byte) || byte == 0x2D || byte == 0x5F
            }
    }

    private static var working: String {
        guard let pointer = getcwd(nil, 0) else { return "" }
        defer { free(pointer) }
        return String(cString: pointer)
    }
}
