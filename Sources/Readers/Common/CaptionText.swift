import Articles

/// Captions and credits of pictures in running text.
enum CaptionText {
    /// No caption has more words; what has is a paragraph that mentions a picture.
    private static let maximumWords = 70

    /// The caption of a line that names a credit, without the credit; empty where the line is
    /// the credit alone; nil where it names none.
    static func caption(in line: String) -> String? {
        guard WordCount.words(in: line) <= maximumWords else { return nil }
        guard let credit = creditStart(in: line) else { return nil }
        return CleanText.line(String(line[..<credit]))
            .trimmingSuffix { "([|–—-/,;: ©".contains($0) }
    }

    /// Where the credit of a line begins; nil where it has none.
    private static func creditStart(in line: String) -> String.Index? {
        let folded = line.lowercased()
        // Lower case of some letters has other lengths: then offsets would not hold.
        guard folded.count == line.count else { return nil }
        var earliest: Int?
        for marker in markers {
            guard let range = folded.firstRange(of: marker) else { continue }
            let offset = folded.distance(from: folded.startIndex, to: range.lowerBound)
            // A marker is a word, not the end of one ("telephoto:").
            if offset > 0 {
                let before = folded[folded.index(folded.startIndex, offsetBy: offset - 1)]
                if before.isLetter { continue }
            }
            earliest = min(earliest ?? offset, offset)
        }
        // "Un marché de Niamey © Tribune": the sign alone credits what stands before it.
        if let sign = line.lastIndex(of: "©") {
            let offset = line.distance(from: line.startIndex, to: sign)
            if offset > 0 { earliest = min(earliest ?? offset, offset) }
        }
        for agency in agencies where folded.contains(agency) {
            guard let range = folded.firstRange(of: agency) else { continue }
            let offset = folded.distance(from: folded.startIndex, to: range.lowerBound)
            earliest = min(earliest ?? offset, creditOffset(folded, agencyAt: offset))
        }
        return earliest.map { line.index(line.startIndex, offsetBy: $0) }
    }

    /// The credit of an agency begins behind the last sentence before it.
    private static func creditOffset(_ text: String, agencyAt offset: Int) -> Int {
        let head = Array(text.prefix(offset))
        guard let stop = head.lastIndex(where: { ".!?(|©".contains($0) }) else { return 0 }
        return stop + 1
    }

    private static let markers = [
        "image credit", "images credit", "photo credit", "picture credit", "image:", "images:",
        "photo:", "photos:", "photograph:", "photographs:", "photography:", "picture:", "credit:",
        "credits:", "illustration:", "photo by ", "photograph by ", "image by ",
        "photo courtesy", "image courtesy", "ap photo", "(photo", "(image",
        "foto:", "fotos:", "bild:", "bildquelle:", "bildnachweis", "grafik:", "symbolbild",
        "crédit :", "crédit:", "crédits :", "crédits:", "crédit photo", "photo :", "image :",
        "photographie :", "imagen:", "crédito:", "créditos:", "fotografía:", "imagem:",
        "credito:", "crediti:", "immagine:", "beeld:", "fotografie:", "kuva:", "billede:",
    ]

    private static let agencies = [
        "/getty images", "getty images/", "via getty", "/reuters", "/afp", "afp via", "/ap photo",
        "/shutterstock", "/wikimedia", "wikimedia commons", "/alamy", "/dpa", "/picture alliance",
        "/imago", "/flickr", "/bloomberg",
    ]

    /// Captions without empty ones and without those that another one repeats or contains.
    static func distinct(_ captions: [String]) -> [String] {
        var kept: [String] = []
        for caption in captions where !caption.isEmpty {
            if kept.contains(where: { isSame($0, caption) }) { continue }
            kept.append(caption)
        }
        return kept
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
