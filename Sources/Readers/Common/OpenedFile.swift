/// A file of known format, decompressed, with its bytes once.
public struct OpenedFile {
    /// The path for ``RawItem/path``: below the root, or as given.
    public let name: String
    /// The path for messages, which the user can open.
    public let location: String
    /// The name of its format: a row of ``Formats/table``.
    public let format: String
    /// Puts the next bytes into the array; leaves it empty at the end.
    public let next: (inout [UInt8]) throws(ReadError) -> Void

    /// A file whose bytes come from a closure.
    public init(
        name: String, location: String, format: String,
        next: @escaping (inout [UInt8]) throws(ReadError) -> Void
    ) {
        self.name = name
        self.location = location
        self.format = format
        self.next = next
    }
}
