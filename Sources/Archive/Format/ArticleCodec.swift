import Articles

/// An article as it stands in `stored.bin` and in the log of a delta.
///
/// A record is a head that a hit needs, and a zstd frame:
///
///     length of id, length of title, length of url + 1 (0: no url)   LEB128 each
///     id, title, url                                                 UTF-8
///     frame of:  length of body, body                                what a snippet needs
///                subtitle, site, section, language                   optional texts
///                authors, date, actors, captions, corrections, words, versions, warnings
///
/// Lists have their count in front. A case of an enum is its place in `allCases`: cases are only
/// ever added at the end of Articles' enums, or the schema number rises.
///
/// The hash of an article (``ArticlesDigest``) is that of the head and the frame's content.
enum ArticleCodec {
    /// The head and the content of the frame.
    struct Plain {
        let head: [UInt8]
        let content: [UInt8]

        /// SHA-256 of both.
        var hash: [UInt8] {
            (head + content).withUnsafeBytes { Digest.sha256($0) }
        }
    }

    static func encode(_ article: Article) -> Plain {
        var head = ByteWriter()
        head.bytes.reserveCapacity(article.title.utf8.count + 128)
        head.append(length: article.id.utf8.count)
        head.append(length: article.title.utf8.count)
        head.append(length: article.url.map { $0.utf8.count + 1 } ?? 0)
        head.append(article.id.utf8)
        head.append(article.title.utf8)
        if let url = article.url { head.append(url.utf8) }

        var content = ByteWriter()
        content.bytes.reserveCapacity(article.body.utf8.count + 1024)
        content.append(text: article.body)
        content.append(optional: article.subtitle)
        content.append(optional: article.site)
        content.append(optional: article.section)
        content.append(optional: article.language)
        content.append(length: article.authors.count)
        for author in article.authors { append(author, to: &content) }
        append(article.date, to: &content)
        content.append(length: article.actors.count)
        for actor in article.actors { append(actor, to: &content) }
        for texts in [article.captions, article.corrections, article.warnings] {
            content.append(length: texts.count)
            for text in texts { content.append(text: text) }
        }
        content.append(length: max(0, article.words))
        content.append(length: max(0, article.versions))
        return Plain(head: head.bytes, content: content.bytes)
    }

    /// Id, title and URL, and where the frame starts.
    static func fields(
        _ record: UnsafeRawBufferPointer
    ) throws(ByteReader.End) -> (fields: StoredFields, frame: Int) {
        var reader = ByteReader(record)
        let (idLength, titleLength) = (try reader.length(), try reader.length())
        let urlLength = try reader.length()
        let fields = StoredFields(
            id: String(decoding: try reader.take(idLength), as: UTF8.self),
            title: String(decoding: try reader.take(titleLength), as: UTF8.self),
            url: urlLength == 0
                ? nil : String(decoding: try reader.take(urlLength - 1), as: UTF8.self))
        return (fields, reader.offset)
    }

    static func body(_ content: UnsafeRawBufferPointer) throws(ByteReader.End) -> String {
        var reader = ByteReader(content)
        return try reader.text()
    }

    static func article(
        _ fields: StoredFields, _ content: UnsafeRawBufferPointer
    ) throws(ByteReader.End) -> Article {
        var reader = ByteReader(content)
        var article = Article(id: fields.id, title: "", body: "")
        article.title = fields.title
        article.url = fields.url
        article.body = try reader.text()
        article.subtitle = try reader.optionalText()
        article.site = try reader.optionalText()
        article.section = try reader.optionalText()
        article.language = try reader.optionalText()
        article.authors = try list(&reader) { reader throws(ByteReader.End) in
            try author(&reader)
        }
        article.date = try date(&reader)
        article.actors = try list(&reader) { reader throws(ByteReader.End) in try actor(&reader) }
        article.captions = try texts(&reader)
        article.corrections = try texts(&reader)
        article.warnings = try texts(&reader)
        article.words = try reader.length()
        article.versions = try reader.length()
        return article
    }

    private static func append(_ author: Author, to content: inout ByteWriter) {
        content.append(text: author.id)
        content.append(text: author.name)
        content.append(text: author.label)
        content.append(optional: author.honorific)
        content.append(optional: author.bio)
        content.append(text: author.source)
    }

    private static func author(_ reader: inout ByteReader) throws(ByteReader.End) -> Author {
        let (id, name, label) = (try reader.text(), try reader.text(), try reader.text())
        let (honorific, bio) = (try reader.optionalText(), try reader.optionalText())
        var author = Author(name: "", honorific: honorific, bio: bio, source: try reader.text())
        (author.id, author.name, author.label) = (id, name, label)
        return author
    }

    private static func append(_ actor: Actor, to content: inout ByteWriter) {
        content.append(text: actor.id)
        content.append(text: actor.label)
        content.append(index(of: actor.type))
        content.append(UInt8(actor.inTitle ? 1 : 0) | UInt8(actor.inLead ? 2 : 0))
        content.append(length: max(0, actor.mentions))
        content.append(length: actor.kinds.count)
        for kind in actor.kinds { content.append(index(of: kind)) }
    }

    private static func actor(_ reader: inout ByteReader) throws(ByteReader.End) -> Actor {
        let (id, label) = (try reader.text(), try reader.text())
        let type = try enumeration(ActorType.self, &reader)
        let bits = try reader.number(UInt8.self)
        let mentions = try reader.length()
        let kinds = try list(&reader) { reader throws(ByteReader.End) in
            try enumeration(MentionKind.self, &reader)
        }
        return Actor(
            id: id, label: label, type: type, mentions: mentions, inTitle: bits & 1 != 0,
            inLead: bits & 2 != 0, kinds: kinds)
    }

    private static func append(_ date: PublicationDate, to content: inout ByteWriter) {
        content.append(optional: date.published)
        content.append(UInt8(date.value == nil ? 0 : 1))
        content.append(date.value?.daysSince1970 ?? 0)
        content.append(date.precision.map { index(of: $0) + 1 } ?? 0)
        content.append(index(of: date.basis))
        content.append(UInt8(date.conflict ? 1 : 0))
        content.append(length: date.evidence.count)
        for evidence in date.evidence {
            content.append(index(of: evidence.source))
            content.append(text: evidence.raw)
            content.append(text: evidence.value)
            content.append(evidence.trust.bitPattern)
        }
        content.append(optional: date.modified)
    }

    private static func date(_ reader: inout ByteReader) throws(ByteReader.End) -> PublicationDate {
        var date = PublicationDate()
        date.published = try reader.optionalText()
        let hasValue = try reader.number(UInt8.self) == 1
        let day = try reader.number(Int32.self)
        date.value = hasValue ? CalendarDay(daysSince1970: day) : nil
        let precision = try reader.number(UInt8.self)
        if precision > 0 {
            guard let known = element(DatePrecision.self, precision - 1) else {
                throw ByteReader.End(offset: reader.offset)
            }
            date.precision = known
        }
        date.basis = try enumeration(DateBasis.self, &reader)
        date.conflict = try reader.number(UInt8.self) == 1
        date.evidence = try list(&reader) { reader throws(ByteReader.End) in
            let source = try enumeration(DateBasis.self, &reader)
            let (raw, value) = (try reader.text(), try reader.text())
            let trust = Double(bitPattern: try reader.number(UInt64.self))
            return DateEvidence(source: source, raw: raw, value: value, trust: trust)
        }
        date.modified = try reader.optionalText()
        return date
    }

    private static func texts(_ reader: inout ByteReader) throws(ByteReader.End) -> [String] {
        try list(&reader) { reader throws(ByteReader.End) in try reader.text() }
    }

    private static func list<Element>(
        _ reader: inout ByteReader,
        _ element: (inout ByteReader) throws(ByteReader.End) -> Element
    ) throws(ByteReader.End) -> [Element] {
        var elements: [Element] = []
        // Every element takes a byte or more: a wrong count runs over the end, not out of memory.
        for _ in 0..<(try reader.length()) { elements.append(try element(&reader)) }
        return elements
    }

    /// The place of a case among all.
    static func index<Case: CaseIterable & Equatable>(of element: Case) -> UInt8 {
        var index: UInt8 = 0
        for other in Case.allCases {
            if other == element { return index }
            index += 1
        }
        return index
    }

    /// The case at that place; nil where there are not so many.
    static func element<Case: CaseIterable>(_ type: Case.Type, _ index: UInt8) -> Case? {
        Case.allCases.dropFirst(Int(index)).first
    }

    private static func enumeration<Case: CaseIterable>(
        _ type: Case.Type, _ reader: inout ByteReader
    ) throws(ByteReader.End) -> Case {
        guard let known = element(type, try reader.number(UInt8.self)) else {
            throw ByteReader.End(offset: reader.offset)
        }
        return known
    }
}
