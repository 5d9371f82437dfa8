import Testing

@testable import Readers

@Suite struct PageEncodingTests {
    /// `Zürich – 5 €` in some encodings.
    private static let windows1252: [UInt8] = [
        0x5A, 0xFC, 0x72, 0x69, 0x63, 0x68, 0x20, 0x96, 0x20, 0x35, 0x20, 0x80,
    ]
    private static let text = "Zürich – 5 €"

    private static func page(_ head: String, _ text: [UInt8]) -> [UInt8] {
        Array("<html><head>\(head)</head><body><p>".utf8) + text + Array("</p></body></html>".utf8)
    }

    private static func utf16(_ text: String, bigEndian: Bool) -> [UInt8] {
        var bytes: [UInt8] = bigEndian ? [0xFE, 0xFF] : [0xFF, 0xFE]
        for unit in text.utf16 {
            let pair = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
            bytes += bigEndian ? pair : pair.reversed()
        }
        return bytes
    }

    @Test(
        "the byte order mark decides first, then the caller, the page, the bytes",
        arguments: [
            (page("<meta charset=utf-8>", Array(text.utf8)), nil, "utf-8"),
            (page("", Array(text.utf8)), nil, "utf-8"),
            (page("", windows1252), nil, "windows-1252"),
            (page("<meta charset='iso-8859-1'>", windows1252), nil, "windows-1252"),
            (
                page(
                    "<meta http-equiv=Content-Type content='text/html; charset=ISO-8859-1'>",
                    windows1252), nil, "windows-1252"
            ),
            (page("", windows1252), "Latin1", "windows-1252"),
            // A page that says latin-1 and is UTF-8.
            (page("<meta charset='latin1'>", Array(text.utf8)), nil, "utf-8"),
            // A page that says UTF-8 and is not.
            (page("<meta charset='utf-8'>", windows1252), nil, "windows-1252"),
            ([0xEF, 0xBB, 0xBF] + page("<meta charset=latin1>", Array(text.utf8)), nil, "utf-8"),
            (utf16("<p>" + text + "</p>", bigEndian: true), nil, "utf-16be"),
            (utf16("<p>" + text + "</p>", bigEndian: false), "utf-8", "utf-16le"),
        ] as [([UInt8], String?, String)])
    func order(bytes: [UInt8], declared: String?, label: String) {
        let (utf8, found) = PageEncoding.utf8(bytes, declared: declared)
        #expect(found == label)
        #expect(String(decoding: utf8, as: UTF8.self).contains(Self.text))
    }

    @Test(
        "other encodings are converted by their labels",
        arguments: [
            ("windows-1251", [0xCC, 0xE8, 0xF0], "Мир"), ("koi8-r", [0xED, 0xC9, 0xD2], "Мир"),
            ("shift_jis", [0x93, 0xFA, 0x96, 0x7B], "日本"),
            ("euc-jp", [0xC6, 0xFC, 0xCB, 0xDC], "日本"), ("gb2312", [0xD6, 0xD0], "中"),
            ("big5", [0xA4, 0xA4], "中"), ("iso-8859-2", [0xB3, 0xF3], "łó"),
            ("euc-kr", [0xC7, 0xD1], "한"),
        ] as [(String, [UInt8], String)])
    func labels(label: String, bytes: [UInt8], text: String) {
        let page = Self.page("<meta charset=\"\(label)\">", bytes)
        let utf8 = PageEncoding.utf8(page, declared: nil).bytes
        #expect(String(decoding: utf8, as: UTF8.self).contains("<p>\(text)</p>"))
    }

    @Test("an unknown label and damaged bytes still give text")
    func damage() {
        let unknown = PageEncoding.utf8(
            Self.page("<meta charset=klingon-1>", Array("plain".utf8)), declared: nil)
        #expect(String(decoding: unknown.bytes, as: UTF8.self).contains("plain"))
        let damaged = PageEncoding.utf8(
            Self.page("<meta charset=utf-8>", Array("Zürich Genève".utf8) + [0xFF]), declared: nil)
        #expect(String(decoding: damaged.bytes, as: UTF8.self).contains("Zürich Genève\u{FFFD}"))
        let half = PageEncoding.utf8(
            Self.page("", [0x93]), declared: "shift_jis")
        #expect(String(decoding: half.bytes, as: UTF8.self).contains("</p>"))
    }
}
