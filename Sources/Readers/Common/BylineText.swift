import Foundation

/// Bylines cut into pieces that may be names.
enum BylineText {
    /// One line of plain text: no tags, no entities, compatibility forms unified (NFKC).
    static func cleaned(_ raw: String) -> String {
        var text = raw
        if text.utf8.contains(0x3C) { text = withoutTags(text) }
        if text.utf8.contains(0x26) { text = HTMLEntities.decoded(text) }
        if mayHaveCompatibilityForms(text) {
            text = text.precomposedStringWithCompatibilityMapping
            text.unicodeScalars.removeAll { (0x200B...0x200F).contains($0.value) }
        }
        let lines = CleanText.normalised(text).split(separator: "\n").map {
            CleanText.line(String($0))
        }
        return lines.filter { !$0.isEmpty }.joined(separator: " | ")
    }

    /// Whether a text has other characters than those of ASCII and the letters of Latin-1 (lead byte
    /// C3), which NFKC leaves as they are.
    private static func mayHaveCompatibilityForms(_ text: String) -> Bool {
        var isLetter = false
        for byte in text.utf8 {
            if byte < 0x80 || isLetter {
                isLetter = false
            } else {
                guard byte == 0xC3 else { return true }
                isLetter = true
            }
        }
        return false
    }

    /// Tags become spaces; an address in angle brackets goes with them.
    private static func withoutTags(_ text: String) -> String {
        var result = ""
        var depth = 0
        for character in text {
            if character == "<" {
                depth += 1
                result.append(" ")
            } else if character == ">" {
                depth = max(0, depth - 1)
            } else if depth == 0 {
                result.append(character)
            }
        }
        return result
    }

    /// The pieces of a cleaned byline, each a name or what was taken for one.
    static func pieces(of byline: String, language: String?) -> [String] {
        var pieces: [String] = []
        let segments = segments(of: unwrapped(byline))
        for (index, segment) in segments.enumerated() {
            let stripped = withoutPrefix(segment, language: language)
            // What another hand did: the photographs, the translation.
            if isOtherCredit(stripped) { continue }
            let cut = withoutSuffix(stripped)
            // Behind a bar stands a role or a house at least as often as another name, which then
            // has two words or more and nothing else.
            if index > 0, segments.count > 1, cut.split(separator: " ").count < 2 { continue }
            pieces += names(in: cut, language: language)
        }
        return pieces
    }

    /// `jane@paper.org (Jane Doe)`, as RSS has it, is Jane Doe.
    private static func unwrapped(_ text: String) -> String {
        guard text.hasSuffix(")"), let open = text.lastIndex(of: "(") else { return text }
        let head = text[..<open].trimmed(isSpace)
        guard head.utf8.contains(0x40), !head.utf8.contains(0x20) else { return text }
        return String(text[text.index(after: open)...].dropLast())
    }

    /// The parts between bars, bullets and dashes with space on both sides.
    private static func segments(of text: String) -> [String] {
        var parts = [text]
        for separator in separators where text.holds(separator) {
            parts = parts.flatMap { $0.components(by: separator) }
        }
        return parts.map { $0.trimmed(isSpace) }.filter { !$0.isEmpty }
    }

    private static let separators = [
        "|", "•", "·", "//", " / ", " – ", " — ", " - ", " -- ", "\u{2003}",
    ]

    /// Spaces within a line.
    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        scalar == " " || scalar == "\t" || scalar == "\u{A0}"
            || (0x2000...0x200B).contains(scalar.value)
    }

    /// The text without the words that introduce names.
    ///
    /// A prefix that is also a particle of surnames counts where the language is its own, or two
    /// words or more follow: "Von Miller" is a man, "Von Anna Miller" is a byline.
    static func withoutPrefix(_ text: String, language: String?) -> String {
        var rest = text
        for _ in 0..<3 {
            let folded = rest.lowercased()
            guard let prefix = BylineWords.prefixes.first(where: { isPrefix($0.text, of: folded) })
            else { break }
            let after = rest.dropFirst(prefix.text.count)
                .trimmed { " :,-–—".unicodeScalars.contains($0) }
            if let own = prefix.particleIn {
                let isOwn = language.map { $0.lowercased().hasPrefix(own) } ?? false
                guard isOwn || after.split(separator: " ").count >= 2 else { break }
            }
            rest = after
        }
        return rest
    }

    private static func isPrefix(_ prefix: String, of text: String) -> Bool {
        guard text.hasPrefix(prefix) else { return false }
        let rest = text.dropFirst(prefix.count)
        guard let next = rest.first else { return true }
        return prefix.hasSuffix(":") || next == " " || next == ":" || next == ","
    }

    private static func isOtherCredit(_ text: String) -> Bool {
        let folded = text.lowercased()
        return BylineWords.otherCredits.contains { isPrefix($0, of: folded) }
    }

    /// The text up to what follows names: an address, a handle, a date, a place, a publisher.
    static func withoutSuffix(_ text: String) -> String {
        var words = text.split(separator: " ").map(String.init)
        if let first = words.firstIndex(where: isAddress) {
            words.removeSubrange(first...)
        }
        var line = words.joined(separator: " ")
        // Brackets hold a house, a role or an age.
        while let open = line.firstIndex(where: { $0 == "(" || $0 == "[" }) {
            let close = line[open...].firstIndex { $0 == ")" || $0 == "]" }
            let tail = close.map { line[line.index(after: $0)...] } ?? ""
            line = CleanText.line(String(line[..<open]) + " " + tail)
        }
        // "Jane Doe -Analysis": the genre hangs on the name.
        if let dash = line.lastIndex(where: { "-–—".contains($0) }) {
            let genre = line[line.index(after: dash)...].drop { $0 == " " }.lowercased()
            if BylineWords.roles.contains(genre) { line = String(line[..<dash]) }
        }
        if let end = cuts.firstOffset(in: FoldedText.bytes(line)) {
            line = String(decoding: line.utf8.prefix(end), as: UTF8.self)
        }
        // "in Brussels" is where the author sits; "Sophie in 't Veld" is a name.
        for place in [" in ", " aus ", " à ", " en "] where placeFollows(place, in: line) {
            line = line.components(by: place)[0]
        }
        // A digit begins a date or a count of minutes; the word before may be its month or weekday.
        if let digit = line.firstIndex(where: \.isNumber) {
            line = String(line[..<digit])
            while let last = line.split(separator: " ").last, BylineWords.isDateWord(last) {
                line = line.split(separator: " ").dropLast().joined(separator: " ")
            }
        }
        return line.trimmed { " ,;:-–—|".unicodeScalars.contains($0) }
    }

    private static let cuts = PhraseTable(BylineWords.cuts)

    private static func placeFollows(_ word: String, in line: String) -> Bool {
        guard let range = line.find(word) else { return false }
        let before = line[..<range.lowerBound].split(separator: " ")
        let after = String(line[range.upperBound...])
        guard before.count >= 2, let first = after.first, first.isUppercase else { return false }
        // Dutch joins names with "en": only a known place ends them there.
        return word == " in " || BylineWords.isPlace(after)
    }

    private static func isAddress(_ word: String) -> Bool {
        word.utf8.contains(0x40) || word.holds("://") || word.lowercased().hasPrefix("www.")
    }

    /// The names that a byline lists.
    static func names(in text: String, language: String?) -> [String] {
        if text.utf8.contains(0x3B) {
            return text.split(separator: ";").flatMap { part in
                let item = CleanText.line(String(part))
                return reordered(item).map { [$0] } ?? split(item, language: language)
            }
        }
        if let single = reordered(text) { return [single] }
        return split(text, language: language)
    }

    /// `Doe, Jane` as `Jane Doe`; nil where it is no such pair.
    private static func reordered(_ text: String) -> String? {
        let sides = text.split(separator: ",", omittingEmptySubsequences: false)
        guard sides.count == 2 else { return nil }
        let last = CleanText.line(String(sides[0]))
        let first = CleanText.line(String(sides[1]))
        guard !BylineWords.isSuffix(first), !first.isEmpty else { return nil }
        let lastWords = last.split(separator: " ")
        let surnameWords = lastWords.filter { !NameRules.particles.contains($0.lowercased()) }
        guard surnameWords.count == 1, first.split(separator: " ").count <= 3,
            !BylineWords.isRole(first), !BylineWords.isPlace(first)
        else { return nil }
        return first + " " + last
    }

    private static func split(_ text: String, language: String?) -> [String] {
        var names: [String] = []
        for part in text.split(separator: ",") {
            let item = CleanText.line(String(part))
            if item.isEmpty { continue }
            // "European Oil and Gas Correspondent" is one role, not two names.
            if !names.isEmpty, let last = item.split(separator: " ").last,
                BylineWords.jobs.contains(last.lowercased())
            {
                continue
            }
            if BylineWords.isSuffix(item), let last = names.popLast() {
                names.append(last + ", " + item)
            } else {
                names += conjoined(item)
            }
        }
        return names
    }

    /// The sides of `and`, `&` and their like.
    ///
    /// Conjunctions that also stand within surnames ("Ortega y Gasset") part full names only.
    private static func conjoined(_ text: String) -> [String] {
        var parts: [[Substring]] = [[]]
        let words = text.split(separator: " ")
        for (index, word) in words.enumerated() {
            let folded = word.lowercased()
            let joins: Bool
            if BylineWords.conjunctions.contains(folded) {
                joins = true
            } else if BylineWords.particleConjunctions.contains(folded) {
                joins = (parts.last?.count ?? 0) >= 2 && words.count - index - 1 >= 2
            } else {
                joins = false
            }
            if joins {
                parts.append([])
            } else {
                parts[parts.count - 1].append(word)
            }
        }
        // "and Jane Doe" is what an Oxford comma leaves; the empty side is no name.
        return parts.filter { !$0.isEmpty }.map { $0.joined(separator: " ") }
    }
}
