/// Text from articles as a terminal may be shown it.
enum Printable {
    /// One line: control characters, line ends and characters that change the direction or hide
    /// are taken out, so that no article can speak to the terminal.
    static func line(_ text: String) -> String { clean(text, keepsLines: false) }

    /// The same with line ends and tabs kept.
    static func text(_ text: String) -> String { clean(text, keepsLines: true) }

    private static func clean(_ text: String, keepsLines: Bool) -> String {
        if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return text }
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x0A, 0x09: result.append(keepsLines ? scalar : " ")
            case 0x0D: if !keepsLines { result.append(" ") }
            case 0..<0x20, 0x7F..<0xA0, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069,
                0xE0000...0xE007F:
                continue
            case 0x2028, 0x2029: result.append(keepsLines ? "\n" : " ")
            default: result.append(scalar)
            }
        }
        return String(result)
    }
}
