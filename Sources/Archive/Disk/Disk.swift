import Glibc

/// The calls of the operating system that the archive uses, with errors that name the path.
enum Disk {
    /// Opens a file; the caller closes the descriptor.
    static func open(
        _ path: String, _ flags: Int32, mode: mode_t = 0o644, to operation: String
    ) throws(ArchiveError) -> Int32 {
        while true {
            let descriptor = Glibc.open(path, flags | O_CLOEXEC, mode)
            if descriptor >= 0 { return descriptor }
            if errno != EINTR { throw failure(operation, path) }
        }
    }

    /// The whole of a small file.
    static func read(_ path: String, limit: Int = 1 << 30) throws(ArchiveError) -> [UInt8] {
        let descriptor = try open(path, O_RDONLY, to: "open")
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw failure("read", path) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw .inputOutput(operation: "read", path: path, errno: EINVAL)
        }
        guard status.st_size <= limit else {
            throw .tooLarge(what: path, count: Int(status.st_size), limit: limit)
        }
        return try read(descriptor, path, offset: 0, count: Int(status.st_size))
    }

    /// So many bytes from there; fewer where the file ends before.
    static func read(
        _ descriptor: Int32, _ path: String, offset: Int, count: Int
    ) throws(ArchiveError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        let got = try bytes.withUnsafeMutableBufferPointer {
            (buffer) throws(ArchiveError) -> Int in
            try fill(
                UnsafeMutableRawBufferPointer(buffer), from: descriptor, path, offset: offset)
        }
        if got < count { bytes.removeLast(count - got) }
        return bytes
    }

    /// Fills the buffer from there; the number of bytes got, fewer where the file ends before.
    static func fill(
        _ buffer: UnsafeMutableRawBufferPointer, from descriptor: Int32, _ path: String, offset: Int
    ) throws(ArchiveError) -> Int {
        var done = 0
        while done < buffer.count, let base = buffer.baseAddress {
            let got = pread(descriptor, base + done, buffer.count - done, off_t(offset + done))
            if got < 0 && errno == EINTR { continue }
            if got < 0 { throw failure("read", path) }
            if got == 0 { break }
            done += got
        }
        return done
    }

    /// Writes all of the bytes at the descriptor's position.
    static func write(
        _ bytes: UnsafeRawBufferPointer, to descriptor: Int32, _ path: String
    ) throws(ArchiveError) {
        var done = 0
        while done < bytes.count, let base = bytes.baseAddress {
            let put = Glibc.write(descriptor, base + done, bytes.count - done)
            if put < 0 && errno == EINTR { continue }
            if put < 0 { throw failure("write", path) }
            done += put
        }
    }

    /// Writes all of the elements at the descriptor's position.
    static func write<Element: BitwiseCopyable>(
        _ elements: [Element], to descriptor: Int32, _ path: String
    ) throws(ArchiveError) {
        try elements.withUnsafeBufferPointer { (buffer) throws(ArchiveError) in
            try write(UnsafeRawBufferPointer(buffer), to: descriptor, path)
        }
    }

    /// Brings what was written to the disk.
    static func synchronise(
        _ descriptor: Int32, _ path: String, _ steps: DiskSteps
    ) throws(ArchiveError) {
        steps.step()
        guard fsync(descriptor) == 0 else { throw failure("bring to the disk", path) }
    }

    /// Brings a folder's names to the disk.
    static func synchroniseFolder(_ path: String, _ steps: DiskSteps) throws(ArchiveError) {
        let descriptor = try open(path, O_RDONLY | O_DIRECTORY, to: "open the folder")
        defer { close(descriptor) }
        try synchronise(descriptor, path, steps)
    }

    /// Brings a file to the disk.
    static func synchroniseFile(_ path: String, _ steps: DiskSteps) throws(ArchiveError) {
        let descriptor = try open(path, O_RDONLY, to: "open")
        defer { close(descriptor) }
        try synchronise(descriptor, path, steps)
    }

    /// Puts a file in place as a whole: temporary file beside it, fsync, rename, fsync of the folder.
    ///
    /// - Parameter isDurable: false leaves out both fsyncs: readers still see the old or the new.
    static func replace(
        _ path: String, with bytes: [UInt8], isDurable: Bool = true, _ steps: DiskSteps
    ) throws(ArchiveError) {
        let temporary = path + ".new"
        steps.step()
        let descriptor = try open(temporary, O_WRONLY | O_CREAT | O_TRUNC, to: "create")
        do {
            defer { close(descriptor) }
            try write(bytes, to: descriptor, temporary)
            if isDurable { try synchronise(descriptor, temporary, steps) }
        }
        try rename(temporary, to: path, steps)
        if isDurable { try synchroniseFolder(parent(of: path), steps) }
    }

    /// Renames; what lay at the new name is replaced in the same instant.
    static func rename(
        _ path: String, to new: String, _ steps: DiskSteps
    ) throws(ArchiveError) {
        steps.step()
        guard Glibc.rename(path, new) == 0 else { throw failure("rename to \(new)", path) }
    }

    /// Makes a folder; one that is there already is fine.
    static func makeFolder(_ path: String, _ steps: DiskSteps) throws(ArchiveError) {
        if isFolder(path) { return }
        steps.step()
        guard mkdir(path, 0o755) == 0 || errno == EEXIST else {
            throw failure("make the folder", path)
        }
    }

    /// Removes a file; one that is not there is fine.
    static func removeFile(_ path: String, _ steps: DiskSteps) throws(ArchiveError) {
        steps.step()
        guard unlink(path) == 0 || errno == ENOENT else { throw failure("remove", path) }
    }

    /// Removes a folder with all in it; never follows a symbolic link.
    static func removeFolder(_ path: String, _ steps: DiskSteps) throws(ArchiveError) {
        for name in try names(in: path) {
            let inner = path + "/" + name
            var status = stat()
            guard lstat(inner, &status) == 0 else { continue }
            if status.st_mode & S_IFMT == S_IFDIR {
                try removeFolder(inner, steps)
            } else {
                try removeFile(inner, steps)
            }
        }
        steps.step()
        guard rmdir(path) == 0 || errno == ENOENT else { throw failure("remove", path) }
    }

    /// The names in a folder, sorted; empty where there is no folder.
    static func names(in path: String) throws(ArchiveError) -> [String] {
        guard let stream = opendir(path) else {
            if errno == ENOENT || errno == ENOTDIR { return [] }
            throw failure("read the folder", path)
        }
        defer { closedir(stream) }
        var names: [String] = []
        while let row = readdir(stream) {
            let name = withUnsafePointer(to: &row.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// The files below a folder, as paths relative to it, sorted.
    static func filesBelow(_ path: String) throws(ArchiveError) -> [String] {
        var files: [String] = []
        for name in try names(in: path) {
            if isFolder(path + "/" + name) {
                files += try filesBelow(path + "/" + name).map { name + "/" + $0 }
            } else {
                files.append(name)
            }
        }
        return files
    }

    /// Whether something lies at the path.
    static func exists(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0
    }

    /// Whether a folder (no link to one) lies at the path.
    static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// Where a symbolic link points; nil where there is none.
    static func link(_ path: String) throws(ArchiveError) -> String? {
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = buffer.withUnsafeMutableBytes { bytes in
            bytes.withMemoryRebound(to: CChar.self) { chars in
                chars.baseAddress.map { readlink(path, $0, chars.count) } ?? -1
            }
        }
        if count < 0 {
            if errno == ENOENT { return nil }
            throw failure("read the link", path)
        }
        return String(decoding: buffer[..<count], as: UTF8.self)
    }

    /// The folder that holds the path.
    static func parent(of path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// The error that `errno` names.
    static func failure(_ operation: String, _ path: String) -> ArchiveError {
        .inputOutput(operation: operation, path: path, errno: errno)
    }
}
