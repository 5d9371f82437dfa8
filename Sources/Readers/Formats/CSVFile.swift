import Articles

/// Tables (`*.csv`, `*.tsv`; RFC 4180): one article a row, columns by the names of the first row.
///
///     id;title;author;date;body
///     a1;"Cheap gas";"Jane Doe; John Roe";2022-03-04;"First paragraph.
///
///     Second ""quoted"" paragraph."
///
/// The separator is the one of `,`, `;`, tab and `|` that the first row has most of. Fields in
/// quotation marks may hold separators, line ends and doubled quotation marks. Columns are known by
/// usual names in several languages (see ``CSVColumns``); others are ignored. Several authors or
/// actors in a field are parted by `;` or `|`, never by a comma. An item's bytes are the first row
/// and its own, so that they are a table by themselves. Where the user says which column holds what,
/// the first row of items has the names of the keys in place of those of the file: the archive reads
/// the item again without being told.
enum CSVFile {
    static let format = Format(
        name: "csv", extensions: ["csv", "tsv"], mediaType: "text/csv",
        about: "Tables (CSV, TSV): one article a row, columns by name",
        maximumItemBytes: maximumRecordBytes, sniff: { _ in false }, split: split, parse: parse)

    /// The longest row: the limit of JSON Lines.
    static let maximumRecordBytes = JSONLines.maximumLineBytes
    /// The longest first row.
    private static let maximumHeaderBytes = 64 << 10

    private static func split(_ source: FileSource, emit: (ReadEvent) throws -> Void) throws {
        // Spreadsheets write "Unicode text" as UTF-16.
        let (first, stream) = try source.stream.peeked(4)
        let isWide = first.starts(with: [0xFF, 0xFE]) || first.starts(with: [0xFE, 0xFF])
        var records = CSVRecords(
            stream: isWide ? XMLDecoding.stream(over: stream) : stream,
            maximumBytes: maximumRecordBytes)
        guard let header = try records.next(separator: nil) else {
            throw ReadError("the file is empty")
        }
        guard case .whole(var head) = header.content, head.count <= maximumHeaderBytes else {
            throw ReadError("the first row is longer than the names of columns", line: 1)
        }
        let separator = CSVRecords.separator(of: head)
        if !source.columns.isEmpty {
            head = try CSVColumns.renamed(
                CSVRecords.fields(of: head, separator: separator), source.columns,
                separator: separator)
        }
        let columns = CSVColumns(fields: CSVRecords.fields(of: head, separator: separator))
        guard columns.hasContent else {
            throw ReadError(
                "no column of the first row holds a title or a text", line: header.line,
                hint: "name the columns: " + CSVColumns.usualNames)
        }
        while let record = try records.next(separator: separator) {
            switch record.content {
            case .whole(let bytes):
                if bytes.allSatisfy({ $0 <= 0x20 || $0 == separator }) { continue }
                try emit(
                    .item(
                        RawItem(
                            bytes: head + [0x0A] + bytes, format: format.name, path: source.name,
                            line: record.line, byteOffset: record.offset)))
            case .unclosed(let bytes):
                try emit(
                    .rejected(
                        Rejection(
                            path: source.location, line: record.line,
                            reason: "a quotation mark of the row is not closed: it would have "
                                + "\(bytes) bytes", hint: "double the quotation marks in fields")))
            case .tooLong(let count):
                try emit(
                    .rejected(
                        Rejection(
                            kind: .tooLarge, path: source.location, line: record.line,
                            reason: "the row has \(count) bytes, more than \(maximumRecordBytes)",
                            hint: "one article a row; a quotation mark may not be closed")))
            }
        }
    }

    private static func parse(_ item: RawItem) throws(ReadError) -> ReadArticle {
        var records = CSVRecords(
            stream: ByteStream(bytes: item.bytes), maximumBytes: maximumRecordBytes * 2)
        guard case .whole(let head)? = try records.next(separator: nil)?.content else {
            throw ReadError("the table has no first row")
        }
        let separator = CSVRecords.separator(of: head)
        guard case .whole(let bytes)? = try records.next(separator: separator)?.content else {
            throw ReadError("the table has no row below the first")
        }
        let names = CSVRecords.fields(of: head, separator: separator)
        let columns = CSVColumns(fields: names)
        let fields = CSVRecords.fields(of: bytes, separator: separator)
        var warnings: [String] = []
        let values = fields.map { field in
            let decoded = TextDecoding.text(field)
            if let warning = decoded.warning, warnings.isEmpty { warnings.append(warning) }
            return decoded.text
        }
        if fields.count > names.count {
            warnings.append("The row has \(fields.count) fields, the first row \(names.count).")
        }
        let row = try columns.row(values)
        var read = try ArticleRow.article(row, item: item)
        read.article.warnings += warnings
        return read
    }
}
