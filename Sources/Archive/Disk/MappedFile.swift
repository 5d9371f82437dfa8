import Glibc

// The bytes are never written after init and are freed in deinit only: safe to read anywhere.
/// The bytes of a whole file, mapped or copied into memory, read-only, for as long as it lives.
///
/// Mapped pages show what happens to the file afterwards; a copy does not. Columns, which hot
/// loops trust after one check at open, are copied by a process that runs for long.
final class MappedFile: @unchecked Sendable {
    let path: String
    let bytes: UnsafeRawBufferPointer
    private let isMapped: Bool

    /// - Throws: `inputOutput` where the file cannot be opened or mapped.
    init(_ path: String, copies: Bool = false) throws(ArchiveError) {
        self.path = path
        let descriptor = try Disk.open(path, O_RDONLY, to: "open")
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw Disk.failure("open", path) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw .inputOutput(operation: "map", path: path, errno: EINVAL)
        }
        let count = Int(status.st_size)
        guard count > 0 else {
            // mmap refuses a length of 0; an empty file is found damaged by whoever reads it.
            isMapped = false
            bytes = UnsafeRawBufferPointer(start: nil, count: 0)
            return
        }
        if copies {
            let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 64)
            let got: Int
            do {
                got = try Disk.fill(buffer, from: descriptor, path, offset: 0)
            } catch {
                buffer.deallocate()
                throw error
            }
            isMapped = false
            bytes = UnsafeRawBufferPointer(start: buffer.baseAddress, count: got)
        } else {
            guard let start = mmap(nil, count, PROT_READ, MAP_SHARED, descriptor, 0),
                start != MAP_FAILED
            else { throw Disk.failure("map", path) }
            isMapped = true
            bytes = UnsafeRawBufferPointer(start: start, count: count)
        }
    }

    deinit {
        guard let start = bytes.baseAddress else { return }
        if isMapped {
            munmap(UnsafeMutableRawPointer(mutating: start), bytes.count)
        } else {
            bytes.deallocate()
        }
    }
}
