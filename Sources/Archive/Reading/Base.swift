/// The base of one generation, opened and checked.
///
/// `authority.bin` is a section file of kind `authority` with one section `snapshot`: the bytes
/// that the indexing side gave.
final class Base: Sendable {
    let manifest: Manifest
    let part: Part
    let stems: StemTable
    let words: WordTable
    let authority: [UInt8]
    let decompressor: Zstd.Decompressor
    let dictionary: Zstd.Dictionary?
    let folder: String
    let mending: String
    private let tables: [LabelTable]

    /// - Parameter copies: whether columns and labels are copied into memory.
    /// - Throws: `noSuchGeneration`, `schemaMismatch`, `damaged`, `inputOutput`.
    init(_ archive: ArchiveFolder, _ name: String, copies: Bool) throws(ArchiveError) {
        let folder = archive.generation(name)
        let mending = archive.mending
        let manifest = try archive.manifest(name)
        self.manifest = manifest
        self.folder = folder
        self.mending = mending

        func open(_ kind: String, copies: Bool) throws(ArchiveError) -> SectionFile {
            let path = folder + "/" + kind + ".bin"
            let file = try SectionFile(path, kind: kind, copies: copies, mending: mending)
            guard let stamp = manifest.files[kind + ".bin"],
                stamp.bytes == UInt64(file.file.bytes.count)
            else {
                throw .damaged(
                    file: path, offset: nil, reason: "the manifest gives it another length",
                    command: mending)
            }
            return file
        }

        let labelFile = try open("labels", copies: copies)
        var tables: [LabelTable] = []
        var counts: [LabelField: Int] = [:]
        for field in LabelField.allCases {
            let table = try LabelTable(labelFile, field)
            counts[field] = table.count
            tables.append(table)
        }
        self.tables = tables
        stems = try StemTable(try open("stems", copies: false))
        words = try WordTable(try open("words", copies: false), stems: stems.count)
        let authorityFile = try open("authority", copies: false)
        authority = try Self.authority(authorityFile)

        let columnFile = try open("columns", copies: copies)
        let columns = try ColumnBuffers(columnFile, labels: counts)
        let count = columns.firstDay.count
        guard count == manifest.counts.articles else {
            throw columnFile.damaged(
                nil, "it has \(count) documents, the manifest \(manifest.counts.articles)")
        }
        let order = try columnFile.section("newestFirst", of: UInt32.self, count: count)
        try columnFile.requireBelow("newestFirst", order, limit: count)

        let tokenFile = try open("tokens", copies: false)
        let storedFile = try open("stored", copies: false)
        defer { withExtendedLifetime(storedFile) {} }
        let bytes = try storedFile.section("dictionary", of: UInt8.self)
        dictionary = bytes.isEmpty ? nil : Zstd.Dictionary(Array(bytes))
        decompressor = Zstd.Decompressor(dictionary)
        part = Part(
            kind: .base, xapianPath: folder + "/xapian", columns: columns, newestFirst: order,
            texts: Texts(
                source: .mapped(try Self.texts(tokenFile, storedFile, count)),
                decompressor: decompressor, path: storedFile.file.path, mending: mending),
            owner: [columnFile.file, tokenFile.file, storedFile.file])
    }

    func labels(_ field: LabelField) -> LabelTable { tables[Int(field.rawValue)] }

    /// The authority snapshot of another file of the generation.
    func readAuthority(_ name: String) throws(ArchiveError) -> [UInt8] {
        try Self.authority(
            try SectionFile(
                folder + "/" + name, kind: "authority", copies: false, mending: mending))
    }

    private static func authority(_ file: SectionFile) throws(ArchiveError) -> [UInt8] {
        defer { withExtendedLifetime(file) {} }
        return Array(try file.section("snapshot", of: UInt8.self))
    }

    private static func texts(
        _ tokens: SectionFile, _ stored: SectionFile, _ count: Int
    ) throws(ArchiveError) -> Texts.Mapped {
        let tokenOffsets = try tokens.section("offsets", of: UInt64.self, count: count + 1)
        let units = try tokens.section("units", of: UInt16.self)
        try tokens.requireOffsets("offsets", tokenOffsets, end: units.count)
        let recordOffsets = try stored.section("offsets", of: UInt64.self, count: count + 1)
        let records = try stored.section("records", of: UInt8.self)
        try stored.requireOffsets("offsets", recordOffsets, end: records.count)
        return Texts.Mapped(
            tokenOffsets: tokenOffsets,
            bodyStarts: try tokens.section("bodyStarts", count: count), units: units,
            recordOffsets: recordOffsets, records: records)
    }
}
