import Glibc

/// Writes a ``SectionFile``, one section after the other, without holding it in memory.
final class SectionFileWriter {
    private let path: String
    private let kind: String
    private let steps: DiskSteps
    private var descriptor: Int32
    private var buffer: [UInt8] = []
    private var length = SectionFile.headerLength
    private var rows: [(name: String, offset: Int, length: Int, elementSize: Int)] = []

    private static let bufferLength = 1 << 20

    /// - Throws: `inputOutput` where the file cannot be made.
    init(_ path: String, kind: String, steps: DiskSteps) throws(ArchiveError) {
        self.path = path
        self.kind = kind
        self.steps = steps
        steps.step()
        descriptor = try Disk.open(path, O_RDWR | O_CREAT | O_TRUNC, to: "create")
        buffer.reserveCapacity(Self.bufferLength + 4096)
        buffer = [UInt8](repeating: 0, count: SectionFile.headerLength)
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// Starts a section; what is appended from now on belongs to it.
    func begin(_ name: String, elementSize: Int) throws(ArchiveError) {
        let padding = (8 - length % 8) % 8
        if padding > 0 { try emit([UInt8](repeating: 0, count: padding)) }
        rows.append((name, length, 0, elementSize))
    }

    /// Goes on with the section.
    func append(_ bytes: UnsafeRawBufferPointer) throws(ArchiveError) {
        if !rows.isEmpty { rows[rows.count - 1].length += bytes.count }
        try emit(bytes)
    }

    /// Goes on with the section.
    func append<Element: BitwiseCopyable>(_ elements: [Element]) throws(ArchiveError) {
        try elements.withUnsafeBufferPointer { (buffer) throws(ArchiveError) in
            try append(UnsafeRawBufferPointer(buffer))
        }
    }

    /// A whole section.
    func section<Element: BitwiseCopyable>(
        _ name: String, _ elements: [Element]
    ) throws(ArchiveError) {
        try begin(name, elementSize: MemoryLayout<Element>.size)
        try append(elements)
    }

    /// Writes the directory and brings the file to the disk.
    ///
    /// - Returns: length and hash of the file.
    func finish(isDurable: Bool = true) throws(ArchiveError) -> FileStamp {
        try flush()
        let header = directory()
        steps.step()
        let written = header.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
        guard written == header.count else { throw Disk.failure("write", path) }
        guard isDurable else {
            close(descriptor)
            descriptor = -1
            return FileStamp(bytes: UInt64(length), sha256: "")
        }
        try Disk.synchronise(descriptor, path, steps)
        close(descriptor)
        descriptor = -1
        return try Digest.ofFile(path)
    }

    private func emit(_ bytes: some Collection<UInt8>) throws(ArchiveError) {
        buffer.append(contentsOf: bytes)
        length += bytes.count
        if buffer.count >= Self.bufferLength { try flush() }
    }

    private func flush() throws(ArchiveError) {
        steps.step()
        try Disk.write(buffer, to: descriptor, path)
        buffer.removeAll(keepingCapacity: true)
    }

    private func directory() -> [UInt8] {
        var header = ByteWriter()
        header.append(SectionFile.magic)
        header.append(padded: kind, to: 16)
        header.append(UInt32(Manifest.currentSchema))
        header.append(UInt32(rows.count))
        header.append(UInt64(length))
        for row in rows {
            header.append(padded: row.name, to: SectionFile.nameLength)
            header.append(UInt64(row.offset))
            header.append(UInt64(row.length))
            header.append(UInt32(row.elementSize))
            header.append(UInt32(0))
        }
        header.append(
            [UInt8](repeating: 0, count: SectionFile.headerLength - 4 - header.bytes.count))
        header.append(CRC32C.checksum(header.bytes))
        return header.bytes
    }
}
