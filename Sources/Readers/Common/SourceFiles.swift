import Glibc

/// What to read of the paths that the user names.
public struct ReadingOptions: Sendable, Equatable {
    /// Shell patterns; where there are any, a file of a folder must match one of them.
    public var include: [String] = []
    /// Shell patterns of files and folders to leave out.
    public var exclude: [String] = Self.usualExcludes
    /// The name of a format for every file, instead of looking at names and first bytes.
    public var format: String?

    /// For tables: which column of a file holds what, by the keys of ``Formats/columnKeys``.
    ///
    /// Columns that are not named here are found by their usual names.
    public var columns: [String: String] = [:]

    /// What a folder of articles holds besides articles.
    public static let usualExcludes = [
        "README*", "LICENSE*", "LICENCE*", "CHANGELOG*", "CONTRIBUTING*", "_index.md",
        "node_modules", "article.json", "*.article.json",
    ]

    /// Everything, by name and first bytes.
    public init() {}
}

/// The walk over the files and folders that the user names.
///
/// A folder is read in the order of the bytes of its names, folders in their place among files, so
/// that two walks see the same. Hidden names are left out. Below the paths given, symbolic links
/// are not followed and only regular files are opened, each by descriptor from its folder: no link
/// put in the way in between is followed, and a walk cannot go in circles.
public enum SourceFiles {
    /// The depth of folders at which a walk turns back: each level holds one descriptor open.
    static let maximumDepth = 128

    /// Visits each file once.
    ///
    /// - Parameters:
    ///   - visit: gets the file's name (below its root), its location (as the user can open it),
    ///     an open descriptor that is closed afterwards, and whether the user named it itself.
    ///   - reject: gets what could not be opened.
    /// - Throws: only what `visit` and `reject` throw.
    static func walk(
        _ paths: [String], options: ReadingOptions,
        visit: (_ name: String, _ location: String, _ descriptor: Int32, _ named: Bool) throws
            -> Void,
        reject: (Rejection) throws -> Void
    ) throws {
        for path in paths {
            // O_NONBLOCK: opening a FIFO without a writer must not wait.
            let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
            guard descriptor >= 0 else {
                try reject(
                    Rejection(
                        kind: .unreadable, path: path,
                        reason: "cannot be opened: " + SystemError.text(errno)))
                continue
            }
            defer { close(descriptor) }
            switch kind(of: descriptor) {
            case .folder:
                try walkFolder(
                    Folder(descriptor: descriptor, name: "", location: trimmed(path)), depth: 0,
                    options: options, visit: visit, reject: reject)
            case .file:
                try visit(normalised(path), path, descriptor, true)
            case .other:
                try reject(notRegular(path))
            }
        }
    }

    private enum Kind {
        case file, folder, other
    }

    private struct Folder {
        let descriptor: Int32
        let name: String
        let location: String
    }

    private static func walkFolder(
        _ folder: Folder, depth: Int, options: ReadingOptions,
        visit: (String, String, Int32, Bool) throws -> Void, reject: (Rejection) throws -> Void
    ) throws {
        guard depth < maximumDepth else {
            try reject(
                Rejection(
                    kind: .tooLarge, path: folder.location,
                    reason: "lies more than \(maximumDepth) folders deep"))
            return
        }
        guard let entries = names(in: folder.descriptor) else {
            try reject(
                Rejection(
                    kind: .unreadable, path: folder.location,
                    reason: "cannot be listed: " + SystemError.text(errno)))
            return
        }
        for entry in entries where entry.first != 0x2E {
            let text = String(decoding: entry, as: UTF8.self)
            let name = folder.name.isEmpty ? text : folder.name + "/" + text
            let location = folder.location + "/" + text
            guard !options.exclude.contains(where: { matches(name, pattern: $0) }) else {
                continue
            }
            let descriptor = openEntry(entry, in: folder.descriptor)
            guard descriptor >= 0 else {
                // ELOOP is how O_NOFOLLOW says that the name is a symbolic link; ENXIO comes from
                // a socket. Neither is an article, and neither is a fault of the folder.
                if errno == ELOOP || errno == ENXIO { continue }
                try reject(
                    Rejection(
                        kind: .unreadable, path: location,
                        reason: "cannot be opened: " + SystemError.text(errno)))
                continue
            }
            defer { close(descriptor) }
            switch kind(of: descriptor) {
            case .folder:
                try walkFolder(
                    Folder(descriptor: descriptor, name: name, location: location),
                    depth: depth + 1, options: options, visit: visit, reject: reject)
            case .file:
                guard
                    options.include.isEmpty
                        || options.include.contains(where: { matches(name, pattern: $0) })
                else { continue }
                try visit(name, location, descriptor, false)
            case .other:
                try reject(notRegular(location))
            }
        }
    }

    /// Opens what a folder holds by that name, without following a link.
    private static func openEntry(_ name: [UInt8], in folder: Int32) -> Int32 {
        let terminated = name.map { CChar(bitPattern: $0) } + [0]
        return openat(folder, terminated, O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC)
    }

    /// The names in a folder without `.` and `..`, in the order of their bytes; nil where it
    /// cannot be read.
    private static func names(in descriptor: Int32) -> [[UInt8]]? {
        let own = dup(descriptor)
        guard own >= 0 else { return nil }
        guard let stream = fdopendir(own) else {
            close(own)
            return nil
        }
        defer { closedir(stream) }
        var names: [[UInt8]] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                Array(bytes.prefix { $0 != 0 })
            }
            if name != [0x2E] && name != [0x2E, 0x2E] { names.append(name) }
        }
        names.sort { $0.lexicographicallyPrecedes($1) }
        return names
    }

    private static func kind(of descriptor: Int32) -> Kind {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return .other }
        switch status.st_mode & S_IFMT {
        case S_IFDIR: return .folder
        case S_IFREG: return .file
        default: return .other
        }
    }

    private static func notRegular(_ path: String) -> Rejection {
        Rejection(
            kind: .unreadable, path: path, reason: "is not a regular file",
            hint: "only regular files and folders are read")
    }

    /// Whether a pattern matches the whole relative path or its last part.
    static func matches(_ name: String, pattern: String) -> Bool {
        if fnmatch(pattern, name, 0) == 0 { return true }
        guard let last = name.split(separator: "/").last else { return false }
        return fnmatch(pattern, String(last), 0) == 0
    }

    /// The path as given without `./` in front, doubled slashes and a slash at its end.
    static func normalised(_ path: String) -> String {
        let parts = path.split(separator: "/").filter { $0 != "." }
        return (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
    }

    private static func trimmed(_ path: String) -> String {
        var path = path
        while path.count > 1 && path.hasSuffix("/") { path.removeLast() }
        return path
    }
}
