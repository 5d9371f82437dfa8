import CLibxml2
import Synchronization
import Testing

@testable import Readers

/// How often libxml2 asked for something outside of the bytes that it was given.
private let loads = Atomic<Int>(0)

@Suite struct XMLLayerTests {
    private func root(_ text: String) throws -> XMLElement {
        try XMLElement.parse(Array(text.utf8))
    }

    private func fault(_ bytes: [UInt8]) -> ReadError? {
        do throws(ReadError) {
            _ = try XMLElement.parse(bytes)
            return nil
        } catch {
            return error
        }
    }

    @Test(
        "what exports get wrong is mended, and the text is what was meant",
        arguments: [
            ("<a>x &amp; y &lt;b&gt; &quot;</a>", "x & y <b> \""),
            (
                "<a>AT&T &nbsp;&eacute;&hellip; &unknown; & &amp</a>",
                "AT&T \u{A0}é… &unknown; & &amp"
            ),
            ("<a>&#8217;&#x2019;&#155;&#0;&#x1F;&#55555555555;</a>", "’’›"),
            ("<a>1 < 2 << 3 <= 4 ]]> 5</a>", "1 < 2 << 3 <= 4 ]]> 5"),
            ("<a>x\u{0}\u{8}\u{1B}[31my\u{FFFF}</a>", "x[31my"),
            ("<a><![CDATA[<b> & ]] &amp; ]]>c</a>", "<b> & ]] &amp; c"),
            ("<a>x<!-- -- <b> -->y<?php echo '<c>' ?>z</a>", "xyz"),
            ("<a><b><i>x</b>y</a>", "xy"),
            ("<a>x</i>y</b></a>", "xy"),
            ("noise <a>x</a> more <b>", "x"),
            ("\n\n<?xml version='1.0'?><a>x</a>", "x"),
            ("<!DOCTYPE a SYSTEM \"http://example.org/a.dtd\"><a>x</a>", "x"),
            ("<a>&#38;lt;&#60;b&#62;</a>", "&lt;<b>"),
        ])
    func mending(_ text: String, _ meant: String) throws {
        #expect(try root(text).text == meant)
    }

    @Test("attributes are mended like text, and keep what quotation marks enclose")
    func attributes() throws {
        let element = try root(
            "<a href='?a=1&b=2&copy;' title=\"x > y < z &quot;\" n=\"a&#10;b\"/>")
        #expect(
            element.attributes == [
                .init(name: "href", value: "?a=1&b=2©"),
                .init(name: "title", value: "x > y < z \""), .init(name: "n", value: "a\nb"),
            ])
    }

    @Test("names have one spelling, whatever prefixes a file chose")
    func names() throws {
        let element = try root(
            """
            <f:feed xmlns:f="http://www.w3.org/2005/Atom" xmlns="http://purl.org/rss/1.0/"
              xmlns:d="https://purl.org/dc/elements/1.1" xmlns:w="http://wordpress.org/export/1.1/"
              xmlns:x="http://wordpress.org/export/1.0/excerpt/" xmlns:o="http://example.org/"
              xml:lang="en">
            <item/><d:creator/><w:author/><x:encoded/><o:rating/><dc:date/></f:feed>
            """)
        #expect(element.name == "atom:feed")
        #expect(element.attributes == [.init(name: "xml:lang", value: "en")])
        #expect(
            element.elements.map(\.name) == [
                "item", "dc:creator", "wp:author", "excerpt:encoded", "o:rating", "dc:date",
            ])
    }

    @Test("a written element reads as itself")
    func writing() throws {
        var element = try root(
            """
            <rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><item a="&quot;&lt;&#10;">
            <dc:creator>Jane &amp; John</dc:creator><e/>x<![CDATA[<p>]]></item></rss>
            """)
        let again = try XMLElement.parse(element.document())
        // Lines differ, as the declaration has one of its own.
        func flat(_ element: XMLElement) -> String {
            String(decoding: element.innerMarkup(), as: UTF8.self)
        }
        #expect(flat(again) == flat(element))
        element.name = "x"
        #expect(again.name == "rss")
        #expect(again.first("item")?.attribute("a") == "\"<\n")
    }

    @Test("lines are those of the start tags, behind comments, long texts and breaks in tags")
    func lines() throws {
        let filler = String(repeating: "long text ", count: 500)
        let element = try root(
            "<!--\n\n-->\n<a>\(filler)\n<b\n x='1'>\n</b><c/>\n<![CDATA[\n]]>&#10;<d/></a>")
        #expect(element.line == 4)
        #expect(element.elements.map(\.line) == [5, 7, 9])
    }

    @Test("bytes come to the same however they are cut into chunks")
    func chunks() throws {
        let bytes = Array(
            "\u{FEFF}<?xml version='1.0'?><!-- c --><a b='&amp;é'>ü&nbsp;<![CDATA[ ]] > ]]>€\u{1F600}</a>"
                .utf8)
        let whole = try XMLElement.parse(bytes)
        for size in 1...bytes.count {
            var position = 0
            let xml = try XMLPull(
                ByteStream { chunk throws(ReadError) in
                    let end = min(position + size, bytes.count)
                    chunk = Array(bytes[position..<end])
                    position = end
                })
            #expect(try xml.next() == .start)
            #expect(try xml.element() == whole)
        }
        #expect(whole.text == "ü\u{A0} ]] > €\u{1F600}")
    }

    /// Declarations of encodings, bytes behind them, and the text that they are.
    private static let encoded: [(String, [UInt8], String)] = [
        ("<?xml version='1.0' encoding='iso-8859-1'?>", [0xE9, 0x93], "é“"),
        ("", [0xC3, 0xA9, 0xE9, 0x80], "éé€"),
        ("<?xml version='1.0' encoding='windows-1251'?>", [0xCC], "М"),
        ("<?xml version='1.0' encoding='no-such'?>", [0xC3, 0xA9], "é"),
        ("<?xml version='1.0' encoding='utf-16'?>", [0xC3, 0xA9], "é"),
    ]

    @Test("texts of any encoding come out as UTF-8", arguments: encoded)
    func encodings(_ declaration: String, _ bytes: [UInt8], _ text: String) throws {
        let file = Array((declaration + "<a>").utf8) + bytes + Array("</a>".utf8)
        #expect(try XMLElement.parse(file).text == text)
    }

    @Test("wide encodings are known with and without a byte order mark")
    func wide() throws {
        let text = "<?xml version=\"1.0\"?><a>é\u{1F600}</a>"
        let units = Array(text.utf16)
        let little = units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        let big = units.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        let wide = text.unicodeScalars.flatMap { scalar -> [UInt8] in
            [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: scalar.value >> $0) }
        }
        let files: [[UInt8]] = [little, [0xFF, 0xFE] + little, big, [0xFE, 0xFF] + big, wide]
        for bytes in files {
            #expect(try XMLElement.parse(bytes).text == "é\u{1F600}")
            // Half of a character at the end is damage, not a crash.
            _ = fault(Array(bytes.dropLast()))
        }
    }

    @Test(
        "files that declare entities are refused, with the line",
        arguments: [
            "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>\n<a>&x;</a>",
            "<!DOCTYPE a [<!ENTITY % x SYSTEM \"http://127.0.0.1:9/\"> %x;]>\n<a/>",
            """
            <!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
            <!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"> ]><a>&c;</a>
            """,
            "<!doctype a\u{9}SYSTEM 'x'[ ]><a/>",
        ])
    func entities(_ text: String) {
        let error = fault(Array(text.utf8))
        #expect(
            error?.what
                == "declares entities of its own (an internal DTD subset), which are not read")
        #expect(error?.line == 1)
    }

    @Test("nothing outside of the file is ever asked for")
    func external() throws {
        xmlSetExternalEntityLoader { _, _, _ in
            loads.add(1, ordering: .relaxed)
            return nil
        }
        for text in [
            "<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a>&x;</a>",
            "<!DOCTYPE a PUBLIC \"-//x\" \"http://127.0.0.1:9/x.dtd\"><a/>",
            "<a xmlns:xi='http://www.w3.org/2001/XInclude'><xi:include href='/etc/passwd'/></a>",
            "<?xml-stylesheet href='file:///etc/passwd'?><a/>",
            "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>",
        ] {
            _ = fault(Array(text.utf8))
        }
        #expect(loads.load(ordering: .relaxed) == 0)
    }

    @Test("nesting without end, tags without end and texts without end are refused")
    func limits() throws {
        let deep = String(repeating: "<a>", count: 10_000)
        #expect(fault(Array(deep.utf8))?.what == "elements nested deeper than 200")
        let tag = "<a b='" + String(repeating: "x", count: 400_000)
        #expect(fault(Array((tag + "'/>").utf8)) == nil)
        var chunks = [Array(tag.utf8), Array(tag.utf8)]
        let xml = try XMLPull(
            ByteStream { chunk throws(ReadError) in chunk = chunks.popLast() ?? [] })
        #expect(throws: ReadError.self) { while try xml.next() != nil {} }
        let long = "<r><a>" + String(repeating: "text ", count: 2_000) + "</a><b>x</b></r>"
        let pull = try XMLPull(ByteStream(bytes: Array(long.utf8)))
        #expect(try pull.next() == .start)
        #expect(try pull.next() == .start)
        #expect(throws: ReadError.self) { try pull.element(atMost: 1_000) }
        // The next element is there nevertheless.
        #expect(try pull.next() == .start)
        #expect(try pull.element().text == "x")
    }

    @Test(
        "a file that is cut off says which element is not closed",
        arguments: [
            ("<a>\n<b>text", "ends early: <b> of line 2 is not closed", 2),
            ("<a>\n<b/>\n", "ends early: <a> of line 1 is not closed", 3),
            ("<a><![CDATA[x", "ends early: <a> of line 1 is not closed", 1),
            ("<a><b c='", "ends early: <a> of line 1 is not closed", 1),
            ("<!DOCTYPE a", "ends early: its document type declaration is not closed", 1),
        ])
    func cut(_ text: String, _ what: String, _ line: Int) {
        let error = fault(Array(text.utf8))
        #expect(error?.what == what)
        #expect(error?.line == line)
    }

    @Test("what is no XML says so with line and column", arguments: ["", "  \n", "text", "<!-- x"])
    func empty(_ text: String) {
        #expect(fault(Array(text.utf8))?.what == "holds no XML element")
    }

    @Test("wrong attributes are told with their place")
    func wrongAttributes() {
        let error = fault(Array("<a>\n<b c=1/></a>".utf8))
        #expect(error?.line == 2)
        #expect(error?.byte != nil)
        #expect(error?.what.hasPrefix("is no XML: ") == true)
    }

    @Test("long texts cost no more than their length")
    func longTexts() throws {
        // Pieces of CDATA are joined slowly by libxml2: megabytes would take minutes.
        let text = String(repeating: "words of a text & <more> ", count: 60_000)
        let element = try root("<a><![CDATA[\(text)]]></a>")
        #expect(element.text == text)
    }
}
