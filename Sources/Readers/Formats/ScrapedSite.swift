import Articles

/// The name of the site that a scraped text comes from.
enum ScrapedSite {
    /// The name in a copyright line, else the first line of a menu at the top; nil where there is
    /// neither.
    static func name(in units: [TextUnit]) -> String? {
        for unit in units.reversed().prefix(12) {
            if let name = copyrightHolder(unit.text) { return name }
        }
        for (index, unit) in units.prefix(6).enumerated() where !Furniture.contains(unit.text) {
            guard unit.blockSize >= 2, unit.words <= 5, index + 1 < units.count,
                units[index + 1].block == unit.block
            else { return nil }
            let rest = units.filter { $0.block == unit.block }.dropFirst()
            let isMenu =
                rest.contains { Furniture.contains($0.text) }
                && rest.allSatisfy {
                    Furniture.contains($0.text) || ($0.words <= 8 && !$0.endsSentence)
                }
            return isMenu ? unit.text : nil
        }
        return nil
    }

    private static func copyrightHolder(_ line: String) -> String? {
        // Most lines have no byte of the sign.
        guard line.utf8.contains(0xA9), let sign = line.firstIndex(of: "©") else { return nil }
        let rest = line[line.index(after: sign)...]
            .drop { $0 == " " || $0.isNumber || $0 == "-" || $0 == "–" || $0 == "," }
        let name = rest.prefix { !".|·,;©".contains($0) }
        let text = CleanText.line(String(name))
        return (1...5).contains(WordCount.words(in: text)) ? text : nil
    }
}
