import Articles
import Testing

@testable import Readers

@Suite struct DocumentTests {
    @Test("a PDF where pdftotext is not installed says what to install")
    func noProgram() {
        let item = RawItem(bytes: Array("%PDF-1.4".utf8), format: "pdf", path: "a.pdf")
        #expect(
            throws: ReadError(
                "is a PDF, which is read with pdftotext, and that is not installed",
                kind: .unreadable, hint: "install poppler-utils")
        ) { try PDFFile.article(of: item, program: nil) }
    }

    @Test("what is no PDF, or a broken one, says so")
    func broken() throws {
        let foreign = RawItem(bytes: Array("Hello".utf8), format: "pdf", path: "a.pdf")
        #expect(throws: ReadError("is no PDF: it does not begin with %PDF-")) {
            try PDFFile.article(of: foreign, program: "/bin/false")
        }
        let item = RawItem(bytes: Array("%PDF-1.4 nothing".utf8), format: "pdf", path: "a.pdf")
        #expect(throws: ReadError("pdftotext cannot read it: it ended with status 1")) {
            try PDFFile.article(of: item, program: "/bin/false")
        }
        #expect(throws: ReadError("pdftotext gave what is no text")) {
            try PDFFile.article(of: item, program: "/bin/true")
        }
        #expect(throws: ReadError.self) { try Reading.parse(item) }
    }

    @Test("a program gets its input, and its output is bounded")
    func program() throws {
        let input = [UInt8](repeating: 7, count: 300_000)
        #expect(try ExternalProgram.run("/bin/cat", [], input: input, atMost: 300_000) == input)
        #expect(throws: ExternalProgram.Failure.tooLarge) {
            try ExternalProgram.run("/bin/cat", [], input: input, atMost: 200_000)
        }
        #expect(throws: ExternalProgram.Failure.failed("no such luck")) {
            try ExternalProgram.run(
                "/bin/sh", ["-c", "echo no such luck >&2; exit 3"], input: input, atMost: 10)
        }
        #expect(throws: ExternalProgram.Failure.failed("it was ended by signal 11")) {
            try ExternalProgram.run("/bin/sh", ["-c", "kill -11 $$"], input: [], atMost: 10)
        }
        #expect(ExternalProgram.find("sh") != nil)
        #expect(ExternalProgram.find("byline-no-such-program") == nil)
    }

    @Test("lines on most pages are furniture, parted words are one, paragraphs go over pages")
    func pages() {
        let printed = """
            Harbour Review

            A short title
            By Jane Doe
            A line that is about as long as all lines of the page are made, and here is one more
            line that is about as long, with a word that the end of the line has parted: com-
            mission.
            Another paragraph begins on this page and is not at its end when the page is full of it

            1
            \u{0C}Harbour Review

            but goes on over the page as all texts do that are printed, and it is ended right here.

            2
            \u{0C}Harbour Review

            The last page has one line and no more than that, which is as long as the others are.

            3
            """
        #expect(
            PrintedPages(printed).text == """
                A short title

                By Jane Doe

                A line that is about as long as all lines of the page are made, and here is one more
                line that is about as long, with a word that the end of the line has parted: commission.

                Another paragraph begins on this page and is not at its end when the page is full of it
                but goes on over the page as all texts do that are printed, and it is ended right here.

                The last page has one line and no more than that, which is as long as the others are.
                """)
    }

    @Test("columns are known by what the user says, where their names do not tell")
    func columns() throws {
        let table = "Kopf;title;Wer;Inhalt\nCheap gas;x1;Jane Doe;\"The text.\"\n"
        let named = try FormatReading(
            table, name: "a.csv",
            columns: ["title": "Kopf", "authors": "wer", "body": "Inhalt"])
        #expect(named.problems == [])
        #expect(named.articles.map(\.title) == ["Cheap gas"])
        #expect(named.articles.first?.authors.map(\.name) == ["Jane Doe"])
        #expect(named.articles.first?.body == "The text.")
        #expect(
            try FormatReading(table, name: "a.csv", columns: ["body": "Text"]).problems == [
                "malformed a.csv, line 1: there is no column \"Text\" for body; "
                    + "the columns are: Kopf, title, Wer, Inhalt"
            ])
    }
}
