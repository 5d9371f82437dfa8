import Articles

/// Reads files into articles: the entry of the module.
///
///     try Reading.items(paths: ["news/"], options: ReadingOptions()) { event in
///         switch event {
///         case .item(let item): print(try Reading.parse(item).article.title)
///         case .rejected(let rejection): print(rejection)
///         }
///     }
public enum Reading {
    /// Splits a file; false where the caller is to do it.
    public typealias Splitting = (
        _ file: OpenedFile, _ emit: (ReadEvent) throws -> Void
    ) throws -> Bool

    /// Streams the items of files and folders, in a fixed order; memory is that of one item.
    ///
    /// One bad file or row is an event, and reading goes on. A path below two of the folders given
    /// is told apart by the location of the later one, since ids may come of it.
    /// - Throws: only what `emit` throws.
    ///
    /// - Parameter splitting: splits a file elsewhere; false for what is to be split here.
    public static func items(
        paths: [String], options: ReadingOptions = ReadingOptions(),
        splitting: Splitting? = nil, emit: (ReadEvent) throws -> Void
    ) throws {
        var seen: Set<String> = []
        try SourceFiles.walk(
            paths, options: options,
            visit: { name, location, descriptor, named in
                var name = name
                if paths.count > 1, !seen.insert(name).inserted {
                    name = SourceFiles.normalised(location)
                    guard seen.insert(name).inserted else { return }
                }
                try read(
                    FileSource(
                        name: name, location: location, stream: ByteStream(descriptor: descriptor)),
                    named: named, options: options, splitting: splitting, emit: emit)
            }, reject: { try emit(.rejected($0)) })
    }

    /// Streams the items of bytes that are no file: standard input, a request.
    ///
    /// - Parameters:
    ///   - name: what to call them in messages and ids, `-` for standard input.
    ///   - format: the name of their format; nil to look at the first bytes.
    public static func items(
        bytes: [UInt8], name: String, format: String?, columns: [String: String] = [:],
        emit: (ReadEvent) throws -> Void
    ) throws {
        var options = ReadingOptions()
        options.format = format
        options.columns = columns
        try read(
            FileSource(name: name, location: name, stream: ByteStream(bytes: bytes)), named: true,
            options: options, emit: emit)
    }

    /// Streams the items of an open descriptor that is no file below a folder: standard input.
    public static func items(
        descriptor: Int32, name: String, options: ReadingOptions, splitting: Splitting? = nil,
        emit: (ReadEvent) throws -> Void
    ) throws {
        try read(
            FileSource(name: name, location: name, stream: ByteStream(descriptor: descriptor)),
            named: true, options: options, splitting: splitting, emit: emit)
    }

    /// Splits a file whose format is known.
    ///
    /// - Throws: ``ReadError`` where the rest of the file cannot be read, or what `emit` throws.
    public static func split(_ file: OpenedFile, emit: (ReadEvent) throws -> Void) throws {
        guard let format = Formats.format(named: file.format) else {
            throw ReadError("no format is called \(file.format)", kind: .unknownFormat)
        }
        let source = FileSource(
            name: file.name, location: file.location, stream: ByteStream(file.next))
        try format.split(source, emit)
    }

    /// The article of one item: a pure function, for any thread.
    ///
    /// - Throws: ``ReadError`` where the item holds no article, with path and line of the item.
    public static func parse(_ item: RawItem) throws(ReadError) -> ReadArticle {
        guard let format = Formats.format(named: item.format) else {
            throw ReadError(
                "no reader for the format \(item.format)", kind: .unknownFormat, path: item.path,
                line: item.line,
                hint: "formats: " + Formats.table.map(\.name).joined(separator: ", "))
        }
        do {
            return try format.parse(item)
        } catch {
            throw error.at(path: item.path, line: item.line)
        }
    }

    private static func read(
        _ source: FileSource, named: Bool, options: ReadingOptions,
        splitting: Splitting? = nil, emit: (ReadEvent) throws -> Void
    ) throws {
        do {
            let (source, format) = try recognised(source, named: named, options: options)
            let file = OpenedFile(
                name: source.name, location: source.location, format: format.name,
                next: source.stream.next)
            if let splitting, try splitting(file, emit) { return }
            try format.split(source, emit)
        } catch let error as ReadError {
            try emit(.rejected(Rejection(error, path: source.location)))
        }
    }

    /// The format of a source, and the source with its first chunk put back.
    private static func recognised(
        _ source: FileSource, named: Bool, options: ReadingOptions
    ) throws(ReadError) -> (FileSource, Format) {
        var (first, stream) = try source.stream.peeked(sniffedBytes)
        var plainName = source.location
        if let compression = Decompression.of(path: plainName, firstBytes: first) {
            plainName = compression.plainName(plainName)
            (first, stream) = try compression.stream(over: stream)
                .peeked(sniffedBytes)
            guard Decompression.of(path: plainName, firstBytes: first) == nil else {
                throw ReadError(
                    "is compressed twice", kind: .unreadable, hint: "decompress it once by hand")
            }
        }
        let rest = FileSource(
            name: source.name, location: source.location, stream: stream,
            columns: options.columns)
        if let name = options.format {
            guard let format = Formats.format(named: name) else {
                throw ReadError(
                    "no format is called \(name)", kind: .unknownFormat,
                    hint: "formats: " + Formats.table.map(\.name).joined(separator: ", "))
            }
            return (rest, format)
        }
        if let format = Formats.format(forPath: plainName, firstBytes: first) {
            return (rest, format)
        }
        // What the user names and reads as text is taken for text; within a folder a file of
        // unknown kind is more likely no article.
        if named, ScrapedText.looksLikeText(first) { return (rest, ScrapedText.format) }
        throw ReadError(
            "is of no known format", kind: .unknownFormat,
            hint: "known extensions: "
                + Formats.table.flatMap(\.extensions).map { "." + $0 }.joined(separator: " "))
    }

    /// How far into a file its format is looked for.
    private static let sniffedBytes = 4_096
}
