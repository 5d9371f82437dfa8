/// Character references of HTML in text that came through a feed, a meta tag or Markdown.
///
/// The named ones are those that occur in names and headlines; others stay as they are.
enum HTMLEntities {
    /// The text with its references resolved once.
    static func decoded(_ text: String) -> String {
        guard text.utf8.contains(0x26) else { return text }
        var result = ""
        var rest = Substring(text)
        while let mark = rest.firstIndex(of: "&") {
            result += rest[..<mark]
            rest = rest[mark...]
            guard let end = rest.prefix(12).firstIndex(of: ";"),
                let character = character(rest[rest.index(after: mark)..<end])
            else {
                result.append("&")
                rest = rest.dropFirst()
                continue
            }
            result += character
            rest = rest[rest.index(after: end)...]
        }
        return result + rest
    }

    private static func character(_ name: Substring) -> String? {
        if let text = named[String(name)] { return text }
        guard name.hasPrefix("#") else { return nil }
        let digits = name.dropFirst()
        let isHexadecimal = digits.hasPrefix("x") || digits.hasPrefix("X")
        guard
            let code = isHexadecimal
                ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits, radix: 10)
        else { return nil }
        // HTML 13.2.5.80: references to C1 controls mean windows-1252.
        if (0x80..<0xA0).contains(code) {
            return TextDecoding.text([UInt8(code)]).text
        }
        guard code >= 0x20 || code == 0x0A || code == 0x09, let scalar = Unicode.Scalar(code)
        else { return "" }
        return String(Character(scalar))
    }

    private static let named = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ", "ndash": "–",
        "mdash": "—", "lsquo": "‘", "rsquo": "’", "ldquo": "“", "rdquo": "”", "hellip": "…",
        "laquo": "«", "raquo": "»", "bull": "•", "middot": "·", "copy": "©", "reg": "®",
        "trade": "™", "eacute": "é", "egrave": "è", "ecirc": "ê", "euml": "ë", "Eacute": "É",
        "agrave": "à", "acirc": "â", "aacute": "á", "auml": "ä", "Auml": "Ä", "aring": "å",
        "atilde": "ã", "ccedil": "ç", "iacute": "í", "icirc": "î", "iuml": "ï", "ntilde": "ñ",
        "oacute": "ó", "ocirc": "ô", "ouml": "ö", "Ouml": "Ö", "oslash": "ø", "otilde": "õ",
        "uacute": "ú", "ucirc": "û", "ugrave": "ù", "uuml": "ü", "Uuml": "Ü", "szlig": "ß",
        "aelig": "æ", "scaron": "š", "Scaron": "Š", "yacute": "ý", "euro": "€", "pound": "£",
        "shy": "", "zwnj": "", "zwj": "", "thinsp": " ", "ensp": " ", "emsp": " ", "deg": "°",
        "frac12": "½", "times": "×", "prime": "′", "sbquo": "‚", "bdquo": "„",
    ]
}
