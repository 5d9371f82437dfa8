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
        for separator in separators where title.contains(separator) {
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
    static func withoutSite(_ title: String, site: String?, host: String?) -> String {
        let names = [site, host].compactMap { $0 }.map { squeezed($0) }.filter { $0.utf8.count > 2 }
        guard !names.isEmpty else { return title }
        var title = title
        for separator in separators {
            while let (head, tail) = title.cutLast(separator) {
                guard isSite(names, tail), !head.isEmpty else { break }
                title = head
            }
            if let (head, tail) = title.cutFirst(separator), isSite(names, head),
                !tail.isEmpty
            {
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

    private static func isSite(_ names: [String], _ part: String) -> Bool {
        let part = squeezed(part)
        guard part.utf8.count > 2 else { return false }
        return names.contains { name in
            name == part || (part.utf8.count >= 4 && name.hasPrefix(part))
                || (name.utf8.count >= 4 && part.hasPrefix(name)
                    && part.utf8.count < name.utf8.count + 12)
                || (part.utf8.count >= 5 && name.contains(part))
                || (name.utf8.count >= 5 && part.utf8.count < name.utf8.count + 12
                    && part.contains(name))
        }
    }

    private static func squeezed(_ name: String) -> String {
        var key = key(name)
        for ending in [
            " com", " org", " net", " co uk", " de", " ch", " at", " fr", " it", " es", " eu",
        ]
        where key.hasSuffix(ending) && name.contains(".") {
            key.removeLast(ending.utf8.count)
        }
        if key.hasPrefix("the ") { key.removeFirst(4) }
        return key.filter { $0 != " " }
    }
}

extension String {
    /// The parts between occurrences of a separator.
    fileprivate func components(by separator: String) -> [String] {
        var parts: [String] = []
        var rest = self[...]
        while let range = rest.find(separator) {
            parts.append(String(rest[..<range.lowerBound]))
            rest = rest[range.upperBound...]
        }
        parts.append(String(rest))
        return parts
    }

    /// What stands before and behind the last occurrence of a separator.
    func cutLast(_ separator: String) -> (String, String)? {
        let parts = components(by: separator)
        guard parts.count > 1, let last = parts.last else { return nil }
        return (
            ByteText.collapsed(parts.dropLast().joined(separator: separator)),
            ByteText.collapsed(last)
        )
    }

    /// What stands before and behind the first occurrence of a separator.
    func cutFirst(_ separator: String) -> (String, String)? {
        let parts = components(by: separator)
        guard parts.count > 1, let first = parts.first else { return nil }
        return (
            ByteText.collapsed(first),
            ByteText.collapsed(parts.dropFirst().joined(separator: separator))
        )
    }
}
