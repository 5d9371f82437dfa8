/// Files that are one item each.
enum WholeFile {
    /// Emits the whole file as one item.
    ///
    /// - Throws: ``ReadError`` where it is larger than the limit or cannot be read.
    static func split(
        _ source: FileSource, format: String, atMost limit: Int,
        emit: (ReadEvent) throws -> Void
    ) throws {
        let bytes = try source.contents(atMost: limit)
        try emit(.item(RawItem(bytes: bytes, format: format, path: source.name)))
    }
}
