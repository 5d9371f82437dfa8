/// The members of a zip archive in memory (APPNOTE 6.3), by the directory at its end.
///
///     members            each: local head of 30 bytes, name, extra, data
///     directory          each: "PK\1\2", … method (at 10), sizes (20, 24), lengths of name, extra
///                        and comment (28, 30, 32), offset of the local head (42), name (46)
///     end                "PK\5\6", … members (10), length and offset of the directory (12, 16),
///                        length of a comment (20)
///
/// Names are keys here and never paths. Of two members of one name the first counts. Archives over
/// 4 GB (zip64) and encrypted members are refused.
struct ZipArchive {
    private struct Member {
        let method: Int
        let packedSize: Int
        let size: Int
        let offset: Int
        let isEncrypted: Bool
    }

    /// The most members that are looked at: a document has some dozens, or one for each picture.
    private static let maximumMembers = 10_000
    private static let endLength = 22
    private static let directoryLength = 46
    private static let localLength = 30

    private let bytes: [UInt8]
    private var members: [String: Member] = [:]

    /// Reads the directory.
    ///
    /// - Throws: ``ReadError`` where there is none, or it points outside of the file.
    init(_ bytes: [UInt8]) throws(ReadError) {
        self.bytes = bytes
        guard let end = Self.end(of: bytes) else {
            throw ReadError(
                "is no zip archive, or is cut off: it has no directory", byte: bytes.count,
                hint: "copy the file again")
        }
        let count = min(Self.number(bytes, end + 10, 2), Self.maximumMembers)
        var at = Self.number(bytes, end + 16, 4)
        for _ in 0..<count {
            guard at >= 0, at + Self.directoryLength <= bytes.count,
                bytes[at..<(at + 4)].elementsEqual([0x50, 0x4B, 1, 2])
            else { throw ReadError("is a damaged zip archive: its directory is cut", byte: at) }
            let nameEnd = at + Self.directoryLength + Self.number(bytes, at + 28, 2)
            guard nameEnd <= bytes.count else {
                throw ReadError("is a damaged zip archive: a name is cut", byte: at)
            }
            let name = String(
                decoding: bytes[(at + Self.directoryLength)..<nameEnd], as: UTF8.self)
            let member = Member(
                method: Self.number(bytes, at + 10, 2), packedSize: Self.number(bytes, at + 20, 4),
                size: Self.number(bytes, at + 24, 4), offset: Self.number(bytes, at + 42, 4),
                isEncrypted: Self.number(bytes, at + 8, 2) & 1 != 0)
            if members[name] == nil { members[name] = member }
            at = nameEnd + Self.number(bytes, at + 30, 2) + Self.number(bytes, at + 32, 2)
        }
    }

    /// Whether there is a member of that name.
    func contains(_ name: String) -> Bool { members[name] != nil }

    /// The bytes of a member; nil where there is none of that name.
    ///
    /// - Throws: ``ReadError`` where it is damaged, encrypted, packed in a rare way or too large.
    func member(_ name: String, atMost limit: Int) throws(ReadError) -> [UInt8]? {
        guard let member = members[name] else { return nil }
        guard !member.isEncrypted else {
            throw ReadError("is encrypted", kind: .unreadable, hint: "save it without a password")
        }
        guard member.size <= limit else {
            throw ReadError(
                "holds \(name) of \(member.size) bytes, more than \(limit)", kind: .tooLarge)
        }
        let head = member.offset
        guard head + Self.localLength <= bytes.count,
            bytes[head..<(head + 4)].elementsEqual([0x50, 0x4B, 3, 4])
        else { throw ReadError("is a damaged zip archive: \(name) is not there", byte: head) }
        let start =
            head + Self.localLength + Self.number(bytes, head + 26, 2)
            + Self.number(bytes, head + 28, 2)
        guard start <= bytes.count, member.packedSize <= bytes.count - start else {
            throw ReadError("is a damaged zip archive: \(name) is cut off", byte: start)
        }
        let packed = Array(bytes[start..<(start + member.packedSize)])
        switch member.method {
        case 0: return packed
        case 8:
            let stream = Inflation.stream(over: ByteStream(bytes: packed), wrapping: .none)
            return try FileSource(name: name, location: name, stream: stream)
                .contents(atMost: limit)
        default:
            throw ReadError(
                "holds \(name) packed by the method \(member.method), which is not read",
                kind: .unreadable, hint: "save it again with another program")
        }
    }

    /// Where the record at the end begins; a comment of 64 KB may follow it.
    private static func end(of bytes: [UInt8]) -> Int? {
        guard bytes.count >= endLength else { return nil }
        let earliest = max(0, bytes.count - endLength - 0xFFFF)
        for at in stride(from: bytes.count - endLength, through: earliest, by: -1) {
            if bytes[at] == 0x50, bytes[at..<(at + 4)].elementsEqual([0x50, 0x4B, 5, 6]) {
                return at
            }
        }
        return nil
    }

    private static func number(_ bytes: [UInt8], _ at: Int, _ length: Int) -> Int {
        guard at >= 0, at + length <= bytes.count else { return 0 }
        return bytes[at..<(at + length)].reversed().reduce(0) { $0 << 8 | Int($1) }
    }
}
