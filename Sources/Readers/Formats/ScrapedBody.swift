import Articles

/// The body of a scraped text, and what stands below it: corrections and bios.
struct ScrapedBody {
    private(set) var paragraphs: [String] = []
    private(set) var captions: [String] = []
    private(set) var corrections: [String] = []
    /// The authors of the head with their bios, or those that the bios name.
    private(set) var authors: [Author]
    /// EDTF of the last dated correction.
    private(set) var modified: String?

    private let units: [TextUnit]
    private let language: String?
    private let site: String?
    private let totalWords: Int

    init(units: [TextUnit], authors: [Author], language: String?, site: String?) {
        self.units = units
        self.authors = authors
        self.language = language
        self.site = site
        totalWords = units.reduce(0) { $0 + $1.words }
    }

    /// Reads every unit.
    mutating func read() {
        var passedWords = 0
        var ended = false
        var inBio = false
        var droppedBlock: Int?
        for (index, unit) in units.enumerated() {
            defer { passedWords += unit.words }
            // Lines that hang on a dropped one: "One letter a week." below "Newsletter".
            if unit.block == droppedBlock, unit.words <= 12 { continue }
            if let marker = BioText.marker(unit.text, language: language, site: site) {
                read(marker)
                inBio = true
                // A box about the author above the body does not end it.
                ended = ended || !paragraphs.isEmpty
                continue
            }
            if isCorrection(unit.text) {
                addCorrection(unit.text)
                continue
            }
            if let caption = unit.caption {
                captions.append(caption)
                continue
            }
            if isBio(unit, inBio: inBio, passed: passedWords) {
                addBio(unit.text)
                ended = ended || !paragraphs.isEmpty
                continue
            }
            inBio = inBio && ended
            if ended || isCaptionHead(at: index) { continue }
            if Furniture.endsArticle(unit.text), passedWords * 10 >= totalWords * 6 {
                ended = true
            } else if Furniture.contains(unit.text) {
                droppedBlock = unit.blockSize > 1 ? unit.block : nil
            } else if !isRepeatedCaption(unit.text) {
                paragraphs.append(unit.text)
            }
        }
    }

    // MARK: Captions

    /// A short line that the caption beside it begins with.
    private func isCaptionHead(at index: Int) -> Bool {
        let unit = units[index]
        guard unit.words <= 20 else { return false }
        for other in [index + 1, index + 2] where other < units.count {
            if let caption = units[other].caption, !caption.isEmpty,
                CaptionText.isHead(unit.text, of: caption)
            {
                return true
            }
        }
        return false
    }

    private func isRepeatedCaption(_ text: String) -> Bool {
        WordCount.words(in: text) <= 30
            && captions.suffix(2).contains {
                CaptionText.isHead(text, of: $0)
            }
    }

    // MARK: Corrections

    private func isCorrection(_ text: String) -> Bool {
        CorrectionText.isCorrection(text)
    }

    private mutating func addCorrection(_ text: String) {
        corrections.append(text)
        let head = String(text.prefix(60))
        if let date = DateScanner(language: language).matches(in: head).first(where: {
            $0.day != nil && $0.year != nil
        }), let edtf = date.edtf, CorrectionText.isDated(text, before: date.start) {
            modified = edtf
        }
    }

    // MARK: Bios

    private mutating func read(_ marker: BioText.Marker) {
        for author in marker.authors {
            if let known = authors.firstIndex(where: { $0.id == author.id }) {
                authors[known].honorific = authors[known].honorific ?? author.honorific
            } else if authors.isEmpty || marker.authors.count == 1 && !hasByline {
                authors.append(author)
            }
        }
        if let rest = marker.rest { addBio(rest) }
    }

    /// Whether the head named the authors: then a bio adds none.
    private var hasByline: Bool { authors.contains { $0.bio == nil } && !authors.isEmpty }

    /// Whether a paragraph is about an author: below an announcement, or near the end and
    /// beginning with the name of one.
    private func isBio(_ unit: TextUnit, inBio: Bool, passed: Int) -> Bool {
        if inBio {
            guard unit.words >= 4, !Furniture.contains(unit.text) else { return false }
            if BioText.subject(of: unit.text, among: authors) != nil { return true }
            return authors.isEmpty || authors.allSatisfy { $0.bio == nil }
                || BioText.author(introducedBy: unit.text, language: language) != nil
        }
        guard unit.words >= 5, unit.words <= 250 else { return false }
        let isLate = passed * 10 >= totalWords * 6
        if isLate, BioText.subject(of: unit.text, among: authors) != nil {
            return BioText.soundsLikeBio(unit.text) || passed * 20 >= totalWords * 17
        }
        guard authors.isEmpty, passed * 5 >= totalWords * 4, unit.words <= 120 else {
            return false
        }
        return BioText.author(introducedBy: unit.text, language: language) != nil
            && BioText.soundsLikeBio(unit.text)
    }

    private mutating func addBio(_ text: String) {
        if let known = BioText.subject(of: text, among: authors) {
            if authors[known].bio == nil { authors[known].bio = text }
            return
        }
        if authors.isEmpty {
            guard var author = BioText.author(introducedBy: text, language: language) else {
                return
            }
            author.bio = text
            authors.append(author)
        } else if authors.count == 1, authors[0].bio == nil {
            authors[0].bio = text
        }
    }
}
