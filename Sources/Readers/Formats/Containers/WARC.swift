import Articles

/// Web archives (WARC 1.0 and 1.1, ISO 28500, `*.warc`, `*.warc.gz`): one article a page.
///
///     WARC/1.0 CRLF
///     WARC-Type: response CRLF  WARC-Target-URI: https://… CRLF  WARC-Date: … CRLF
///     Content-Type: application/http; msgtype=response CRLF  Content-Length: 1234 CRLF
///     CRLF
///     HTTP/1.1 200 OK CRLF  Content-Type: text/html; charset=utf-8 CRLF  … CRLF CRLF  <html>…
///     CRLF CRLF
///
/// Records of pages (`response` with status 200, `resource`) go through page extraction; an item's
/// bytes are the record. Other records, `revisit` among them, whose page stands elsewhere
/// unchanged, are passed over. `WARC-Date` is the day of the crawl and no date of publication.
/// Of a `.warc.gz` each record is a member of gzip. See https://iipc.github.io/warc-specifications/.
enum WARC {
    static let format = Format(
        name: "warc", extensions: ["warc"], mediaType: "application/warc",
        about: "Web archives: one article a page", maximumItemBytes: maximumRecordBytes,
        sniff: { $0.starts(with: "WARC/".utf8) }, split: split, parse: parse)

    /// The largest record that is kept: a page of the largest size, with its heads.
    static let maximumRecordBytes = PageLimits.pageBytes + (1 << 20)
    /// The longest line of a head: addresses of pages are shorter.
    private static let maximumLineBytes = 64 << 10
    /// The most lines of a head.
    private static let maximumFields = 200
    /// How much of a record is looked at to tell whether it is a page.
    private static let headBytes = 64 << 10

    private static func split(_ source: FileSource, emit: (ReadEvent) throws -> Void) throws {
        var cursor = ByteCursor(stream: source.stream)
        var isFirst = true
        var pages = 0
        func counted(_ event: ReadEvent) throws {
            pages += 1
            try emit(event)
        }
        while true {
            let begin = cursor.offset
            guard let line = try cursor.line(atMost: maximumLineBytes) else {
                guard pages > 0 else {
                    throw ReadError(
                        "is an archive without pages", kind: .unknownFormat,
                        hint: "responses with status 200 and HTML are read")
                }
                return
            }
            if line.isEmpty { continue }
            guard line.starts(with: "WARC/".utf8) else {
                guard !isFirst else { throw ReadError("is no WARC file", byte: begin) }
                try counted(
                    .rejected(
                        Rejection(
                            path: source.location, byte: begin,
                            reason: "no record begins here: the record before has a wrong "
                                + "Content-Length", hint: "reading goes on at the next record")))
                try resume(&cursor, source, counted)
                continue
            }
            isFirst = false
            if try !record(line, begin: begin, &cursor, source, counted) {
                try resume(&cursor, source, counted)
            }
        }
    }

    /// Passes over lines up to the next record, and reads that.
    private static func resume(
        _ cursor: inout ByteCursor, _ source: FileSource, _ emit: (ReadEvent) throws -> Void
    ) throws {
        while true {
            let begin = cursor.offset
            guard let line = try cursor.line(atMost: maximumLineBytes) else { return }
            guard line.starts(with: "WARC/1.".utf8) || line.starts(with: "WARC/0.".utf8) else {
                continue
            }
            if try record(line, begin: begin, &cursor, source, emit) { return }
        }
    }

    /// Reads one record behind its first line; false where its end is not known.
    private static func record(
        _ version: [UInt8], begin: Int, _ cursor: inout ByteCursor, _ source: FileSource,
        _ emit: (ReadEvent) throws -> Void
    ) throws -> Bool {
        var bytes = version + [0x0D, 0x0A]
        var head = HTTPHead()
        while let line = try cursor.line(atMost: maximumLineBytes), !line.isEmpty {
            guard head.count < maximumFields else { continue }
            head.append(line)
            bytes += line + [0x0D, 0x0A]
        }
        bytes += [0x0D, 0x0A]
        guard let length = head["content-length"].flatMap({ Int($0) }), length >= 0 else {
            try emit(
                .rejected(
                    Rejection(
                        path: source.location, byte: begin,
                        reason: "the record has no Content-Length",
                        hint: "reading goes on at the next record")))
            return false
        }
        let type = head["warc-type"]?.lowercased()
        guard type == "response" || type == "resource" else {
            _ = try cursor.skip(length)
            return true
        }
        let headEnd = bytes.count
        try cursor.read(min(length, headBytes), into: &bytes)
        guard isPage(bytes[headEnd...], type: type, head) else {
            _ = try cursor.skip(length - (bytes.count - headEnd))
            return true
        }
        guard length <= maximumRecordBytes else {
            _ = try cursor.skip(length - (bytes.count - headEnd))
            try emit(
                .rejected(
                    Rejection(
                        kind: .tooLarge, path: source.location, byte: begin,
                        reason: "the record has \(length) bytes, more than \(maximumRecordBytes)")))
            return true
        }
        try cursor.read(length - (bytes.count - headEnd), into: &bytes)
        guard bytes.count - headEnd == length else {
            throw ReadError(
                "ends early: the record of byte \(begin) has \(bytes.count - headEnd) of its "
                    + "\(length) bytes", byte: cursor.offset,
                hint: "copy the file again; what came before is read")
        }
        try emit(
            .item(
                RawItem(
                    bytes: bytes, format: format.name, path: source.name, byteOffset: begin)))
        return true
    }

    /// Whether the beginning of a block is that of a page.
    private static func isPage(
        _ block: ArraySlice<UInt8>, type: String?, _ head: HTTPHead
    ) -> Bool {
        if type == "resource" { return isHTML(head["content-type"]) }
        guard let response = HTTPHead.response(block) else { return false }
        guard response.status == 200 else { return false }
        return isHTML(response.head["content-type"])
            || (response.head["content-type"] == nil
                && HTMLPage.looksLikeHTML(Array(block[response.bodyStart...].prefix(1_024))))
    }

    private static func isHTML(_ type: String?) -> Bool {
        guard let type = type?.lowercased() else { return false }
        return type.hasPrefix("text/html") || type.hasPrefix("application/xhtml+xml")
    }

    /// Some tools put the address between angle brackets, as the specification once showed it.
    private static func address(_ uri: String) -> String {
        uri.hasPrefix("<") && uri.hasSuffix(">") ? String(uri.dropFirst().dropLast()) : uri
    }

    private static func parse(_ item: RawItem) throws(ReadError) -> ReadArticle {
        guard item.bytes.starts(with: "WARC/".utf8),
            let record = HTTPHead.message(item.bytes[...])
        else { throw ReadError("is no record of WARC") }
        let block = item.bytes[record.bodyStart...]
        let url = record.head["warc-target-uri"].map(address)
        let page: [UInt8]
        var type = record.head["content-type"]
        if record.head["warc-type"]?.lowercased() == "resource" {
            page = Array(block)
        } else {
            guard let response = HTTPHead.response(block) else {
                throw ReadError("the record holds no response of HTTP")
            }
            page = try HTTPBody.decoded(block[response.bodyStart...], response.head)
            type = response.head["content-type"]
        }
        guard page.contains(where: { $0 > 0x20 }) else { throw ReadError("the page is empty") }
        var draft = try HTMLPage.draft(of: page, url: url, encoding: charset(type))
        if let reason = record.head["warc-truncated"] {
            draft.warnings.append("The archive cut the page off (\(reason)).")
        }
        let place = url ?? "\(item.path):\(item.byteOffset ?? 0)"
        return ReadArticle(article: draft.article(givenID: nil, place: place))
    }

    /// The encoding of `text/html; charset="utf-8"`.
    private static func charset(_ type: String?) -> String? {
        guard let type, let key = type.lowercased().firstRange(of: "charset=") else { return nil }
        let value = type.lowercased()[key.upperBound...].prefix { !"; ,".contains($0) }
        let label = value.filter { $0 != "\"" && $0 != "'" }
        return label.isEmpty ? nil : String(label)
    }
}
