/// A file of named sections, written once and then read in place.
///
/// All files of a base but the database and the manifest have this form. Little endian.
///
///     0     8   "BylineSF"
///     8    16   kind, as "columns", zeros behind
///     24    4   schema (``Manifest/currentSchema``)
///     28    4   number of sections, at most 84
///     32    8   length of the file
///     40   48   for each section: name (24 bytes, zeros behind), offset (8, a multiple of 8),
///               length in bytes (8), size of an element (4), zero (4)
///     4092  4   CRC-32C of the bytes before it
///     4096      the sections
///
/// The directory is checked at open, the sections by those who read them: whatever a loop uses as
/// an index is checked once, the rest is data. The hash of the file stands in the manifest.
struct SectionFile: Sendable {
    /// Where the sections start.
    static let headerLength = 4096
    static let magic = Array("BylineSF".utf8)
    static let rowLength = 48
    static let nameLength = 24

    private struct Row: Sendable {
        let offset: Int
        let length: Int
        let elementSize: Int
    }

    let file: MappedFile
    let mending: String
    private let rows: [String: Row]

    /// - Throws: `inputOutput`, `schemaMismatch`, `damaged`.
    init(
        _ path: String, kind: String, copies: Bool = false, mending: String
    ) throws(ArchiveError) {
        file = try MappedFile(path, copies: copies)
        self.mending = mending
        let bytes = file.bytes
        func damaged(_ offset: Int, _ reason: String) -> ArchiveError {
            .damaged(file: path, offset: offset, reason: reason, command: mending)
        }
        guard bytes.count >= Self.headerLength else {
            throw damaged(bytes.count, "it ends before its directory does")
        }
        guard bytes[..<8].elementsEqual(Self.magic) else { throw damaged(0, "no magic number") }
        guard Self.name(bytes, at: 8, length: 16) == kind else {
            throw damaged(8, "its kind is not \(kind)")
        }
        let schema = Int(bytes.loadUnaligned(fromByteOffset: 24, as: UInt32.self))
        guard schema == Manifest.currentSchema else {
            throw .schemaMismatch(
                file: path, found: schema, needed: Manifest.currentSchema, command: mending)
        }
        let stored = bytes.loadUnaligned(fromByteOffset: Self.headerLength - 4, as: UInt32.self)
        let head = UnsafeRawBufferPointer(rebasing: bytes[..<(Self.headerLength - 4)])
        guard CRC32C.checksum(head) == stored else {
            throw damaged(0, "the checksum of its directory is wrong")
        }
        let length = bytes.loadUnaligned(fromByteOffset: 32, as: UInt64.self)
        guard length == UInt64(bytes.count) else {
            throw damaged(bytes.count, "it has \(bytes.count) bytes of \(length)")
        }
        let count = Int(bytes.loadUnaligned(fromByteOffset: 28, as: UInt32.self))
        guard count <= (Self.headerLength - 44) / Self.rowLength else {
            throw damaged(28, "too many sections")
        }
        var rows: [String: Row] = [:]
        for index in 0..<count {
            let at = 40 + index * Self.rowLength
            let name = Self.name(bytes, at: at, length: Self.nameLength)
            let offset = bytes.loadUnaligned(fromByteOffset: at + 24, as: UInt64.self)
            let length = bytes.loadUnaligned(fromByteOffset: at + 32, as: UInt64.self)
            let size = Int(bytes.loadUnaligned(fromByteOffset: at + 40, as: UInt32.self))
            guard offset % 8 == 0, offset >= UInt64(Self.headerLength),
                offset <= UInt64(bytes.count), length <= UInt64(bytes.count) - offset, size > 0,
                length % UInt64(size) == 0
            else { throw damaged(at, "the section \(name) lies outside of the file") }
            rows[name] = Row(offset: Int(offset), length: Int(length), elementSize: size)
        }
        self.rows = rows
    }

    /// The elements of a section, valid as long as the file.
    ///
    /// - Throws: `damaged` where there is no such section or its elements have another size.
    func section<Element: BitwiseCopyable>(
        _ name: String, of type: Element.Type = Element.self
    ) throws(ArchiveError) -> UnsafeBufferPointer<Element> {
        guard let row = rows[name], row.elementSize == MemoryLayout<Element>.size else {
            throw damaged(nil, "it has no section \(name) of \(Element.self)")
        }
        let bytes = UnsafeRawBufferPointer(
            rebasing: file.bytes[row.offset..<(row.offset + row.length)])
        return bytes.bindMemory(to: Element.self)
    }

    /// The elements of a section that must be so many.
    ///
    /// - Throws: `damaged` where there is no such section or it has more or fewer.
    func section<Element: BitwiseCopyable>(
        _ name: String, of type: Element.Type = Element.self, count: Int
    ) throws(ArchiveError) -> UnsafeBufferPointer<Element> {
        let elements = try section(name, of: type)
        guard elements.count == count else {
            throw damaged(
                rows[name]?.offset, "the section \(name) has \(elements.count) rows of \(count)")
        }
        return elements
    }

    /// What is wrong with the file.
    func damaged(_ offset: Int?, _ reason: String) -> ArchiveError {
        .damaged(file: file.path, offset: offset, reason: reason, command: mending)
    }

    /// Throws unless the section starts with 0, never falls and ends with the given number.
    func requireOffsets<Element: FixedWidthInteger & BitwiseCopyable>(
        _ name: String, _ offsets: UnsafeBufferPointer<Element>, end: Int
    ) throws(ArchiveError) {
        guard let first = offsets.first, let last = offsets.last, first == 0, last == end else {
            throw damaged(rows[name]?.offset, "the section \(name) does not span its values")
        }
        // Without a branch in the loop the compiler compares many at once.
        var falls = 0
        for index in 1..<max(1, offsets.count) {
            falls &+= offsets[index] < offsets[index - 1] ? 1 : 0
        }
        guard falls == 0 else {
            throw damaged(rows[name]?.offset, "the section \(name) falls")
        }
    }

    /// Throws unless every element is less than the limit.
    func requireBelow(
        _ name: String, _ elements: UnsafeBufferPointer<UInt32>, limit: Int
    ) throws(ArchiveError) {
        var greatest: UInt32 = 0
        for element in elements { greatest = max(greatest, element) }
        guard elements.isEmpty || Int(greatest) < limit else {
            throw damaged(
                rows[name]?.offset, "the section \(name) holds \(greatest), the limit is \(limit)")
        }
    }

    private static func name(
        _ bytes: UnsafeRawBufferPointer, at offset: Int, length: Int
    ) -> String {
        String(decoding: bytes[offset..<(offset + length)].prefix { $0 != 0 }, as: UTF8.self)
    }
}
