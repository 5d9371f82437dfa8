import Articles

/// Which column of a table is what.
struct CSVColumns {
    /// What a column may hold: a key of a row of ``JSONLines``.
    enum Key: String, CaseIterable {
        case id, url, title, subtitle, authors, date, modified, body, text, html, section, language
        case site, actors
    }

    /// The usual names, as ``key(of:)`` spells them; of several columns of a key the one counts
    /// whose name stands first here.
    private static let names: [Key: [String]] = [
        .id: ["id", "guid", "uuid", "articleid", "docid", "documentid", "identifier"],
        .url: ["url", "link", "permalink", "canonicalurl", "articleurl", "href", "uri", "adresse"],
        .title: [
            "title", "headline", "articletitle", "posttitle", "name", "titel", "uberschrift",
            "schlagzeile", "titre", "titulo", "titular", "titolo", "kop",
        ],
        .subtitle: [
            "subtitle", "subheadline", "standfirst", "dek", "deck", "subhead", "untertitel",
            "soustitre", "subtitulo", "sottotitolo", "ondertitel",
        ],
        .authors: [
            "authors", "author", "byline", "by", "authorname", "authornames", "writer", "writers",
            "columnist", "contributor", "creator", "dccreator", "autor", "autoren", "autorin",
            "verfasser", "auteur", "auteurs", "autores", "autore", "autori", "postauthor",
        ],
        .date: [
            "date", "published", "publisheddate", "datepublished", "publishdate",
            "publisheddatetime",
            "publicationdate", "pubdate", "publishedat", "publishedon", "postdate", "dategmt",
            "postdategmt", "articledate", "firstpublished", "created", "createdat", "datecreated",
            "day", "timestamp", "datum", "veroffentlicht", "erschienen", "fecha",
            "fechapublicacion", "data", "datapublicacao", "datedepublication", "publie",
        ],
        .modified: [
            "modified", "updated", "updatedat", "lastmod", "lastmodified", "modifiedat",
            "datemodified", "lastupdated", "postmodified", "geandert", "aktualisiert",
            "misajour", "actualizado", "aggiornato",
        ],
        .body: [
            "body", "content", "articlebody", "fulltext", "articletext", "bodytext", "article",
            "postcontent", "maintext", "text", "plaintext", "texte", "texto", "testo", "tekst",
            "contenu", "corps", "contenido", "cuerpo", "contenuto",
            "conteudo", "inhalt", "artikel", "inhoud",
        ],
        .text: ["text", "rawtext", "scrapedtext", "plaintext", "texte", "texto", "testo", "tekst"],
        .html: ["html", "bodyhtml", "contenthtml", "rawhtml", "articlehtml"],
        .section: [
            "section", "category", "categories", "rubric", "desk", "topic", "vertical", "ressort",
            "rubrik", "kategorie", "rubrique", "categorie", "seccion", "categoria", "sezione",
            "secao", "rubriek",
        ],
        .language: ["language", "lang", "locale", "sprache", "langue", "idioma", "lingua", "taal"],
        .site: [
            "site", "sitename", "source", "publication", "outlet", "publisher", "newspaper",
            "website", "domain", "medium", "quelle", "fuente", "fonte", "bron", "zeitung",
        ],
        .actors: ["actors", "actor", "entities", "akteure"],
    ]

    /// For messages.
    static let usualNames = "id, url, title, author, date, body, section, language, site"

    /// The column of each key.
    private let columns: [Key: Int]

    /// Finds the columns by the fields of the first row.
    init(fields: [[UInt8]]) {
        let keys = fields.map { Self.key(of: TextDecoding.text($0).text) }
        var columns: [Key: Int] = [:]
        for key in Key.allCases {
            columns[key] = (Self.names[key] ?? []).lazy.compactMap(keys.firstIndex(of:)).first
        }
        self.columns = columns
    }

    /// A first row with the keys as the names of the columns that the user named.
    ///
    /// Columns that would stand for the same key by their own names are put out of the way.
    /// - Throws: ``ReadError`` where the file has no such column, or no key is called so.
    static func renamed(
        _ fields: [[UInt8]], _ columns: [String: String], separator: UInt8
    ) throws(ReadError) -> [UInt8] {
        var names = fields.map { TextDecoding.text($0).text }
        let keys = names.map { key(of: $0) }
        var given: [Int: Key] = [:]
        for (name, column) in columns.sorted(by: { $0.key < $1.key }) {
            guard let known = Key(rawValue: name) else {
                throw ReadError(
                    "no column can hold \"\(name)\"",
                    hint: "keys: " + Key.allCases.map(\.rawValue).joined(separator: ", "))
            }
            guard let index = names.firstIndex(of: column) ?? keys.firstIndex(of: key(of: column))
            else {
                throw ReadError(
                    "there is no column \"\(column)\" for \(name)", line: 1,
                    hint: "the columns are: " + names.joined(separator: ", "))
            }
            given[index] = known
        }
        let taken = Set(given.values.flatMap { Self.names[$0] ?? [] })
        for index in names.indices {
            if let key = given[index] {
                names[index] = key.rawValue
            } else if taken.contains(keys[index]) {
                names[index] = "other \(names[index])"
            }
        }
        let quoted = names.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }
        return Array(quoted.map { Array($0.utf8) }.joined(separator: [separator]))
    }

    /// A name in lower case without accents, spaces and punctuation: `Article Title`,
    /// `article_title` and `articleTitle` are one.
    static func key(of name: String) -> String {
        String(Identifier.slug(name).filter { $0 != "-" })
    }

    /// Whether there is a column that an article can be made of.
    var hasContent: Bool {
        [Key.title, .body, .text, .html].contains { columns[$0] != nil }
    }

    /// The values of a row as an object with the keys of ``JSONLines``.
    ///
    /// - Throws: ``ReadError`` where a body of HTML is too large.
    func row(_ values: [String]) throws(ReadError) -> JSONValue {
        var members: [JSONValue.Member] = []
        for key in Key.allCases {
            guard let column = columns[key], column < values.count else { continue }
            let value = values[column]
            guard value.contains(where: { !$0.isWhitespace }) else { continue }
            members.append(try member(key, value))
        }
        return .object(members)
    }

    private func member(_ key: Key, _ value: String) throws(ReadError) -> JSONValue.Member {
        switch key {
        case .authors, .actors:
            // "Doe, Jane" has a comma, so commas part no names.
            let names = value.split { $0 == ";" || $0 == "|" || $0 == "\n" }
                .compactMap { CleanText.optionalLine(String($0)) }
            return .init(key: key.rawValue, value: .array(names.map { .string($0) }))
        case .date, .modified:
            return .init(key: key.rawValue, value: .string(Self.day(ofSerial: value) ?? value))
        case .body where HTMLFragment.isMarkup(value):
            return .init(key: "body", value: .string(try Self.body(ofMarkup: value)))
        case .html where !HTMLPage.looksLikeHTML(Array(value.utf8)):
            return .init(key: "body", value: .string(try Self.body(ofMarkup: value)))
        case .id, .url, .title, .subtitle, .body, .text, .html, .section, .language, .site:
            return .init(key: key.rawValue, value: .string(value))
        }
    }

    private static func body(ofMarkup value: String) throws(ReadError) -> String {
        try HTMLFragment(Array(CleanText.normalised(value).utf8)).paragraphs
            .joined(separator: "\n\n")
    }

    /// The day that a spreadsheet counts from 30 December 1899; nil for other texts.
    private static func day(ofSerial text: String) -> String? {
        let text = CleanText.line(text)
        let digits = text.prefix { $0 != "." && $0 != "," }
        guard digits.utf8.count == 5, let serial = Int32(digits),
            (20_000..<80_000).contains(serial),
            text.utf8.allSatisfy({ $0 &- 0x30 < 10 || $0 == 0x2E || $0 == 0x2C })
        else { return nil }
        // 1970-01-01 is day 25,569.
        return CalendarDay(daysSince1970: serial - 25_569).description
    }
}
