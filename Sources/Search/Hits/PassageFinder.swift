import Archive
import Schema

/// Finds the passages of an article where words of the query stand closest together.
///
/// The token stream says where: position n of the stream is the nth word that the tokenizer finds
/// in the text, so that no word is stemmed again. Text beyond the caps is not looked at, since
/// reading on costs time with every hit.
struct PassageFinder {
    /// Words of a passage.
    static let width = 30
    /// Words before the first match of a passage.
    static let lead = 6
    /// What a word adds when it stands in the passage already.
    static let repeated = 0.05
    /// Only so many words of an article are looked at.
    static let maximumWords = 6_000
    /// Only so many bytes of an article are looked at.
    static let maximumBytes = 64 * 1024

    private let matcher: HighlightMatcher

    init(_ matcher: HighlightMatcher) {
        self.matcher = matcher
    }

    /// Where words of the query stand in the title.
    func spans(inTitle title: String, _ tokens: TokenSlice) -> [[Int]] {
        let stems = tokens.title
        let found = matcher.occurrences(in: stems)
        guard !found.isEmpty else { return [] }
        let text = PassageText(title, wordLimit: .max)
        return text.passage(0..<stems.count, marking: Self.marked(found), field: "title").spans
    }

    /// The best passages of a body, in the order of the text.
    ///
    /// Without any word of the query, the beginning.
    func snippets(of body: String, _ tokens: TokenSlice, count: Int) -> [Snippet] {
        let stems = Self.body(tokens)
        guard !stems.isEmpty else { return [] }
        let found = matcher.occurrences(in: stems)
        let windows = windows(found, words: stems.count, count: count)
        let text = PassageText(body, wordLimit: (windows.map(\.upperBound).max() ?? 0) + 1)
        let marked = Self.marked(found)
        return windows.map { text.passage($0, marking: marked, field: "body") }
    }

    private static func marked(_ found: [HighlightMatcher.Occurrence]) -> Set<Int> {
        found.reduce(into: []) { $0.formUnion($1.positions) }
    }

    /// The first stems of the body.
    private static func body(_ tokens: TokenSlice) -> [UInt32] {
        var stems: [UInt32] = []
        var unit = 0
        tokens.forEachStem { _, ordinal in
            if unit >= tokens.bodyStart, stems.count < maximumWords { stems.append(ordinal) }
            unit += ordinal < TokenUnits.firstEscaped ? 1 : 3
        }
        return stems
    }

    private func windows(
        _ found: [HighlightMatcher.Occurrence], words: Int, count: Int
    ) -> [Range<Int>] {
        guard !found.isEmpty else { return [0..<min(words, Self.width)] }
        var candidates: [(window: Range<Int>, score: Double)] = []
        for (index, first) in found.enumerated() {
            let start = max(0, first.positions.lowerBound - Self.lead)
            let end = min(words, start + Self.width)
            var distinct: [Int] = []
            var score = 0.0
            for other in found[index...] {
                guard other.positions.lowerBound < end else { break }
                guard other.positions.upperBound <= end else { continue }
                let weight = matcher.weights[other.key]
                if distinct.contains(other.key) {
                    score += weight * Self.repeated
                } else {
                    distinct.append(other.key)
                    score += weight
                }
            }
            candidates.append((start..<end, score))
        }
        // The best first; of equal ones the earlier.
        let sorted = candidates.enumerated().sorted { left, right in
            left.element.score != right.element.score
                ? left.element.score > right.element.score : left.offset < right.offset
        }
        var chosen: [Range<Int>] = []
        for candidate in sorted.map(\.element.window)
        where !chosen.contains(where: { $0.overlaps(candidate) }) {
            chosen.append(candidate)
            if chosen.count == count { break }
        }
        return chosen.sorted { $0.lowerBound < $1.lowerBound }
    }
}

/// A text with the bytes of its words.
private struct PassageText {
    private let bytes: [UInt8]
    private var words: [Range<Int>] = []

    init(_ text: String, wordLimit: Int) {
        var text = text
        bytes = text.withUTF8 { Array($0.prefix(PassageFinder.maximumBytes)) }
        words = bytes.withUnsafeBufferPointer { bytes in
            var words: [Range<Int>] = []
            Tokenizer.forEachWord(in: bytes) { range, _ in
                if words.count <= wordLimit { words.append(range) }
            }
            return words
        }
    }

    /// The words of a window with what stands between them, white space and control characters as
    /// single spaces.
    func passage(_ window: Range<Int>, marking: Set<Int>, field: String) -> Snippet {
        let window = window.clamped(to: 0..<words.count)
        guard !window.isEmpty else { return Snippet(field: field, text: "", spans: []) }
        let isStart = window.lowerBound == 0
        let isEnd = window.upperBound == words.count && bytes.count < PassageFinder.maximumBytes
        let start = isStart ? 0 : words[window.lowerBound].lowerBound
        let end = isEnd ? bytes.count : punctuationEnd(after: words[window.upperBound - 1])
        var output = PassageOutput(startsCut: !isStart)
        var position = start
        for word in window where words[word].upperBound <= end {
            output.append(bytes[position..<words[word].lowerBound])
            let isMarked = marking.contains(word)
            if isMarked { output.openSpan() }
            output.append(bytes[words[word]])
            if isMarked { output.closeSpan() }
            position = words[word].upperBound
        }
        output.append(bytes[position..<max(position, end)])
        return output.snippet(field: field, endsCut: !isEnd)
    }

    /// Takes in a full stop, a closing quote and the like.
    private func punctuationEnd(after word: Range<Int>) -> Int {
        var end = word.upperBound
        while end < bytes.count, end < word.upperBound + 6, bytes[end] > 0x20,
            !words.contains(where: { $0.lowerBound == end })
        {
            end += 1
        }
        while end < bytes.count, end > word.upperBound, bytes[end] & 0xC0 == 0x80 { end -= 1 }
        return end
    }
}

/// Collects a passage and counts its code points.
private struct PassageOutput {
    private var text: [UInt8]
    private var codePoints: Int
    private var spans: [[Int]] = []
    private var gap = false
    private var isEmpty = true

    init(startsCut: Bool) {
        text = startsCut ? Array("… ".utf8) : []
        codePoints = startsCut ? 2 : 0
    }

    mutating func append(_ bytes: ArraySlice<UInt8>) {
        for byte in bytes {
            if byte <= 0x20 || byte == 0x7F {
                gap = !isEmpty
                continue
            }
            fillGap()
            text.append(byte)
            isEmpty = false
            if byte & 0xC0 != 0x80 { codePoints += 1 }
        }
    }

    private mutating func fillGap() {
        guard gap else { return }
        text.append(0x20)
        codePoints += 1
        gap = false
    }

    mutating func openSpan() {
        fillGap()
        spans.append([codePoints])
    }

    mutating func closeSpan() {
        spans[spans.count - 1].append(codePoints)
    }

    func snippet(field: String, endsCut: Bool) -> Snippet {
        Snippet(
            field: field, text: String(decoding: text, as: UTF8.self) + (endsCut ? " …" : ""),
            spans: spans)
    }
}
