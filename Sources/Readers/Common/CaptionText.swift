import Articles

/// Captions and credits of pictures in running text.
enum CaptionText {
    /// No caption has more words; what has is a paragraph that mentions a picture.
    private static let maximumWords = 70

    /// The caption of a line that names a credit, without the credit; empty where the line is
    /// the credit alone; nil where it names none.
    static func caption(in line: String) -> String? {
        guard WordCount.words(in: line) <= maximumWords else { return nil }
        guard let credit = creditStart(in: FoldedText.bytes(line)) else { return nil }
        let head = String(decoding: line.utf8.prefix(credit), as: UTF8.self)
        return CleanText.line(head).trimmingSuffix { "([|–—-/,;: ©".contains($0) }
    }

    /// The offset of the byte at which the credit of a line begins; nil where it has none.
    private static func creditStart(in line: [UInt8]) -> Int? {
        // A marker is a word, not the end of one ("telephoto:").
        var earliest = markers.firstOffset(in: line, atWordStart: true)
        // "Un marché de Niamey © Tribune": the sign alone credits what stands before it, unless that
        // is a menu at the foot of a page.
        let signs = line.indices.dropLast().filter { line[$0] == 0xC2 && line[$0 + 1] == 0xA9 }
        if let sign = signs.last, line[..<sign].count(where: { $0 == 0x20 }) >= 3,
            !line[..<sign].contains(0x7C)
        {
            earliest = min(earliest ?? sign, sign)
        }
        if let agency = agencies.firstOffset(in: line) {
            let start = creditOffset(line, agencyAt: agency)
            earliest = min(earliest ?? start, start)
        }
        return earliest
    }

    /// The credit of an agency begins behind the last sentence before it.
    private static func creditOffset(_ line: [UInt8], agencyAt offset: Int) -> Int {
        let stops = Array(".!?(|".utf8)
        guard let stop = line[..<offset].lastIndex(where: { stops.contains($0) }) else { return 0 }
        return stop + 1
    }

    private static let markers = PhraseTable([
        "image credit", "images credit", "photo credit", "picture credit", "image:", "images:",
        "photo:", "photos:", "photograph:", "photographs:", "photography:", "picture:", "credit:",
        "credits:", "illustration:", "photo by ", "photograph by ", "image by ",
        "photo courtesy", "image courtesy", "ap photo", "(photo", "(image",
        "foto:", "fotos:", "bild:", "bildquelle:", "bildnachweis", "grafik:", "symbolbild",
        "crédit :", "crédit:", "crédits :", "crédits:", "crédit photo", "photo :", "image :",
        "photographie :", "imagen:", "crédito:", "créditos:", "fotografía:", "imagem:",
        "credito:", "crediti:", "immagine:", "beeld:", "fotografie:", "kuva:", "billede:",
    ])

    private static let agencies = PhraseTable([
        "/getty images", "getty images/", "via getty", "/reuters", "/afp", "afp via", "/ap photo",
        "/shutterstock", "/wikimedia", "wikimedia commons", "/alamy", "/dpa", "/picture alliance",
        "/imago", "/flickr", "/bloomberg",
    ])

    /// Captions without empty ones and without those that say the same as one before.
    static func distinct(_ captions: [String]) -> [String] {
        var seen: Set<String> = []
        return captions.filter { !$0.isEmpty && seen.insert(ComparisonKey.of($0)).inserted }
    }

    /// Whether two lines say the same but for case and punctuation.
    static func isSame(_ left: String, _ right: String) -> Bool {
        Identifier.slug(left) == Identifier.slug(right)
    }

    /// Whether a short line is the beginning of a caption: its title, or its first sentence.
    static func isHead(_ line: String, of caption: String) -> Bool {
        let head = Identifier.slug(line)
        let whole = Identifier.slug(caption)
        return whole == head || whole.hasPrefix(head + "-")
    }
}

extension String {
    /// The string without the characters at its end that match.
    func trimmingSuffix(_ matches: (Character) -> Bool) -> String {
        var text = self
        while let last = text.last, matches(last) { text.removeLast() }
        return text
    }
}
