import Articles

/// What can be a person's name.
struct NameRules {
    /// A name with what was taken off its front.
    struct Name: Equatable {
        var text: String
        var honorific: String?
    }

    /// The site's name and host, as slugs without hyphens; no author is called like them.
    private let site: [String]

    init(site: String?) {
        guard let site = CleanText.optionalLine(site) else {
            self.site = []
            return
        }
        var names = [ComparisonKey.joined(site)]
        if site.contains(".") {
            // Of www.theatlantic.com the part that names it: theatlantic.
            let host = CanonicalURL.host("https://" + site) ?? site
            let labels = host.split(separator: ".")
            let label = labels.dropLast().last { $0.count > 3 } ?? labels.first ?? ""
            names.append(ComparisonKey.joined(String(label)))
        }
        self.site = names.filter { $0.count > 2 }
    }

    /// The name that a piece of a byline is; nil where it can be no person's.
    func name(from piece: String) -> Name? {
        var words = piece.split(separator: " ").map(String.init)
        let honorific = Self.takeHonorifics(&words)
        Self.dropTrailingTitles(&words)
        guard let last = words.last else { return nil }
        words[words.count - 1] = Self.withoutTrailingMarks(last)
        words = words.filter { !$0.isEmpty }
        if let first = words.first,
            Self.plainTitles.contains(first.lowercased().filter { $0 != "." })
        {
            return nil
        }
        let text = Self.cased(words).joined(separator: " ")
        guard Self.isShapedLikeName(words), !isHouse(text), !isSite(text) else { return nil }
        return Name(text: text, honorific: honorific)
    }

    // MARK: Titles

    /// Takes titles off the front, as long as a name of a word or more follows.
    private static func takeHonorifics(_ words: inout [String]) -> String? {
        var taken: [String] = []
        while words.count > 2 {
            let folded = words[0].lowercased().filter { $0 != "." && $0 != "," }
            guard honorifics.contains(folded) else { break }
            taken.append(words.removeFirst())
        }
        return taken.isEmpty ? nil : taken.joined(separator: " ")
    }

    /// Titles that make no name of one word.
    ///
    /// "Mr Rubin" says too little, "Sheikh Hasina" does not.
    private static let plainTitles: Set<String> = [
        "dr", "prof", "professor", "mr", "mrs", "ms", "mme", "herr", "frau", "sir", "lord", "lady",
        "dame", "rev", "hon", "sen", "rep", "gen", "col", "amb", "gov",
    ]

    private static let honorifics: Set<String> = [
        "dr", "drs", "prof", "professor", "professeur", "profesor", "professore", "sir", "dame",
        "lord", "lady", "baroness", "rt", "hon", "right", "honourable", "honorable", "mr", "mrs",
        "ms", "miss", "mx", "rev", "revd", "reverend", "fr", "rabbi", "imam", "sheikh", "gen",
        "general", "lt", "col", "colonel", "maj", "major", "capt", "captain", "sgt", "adm",
        "admiral", "cmdr", "amb", "ambassador", "sen", "senator", "rep", "congressman",
        "congresswoman", "gov", "governor", "mgr", "msgr", "bishop", "archbishop", "cardinal",
        "mme", "mlle", "herr", "frau", "dott", "dottssa", "ing", "sra", "dra", "sig",
        "dipl-ing", "mag", "pd", "ddr", "univ-prof", "doctor", "prince", "princess",
        "sister", "brother", "maître", "bgen", "brig", "brigadier", "lieutenant",
        "rechtsanwalt", "rechtsanwältin", "pfarrer", "pfarrerin", "pastor", "avvocato", "avv",
        "abogado",
        "abogada", "maestro", "emeritus", "ltgen", "ltcol", "majgen", "mp",
    ]

    /// Drops degrees and decorations behind the name; `Jr.` and numbers stay.
    private static func dropTrailingTitles(_ words: inout [String]) {
        while words.count > 2, let last = words.last {
            let folded = last.lowercased().filter { $0.isLetter }
            let isUpper = last.first { $0.isLetter }?.isUppercase ?? false
            guard BylineWords.degrees.contains(folded), isUpper else { break }
            words.removeLast()
        }
        // "Brad Schade Reuters"
        if words.count > 2, let last = words.last, BylineWords.houses.contains(last.lowercased()),
            last.count > 2
        {
            words.removeLast()
        }
        guard words.count > 2, let comma = words.firstIndex(where: { $0.hasSuffix(",") }) else {
            return
        }
        let suffix = words[(comma + 1)...].joined(separator: " ")
        if BylineWords.isSuffix(suffix) {
            let folded = suffix.lowercased().filter { $0.isLetter }
            words[comma].removeLast()
            if !BylineWords.generations.contains(folded) { words.removeSubrange((comma + 1)...) }
        } else {
            words = Array(words[...comma])
            words[comma].removeLast()
        }
    }

    private static func withoutTrailingMarks(_ word: String) -> String {
        var word = word
        while let last = word.last, ",;:*†‡-–—…".contains(last) { word.removeLast() }
        // A full stop ends an initial or a generation, nothing else.
        if word.hasSuffix("."), word.count > 3 { word.removeLast() }
        return word
    }

    // MARK: Shape

    /// Particles of surnames, which may be in lower case.
    static let particles: Set<String> = [
        "van", "von", "de", "der", "den", "del", "della", "dello", "degli", "di", "da", "do", "dos",
        "das", "du", "des", "la", "le", "les", "el", "al", "bin", "bint", "ibn", "ben", "abu",
        "ter", "ten", "te", "zu", "zur", "zum", "af", "av", "y", "e", "i", "und", "st", "’t", "'t",
        "op", "in", "het", "san", "santa", "d’", "d'", "ul", "ur", "van't",
    ]

    /// The most words of a name, particles counted: "Maria do Carmo de Sousa Lima".
    private static let maximumWords = 6

    private static func isShapedLikeName(_ words: [String]) -> Bool {
        guard let first = words.first?.unicodeScalars.first else { return false }
        if isUncased(first) { return isShapedLikeUncasedName(words) }
        let names = words.filter { !particles.contains($0.lowercased()) }
        let count = words.count == 1 ? partsOfPointedWord(words[0]) : words.count
        guard (2...maximumWords).contains(count), !names.isEmpty, names.count <= 5 else {
            return false
        }
        // "Jane D." has a name of two letters at least somewhere: "J. D." alone is no byline.
        guard names.contains(where: { $0.filter(\.isLetter).count >= 2 }) else { return false }
        let lowerCase = names.filter { $0.first?.isLowercase ?? false }.count
        // Names all in lower case ("bell hooks") are two or three words; one word in lower case
        // among capitals makes a phrase, unless it has a capital inside ("al-Rashid", "d'Ancona").
        if lowerCase == names.count, words.count <= 3 {
            return words.allSatisfy(isNameWord) && !hasPhraseWord(words)
        }
        for name in names where name.first?.isLowercase ?? false {
            guard name.contains(where: \.isUppercase) else { return false }
        }
        return words.allSatisfy(isNameWord) && !hasPhraseWord(words)
    }

    /// "J.Doe" is two words without a space; "stol.it" and "jane.doe" are a host and a login.
    private static func partsOfPointedWord(_ word: String) -> Int {
        let parts = word.split(separator: ".")
        return parts.allSatisfy { $0.first?.isUppercase ?? false } ? parts.count : 1
    }

    /// Letters of a script without capitals: two to four signs of Chinese or Japanese, a few words
    /// of Korean, Arabic, Hebrew or an Indian script.
    private static func isShapedLikeUncasedName(_ words: [String]) -> Bool {
        let letters = words.joined()
        let allLetters = letters.unicodeScalars.allSatisfy {
            $0.properties.isAlphabetic || $0.properties.generalCategory == .nonspacingMark
                || $0 == "·" || $0 == "・" || $0 == "-"
        }
        return allLetters && words.count <= 4 && letters.count >= 2 && letters.count <= 30
    }

    private static func isUncased(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.generalCategory == .otherLetter
    }

    /// Letters, with points, hyphens and apostrophes inside.
    private static func isNameWord(_ word: String) -> Bool {
        guard word.contains(where: \.isLetter) else { return false }
        return word.unicodeScalars.allSatisfy { scalar in
            scalar.properties.isAlphabetic || scalar.properties.generalCategory == .nonspacingMark
                || ".-'’‘ʼ‑·\"“”".unicodeScalars.contains(scalar)
        }
    }

    /// Words that no name has and every phrase may have.
    private static func isPhraseWord(_ word: String) -> Bool {
        let folded = word.lowercased().filter { $0.isLetter }
        // "A." is an initial.
        if folded.count == 1, word.first?.isUppercase ?? false { return false }
        return phraseWords.contains(folded) || BylineWords.roles.contains(folded)
    }

    /// Whether a word of the name makes it a phrase, a role or a house.
    ///
    /// A few such words are surnames as well: they pass behind one given name.
    private static func hasPhraseWord(_ words: [String]) -> Bool {
        if words.count == 2, BylineWords.rolesAndSurnames.contains(words[1].lowercased()),
            words[1].first?.isUppercase ?? false
        {
            let first = words[0].lowercased()
            return isPhraseWord(words[0]) || BylineWords.isPlace(first)
                || BylineWords.firstWordsOfPapers.contains(first)
        }
        return words.contains(where: isPhraseWord)
    }

    private static let phraseWords: Set<String> = [
        "the", "of", "for", "to", "from", "at", "on", "with", "is", "was", "are", "has", "have",
        "a", "and", "or", "not", "this", "that", "these", "your", "our", "we", "you", "it", "its",
        "as", "how", "why", "what", "when", "where", "who", "ein", "eine", "für", "über", "une",
        "sur", "pour", "dans", "para", "com", "org", "net", "www", "http", "https", "per", "via",
        "all", "new", "times", "daily", "hi", "hello", "hallo", "ich",
    ]

    // MARK: Houses

    private func isHouse(_ text: String) -> Bool {
        let folded = text.lowercased()
        return BylineWords.houses.contains(folded) || BylineWords.places.contains(folded)
    }

    private func isSite(_ text: String) -> Bool {
        let name = ComparisonKey.joined(text)
        return site.contains { $0 == name || $0 == "the" + name || "the" + $0 == name }
    }

    // MARK: Case

    /// Words in capitals as names are printed: `JANE O'BRIEN-SMITH` is `Jane O'Brien-Smith`.
    ///
    /// Only where every word is in capitals, or the surname alone is (`Jean DUPONT`).
    private static func cased(_ words: [String]) -> [String] {
        words.map { word in
            let letters = word.filter(\.isLetter)
            guard letters.count > 2, letters.allSatisfy(\.isUppercase),
                !BylineWords.generations.contains(word.lowercased()), !word.contains(".")
            else {
                // Two capitals are initials ("JK Rowling") unless all is in capitals.
                return word
            }
            return capitalised(word)
        }
    }

    private static func capitalised(_ word: String) -> String {
        var result = ""
        var start = true
        for character in word {
            result += start ? character.uppercased() : character.lowercased()
            start = character == "-" || character == "'" || character == "’" || character == "‑"
        }
        if result.hasPrefix("Mc"), result.count > 3 {
            let rest = result.dropFirst(2)
            result = "Mc" + rest.prefix(1).uppercased() + rest.dropFirst()
        }
        return result
    }
}
