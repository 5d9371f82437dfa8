/// Comparing and trimming headlines.
enum TitleText {
    /// Letters and digits in lower case, words by one space; for comparison only.
    static func key(_ title: String) -> String {
        ByteText.string(key(Array(title.utf8)[...]))
    }

    /// The same for bytes.
    ///
    /// Quotation marks and dashes of any kind part words or vanish alike.
    static func key(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        let isASCII = bytes.allSatisfy { $0 < 0x80 }
        let lower =
            isASCII ? ByteText.lowercased(bytes) : Array(ByteText.string(bytes).lowercased().utf8)
        var output: [UInt8] = []
        output.reserveCapacity(lower.count)
        var index = 0
        while index < lower.count {
            let byte = lower[index]
            // U+2000 to U+206F: general punctuation.
            if byte == 0xE2, index + 2 < lower.count,
                lower[index + 1] == 0x80 || lower[index + 1] == 0x81
            {
                if let last = output.last, last != 0x20 { output.append(0x20) }
                index += 3
                continue
            }
            // U+00A0 to U+00BF.
            if byte == 0xC2, index + 1 < lower.count {
                if let last = output.last, last != 0x20 { output.append(0x20) }
                index += 2
                continue
            }
            if ByteText.isWord(byte) {
                output.append(byte)
            } else if let last = output.last, last != 0x20 {
                output.append(0x20)
            }
            index += 1
        }
        if output.last == 0x20 { output.removeLast() }
        return output
    }

    /// Separators between a headline and the name of a site.
    private static let separators = [
        " | ", " – ", " — ", " - ", " :: ", " » ", " « ", " • ", " · ", " / ", " › ", " > ", " ~ ",
        "|", " – ", "_",
    ]

    /// The parts of a `<title>`, each with where it ends in the whole.
    static func parts(_ title: String) -> [String] {
        var parts = [title]
        for separator in separators where title.holds(separator) {
            parts = parts.flatMap { $0.components(by: separator) }
            if separator == " | " || separator == " – " || separator == " — " || separator == " - "
            {
                continue
            }
            break
        }
        return parts.map(ByteText.collapsed).filter { !$0.isEmpty }
    }

    /// The headline without a part at its end or beginning that names the site.
    static func withoutSite(_ title: String, _ names: SiteNames) -> String {
        guard !names.isEmpty else { return title }
        var title = title
        for separator in separators where title.holds(separator) {
            while let (head, tail) = title.cutLast(separator) {
                guard names.name(tail), !head.isEmpty else { break }
                title = head
            }
            if let (head, tail) = title.cutFirst(separator), names.name(head), !tail.isEmpty {
                title = tail
            }
        }
        return title
    }

    /// What stands before the last separator, where that looks like a headline and the rest, one to
    /// four words, like a name.
    static func withoutTail(_ title: String) -> String? {
        for separator in [" | ", " – ", " — ", " - ", " :: ", " » ", " · "] {
            guard let (head, tail) = title.cutLast(separator) else { continue }
            let words = tail.split(separator: " ").count
            if words <= 4, head.split(separator: " ").count >= 4 { return head }
        }
        return nil
    }
}
