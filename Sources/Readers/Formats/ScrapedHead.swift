import Articles

/// What stands above the body of a scraped text: rubric, title, subtitle, byline, dates.
struct ScrapedHead {
    /// ``Articles/Author/source`` of names found in a text.
    static let authorSource = "byline block"

    /// How many units are looked at for a byline: menus can be long.
    private static let reach = 60

    private(set) var title: String
    private(set) var subtitle: String?
    private(set) var section: String?
    private(set) var authors: [Author] = []
    private(set) var dates: [DateEvidence] = []
    /// EDTF of an update that is named beside the day of publication.
    private(set) var modified: String?
    private(set) var captions: [String] = []

    private let units: [TextUnit]
    private let language: String?
    private let site: String?

    init(units: [TextUnit], title: String?, language: String?, site: String?) {
        self.units = units
        self.title = title ?? ""
        self.language = language
        self.site = site
    }

    /// What a unit of the head is.
    private enum Part {
        case furniture
        case caption(String)
        case byline([Author])
        case date
        case prose
        case line
    }

    /// Reads the head.
    ///
    /// - Returns: the index of the first unit of the body.
    mutating func read() -> Int {
        let end = bylineEnd() ?? firstProse()
        var candidates: [TextUnit] = []
        for index in 0..<end {
            switch part(at: index, candidates: candidates) {
            case .furniture: continue
            case .caption(let caption): captions.append(caption)
            case .byline(let names): authors = authors.isEmpty ? names : authors
            case .date: readDate(units[index].text)
            case .prose, .line: candidates.append(units[index])
            }
        }
        let isOnly = candidates.count == 1
        candidates.removeAll { isMenuBlock($0, isOnly: isOnly) || isCaptionHead($0) }
        choose(among: candidates)
        return bodyStart(from: end)
    }

    /// Passes over furniture, captions and dates that stand between byline and body.
    private mutating func bodyStart(from end: Int) -> Int {
        var index = end
        while index < units.count {
            switch part(at: index, candidates: []) {
            case .furniture: index += 1
            case .caption(let caption):
                captions.append(caption)
                index += 1
            case .date:
                readDate(units[index].text)
                index += 1
            case .byline(let names) where authors.isEmpty:
                authors = names
                index += 1
            case .byline, .prose: return index
            case .line:
                guard isCaptionHead(units[index]) else { return index }
                index += 1
            }
        }
        return index
    }

    // MARK: Parts

    private func part(at index: Int, candidates: [TextUnit]) -> Part {
        let unit = units[index]
        if let caption = unit.caption { return .caption(caption) }
        if unit.words <= 24, isDateLine(unit.text) { return .date }
        if let names = byline(unit) { return .byline(names) }
        if Furniture.contains(unit.text) { return .furniture }
        if unit.isProse { return .prose }
        if isBareName(at: index, candidates: candidates) {
            return .byline(names(in: unit.text))
        }
        return .line
    }

    private func names(in text: String) -> [Author] {
        AuthorNames.parse(text, source: Self.authorSource, language: language, site: site)
    }

    /// Words that begin headlines and hardly ever names.
    private static let articles: Set<String> = [
        "the", "a", "an", "der", "die", "das", "ein", "eine", "le", "la", "les", "un", "une", "el",
        "los", "las", "il", "lo", "gli", "o", "os", "as", "het", "een", "in", "on", "no",
    ]

    /// The names of a line that begins as bylines do.
    private func byline(_ unit: TextUnit) -> [Author]? {
        guard unit.words <= 24 else { return nil }
        let rest = BylineText.withoutPrefix(unit.text, language: language)
        guard rest.count < unit.text.count else { return nil }
        // "From Here to Eternity" and "The Author" begin so too: a name must follow.
        let names = names(in: unit.text)
        guard !names.isEmpty else { return nil }
        return unit.endsSentence && unit.words > 12 ? nil : names
    }

    /// A line that is one or more names and nothing else, below a title.
    private func isBareName(at index: Int, candidates: [TextUnit]) -> Bool {
        let unit = units[index]
        guard unit.words <= 12, !unit.endsSentence else { return false }
        // A rubric alone above leaves the name to be the title: a portrait.
        guard candidates.count > 1 || (candidates.last?.words ?? 0) >= 3 else { return false }
        // "Das Ende der Geduld" has the shape of a name.
        let first = unit.text.prefix { $0 != " " }.lowercased()
        guard !Self.articles.contains(first) else { return false }
        let found = names(in: unit.text)
        guard !found.isEmpty else { return false }
        let letters = found.map { $0.name.count + ($0.honorific?.count ?? 0) }.reduce(0, +)
        guard letters * 10 >= unit.text.count * 7 else { return false }
        // What follows a byline is a date, furniture, a picture or the first paragraph.
        guard index + 1 < units.count else { return false }
        let next = units[index + 1]
        return next.isProse || isDateLine(next.text) || Furniture.contains(next.text)
            || next.caption != nil
    }

    private func isDateLine(_ text: String) -> Bool {
        guard WordCount.words(in: text) <= 16, !TextUnit.endsSentence(text) || text.count <= 40,
            let labelled = DateParsing.labelled(text, language: language)
        else { return false }
        let best = labelled.published ?? labelled.modified
        guard let best, best.edtf.utf8.count > 4 else { return false }
        // The date must be most of the line: "The Crimea on 16 March 2014" is a headline.
        return labelled.otherWords <= 2
    }

    private mutating func readDate(_ text: String) {
        guard let labelled = DateParsing.labelled(text, language: language) else { return }
        if let published = labelled.published, dates.isEmpty {
            dates.append(
                DateEvidence(
                    source: .byline, raw: text, value: published.edtf,
                    trust: DateChoice.trust(in: .byline) - (published.dayFirstAmbiguous ? 0.2 : 0)))
        }
        if let update = labelled.modified { modified = update.edtf }
    }

    // MARK: Bounds

    /// Behind the byline or the dates; nil where the head has neither.
    ///
    /// One paragraph may stand above a byline: a subtitle of a sentence or two.
    private func bylineEnd() -> Int? {
        var prose = 0
        var lines: [TextUnit] = []
        for index in 0..<min(units.count, Self.reach) {
            switch part(at: index, candidates: lines) {
            case .byline, .date:
                guard !lines.isEmpty || !title.isEmpty else { continue }
                return index + 1
            case .prose:
                prose += 1
                if prose > 1 || units[index].words > 45 { return nil }
                lines.append(units[index])
            case .line: lines.append(units[index])
            case .furniture, .caption: continue
            }
        }
        return nil
    }

    private func firstProse() -> Int {
        let index = units.indices.first { index in
            let unit = units[index]
            return unit.isProse && !Furniture.contains(unit.text)
                && unit.caption == nil
        }
        // A text without any paragraph has its title in the first line, and the rest below.
        return index ?? min(units.count, 1)
    }

    // MARK: Title

    /// Lines of two words or so that stand together: sections, controls.
    private func isMenuBlock(_ unit: TextUnit, isOnly: Bool) -> Bool {
        if let site, CaptionText.isSame(unit.text, site), !isOnly { return true }
        guard unit.blockSize >= 2 else { return false }
        let block = units.filter { $0.block == unit.block }
        let hasByline = block.contains { byline($0) != nil || isDateLine($0.text) }
        if hasByline { return false }
        return block.allSatisfy { $0.words <= 5 }
            || block.first.map { Furniture.contains($0.text) || $0.text == site } ?? false
    }

    /// A short line that only repeats a caption beside it.
    private func isCaptionHead(_ unit: TextUnit) -> Bool {
        captions.contains { CaptionText.isHead(unit.text, of: $0) }
    }

    private mutating func choose(among candidates: [TextUnit]) {
        var rest = candidates
        if !title.isEmpty {
            // The title is known: what stands below it is the subtitle, above it the rubric.
            let place = rest.firstIndex { CaptionText.isSame($0.text, title) } ?? rest.count
            subtitle = place + 1 < rest.count ? rest[place + 1].text : nil
            section = place > 0 ? rubric(rest[place - 1]) : nil
            return
        }
        guard var last = rest.popLast() else { return }
        if let before = rest.last, isSubtitle(last, of: before) {
            subtitle = last.text
            last = before
            rest.removeLast()
        }
        title = last.text
        section = rest.last.flatMap(rubric)
    }

    /// Whether a line below another is its subtitle rather than the title itself.
    private func isSubtitle(_ line: TextUnit, of title: TextUnit) -> Bool {
        guard title.words >= 2 else { return false }
        let inner = line.text.dropLast()
        let isSentence =
            line.endsSentence && !line.text.hasSuffix("?")
            || [". ", "? ", "! ", "; "].contains { inner.contains($0) }
        if isSentence { return title.words >= 3 || line.words >= 9 }
        let capitals = (TextUnit.capitalShare(line.text), TextUnit.capitalShare(title.text))
        if title.words >= 3, line.words >= 5, capitals.1 - capitals.0 > 0.25 { return true }
        // Both in sentence case: the longer one explains.
        return title.words >= 4 && capitals.1 < 0.6 && line.words > title.words + 1
    }

    private func rubric(_ unit: TextUnit) -> String? {
        guard unit.words <= 4, unit.text.count <= 40, !unit.endsSentence else { return nil }
        return unit.text
    }
}
