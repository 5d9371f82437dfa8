import Articles
import Testing

@testable import Readers

@Suite struct CSVTests {
    private func read(_ text: String) throws -> FormatReading {
        try FormatReading(text, name: "a.csv")
    }

    /// The same row with each separator.
    private static let separated = [",", ";", "\t", "|"].map { separator in
        [
            ["id", "Article Title", "Author(s)", "Published", "Body", "Section", "URL", "extra"],
            [
                "a1", "\"Cheap gas\(separator) \"\"coal\"\"\"", "\"Jane Doe; Roe, John\"",
                "2022-03-04", "\"First paragraph.\n\nSecond\"\" paragraph.\"", "Opinion",
                "https://g.example/gas", "x",
            ],
        ].map { $0.joined(separator: separator) }.joined(separator: "\r\n") + "\r\n"
    }

    @Test("a row comes with its columns, whatever parts them", arguments: separated)
    func whole(_ table: String) throws {
        let separator = table.contains("\t") ? "\t" : String(table.dropFirst(2).prefix(1))
        var expected = Article(
            id: "a1", title: "Cheap gas\(separator == "\t" ? " " : separator + " ")\"coal\"",
            body: "First paragraph.\n\nSecond\" paragraph.")
        expected.url = "https://g.example/gas"
        expected.site = "g.example"
        expected.section = "Opinion"
        expected.authors = [
            Author(name: "Jane Doe", source: "given"), Author(name: "Roe, John", source: "given"),
        ]
        expected.date = stated("2022-03-04", raw: "2022-03-04", basis: .given)
        let reading = try read(table)
        expected.language = reading.articles.first?.language
        #expect(reading.articles == [expected])
        #expect(reading.lines == [2])
        #expect(reading.problems == [])
    }

    @Test(
        "columns are known by usual names in several languages",
        arguments: [
            "headline,byline,pubDate,content", "Titel,Autorin,Datum,Text",
            "TITRE,auteur,date de publication,contenu", "titulo,autor,fecha,cuerpo",
            "post_title,post_author,post_date,post_content",
        ])
    func names(_ header: String) throws {
        let article = try #require(
            try read(header + "\nGas,Jane Doe,2022-03-04,One long body.").articles.first)
        #expect(article.title == "Gas")
        #expect(article.authors.map(\.name) == ["Jane Doe"])
        #expect(article.date.published == "2022-03-04")
        #expect(article.body == "One long body.")
    }

    @Test("rows are found alike however the bytes come in chunks")
    func chunks() throws {
        let bytes = Array(
            "\u{FEFF}id,title\r\n\r\n1,\"a\r\nb \"\"c\"\"\"\n2,5\" disk \"\"x\r3,\"\"\n,\n\"4\",\"\"\"\""
                .utf8)
        let whole = try FormatReading(bytes, name: "a.csv")
        #expect(whole.articles.map(\.title) == ["a b \"c\"", "5\" disk \"\"x", "\""])
        #expect(whole.articles.map(\.id) == ["1", "2", "4"])
        #expect(whole.lines == [3, 5, 8])
        // Row 3 has an id and nothing else, the one behind it nothing at all.
        #expect(
            whole.problems.map { $0.prefix(24) }
                == ["malformed a.csv, line 6: "].map { $0.prefix(24) })
        for size in 1...bytes.count {
            let reading = try FormatReading(bytes, name: "a.csv", chunks: size)
            #expect(reading.articles == whole.articles)
            #expect(reading.lines == whole.lines)
            #expect(reading.problems == whole.problems)
        }
    }

    @Test("the quick reader finds what a reader of one byte at a time finds")
    func oracle() throws {
        var generator = SeededGenerator(seed: 11)
        let pieces = ["\"", "\"", ",", ",", "\n", "\r\n", "a", "b\"c", "é", "\"\""]
        for _ in 0..<3_000 {
            var text = ""
            for _ in 0..<Int.random(in: 1...14, using: &generator) {
                text += pieces.randomElement(using: &generator) ?? ""
            }
            var records = CSVRecords(stream: ByteStream(bytes: Array(text.utf8)), maximumBytes: 100)
            var found: [[String]] = []
            var isUnclosed = false
            while let record = try records.next(separator: 0x2C) {
                switch record.content {
                case .whole(let bytes):
                    found.append(
                        CSVRecords.fields(of: bytes, separator: 0x2C).map {
                            String(decoding: $0, as: UTF8.self)
                        })
                case .unclosed: isUnclosed = true
                case .tooLong: Issue.record("\(text) is not long")
                }
            }
            let naive = Self.naive(text)
            #expect(found == naive.rows, "\(text.debugDescription)")
            #expect(isUnclosed == naive.isUnclosed, "\(text.debugDescription)")
        }
    }

    /// Rows by the letter of the rules, a character at a time.
    private static func naive(_ text: String) -> (rows: [[String]], isUnclosed: Bool) {
        var rows: [[String]] = []
        var row = [""]
        var isOpen = false
        var isStart = true
        var hasRow = false
        let units = Array(text.unicodeScalars)
        var index = 0
        func end() {
            rows.append(row)
            (row, isStart, hasRow) = ([""], true, false)
        }
        while index < units.count {
            let unit = units[index]
            if isOpen {
                if unit == "\"", index + 1 < units.count, units[index + 1] == "\"" {
                    row[row.count - 1].unicodeScalars.append("\"")
                    index += 1
                } else if unit == "\"" {
                    isOpen = false
                } else {
                    row[row.count - 1].unicodeScalars.append(unit)
                }
            } else if unit == "\r" || unit == "\n" {
                if unit == "\r", index + 1 < units.count, units[index + 1] == "\n" { index += 1 }
                end()
                index += 1
                continue
            } else if unit == "," {
                row.append("")
                (isStart, hasRow) = (true, true)
                index += 1
                continue
            } else if unit == "\"", isStart {
                isOpen = true
            } else {
                row[row.count - 1].unicodeScalars.append(unit)
            }
            isStart = false
            hasRow = true
            index += 1
        }
        if hasRow, !isOpen { end() }
        return (rows, isOpen)
    }

    @Test("tables of other encodings are read, with a warning where it was a guess")
    func encodings() throws {
        let latin = Array("title;body\nCaf".utf8) + [0xE9] + Array(";One long body.".utf8)
        let guessed = try #require(try FormatReading(latin, name: "a.csv").articles.first)
        #expect(guessed.title == "Café")
        #expect(guessed.warnings == ["Not UTF-8 at byte 3: read as windows-1252."])
        let wide = "title\tbody\nCafé\tOne long body.".utf16.flatMap {
            [UInt8($0 & 0xFF), UInt8($0 >> 8)]
        }
        let article = try #require(
            try FormatReading([0xFF, 0xFE] + wide, name: "a.csv").articles.first)
        #expect(article.title == "Café")
        #expect(article.warnings == [])
    }

    @Test("bodies of markup become paragraphs, texts are cleaned, days of spreadsheets are days")
    func values() throws {
        let reading = try read(
            "title,body,date\nT,\"<p>One.</p>\n<p>Two &amp; three.</p>\",44624\nU,Plain & text,44624.5\n"
        )
        #expect(reading.articles.map(\.body) == ["One.\n\nTwo & three.", "Plain & text"])
        #expect(reading.articles.map(\.date.published) == ["2022-03-04", "2022-03-04"])
    }

    @Test("a table without a column for a title or a text is refused")
    func columns() throws {
        #expect(
            try read("a,b\n1,2\n").problems == [
                "malformed a.csv, line 1: no column of the first row holds a title or a text; "
                    + "name the columns: id, url, title, author, date, body, section, language, site"
            ])
        #expect(try read("").problems == ["malformed a.csv: the file is empty"])
        #expect(try read("title\n").problems == [])
    }

    @Test("a quotation mark that is not closed is told with the line of its row")
    func unclosed() throws {
        let reading = try read("title,body\nA,x\nB,\"y\nC,z\n")
        #expect(reading.articles.map(\.title) == ["A"])
        #expect(
            reading.problems == [
                "malformed a.csv, line 3: a quotation mark of the row is not closed: it would have "
                    + "9 bytes; double the quotation marks in fields"
            ])
    }

    @Test("a row of more fields than columns has a warning, one of fewer is read")
    func ragged() throws {
        let reading = try read("title,body\nA\nB,b,c,d\n")
        #expect(reading.articles.map(\.title) == ["A", "B"])
        #expect(
            reading.articles.map(\.warnings) == [[], ["The row has 4 fields, the first row 2."]])
    }

    @Test("a row that is too long is passed over")
    func tooLong() throws {
        var records = CSVRecords(
            stream: ByteStream(bytes: Array("a,b\n0123456789,\"\nx\"\nc".utf8)), maximumBytes: 9)
        var sizes: [String] = []
        while let record = try records.next(separator: 0x2C) {
            switch record.content {
            case .whole(let bytes): sizes.append("\(record.line) \(bytes.count)")
            case .tooLong(let count): sizes.append("\(record.line) #\(count)")
            case .unclosed(let count): sizes.append("\(record.line) ?\(count)")
            }
        }
        #expect(sizes == ["1 3", "2 #15", "4 1"])
    }
}
